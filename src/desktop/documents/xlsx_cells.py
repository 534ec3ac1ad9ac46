"""Single cells of a spreadsheet: real numbers and dates, and text that stays text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents.model import Align, Cell
from desktop.text import day

FONT = "Times New Roman"
LONGEST_TEXT = 32_000
"""Excel takes 32,767 letters in a cell; what is longer is cut with a visible note."""
_CUT = " … (xem đầy đủ trong bản PDF)"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
POINTS_PER_CHARACTER = 6.0
"""Excel counts column widths in digits of the Normal style's font: Times New Roman 12."""
_AVERAGE_LETTER = 0.48
_HIGHEST_ROW = 409.0
_LARGEST_EXACT = 10**15
_FIRST_DAY = date(1900, 3, 1)
"""Excel believes in 29 February 1900: earlier days would be off by one."""
_THIN = Side(style="thin", color="FF000000")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


@dataclass(frozen=True)
class Look:
    """How a cell is shown."""

    size: float = 12.0
    bold: bool = False
    italic: bool = False
    align: Align = Align.LEFT
    border: bool = False


def put(
    sheet: Worksheet, row: int, column: int, value: Cell, look: Look, decimals: int | None = None
) -> None:
    """Write one value with its look; `decimals` as for a table's column."""
    cell = sheet.cell(row, column)
    _set_value(cell, value, decimals)
    cell.font = _font(look.size, look.bold, look.italic)
    cell.alignment = _alignment(look.align, look.border)
    if look.border:
        cell.border = BORDER


@lru_cache(maxsize=64)
def _font(size: float, bold: bool, italic: bool) -> Font:
    return Font(FONT, size=size, bold=bold, italic=italic)


@lru_cache(maxsize=16)
def _alignment(align: Align, middle: bool) -> Alignment:
    return Alignment(align.value, "center" if middle else "top", wrap_text=True)


def _set_value(cell: SheetCell, value: Cell, decimals: int | None) -> None:
    if value is None:
        return
    if isinstance(value, date) and value >= _FIRST_DAY:
        cell.value, cell.number_format = value, "dd/mm/yyyy"
    elif isinstance(value, int | float) and abs(value) < _LARGEST_EXACT:
        cell.value, cell.number_format = value, number_format(value, decimals)
    else:
        _set_text(cell, day(value) if isinstance(value, date) else str(value))


def row_height(texts: Iterable[tuple[str, float]], size: float) -> float:
    """Return a height, in points, at which every (text, column width in characters) shows all its lines.

    Excel measures rows only while typing, LibreOffice not when it opens a file; the guess is ample.
    """
    lines = (_line_count(text, columns * POINTS_PER_CHARACTER - 4, size) for text, columns in texts)
    return min(max(lines, default=1) * size * 1.3 + 3, _HIGHEST_ROW)


def _line_count(text: str, room: float, size: float) -> int:
    wide = (len(part) * size * _AVERAGE_LETTER / max(room, size) for part in text.split("\n"))
    return sum(max(1, ceil(share)) for share in wide)


def number_format(value: float, decimals: int | None) -> str:
    """Return Excel's format for a number as it is printed: thousands apart, so many decimals, at most two."""
    if decimals is None:
        decimals = next((count for count in (0, 1) if abs(value - round(value, count)) < 1e-9), 2)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _set_text(cell: SheetCell, text: str) -> None:
    """Write text as text: what begins like a formula must never be calculated (OWASP, CSV injection)."""
    cell.value = text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + _CUT
    cell.data_type = "s"
    cell.number_format = "@" if text.isdigit() else "General"
    cell.quotePrefix = text.startswith(_FORMULA_STARTS)
