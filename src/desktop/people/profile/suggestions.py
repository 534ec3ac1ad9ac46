"""What a profile knows better than the core record: offered to the user, never written silently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.codelists import base_code, code_list
from desktop.errors import NotFound
from desktop.people.models import Person
from desktop.people.normal import FIELDS, today
from desktop.people.profile.models import Award, Degree, Membership, ProfileRow, SpecialistLine, Title
from desktop.people.profile.rules import earlier
from desktop.people.queries import shown

_NO_ASSOCIATION = "khong"

_BESIDE_DEGREE = {"year": "degree_year", "major": "major", "training_field": "training_field"}
"""What a degree's row tells besides the degree, and the core field it belongs into."""


@dataclass(frozen=True)
class Suggestion:
    """Values for the core record, and in words what they would say instead of what."""

    values: Mapping[str, Any]
    words: str


def suggestions_of(session: Session, uid: str) -> list[Suggestion]:
    """Return what the profile of a person knows better than the core record; raises NotFound."""
    person = session.scalar(select(Person).where(Person.uid == uid))
    if person is None:
        raise NotFound("Không tìm thấy hồ sơ trong sổ; có thể hồ sơ đã bị xóa, hãy xem nhật ký.")
    day = today()
    found = [
        _degree(person, [row for row in _rows(session, person, Degree) if _is_done(row, day)]),
        _better(person, "academic_title", _rows(session, person, Title)),
        _better(
            person, "specialist", [r for r in _rows(session, person, SpecialistLine) if _is_done(r, day)]
        ),
        _better(person, "honour", _rows(session, person, Award)),
        _association(person, _rows(session, person, Membership), day),
    ]
    return [one for one in found if one]


def _rows(session: Session, person: Person, model: type[Any]) -> Sequence[Any]:
    return session.scalars(select(model).where(model.person_id == person.id).order_by(model.id)).all()


def _is_done(row: Any, day: date) -> bool:
    """Tell whether a course has ended: with a year of the degree, an end in the past, or no dates at all."""
    if row.year or not (row.since or row.until):
        return True
    return bool(row.until) and not earlier(day.isoformat(), row.until)


def _degree(person: Person, rows: Sequence[Degree]) -> Suggestion | None:
    """Offer a higher degree with what is told of it, or what is still unknown of the same degree."""
    best = min(rows, key=lambda row: _place("degree", row.degree), default=None)
    if best is None or _place("degree", best.degree) > _place("degree", person.degree):
        return None
    beside = {core: getattr(best, key) for key, core in _BESIDE_DEGREE.items() if getattr(best, key)}
    if best.degree != person.degree:
        return Suggestion({"degree": best.degree, **beside}, _words("degree", best.degree, person.degree))
    new = {key: value for key, value in beside.items() if getattr(person, key) in (None, "")}
    if not new:
        return None
    return Suggestion(new, ", ".join(_words(key, value) for key, value in new.items()))


def _better(person: Person, key: str, rows: Sequence[ProfileRow]) -> Suggestion | None:
    """Offer the row's code that stands highest in its list when it stands above the core record's."""
    codes: list[str] = [getattr(row, key) for row in rows if getattr(row, key)]
    best = min(codes, key=lambda code: _place(key, code), default=None)
    held: str | None = getattr(person, key)
    if best is None or _place(key, best) >= _place(key, held):
        return None
    return Suggestion({key: best}, _words(key, best, held))


def _association(person: Person, rows: Sequence[Membership], day: date) -> Suggestion | None:
    """Offer a membership that still holds when the core record tells of none."""
    if person.association not in (None, "", _NO_ASSOCIATION):
        return None
    held = [row for row in rows if not (row.until and earlier(row.until, day.isoformat()))]
    code = next((row.association for row in held if base_code(row.association) != _NO_ASSOCIATION), None)
    if code is None:
        return None
    return Suggestion({"association": code}, _words("association", code))


def _words(key: str, value: Any, held: Any = None) -> str:
    field = FIELDS[key]
    said = f"{field.label[:1].lower()}{field.label[1:]}: {shown(field, value)}"
    return f"{said} (đang ghi {shown(field, held)})" if held else said


def _place(codes: str, code: str | None) -> int:
    """Return where a code stands in its list, the highest first; an empty one stands behind all."""
    order = [one.code for one in code_list(codes).codes]
    held = base_code(code)
    return order.index(held) if held in order else len(order)
