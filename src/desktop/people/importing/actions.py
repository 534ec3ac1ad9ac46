"""Previewing and applying the import of a list: nothing is written before the preview was seen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.accounts.rights import Right, actor_of, authorize, require
from desktop.errors import UserError
from desktop.jobs import NO_JOB, Job, many_made
from desktop.journal.acts import head
from desktop.people.admission import admission_of
from desktop.people.importing.comparing import Comparison, Reading
from desktop.people.importing.list_rows import ParsedList
from desktop.people.importing.matching import Register, stored_values
from desktop.people.importing.preview import ChangedPerson, ImportCounts, ImportPreview, NewPerson
from desktop.people.importing.standings import times_of_changed
from desktop.people.importing.unused import left_out
from desktop.people.models import Person
from desktop.people.normal import FIELDS, today
from desktop.people.standing.entering import enter_told, first_standings
from desktop.search.index import indexed_at_once
from desktop.storage.base import new_uid

IMPORT = "Nhập danh sách từ Excel"
"""What the journal calls taking a list over."""

_AT_ONCE = 200
"""People inserted by one statement."""


@many_made()
def preview_import(
    session: Session,
    parsed: ParsedList,
    *,
    accept_suggestions: bool = False,
    on: date | None = None,
    job: Job = NO_JOB,
) -> ImportPreview:
    """Compare a list with the register and check every row; nothing is written.

    With `accept_suggestions` ID numbers that lost their leading zeros are taken with them. Empty cells
    never empty a field of the register. Raises NotAllowed: who may not edit learns nothing by comparing.
    """
    require(actor_of(session), Right.EDIT_PEOPLE)
    unit = session.scalars(select(Unit)).one()
    reading = Reading(parsed, unit.province, on or today(), accept_suggestions, admission_of(session))
    rows = [reading.values_of(row) for row in job.each(parsed.people, "Kiểm tra danh sách")]
    job.step("So với sổ")
    register = Register(session, rows)
    found = [register.find(values) for values in rows]
    held = stored_values(session, [known[0].id for known in found if len(known) == 1])
    alone = [(known[0].id, values) for values, known in zip(rows, found, strict=True) if len(known) == 1]
    comparison = Comparison(reading, register, held, times_of_changed(session, alone, held))
    for row, values, known in zip(parsed.people, job.each(rows, "So với sổ"), found, strict=True):
        comparison.add(row, values, known)
    preview = comparison.result(parsed.name, head(session))
    return replace(preview, problems=(*left_out(parsed), *preview.problems))


def apply_import(session: Session, preview: ImportPreview, job: Job = NO_JOB) -> ImportCounts:
    """Write what the preview showed, as one act that can be undone as one.

    Raises NotAllowed, and UserError when the register has changed since the preview.
    """
    authorize(session, Right.EDIT_PEOPLE, IMPORT, why=preview.name)
    if head(session) != preview.based_on:
        raise UserError("Sổ đã thay đổi sau khi xem trước; hãy xem trước lại rồi nhập.")
    unit = session.scalars(select(Unit)).one()
    job.step("Ghi vào sổ", 0, len(preview.new) + len(preview.changed))
    if preview.new:
        with indexed_at_once(session), first_standings(session):
            _insert(session, preview.new, unit.code)
    job.check()
    _update(session, preview.changed)
    session.expire_all()
    return preview.counts


@many_made()
def _insert(session: Session, people: Sequence[NewPerson], unit_code: str) -> None:
    """Insert the people with statements of many rows, which the journal's triggers cost least in."""
    given = frozenset[str]().union(*(person.values for person in people))
    keys = [key for key in FIELDS if key in given]
    columns = ("uid", "unit_code", *keys)
    insert = f"INSERT INTO person ({', '.join(columns)}) VALUES "  # noqa: S608 - names of our own fields
    marks = f"({', '.join('?' * len(columns))})"
    connection = session.connection()
    for start in range(0, len(people), _AT_ONCE):
        part = people[start : start + _AT_ONCE]
        cells: list[Any] = []
        for one in part:
            cells += (new_uid(), unit_code, *map(one.values.get, keys))
        connection.exec_driver_sql(insert + ", ".join([marks] * len(part)), tuple(cells))


def _update(session: Session, changed: tuple[ChangedPerson, ...]) -> None:
    """Write the changes; people with the same changed fields share one statement."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for person in changed:
        values = {key: new for key, (_, new) in person.changes.items()}
        alike.setdefault(tuple(sorted(values)), []).append(values | {"_id": person.id})
    table = Person.__table__
    for keys, rows in alike.items():
        statement = update(table).where(table.c.id == bindparam("_id"))  # type: ignore[arg-type]
        session.execute(statement.values({key: bindparam(key) for key in keys}), rows)
    enter_told(session, [one.id for one in changed if one.changes.keys() & {"status", "status_since"}])
