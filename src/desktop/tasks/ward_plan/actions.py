"""Making the office's own plan: drafting, tasks, officers, words, progress, money; its versions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, actor_of, authorize
from desktop.errors import Invalid, NotFound, Problem, UserError
from desktop.plans.citation import short_title
from desktop.plans.plan import Plan
from desktop.plans.queries import find_plan
from desktop.tasks.models import AdoptedPlan, Obligation
from desktop.tasks.obligations import first_day
from desktop.tasks.ward_plan.changes import content_of
from desktop.tasks.ward_plan.drafting import drafted, own_ideas
from desktop.tasks.ward_plan.lookup import find_officer, find_own_task
from desktop.tasks.ward_plan.models import (
    OwnProgress,
    OwnSpending,
    OwnTask,
    WardOfficer,
    WardPlan,
    WardPlanVersion,
)
from desktop.tasks.ward_plan.queries import WardPlanView, ward_plan
from desktop.tasks.ward_plan.rules import (
    check_entry,
    check_task,
    complaints,
    money,
    normalized,
    officer_fields,
    progress_fields,
    spending_fields,
    task_fields,
    text_fields,
)
from desktop.text import fold

_VERB = "kế hoạch của đơn vị"


def draft_plan(session: Session, plan_code: str, on: date) -> int:
    """Add an own task for each of the city's tasks that the office owes and that has none; return how many.

    A plan that asks nothing of the office gets a few tasks of the office's own will to begin with. What is
    there already stays as it is. Raises NotAllowed, NotFound, UserError (plan not adopted).
    """
    authorize(session, Right.EDIT_TASKS, f"Lập dự thảo {_VERB}")
    view = ward_plan(session, plan_code, on)
    row = _row(session, view.plan)
    stored = select(Obligation.code, Obligation.deadline_text).where(Obligation.plan_code == plan_code)
    said = {row.code: row.deadline_text for row in session.execute(stored)}
    proposed = list(drafted(view.undrafted, said, view.unit))
    if not proposed and not view.lines:
        proposed = list(own_ideas(view.unit, short_title(view.plan)))
    session.add_all(OwnTask(unit_code=row.unit_code, ward_plan_id=row.id, **values) for values in proposed)
    session.flush()
    return len(proposed)


def record_own_task(session: Session, plan_code: str, values: Mapping[str, object], on: date) -> str:
    """Add one own task and return its uid; values may be given as people write them.

    Raises NotAllowed, NotFound, Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, f"Thêm việc vào {_VERB}")
    plan = _adopted(session, plan_code)
    stored = _checked_task(session, plan, dict.fromkeys(_task_keys()) | dict(values), on)
    row = _row(session, plan)
    task = OwnTask(unit_code=row.unit_code, ward_plan_id=row.id, **stored)
    session.add(task)
    session.flush()
    return task.uid


