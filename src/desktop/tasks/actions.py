"""Taking a plan on, reporting progress, changing our part or a deadline."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NotRequired, TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.accounts.rights import Right, actor_of, authorize
from desktop.errors import Invalid, NotFound, UserError
from desktop.plans.models import OwnPlan
from desktop.plans.plan import Plan
from desktop.plans.queries import find_plan
from desktop.tasks.evidence import EvidenceFile, keep_evidence
from desktop.tasks.lookup import find_obligation
from desktop.tasks.models import AdoptedPlan, Obligation, Progress
from desktop.tasks.obligations import Owner, first_day, last_year, obligations_of
from desktop.tasks.rules import PROGRESS_TEXTS, Level, check_progress, check_year
from desktop.tasks.succession.links import links_on, replaced_plans
from desktop.tasks.units import ROLE_LABELS, TaskRole
from desktop.text import clean, clean_lines

AS_PLANNED = "plan"
"""Goes back from a part the office chose to the one read from the plan."""


class ProgressEntry(TypedDict):
    """What one report of progress says, with the files that prove it.

    How far the task is: `percent`, or `done` of `whole` things (`counted` names them), from which it follows.
    `today` is for tests and samples, the clock's day by default.
    """

    percent: NotRequired[int | None]
    done: NotRequired[int | None]
    whole: NotRequired[int | None]
    counted: NotRequired[str | None]
    note: str
    on: date
    evidence: NotRequired[str | None]
    difficulty: NotRequired[str | None]
    proposal: NotRequired[str | None]
    files: NotRequired[Sequence[EvidenceFile]]
    today: NotRequired[date]


def adopt_plan(session: Session, plan: Plan, on: date) -> int:
    """Take a plan on: store its obligations; return how many of them the office owes (watched ones aside).

    Yearly tasks give one obligation a year, from the plan's year to the last the plan runs to; a year's are
    listed once it has begun, so the count leaves those to come out.
    Raises NotAllowed; UserError when the office has this plan already.
    """
    authorize(session, Right.EDIT_TASKS, f"Nhận kế hoạch {plan.code}")
    if session.scalar(select(AdoptedPlan.id).where(AdoptedPlan.plan_code == plan.code)):
        raise UserError(
            f"Đơn vị đã nhận kế hoạch “{plan.code}” rồi nên không nhận lần nữa; hãy xem danh sách nhiệm vụ."
        )
    owner = _owner(session)
    obligations = list(obligations_of(plan, owner, max(on.year, last_year(plan) or on.year), on))
    session.add(
        AdoptedPlan(
            unit_code=owner.code,
            plan_code=plan.code,
            title=plan.title,
            starts_on=first_day(plan).isoformat(),
            adopted_on=on.isoformat(),
            own_plan_id=session.scalar(select(OwnPlan.id).where(OwnPlan.plan_code == plan.code)),
        )
    )
    session.add_all(obligations)
    session.flush()
    until = max(on, first_day(plan)).isoformat()
    return sum(one.role != TaskRole.WATCH and one.owed_from <= until for one in obligations)


def extend_yearly(session: Session, year: int) -> int:
    """Add the obligations of yearly tasks up to a year where they are missing; return how many were added.

    Only plans that name no year they run to need it, and those that an older office took on.
    """
    authorize(session, Right.EDIT_TASKS, f"Thêm nhiệm vụ hằng năm đến năm {year}")
    owner, known = _owner(session), set(session.scalars(select(Obligation.code)))
    replaced = replaced_plans(session, date(year, 12, 31))
    added = [
        obligation
        for plan_code in session.scalars(select(AdoptedPlan.plan_code)).all()
        if plan_code not in replaced
        for obligation in _until(find_plan(session, plan_code), owner, year)
        if obligation.code not in known
    ]
    for obligation in added:
        _keep_changed_part(session, obligation)
    session.add_all(added)
    session.flush()
    return len(added)


def _until(plan: Plan, owner: Owner, year: int) -> Iterator[Obligation]:
    return obligations_of(plan, owner, min(year, last_year(plan) or year))


def _keep_changed_part(session: Session, obligation: Obligation) -> None:
    """Give a new year's obligation the part that the office chose for the year before."""
    newest = select(Obligation).where(Obligation.task_code == obligation.task_code)
    before = session.scalar(newest.order_by(Obligation.due_on.desc()).limit(1))
    if before is not None and before.plan_role is not None:
        _set_role(obligation, before.role, before.role_reason)


def _set_role(obligation: Obligation, role: str, reason: str) -> None:
    """Give an obligation the part the office chose; the one read from the plan stays beside it."""
    if obligation.plan_role is None and (obligation.role, obligation.role_reason) != (role, reason):
        obligation.plan_role, obligation.plan_role_reason = obligation.role, obligation.role_reason
    obligation.role, obligation.role_reason = role, reason


