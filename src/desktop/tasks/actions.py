"""Taking a plan on, reporting progress, changing our part or a deadline."""

from collections.abc import Sequence
from datetime import date
from typing import NotRequired, TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.accounts.rights import Right, actor_of, authorize
from desktop.errors import Invalid, UserError
from desktop.plans.models import OwnPlan
from desktop.plans.plan import Plan
from desktop.plans.queries import find_plan
from desktop.tasks.evidence import EvidenceFile, keep_evidence
from desktop.tasks.lookup import find_obligation
from desktop.tasks.models import AdoptedPlan, Obligation, Progress
from desktop.tasks.obligations import Owner, first_day, obligations_of
from desktop.tasks.rules import PROGRESS_TEXTS, check_progress
from desktop.tasks.units import ROLE_LABELS, TaskRole
from desktop.text import clean, clean_lines, day

UNDATED_KINDS = ("on_guidance", "after_event", "from", "unknown")
"""Kinds of deadline that name no last day and end with the work; the office may confirm one."""

_CONFIRMED = " – xác nhận hạn "


class ProgressEntry(TypedDict):
    """What one report of progress says, with the files that prove it.

    `today` is for tests and samples, the clock's day by default.
    """

    percent: int
    note: str
    on: date
    evidence: NotRequired[str | None]
    difficulty: NotRequired[str | None]
    proposal: NotRequired[str | None]
    files: NotRequired[Sequence[EvidenceFile]]
    today: NotRequired[date]


def adopt_plan(session: Session, plan: Plan, on: date) -> int:
    """Take a plan on: store its obligations; return how many of them the office owes (watched ones aside).

    Yearly tasks give one obligation a year, from the plan's year to the year of `on`.
    Raises NotAllowed; UserError when the office has this plan already.
    """
    authorize(session, Right.EDIT_TASKS, f"Nhận kế hoạch {plan.code}")
    if session.scalar(select(AdoptedPlan.id).where(AdoptedPlan.plan_code == plan.code)):
        raise UserError(
            f"Đơn vị đã nhận kế hoạch “{plan.code}” rồi nên không nhận lần nữa; hãy xem danh sách nhiệm vụ."
        )
    owner = _owner(session)
    obligations = list(obligations_of(plan, owner, on.year))
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
    return sum(obligation.role != TaskRole.WATCH for obligation in obligations)


def extend_yearly(session: Session, year: int) -> int:
    """Add the obligations of yearly tasks up to a year where they are missing; return how many were added."""
    authorize(session, Right.EDIT_TASKS, f"Thêm nhiệm vụ hằng năm đến năm {year}")
    owner, known = _owner(session), set(session.scalars(select(Obligation.code)))
    added = [
        obligation
        for plan_code in session.scalars(select(AdoptedPlan.plan_code)).all()
        for obligation in obligations_of(find_plan(session, plan_code), owner, year)
        if obligation.code not in known
    ]
    for obligation in added:
        _keep_changed_part(session, obligation)
    session.add_all(added)
    session.flush()
    return len(added)


def _keep_changed_part(session: Session, obligation: Obligation) -> None:
    """Give a new year's obligation the part that the office chose for the year before."""
    newest = select(Obligation).where(Obligation.task_code == obligation.task_code)
    before = session.scalar(newest.order_by(Obligation.due_on.desc()).limit(1))
    if before is not None:
        obligation.role, obligation.role_reason = before.role, before.role_reason


def report_progress(session: Session, code: str, **entry: Unpack[ProgressEntry]) -> str:
    """Add one report of progress on an obligation and return its code; earlier reports stay as they are.

    `percent` is 0–100, `note` says what was done, `on` is the day it stands for: not in the future, not
    before the plan's year. Raises NotAllowed, NotFound, Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, f"Báo cáo tiến độ nhiệm vụ {clean(code)}")
    obligation = find_obligation(session, code, entry["on"])
    texts = {key: clean_lines(entry.get(key) or "") or None for key in PROGRESS_TEXTS}
    today = entry.get("today") or date.today()  # noqa: DTZ011 - the calendar on the user's wall
    span = (_starts_on(session, obligation.plan_code), today)
    problems = check_progress(entry["percent"], entry["on"], texts, span)
    if problems:
        raise Invalid(problems)
    progress = Progress(
        unit_code=obligation.unit_code,
        obligation_id=obligation.id,
        reported_on=entry["on"].isoformat(),
        percent=entry["percent"],
        entered_by=actor_of(session).login,
        **texts,
    )
    session.add(progress)
    session.flush()
    keep_evidence(session, progress, entry.get("files", ()))
    return obligation.code


def _starts_on(session: Session, plan_code: str) -> date:
    stored = select(AdoptedPlan.starts_on).where(AdoptedPlan.plan_code == plan_code)
    return date.fromisoformat(session.scalars(stored).one())


def change_role(session: Session, code: str, role: str, why: str) -> str:
    """Change our part in one obligation and return its code; `why` is required, and shown beside the part.

    Raises NotAllowed, NotFound, UserError.
    """
    why = clean(why)
    authorize(session, Right.EDIT_TASKS, f"Đổi vai trò ở nhiệm vụ {clean(code)}", why)
    obligation = find_obligation(session, code, date.today())  # noqa: DTZ011 - picks this year's
    if role not in ROLE_LABELS:
        raise UserError(f"Không có vai trò “{role}”; hãy chọn lead, with, local hoặc watch.")
    if not why:
        raise UserError("Chưa ghi lý do đổi vai trò; hãy ghi văn bản hoặc ý kiến phân công.")
    obligation.role, obligation.role_reason = TaskRole(role).value, f"Đơn vị tự xác định: {why.rstrip('.')}."
    session.flush()
    return obligation.code


def confirm_deadline(session: Session, code: str, due_on: date, why: str) -> str:
    """Set the last day of a task whose plan names none (“theo hướng dẫn”), once a paper names it.

    `why` names that paper and is shown with the deadline. Returns the obligation's code. Raises NotAllowed,
    NotFound, UserError.
    """
    why = clean(why)
    authorize(session, Right.EDIT_TASKS, f"Xác nhận thời hạn nhiệm vụ {clean(code)}", why)
    obligation = find_obligation(session, code, due_on)
    if obligation.deadline_kind not in UNDATED_KINDS:
        raise UserError(
            f"Thời hạn “{obligation.deadline_text}” của {obligation.code} do kế hoạch định nên không đổi."
        )
    if not why:
        raise UserError("Chưa ghi căn cứ của thời hạn; hãy ghi số, ngày của văn bản hướng dẫn.")
    wording = obligation.deadline_text.split(_CONFIRMED)[0]
    obligation.due_on = due_on.isoformat()
    obligation.deadline_text = f"{wording}{_CONFIRMED}{day(due_on)} theo {why.rstrip('.')}"
    session.flush()
    return obligation.code


def _owner(session: Session) -> Owner:
    unit = session.scalars(select(Unit)).one()
    return Owner(unit.kind, unit.code, unit.name)
