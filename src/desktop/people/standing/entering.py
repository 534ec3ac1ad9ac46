"""Writing standings: the one way by which rows of people's time and what their records say of it agree."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from desktop.people.models import Person
from desktop.people.profile.models import new_row_uid
from desktop.people.standing.models import Standing
from desktop.people.standing.queries import DETAILS, lines_of, times_of
from desktop.people.standing.rules import Line, Time, in_order, told

_CHUNK = 5_000
_TOLD = ("status", "since", *DETAILS)
_LINKS = ("until", "follows")
"""What a line repeats of its neighbours."""

_PERSON = Person.metadata.tables["person"]
_STANDING = Standing.metadata.tables["standing"]

Word = Callable[[Time, str, str | None], Time]
"""What a status and a date, once said of a person, do to his time."""


@dataclass(frozen=True)
class Owner:
    """Whose time it is, and what his record says of it at present."""

    id: int
    uid: str
    unit_code: str
    status: str | None
    since: str | None


@contextmanager
def first_standings(session: Session) -> Iterator[None]:
    """Give the people inserted inside the block their first standing at its end, in one statement."""
    last = session.scalar(select(func.coalesce(func.max(Person.id), 0)))
    yield
    session.flush()
    uid = Person.uid + func.lower(func.hex(func.randomblob(8)))  # as `new_row_uid` makes them
    people = select(
        uid, Person.unit_code, Person.id, Person.status, Person.status_since, literal(_now())
    ).where(Person.id > last)
    columns = ["uid", "unit_code", "person_id", "status", "since", "recorded_at"]
    session.execute(insert(_STANDING).from_select(columns, people))


def enter_told(session: Session, ids: Sequence[int], rule: Word = told) -> None:
    """Enter what the records of these people now say of their standing, by `rules.told` or another rule.

    By `told` a record that says less than the register knows already goes back to the newest standing, by
    `told_by_keeper` the register takes what the record says.
    """
    session.flush()
    for start in range(0, len(ids), _CHUNK):
        owners = owners_of(session, ids[start : start + _CHUNK])
        times = times_of(session, [owner.id for owner in owners])
        changes = []
        for owner in owners:
            before = times.get(owner.id, ())
            changes.append((owner, before, rule(before, owner.status or "", owner.since)))
        save_times(session, changes)


def agree(session: Session, ids: Sequence[int]) -> None:
    """Let rows that were put back by hand agree again: each line with the next, each record with the newest.

    A person without any line gets the one that his record says.
    """
    session.flush()
    stored = lines_of(session, ids)
    changes = []
    for owner in owners_of(session, ids):
        lines = stored.get(owner.id, [])
        after = in_order(lines) or (Line(owner.status or "", owner.since),)
        changes.append((owner, tuple(lines), after))
    save_times(session, changes)


def owners_of(session: Session, ids: Sequence[int]) -> list[Owner]:
    """Return these people with what their records say of their standing."""
    columns = (Person.id, Person.uid, Person.unit_code, Person.status, Person.status_since)
    return [Owner(*found) for found in session.execute(select(*columns).where(Person.id.in_(ids)))]


def save_times(session: Session, changes: Sequence[tuple[Owner, Time, Time]]) -> None:
    """Write what differs between the times before and after, and let each record say its newest standing."""
    now = _now()
    added: list[dict[str, Any]] = []
    altered: list[dict[str, Any]] = []
    gone: list[int | None] = []
    people: list[dict[str, Any]] = []
    for owner, before, after in changes:
        known, kept = {line.id: line for line in before}, {line.id for line in after}
        gone += [line.id for line in before if line.id not in kept]
        added += [_new(owner, line, now) for line in after if line.id is None]
        altered += [_values(line, known, now) for line in after if line.id and line != known[line.id]]
        if after[-1].said != (owner.status, owner.since):
            people.append({"_id": owner.id, "status": after[-1].status, "status_since": after[-1].since})
    if gone:
        session.execute(delete(_STANDING).where(_STANDING.c.id.in_(gone)))
    _update(session, _STANDING, altered)
    if added:
        session.execute(insert(_STANDING), added)
    _update(session, _PERSON, people)
    session.expire_all()


def _new(owner: Owner, line: Line, now: str) -> dict[str, Any]:
    """Return the row of a new line; one taken from another record keeps when it was recorded."""
    stored = {key: getattr(line, key) for key in (*_TOLD, *_LINKS)}
    whose = {"person_id": owner.id, "unit_code": owner.unit_code, "uid": new_row_uid(owner.uid)}
    return stored | whose | {"recorded_at": line.recorded_at or now}


def _values(line: Line, known: dict[int | None, Line], now: str) -> dict[str, Any]:
    """Return the row of a changed line; only when what it says changed was it recorded anew."""
    before = known[line.id]
    same = replace(before, until=line.until, follows=line.follows) == line
    stored = {key: getattr(line, key) for key in (*_TOLD, *_LINKS)}
    return stored | {"_id": line.id, "recorded_at": before.recorded_at if same else now}


def _update(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        keys = [key for key in rows[0] if key != "_id"]
        statement = update(table).where(table.c.id == bindparam("_id"))
        session.execute(statement.values({key: bindparam(key) for key in keys}), rows)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
