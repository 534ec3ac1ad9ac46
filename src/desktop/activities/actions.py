"""Recording an activity, changing it, the tasks it serves, and the progress it makes on them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, authorize
from desktop.activities.lookup import find_row, plan_days
from desktop.activities.models import Activity, ActivityTask
from desktop.activities.rules import HELD, check_activity, check_declared, stored_values
from desktop.codelists import label_of
from desktop.errors import Invalid, Problem, UserError
from desktop.people.normal import today
from desktop.storage.fields import fields_of
from desktop.tasks.actions import report_progress
from desktop.tasks.lookup import find_obligation
from desktop.tasks.models import Obligation, Progress
from desktop.tasks.terms.actions import count_activities
from desktop.text import day

FIELDS = {field.key: field for field in fields_of(Activity)}
"""The declared fields of an activity by key."""


def record_activity(session: Session, values: Mapping[str, object], tasks: Sequence[str] = ()) -> str:
    """Record an activity, planned or held, and the tasks it serves; return its uid.

    Raises NotAllowed, NotFound for an unknown task, Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, "Ghi hoạt động")
    served = _obligations(session, values, tasks)
    stored = _checked(session, dict.fromkeys(FIELDS) | dict(values), served)
    activity = Activity(unit_code=unit_of(session).code, **stored)
    session.add(activity)
    session.flush()
    _serve(session, activity, served)
    _count(session, activity)
    return activity.uid


def change_activity(
    session: Session, uid: str, values: Mapping[str, object], tasks: Sequence[str] | None = None
) -> None:
    """Change the given fields of an activity, and with `tasks` which tasks it serves; the rest stays.

    Raises NotAllowed, NotFound, Invalid, also when it shall not have been held although progress was
    reported of it, and UserError when a task shall go on which progress was reported.
    """
    authorize(session, Right.EDIT_TASKS, "Sửa hoạt động")
    activity = find_row(session, Activity, uid)
    current = {key: getattr(activity, key) for key in FIELDS} | dict(values)
    served = _served(session, activity) if tasks is None else _obligations(session, current, tasks)
    stored = _checked(session, current, served)
    if stored["state"] != HELD:
        _refuse_reported(session, activity)
    for key, value in stored.items():
        if getattr(activity, key) != value:
            setattr(activity, key, value)
    if tasks is not None:
        _serve(session, activity, served)
    session.flush()
    _count(session, activity)


def remove_activity(session: Session, uid: str) -> None:
    """Remove an activity with its list and its opinions; the act can be undone.

    Progress that was reported of it stays with its task. Raises NotAllowed, NotFound.
    """
    authorize(session, Right.EDIT_TASKS, "Xóa hoạt động")
    activity = find_row(session, Activity, uid)
    count_activities(session, uid, activity.title, date.fromisoformat(activity.starts_on), ())
    session.delete(activity)
    session.flush()


def count_as_progress(session: Session, uid: str, code: str, percent: int, note: str) -> str:
    """Report progress on a task with this activity as its evidence, in one act; return the task's code.

    The activity serves the task from then on. Raises NotAllowed, NotFound, Invalid, and UserError for an
    activity that has not been held or that was reported on this task already.
    """
    authorize(session, Right.EDIT_TASKS, "Ghi tiến độ từ hoạt động")
    activity = find_row(session, Activity, uid)
    if activity.state != HELD:
        raise UserError(
            "Hoạt động chưa ghi là đã tổ chức nên chưa tính vào tiến độ; hãy sửa tình trạng hoạt động trước."
        )
    on = date.fromisoformat(activity.ends_on or activity.starts_on)
    obligation = find_obligation(session, code, on)
    served = _served(session, activity)
    if obligation not in served:
        _serve(session, activity, [*served, obligation])
        _count(session, activity)
    links = {link.obligation_id: link for link in _links(session, activity)}
    link = links[obligation.id]
    if link.progress_id is not None:
        raise UserError(
            f"Hoạt động này đã ghi tiến độ cho nhiệm vụ {obligation.code} rồi; hãy xem ở trang Kế hoạch – "
            "nhiệm vụ."
        )
    report_progress(
        session,
        obligation.code,
        percent=percent,
        note=note,
        on=min(on, today()),
        evidence=evidence_words(activity),
    )
    newest = select(Progress.id).where(Progress.obligation_id == obligation.id)
    link.progress_id = session.scalars(newest.order_by(Progress.id.desc()).limit(1)).one()
    session.flush()
    return obligation.code


