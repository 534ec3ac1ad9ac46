"""The path of a target: from where it begins, over milestones, to its goal; what it asks on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Point:
    """A value on a day."""

    on: date
    value: float


@dataclass(frozen=True)
class Path:
    """Straight lines from `start` (None: not known yet) through `turns`, the last of which is the goal."""

    start: Point | None
    turns: tuple[Point, ...]

    @property
    def goal(self) -> Point:
        """Where the path ends."""
        return self.turns[-1]

    def expected(self, on: date) -> float | None:
        """Return what the path asks on a day; None before it begins."""
        before = self.start
        if before is None or on < before.on:
            return None
        for turn in self.turns:
            if turn.on <= before.on:
                continue
            if on <= turn.on:
                share = (on - before.on).days / (turn.on - before.on).days
                return before.value + (turn.value - before.value) * share
            before = turn
        return before.value

    def done(self, value: float) -> float | None:
        """Return how much of the way from start to goal a value has gone, in percent.

        None where that would say nothing: without a start, or when the path begins at its goal.
        """
        if self.start is None or self.start.value == self.goal.value:
            return None
        return 100 * (value - self.start.value) / (self.goal.value - self.start.value)


def path_of(start: Point | None, turns: Iterable[Point], goal: Point) -> Path:
    """Return the path over the turns that lie before the goal; of two on a day the later one counts."""
    by_day = {turn.on: turn for turn in turns if turn.on < goal.on}
    return Path(start, (*(by_day[day] for day in sorted(by_day)), goal))


def end_of(year: int) -> date:
    """Return the last day of a year: that of milestones and goals."""
    return date(year, 12, 31)
