"""The register of a day, counted once for every table: how many people share each combination of values.

A table of the same day is added up from it without asking the database again; `head` tells when to ask anew.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.journal.models import Act
from desktop.people.counting.conditions import Moment, counted_on
from desktop.people.counting.dimensions import DIMENSIONS, Groups, reads_of, value_of
from desktop.people.standing.queries import people_on

_AT_ONCE = 500
"""Few rows at a time: the window beside this job never waits long, and they cause no garbage collection."""


@dataclass(frozen=True)
class Cube:
    """Combinations of values, column by column, and how many people share each; `head` is the last act."""

    moment: Moment
    head: int
    values: Mapping[str, Sequence[Any]]
    counts: Sequence[int]

    @property
    def total(self) -> int:
        """How many people are counted."""
        return sum(self.counts)

    def combinations(self, names: Sequence[str]) -> Counter[tuple[Groups, ...]]:
        """Return how many people there are in each combination of groups; everybody is counted once."""
        columns = []
        for dimension in map(DIMENSIONS.__getitem__, names):
            values = self.values[dimension.reads]
            groups = {value: dimension.groups_of(value) for value in set(values)}
            columns.append(map(groups.__getitem__, values))
        found: Counter[tuple[Groups, ...]] = Counter()
        for combination, count in zip(zip(*columns, strict=True), self.counts, strict=True):
            found[combination] += count
        return found


def read_cube(session: Session, moment: Moment, names: Iterable[str] = DIMENSIONS) -> Cube:
    """Count the people of a day in every combination of what these dimensions read, all in one question."""
    people = people_on(moment.on, moment.known)
    reads = reads_of(names)
    asked = [value_of(people, one, moment).label(f"value_{one}") for one in reads]
    groups = [one.name for one in asked]  # by name: SQLite need not work the same age out twice
    question = select(*asked, func.count()).where(counted_on(moment.on, people)).group_by(*groups)
    columns: list[list[Any]] = [[] for _ in (*reads, "count")]
    same: dict[Any, Any] = {}
    for part in session.connection().execute(question).partitions(_AT_ONCE):
        for column, values in zip(columns, zip(*part, strict=True), strict=True):
            column.extend(map(same.setdefault, values, values))
    return Cube(moment, journal_head(session), dict(zip(reads, columns, strict=False)), columns[-1])


def journal_head(session: Session) -> int:
    """Return the number of the last act: as long as it is the same, so is every count."""
    return session.scalar(select(func.max(Act.id))) or 0
