"""Views of the journal: the list of acts, one record's history, and the check of the chain."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.journal.acts import chain_link
from desktop.journal.models import Act, Change
from desktop.journal.triggers import digest


@dataclass(frozen=True)
class ActLine:
    """One act as a list shows it; `at` is UTC, ISO 8601."""

    uid: str
    verb: str
    who: str
    why: str
    at: str
    changes: int
    undoes: str | None
    undone: bool


@dataclass(frozen=True)
class RowChange:
    """One change of one record: column → (old, new); erased contents leave `values` empty.

    `place` is its place in the whole journal, later ones are greater.
    """

    place: int
    act: str
    verb: str
    who: str
    why: str
    at: str
    table: str
    row_key: str
    values: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class ChainCheck:
    """Result of walking the chain: the uid of the first act that does not hold, or empty."""

    ok: bool
    acts: int
    broken_at: str = ""


def list_acts(session: Session, limit: int = 200) -> list[ActLine]:
    """Return the newest acts first."""
    undone = undone_acts(session)
    acts = session.scalars(select(Act).order_by(Act.id.desc()).limit(limit))
    return [ActLine(a.uid, a.verb, a.who, a.why, a.at, a.changes, a.undoes, a.uid in undone) for a in acts]


def undone_acts(session: Session) -> set[str]:
    """Return the uids of the acts that are not in force: an undo that was itself undone undoes no more."""
    undone: set[str] = set()
    undoing = select(Act.uid, Act.undoes).where(Act.undoes.is_not(None)).order_by(Act.id.desc())
    for uid, undoes in session.execute(undoing):
        if undoes and uid not in undone:
            undone.add(undoes)
    return undone


def history_of(session: Session, row_key: str, table: str | None = None) -> list[RowChange]:
    """Return all changes of the record with this uid, newest first."""
    question = select(Change, Act).join(Act, Act.id == Change.act_id).where(Change.row_key == row_key)
    if table:
        question = question.where(Change.table_name == table)
    rows = session.execute(question.order_by(Change.id.desc())).all()
    return [_row_change(change, act) for change, act in rows]


def history_under(session: Session, start: str, tables: Collection[str] | None = None) -> list[RowChange]:
    """Return all changes of rows (of some tables, or any) whose uid begins so, also of rows that are gone."""
    question = (
        select(Change, Act)
        .join(Act, Act.id == Change.act_id)
        .where(Change.row_key >= start, Change.row_key < f"{start}\uffff")
        .order_by(Change.id.desc())
    )
    if tables is not None:
        question = question.where(Change.table_name.in_(tables))
    return [_row_change(change, act) for change, act in session.execute(question).all()]


def _row_change(change: Change, act: Act) -> RowChange:
    values = differences(change.before, change.after)
    facts = (act.uid, act.verb, act.who, act.why, act.at)
    return RowChange(change.id, *facts, change.table_name, change.row_key, values)


def differences(before: str | None, after: str | None) -> dict[str, tuple[Any, Any]]:
    """Return the columns that differ between two journalled rows."""
    old: dict[str, Any] = json.loads(before) if before else {}
    new: dict[str, Any] = json.loads(after) if after else {}
    keys = dict.fromkeys([*old, *new])
    return {key: (old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)}


def check_chain(session: Session) -> ChainCheck:
    """Walk the whole chain: every digest against its contents (unless erased) and every link."""
    link, count = b"\0" * 32, 0
    for act in session.scalars(select(Act).order_by(Act.id)):
        changes = session.scalars(select(Change).where(Change.act_id == act.id).order_by(Change.id)).all()
        link = chain_link(link, act, [change.digest for change in changes])
        if act.chain != link or not all(_holds(change) for change in changes):
            return ChainCheck(ok=False, acts=count, broken_at=act.uid)
        count += 1
    return ChainCheck(ok=True, acts=count)


def _holds(change: Change) -> bool:
    if change.salt is None:
        return change.before is None and change.after is None
    own = digest(change.table_name, change.row_key, change.before, change.after, change.salt)
    return own == change.digest
