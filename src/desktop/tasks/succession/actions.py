"""Putting one plan in the place of another, as one act."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, authorize
from desktop.errors import UserError
from desktop.plans.plan import Plan
from desktop.tasks.actions import adopt_plan
from desktop.tasks.models import AdoptedPlan, Obligation
from desktop.tasks.succession.models import PlanSuccession, TaskSuccession
from desktop.tasks.succession.queries import (
    Match,
    check_replaceable,
    open_obligations,
    propose_matches,
    reason_of,
)
from desktop.tasks.terms.actions import Since
from desktop.text import clean

NO_MATCH = "không có nhiệm vụ tương ứng"
NOT_THAT_YEAR = "nhiệm vụ tương ứng không có đợt của năm này"
CHOSEN = "đơn vị chọn"
CHOSEN_TO_CLOSE = "đơn vị chọn đóng, không chuyển sang nhiệm vụ mới"


def succeed_plan(
    session: Session,
    new: Plan,
    old_code: str,
    since: Since,
    chosen: Mapping[str, str] | None = None,
    why: str = "",
) -> int:
    """Let a plan take the place of an adopted one and return how many obligations were carried over.

    The new plan is taken on, on the day that `since` names, when it was not yet; it takes the old one's place
    from that day on, but from none gone by: how tasks stood earlier is not rewritten. `chosen` maps tasks of
    the old plan to those of the new, an empty code closes a task; for the rest the proposals hold. Progress
    stays where it is and counts for the successor. One act, undone as one. Raises NotAllowed, NotFound,
    UserError.
    """
    why = clean(why) or reason_of(new)
    authorize(session, Right.EDIT_TASKS, f"Kế hoạch {new.code} thay kế hoạch {old_code}", why)
    on = date.fromisoformat(since.holds_from)
    check_replaceable(session, old_code, new)
    matches = {match.old: match for match in propose_matches(session, old_code, new, on)}
    decided = _decide(matches, new, chosen or {})
    open_ones = open_obligations(session, old_code, on)
    if session.scalar(select(AdoptedPlan.id).where(AdoptedPlan.plan_code == new.code)) is None:
        adopt_plan(session, new, since.on or since.entered)
    old_plan, new_plan = (_adopted(session, code) for code in (old_code, new.code))
    succession = PlanSuccession(
        unit_code=old_plan.unit_code,
        old_plan_id=old_plan.id,
        new_plan_id=new_plan.id,
        since=since.holds_from,
        why=why,
    )
    session.add(succession)
    session.flush()
    links = [_link(session, one, decided.get(one.task_code, ""), matches, new.code) for one in open_ones]
    for link in links:
        link.succession_id = succession.id
    session.add_all(links)
    session.flush()
    return sum(link.successor_id is not None for link in links)


def _decide(matches: Mapping[str, Match], new: Plan, chosen: Mapping[str, str]) -> dict[str, str]:
    codes = {task.code for task in new.tasks}
    for old, successor in chosen.items():
        if old not in matches:
            raise UserError(f"Nhiệm vụ “{old}” không còn dở dang trong kế hoạch cũ; hãy xem lại mã.")
        if successor and successor not in codes:
            raise UserError(f"Kế hoạch mới không có nhiệm vụ “{successor}”; hãy xem lại mã.")
    return {old: match.new for old, match in matches.items()} | dict(chosen)


def _adopted(session: Session, code: str) -> AdoptedPlan:
    return session.scalars(select(AdoptedPlan).where(AdoptedPlan.plan_code == code)).one()


def _link(
    session: Session, one: Obligation, successor: str, matches: Mapping[str, Match], new_code: str
) -> TaskSuccession:
    """Tie one obligation to its successor: of a yearly task that of the same year, else the next to end."""
    heir = _heir(session, one, successor, new_code)
    match = matches.get(one.task_code)
    proposed = match is not None and match.new == successor
    return TaskSuccession(
        unit_code=one.unit_code,
        obligation_id=one.id,
        successor_id=heir.id if heir else None,
        score=match.score if match and proposed and heir else None,
        why=_why(match, successor, is_carried=heir is not None),
    )


def _why(match: Match | None, successor: str, *, is_carried: bool) -> str:
    """Say why an obligation goes where it goes, or why it ends."""
    if successor and not is_carried:
        return NOT_THAT_YEAR
    if match is None or match.new != successor:
        return CHOSEN if successor else CHOSEN_TO_CLOSE
    return f"nội dung giống {match.score}%" if successor else NO_MATCH


def _heir(session: Session, one: Obligation, successor: str, new_code: str) -> Obligation | None:
    if not successor:
        return None
    rows = select(Obligation).where(Obligation.plan_code == new_code, Obligation.task_code == successor)
    heirs = session.scalars(rows.order_by(Obligation.due_on, Obligation.id)).all()
    same_year = [heir for heir in heirs if heir.due_on and one.due_on and heir.due_on[:4] == one.due_on[:4]]
    both_yearly = bool(heirs) and one.deadline_kind == heirs[0].deadline_kind == "yearly"
    return next(iter(same_year if both_yearly else [*same_year, *heirs]), None)
