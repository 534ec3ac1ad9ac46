"""Tables in PDF: texts, letter size and column widths of the grid; very wide tables stand in parts."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Spacer
from reportlab.platypus import Paragraph as Text

from desktop.documents import metrics
from desktop.documents.columns import fit, page_parts
from desktop.documents.fonts import Face, face, width
from desktop.documents.model import Align, Row, Table
from desktop.documents.pdf_grid import Grid, GridRow, measured
from desktop.documents.pdf_text import body_style, paragraph, paragraphs, style
from desktop.documents.wording import cell_text

_ROOM_FOR_START = 80.0
"""A table does not start in the last 80 points of a page."""
_LEADING = 1.18


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
    texts = _Texts(own.size)
    heads = [texts.of(column.title, Align.CENTER, bold=True) for column in table.columns]
    rows = [_row(row, table, texts, own.widths) for row in table.rows]
    page = metrics.text_height(landscape)
    return Grid(measured(heads, own.widths), rows, own.widths, page, _measured_tail(tail, sum(own.widths)))


def _measured_tail(tail: str, room: float) -> Text | None:
    if not tail:
        return None
    text = paragraph(tail, body_style())
    text.wrap(room, metrics.A4[1])
    return text


def _row(row: Row, table: Table, texts: "_Texts", widths: tuple[float, ...]) -> GridRow:
    if row.section:
        first = cell_text(row.cells[0], table.columns[0])
        return measured([texts.of(first, Align.LEFT, bold=True)], widths, section=True)
    pairs = zip(row.cells, table.columns, strict=True)
    cells = [texts.of(cell_text(cell, column), column.align, row.total) for cell, column in pairs]
    return measured(cells, widths)


class _Texts:
    """Makes the texts of cells, with one style for each look that occurs."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._styles: dict[tuple[Align, bool], ParagraphStyle] = {}

    def of(self, text: str, align: Align, bold: bool) -> list[Text]:
        """Return the paragraphs of one cell."""
        if (align, bold) not in self._styles:
            own = style(self._size, face(bold), align, leading=self._size * _LEADING)
            own.allowWidows = own.allowOrphans = 1  # a row that must be cut may be cut after any line
            self._styles[align, bold] = own
        return paragraphs(text, self._styles[align, bold]) if text else []
