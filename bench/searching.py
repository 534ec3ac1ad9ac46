"""Searching as one types, and opening the list: against the bare index and the bare page of it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from time import perf_counter
from typing import Any

from measure import Figure, Sample, Target, warm
from register import SEED, database_of, key_of
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.people.finding import PAGE, Listing, find_ids, find_page
from desktop.people.lists.reading import read_question
from desktop.people.queries import ids_in_order, rows_by_ids
from desktop.search.queries import FEW, WALK, search_people
from desktop.search.words import Reading, readings, words_of
from desktop.storage.connection import connect
from desktop.text import fold

LIMIT, PEOPLE_TYPED, FEWEST_DIGITS, TAIL = 50, 12, 3, 4

Bare = tuple[str, Sequence[Any]]
"""A question to the driver, and its values."""

_NAME_ORDER = "name_key, search_name.birth, person_id"
_PAGE = (
    f"SELECT person.* FROM search_name JOIN person ON person.id = person_id ORDER BY {_NAME_ORDER} LIMIT ?"
)
_ALL = f"SELECT person_id FROM search_name ORDER BY {_NAME_ORDER}"
_ROWS = "SELECT * FROM person WHERE id IN (SELECT value FROM json_each(?))"
_DIGITS = tuple(
    f"SELECT id FROM person WHERE {key} >= ? AND {key} < ? ORDER BY {key} LIMIT ?"
    for key in ("id_number", "phone")
)
_LAST_DIGITS = "SELECT person_id FROM search_number WHERE tail = ? AND number LIKE ? ORDER BY number LIMIT ?"
_HITS = "SELECT rowid AS hit FROM {0} WHERE {0} MATCH ? LIMIT ?"
_SORTED = (
    f"SELECT person_id FROM ({_HITS}) CROSS JOIN search_name ON person_id = hit"
    f" ORDER BY {{1}} {_NAME_ORDER} LIMIT ?"
)
_AS_TYPED = "words <> ?, instr(words, ?) <> 1 AND substr(words, -length(?)) <> ?, instr(words, ?) <> 1,"
_WALK = (
    "SELECT person_id FROM (SELECT person_id, words FROM search_name ORDER BY name_key, birth, person_id"
    " LIMIT ?) WHERE {0} LIMIT ?"
)


def keystrokes(office: Office) -> list[str]:
    """Return what stands in the search box after each key: names with and without accents, numbers, words."""
    with office.read() as session:
        ids = Random(SEED).sample(ids_in_order(session), PEOPLE_TYPED)
        people = [row.values for row in rows_by_ids(session, ids)]
    typed: list[str] = []
    for place, person in enumerate(people):
        name = str(person["full_name"])
        typed.append(
            (
                name,
                fold(name),
                " ".join(reversed(fold(name).split())),
                str(person["id_number"]),
                fold(str(person["workplace"]))[:20],
                f"{name.split()[-1]} {name.split()[0]}",
            )[place % 6]
        )
    return [whole[:end] for whole in typed for end in range(1, len(whole) + 1)]


def keystroke_to_ids(office: Office) -> Iterator[Figure]:
    """Measure every keystroke until the ids are there; the floor asks only what its answer is made of."""

    def ids(session: Session, text: str) -> list[int]:
        return search_people(session, text, LIMIT)

    ours, floor = _typing(office, {one: one for one in keystrokes(office)}, ids, LIMIT)
    yield Figure("keystroke → ids", ours, floor, Target(ratio=2, p95=0.015), by_p95=True)


def keystroke_to_page(office: Office) -> Iterator[Figure]:
    """Measure every keystroke until the page's rows are there as the window shows them; the floor's are raw.

    What is read as a condition at once (“tiến sĩ”) is no search of names and left out.
    """
    asked = {one: read_question(one) for one in keystrokes(office)}
    names = {one: question.words for one, question in asked.items() if not question.conditions}

    def page(session: Session, text: str) -> list[int]:
        rows = rows_by_ids(session, find_page(session, Listing(read_question(text))) or [])
        return [row.id for row in rows]

    ours, floor = _typing(office, names, page, PAGE, rows=True)
    yield Figure("keystroke → first page", ours, floor, Target(p95=0.060), by_p95=True)


def _typing(
    office: Office,
    texts: Mapping[str, str],
    program: Callable[[Session, str], list[int]],
    limit: int,
    *,
    rows: bool = False,
) -> tuple[Sample, Sample]:
    """Type everything twice, both sides key by key in turn; the first time only fills the caches.

    `texts` holds the words to be found by what was typed. Both sides must find the same, in the same order.
    """
    bare = connect(database_of(office.folder), key_of(office.folder), read_only=True)
    floors = {typed: _bare_questions(bare, words, limit) for typed, words in texts.items()}
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(2):
        ours, floor = [], []
        for typed in texts:
            taken, found = _once(lambda: _asked(office, program, typed))  # noqa: B023 - called at once
            ours.append(taken)
            taken, least = _once(lambda: _answer(bare, floors[typed], limit, rows=rows))  # noqa: B023
            floor.append(taken)
            if found != least:
                raise RuntimeError(f"program and floor find others for “{typed}”: {found} / {least}")
    bare.close()
    return Sample(ours), Sample(floor)


def _asked(office: Office, program: Callable[[Session, str], list[int]], typed: str) -> list[int]:
    with office.read() as session:
        return program(session, typed)


def _once(work: Callable[[], list[int]]) -> tuple[float, list[int]]:
    began = perf_counter()
    found = work()
    return perf_counter() - began, found


def _answer(bare: Any, questions: Sequence[Bare], limit: int, *, rows: bool = False) -> list[int]:
    """Ask the driver one question after the other; fetch the rows of who was found."""
    found = dict.fromkeys(row[0] for asked in questions for row in bare.execute(*asked))
    ids = list(found)[:limit]
    if rows:
        bare.execute(_ROWS, (json.dumps(ids),)).fetchall()
    return ids


def _bare_questions(bare: Any, typed: str, limit: int) -> list[Bare]:
    """Return the fewest questions that give the answer: those whose people stand in it, found out before.

    People are found by digits, else by names, the closest reading first, and then by all words. Few hits are
    sorted by closeness and name; of many the first names of the register are looked at, else some sorted.
    """
    needed: list[Bare] = []
    found: dict[int, None] = {}
    for asked in _plain_questions(bare, typed, limit):
        more = [row[0] for row in bare.execute(*asked)] if len(found) < limit else []
        if any(one not in found for one in more):
            needed.append(asked)
            found.update(dict.fromkeys(more))
    return needed


def _plain_questions(bare: Any, typed: str, limit: int) -> Iterator[Bare]:
    if typed.isdecimal() and len(typed) >= FEWEST_DIGITS:
        yield from ((question, (typed, typed + ":", limit)) for question in _DIGITS)
        if len(typed) >= TAIL:
            yield _LAST_DIGITS, (typed[-TAIL:], f"%{typed}", limit)
    ways = readings(typed)
    if not ways:
        return
    *closer, names, _ = ways
    words = fold(" ".join(words_of(typed)))
    is_few = _count(bare, names, limit) <= FEW
    if is_few:
        yield _sorted(names, limit, words, closer)
    for way in ways[-1:] if is_few else ways:
        if _count(bare, way, limit) <= FEW:
            yield _sorted(way, limit, words)
            continue
        walk = _WALK.format(_holds(way)), (WALK, *_pieces(way), limit)
        is_walked = way.column == "words" and len(bare.execute(*walk).fetchall()) == limit
        yield walk if is_walked else _sorted(way, limit)


def _count(bare: Any, way: Reading, limit: int) -> int:
    return len(bare.execute(_HITS.format(way.table), (way.query, max(limit, FEW + 1))).fetchall())


def _sorted(way: Reading, limit: int, words: str = "", closer: Sequence[Reading] = ()) -> Bare:
    """Ask for the first hits of a reading in name order; before it goes how closely a name reads as typed."""
    order, values = "", [way.query, max(limit, FEW + 1)]
    if closer:
        tests = (f"WHEN {_holds(one)} THEN {place}" for place, one in enumerate(closer))
        order = f"CASE {' '.join(tests)} ELSE {len(closer)} END,"
        values += [piece for one in closer for piece in _pieces(one)]
    if words:
        order += _AS_TYPED
        values += [f" {words} "] * 4 + [f" {words}"]
    return _SORTED.format(way.table, order), (*values, limit)


def _holds(way: Reading) -> str:
    return " AND ".join(f"({' OR '.join([f'instr({way.column}, ?)'] * len(word))})" for word in way.held)


def _pieces(way: Reading) -> list[str]:
    return [one for word in way.held for one in word]


def open_list(office: Office, times: int) -> Iterator[Figure]:
    """Measure the list in name order up to its first page; the floor reads only that page."""
    bare = connect(database_of(office.folder), key_of(office.folder), read_only=True)

    def program() -> None:
        with office.read() as session:
            rows_by_ids(session, find_page(session, Listing()) or [])

    def all_ids() -> None:
        with office.read() as session:
            find_ids(session, Listing())

    ours, floor = warm(program, lambda: bare.execute(_PAGE, (PAGE,)).fetchall(), times)
    yield Figure("open the list", ours, floor, Target(p95=0.100))
    ours, floor = warm(all_ids, lambda: bare.execute(_ALL).fetchall(), times)
    bare.close()
    yield Figure("the whole list, in a job", ours, floor, Target())
