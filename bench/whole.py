"""Works on the whole register: counting it, copying it safely, taking back a whole list."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from measure import Figure, Target, apart_in_turn, in_turn, seconds, warm
from register import LOGIN, PASSWORD, copy_of, database_of, key_of

from desktop.accounts.history import undo
from desktop.accounts.office import Office, open_office
from desktop.backup.actions import FOLDER, make_backup
from desktop.journal.queries import list_acts
from desktop.people.counting.conditions import Moment
from desktop.people.counting.cube import Cube, journal_head, read_cube
from desktop.people.counting.dimensions import DIMENSIONS, MEMBERSHIPS, reads_of
from desktop.people.counting.queries import statistics
from desktop.people.counting.tables import Layout, cross
from desktop.storage.connection import connect

DAY = date(2026, 1, 1)
BY = ("field", "degree", "sex", "age")
TABLE = Layout("field", "degree", "sex")

_COVER = "CREATE INDEX cover ON person (work_field, degree, sex, birth)"
_COUNT = (
    "SELECT work_field, degree, sex, substr(birth, 1, 4) < '1981', count(*) FROM person INDEXED BY cover"
    " GROUP BY 1, 2, 3, 4"
)
_FIELDS = ", ".join(one for one in reads_of(DIMENSIONS) if one not in ("birth", MEMBERSHIPS))
_ALL = (
    f"SELECT {_FIELDS}, substr(birth, 1, 4) AS born, count(*) AS people FROM person GROUP BY {_FIELDS}, born"
)
_SUMMARY = f"CREATE TABLE summary AS {_ALL}"
_FROM_SUMMARY = "SELECT work_field, degree, sex, sum(people) FROM summary GROUP BY 1, 2, 3"

_DELETE = (
    "DELETE FROM person WHERE uid IN (SELECT row_key FROM journal_change"
    " WHERE act_id = (SELECT max(id) FROM journal_act))"
)


def counting(office: Office, folder: Path, times: int) -> Iterator[Figure]:
    """Measure the page of statistics and the command; the floors have a table or an index made for each."""
    copied = copy_of(office.folder, folder / "dem")
    bare = connect(database_of(copied), key_of(copied))
    bare.execute(_COVER)
    bare.execute(_SUMMARY)

    def register() -> Cube:
        with office.read() as session:
            return read_cube(session, Moment(DAY))

    kept = register()

    def another_table() -> None:
        with office.read() as session:
            cube = kept if kept.head == journal_head(session) else read_cube(session, Moment(DAY))
        cross(cube, TABLE)

    def command() -> None:
        with office.read() as session:
            statistics(session, BY, DAY)

    for work, program, question, target in (
        ("statistics page: a table", another_table, _FROM_SUMMARY, Target(ratio=2)),
        ("statistics page: the register", register, _ALL, Target()),
        ("statistics command", command, _COUNT, Target()),
    ):
        yield Figure(work, *warm(program, partial(_asked, bare, question), times), target)
    bare.close()
    shutil.rmtree(copied)


def _asked(bare: Any, question: str) -> None:
    bare.execute(question).fetchall()


def backing_up(office: Office, folder: Path, times: int) -> Iterator[Figure]:
    """Measure a backup that has been read again and checked; the floor copies the file to the disk."""

    def program() -> float:
        took = seconds(lambda: make_backup(office))
        shutil.rmtree(office.folder / FOLDER)
        return took

    def floor() -> float:
        copy = folder / "ban-sao.db"
        took = seconds(lambda: _copy(database_of(office.folder), copy))
        copy.unlink()
        return took

    program(), floor()
    ours, bare = in_turn(program, floor, times)
    yield Figure("verified backup", ours, bare, Target(ratio=3.5))


def undoing(register: Path, folder: Path, times: int) -> Iterator[Figure]:
    """Measure taking back the newest act, of many people; the floor only deletes the rows."""
    time, _ = apart_in_turn(undo_newest, delete_newest, (register, folder / "hoan-tac"), times)
    yield Figure("undo an act of a list", *time, Target())


def undo_newest(register: Path, scratch: Path) -> float:
    """Undo as the page of the journal does: compare, take back, journal, search index."""
    office = open_office(copy_of(register, scratch), LOGIN, PASSWORD)
    with office.read() as session:
        newest = list_acts(session)[0]
    began = perf_counter()
    with office.write() as session:
        undo(session, newest.uid)
    took = perf_counter() - began
    office.close()
    shutil.rmtree(scratch)
    return took


_DELETE = (
    "DELETE FROM person WHERE uid IN (SELECT row_key FROM journal_change"
    " WHERE act_id = (SELECT max(id) FROM journal_act))"
)


def delete_newest(register: Path, scratch: Path) -> float:
    """Delete the people of the same act by one statement."""
    bare = connect(database_of(copy_of(register, scratch)), key_of(register))
    began = perf_counter()
    bare.execute("BEGIN IMMEDIATE")
    bare.execute(_DELETE)
    bare.execute("COMMIT")
    took = perf_counter() - began
    bare.close()
    shutil.rmtree(scratch)
    return took


def _copy(source: Path, target: Path) -> None:
    """Copy a file and wait until it stands on the disk, as a backup must."""
    shutil.copyfile(source, target)
    with target.open("rb+") as written:
        os.fsync(written.fileno())
