"""Reading any workbook (.xlsx, .xls, .ods, .csv) into plain cells; its errors become sentences."""

import csv
import io
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from desktop.errors import FileProblem, UserError, sentence_for_os_error
from desktop.excel.legacy import Encoding, encoding_of_font

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None
"""A plain value; empty cells are None."""

Area: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, counted from 0."""

LARGEST_FILE = 200 * 1024**2
LARGEST_UNPACKED = 500 * 1024**2
LARGEST_AREA = 10_000_000
"""Cells of the rectangle that holds a sheet's contents; a stray cell in the last row makes it explode."""

_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_FILLED = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?!</c>)')
"""A cell with content, not one that is only formatted."""

_CHUNK, _LONGEST_TAG = 1024 * 1024, 512
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, KeyError, ValueError,
)  # fmt: skip
"""What the libraries raise over a broken file; the file itself has been read by then."""

_TEXT_SUFFIXES = (".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class Sheet:
    """One sheet from its first row and column on; `fonts` names the fonts of old encodings only."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[Area] = ()
    fonts: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Book:
    """All visible sheets of one file."""

    name: str
    sheets: tuple[Sheet, ...]


def read_book(path: Path) -> Book:
    """Read every visible sheet of a workbook.

    Raises FileProblem when the file cannot be read, UserError when it is protected by a password, damaged,
    not a workbook or larger than any list can be.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(path)
        content = path.read_bytes()
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
    if path.suffix.lower() in _TEXT_SUFFIXES:
        return Book(path.name, (Sheet(path.stem, _read_text(content, path)),))
    return Book(path.name, _sheets(content, path))


def _sheets(content: bytes, path: Path) -> tuple[Sheet, ...]:
    """Read the sheets and turn every error of the libraries into a sentence, here and nowhere else."""
    import python_calamine as calamine

    try:
        if zipfile.is_zipfile(io.BytesIO(content)):
            _guard_zip(content, path)
        return _read_sheets(content, path)
    except UserError:
        raise
    except calamine.PasswordError as error:
        raise UserError(
            f"Tệp “{path.name}” có đặt mật khẩu nên không đọc được; hãy mở bằng Excel, bỏ mật khẩu "
            "rồi lưu lại."
        ) from error
    except (calamine.CalamineError, *_DAMAGES) as error:
        raise _damaged(path) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # calamine's answer to some broken .xls files
            raise
        raise _damaged(path) from error


def _read_sheets(content: bytes, path: Path) -> tuple[Sheet, ...]:
    with _quiet(content), _open(content, path) as workbook:
        names = _visible(workbook.sheets_metadata)
        fonts = _legacy_fonts(content, names)
        return tuple(_sheet(workbook.get_sheet_by_name(name), fonts.get(name, {})) for name in names)


@contextmanager
def _quiet(content: bytes) -> Iterator[None]:
    """Keep the reader of .xls, which prints how it fell over a broken file, from doing so."""
    if not content.startswith(_OLE) or sys.stderr is None:
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

    if content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise calamine.PasswordError
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


def _sheet(sheet: Any, fonts: Mapping[tuple[int, int], str]) -> Sheet:
    rows = [[None if cell == "" else cell for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = [(first[0], first[1], last[0], last[1]) for first, last in sheet.merged_cell_ranges or ()]
    return Sheet(sheet.name, rows, tuple(merged), fonts)


def _guard_zip(content: bytes, path: Path) -> None:
    """Refuse, before unpacking, what would fill the memory: a zip bomb, or a stray cell far away."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            raise _too_large(path)
        for name in archive.namelist():
            if _SHEET_PART.fullmatch(name) and _area(archive, name) > LARGEST_AREA:
                raise UserError(
                    f"Tệp “{path.name}” có ô dữ liệu nằm quá xa danh sách (ở dòng hoặc cột cuối trang); "
                    "hãy xóa các dòng, cột thừa đó rồi lưu lại."
                )


def _area(archive: zipfile.ZipFile, name: str) -> int:
    """Return how many cells the rectangle of a sheet's contents has."""
    last_row, columns = 0, set[bytes]()
    for chunk in _chunks(archive, name):
        cells = _FILLED.findall(chunk)
        columns.update(letters for letters, _ in cells)
        last_row = max(last_row, *(int(number) for _, number in cells[-1:]), 0)
    return last_row * max(map(_column_number, columns), default=0)


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a part's bytes piece by piece; each piece begins with the end of the one before."""
    with archive.open(name) as stream:
        before = b""
        while piece := stream.read(_CHUNK):
            yield before + piece
            before = piece[-_LONGEST_TAG:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _legacy_fonts(content: bytes, names: Sequence[str]) -> dict[str, dict[tuple[int, int], str]]:
    """Return the fonts of the cells written in old fonts; only .xlsx tells them, and few files have any."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = archive.read("xl/styles.xml") if "xl/styles.xml" in archive.namelist() else b""
    if b'".Vn' not in styles and b'"VNI-' not in styles:
        return {}
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    fonts = {name: _fonts_of(book[name]) for name in names}
    book.close()
    return fonts


def _fonts_of(sheet: Any) -> dict[tuple[int, int], str]:
    return {
        (cell.row - 1, cell.column - 1): cell.font.name
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and encoding_of_font(cell.font.name or "") is not Encoding.UNICODE
    }


def _read_text(content: bytes, path: Path) -> list[list[Cell]]:
    """Read comma, semicolon or tab separated text in UTF-8, UTF-16 or, for old lists, one byte a letter."""
    text = _decoded(content)
    if "\0" in text:
        raise _damaged(path)
    try:
        dialect: type[csv.Dialect] | str = csv.Sniffer().sniff(text[:4096], ",;\t")
    except csv.Error:
        dialect = "excel"
    try:
        rows = csv.reader(io.StringIO(text, newline=""), dialect)
        return [[cell or None for cell in row] for row in rows]
    except csv.Error as error:
        raise _damaged(path) from error


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _damaged(path: Path) -> UserError:
    return UserError(
        f"Tệp “{path.name}” không phải bảng tính hoặc đã bị hỏng; hãy mở bằng Excel, lưu lại dạng .xlsx "
        "rồi chọn lại."
    )


def _too_large(path: Path) -> UserError:
    return UserError(
        f"Tệp “{path.name}” quá lớn so với một danh sách; hãy kiểm tra lại tệp hoặc chia thành nhiều tệp nhỏ."
    )
