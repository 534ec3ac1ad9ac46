"""Tables in DOCX: repeated head, fixed widths, section rows across; tables of layout without borders."""

from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Row

from desktop.documents import metrics
from desktop.documents.columns import CELL_PADDING, Fit, fit, page_parts
from desktop.documents.docx_parts import CELL, add_gap, element
from desktop.documents.docx_rows import Rows
from desktop.documents.fonts import face, width
from desktop.documents.model import Table
from desktop.jobs import NO_JOB, Job

_CELL_TOP = 3.0
"""Above and below the text of each cell: rows are as high as those of the PDF."""


def add_table(
    document: Document, table: Table, landscape: bool, keep_with_next: bool, job: Job = NO_JOB
) -> None:
    """Add caption and table; a table too wide for the page in several parts below each other.

    With `keep_with_next` its last row stays on the page of the paragraph after it (the end mark).
    """
    for part in page_parts(table, metrics.text_width(landscape), _measure):
        if part.caption:
            document.add_paragraph(part.caption, "Caption")
        own = fit(part, metrics.text_width(landscape), _measure)
        grid = _add_part(document, part, own, job)
        if keep_with_next:
            _keep_last_row(grid)
        add_gap(document, metrics.BETWEEN_PARAGRAPHS).paragraph_format.keep_with_next = keep_with_next


def _measure(text: str, size: float, bold: bool) -> float:
    return width(text, size, face(bold))


def _add_part(document: Document, table: Table, own: Fit, job: Job) -> WordTable:
    grid = empty_table(document, own.widths, "Table Grid", (CELL_PADDING, _CELL_TOP))
    rows = Rows(table, own, document.styles[CELL].style_id)
    body = grid._tbl  # noqa: SLF001  (python-docx looks through all of a table for each cell of it)
    body.append(rows.head())
    for row in job.each(table.rows, "Đang viết bảng của tệp Word"):
        body.append(rows.row(row))
    return grid


def _keep_last_row(grid: WordTable) -> None:
    for paragraph in grid._tbl.tr_lst[-1].iter(qn("w:p")):  # noqa: SLF001
        paragraph.get_or_add_pPr().get_or_add_keepNext()


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