def change_own_task(session: Session, uid: str, values: Mapping[str, object], on: date) -> None:
    """Change the given fields of an own task; the others stay. An empty value empties its field.

    An officer who answers for it already may stay, also one who was taken off the list.

    Raises NotAllowed, NotFound, Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, f"Sửa việc trong {_VERB}")
    task = find_own_task(session, uid)
    plan = find_plan(session, session.get_one(WardPlan, task.ward_plan_id).plan_code)
    officer = session.get(WardOfficer, task.officer_id) if task.officer_id else None
    current = {key: getattr(task, key) for key in _task_keys() if key != "officer"}
    current["officer"] = officer.uid if officer else None
    stored = _checked_task(session, plan, current | dict(values), on, _Kept(task.task_code, officer))
    for key, value in stored.items():
        if getattr(task, key) != value:
            setattr(task, key, value)
    session.flush()


def remove_own_task(session: Session, uid: str) -> None:
    """Take an own task out of the plan, with its reports of progress; the act can be undone.

    Raises NotAllowed, NotFound; UserError when money was spent on it.
    """
    authorize(session, Right.EDIT_TASKS, f"Bỏ việc khỏi {_VERB}")
    task = find_own_task(session, uid)
    spent = session.scalar(select(func.sum(OwnSpending.amount)).where(OwnSpending.own_task_id == task.id))
    if spent:
        raise UserError(
            f"Việc này đã ghi chi {money(int(spent))} nên không bỏ được; hãy giữ lại, hoặc bỏ "
            "khoản chi ghi nhầm trước."
        )
    session.delete(task)
    session.flush()


def write_words(session: Session, plan_code: str, texts: Mapping[str, object], on: date) -> None:
    """Keep the office's own words for parts of the plan; an empty one gives the part back to the program.

    Raises NotAllowed, NotFound, Invalid.
    """
    authorize(session, Right.EDIT_TASKS, f"Sửa lời văn {_VERB}")
    row = _row(session, _adopted(session, plan_code))
    stored = normalized(text_fields(), texts, on)
    _refuse(complaints(text_fields(), stored, on))
    for key, text in stored.items():
        if getattr(row, key) != text:
            setattr(row, key, text)
    session.flush()


def add_officer(session: Session, values: Mapping[str, object], on: date) -> str:
    """Add somebody who can answer for tasks and return the uid. Raises NotAllowed, Invalid."""
    authorize(session, Right.EDIT_TASKS, "Thêm cán bộ phụ trách")
    stored = normalized(officer_fields(), dict.fromkeys(_keys(officer_fields())) | dict(values), on)
    problems = complaints(officer_fields(), stored, on)
    same = (WardOfficer.full_name == stored.get("full_name"), WardOfficer.section == stored.get("section"))
    if not problems and session.scalar(select(WardOfficer.id).where(*same, WardOfficer.active == 1)):
        problems = [Problem("full_name", "Danh sách đã có cán bộ này ở phòng này; hãy chọn trong danh sách.")]
    _refuse(problems)
    officer = WardOfficer(unit_code=unit_of(session).code, **stored)
    session.add(officer)
    session.flush()
    return officer.uid


def retire_officer(session: Session, named: str) -> None:
    """Take somebody off the list of officers; tasks keep the name. Raises NotAllowed, NotFound."""
    authorize(session, Right.EDIT_TASKS, "Thôi phân công cán bộ phụ trách")
    find_officer(session, named).active = 0
    session.flush()


def report_own_progress(session: Session, uid: str, values: Mapping[str, object], today: date) -> str:
    """Add a report of progress on an own task, earlier ones stay; return the code of the plan it is under.

    Raises NotAllowed, NotFound, Invalid.
    """
    authorize(session, Right.EDIT_TASKS, f"Ghi tiến độ việc trong {_VERB}")
    task = find_own_task(session, uid)
    stored = normalized(progress_fields(), dict.fromkeys(_keys(progress_fields())) | dict(values), today)
    _refuse(check_entry(progress_fields(), stored, "reported_on", (_first_day(session, task), today)))
    login = actor_of(session).login
    session.add(OwnProgress(unit_code=task.unit_code, own_task_id=task.id, entered_by=login, **stored))
    session.flush()
    return session.get_one(WardPlan, task.ward_plan_id).plan_code


def spend(session: Session, uid: str, values: Mapping[str, object], today: date) -> str:
    """Enter money spent on an own task, with day and document; return the code of the plan it is under.

    Raises NotAllowed, NotFound, Invalid.
    """
    authorize(session, Right.EDIT_TASKS, f"Ghi khoản chi của {_VERB}")
    task = find_own_task(session, uid)
    stored = normalized(spending_fields(), dict.fromkeys(_keys(spending_fields())) | dict(values), today)
    _refuse(check_entry(spending_fields(), stored, "spent_on", (_first_day(session, task), today)))
    login = actor_of(session).login
    session.add(OwnSpending(unit_code=task.unit_code, own_task_id=task.id, entered_by=login, **stored))
    session.flush()
    return session.get_one(WardPlan, task.ward_plan_id).plan_code


def remove_spending(session: Session, uid: str) -> None:
    """Take back money entered by mistake; the act can be undone. Raises NotAllowed, NotFound."""
    authorize(session, Right.EDIT_TASKS, "Bỏ khoản chi ghi nhầm")
    entry = session.scalar(select(OwnSpending).where(OwnSpending.uid == uid))
    if entry is None:
        raise NotFound("Không tìm thấy khoản chi này; có thể đã bỏ, hãy mở lại việc.")
    session.delete(entry)
    session.flush()


def keep_version(session: Session, view: WardPlanView, paper: str, snapshot_uid: str, issued_on: date) -> int:
    """Keep what the plan says as it is issued, and return the number of the version: 1 for the first.

    `paper` is how the issued paper is cited. Raises NotAllowed, NotFound.
    """
    authorize(session, Right.EDIT_TASKS, f"Ban hành {_VERB}")
    row = _row(session, view.plan)
    number = len(view.versions) + 1
    session.add(
        WardPlanVersion(
            unit_code=row.unit_code,
            ward_plan_id=row.id,
            version=number,
            issued_on=issued_on.isoformat(),
            paper=paper,
            snapshot_uid=snapshot_uid,
            content=json.dumps(content_of(view), ensure_ascii=False, sort_keys=True),
        )
    )
    session.flush()
    return number


def refuse_unready(view: WardPlanView) -> None:
    """Raise UserError, one sentence, for a plan that cannot be issued as it stands."""
    if not view.lines:
        raise UserError("Kế hoạch của đơn vị chưa có việc nào; hãy lập dự thảo hoặc thêm việc rồi in.")
    lost = [line for line in view.lines if line.task_code and not line.city_text]
    if lost:
        raise UserError(f"Việc số {lost[0].number}: {lost[0].remarks[0]}")
    undated = [str(line.number) for line in view.lines if not line.deadline]
    if undated:
        raise UserError(f"Việc số {', '.join(undated)} chưa có thời hạn; hãy ghi thời hạn rồi in kế hoạch.")


def _row(session: Session, plan: Plan) -> WardPlan:
    """Return the plan's row, a new one when nobody has begun it."""
    found = session.scalar(select(WardPlan).where(WardPlan.plan_code == plan.code))
    if found is None:
        found = WardPlan(unit_code=unit_of(session).code, plan_code=plan.code)
        session.add(found)
        session.flush()
    return found


