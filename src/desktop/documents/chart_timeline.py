"""The timeline: one bar for each piece of work along months or years, with how much of it is done."""

import math
from dataclasses import dataclass

from desktop.documents.chart_sheet import Sheet
from desktop.documents.surface import Anchor, Box, Pen, Point
from desktop.documents.wording import figure_text

_MONTHS_UP_TO = 1.6
"""A time axis up to this many years is divided into months, a longer one into years."""


def draw_timeline(sheet: Sheet) -> None:
    """Draw one bar a label from start to end; done is green, overdue red; a dashed line marks the day."""
    starts, ends, shares = (values for _, values in sheet.chart.series[:3])
    known = [value for value in (*starts, *ends) if value is not None]
    if not known:
        sheet.say_no_figures()
        return
    first, last = math.floor(min(known)), max(math.ceil(max(known)), math.floor(min(known)) + 1)
    left = min(max(sheet.measure(label) for label in sheet.chart.labels) + sheet.em, sheet.width * 0.42)
    axis = _TimeAxis(sheet, left, first, last)
    axis.draw()
    axis.draw_day()
    pitch = (sheet.height - axis.top) / len(sheet.chart.labels)
    for row, label in enumerate(sheet.chart.labels):
        middle = axis.top + pitch * (row + 0.5)
        sheet.say_within(Point(0, middle + sheet.em * 0.35), label, left - sheet.em, color=sheet.palette.ink)
        start, end = starts[row], ends[row]
        if start is not None and end is not None:
            axis.bar(middle, min(pitch * 0.55, sheet.em * 1.7), (start, max(end, start)), shares[row])


@dataclass(frozen=True)
class _TimeAxis:
    """Years or months across, and bars along them."""

    sheet: Sheet
    left: float
    first: int
    last: int

    @property
    def top(self) -> float:
        return self.sheet.em * 1.8

    @property
    def room(self) -> float:
        return self.sheet.width - self.left - self.sheet.em * 3

    def x(self, position: float) -> float:
        return self.left + self.room * (position - self.first) / (self.last - self.first)

    def draw(self) -> None:
        months = self.last - self.first <= _MONTHS_UP_TO
        parts = 12 if months else 1
        count = (self.last - self.first) * parts
        every = max(1, math.ceil(self.sheet.em * 1.9 / (self.room / count)))
        for part in range(count + 1):
            x = self.x(self.first + part / parts)
            if part % every == 0:
                top, foot = Point(x, self.top), Point(x, self.sheet.height)
                self.sheet.surface.line(top, foot, Pen(self.sheet.palette.grid, 0.7))
            if part < count and part % every == 0:
                at = Point(self.x(self.first + (part + every / 2) / parts), self.sheet.em)
                self.sheet.say(at, f"T{part + 1}" if months else str(self.first + part), Anchor.MIDDLE)

    def draw_day(self) -> None:
        if self._day is not None:
            pen = Pen(self.sheet.palette.late, 1.0, dashed=True)
            self.sheet.surface.line(Point(self._day, self.top), Point(self._day, self.sheet.height), pen)

    @property
    def _day(self) -> float | None:
        day = self.sheet.chart.target
        return self.x(day) if day is not None and self.first <= day <= self.last else None

    def bar(self, middle: float, thick: float, span: tuple[float, float], share: float | None) -> None:
        sheet, done = self.sheet, min(max(share or 0.0, 0.0), 100.0) / 100
        late = sheet.chart.target is not None and span[1] < sheet.chart.target and done < 1
        color = sheet.palette.done if done >= 1 else sheet.palette.late if late else sheet.palette.of(0)
        left, right = self.x(span[0]), max(self.x(span[1]), self.x(span[0]) + sheet.em * 0.4)
        sheet.surface.rect(Box(left, middle - thick / 2, right - left, thick), sheet.palette.tint(color))
        sheet.surface.rect(Box(left, middle - thick / 2, (right - left) * done, thick), color)
        if share is not None:
            words = f"{figure_text(share)}%"
            at = Point(self._clear_of_day(right, sheet.measure(words)), middle + sheet.em * 0.35)
            sheet.say(at, words)

    def _clear_of_day(self, right: float, wide: float) -> float:
        """Return where a figure after a bar starts, beyond the line of the day if that would cross it."""
        start = right + self.sheet.em * 0.4
        crossed = self._day is not None and start - 1 < self._day < start + wide + 1
        return (self._day or 0.0) + self.sheet.em * 0.4 if crossed else start
