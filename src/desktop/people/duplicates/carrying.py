"""What hangs on a person goes over to the record that stays when two are merged, whatever table it is in."""

from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, and_, exists, inspect, select, update
from sqlalchemy.orm import Session

from desktop.people.models import Person

_JOINED_BY_RULE = frozenset({"standing"})
"""Tables whose rows are no heap but make one whole; their own room joins them."""

_OWN = frozenset({"id", "uid"})


def carry_rows(session: Session, kept: int, dropped: int) -> None:
    """Give the kept person all rows of the dropped one, in every table that refers to people.

    The tables are read from the database itself, so that none can be forgotten. A row that the kept person
    has already in the same words stays behind, and goes with the dropped record.
    """
    session.flush()
    connection = session.connection()
    for table, column in _referring(connection):
        twin = table.alias("twin")
        others = [one.name for one in table.columns if one.name not in _OWN | {column}]
        same = and_(twin.c[column] == kept, *(twin.c[name].is_(table.c[name]) for name in others))
        known = exists(select(1).select_from(twin).where(same))
        connection.execute(update(table).where(table.c[column] == dropped, ~known).values({column: kept}))
    session.expire_all()


def _referring(connection: Connection) -> list[tuple[Table, str]]:
    """Return each table that refers to people, and the column in which it does."""
    found: list[tuple[Table, str]] = []
    schema = inspect(connection)
    for name in schema.get_table_names():
        for key in schema.get_foreign_keys(name):
            if key["referred_table"] == Person.__tablename__ and name not in _JOINED_BY_RULE:
                found.append((_table(schema, name), key["constrained_columns"][0]))
    return found


def _table(schema: Any, name: str) -> Table:
    return Table(name, MetaData(), *(Column(one["name"]) for one in schema.get_columns(name)))
