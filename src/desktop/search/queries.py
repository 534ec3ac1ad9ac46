"""Searching people: ids in rank order, within milliseconds also among a million."""

import json
import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import TypeAlias

from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of
from desktop.search.words import Reading, readings, words_of
from desktop.text import clean, fold

Ask: TypeAlias = Callable[..., list[int]]
"""Asks the database for ids: the question, then its values."""

_NUMBER = re.compile(r"\+?[\d\s.\-()]+")
_FIRST_DIGITS = (
    "SELECT id FROM person WHERE id_number >= ? AND id_number < ? ORDER BY id_number LIMIT ?",
    "SELECT id FROM person WHERE phone >= ? AND phone < ? ORDER BY phone LIMIT ?",
)
_LAST_DIGITS = (
    "SELECT person_id FROM search_number"
    " WHERE tail = ? AND substr(number, -length(?2)) = ?2 ORDER BY number LIMIT ?"
)
_FEWEST_DIGITS, _TAIL = 3, 4
_FEWEST_INSIDE, _ALL = 2, -1

_HITS = "SELECT rowid FROM {0} WHERE {0} MATCH ? LIMIT ?"
_AMONG = "SELECT person_id FROM json_each(?) CROSS JOIN search_name ON person_id = value"
_SORTED = f"{_AMONG} ORDER BY name_key, birth, person_id LIMIT ?"
_RANKED = (
    _AMONG + " ORDER BY {closest} words <> ?2,"
    " instr(words, ?2) <> 1 AND substr(words, -length(?2)) <> ?2, instr(words, ?3) <> 1,"
    " name_key, birth, person_id LIMIT ?4"
)
_WALK = (
    "SELECT person_id FROM (SELECT person_id, words FROM search_name ORDER BY name_key, birth, person_id"
    " LIMIT ?) WHERE {held} LIMIT ?"
)
_INSIDE = "SELECT person_id FROM search_name WHERE {held} ORDER BY name_key, birth, person_id LIMIT ?"

_OPEN = "fold(concat_ws(' ', full_name, workplace, position, major))"
_OPENLY = "SELECT person.id FROM json_each(?1) CROSS JOIN person ON person.id = value"

FEW = 500
"""So many hits are ranked one by one: names that read as typed come before those that hold the same words."""

WALK = 1_000
"""Names looked at on a walk through the register in name order when there are more hits."""


def search_people(session: Session, text: str, limit: int = 50) -> list[int]:
    """Return the ids of people who fit what was typed, best first, namesakes in name order.

    Digits find ID numbers and phones by their first or last digits. Other text finds names by the beginnings
    of their parts in any order, with or without accents, then workplaces, positions and e-mail; what begins
    no word is looked for inside names. Who may not see personal data finds nobody by numbers or e-mail.
    """
    ask = _asking(session)
    found: dict[int, None] = {}
    digits = _digits(text)
    if digits:
        found.update(dict.fromkeys(_by_number(session, ask, digits, limit)))
    ways = readings(text)
    if ways and len(found) < limit:
        found.update(dict.fromkeys(_by_words(ask, ways, fold(" ".join(words_of(text))), limit)))
    if ways and not found:
        found.update(dict.fromkeys(_inside_names(ask, text, limit)))
    seen = _seen(session, ask, found, text)
    return [one for one in found if one in seen][:limit]


def everyone_found(session: Session, text: str) -> dict[int, int]:
    """Return the ids of all people whom a search for this text finds, each with its rank, the best 0."""
    ask = _asking(session)
    digits, ways = _digits(text), readings(text)
    found: dict[int, int] = {}
    for rank, way in reversed(list(enumerate(ways, 1))):
        found.update(dict.fromkeys(_hits(ask, way, _ALL), rank))
    if digits:
        found.update(dict.fromkeys(_by_number(session, ask, digits, _ALL), 0))
    if ways and not found:
        found = dict.fromkeys(_inside_names(ask, text, _ALL), 0)
    seen = _seen(session, ask, found, text)
    return found if seen is found else {one: rank for one, rank in found.items() if one in seen}


def _seen(session: Session, ask: Ask, found: Collection[int], text: str) -> Collection[int]:
    """Return those of whom what was typed stands in what this user may see, not in an e-mail alone."""
    if not found or actor_of(session).may(Right.SEE_SENSITIVE):
        return found
    words = [fold(word) for word in words_of(text)]
    holds = " AND ".join(f"instr({_OPEN}, ?{place}) > 0" for place in range(2, len(words) + 2))
    return set(ask(f"{_OPENLY} WHERE {holds}", json.dumps(list(found)), *words))


