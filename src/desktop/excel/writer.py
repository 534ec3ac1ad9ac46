"""Writing lists as .xlsx: text stays text, headings stay in sight, half a file never stands on the disk."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.jobs import NO_JOB, Job
from desktop.paths import atomic_write

LONGEST_NAME = 31

_UNSAFE_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


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

    from desktop.excel.rows import RowSheet

    book = openpyxl.Workbook(write_only=True)
    try:
        for number, sheet in enumerate(sheets, 1):
            target = RowSheet(book, _safe_name(sheet.name, number))
            book._add_sheet(target)  # noqa: SLF001 - openpyxl has no other way to take in a sheet of ours
            _fill(target, sheet, job)
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

    from desktop.excel.rows import RowWriter

    for number, width in enumerate(sheet.widths, 1):
        target.column_dimensions[get_column_letter(number)].width = width
    target.freeze_panes = f"A{sheet.head + 1}" if sheet.head else None
    rows = RowWriter(target)
    for number, row in enumerate(job.each(sheet.rows, "Ghi danh sách"), 1):
        target.put(rows.xml(number, row, heading=sheet.head - sheet.headings < number <= sheet.head))


def _safe_name(name: str, number: int) -> str:
    return _UNSAFE_IN_NAMES.sub(" ", name).strip(" '")[:LONGEST_NAME] or f"Trang {number}"
