"""Reading any workbook (.xlsx, .xls, .ods) or separated text into plain cells; errors become sentences."""

import io
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from desktop.errors import FileProblem, UserError, sentence_for_os_error
from desktop.excel.book import Area, Book, Cell, Facts, Place, Protected, Sheet, TooFar, TooLarge
from desktop.excel.coarse_dates import YEAR, with_coarse_dates
from desktop.excel.ods import facts_of_ods
from desktop.excel.packed import Packed, facts_of_xlsx
from desktop.excel.separated import NotSeparated, read_separated
from desktop.excel.xls import SIGNATURE, facts_of_xls
from desktop.jobs import many_made

__all__ = ["Area", "Book", "Cell", "Place", "Sheet", "read_book"]

LARGEST_FILE = 200 * 1024**2

_DAMAGES = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, KeyError, ValueError, TypeError,
    IndexError, AttributeError, OverflowError, NotImplementedError, SyntaxError, struct.error,
)  # fmt: skip
"""What the libraries raise over a broken file; the file itself has been read by then."""

_TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
_HTML = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"mime-version:")
_BEGINNING = 512


@many_made()
def read_book(path: Path) -> Book:
    """Read every visible sheet of a workbook.

    Raises FileProblem when the file cannot be read, UserError when it is empty, protected by a password,
    damaged, not a workbook or larger than any list can be.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TooLarge
        content = path.read_bytes()
        if not content.strip(b"\0 \r\n\t"):
            raise UserError(f"Tệp “{path.name}” trống, không phải bảng tính có dữ liệu; hãy chọn tệp khác.")
        return Book(path.name, _sheets(content, path))
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
    except TooLarge as error:
        raise UserError(
            f"Tệp “{path.name}” quá lớn so với một danh sách; hãy kiểm tra lại tệp hoặc chia thành nhiều tệp "
            "nhỏ."
        ) from error
    except TooFar as error:
        raise UserError(
            f"Tệp “{path.name}” có ô dữ liệu nằm quá xa danh sách (ở dòng hoặc cột cuối trang); "
            "hãy xóa các dòng, cột thừa đó rồi lưu lại."
        ) from error


def _sheets(content: bytes, path: Path) -> tuple[Sheet, ...]:
    """Read the sheets and turn every error of the libraries into a sentence, here and nowhere else."""
    import python_calamine as calamine

    is_workbook = content.startswith((b"PK", SIGNATURE[:4]))
    try:
        if not is_workbook:
            return (_text_sheet(content, path),)
        return _read_sheets(content, path)
    except (UserError, TooLarge, TooFar):
        raise
    except (calamine.PasswordError, Protected) as error:
        raise UserError(
            f"Tệp “{path.name}” có đặt mật khẩu nên không đọc được; hãy mở bằng Excel, bỏ mật khẩu "
            "rồi lưu lại."
        ) from error
    except (calamine.CalamineError, NotSeparated, *_DAMAGES) as error:
        raise _damaged(path) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # calamine's answer to some broken .xls files
            raise
        raise _damaged(path) from error


def _read_sheets(content: bytes, path: Path) -> tuple[Sheet, ...]:
    """Measure the file first, then let the library read it: a broken size could end the whole program."""
    facts_of = _measured(content, path)
    with _quiet(content), _open(content, path) as workbook:
        names = _visible(workbook.sheets_metadata)
        facts, starts_1904 = facts_of(names)
        return tuple(
            _sheet(workbook.get_sheet_by_name(name), facts.get(name, Facts()), starts_1904) for name in names
        )


def _measured(content: bytes, path: Path) -> Callable[[list[str]], tuple[Mapping[str, Facts], bool]]:
    """Measure a file; what is returned gives, for the sheets of these names, what the library leaves out."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        _refuse_encrypted(content)
        old = facts_of_xls(content)
        return lambda _names: (old.sheets, old.starts_1904)
    packed = Packed(content)
    if packed.is_binary:
        raise UserError(
            f"Tệp “{path.name}” ở dạng .xlsb nên không đọc được; hãy mở bằng Excel, lưu lại dạng .xlsx."
        )
    lost = packed.measure()
    if packed.is_ods:
        facts = facts_of_ods(packed)
        return lambda _names: facts
    return lambda names: (
        with_coarse_dates(packed, facts_of_xlsx(packed, content, names, lost)),
        packed.starts_1904(),
    )


def _refuse_encrypted(content: bytes) -> None:
    """Know by its shell a workbook that Excel has encrypted; the library only finds no workbook in it."""
    if content.startswith(SIGNATURE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise Protected


@contextmanager
def _quiet(content: bytes) -> Iterator[None]:
    """Keep the reader of .xls, which prints how it fell over a broken file, from doing so."""
    if not content.startswith(SIGNATURE) or sys.stderr is None:
        yield
        return
    kept = os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _open(content: bytes, path: Path) -> Any:
    """Open by the name's ending, which alone tells of passwords; a wrong ending is seen through."""
    import python_calamine as calamine

    try:
        return calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError:
        raise
    except calamine.CalamineError:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))


def _visible(sheets: Sequence[Any]) -> list[str]:
    import python_calamine as calamine

    lists = [one for one in sheets if one.typ == calamine.SheetTypeEnum.WorkSheet]
    shown = [one for one in lists if one.visible == calamine.SheetVisibleEnum.Visible]
    return [str(one.name) for one in shown or lists]


def _sheet(sheet: Any, facts: Facts, starts_1904: bool) -> Sheet:
    cells = sheet.to_python(skip_empty_area=False)
    rows = [[None if cell == "" else cell for cell in row] if "" in row else row for row in cells]
    for (row, column), part in facts.coarse.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = _as_shown(rows[row][column], part)
    merged = [(first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ()]
    return Sheet(sheet.name, rows, tuple(merged) or facts.merged, facts.fonts, facts.lost, starts_1904)


def _as_shown(cell: Cell, part: str) -> Cell:
    """Return the month or year that somebody typed, which Excel keeps as the first day of it."""
    if not isinstance(cell, date) or cell.day != 1 or (part == YEAR and cell.month != 1):
        return cell
    return str(cell.year) if part == YEAR else f"{cell.month:02d}/{cell.year}"


def _text_sheet(content: bytes, path: Path) -> Sheet:
    """Read text in columns, whatever the file's name ends in; other programs' pages are named as such."""
    beginning = content[:_BEGINNING].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if beginning.startswith(_HTML):
        raise UserError(
            f"Tệp “{path.name}” thực ra là trang web lưu với tên bảng tính; hãy mở bằng Excel, lưu lại dạng "
            ".xlsx rồi chọn lại."
        )
    is_text = path.suffix.lower() in _TEXT_SUFFIXES
    return Sheet(path.stem, read_separated(content, must_be_table=not is_text))


def _damaged(path: Path) -> UserError:
    return UserError(
        f"Tệp “{path.name}” không phải bảng tính hoặc đã bị hỏng; hãy mở bằng Excel, lưu lại dạng .xlsx "
        "rồi chọn lại."
    )
