"""What hangs on a person goes over to the record that stays when two are merged, whatever table it is in."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from desktop.people.models import Person

_JOINED_BY_RULE = frozenset({"standing"})
"""Tables whose rows are no heap but make one whole; their own room joins them."""

_OWN = frozenset({"id", "uid"})

_REFERRING = text(
    'SELECT t.name, f."from" FROM sqlite_master AS t JOIN pragma_foreign_key_list(t.name) AS f '
    "WHERE t.type = 'table' AND f.\"table\" = :people"
)
_COLUMNS = text("SELECT name FROM pragma_table_info(:name)")


def carry_rows(session: Session, kept: int, dropped: int) -> None:
    """Give the kept person all rows of the dropped one, in every table that refers to people.

    The tables are read from the database itself, so that none can be forgotten. A row that the kept person
    has already in the same words is not carried over but taken away, in tables too whose rows stay when the
    person goes.
    """
    session.flush()
    referring = session.execute(_REFERRING, {"people": Person.__tablename__}).all()
    for table, column in referring:
        if table not in _JOINED_BY_RULE:
            columns = session.execute(_COLUMNS, {"name": table}).scalars().all()
            session.execute(text(_carrying(table, column, columns)), {"kept": kept, "dropped": dropped})
            left = f'DELETE FROM "{table}" WHERE "{column}" = :dropped'  # noqa: S608 - names of the schema
            session.execute(text(left), {"dropped": dropped})
    session.expire_all()


def _carrying(table: str, column: str, columns: Sequence[str]) -> str:
    """Return the statement for one table; its names come from the schema, never from input."""
    told = [name for name in columns if name not in _OWN | {column}]
    same = "".join(f' AND twin."{name}" IS "{table}"."{name}"' for name in told)
    return (
        f'UPDATE "{table}" SET "{column}" = :kept WHERE "{column}" = :dropped '  # noqa: S608
        f'AND NOT EXISTS (SELECT 1 FROM "{table}" AS twin WHERE twin."{column}" = :kept{same})'
    )
