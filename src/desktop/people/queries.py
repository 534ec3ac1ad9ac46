"""Asking the register: one person, pages of the list, ids in the order of a column.

Personal data is masked here, and nowhere else, for those who may not see it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select, text
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of
from desktop.codelists import OTHER, base_code, code_list, label_of
from desktop.errors import NotFound
from desktop.people.models import Person
from desktop.people.normal import FIELDS
from desktop.storage.fields import Field, Kind, Sensitivity
from desktop.text import partial_day, sort_key

MASK = "•••"

MASKED = frozenset(
    key for key, field in FIELDS.items() if field.sensitivity is not Sensitivity.PLAIN and key != "birth"
)
"""Hidden without the right SEE_SENSITIVE; the birth date stays, without it namesakes cannot be told apart."""

_CHUNK = 500
_IN_NAME_ORDER = text("SELECT person_id FROM search_name ORDER BY name_key, birth, person_id")


@dataclass(frozen=True)
class PersonRow:
    """One person as lists and forms receive it: `values` as stored, `texts` as shown."""

    id: int
    uid: str
    unit_code: str
    values: Mapping[str, Any]
    texts: Mapping[str, str]


def get_person(session: Session, uid: str) -> PersonRow:
    """Return one person; raises NotFound."""
    rows = _rows(session, Person.uid == uid)
    if not rows:
        raise NotFound("Không tìm thấy hồ sơ trong sổ; có thể hồ sơ đã bị xóa, hãy xem nhật ký.")
    return rows[0]


def rows_by_ids(session: Session, ids: Sequence[int]) -> list[PersonRow]:
    """Return the people with these ids in the same order; ids that are gone are left out."""
    found: dict[int, PersonRow] = {}
    for start in range(0, len(ids), _CHUNK):
        for row in _rows(session, Person.id.in_(ids[start : start + _CHUNK])):
            found[row.id] = row
    return [found[one] for one in ids if one in found]


def count_people(session: Session) -> int:
    """Return how many records the register holds, whoever counts."""
    return len(ids_in_order(session))


def ids_of(session: Session, uids: Sequence[str]) -> list[int]:
    """Return the ids of these uids in the same order; uids that are gone are left out."""
    found: dict[str, int] = {}
    for start in range(0, len(uids), _CHUNK):
        part = select(Person.uid, Person.id).where(Person.uid.in_(uids[start : start + _CHUNK]))
        found.update({row.uid: row.id for row in session.execute(part)})
    return [found[uid] for uid in uids if uid in found]


def ids_in_order(
    session: Session,
    where: Mapping[str, str | Collection[str] | None] | None = None,
    *,
    sort: str = "full_name",
    descending: bool = False,
    among: Collection[int] | None = None,
) -> list[int]:
    """Return the ids of all people who fit, in the order of one field, namesakes by birth.

    `where` maps a field to its code, to several codes, or to None for “not filled in”; `among` keeps only
    these ids. People whose sorting field is empty come last in both directions.
    """
    ids = list(session.execute(_IN_NAME_ORDER).scalars())
    if where or sort != "full_name":
        held = select(Person.id, getattr(Person, sort)).where(*(_fits(*one) for one in (where or {}).items()))
        values: dict[int, Any] = {row[0]: row[1] for row in session.execute(held)}
        ids = [one for one in ids if one in values]
    if sort != "full_name":
        ids = _sorted(ids, values, FIELDS[sort], descending)
    elif descending:
        ids.reverse()
    kept = None if among is None else frozenset(among)
    return ids if kept is None else [one for one in ids if one in kept]


def _fits(key: str, wanted: str | Collection[str] | None) -> ColumnElement[bool]:
    held: ColumnElement[Any] = getattr(Person, key)
    if wanted is None:
        return or_(held.is_(None), held == "")
    codes = (wanted,) if isinstance(wanted, str) else tuple(wanted)
    fits = held.in_(codes)
    return or_(fits, held.startswith(f"{OTHER}:")) if OTHER in codes and FIELDS[key].codes else fits


def _sorted(ids: list[int], values: Mapping[int, Any], field: Field, descending: bool) -> list[int]:
    """Sort ids by their values; the sort is stable, so that equal values stay in name order."""
    key = _order_of(field)
    filled = [one for one in ids if values[one] not in (None, "")]
    empty = [one for one in ids if values[one] in (None, "")]
    return sorted(filled, key=lambda one: key(values[one]), reverse=descending) + empty


def _order_of(field: Field) -> Any:
    if field.kind is Kind.CODE:
        places = {code.code: place for place, code in enumerate(code_list(field.codes).codes)}
        return lambda value: places.get(base_code(value), len(places))
    if field.kind in (Kind.LINE, Kind.NAME, Kind.NOTE, Kind.EMAIL):
        return sort_key
    return lambda value: value


def _rows(session: Session, condition: ColumnElement[bool]) -> list[PersonRow]:
    columns = [Person.id, Person.uid, Person.unit_code, *(getattr(Person, key) for key in FIELDS)]
    hidden = frozenset() if actor_of(session).may(Right.SEE_SENSITIVE) else MASKED
    return [_row(tuple(found), hidden) for found in session.execute(select(*columns).where(condition))]


def _row(found: tuple[Any, ...], hidden: frozenset[str]) -> PersonRow:
    values: dict[str, Any] = dict(zip(FIELDS, found[3:], strict=True))
    for key in hidden:
        if values[key] is not None:
            values[key] = MASK
    texts = {key: "" if value is None else shown(FIELDS[key], value) for key, value in values.items()}
    return PersonRow(found[0], found[1], found[2], values, texts)


def shown(field: Field, value: Any) -> str:
    """Return a stored value as lists, exports and reports show it: label, dd/mm/yyyy, plain text."""
    if value is None:
        return ""
    if field.kind is Kind.CODE:
        return label_of(field.codes, value)
    if field.kind in (Kind.PARTIAL_DATE, Kind.DATE) and value != MASK:
        return partial_day(value)
    return str(value)
