"""What would become of an adopted plan's unfinished tasks if another plan took its place."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import NotFound, UserError
from desktop.plans.plan import Plan
from desktop.tasks.models import AdoptedPlan, Obligation
from desktop.tasks.queries import TaskLine, list_obligations
from desktop.tasks.rules import State
from desktop.tasks.succession.links import replaced_plans
from desktop.tasks.succession.rules import Words, match_tasks


@dataclass(frozen=True)
class Match:
    """One unfinished task of the old plan, what is proposed for it and how it stands.

    `new` is empty when no task is alike enough; `score` is that of the nearest one all the same.
    """

    old: str
    old_text: str
    percent: int
    state: State
    new: str
    new_text: str
    score: int
    is_sure: bool


def propose_matches(session: Session, old_code: str, new: Plan, on: date) -> list[Match]:
    """Return the unfinished tasks of an adopted plan with the new plan's task proposed for each, plan order.

    A yearly task counts once, also when only the years to come are left of it. Raises NotFound when the
    office has not taken the old plan on, UserError when another replaced it.
    """
    check_replaceable(session, old_code, new)
    lines, texts = unfinished(session, old_code, on), {task.code: task.text for task in new.tasks}
    open_ones: dict[str, Obligation] = {}
    for one in open_obligations(session, old_code, on):
        open_ones.setdefault(one.task_code, one)
    old = [Words(one.task_code, one.text, tuple(one.lead.splitlines())) for one in open_ones.values()]
    pairs = match_tasks(old, [Words(task.code, task.text, task.lead) for task in new.tasks])
    found = []
    for pair in pairs:
        line = lines.get(pair.old)
        percent, state = (line.percent, line.state) if line else (0, State.NOT_DUE)
        told = (pair.old, open_ones[pair.old].text, percent, state)
        found.append(Match(*told, pair.new, texts.get(pair.new, ""), pair.score, pair.is_sure))
    return found


def reason_of(new: Plan) -> str:
    """Return why a plan takes the place of another, as far as its own words say it."""
    return f"{new.name} thay thế {new.replaces}" if new.replaces else f"Thay bằng {new.title[:200]}"


def check_replaceable(session: Session, old_code: str, new: Plan) -> None:
    """Refuse an old plan that the office does not follow, or no longer; and a plan that replaces itself."""
    if session.scalar(select(AdoptedPlan.id).where(AdoptedPlan.plan_code == old_code)) is None:
        raise NotFound(f"Đơn vị chưa nhận kế hoạch “{old_code}” nên không có gì để thay; hãy xem lại mã.")
    if old_code == new.code:
        raise UserError("Một kế hoạch không thay thế chính nó; hãy chọn kế hoạch khác.")
    if {old_code, new.code} & replaced_plans(session, date.max):
        raise UserError(
            f"Kế hoạch “{old_code}” hoặc “{new.code}” đã được thay thế trước đó nên không thay nữa; "
            "muốn làm lại thì hoàn tác lần thay trước."
        )


def unfinished(session: Session, plan_code: str, on: date) -> dict[str, TaskLine]:
    """Return by task the newest obligation that is not done; yearly tasks count once."""
    lines = list_obligations(session, on, plan_code)
    return {line.task_code: line for line in lines if line.state is not State.DONE and not line.closed}


def open_obligations(session: Session, plan_code: str, on: date) -> list[Obligation]:
    """Return the stored obligations that are not done, those of years to come too."""
    done = {line.code for line in list_obligations(session, on, plan_code) if line.state is State.DONE}
    rows = select(Obligation).where(Obligation.plan_code == plan_code).order_by(Obligation.id)
    return [row for row in session.scalars(rows) if row.code not in done]
