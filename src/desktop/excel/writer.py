"""Writing lists as .xlsx: text stays text, headings stay in sight, half a file never stands on the disk."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.jobs import NO_JOB, Job
from desktop.paths import atomic_write

TEXT_FORMAT, DATE_FORMAT = "@", "dd/mm/yyyy"
LONGEST_CELL, LONGEST_NAME = 32_767, 31

_UNSAFE_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class NewSheet:
    """One sheet to write: the first `head` rows stay in sight, the last of them (`headings`) are headings.

    `widths` are in characters.
    """

    name: str
    rows: Iterable[Sequence[object]]
    widths: Sequence[float] = ()
    head: int = 1
    headings: int = 1


def write_book(path: Path, sheets: Sequence[NewSheet], job: Job = NO_JOB) -> None:
    """Write the sheets into one workbook, row by row, so that a long list needs little memory.

    Text is written as text whatever it looks like: an ID number keeps its zeros, “=1+1” is no formula.
    Raises FileProblem when the disk is full or the folder cannot be written, Cancelled when `job` is stopped.
    """
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    try:
        for number, sheet in enumerate(sheets, 1):
            _fill(book.create_sheet(_safe_name(sheet.name, number)), sheet, job)
    except BaseException:
        _abandon(book)
        raise
    save_book(book, path)


def save_book(book: Any, path: Path) -> None:
    """Put a finished workbook on the disk, whole or not at all; it is packed in memory first.

    Raises FileProblem when the disk is full or the folder cannot be written.
    """
    packed = io.BytesIO()
    book.save(packed)
    with atomic_write(path) as temporary:
        temporary.write_bytes(packed.getbuffer())


def _abandon(book: Any) -> None:
    """Close the streams that a half written workbook still holds open."""
    for sheet in book.worksheets:
        sheet.close()


def _fill(target: Any, sheet: NewSheet, job: Job) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(sheet.widths, 1):
        target.column_dimensions[get_column_letter(number)].width = width
    target.freeze_panes = f"A{sheet.head + 1}" if sheet.head else None
    cells = _Cells(target)
    for number, row in enumerate(job.each(sheet.rows, "Ghi danh sách")):
        if sheet.head - sheet.headings <= number < sheet.head:
            target.append([cells.styled(place, value, "heading") for place, value in enumerate(row)])
        else:
            target.append([cells.plain(place, value) for place, value in enumerate(row)])


class _Cells:
    """Styled cells of one sheet, one for each column and style: a row is written before the next is made."""

    def __init__(self, target: Any) -> None:
        self._target = target
        self._made: dict[tuple[int, str], Any] = {}

    def plain(self, place: int, value: object) -> object:
        """Return a plain value, or a styled cell where Excel would read the text as something else."""
        if isinstance(value, str):
            if value.startswith(_LIKE_FORMULA):
                return self.styled(place, value, "guarded")
            return self.styled(place, value, "text") if value.isdigit() else _storable(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return self.styled(place, value, "date")
        return int(value) if isinstance(value, float) and value.is_integer() else value

    def styled(self, place: int, value: object, style: str) -> Any:
        """Return the cell of this column and style with a value; text in it is never a formula."""
        cell = self._made.get((place, style))
        if cell is None:
            cell = self._made[place, style] = self._make(style)
        cell.value = _storable(value) if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
        return cell

    def _make(self, style: str) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = WriteOnlyCell(self._target)
        if style == "heading":
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7EEF7")
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        else:
            cell.number_format = DATE_FORMAT if style == "date" else TEXT_FORMAT
            cell.quotePrefix = style == "guarded"
        return cell


def _storable(text: str) -> str:
    return text if text.isprintable() else _CONTROL.sub("", text)[:LONGEST_CELL]


def _safe_name(name: str, number: int) -> str:
    return _UNSAFE_IN_NAMES.sub(" ", name).strip(" '")[:LONGEST_NAME] or f"Trang {number}"