def _adopted(session: Session, plan_code: str) -> Plan:
    plan = find_plan(session, plan_code)
    if session.scalar(select(AdoptedPlan.id).where(AdoptedPlan.plan_code == plan_code)) is None:
        raise UserError(
            f"Đơn vị chưa nhận kế hoạch {plan.name} nên chưa lập kế hoạch riêng; hãy nhận kế hoạch trước."
        )
    return plan


@dataclass(frozen=True)
class _Kept:
    """What a task has already and may keep although nobody could choose it any more."""

    task_code: str | None = None
    officer: WardOfficer | None = None


def _checked_task(
    session: Session, plan: Plan, values: Mapping[str, object], on: date, kept: _Kept | None = None
) -> dict[str, Any]:
    """Return the values as stored; raise Invalid when they may not be."""
    kept = kept or _Kept()
    stored = normalized(task_fields(), values, on)
    problems = check_task(stored, on)
    officer = stored.pop("officer", None)
    stored["officer_id"] = None
    if officer:
        try:
            stored["officer_id"] = find_officer(session, officer, kept.officer).id
        except NotFound as unknown:
            problems.append(Problem("officer", unknown.message))
    code = stored.get("task_code")
    if code and code != kept.task_code:
        stored["task_code"] = _task_of(session, plan, code)
    if code and not stored["task_code"]:
        said = f"Không có nhiệm vụ “{code}” trong kế hoạch {plan.name} đã nhận"
        problems.append(Problem("task_code", f"{said}; hãy chọn nhiệm vụ khác hoặc để là việc riêng."))
    _refuse(problems)
    return stored


def _task_of(session: Session, plan: Plan, typed: str) -> str | None:
    """Return the code of the plan's task that is meant; accents and capitals may be missing (“dn26.4”)."""
    of_plan = select(Obligation.task_code).where(Obligation.plan_code == plan.code).distinct()
    codes = session.scalars(of_plan).all()
    if typed in codes:
        return typed
    alike = [code for code in codes if fold(code) == fold(typed)]
    return alike[0] if len(alike) == 1 else None


def _first_day(session: Session, task: OwnTask) -> date:
    return first_day(find_plan(session, session.get_one(WardPlan, task.ward_plan_id).plan_code))


def _task_keys() -> tuple[str, ...]:
    return _keys(task_fields())


def _keys(fields: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(field.key for field in fields)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Invalid(problems)
