"""A table as a flowable: repeated head, real borders; only a row that is higher than a page is cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import attrgetter, sub

from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as Text

from desktop.documents import metrics
from desktop.documents.columns import CELL_PADDING
from desktop.documents.pdf_cell import CellText, Pen

_LINE = 0.6
_ABOVE, _BELOW = 2.0, 4.0
_ABOVE_TAIL = metrics.BETWEEN_PARAGRAPHS
_LEAST_PART = 60.0
"""A row is cut only where at least this much of it stays on the page, in points."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """The texts of each cell; a `section` row has one cell across the table, a `part` was cut."""

    cells: tuple[CellText, ...]
    height: float
    section: bool = False
    part: bool = False


def grid_row(cells: Sequence[CellText], section: bool = False, part: bool = False) -> GridRow:
    """Return a row of the given cells (one, if it is a section row) with its height."""
    return GridRow(tuple(cells), max(cell.height for cell in cells) + _ABOVE + _BELOW, section, part)


@dataclass(frozen=True)
class Layout:
    """What the parts of one table share; `page` is the height of text on a whole page."""

    head: GridRow
    widths: tuple[float, ...]
    page: float
    pen: Pen


class Grid(Flowable):  # type: ignore[misc]
    """Head and rows between borders.

    `tail` is a measured text below the last row that never stands on a page without it.
    """

    def __init__(self, layout: Layout, rows: Sequence[GridRow], tail: Text | None = None) -> None:
        super().__init__()
        self.layout, self.rows, self.tail = layout, list(rows), tail
        below = tail.height + _ABOVE_TAIL if tail else 0.0
        self._edges = (0.0, *accumulate(layout.widths))
        self.width, self.height = self._edges[-1], self._height_within_page() + below

    @property
    def _all_rows(self) -> list[GridRow]:
        return [self.layout.head, *self.rows]

    def _height_within_page(self) -> float:
        """Return the height, of a table longer than a page no more than shows that it must be split."""
        height = self.layout.head.height
        for row in self.rows:
            height += row.height
            if height > 2 * self.layout.page:
                break
        return height

    def wrap(self, _room: float, _height: float) -> tuple[float, float]:
        """Everything is measured already."""
        return self.width, self.height

    def split(self, _room: float, height: float) -> list[Flowable]:
        """Return what stands on this page and what goes on; nothing when all of it should move on."""
        if not self.rows:
            return []
        page, head = self.layout.page, self.layout.head.height
        left = height - head
        count = self._rows_within(left)
        left -= sum(row.height for row in self.rows[:count])
        after = self.rows[count]
        if after.height > page - head and left >= _LEAST_PART:
            upper, lower = _cut(after, left)
            if upper.height:
                return self._parts([*self.rows[:count], upper], [lower, *self.rows[count + 1 :]])
        count = self._without_stranded(count) or (count if height >= page - 1 else 0)
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
        return [Grid(self.layout, here), Grid(self.layout, later, self.tail)]

    def draw(self) -> None:
        """Draw texts, then borders."""
        bottoms = list(accumulate((row.height for row in self._all_rows), sub, initial=self.height))
        self.layout.pen.write(self.canv, self._placed(bottoms))
        self._draw_borders(bottoms)
        if self.tail:
            self.tail.drawOn(self.canv, 0, 0)

    def _placed(self, tops: Sequence[float]) -> Iterator[tuple[CellText, float, float]]:
        """Yield each text with its left and upper edge: in the middle of its cell, a cut one at the top."""
        for row, top in zip(self._all_rows, tops, strict=False):
            free = 0.0 if row.part else row.height - _ABOVE - _BELOW
            for cell, left in zip(row.cells, self._edges, strict=False):
                below = (free - cell.height) / 2 if free else 0.0
                yield cell, left + CELL_PADDING, top - _ABOVE - below

    def _draw_borders(self, bottoms: list[float]) -> None:
        """Draw a line below each row, and those between columns as long as no section row interrupts them."""
        self.canv.setLineWidth(_LINE)
        self.canv.setLineCap(2)
        lines = [(0.0, y, self.width, y) for y in bottoms]
        place = 0
        for section, rows in groupby(self._all_rows, key=attrgetter("section")):
            end = place + sum(1 for _ in rows)
            edges = (0.0, self.width) if section else self._edges
            lines += [(x, bottoms[end], x, bottoms[place]) for x in edges]
            place = end
        for line in lines:
            self.canv.line(*line)


def _cut(row: GridRow, height: float) -> tuple[GridRow, GridRow]:
    """Cut a row at the height; the upper part has height 0 when not one line of it fits."""
    halves = [cell.cut(height - _ABOVE - _BELOW) for cell in row.cells]
    upper = grid_row([half[0] for half in halves], row.section, part=True)
    lower = grid_row([half[1] for half in halves], row.section, part=True)
    return (upper if any(half[0].lines for half in halves) else GridRow((), 0.0)), lower
