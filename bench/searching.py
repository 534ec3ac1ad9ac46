"""Searching as one types, and opening the list: against the bare index and the bare page of it."""

from collections.abc import Callable, Iterator, Sequence
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
from desktop.search.queries import search_people
from desktop.storage.connection import connect
from desktop.text import fold

LIMIT, PEOPLE_TYPED, FEWEST_DIGITS = 50, 12, 3

_MATCH = "SELECT rowid FROM search_person WHERE search_person MATCH ? LIMIT ?"
_DIGITS = "SELECT id FROM person WHERE id_number >= ? AND id_number < ? ORDER BY id_number LIMIT ?"
_PAGE = (
    "SELECT person.* FROM search_name JOIN person ON person.id = person_id"
    " ORDER BY name_key, search_name.birth, person_id LIMIT ?"
)
_ALL = "SELECT person_id FROM search_name ORDER BY name_key, birth, person_id"
_FOUND_PAGE = (
    "SELECT person.* FROM (SELECT rowid AS hit FROM search_person WHERE search_person MATCH ? LIMIT ?)"
    " JOIN search_name ON person_id = hit JOIN person ON person.id = hit"
    " ORDER BY name_key, search_name.birth, person_id"
)
_DIGITS_PAGE = "SELECT * FROM person WHERE id_number >= ? AND id_number < ? ORDER BY id_number LIMIT ?"


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
    """Measure every keystroke until the ids are there; the floor does not rank, sort or try readings."""
    target = Target(ratio=2, p95=0.015)
    yield _typing(
        "keystroke → ids", office, (_MATCH, _DIGITS), LIMIT, lambda s, t: search_people(s, t, LIMIT), target
    )


def keystroke_to_page(office: Office) -> Iterator[Figure]:
    """Measure every keystroke until the page's rows are there as the window shows them; the floor sorts."""

    def page(session: Session, typed: str) -> object:
        return rows_by_ids(session, find_page(session, Listing(read_question(typed))) or [])

    target = Target(p95=0.060)
    yield _typing("keystroke → first page", office, (_FOUND_PAGE, _DIGITS_PAGE), PAGE, page, target)


def _typing(
    work: str,
    office: Office,
    floors: tuple[str, str],
    limit: int,
    program: Callable[[Session, str], object],
    target: Target,
) -> Figure:
    """Type everything twice, both sides key by key in turn; the first time only fills the caches."""
    bare = connect(database_of(office.folder), key_of(office.folder), read_only=True)
    texts = keystrokes(office)
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(2):
        ours, floor = [], []
        for typed in texts:
            question, values = _bare_question(floors, typed, limit)
            ours.append(_once(lambda: _asked(office, program, typed)))  # noqa: B023 - called at once
            floor.append(_once(lambda: bare.execute(question, values).fetchall()))  # noqa: B023
    bare.close()
    return Figure(work, Sample(ours), Sample(floor), target, by_p95=True)


def _asked(office: Office, program: Callable[[Session, str], object], typed: str) -> None:
    with office.read() as session:
        program(session, typed)


def _once(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _bare_question(floors: tuple[str, str], typed: str, limit: int) -> tuple[str, Sequence[Any]]:
    """Return the one statement that could answer: words by the full-text index, digits by the b-tree."""
    by_words, by_digits = floors
    if typed.isdigit() and len(typed) >= FEWEST_DIGITS:
        return by_digits, (typed, typed + ":", limit)
    words = fold(typed).replace('"', " ").replace(",", " ").split()
    query = " AND ".join([f'"{word}"' for word in words[:-1]] + [f'"{words[-1]}"*'])
    return by_words, (f"{{folded other}} : ({query})", limit)


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
