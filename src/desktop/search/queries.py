"""Searching people: ids in rank order, within milliseconds also among a million."""

import re
from collections.abc import Iterator

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

BROAD = 30_000
"""So many hits are sorted by name within 200 ms also among a million; with more, a walk is shorter."""

SAMPLE = 10_000
"""So many hits are sorted, in 60 ms, where a walk has not found enough."""

LONGEST_WALK = 300
"""Names tested against the whole index on a walk, 30 µs and more each."""

FEW = 1000
"""With so many hits or fewer, names that read as typed come before those that only hold the same words."""


def search_people(session: Session, text: str, limit: int = 50) -> list[int]:
    """Return the ids of people who fit what was typed, best first, namesakes in name order.

    Digits find ID numbers and phones by their first or last digits; users who may not see those find them
    only by the whole number. Other text finds names by the beginnings of their parts in any order, with or
    without accents, then workplaces and positions.
    """
    found: dict[int, None] = {}
    for ids in _readings(session, text, limit):
        found.update(dict.fromkeys(ids))
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _readings(session: Session, text: str, limit: int) -> Iterator[list[int]]:
    digits = _digits(text)
    if digits:
        yield _by_number(session, digits, limit)
    typed = fold(" ".join(words_of(text)))
    for reading in readings(text):
        yield _by_words(session, reading, typed, limit)


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


def _by_words(session: Session, reading: Reading, typed: str, limit: int) -> list[int]:
    counted = (
        "SELECT count(*) FROM (SELECT 1 FROM search_person WHERE search_person MATCH :query LIMIT :most)"
    )
    hits = session.scalar(sql(counted), {"query": reading.query, "most": BROAD + 1}) or 0
    if hits <= FEW:
        return _as_typed_first(session, reading.query, typed, limit) if hits else []
    if hits <= BROAD:
        return _sorted(session, reading.query, limit, BROAD)
    walked = _walked(session, reading, limit)
    return walked if len(walked) == limit else _sorted(session, reading.query, limit, SAMPLE)


def _as_typed_first(session: Session, query: str, typed: str, limit: int) -> list[int]:
    """Put first the name that is what was typed, then those that begin or end with it."""
    question = sql(
        "SELECT person_id FROM search_person JOIN search_name ON person_id = search_person.rowid"
        " WHERE search_person MATCH :query ORDER BY words <> :whole,"
        " instr(words, :whole) <> 1 AND substr(words, -length(:whole)) <> :whole,"
        " instr(words, :begun) <> 1, name_key, birth, person_id LIMIT :limit"
    )
    values = {"query": query, "whole": f" {typed} ", "begun": f" {typed}", "limit": limit}
    return list(session.execute(question, values).scalars())


def _sorted(session: Session, query: str, limit: int, most: int) -> list[int]:
    """Sort the first `most` hits by name."""
    question = sql(
        "SELECT person_id FROM"
        " (SELECT rowid AS hit FROM search_person WHERE search_person MATCH :query LIMIT :most)"
        " JOIN search_name ON person_id = hit ORDER BY name_key, birth, person_id LIMIT :limit"
    )
    return list(session.execute(question, {"query": query, "most": most, "limit": limit}).scalars())


def _walked(session: Session, reading: Reading, limit: int) -> list[int]:
    """Go through the names in order, 0.3 µs each, until enough hold the words.

    Accents and words outside the name are tested against the index, which costs a hundred times as much.
    """
    held = " AND ".join(f"instr(words, :word{place}) > 0" for place in range(len(reading.starts))) or "true"
    tested = "EXISTS (SELECT 1 FROM search_person WHERE search_person MATCH :query AND rowid = person_id)"
    question = sql(
        f"SELECT person_id FROM (SELECT person_id FROM search_name WHERE {held}"  # noqa: S608 - bound words
        " ORDER BY name_key, birth, person_id LIMIT :longest)"
        f" WHERE {'true' if reading.is_told_by_words else tested} LIMIT :limit"
    )
    words = {f"word{place}": word for place, word in enumerate(reading.starts)}
    longest = limit if reading.is_told_by_words else LONGEST_WALK
    values = {**words, "query": reading.query, "longest": longest, "limit": limit}
    return list(session.execute(question, values).scalars())
