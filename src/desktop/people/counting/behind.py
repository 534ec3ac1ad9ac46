"""The people behind a figure: read and put into groups exactly as when they were counted."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, require
from desktop.excel.writer import NewSheet, write_book
from desktop.jobs import NO_JOB, Job
from desktop.people.counting.conditions import Moment, counted_on
from desktop.people.counting.dimensions import DIMENSIONS, reads_of, value_of
from desktop.people.counting.tables import Where
from desktop.people.normal import FIELDS
from desktop.people.queries import MASKED, ids_in_order, rows_by_ids
from desktop.people.standing.queries import people_on

_CHUNK = 500


def people_behind(session: Session, where: Where, moment: Moment) -> list[int]:
    """Return the ids of those whom a figure counts, in name order; those since removed come last.

    Raises NotAllowed when the figure tells of each of them what this user may not see.
    """
    reads = reads_of(where)
    if MASKED.intersection(reads):
        require(actor_of(session), Right.SEE_SENSITIVE)
    people = people_on(moment.on, moment.known)
    values = [value_of(people, one, moment) for one in reads]
    question = select(people.id, *values).where(counted_on(moment.on, people))
    tests = [(reads.index(DIMENSIONS[one].reads) + 1, DIMENSIONS[one].groups_of, where[one]) for one in where]
    ids: set[int] = set()
    for part in session.connection().execute(question).partitions(_CHUNK):
        ids.update(row[0] for row in part if not any(keys.isdisjoint(of(row[at])) for at, of, keys in tests))
    listed = ids_in_order(session, among=ids)
    return listed + sorted(ids.difference(listed))


def rows_behind(session: Session, ids: Sequence[int], moment: Moment) -> list[Mapping[str, str] | None]:
    """Return these people as shown, as they were at the moment, in the order of the ids."""
    people = people_on(moment.on, moment.known)
    found = {row.id: row.texts for row in rows_by_ids(session, ids, people)}
    return [found.get(one) for one in ids]


def write_behind(session: Session, ids: Sequence[int], moment: Moment, out: Path, job: Job = NO_JOB) -> None:
    """Write these people as .xlsx, as they were at the moment; what the user may not see is masked.

    Raises FileProblem when the file cannot be written, Cancelled.
    """

    def rows() -> Iterator[list[object]]:
        yield ["STT", *(field.label for field in FIELDS.values())]
        for start in range(0, len(ids), _CHUNK):
            for place, texts in enumerate(
                rows_behind(session, ids[start : start + _CHUNK], moment), start + 1
            ):
                yield [place, *((texts or {}).get(key) or None for key in FIELDS)]

    widths = [6.0, *(26.0 if key == "full_name" else 16.0 for key in FIELDS)]
    write_book(out, [NewSheet("Danh sách", rows(), widths)], job)
