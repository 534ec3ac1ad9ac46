"""Tables in DOCX: repeated head, fixed widths, section rows across; tables of layout without borders."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row

from desktop.documents import metrics
from desktop.documents.columns import CELL_PADDING, Fit, fit, page_parts
from desktop.documents.docx_parts import ALIGN, CELL, add_gap, element, write
from desktop.documents.fonts import face, width
from desktop.documents.model import Align, Row, Table
from desktop.documents.wording import cell_text

_CELL_TOP = 2.0
_WHOLE_UP_TO = 1500
"""Rows of up to this many letters are not cut between pages; longer ones may not fit on one."""


def add_table(document: Document, table: Table, landscape: bool, keep_with_next: bool) -> None:
    """Add caption and table; a table too wide for the page in several parts below each other.

    With `keep_with_next` its last row stays on the page of the paragraph after it (the end mark).
    """
    for part in page_parts(table, metrics.text_width(landscape), _measure):
        if part.caption:
            document.add_paragraph(part.caption, "Caption")
        _add_part(document, part, fit(part, metrics.text_width(landscape), _measure), keep_with_next)
        add_gap(document, metrics.BETWEEN_PARAGRAPHS).paragraph_format.keep_with_next = keep_with_next


def _measure(text: str, size: float, bold: bool) -> float:
    return width(text, size, face(bold))


def _add_part(document: Document, table: Table, own: Fit, keep_with_next: bool) -> None:
    grid = empty_table(document, own.widths, "Table Grid", (CELL_PADDING, _CELL_TOP))
    texts = _Texts(document.styles[CELL].style_id, own.size)
    head = new_row(grid)
    head._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001  (python-docx has no repeated head)
    for cell, column in zip(head.cells, table.columns, strict=True):
        texts.fill(cell, column.title, Align.CENTER, bold=True)
    for row in table.rows:
        _add_row(new_row(grid), row, table, texts)
    for cell in grid.rows[-1].cells if keep_with_next else ():
        cell.paragraphs[0].paragraph_format.keep_with_next = True


@dataclass(frozen=True)
class _Texts:
    """Fills cells; the style goes by its id, for python-docx reads all styles to find one by name."""

    style_id: str
    size: float

    def fill(self, cell: _Cell, text: str, align: Align, bold: bool = False) -> None:
        paragraph = write(cell.paragraphs[0], text, self.size, bold)
        paragraph._p.style = self.style_id  # noqa: SLF001
        paragraph.alignment = ALIGN[align]
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def _add_row(place: _Row, row: Row, table: Table, texts: _Texts) -> None:
    cells = place.cells
    if row.section:
        merged = cells[0].merge(cells[-1])
        texts.fill(merged, cell_text(row.cells[0], table.columns[0]), Align.LEFT, bold=True)
        merged.paragraphs[0].paragraph_format.keep_with_next = True
        return
    words = [cell_text(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)]
    if sum(map(len, words)) <= _WHOLE_UP_TO:
        place._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001
    for cell, text, column in zip(cells, words, table.columns, strict=True):
        texts.fill(cell, text, column.align, row.total)


def empty_table(
    document: Document,
    widths: tuple[float, ...],
    style: str = "Normal Table",
    margins: tuple[float, float] = (0.0, 0.0),
) -> WordTable:
    """Return a table without rows; column widths and the cells' side and upper margins in points."""
    table: WordTable = document.add_table(0, len(widths))
    table.style = style
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Pt(wide)
    sides = zip(("top", "left", "bottom", "right"), (*margins[::-1], *margins[::-1]), strict=True)
    inside = element("tblCellMar")
    for side, points in sides:
        inside.append(element(side, w=round(points * 20), type="dxa"))
    table._tblPr.insert_element_before(inside, "w:tblLook")  # noqa: SLF001
    return table


def new_row(table: Any) -> _Row:
    """Return a new last row (python-docx does not say its type)."""
    row: _Row = table.add_row()
    return row
