"""Searching people: ids in rank order, within milliseconds also among a million."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import TextClause
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of
from desktop.search.words import Reading, readings, words_of
from desktop.text import clean, fold

_NUMBER = re.compile(r"\+?[\d\s.\-()]+")
_FIRST_DIGITS = (
    "SELECT id FROM person WHERE id_number >= :first AND id_number < :after ORDER BY id_number LIMIT :limit",
    "SELECT id FROM person WHERE phone >= :first AND phone < :after ORDER BY phone LIMIT :limit",
)
_FEWEST_DIGITS, _TAIL, _WHOLE_NUMBER = 3, 4, 9
_FEWEST_INSIDE, _ALL = 2, -1
_HITS = sql("SELECT rowid FROM search_person WHERE search_person MATCH :query")
_SOME_HITS = sql(f"{_HITS.text} LIMIT :most")
_SORTED = sql(
    "SELECT person_id FROM search_name WHERE person_id IN (SELECT value FROM json_each(:ids))"
    " ORDER BY name_key, birth, person_id LIMIT :limit"
)
_RANKED = sql(
    "SELECT person_id FROM search_name WHERE person_id IN (SELECT value FROM json_each(:ids))"
    " ORDER BY words <> :whole, instr(words, :whole) <> 1 AND substr(words, -length(:whole)) <> :whole,"
    " instr(words, :begun) <> 1, name_key, birth, person_id LIMIT :limit"
)

FEW = 500
"""So many hits are ranked one by one: names that read as typed come before those that hold the same words."""

WALK = 1_000
"""Names looked at on a walk through the register in name order when there are more hits."""


def search_people(session: Session, text: str, limit: int = 50) -> list[int]:
    """Return the ids of people who fit what was typed, best first, namesakes in name order.

    Digits find ID numbers and phones by their first or last digits; users who may not see those find them
    only by the whole number. Other text finds names by the beginnings of their parts in any order, with or
    without accents, then workplaces and positions; what begins no word is looked for inside names.
    """
    found: dict[int, None] = {}
    digits = _digits(text)
    if digits:
        found.update(dict.fromkeys(_by_number(session, digits, limit)))
    ways = readings(text)
    if ways and len(found) < limit:
        found.update(dict.fromkeys(_by_words(session, ways, fold(" ".join(words_of(text))), limit)))
    if ways and not found:
        found.update(dict.fromkeys(_inside_names(session, text, limit)))
    return list(found)[:limit]


def everyone_found(session: Session, text: str) -> dict[int, int]:
    """Return the ids of all people whom a search for this text finds, each with its rank, the best 0."""
    digits, ways = _digits(text), readings(text)
    found: dict[int, int] = {}
    for rank, way in reversed(list(enumerate(ways, 1))):
        found.update(dict.fromkeys(session.execute(_HITS, {"query": way.query}).scalars(), rank))
    if digits:
        found.update(dict.fromkeys(_by_number(session, digits, _ALL), 0))
    if ways and not found:
        found = dict.fromkeys(_inside_names(session, text, _ALL), 0)
    return found


def _digits(text: str) -> str:
    """Return the digits of a typed number, +84 as 0; empty when something else was typed."""
    plain = clean(text)
    if not _NUMBER.fullmatch(plain):
        return ""
    digits = re.sub(r"\D", "", plain)
    if plain.startswith("+84"):
        digits = "0" + digits[2:]
    return digits if len(digits) >= _FEWEST_DIGITS else ""


def _by_number(session: Session, digits: str, limit: int) -> list[int]:
    if not actor_of(session).may(Right.SEE_SENSITIVE):
        return _whole_number(session, digits, limit) if len(digits) >= _WHOLE_NUMBER else []
    return [*_by_first_digits(session, digits, limit), *_by_last_digits(session, digits, limit)]


def _whole_number(session: Session, digits: str, limit: int) -> list[int]:
    question = "SELECT person_id FROM search_number WHERE tail = :tail AND number = :number LIMIT :limit"
    values = {"tail": digits[-_TAIL:], "number": digits, "limit": limit}
    return list(session.execute(sql(question), values).scalars())


def _by_first_digits(session: Session, digits: str, limit: int) -> list[int]:
    values = {"first": digits, "after": digits + ":", "limit": limit}
    found: list[int] = []
    for question in _FIRST_DIGITS:
        found += session.execute(sql(question), values).scalars()
    return found


def _by_last_digits(session: Session, digits: str, limit: int) -> list[int]:
    if len(digits) < _TAIL:
        return []
    question = sql(
        "SELECT person_id FROM search_number"
        " WHERE tail = :tail AND substr(number, -length(:digits)) = :digits ORDER BY number LIMIT :limit"
    )
    values = {"tail": digits[-_TAIL:], "digits": digits, "limit": limit}
    return list(session.execute(question, values).scalars())


def _by_words(session: Session, ways: Sequence[Reading], typed: str, limit: int) -> list[int]:
    """Return the hits of the readings, the closest first."""
    found: dict[int, None] = {}
    for way in ways:
        hits = list(session.execute(_SOME_HITS, {"query": way.query, "most": max(FEW + 1, limit)}).scalars())
        found.update(dict.fromkeys(_in_order(session, way, hits, typed, limit)))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _in_order(session: Session, way: Reading, hits: list[int], typed: str, limit: int) -> list[int]:
    """Rank the hits of a reading when they are few, else return the first by name as far as is quick."""
    if not hits:
        return []
    if len(hits) <= FEW:
        values = {"ids": json.dumps(hits), "whole": f" {typed} ", "begun": f" {typed}", "limit": limit}
        return list(session.execute(_RANKED, values).scalars())
    walked = _walked(session, way, limit) if way.is_told_by_words else []
    return walked if len(walked) == limit else _sorted(session, hits, limit)


def _sorted(session: Session, ids: list[int], limit: int) -> list[int]:
    """Sort people by name."""
    return list(session.execute(_SORTED, {"ids": json.dumps(ids), "limit": limit}).scalars())


def _walked(session: Session, way: Reading, limit: int) -> list[int]:
    """Go through the first names of the register until enough hold the words."""
    words = {f"word{place}": word for place, word in enumerate(way.starts)}
    return list(session.execute(_walk(len(way.starts)), {**words, "longest": WALK, "limit": limit}).scalars())


@lru_cache(maxsize=16)
def _walk(words: int) -> TextClause:
    held = " AND ".join(f"instr(words, :word{place}) > 0" for place in range(words))
    return sql(
        "SELECT person_id FROM (SELECT person_id, words FROM search_name"  # noqa: S608 - bound words
        f" ORDER BY name_key, birth, person_id LIMIT :longest) WHERE {held} LIMIT :limit"
    )


def _inside_names(session: Session, text: str, limit: int) -> list[int]:
    """Return the people whose names hold every word somewhere inside, in name order."""
    words = [fold(word) for word in words_of(text)]
    if not any(len(word) >= _FEWEST_INSIDE and not word.isdecimal() for word in words):
        return []
    held = " AND ".join(f"instr(words, :word{place}) > 0" for place in range(len(words)))
    question = sql(
        f"SELECT person_id FROM search_name WHERE {held}"  # noqa: S608 - bound words
        " ORDER BY name_key, birth, person_id LIMIT :limit"
    )
    values = {f"word{place}": word for place, word in enumerate(words)}
    return list(session.execute(question, {**values, "limit": limit}).scalars())