def _asking(session: Session) -> Ask:
    """Return how to ask within this session, by the driver: what lies between costs more than its answers."""
    driver = session.connection().connection.driver_connection
    assert driver is not None  # noqa: S101 - a session in use has one

    def ask(question: str, *values: object) -> list[int]:
        return [row[0] for row in driver.execute(question, values)]

    return ask


def _digits(text: str) -> str:
    """Return the digits of a typed number, +84 as 0; empty when something else was typed."""
    plain = clean(text)
    if not _NUMBER.fullmatch(plain):
        return ""
    digits = re.sub(r"\D", "", plain)
    if plain.startswith("+84"):
        digits = "0" + digits[2:]
    return digits if len(digits) >= _FEWEST_DIGITS else ""


def _by_number(session: Session, ask: Ask, digits: str, limit: int) -> list[int]:
    if not actor_of(session).may(Right.SEE_SENSITIVE):
        return []
    found = [one for question in _FIRST_DIGITS for one in ask(question, digits, digits + ":", limit)]
    return found + ask(_LAST_DIGITS, digits[-_TAIL:], digits, limit) if len(digits) >= _TAIL else found


def _by_words(ask: Ask, ways: Sequence[Reading], typed: str, limit: int) -> list[int]:
    """Return the hits of the readings, the closest first.

    The widest reading of names is asked first: when it has few hits, they are those of the closer ones too.
    """
    *closer, names, _ = ways
    hits = _some_hits(ask, names, limit)
    is_told = len(hits) <= FEW
    found = dict.fromkeys(_ranked(ask, hits, typed, limit, closer) if is_told else ())
    for way in ways[-1:] if is_told else ways:
        if len(found) >= limit:
            break
        way_hits = hits if way is names else _some_hits(ask, way, limit)
        found.update(dict.fromkeys(_in_order(ask, way, way_hits, typed, limit)))
    return list(found)[:limit]


def _some_hits(ask: Ask, way: Reading, limit: int) -> list[int]:
    return _hits(ask, way, max(FEW + 1, limit))


def _hits(ask: Ask, way: Reading, limit: int) -> list[int]:
    return ask(_HITS.format(way.table), way.query, limit)


def _in_order(ask: Ask, way: Reading, hits: list[int], typed: str, limit: int) -> list[int]:
    """Rank the hits of a reading when they are few, else return the first by name as far as is quick."""
    if len(hits) <= FEW:
        return _ranked(ask, hits, typed, limit)
    walked = _walked(ask, way, limit) if way.column == "words" else []
    return walked if len(walked) == limit else ask(_SORTED, json.dumps(hits), limit)


def _ranked(ask: Ask, hits: list[int], typed: str, limit: int, closer: Sequence[Reading] = ()) -> list[int]:
    """Sort people by how closely the name reads as typed: first those whom closer readings find as well."""
    if not hits:
        return []
    values = [json.dumps(hits), f" {typed} ", f" {typed}", limit]
    tests = []
    for place, way in enumerate(closer):
        tests.append(f"WHEN {_held(way, len(values))} THEN {place}")
        values += _pieces(way)
    closest = f"CASE {' '.join(tests)} ELSE {len(tests)} END," if tests else ""
    return ask(_RANKED.format(closest=closest), *values)


def _walked(ask: Ask, way: Reading, limit: int) -> list[int]:
    """Go through the first names of the register until enough hold the words."""
    return ask(_WALK.format(held=_held(way, 1)), WALK, *_pieces(way), limit)


def _pieces(way: Reading) -> list[str]:
    return [one for word in way.held for one in word]


def _held(way: Reading, before: int) -> str:
    """Return the condition that a name holds the words; its values stand behind so many others."""
    return _condition(way.column, tuple(map(len, way.held)), before)


@lru_cache(maxsize=256)
def _condition(column: str, pieces: tuple[int, ...], before: int) -> str:
    words, place = [], before
    for count in pieces:
        tests = [f"instr({column}, ?{place + number}) > 0" for number in range(1, count + 1)]
        words.append(f"({' OR '.join(tests)})")
        place += count
    return " AND ".join(words)


def _inside_names(ask: Ask, text: str, limit: int) -> list[int]:
    """Return the people whose names hold every word somewhere inside, in name order."""
    words = tuple(fold(word) for word in words_of(text))
    if not any(len(word) >= _FEWEST_INSIDE and not word.isdecimal() for word in words):
        return []
    held = _condition("words", (1,) * len(words), 0)
    return ask(_INSIDE.format(held=held), *words, limit)