def _real(session: Session, typed: str, on: date) -> str:
    """Return a task's own code for what was typed; what names none stays as typed, to be refused."""
    try:
        return find_obligation(session, typed, on).code
    except NotFound:
        return clean(typed)


def report_progress(session: Session, code: str, **entry: Unpack[ProgressEntry]) -> str:
    """Add one report of progress on an obligation and return its code; earlier reports stay as they are.

    `percent` is 0–100, `note` says what was done, `on` is the day it stands for: not in the future, not
    before the plan's year, not since another plan took over. Raises NotAllowed, NotFound, UserError, Invalid
    with every problem.
    """
    authorize(session, Right.EDIT_TASKS, f"Báo cáo tiến độ nhiệm vụ {_real(session, code, entry['on'])}")
    obligation = find_obligation(session, code, entry["on"])
    texts = {key: clean_lines(entry.get(key) or "") or None for key in PROGRESS_TEXTS}
    today = entry.get("today") or date.today()  # noqa: DTZ011 - the calendar on the user's wall
    counted = clean(entry.get("counted") or "")
    level = Level(entry.get("percent"), entry.get("done"), entry.get("whole"), counted)
    span = (_starts_on(session, obligation.plan_code), today)
    problems = [*check_progress(level, entry["on"], texts, span), *check_year(obligation, entry["on"])]
    if problems:
        raise Invalid(problems)
    _refuse_closed(session, obligation, entry["on"])
    progress = Progress(
        unit_code=obligation.unit_code,
        obligation_id=obligation.id,
        reported_on=entry["on"].isoformat(),
        percent=level.value,
        done=level.done,
        whole=level.whole,
        counted=counted or None,
        entered_by=actor_of(session).login,
        **texts,
    )
    session.add(progress)
    session.flush()
    keep_evidence(session, progress, entry.get("files", ()))
    return obligation.code


def _refuse_closed(session: Session, obligation: Obligation, on: date) -> None:
    """Refuse a report for a day on which another plan had taken the place of the task's own."""
    closed = links_on(session, on).closed.get(obligation.id)
    if closed is None:
        return
    if closed.successor:
        how = f"đã chuyển sang {closed.successor}; hãy ghi tiến độ vào nhiệm vụ đó"
    else:
        how = (
            "đã đóng khi kế hoạch được thay nên không còn ghi tiến độ; hãy ghi vào nhiệm vụ của kế hoạch mới"
        )
    raise UserError(f"Nhiệm vụ {obligation.code} {how}.")


def _starts_on(session: Session, plan_code: str) -> date:
    stored = select(AdoptedPlan.starts_on).where(AdoptedPlan.plan_code == plan_code)
    return date.fromisoformat(session.scalars(stored).one())


def change_role(session: Session, code: str, role: str, why: str) -> str:
    """Change our part in one obligation and return its code; `why` is required, and shown beside the part.

    The part read from the plan's words stays visible; the role `plan` goes back to it.
    Raises NotAllowed, NotFound, UserError.
    """
    why = clean(why)
    today = date.today()  # noqa: DTZ011 - picks this year's
    authorize(session, Right.EDIT_TASKS, f"Đổi vai trò ở nhiệm vụ {_real(session, code, today)}", why)
    obligation = find_obligation(session, code, today)
    if role not in (*ROLE_LABELS, AS_PLANNED):
        raise UserError(f"Không có vai trò “{role}”; hãy chọn lead, with, local, watch hoặc plan.")
    if not why:
        raise UserError("Chưa ghi lý do đổi vai trò; hãy ghi văn bản hoặc ý kiến phân công.")
    for one in _with_later_years(session, obligation):
        _choose_role(one, role, why)
    session.flush()
    return obligation.code


def _with_later_years(session: Session, obligation: Obligation) -> Sequence[Obligation]:
    """Return an obligation and, of a yearly task, those of the years to come, which keep the same part."""
    if obligation.deadline_kind != "yearly":
        return [obligation]
    same = select(Obligation).where(
        Obligation.plan_code == obligation.plan_code,
        Obligation.task_code == obligation.task_code,
        Obligation.starts_on > (obligation.starts_on or ""),
    )
    return [obligation, *session.scalars(same)]


def _choose_role(obligation: Obligation, role: str, why: str) -> None:
    if role != AS_PLANNED:
        _set_role(obligation, TaskRole(role).value, f"Đơn vị tự xác định: {why.rstrip('.')}.")
    elif obligation.plan_role is not None:
        obligation.role, obligation.role_reason = obligation.plan_role, obligation.plan_role_reason or ""
        obligation.plan_role = obligation.plan_role_reason = None


def _owner(session: Session) -> Owner:
    unit = session.scalars(select(Unit)).one()
    return Owner(unit.kind, unit.code, unit.name)
