"""Tasks laid out for looking at: lanes by state, and spans of days along the quarters of the plan. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.tasks.queries import TaskLine
from desktop.tasks.rules import State

LANES = (
    State.OVERDUE,
    State.DUE_SOON,
    State.IN_PROGRESS,
    State.NOT_DUE,
    State.STANDING,
    State.WAITING,
    State.DONE,
)
"""What wants a hand first stands first, what is done last."""

_FEWEST_QUARTERS = 4


@dataclass(frozen=True)
class Lane:
    """The tasks in one state, the soonest last day first, those without one in plan order."""

    state: State
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True)
class Span:
    """One obligation along the days; `planned_end` is the plan's own last day where papers moved it later."""

    line: TaskLine
    start: date
    end: date
    planned_end: date | None

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed without a result."""
        return self.line.state is State.OVERDUE


@dataclass(frozen=True)
class SpanRow:
    """One task with its spans in time order: a yearly one has one for each year."""

    text: str
    number: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Timeline:
    """Dated tasks along whole quarters, from the beginning of `first` to the end of the last one."""

    first: date
    quarters: int
    rows: tuple[SpanRow, ...]
    undated: int

    def position(self, day: date) -> float:
        """Return where a day stands, in quarters from the beginning; the next morning is its end."""
        begin = quarter_start(day)
        whole = (begin.year - self.first.year) * 4 + (begin.month - self.first.month) // 3
        return whole + (day - begin).days / (next_quarter(begin) - begin).days

    def quarter(self, index: int) -> date:
        """Return the first day of a quarter by its place."""
        months = self.first.month - 1 + 3 * index
        return date(self.first.year + months // 12, months % 12 + 1, 1)


def lanes(lines: Iterable[TaskLine]) -> tuple[Lane, ...]:
    """Return all lanes in their order, empty ones too; what ended with its plan stands in none."""
    found: dict[State, list[TaskLine]] = {state: [] for state in LANES}
    for line in lines:
        if not line.closed:
            found[line.state].append(line)
    return tuple(Lane(state, tuple(sorted(inside, key=_soonest))) for state, inside in found.items())


def timeline(lines: Sequence[TaskLine], on: date) -> Timeline:
    """Return the dated tasks by their first last day; the axis holds all of them, and the day itself."""
    rows: dict[tuple[str, str], list[Span]] = {}
    for line in lines:
        span = _span(line)
        if span:
            rows.setdefault((line.plan_code, line.task_code), []).append(span)
    spans = [span for inside in rows.values() for span in inside]
    first = quarter_start(min((on, *(span.start for span in spans))))
    last = max((on, *(span.end for span in spans)))
    made = Timeline(first, 0, (), 0)
    quarters = max(_FEWEST_QUARTERS, int(made.position(last)) + 1)
    ordered = sorted(rows.values(), key=lambda inside: (inside[0].end, inside[0].start))
    named = tuple(SpanRow(inside[-1].line.text, inside[-1].line.number, tuple(inside)) for inside in ordered)
    return Timeline(first, quarters, named, len(lines) - len(spans))


def quarter_start(day: date) -> date:
    """Return the first day of a day's quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(begin: date) -> date:
    """Return the first day of the quarter after the one that begins on this day."""
    return quarter_start(begin + timedelta(days=100))


def _span(line: TaskLine) -> Span | None:
    """Return where a task lies in time: from its own beginning, else from when the office owes it.

    What was begun early is drawn from the newest report on.
    """
    if line.due_on is None or line.is_recurring or line.closed:
        return None
    start = line.starts_on or line.owed_from or line.due_on
    if line.last_on and line.deadline_kind != "yearly":
        start = min(start, line.last_on)
    planned = line.planned_due_on
    moved = planned if planned and planned < line.due_on else None
    return Span(line, min(start, moved or line.due_on), line.due_on, moved)


def _soonest(line: TaskLine) -> date:
    return line.due_on or date.max
