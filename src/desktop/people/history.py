"""The history of one record as people read it: labels for columns and codes, names for logins.

The rows of the profile and the standings belong to the record; what was done to them stands in the same acts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import User
from desktop.accounts.rights import Right, actor_of
from desktop.journal.queries import RowChange, history_of, history_under
from desktop.people.models import Person
from desktop.people.normal import FIELDS
from desktop.people.profile.queries import hidden_keys, row_uids
from desktop.people.profile.sections import SECTIONS
from desktop.people.queries import MASK, MASKED, shown
from desktop.people.standing.models import Standing
from desktop.storage.fields import Field, fields_of


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as shown; empty texts stand for “nothing”."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class PersonChange:
    """What one act did to one record; `at` in the time of this machine."""

    at: datetime
    who: str
    verb: str
    why: str
    fields: tuple[FieldChange, ...]


def person_history(session: Session, uid: str) -> list[PersonChange]:
    """Return what was done to a record, newest first; masked for those who may not see personal data."""
    names = {user.login: user.full_name for user in session.scalars(select(User))}
    tables = _tables(session)
    changes = sorted(_changes(session, uid), key=lambda change: change.place, reverse=True)
    found = []
    for _act, same in groupby(changes, key=lambda change: change.act):
        one_act = _without_echo(sorted(same, key=lambda change: change.table != Person.__tablename__))
        first = one_act[0]
        named = len({one.table for one in one_act}) > 1
        found.append(
            PersonChange(
                at=datetime.fromisoformat(first.at).astimezone(),
                who=names.get(first.who, first.who),
                verb=first.verb,
                why=first.why,
                fields=tuple(line for one in one_act for line in _fields(one, tables[one.table], named)),
            )
        )
    return found


@dataclass(frozen=True)
class _Table:
    """How the changes of one table are told."""

    title: str
    fields: Mapping[str, Field]
    hidden: frozenset[str]


def _tables(session: Session) -> dict[str, _Table]:
    may = actor_of(session).may(Right.SEE_SENSITIVE)
    profile = {
        section.table: _Table(section.title, section.fields, hidden_keys(session, section))
        for section in SECTIONS
    }
    person = _Table("", FIELDS, frozenset() if may else MASKED)
    standing = _Table("Diễn biến tình trạng", _STANDING, frozenset())
    return {Person.__tablename__: person, Standing.__tablename__: standing, **profile}


_STANDING = {field.key: field for field in fields_of(Standing)}
_ECHOED = {"status": "status", "status_since": "since"}
"""What a record repeats of its newest standing, and where it stands in that."""


def _without_echo(one_act: list[RowChange]) -> list[RowChange]:
    """Leave out of the standings of an act what the record's own change tells already, and silent ones."""
    told = {key for one in one_act if one.table == Person.__tablename__ for key in one.values}
    echoed = {key for name, key in _ECHOED.items() if name in told}
    kept = []
    for one in one_act:
        values = {key: value for key, value in one.values.items() if key not in echoed}
        if one.table != Standing.__tablename__:
            kept.append(one)
        elif values.keys() & _STANDING.keys():
            kept.append(replace(one, values=values))
    return kept or one_act[:1]


def _changes(session: Session, uid: str) -> list[RowChange]:
    """Return what was done to the record and to its rows: those that are gone, and those that came to it."""
    tables = [*(section.table for section in SECTIONS), Standing.__tablename__]
    found = history_of(session, uid, Person.__tablename__) + history_under(session, uid, tables)
    came = (one for one in row_uids(session, uid) if not one.startswith(uid))
    return found + [change for one in came for change in history_of(session, one)]


def _fields(change: RowChange, table: _Table, named: bool) -> tuple[FieldChange, ...]:
    """Return the declared fields that changed, in the order of the form, or with their section's name.

    Of a field that the user may not see it is told that it changed, never from or to nothing; a record
    entered or removed, in which only filled fields would stand, tells nothing of it.
    """
    found = []
    is_whole = "uid" in change.values
    if all(change.values.get("person_id", (None,))):
        found.append(FieldChange(table.title, "", "một dòng chuyển sang theo hồ sơ được gộp"))
    for key, field in table.fields.items():
        if key in change.values and not (is_whole and key in table.hidden):
            texts = [MASK if key in table.hidden else shown(field, one) for one in change.values[key]]
            label = f"{table.title}: {field.label.lower()}" if named and table.title else field.label
            found.append(FieldChange(label, *texts))
    return tuple(found)
