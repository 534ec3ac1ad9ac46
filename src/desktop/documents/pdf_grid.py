"""A table as a flowable: repeated head, real borders; only a row that is higher than a page is cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as Text

from desktop.documents import metrics
from desktop.documents.columns import CELL_PADDING

_LINE = 0.6
_ABOVE, _BELOW = 2.0, 4.0
_ABOVE_TAIL = metrics.BETWEEN_PARAGRAPHS
_LEAST_PART = 60.0
"""A row is cut only where at least this much of it stays on the page, in points."""


@dataclass(frozen=True)
class GridRow:
    """The texts of each cell, measured; a `section` row has one cell across the table, a `part` was cut."""

    cells: tuple[tuple[Text, ...], ...]
    height: float
    section: bool = False
    part: bool = False


class Grid(Flowable):  # type: ignore[misc]
    """Head and rows between borders; `page` is the height of text on a whole page.

    `tail` is a measured text below the last row that never stands on a page without it.
    """

    def __init__(
        self,
        head: GridRow,
        rows: Sequence[GridRow],
        widths: tuple[float, ...],
        page: float,
        tail: Text | None = None,
    ) -> None:
        super().__init__()
        self.head, self.rows, self.widths, self.page, self.tail = head, list(rows), widths, page, tail
        below = tail.height + _ABOVE_TAIL if tail else 0.0
        self.width, self.height = sum(widths), sum(row.height for row in (head, *rows)) + below

    def wrap(self, _room: float, _height: float) -> tuple[float, float]:
        """Everything is measured already."""
        return self.width, self.height

    def split(self, _room: float, height: float) -> list[Flowable]:
        """Return what stands on this page and what goes on; nothing when all of it should move on."""
        if not self.rows:
            return []
        left = height - self.head.height
        count = self._rows_within(left)
        left -= sum(row.height for row in self.rows[:count])
        after = self.rows[count]
        if after.height > self.page - self.head.height and left >= _LEAST_PART:
            upper, lower = _cut(after, self.widths, left)
            if upper.height:
                return self._parts([*self.rows[:count], upper], [lower, *self.rows[count + 1 :]])
        count = self._without_stranded(count) or (count if height >= self.page - 1 else 0)
        return self._parts(self.rows[:count], self.rows[count:]) if count else []

    def _without_stranded(self, count: int) -> int:
        """Return fewer rows if the last of them are section rows, which belong to what follows."""
        while count and self.rows[count - 1].section:
            count -= 1
        return count

    def _rows_within(self, height: float) -> int:
        sums = accumulate(row.height for row in self.rows)
        return next((count for count, used in enumerate(sums) if used > height), len(self.rows) - 1)

    def _parts(self, here: list[GridRow], later: list[GridRow]) -> list[Flowable]:
        upper = Grid(self.head, here, self.widths, self.page)
        return [upper, Grid(self.head, later, self.widths, self.page, self.tail)]

    def draw(self) -> None:
        """Draw texts, then borders."""
        self.canv.setLineWidth(_LINE)
        self.canv.setLineCap(2)
        y = self.height
        self.canv.line(0, y, self.width, y)
        for row in [self.head, *self.rows]:
            y -= row.height
            self._draw_texts(row, y)
            self._draw_borders(row, y)
        if self.tail:
            self.tail.drawOn(self.canv, 0, 0)

    def _draw_texts(self, row: GridRow, bottom: float) -> None:
        x = 0.0
        for texts, wide in zip(row.cells, _cell_widths(row, self.widths), strict=True):
            free = row.height - _ABOVE - _BELOW - sum(text.height for text in texts)
            y = bottom + row.height - _ABOVE - (0.0 if row.part else free / 2)
            for text in texts:
                y -= text.height
                text.drawOn(self.canv, x + CELL_PADDING, y)
            x += wide

    def _draw_borders(self, row: GridRow, bottom: float) -> None:
        self.canv.line(0, bottom, self.width, bottom)
        for x in (0.0, *accumulate(_cell_widths(row, self.widths))):
            self.canv.line(x, bottom, x, bottom + row.height)


def _cell_widths(row: GridRow, widths: Sequence[float]) -> Sequence[float]:
    return (sum(widths),) if row.section else widths


def measured(
    cells: Sequence[Sequence[Text]], widths: Sequence[float], section: bool = False, part: bool = False
) -> GridRow:
    """Return a row of the given cells (one, if it is a section row) with its height."""
    own = (sum(widths),) if section else widths
    heights = [
        sum(_height(text, wide - 2 * CELL_PADDING) for text in texts)
        for texts, wide in zip(cells, own, strict=True)
    ]
    return GridRow(tuple(map(tuple, cells)), max(heights) + _ABOVE + _BELOW, section, part)


def _height(text: Text, room: float) -> float:
    """Return the height of a text; one that was measured for this width keeps its lines."""
    if getattr(text, "width", None) != room:
        text.wrap(room, metrics.A4[1])
    return float(text.height)


def _cut(row: GridRow, widths: Sequence[float], height: float) -> tuple[GridRow, GridRow]:
    """Cut a row at the height; the upper part has height 0 when not one line of it fits."""
    room = height - _ABOVE - _BELOW
    halves = [
        _cut_cell(texts, wide - 2 * CELL_PADDING, room)
        for texts, wide in zip(row.cells, _cell_widths(row, widths), strict=True)
    ]
    upper = measured([half[0] for half in halves], widths, row.section, part=True)
    lower = measured([half[1] for half in halves], widths, row.section, part=True)
    return (upper if any(half[0] for half in halves) else GridRow((), 0.0)), lower


def _cut_cell(texts: tuple[Text, ...], width: float, room: float) -> tuple[list[Text], list[Text]]:
    here: list[Text] = []
    for position, text in enumerate(texts):
        if text.height > room:
            halves = text.split(width, room)
            for half in halves:
                half.wrap(width, metrics.A4[1])
            rest = halves[1:] if halves else [text]
            return [*here, *halves[:1]], [*rest, *texts[position + 1 :]]
        here.append(text)
        room -= text.height
    return here, []
