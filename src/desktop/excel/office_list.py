"""A list drawn as offices draw them: heads of paper, title, headings over two rows, sections, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.excel.writer import save_book

_FONT = "Times New Roman"
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - openpyxl wants it naive; fixed, so that content alone decides
_TITLE_ROW, _HEADING_ROW, _FIRST_ROW = 4, 7, 10
_HEIGHTS = (24, 48)
_MARGIN = 0.4


@dataclass(frozen=True)
class ListColumn:
    """One column: its heading, the heading below it, its width in characters.

    Columns without a heading of their own stand under the group's heading to their left.
    """

    heading: str
    below: str
    width: float
    centred: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the list under its own title."""

    number: str
    title: str
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True)
class OfficeList:
    """The whole sheet: what stands above, in and below the table."""

    name: str
    office: tuple[str, str]
    title: str
    subtitle: str
    columns: Sequence[ListColumn]
    sections: Sequence[Section]
    total: str
    place_and_day: str
    signers: tuple[str, str]


@dataclass(frozen=True)
class Look:
    """How one cell looks."""

    size: int = 12
    bold: bool = False
    italic: bool = False
    centred: bool = True
    boxed: bool = False


_BOLD, _ITALIC, _TITLE = Look(bold=True), Look(italic=True), Look(size=14, bold=True)
_HEADING, _SECTION = Look(bold=True, boxed=True), Look(bold=True, boxed=True, centred=False)
_NUMBER, _CENTRED, _PLAIN = Look(italic=True, boxed=True), Look(boxed=True), Look(boxed=True, centred=False)


def write_office_list(path: Path, listed: OfficeList) -> None:
    """Write the list as .xlsx, landscape A3; the same list always gives the same cells.

    Raises FileProblem when the file cannot be written.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = _MADE
    sheet = book.active
    sheet.title = listed.name
    _write_titles(sheet, listed)
    _write_headings(sheet, listed.columns)
    below = _write_sections(sheet, listed)
    _write_foot(sheet, below, listed)
    _set_page(sheet)
    save_book(book, path)


def _write_titles(sheet: Any, listed: OfficeList) -> None:
    last = len(listed.columns)
    left, right = max(1, last // 3), last // 2 + 1
    for row, first, end, text, look in (
        (1, 1, left, listed.office[0], _BOLD),
        (2, 1, left, listed.office[1], _BOLD),
        (1, right, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", _BOLD),
        (2, right, last, "Độc lập - Tự do - Hạnh phúc", _BOLD),
        (_TITLE_ROW, 1, last, listed.title, _TITLE),
        (_TITLE_ROW + 1, 1, last, listed.subtitle, _ITALIC),
    ):
        _put(sheet, row, first, text, look)
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=end)


def _write_headings(sheet: Any, columns: Sequence[ListColumn]) -> None:
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
        _put(sheet, _HEADING_ROW, place, column.heading, _HEADING)
        _put(sheet, _HEADING_ROW + 1, place, column.below, _HEADING)
        _put(sheet, _HEADING_ROW + 2, place, f"({place})", _NUMBER)
    for first, end in _groups(columns):
        bottom = _HEADING_ROW if columns[first].below else _HEADING_ROW + 1
        sheet.merge_cells(start_row=_HEADING_ROW, start_column=first + 1, end_row=bottom, end_column=end + 1)
    for row, height in zip((_HEADING_ROW, _HEADING_ROW + 1), _HEIGHTS, strict=True):
        sheet.row_dimensions[row].height = height


def _groups(columns: Sequence[ListColumn]) -> list[tuple[int, int]]:
    """Return the first and last column under each heading."""
    starts = [place for place, column in enumerate(columns) if column.heading]
    return list(zip(starts, [start - 1 for start in [*starts[1:], len(columns)]], strict=True))


def _write_sections(sheet: Any, listed: OfficeList) -> int:
    """Write the sections; return the first row below them."""
    row = _FIRST_ROW
    for section in listed.sections:
        for place in range(1, len(listed.columns) + 1):
            text = {1: section.number, 2: section.title}.get(place)
            _put(sheet, row, place, text, _HEADING if place == 1 else _SECTION)
        for cells in section.rows:
            row += 1
            for place, (column, value) in enumerate(zip(listed.columns, cells, strict=True), 1):
                _put(sheet, row, place, value, _CENTRED if column.centred else _PLAIN)
        row += 1
    return row


def _write_foot(sheet: Any, row: int, listed: OfficeList) -> None:
    right = len(listed.columns) // 2 + 1
    _put(sheet, row, 1, listed.total, Look(bold=True, centred=False))
    _put(sheet, row + 1, right, listed.place_and_day, _ITALIC)
    _put(sheet, row + 2, 2, listed.signers[0], _BOLD)
    _put(sheet, row + 2, right, listed.signers[1], _BOLD)


def _put(sheet: Any, row: int, column: int, value: object, look: Look) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    cell = sheet.cell(row, column, value if value != "" else None)
    cell.font = Font(name=_FONT, size=look.size, bold=look.bold, italic=look.italic)
    across = "center" if look.centred else None
    cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=look.boxed)
    if look.boxed:
        thin = Side(style="thin")
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, str) and value.isdigit():
        cell.number_format = "@"


def _set_page(sheet: Any) -> None:
    sheet.freeze_panes = sheet.cell(_FIRST_ROW, 3)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = _MARGIN
    sheet.print_title_rows = f"{_HEADING_ROW}:{_FIRST_ROW - 1}"
