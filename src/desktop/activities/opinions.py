"""Opinions raised at an activity: writing them down, passing them on, what was answered."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, authorize
from desktop.activities.lookup import find_row
from desktop.activities.models import Activity, Opinion
from desktop.activities.rules import HELD, check_declared, check_opinion, stored_values
from desktop.errors import Invalid, Problem, UserError
from desktop.people.models import Person
from desktop.people.normal import today
from desktop.storage.fields import fields_of

FIELDS = {field.key: field for field in fields_of(Opinion)}
"""The declared fields of an opinion by key."""


def record_opinion(
    session: Session, activity_uid: str, values: Mapping[str, object], person_uid: str = ""
) -> str:
    """Write down an opinion and return its uid; `person_uid` is who of the register raised it.

    Raises NotAllowed, NotFound, UserError when the activity was not held, Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, "Ghi ý kiến")
    activity = find_row(session, Activity, activity_uid)
    if activity.state != HELD:
        raise UserError(
            "Hoạt động chưa ghi là đã tổ chức nên không ghi ý kiến được; hãy sửa tình trạng thành “Đã tổ "
            "chức” trước."
        )
    person = _person(session, person_uid)
    named = {"said_by": person.full_name} if person else {}
    stored = _checked(activity, dict.fromkeys(FIELDS) | dict(values) | named)
    row = Opinion(
        unit_code=activity.unit_code,
        activity_id=activity.id,
        person_id=person.id if person else None,
        **stored,
    )
    session.add(row)
    session.flush()
    return row.uid


def change_opinion(
    session: Session, uid: str, values: Mapping[str, object], person_uid: str | None = None
) -> None:
    """Change the given fields of an opinion, its passing on and its answer included; the others stay.

    `person_uid` says who of the register raised it, empty that it was nobody of the register.
    Raises NotAllowed, NotFound, Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, "Sửa ý kiến")
    row = find_row(session, Opinion, uid)
    person = _person(session, person_uid) if person_uid is not None else None
    named = {"said_by": person.full_name} if person else {}
    current = {key: getattr(row, key) for key in FIELDS}
    stored = _checked(session.get_one(Activity, row.activity_id), current | dict(values) | named)
    if person_uid is not None:
        stored["person_id"] = person.id if person else None
    for key, value in stored.items():
        if getattr(row, key) != value:
            setattr(row, key, value)
    session.flush()


def remove_opinion(session: Session, uid: str) -> None:
    """Remove an opinion; the act can be undone. Raises NotAllowed, NotFound."""
    authorize(session, Right.EDIT_TASKS, "Xóa ý kiến")
    session.delete(find_row(session, Opinion, uid))
    session.flush()


def _person(session: Session, uid: str | None) -> Person | None:
    if not uid:
        return None
    person = session.scalar(select(Person).where(Person.uid == uid))
    if person is None:
        said = "Người nêu ý kiến không còn trong sổ; hãy chọn lại hoặc chỉ ghi tên."
        raise Invalid([Problem("said_by", said)])
    return person


def _checked(activity: Activity, values: Mapping[str, object]) -> dict[str, Any]:
    stored = stored_values(FIELDS, values, today())
    problems = check_declared(FIELDS, stored, today())
    if not {problem.field for problem in problems} & {"passed_on", "answered_on"}:
        problems += check_opinion(stored, activity.starts_on, today())
    if problems:
        raise Invalid(problems)
    return stored
