"""What all charts share: a sheet with its gestures, round figures for axes, the plot area of a value axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.model import Chart
from desktop.documents.surface import Anchor, Box, Lettering, Palette, Pen, Point, Surface
from desktop.documents.wording import figure_text


@dataclass(frozen=True)
class Entry:
    """One entry of a legend: a square of its colour, or a piece of line when it has a pen."""

    name: str
    color: str
    pen: Pen | None = None


@dataclass(frozen=True)
class Sheet:
    """A chart on its surface, with the few gestures that all kinds share."""

    chart: Chart
    surface: Surface
    width: float
    height: float
    palette: Palette

    @property
    def em(self) -> float:
        """The size of a letter: the measure of all distances."""
        return self.palette.size

    def lettering(self, anchor: Anchor = Anchor.START, color: str = "") -> Lettering:
        """Return how a text of the chart is drawn, muted unless a colour is given."""
        return Lettering(color or self.palette.muted, self.em, anchor)

    def say(self, at: Point, words: str, anchor: Anchor = Anchor.START, color: str = "") -> None:
        """Write one line of text."""
        self.surface.text(at, words, self.lettering(anchor, color))

    def say_within(
        self, at: Point, words: str, room: float, anchor: Anchor = Anchor.START, color: str = ""
    ) -> None:
        """Write one line of text, shortened to the room it has."""
        self.say(at, self.shortened(words, room), anchor, color)

    def say_no_figures(self) -> None:
        """Say in the middle that there is nothing to draw yet."""
        self.say(Point(self.width / 2, self.height / 2), "Chưa có số liệu", Anchor.MIDDLE)

    def measure(self, words: str) -> float:
        """Return how wide a text of the chart would be."""
        return self.surface.measure(words, self.lettering())

    def shortened(self, words: str, room: float) -> str:
        """Return the words, cut with `…` where they would not fit into the room."""
        if self.measure(words) <= room:
            return words
        keep = len(words)
        while keep and self.measure(words[:keep].rstrip() + "…") > room:
            keep -= 1
        return words[:keep].rstrip() + "…"

    def legend(self, entries: Sequence[Entry]) -> float:
        """Draw the entries in as many lines as needed; return where they end."""
        x, y = 0.0, self.em
        for entry in entries:
            mark = self.em * (2.0 if entry.pen else 0.8)
            name = self.shortened(entry.name, self.width - mark - self.em)
            step = mark + self.em * 0.4 + self.measure(name)
            if x and x + step > self.width:
                x, y = 0.0, y + self.em * 1.5
            if entry.pen:
                middle = y - self.em * 0.36
                self.surface.line(Point(x, middle), Point(x + mark, middle), entry.pen)
            else:
                self.surface.rect(Box(x, y - self.em * 0.72, mark, mark), entry.color)
            self.say(Point(x + mark + self.em * 0.4, y), name, color=self.palette.ink)
            x += step + self.em * 1.4
        return y + self.em * 0.6

    def series_entries(self) -> list[Entry]:
        """Return the legend's entries for the series as filled squares."""
        return [Entry(name, self.palette.of(i)) for i, (name, _) in enumerate(self.chart.series)]


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Return round figures (1, 2, 2.5, 5 × 10ⁿ apart) from at or below `low` to at or above `high`."""
    span = max(high - low, 1e-9)
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(power * m for m in (1, 2, 2.5, 5, 10, 20) if span / (power * m) <= most)
    first = math.floor(low / step + 1e-9)
    last = max(math.ceil(high / step - 1e-9), first + 1)
    return [round(step * n, 10) for n in range(first, last + 1)]


@dataclass(frozen=True)
class Field:
    """The plot area between two values, with columns for the labels."""

    box: Box
    low: float
    high: float
    columns: int

    def y(self, value: float) -> float:
        """Return the height at which a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return self.box.y + self.box.height * (1 - share)

    def x(self, column: int) -> float:
        """Return the middle of a column."""
        return self.box.x + self.box.width * (column + 0.5) / max(self.columns, 1)

    @property
    def pitch(self) -> float:
        """The distance from one column to the next."""
        return self.box.width / max(self.columns, 1)


def value_field(sheet: Sheet, top: float, low: float, high: float) -> Field:
    """Draw the value axis with its grid and the labels below; return the plot area."""
    values = ticks(low, high)
    left = max(sheet.measure(figure_text(value)) for value in values) + sheet.em * 0.8
    if sheet.chart.unit:
        sheet.say_within(Point(0, top + sheet.em), f"({sheet.chart.unit})", sheet.width)
        top += sheet.em * 1.5
    box = Box(left, top + sheet.em * 1.3, sheet.width - left, sheet.height - top - sheet.em * 3.1)
    field = Field(box, values[0], values[-1], len(sheet.chart.labels))
    for value in values:
        y = field.y(value)
        sheet.surface.line(Point(left, y), Point(sheet.width, y), Pen(sheet.palette.grid, 0.7))
        sheet.say(Point(left - sheet.em * 0.5, y + sheet.em * 0.35), figure_text(value), Anchor.END)
    every = _label_step(sheet, field.pitch)
    for column, label in enumerate(sheet.chart.labels):
        if column % every == 0:
            at = Point(field.x(column), sheet.height - sheet.em * 0.5)
            sheet.say_within(at, label, field.pitch * every - sheet.em * 0.3, Anchor.MIDDLE)
    return field


def _label_step(sheet: Sheet, pitch: float) -> int:
    """Return 1, or every how many labels to write when they are too many to stand side by side."""
    return max(1, math.ceil(sheet.em * 1.8 / pitch)) if pitch else 1
