"""One table on a sheet of its own: head frozen and repeated in print, widths, print area."""

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents import metrics
from desktop.documents.columns import fit
from desktop.documents.model import Align, Row, Table
from desktop.documents.wording import cell_text
from desktop.documents.xlsx_cells import POINTS_PER_CHARACTER, Look, put, row_height
from desktop.jobs import NO_JOB, Job

_TITLE = Look(13, bold=True)
_WIDE_FROM = 8
"""Tables of this many columns lie across the page."""


def write_table(sheet: Worksheet, table: Table, place: str, landscape: bool, job: Job = NO_JOB) -> None:
    """Write titles, head and rows; the head stays visible and is printed on every page."""
    across = landscape or len(table.columns) >= _WIDE_FROM
    widths = _widths(table, across)
    for column, wide in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    titles = [text for text in (place, table.caption) if text]
    for line, title in enumerate(titles, start=1):
        put(sheet, line, 1, title, _TITLE)
        sheet.cell(line, 1).alignment = Alignment(wrap_text=False)
    head = len(titles) + 1
    for column, own in enumerate(table.columns, start=1):
        put(sheet, head, column, own.title, Look(bold=True, align=Align.CENTER, border=True))
    _set_height(sheet, head, [column.title for column in table.columns], widths)
    rows = job.each(table.rows, "Đang viết bảng tính Excel")
    for row_number, row in enumerate(rows, start=head + 1):
        _write_row(sheet, row_number, row, table)
        texts = [cell_text(cell, column) for cell, column in zip(row.cells, table.columns, strict=False)]
        _set_height(sheet, row_number, texts, [sum(widths)] if row.section else widths)
    _set_up_print(sheet, head, head + len(table.rows), len(table.columns), across)


def _widths(table: Table, across: bool) -> list[float]:
    """Return the widths of the columns in characters; together they fill an A4 page."""
    own = fit(table, metrics.text_width(across), _measure)
    return [round(wide / POINTS_PER_CHARACTER, 1) for wide in own.widths]


def _measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.56 if bold else 0.5)


def _set_height(sheet: Worksheet, row: int, texts: list[str], widths: list[float]) -> None:
    sheet.row_dimensions[row].height = row_height(zip(texts, widths, strict=False), Look.size)


def _write_row(sheet: Worksheet, number: int, row: Row, table: Table) -> None:
    if row.section:
        put(sheet, number, 1, row.cells[0], Look(bold=True, border=True))  # merging copies its borders
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(table.columns))
        return
    for position, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True), start=1):
        look = Look(bold=row.total, align=column.align, border=True)
        put(sheet, number, position, cell, look, column.decimals)


def _set_up_print(sheet: Worksheet, head: int, last: int, columns: int, across: bool) -> None:
    """Freeze and repeat the head; fit the width of an A4 page; number the pages."""
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{get_column_letter(columns)}{last}"
    set_up_page(sheet, across)


def set_up_page(sheet: Worksheet, across: bool) -> None:
    """Set A4, the decree's margins and the width of one page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if across else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    inch = 72
    sheet.page_margins.left = metrics.MARGIN_LEFT / inch
    sheet.page_margins.right = metrics.MARGIN_RIGHT / inch
    sheet.page_margins.top = sheet.page_margins.bottom = metrics.MARGIN_TOP / inch
    sheet.oddHeader.center.text = "&P"
    sheet.HeaderFooter.differentFirst = True