def evidence_words(activity: Activity) -> str:
    """Name an activity as evidence: kind, title, day and document."""
    kind = label_of("activity_kind", activity.kind)
    held = day(date.fromisoformat(activity.starts_on))
    paper = f" ({activity.document_number})" if activity.document_number else ""
    said = f"Hoạt động ngày {held}: {activity.title}{paper}"
    return said if len(said) <= _LONGEST else f"Hoạt động “{kind}” ngày {held}{paper}"[:_LONGEST]


_LONGEST = 200


def _count(session: Session, activity: Activity) -> None:
    """Let an activity that was held count as activity for the tasks it serves; any other counts for none."""
    served = _served(session, activity) if activity.state == HELD else ()
    held_on = date.fromisoformat(activity.ends_on or activity.starts_on)
    count_activities(session, activity.uid, evidence_words(activity), min(held_on, today()), served)


def _checked(session: Session, values: Mapping[str, object], served: Sequence[Obligation]) -> dict[str, Any]:
    stored = stored_values(FIELDS, values, today())
    problems = check_declared(FIELDS, stored, today())
    if not {problem.field for problem in problems} & {"starts_on", "ends_on", "state"}:
        problems += check_activity(stored, plan_days(session, served), today())
    if problems:
        raise Invalid(problems)
    return stored


def _obligations(session: Session, values: Mapping[str, object], codes: Sequence[str]) -> list[Obligation]:
    """Return the obligations of these codes; a bare code of a yearly task means the year of the activity."""
    day_ = stored_values(FIELDS, {"starts_on": values.get("starts_on")}, today())["starts_on"]
    try:
        on = date.fromisoformat(str(day_))
    except ValueError:
        on = today()
    found = [find_obligation(session, code, on) for code in codes]
    return list({obligation.id: obligation for obligation in found}.values())


def _served(session: Session, activity: Activity) -> list[Obligation]:
    ids = [link.obligation_id for link in _links(session, activity)]
    return list(session.scalars(select(Obligation).where(Obligation.id.in_(ids))))


def _links(session: Session, activity: Activity) -> Sequence[ActivityTask]:
    return session.scalars(
        select(ActivityTask).where(ActivityTask.activity_id == activity.id).order_by(ActivityTask.id)
    ).all()


def _refuse_reported(session: Session, activity: Activity) -> None:
    """Refuse that an activity was not held of which progress was reported."""
    reported = [link.obligation_id for link in _links(session, activity) if link.progress_id is not None]
    codes = session.scalars(select(Obligation.code).where(Obligation.id.in_(reported))).all()
    if codes:
        said = (
            f"Đã ghi tiến độ nhiệm vụ {', '.join(codes)} từ hoạt động này nên phải giữ “Đã tổ chức”; hãy "
            "hoàn tác lần ghi tiến độ đó trong nhật ký rồi mới đổi tình trạng."
        )
        raise Invalid([Problem("state", said)])


def _serve(session: Session, activity: Activity, served: Sequence[Obligation]) -> None:
    """Make these the tasks that the activity serves."""
    wanted = {obligation.id for obligation in served}
    links = _links(session, activity)
    for link in links:
        if link.obligation_id in wanted:
            continue
        if link.progress_id is not None:
            code = session.scalar(select(Obligation.code).where(Obligation.id == link.obligation_id))
            raise UserError(
                f"Không bỏ được nhiệm vụ {code} vì đã ghi tiến độ từ hoạt động này; hãy hoàn tác lần ghi "
                "tiến độ đó trong nhật ký trước."
            )
        session.delete(link)
    known = {link.obligation_id for link in links}
    session.add_all(
        ActivityTask(activity_id=activity.id, obligation_id=one.id) for one in served if one.id not in known
    )
    session.flush()
