"""Single cells of a spreadsheet: real numbers and dates, and text that stays text."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import NamedTuple
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
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
    shown = _set_value(cell, value, decimals)
    known = _STYLES.setdefault(sheet.parent, {})
    style = known.get((look, shown))
    if style is not None:
        cell._style = copy(style)  # noqa: SLF001  (finding a style by its parts takes most of the time)
        return
    _dress(cell, look, shown)
    known[look, shown] = copy(cell._style)  # noqa: SLF001


class _Shown(NamedTuple):
    """How a value is shown: its format, and whether it is text that begins like a formula."""

    number_format: str = "General"
    quoted: bool = False


_STYLES: WeakKeyDictionary[Workbook, dict[tuple[Look, _Shown], StyleArray]] = WeakKeyDictionary()
"""The styles that each workbook has already, by what they are made of."""


def _dress(cell: SheetCell, look: Look, shown: _Shown) -> None:
    cell.font = Font(FONT, size=look.size, bold=look.bold, italic=look.italic)
    cell.alignment = Alignment(look.align.value, "center" if look.border else "top", wrap_text=True)
    cell.number_format, cell.quotePrefix = shown
    if look.border:
        cell.border = BORDER


def _set_value(cell: SheetCell, value: Cell, decimals: int | None) -> _Shown:
    if value is None:
        return _Shown()
    if isinstance(value, date) and value >= _FIRST_DAY:
        cell.value = value
        return _Shown("dd/mm/yyyy")
    if isinstance(value, int | float) and abs(value) < _LARGEST_EXACT:
        cell.value = value
        return _Shown(number_format(value, decimals))
    return _set_text(cell, day(value) if isinstance(value, date) else str(value))


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


def _set_text(cell: SheetCell, text: str) -> _Shown:
    """Write text as text: what begins like a formula must never be calculated (OWASP, CSV injection)."""
    cell.value = text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + _CUT
    cell.data_type = "s"
    return _Shown("@" if text.isdigit() else "General", text.startswith(_FORMULA_STARTS))
