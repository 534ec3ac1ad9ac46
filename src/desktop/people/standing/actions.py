"""Recording, correcting and removing standings of a person, at any place of his time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, authorize
from desktop.errors import Invalid, NotFound, Problem, Severity, UserError
from desktop.people.actions import find_person
from desktop.people.models import Person
from desktop.people.normal import normalize_person, today
from desktop.people.rules import check_person
from desktop.people.standing.entering import owners_of, save_times
from desktop.people.standing.models import Standing
from desktop.people.standing.queries import DETAILS, times_of
from desktop.people.standing.rules import Line, Time, beyond_death, in_order, same_beginning
from desktop.storage.fields import field_of
from desktop.text import clean, clean_lines

_OF_PERSON = {"status": "status", "since": "status_since"}
"""The fields of a standing that a person's record repeats, by the names they have there."""


def record_standing(session: Session, uid: str, values: Mapping[str, object]) -> None:
    """Add a standing (status, since, place, document, note); the newest one is what the record says.

    Raises NotAllowed, NotFound, Invalid: also when a standing begins on the same date already, and for what
    lies before the birth or after the death.
    """
    authorize(session, Right.EDIT_PEOPLE, "Ghi tình trạng")
    person = find_person(session, uid)
    time = _time(session, person)
    line = _checked(person, Line(""), values)
    _refuse_same_beginning(time, line)
    after = in_order([*time, line])
    _refuse_beyond_death(after, line)
    _save(session, person, time, after)


def correct_standing(session: Session, uid: str, standing: str, values: Mapping[str, object]) -> None:
    """Change the given parts of one standing (named by its uid); the others stay.

    Raises NotAllowed, NotFound, Invalid (see `record_standing`).
    """
    authorize(session, Right.EDIT_PEOPLE, "Sửa tình trạng")
    person = find_person(session, uid)
    time = _time(session, person)
    old = _line(time, standing)
    line = _checked(person, old, values)
    others = [one for one in time if one is not old]
    _refuse_same_beginning(in_order(others), line)
    after = in_order([*others, line])
    if line.said != old.said:
        _refuse_beyond_death(after, line)
    _save(session, person, time, after)


def remove_standing(session: Session, uid: str, standing: str) -> None:
    """Take one standing out of a person's time; what held before it then holds on.

    Raises NotAllowed, NotFound, and UserError for the only one.
    """
    authorize(session, Right.EDIT_PEOPLE, "Xóa tình trạng")
    person = find_person(session, uid)
    time = _time(session, person)
    old = _line(time, standing)
    if len(time) == 1:
        raise UserError("Mỗi hồ sơ phải có một tình trạng nên không xóa dòng cuối cùng; hãy sửa dòng đó.")
    _save(session, person, time, in_order(one for one in time if one is not old))


def _time(session: Session, person: Person) -> Time:
    """Return a person's time; a record without any standing has the one it says."""
    found = times_of(session, [person.id]).get(person.id)
    return found or (Line(person.status or "", person.status_since),)


def _save(session: Session, person: Person, before: Time, after: Time) -> None:
    save_times(session, [(owners_of(session, [person.id])[0], before, after)])


def _line(time: Time, uid: str) -> Line:
    found = next((line for line in time if line.uid == uid), None)
    if found is None:
        raise NotFound("Không tìm thấy dòng tình trạng này; có thể dòng đã bị xóa, hãy mở lại hồ sơ.")
    return found


def _checked(person: Person, line: Line, values: Mapping[str, object]) -> Line:
    """Return the line with these values as stored; raises Invalid when they may not be."""
    typed = {_OF_PERSON[key]: values[key] for key in _OF_PERSON if key in values}
    known = {"status": line.status, "status_since": line.since, "birth": person.birth}
    stored = known | normalize_person(typed)
    problems = [
        Problem(key, problem.message)
        for problem in check_person(stored, today())
        for key, name in _OF_PERSON.items()
        if problem.field == name and problem.severity is Severity.REFUSE
    ]
    details: dict[str, Any] = {}
    for key in (key for key in DETAILS if key in values):
        text = str(values[key] or "")
        details[key] = (clean_lines(text) if key == "note" else clean(text)) or None
        problems += _too_long(key, details[key])
    if problems:
        raise Invalid(problems)
    return replace(line, status=stored["status"], since=stored["status_since"], **details)


def _too_long(key: str, text: str | None) -> list[Problem]:
    field = field_of(Standing, key)
    if len(text or "") <= field.max_length:
        return []
    message = f"{field.label} dài {len(text or '')} chữ, nhiều nhất {field.max_length}; hãy ghi ngắn hơn."
    return [Problem(key, message)]


def _refuse_same_beginning(time: Time, line: Line) -> None:
    same = same_beginning(time, line.since)
    if same is not None:
        when = "từ cùng ngày này" if line.since else "không ghi ngày bắt đầu"
        message = f"Đã có một dòng {when} ({same.words()}); hãy sửa dòng đó hoặc ghi ngày khác."
        raise Invalid([Problem("since", message)])


def _refuse_beyond_death(time: Time, line: Line) -> None:
    why = beyond_death(time, line)
    if why:
        raise Invalid([Problem("since", why)])
