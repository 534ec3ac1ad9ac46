"""Recording, changing and removing one person; every act can be undone from the journal."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.accounts.rights import Right, authorize
from desktop.errors import Invalid, NotFound, Problem, Severity, UserError
from desktop.people.models import Person
from desktop.people.normal import FIELDS, is_of_old_code, today
from desktop.people.rules import check_person, normalize_person
from desktop.people.standing.entering import enter_told
from desktop.people.standing.queries import times_of
from desktop.people.standing.rules import why_not
from desktop.text import clean


def record_person(session: Session, values: Mapping[str, object]) -> str:
    """Put a new person into the register and return the uid.

    Raises NotAllowed; Invalid with every problem that refuses the values, a second record with the same ID
    number included.
    """
    authorize(session, Right.EDIT_PEOPLE, "Ghi hồ sơ mới")
    unit = session.scalars(select(Unit)).one()
    stored = _checked(session, dict.fromkeys(FIELDS) | dict(values), unit.province)
    person = Person(unit_code=unit.code, **stored)
    session.add(person)
    session.flush()
    enter_told(session, [person.id])
    return person.uid


def update_person(session: Session, uid: str, values: Mapping[str, object]) -> None:
    """Change the given fields of a person; the others stay. An empty value empties its field.

    A new status with a new date is a new standing, one of the two alone corrects the newest one.
    A code that is stored already and that no list knows any more is kept.
    Raises NotAllowed, NotFound, Invalid (see `record_person`).
    """
    authorize(session, Right.EDIT_PEOPLE, "Sửa hồ sơ")
    person = find_person(session, uid)
    unit = session.scalars(select(Unit)).one()
    current = {key: getattr(person, key) for key in FIELDS}
    stored = _checked(session, current | dict(values), unit.province, uid, current)
    changed = {key: value for key, value in stored.items() if getattr(person, key) != value}
    about_standing = changed.keys() & {"status", "status_since"}
    if about_standing:
        _refuse_outdated(session, person.id, stored)
    for key, value in changed.items():
        setattr(person, key, value)
    session.flush()
    if about_standing:
        enter_told(session, [person.id])


def remove_person(session: Session, uid: str, why: str) -> None:
    """Take a person out of the register; the journal keeps the record, so that the act can be undone.

    Raises NotAllowed, NotFound, and UserError when no reason is given.
    """
    authorize(session, Right.EDIT_PEOPLE, "Xóa hồ sơ", why=clean(why))
    if not clean(why):
        raise UserError("Chưa ghi lý do xóa hồ sơ; hãy ghi lý do để sau này tra lại được.")
    session.delete(find_person(session, uid))
    session.flush()


def find_person(session: Session, uid: str) -> Person:
    """Return the mapped row of a person for an action; raises NotFound."""
    person = session.scalar(select(Person).where(Person.uid == uid))
    if person is None:
        raise NotFound("Không tìm thấy hồ sơ trong sổ; có thể hồ sơ đã bị xóa, hãy xem nhật ký.")
    return person


def _checked(
    session: Session,
    values: Mapping[str, object],
    province: str,
    uid: str = "",
    before: Mapping[str, object] = MappingProxyType({}),
) -> dict[str, Any]:
    """Return the values as stored; raise Invalid when they may not be. `before` is what is stored now."""
    stored = normalize_person(values, province=province)
    problems = (p for p in check_person(stored, today()) if p.severity is Severity.REFUSE)
    refused = [problem for problem in problems if not is_of_old_code(problem, before, stored)]
    second = _second_record(session, stored.get("id_number"), uid)
    if refused or second:
        raise Invalid([*refused, *second])
    return stored


def _refuse_outdated(session: Session, person: int, stored: Mapping[str, Any]) -> None:
    """Refuse a standing that cannot become the present one: the register knows a newer one, or the death."""
    time = times_of(session, [person]).get(person, ())
    why = why_not(time, stored["status"], stored.get("status_since"))
    if why:
        raise Invalid([Problem("status_since", why)])


def _second_record(session: Session, id_number: str | None, uid: str) -> list[Problem]:
    if not id_number:
        return []
    taken = select(Person.full_name).where(Person.id_number == id_number, Person.uid != uid)
    name = session.scalar(taken.limit(1))
    return [Problem("id_number", already_recorded(id_number, name))] if name is not None else []


def already_recorded(id_number: str, name: str) -> str:
    """Return the sentence for a number that another record bears."""
    return f"Số định danh {id_number} đã có trong sổ, của “{name}”; hãy mở hồ sơ đó để sửa."
