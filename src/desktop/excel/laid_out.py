"""Writing a sheet cell by cell where each is put, for lists that must look as offices lay them out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.paths import atomic_write

_FONT = "Times New Roman"
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - openpyxl wants a naive time; a fixed one keeps the file the same


@dataclass(frozen=True)
class Look:
    """How one cell looks."""

    size: int = 12
    bold: bool = False
    italic: bool = False
    centred: bool = True
    boxed: bool = False


@dataclass(frozen=True)
class Placed:
    """One cell by row and column, counted from 1; with `to` it is merged as far as that row and column."""

    row: int
    column: int
    value: object
    look: Look = Look()
    to: tuple[int, int] | None = None


@dataclass(frozen=True)
class Page:
    """Column widths and row heights by number, and the first cell that scrolls."""

    widths: Mapping[int, float] = field(default_factory=dict)
    heights: Mapping[int, float] = field(default_factory=dict)
    scrolls_from: tuple[int, int] = (1, 1)


def write_laid_out(path: Path, title: str, cells: Iterable[Placed], page: Page) -> None:
    """Write one sheet, landscape A3, as wide as the paper; raises FileProblem when it cannot be written."""
    import openpyxl
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = _MADE
    sheet: Any = book.active
    sheet.title = title
    for placed in cells:
        _put(sheet, placed)
    for column, width in page.widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, height in page.heights.items():
        sheet.row_dimensions[row].height = height
    sheet.freeze_panes = sheet.cell(*page.scrolls_from)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    with atomic_write(path) as temporary:
        book.save(temporary)


def _put(sheet: Any, placed: Placed) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    look, value = placed.look, placed.value
    cell = sheet.cell(placed.row, placed.column, value if value != "" else None)
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
    if placed.to:
        sheet.merge_cells(
            start_row=placed.row, start_column=placed.column, end_row=placed.to[0], end_column=placed.to[1]
        )
