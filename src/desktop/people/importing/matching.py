"""Finding the people of a list again in the register: by ID number, else by name and birth."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from desktop.people.models import Person
from desktop.people.normal import FIELDS
from desktop.search.index import name_words
from desktop.text import fold

Values = Mapping[str, Any]

_MEANT = text(
    "SELECT id, full_name, birth, id_number, workplace FROM person WHERE id IN"
    " (SELECT person_id FROM search_name WHERE words IN (SELECT value FROM json_each(:words))"
    " UNION SELECT id FROM person WHERE id_number IN (SELECT value FROM json_each(:numbers)))"
    " ORDER BY id"
)
"""Who has a name or a number of the list; the index of names is read, not the people themselves."""

_CHUNK = 500
_WHOLE_DATE = len("yyyy-mm-dd")


@dataclass(frozen=True)
class Known:
    """What of a person in the register is needed to recognise him."""

    id: int
    name: str
    birth: str | None
    id_number: str | None
    workplace: str


class Register:
    """The people of the register that a list can mean; asked once for the whole list."""

    def __init__(self, session: Session, listed: Sequence[Values]) -> None:
        self._by_number: dict[str, Known] = {}
        self._by_name: dict[tuple[str, str | None], list[Known]] = {}
        if session.scalar(select(Person.id).limit(1)) is None:
            return  # the first list of an office: there is nobody to be found again
        numbers = {values["id_number"] for values in listed if values.get("id_number")}
        names = {values.get("full_name") or "" for values in listed}
        meant = {
            "words": json.dumps(sorted(set(map(name_words, names)))),
            "numbers": json.dumps(sorted(numbers)),
        }
        held = session.execute(_MEANT, meant).all()
        keys = {key_of(values) for values in listed} if held else set()
        for row in held:
            key = (fold(row.full_name), row.birth)
            if row.id_number in numbers or key in keys:
                known = Known(row.id, row.full_name, row.birth, row.id_number, fold(row.workplace or ""))
                if row.id_number:
                    self._by_number[row.id_number] = known
                self._by_name.setdefault(key, []).append(known)

    def find(self, values: Values) -> list[Known]:
        """Return the record that is this person: none for a new one, several when it cannot be told."""
        number = values.get("id_number")
        if number and number in self._by_number:
            return [self._by_number[number]]
        namesakes = self.namesakes(key_of(values)) if self._by_name else []
        if number:
            namesakes = [known for known in namesakes if not known.id_number]
        if not values.get("birth") or len(namesakes) > 1:
            place = fold(values.get("workplace") or "")
            near = [known for known in namesakes if known.workplace == place]
            return near if near or not values.get("birth") else namesakes
        return namesakes

    def namesakes(self, key: tuple[str, str | None]) -> list[Known]:
        """Return all records of the same name and birth, as `key_of` gives them."""
        return self._by_name.get(key, [])


def key_of(values: Values) -> tuple[str, str | None]:
    """Return what namesakes have in common: the folded name and the birth as far as it is known."""
    return fold(values.get("full_name") or ""), values.get("birth")


def surely_same(one: Values, other: Values) -> bool:
    """Tell whether two rows of one list with the same name and birth are one person written twice."""
    numbers = {one.get("id_number"), other.get("id_number")} - {None}
    if len(numbers) > 1:
        return False
    birth = one.get("birth")
    same_place = fold(one.get("workplace") or "") == fold(other.get("workplace") or "")
    return same_place or (birth is not None and len(birth) == _WHOLE_DATE)


def stored_values(session: Session, ids: list[int]) -> dict[int, dict[str, Any]]:
    """Return the stored values of these records by id."""
    columns = [getattr(Person, key) for key in FIELDS]
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), _CHUNK):
        part = select(Person.id, *columns).where(Person.id.in_(ids[start : start + _CHUNK]))
        for row in session.execute(part):
            found[row[0]] = dict(zip(FIELDS, row[1:], strict=True))
    return found
