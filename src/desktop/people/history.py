"""The history of one record as people read it: labels for columns and codes, names for logins."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import User
from desktop.accounts.rights import Right, actor_of
from desktop.journal.queries import RowChange, history_of
from desktop.people.models import Person
from desktop.people.normal import FIELDS
from desktop.people.queries import MASK, MASKED, shown


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
    hidden = frozenset() if actor_of(session).may(Right.SEE_SENSITIVE) else MASKED
    return [
        PersonChange(
            at=datetime.fromisoformat(change.at).astimezone(),
            who=names.get(change.who, change.who),
            verb=change.verb,
            why=change.why,
            fields=_fields(change, hidden),
        )
        for change in history_of(session, uid, Person.__tablename__)
    ]


def _fields(change: RowChange, hidden: frozenset[str]) -> tuple[FieldChange, ...]:
    """Return the declared fields that changed, in the order of the form."""
    found = []
    for key, field in FIELDS.items():
        if key in change.values:
            texts = [MASK if key in hidden and one else shown(field, one) for one in change.values[key]]
            found.append(FieldChange(field.label, *texts))
    return tuple(found)
