"""The chart of a target: what was reached, the path, and the level or the band that the plan asks for."""

from collections.abc import Sequence
from datetime import date
from textwrap import shorten

from desktop.documents.model import Chart, ChartKind
from desktop.indicators.path import Path, Point, end_of
from desktop.indicators.queries import TargetLine
from desktop.indicators.rules import TargetState

_TITLE = 110
_MOST_HALF_YEARS = 14
"""So many columns are legible; a longer time is drawn by whole years."""


def chart_of(line: TargetLine, on: date) -> Chart | None:
    """Return the chart of a target as of a day; None for one in words, or of which nothing is known.

    Each column is the end of a half-year (of a year when the horizon is far) with the newest value known by
    then; the column of the day itself bears its month.
    """
    if line.path is None or not line.history:
        return None
    first = min([line.history[0].on, *([line.path.start.on] if line.path.start else [])])
    ends = _ends(first, max(date(line.horizon, 12, 31), on))
    labels = tuple(_label(end, ends, on) for end in ends)
    low, high = line.low, line.high
    band = (low, high) if low is not None and high is not None and low < high else None
    return Chart(
        ChartKind.LINE_WITH_TARGET,
        f"Chỉ tiêu {line.code}: {shorten(line.text, _TITLE, placeholder='…')}",
        labels,
        (("Thực hiện", _known(line.history, ends, on)),),
        target=None if band else line.path.goal.value,
        unit=f"{line.unit}/{line.per}" if line.per else line.unit,
        band=band,
        path=_expected(line.path, ends),
    )


def charts_of(lines: Sequence[TargetLine], on: date) -> list[Chart]:
    """Return the charts of a paper: of targets on their way, well or late, whose course is to be seen."""
    under_way = (TargetState.ON_TRACK, TargetState.BEHIND)
    chosen = (line for line in lines if line.state in under_way and line.path and line.path.start)
    return [chart for line in chosen if (chart := chart_of(line, on)) and _has_course(chart)]


def _has_course(chart: Chart) -> bool:
    """Tell whether values of two times are known: a single point says no more than the table does."""
    return sum(value is not None for _, values in chart.series for value in values) > 1


def _ends(first: date, last: date) -> list[date]:
    years = range(first.year, last.year + 1)
    halves = [end for year in years for end in (date(year, 6, 30), end_of(year)) if end >= first]
    return halves if len(halves) <= _MOST_HALF_YEARS else [end_of(year) for year in years]


def _label(end: date, ends: Sequence[date], on: date) -> str:
    if end == _column_of(on, ends):
        return f"{on.month}/{on.year % 100:02d}"
    return str(end.year) if (end.month, end.day) == (12, 31) else f"6/{end.year % 100:02d}"


def _column_of(on: date, ends: Sequence[date]) -> date | None:
    return next((end for end in ends if end >= on), None)


def _known(history: Sequence[Point], ends: Sequence[date], on: date) -> tuple[float | None, ...]:
    """Return the newest value of each column's time; nothing where none is known, or the time is to come."""
    values: list[float | None] = []
    before = date.min
    for end in ends:
        inside = [point.value for point in history if before < point.on <= min(end, on)]
        values.append(inside[-1] if inside else None)
        before = end
    return tuple(values)


def _expected(path: Path, ends: Sequence[date]) -> tuple[float | None, ...]:
    if path.start is None:
        return ()
    return tuple(path.expected(end) if end <= path.goal.on else None for end in ends)
