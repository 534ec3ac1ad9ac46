"""Which obligations another plan's took over, as of a day: what is closed, and whose progress counts on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from desktop.tasks.models import AdoptedPlan, Obligation
from desktop.tasks.succession.models import PlanSuccession, TaskSuccession
from desktop.text import day


@dataclass(frozen=True)
class Closed:
    """An obligation that ended with its plan; `successor` is the code that carries it on, empty for none."""

    successor: str
    why: str


@dataclass(frozen=True)
class Links:
    """`closed` by obligation; `before` names the obligations, oldest first, whose reports count for one."""

    closed: Mapping[int, Closed]
    before: Mapping[int, tuple[int, ...]]
    codes: Mapping[int, str]

    @property
    def heirs(self) -> Mapping[int, Sequence[int]]:
        """By obligation those that carry it on: what was entered on the one counts for them too."""
        heirs: dict[int, list[int]] = {}
        for heir, sources in self.before.items():
            for source in sources:
                heirs.setdefault(source, []).append(heir)
        return heirs


def links_on(session: Session, on: date) -> Links:
    """Return what successions had changed by the end of a day."""
    heir, new_plan = aliased(Obligation), aliased(AdoptedPlan)
    question = (
        select(TaskSuccession, PlanSuccession.since, Obligation.code, heir.code, new_plan.plan_code)
        .join(PlanSuccession, PlanSuccession.id == TaskSuccession.succession_id)
        .join(new_plan, new_plan.id == PlanSuccession.new_plan_id)
        .join(Obligation, Obligation.id == TaskSuccession.obligation_id)
        .outerjoin(heir, heir.id == TaskSuccession.successor_id)
        .where(PlanSuccession.since <= on.isoformat())
        .order_by(PlanSuccession.since, TaskSuccession.id)
    )
    closed: dict[int, Closed] = {}
    before: dict[int, tuple[int, ...]] = {}
    codes: dict[int, str] = {}
    for link, since, code, successor, plan_code in session.execute(question):
        words = _words(plan_code, date.fromisoformat(since), successor, link.why)
        closed[link.obligation_id] = Closed(successor or "", words)
        codes[link.obligation_id] = code
        if link.successor_id is not None:
            earlier = before.get(link.obligation_id, ())
            before[link.successor_id] = (
                *before.get(link.successor_id, ()),
                *earlier,
                link.obligation_id,
            )
    return Links(closed, before, codes)


def replaced_plans(session: Session, on: date) -> frozenset[str]:
    """Return the codes of the adopted plans that another one has replaced by a day."""
    question = (
        select(AdoptedPlan.plan_code)
        .join(PlanSuccession, PlanSuccession.old_plan_id == AdoptedPlan.id)
        .where(PlanSuccession.since <= on.isoformat())
    )
    return frozenset(session.scalars(question))


def _words(plan_code: str, since: date, successor: str | None, why: str) -> str:
    if successor:
        return f"Chuyển sang {successor} của kế hoạch {plan_code} từ {day(since)}; tiến độ tính tiếp ở đó."
    return f"Đóng từ {day(since)} vì thay bằng kế hoạch mới ({plan_code}): {why.rstrip('.')}."
