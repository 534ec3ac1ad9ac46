"""Asking the register: one person, pages of the list, ids in the order of a column.

Personal data is masked here, and nowhere else, for those who may not see it.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of
from desktop.codelists import base_code, code_list, label_of
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
_FEW = 10_000
"""So many people are sorted sooner than they are picked out of a large register."""

_IN_NAME_ORDER = text("SELECT person_id FROM search_name ORDER BY name_key, birth, person_id")
_FIRST_IN_NAME_ORDER = text(f"{_IN_NAME_ORDER.text} LIMIT :count")
_FEW_IN_NAME_ORDER = text(
    "SELECT person_id FROM search_name WHERE person_id IN (SELECT value FROM json_each(:ids))"
    " ORDER BY name_key, birth, person_id"
)


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


def rows_by_ids(session: Session, ids: Sequence[int], people: type[Person] = Person) -> list[PersonRow]:
    """Return the people with these ids in the same order; ids that are gone are left out.

    `people` is `Person` or the register as of a day (`people_on`).
    """
    found: dict[int, PersonRow] = {}
    for start in range(0, len(ids), _CHUNK):
        for row in _rows(session, people.id.in_(ids[start : start + _CHUNK]), people):
            found[row.id] = row
    return [found[one] for one in ids if one in found]


def count_people(session: Session) -> int:
    """Return how many records the register holds, whoever counts."""
    return int(session.scalar(select(func.count()).select_from(Person)) or 0)


def ids_of(session: Session, uids: Sequence[str]) -> list[int]:
    """Return the ids of these uids in the same order; uids that are gone are left out."""
    found: dict[str, int] = {}
    for start in range(0, len(uids), _CHUNK):
        part = select(Person.uid, Person.id).where(Person.uid.in_(uids[start : start + _CHUNK]))
        found.update({row.uid: row.id for row in session.execute(part)})
    return [found[uid] for uid in uids if uid in found]


def first_ids(session: Session, count: int) -> list[int]:
    """Return the ids of the first people in name order, without reading the others."""
    return list(session.execute(_FIRST_IN_NAME_ORDER, {"count": count}).scalars())


def ids_in_order(
    session: Session,
    fitting: Sequence[ColumnElement[bool]] = (),
    *,
    people: type[Person] = Person,
    sort: str = "full_name",
    descending: bool = False,
    among: Collection[int] | None = None,
) -> list[int]:
    """Return the ids of all people who fit, in the order of one field, namesakes by birth.

    `fitting` are conditions on `people`, which is `Person` or the register as of a day (`people_on`); `among`
    keeps only these ids. People whose sorting field is empty come last in both directions.
    """
    kept = None if among is None else frozenset(among)
    values: dict[int, Any] | None = None
    if fitting or sort != "full_name" or people is not Person:
        held = select(people.id, getattr(people, sort)).where(*fitting, *_among(people, kept))
        values = {row[0]: row[1] for row in session.execute(held)}
    ids = _in_name_order(session, kept if values is None else values)
    if values is not None and sort != "full_name":
        return _sorted(ids, values, FIELDS[sort], descending)
    return ids[::-1] if descending else ids


def _among(people: type[Person], kept: frozenset[int] | None) -> list[ColumnElement[bool]]:
    if kept is None or len(kept) > _FEW:
        return []
    return [people.id.in_(select(func.json_each(json.dumps(list(kept))).table_valued("value").c.value))]


def _in_name_order(session: Session, kept: Collection[int] | None) -> list[int]:
    """Return these ids in name order, all without any; few are sorted, many picked out of all."""
    if kept is None:
        return list(session.execute(_IN_NAME_ORDER).scalars())
    if len(kept) <= _FEW:
        return list(session.execute(_FEW_IN_NAME_ORDER, {"ids": json.dumps(list(kept))}).scalars())
    return [one for one in session.execute(_IN_NAME_ORDER).scalars() if one in kept]


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


def _rows(session: Session, condition: ColumnElement[bool], people: type[Person] = Person) -> list[PersonRow]:
    columns = [people.id, people.uid, people.unit_code, *(getattr(people, key) for key in FIELDS)]
    hidden = frozenset() if actor_of(session).may(Right.SEE_SENSITIVE) else MASKED
    return [_row(tuple(found), hidden) for found in session.execute(select(*columns).where(condition))]


def _row(found: tuple[Any, ...], hidden: frozenset[str]) -> PersonRow:
    values: dict[str, Any] = dict(zip(FIELDS, found[3:], strict=True))
    values |= dict.fromkeys(hidden, MASK)  # empty ones as well: who may not see is not told who has none
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
