"""Taking a merge apart, also long after it: what was written later stays, all else is as it was before.

Undoing an act is all or nothing and refuses when later acts stand on it. Two people who were taken for one
have to become two again at any time, so here every row and every field is looked at by itself.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, MetaData, Table, delete, insert, select, text, update
from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.journal.acts import begin_act
from desktop.journal.models import Act, Change
from desktop.journal.triggers import columns_of, key_column
from desktop.people.models import Person
from desktop.people.standing.entering import agree
from desktop.people.standing.models import Standing

Row = dict[str, Any]

_DERIVED = {"until", "follows"}
"""What a row repeats of its neighbours is no word of its own: it does not make the row a changed one."""


def part(session: Session, act: Act, *, who: str) -> None:
    """Take back what an act of merging did, but for what later acts have written; itself an act to be undone.

    Raises UserError, changing nothing, when the contents of the act were erased for good.
    """
    changes = session.scalars(select(Change).where(Change.act_id == act.id).order_by(Change.id.desc())).all()
    if any(change.salt is None for change in changes):
        raise UserError(
            f"Không tách được “{act.verb}” vì dữ liệu trong đó đã bị xóa vĩnh viễn theo yêu cầu; "
            "hãy nhập lại bằng tay nếu cần."
        )
    begin_act(session, f"Hoàn tác: {act.verb}", who=who, undoes=act.uid)
    session.execute(text("PRAGMA defer_foreign_keys = ON"))
    for change in changes:
        _take_back(session, change)
    session.expire_all()
    agree(session, _people_in(session, changes))


def _take_back(session: Session, change: Change) -> None:
    columns = columns_of(session.connection().connection.driver_connection, change.table_name)
    table = Table(change.table_name, MetaData(), *map(Column, columns))
    key = table.c[key_column(columns)]
    now = session.execute(select(table).where(key == change.row_key)).mappings().one_or_none()
    before, after = _row(change.before), _row(change.after)
    if before is None:
        if now is not None and _differing(now, after or {}) <= _DERIVED:
            session.execute(delete(table).where(key == change.row_key))
    elif after is None:
        if now is None and not _is_told_anew(session, table, before):
            session.execute(insert(table).values(_with_free_id(session, table, before)))
    elif now is not None:
        back = {name: old for name, old in before.items() if old != after[name] and now[name] == after[name]}
        if back:
            session.execute(update(table).where(key == change.row_key).values(back))


def _row(content: str | None) -> Row | None:
    found: Row | None = json.loads(content) if content else None
    return found


def _differing(now: Any, after: Row) -> set[str]:
    return {name for name, value in after.items() if now[name] != value}


def _with_free_id(session: Session, table: Table, row: Row) -> Row:
    """Return a row to be put back, without its number when another row has got that since."""
    taken = "uid" in row and session.scalar(select(table.c.id).where(table.c.id == row["id"])) is not None
    return {name: value for name, value in row.items() if not (taken and name == "id")}


def _is_told_anew(session: Session, table: Table, row: Row) -> bool:
    """Tell whether a standing that the merge took away was meanwhile written again, for the same date."""
    if table.name != Standing.__tablename__:
        return False
    same = (Standing.person_id == row["person_id"], Standing.since.is_not_distinct_from(row["since"]))
    return session.scalar(select(Standing.id).where(*same)) is not None


def _people_in(session: Session, changes: Iterable[Change]) -> list[int]:
    """Return the people in the register whose record or standings the changes speak of."""
    named = {Person.__tablename__: "id", Standing.__tablename__: "person_id"}
    rows = [
        (named[change.table_name], row)
        for change in changes
        if change.table_name in named
        for row in (_row(change.before), _row(change.after))
        if row
    ]
    return list(session.scalars(select(Person.id).where(Person.id.in_({row[key] for key, row in rows}))))
