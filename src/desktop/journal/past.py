"""A table as it was recorded at the end of a day: a view of the journal, made by SQL alone."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from sqlalchemy import CTE, Table, func, select, union_all

from desktop.journal.models import Act, Change

VIETNAM = timezone(timedelta(hours=7))


def beginning_of(day: date) -> str:
    """Return the moment a day begins in Vietnam, written as the journal writes moments."""
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC).isoformat(timespec="seconds")


def as_recorded(table: Table, known: date) -> CTE:
    """Return the rows of a table (one whose rows have a `uid`) as they were at the end of the day `known`.

    All acts from the first one after that day on are thought away: a row they touched is what it was before
    its earliest later change, so rows entered later are missing and rows removed later are back. The answer
    about a day gone by stays the same whatever is recorded afterwards, unless somebody's data are erased for
    good.
    """
    first_act = select(func.min(Act.id)).where(Act.at >= beginning_of(known + timedelta(days=1)))
    first_change = select(func.min(Change.id)).where(Change.act_id == first_act.scalar_subquery())
    # Changes are numbered as they are written. Joining "" keeps SQLite from reading all changes of the table.
    later = (Change.id >= first_change.scalar_subquery(), Change.table_name + "" == table.name)
    untouched = select(*table.c).where(table.c.uid.not_in(select(Change.row_key).where(*later)))
    first_changes = select(func.min(Change.id)).where(*later).group_by(Change.row_key)
    former = select(
        *(func.json_extract(Change.before, f"$.{column.name}").label(column.name) for column in table.c)
    ).where(Change.id.in_(first_changes), Change.before.is_not(None))
    return union_all(untouched, former).cte(f"{table.name}_recorded")
