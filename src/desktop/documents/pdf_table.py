"""Tables in PDF: texts, letter size and column widths of the grid; very wide tables stand in parts."""

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer
from reportlab.platypus import Paragraph as Text

from desktop.documents import metrics
from desktop.documents.columns import CELL_PADDING, fit, page_parts
from desktop.documents.fonts import Face, face, width
from desktop.documents.model import Align, Row, Table
from desktop.documents.pdf_cell import Pen, Setter
from desktop.documents.pdf_grid import Grid, GridRow, Layout, grid_row
from desktop.documents.pdf_text import body_style, paragraph, paragraphs, style
from desktop.documents.wording import cell_text

_ROOM_FOR_START = 80.0
"""A table does not start in the last 80 points of a page."""


def table_flowables(table: Table, landscape: bool = False, tail: str = "") -> list[Flowable]:
    """Return caption and table for a page; a table too wide for it in several parts below each other.

    `tail` is the end mark when the table ends its text; it stays on the page of the last row.
    """
    story: list[Flowable] = []
    parts = page_parts(table, metrics.text_width(landscape), _measure)
    for part in parts:
        caption = paragraphs(part.caption, style(metrics.TABLE + 1, Face.BOLD, Align.CENTER, spaceAfter=4))
        story += [CondPageBreak(_ROOM_FOR_START), *(caption if part.caption else [])]
        story += [
            _grid(part, landscape, tail if part is parts[-1] else ""),
            Spacer(1, metrics.BETWEEN_PARAGRAPHS * 1.5),
        ]
    return story


def _measure(text: str, size: float, bold: bool) -> float:
    return width(text, size, face(bold))


def _grid(table: Table, landscape: bool, tail: str) -> Flowable:
    own = fit(table, metrics.text_width(landscape), _measure)
    setter = Setter(own.size)
    rooms = [wide - 2 * CELL_PADDING for wide in own.widths]
    heads = [
        setter.text(c.title, room, Align.CENTER, bold=True)
        for c, room in zip(table.columns, rooms, strict=True)
    ]
    rows = [_row(row, table, setter, rooms) for row in table.rows]
    layout = Layout(grid_row(heads), own.widths, metrics.text_height(landscape), Pen())
    return Grid(layout, rows, _measured_tail(tail, sum(own.widths)))


def _measured_tail(tail: str, room: float) -> Text | None:
    if not tail:
        return None
    text = paragraph(tail, body_style())
    text.wrap(room, metrics.A4[1])
    return text


def _row(row: Row, table: Table, setter: Setter, rooms: Sequence[float]) -> GridRow:
    if row.section:
        across = sum(rooms) + 2 * CELL_PADDING * (len(rooms) - 1)
        first = setter.text(cell_text(row.cells[0], table.columns[0]), across, Align.LEFT, bold=True)
        return grid_row([first], section=True)
    places = zip(row.cells, table.columns, rooms, strict=True)
    return grid_row(
        [setter.text(cell_text(cell, column), room, column.align, row.total) for cell, column, room in places]
    )
