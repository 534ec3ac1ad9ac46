"""Adding, changing and removing one row of a profile; each is one act, undone like any other."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, authorize
from desktop.errors import Invalid, NotFound, Problem
from desktop.people.actions import find_person, update_person
from desktop.people.models import Person
from desktop.people.normal import today
from desktop.people.profile.models import ProfileRow, new_row_uid
from desktop.people.profile.rules import check_row, normalize_row
from desktop.people.profile.sections import Section
from desktop.people.profile.suggestions import Suggestion, suggestions_of
from desktop.storage.fields import Kind


def add_row(session: Session, section: Section, uid: str, values: Mapping[str, object]) -> str:
    """Add a row to the profile of the person with this uid and return the row's own uid.

    Raises NotAllowed, NotFound, Invalid with every problem, a second row that says the same included.
    """
    authorize(session, Right.EDIT_PEOPLE, f"Thêm {section.one}")
    person = find_person(session, uid)
    stored = _checked(session, section, person, values)
    row = section.model(uid=new_row_uid(person.uid), person_id=person.id, **stored)
    session.add(row)
    session.flush()
    return row.uid


def change_row(session: Session, section: Section, uid: str, values: Mapping[str, object]) -> None:
    """Change the given fields of the row with this uid; the others stay. An empty value empties its field.

    A code that is stored already and that no list knows any more is kept.
    Raises NotAllowed, NotFound, Invalid (see `add_row`).
    """
    authorize(session, Right.EDIT_PEOPLE, f"Sửa {section.one}")
    row = find_row(session, section, uid)
    person = session.get_one(Person, row.person_id)
    for key, value in _checked(session, section, person, values, row).items():
        if getattr(row, key) != value:
            setattr(row, key, value)
    session.flush()


def remove_row(session: Session, section: Section, uid: str) -> None:
    """Take a row out of its profile; the journal keeps it. Raises NotAllowed, NotFound."""
    authorize(session, Right.EDIT_PEOPLE, f"Xóa {section.one}")
    session.delete(find_row(session, section, uid))
    session.flush()


def take_over(session: Session, uid: str) -> list[Suggestion]:
    """Write into the core record what the profile knows better, and return what that was.

    Raises NotAllowed, NotFound, Invalid (see `people.actions.update_person`).
    """
    authorize(session, Right.EDIT_PEOPLE, "Cập nhật hồ sơ theo hồ sơ khoa học")
    found = suggestions_of(session, uid)
    values = {key: value for one in found for key, value in one.values.items()}
    if values:
        update_person(session, uid, values)
    return found


def find_row(session: Session, section: Section, uid: str) -> ProfileRow:
    """Return the mapped row for an action; raises NotFound."""
    row = session.scalar(select(section.model).where(section.model.uid == uid))
    if row is None:
        raise NotFound(
            "Không tìm thấy dòng này trong hồ sơ khoa học; có thể đã bị xóa, hãy xem lịch sử hồ sơ."
        )
    return row


def _checked(
    session: Session,
    section: Section,
    person: Person,
    values: Mapping[str, object],
    row: ProfileRow | None = None,
) -> dict[str, Any]:
    """Return the values of a row, new or changed, as stored; raise Invalid when they may not be."""
    day = today()
    before = {key: getattr(row, key) if row else None for key in section.fields}
    given = {key: value for key, value in values.items() if key not in before or value != before[key]}
    stored = before | normalize_row(section, given, day, unit_of(session).province)
    problems = [
        one
        for one in check_row(section, stored, person.birth, day)
        if not (one.field in section.fields and section.fields[one.field].kind is Kind.CODE)
        or one.field in given
        or stored[one.field] in (None, "")
    ]
    uid = row.uid if row else ""
    if not problems and _stands_already(session, section, person.id, stored, uid):
        problems = [
            Problem("", "Hồ sơ đã có một dòng ghi đúng như vậy nên không ghi thêm; hãy kiểm tra lại.")
        ]
    if problems:
        raise Invalid(problems)
    return stored


def _stands_already(
    session: Session, section: Section, person_id: int, stored: Mapping[str, Any], uid: str
) -> bool:
    model = section.model
    same = [getattr(model, key).is_(value) for key, value in stored.items()]
    twin = select(model.id).where(model.person_id == person_id, model.uid != uid, *same)
    return session.scalar(twin.limit(1)) is not None
