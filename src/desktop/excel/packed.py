"""What a packed workbook (.xlsx, .ods) holds, measured before a library unpacks it.

The sizes that such a file declares are only claims: what is measured here is what really comes out of it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from desktop.excel.book import LARGEST_UNPACKED, NOT_CALCULATED, Facts, Place, TooFar, TooLarge, check_area
from desktop.excel.legacy import Encoding, encoding_of_font

_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br=["\']([A-Z]{1,3})(\d{1,20})["\'][^>]*(?<!/)>(?!</(?:\w+:)?c>)')
"""A cell with content, not one that is only formatted."""

_UNPLACED = re.compile(rb"<(?:\w+:)?c(?=[\s>])(?![^>]*\sr=)[^>]*(?<!/)>")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br=["\'](\d{1,20})["\']')
"""A cell that says nothing of its place, and the row that then says it."""

_ODD_CELLS = (
    (re.compile(rb'<c(?!ols?[ >]| r="[A-Z]\d)'), 26),
    (re.compile(rb'<c(?!ols?[ >]| r="[A-Z]{1,2}\d)'), 26 + 26 * 26),
)
"""Beginnings of anything but cells in columns of one letter, of two letters; and the last such column."""

_NOT_CALCULATED = re.compile(
    rb'<c\b(?![^>]*\bt=")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*'
    rb"<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_ERROR = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f\b(?:[^>]*/>|[^>]*>[^<]*</f>))?'
    rb"<v>(#[^<]{1,20})</v>"
)
_SHEET = re.compile(rb"<sheet\b[^>]*>")
_LINK = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_IS_1904 = re.compile(rb'<workbookPr\b[^>]*\bdate1904="(?:1|true)"')

_CHUNK, _FED, _LONGEST_CELL, _TAIL = 1024 * 1024, 64 * 1024, 4096, 16 * 1024
_LOCAL_HEADER, _LARGEST_PART = 30, 64 * 1024**2

Reach = Callable[[bytes], tuple[int, int]]
"""Tells of a piece of a sheet how many rows and columns it reaches to."""

Lost = dict[str, dict[Place, str]]
"""The lost cells by the name of the part that holds the sheet."""


class Packed:
    """The parts of a packed workbook, none of them unpacked as a whole."""

    def __init__(self, content: bytes) -> None:
        """Raise BadZipFile for what is no archive, TooLarge for what says itself that it fills the memory."""
        self._content = content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self._parts = {part.filename: part for part in archive.infolist()}
        if sum(part.file_size for part in self._parts.values()) > LARGEST_UNPACKED:
            raise TooLarge

    @property
    def is_binary(self) -> bool:
        """Tell whether this is Excel's binary workbook (.xlsb)."""
        return "xl/workbook.bin" in self._parts

    @property
    def is_ods(self) -> bool:
        """Tell whether this is a workbook of OpenDocument."""
        return "content.xml" in self._parts

    def read(self, name: str) -> bytes:
        """Return a small part, empty when there is none of this name; raises TooLarge for one that is not."""
        if name not in self._parts:
            return b""
        if self._parts[name].file_size > _LARGEST_PART:
            raise TooLarge
        return b"".join(self._pieces(name))

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name in self._parts

    def stream(self, name: str) -> "PartStream":
        """Return a part of any size to be read piece by piece."""
        return PartStream(self._pieces(name))

    def measure(self) -> Lost:
        """Unpack piece by piece what will be read, and keep nothing; return the cells without their value.

        Raises TooLarge and TooFar for what would fill the memory, BadZipFile for what lies about its size.
        """
        lost: Lost = {}
        for name in self._parts:
            if _SHEET_PART.fullmatch(name):
                lost[name] = self._measure_sheet(name)
            elif name.endswith((".xml", ".rels")):
                for _ in self._pieces(name):
                    pass
        return lost

    def starts_1904(self) -> bool:
        """Tell whether the workbook counts its days from 1904, as those of old Macintoshes do."""
        return bool(_IS_1904.search(self.read("xl/workbook.xml")))

    def sheet_parts(self) -> Mapping[str, str]:
        """Return the name of each sheet by the name of its part."""
        links = {}
        for tag in _LINK.findall(self.read("xl/_rels/workbook.xml.rels")):
            found = dict(_ATTRIBUTE.findall(tag))
            links[found.get(b"Id")] = found.get(b"Target", b"").decode("utf-8", "replace")
        names = {}
        for tag in _SHEET.findall(self.read("xl/workbook.xml")):
            found = dict(_ATTRIBUTE.findall(tag))
            target = links.get(found.get(b"r:id"), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            names[part] = _unescaped(found.get(b"name", b""))
        return names

    def _measure_sheet(self, name: str) -> dict[Place, str]:
        """Measure by a bound that is quickly found; only where that is too far, cell by cell."""
        try:
            return self._measured(name, _bound)
        except TooFar:
            return self._measured(name, _reach)

    def _measured(self, name: str, reach: Reach) -> dict[Place, str]:
        last_row, last_column, lost = 0, 0, dict[Place, str]()
        before = b""
        for piece in self._pieces(name):
            chunk = before + piece
            row, column = reach(chunk)
            last_row, last_column = max(last_row, row), max(last_column, column)
            if b"<f" in chunk:
                lost.update({_place(*found): NOT_CALCULATED for found in _NOT_CALCULATED.findall(chunk)})
            if b't="e"' in chunk:
                lost.update({_place(c, r): text.decode() for c, r, text in _ERROR.findall(chunk)})
            before = piece[-_LONGEST_CELL:]
        check_area(last_row, last_column)
        return lost

    def _pieces(self, name: str) -> Iterator[bytes]:
        """Yield what a part really holds; more than it declares is a lie, and nothing further is read."""
        part, left = self._parts[name], self._parts[name].file_size
        for piece in _inflated(self._content, part):
            left -= len(piece)
            if left < 0:
                raise zipfile.BadZipFile(f"{name} is larger than it declares")
            yield piece


class PartStream:
    """A part as a file of which each reading gives the next piece, whatever size was asked for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, _size: int = -1) -> bytes:
        """Return the next piece, empty at the end."""
        return next((piece for piece in self._pieces if piece), b"")


def _reach(chunk: bytes) -> tuple[int, int]:
    """Return the last row and column with content in a piece of a sheet."""
    cells = _FILLED.findall(chunk)
    last_row = int(cells[-1][1]) if cells else 0
    if _UNPLACED.search(chunk):
        last_row = max(last_row, *map(int, _ROW.findall(chunk)), 0)
    return last_row, max(map(_column_number, {letters for letters, _ in cells}), default=0)


def _bound(chunk: bytes) -> tuple[int, int]:
    """Return the last row with content in a piece, and a column that no cell in it lies beyond.

    Told at a glance where all cells are written as spreadsheets write them; elsewhere as `_reach` does.
    """
    last_tag = chunk.rfind(b"<")
    end = len(chunk) if b">" in chunk[last_tag:] else last_tag
    last = _FILLED.findall(chunk, max(0, len(chunk) - _TAIL))[-1:]
    if (b":" in chunk and b":c" in chunk) or not last:
        return _reach(chunk)
    for odd, columns in _ODD_CELLS:
        if not odd.search(chunk, 0, end):
            return int(last[0][1]), columns
    return _reach(chunk)


def _inflated(content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    header = content[part.header_offset : part.header_offset + _LOCAL_HEADER]
    if part.flag_bits & 1:
        raise RuntimeError("encrypted part")
    start = part.header_offset + _LOCAL_HEADER
    start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = memoryview(content)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + _CHUNK]) for at in range(0, len(packed), _CHUNK))
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("unknown way of packing")
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _FED):
        piece = unpacker.decompress(packed[at : at + _FED], _CHUNK)
        while piece:
            yield piece
            piece = unpacker.decompress(unpacker.unconsumed_tail, _CHUNK)
    yield unpacker.flush()


def facts_of_xlsx(packed: Packed, content: bytes, names: list[str], measured: Lost) -> Mapping[str, Facts]:
    """Return fonts and lost cells by sheet; the fonts are only looked for where a style has an old one."""
    lost = {part: cells for part, cells in measured.items() if cells}
    parts = packed.sheet_parts() if lost else {}
    by_name = {parts[part]: cells for part, cells in lost.items() if part in parts}
    styles = packed.read("xl/styles.xml")
    is_old = b'".Vn' in styles or b'"VNI-' in styles or b'".vn' in styles
    fonts = _fonts(content, names) if is_old else {}
    return {name: Facts(fonts=fonts.get(name, {}), lost=by_name.get(name, {})) for name in names}


def _fonts(content: bytes, names: list[str]) -> dict[str, dict[Place, str]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    try:
        return {name: _fonts_of(book[name]) for name in names}
    finally:
        book.close()


def _fonts_of(sheet: Any) -> dict[Place, str]:
    return {
        (cell.row - 1, cell.column - 1): cell.font.name
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and encoding_of_font(cell.font.name or "") is not Encoding.UNICODE
    }


def _place(letters: bytes, number: bytes) -> Place:
    return int(number) - 1, _column_number(letters) - 1


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _unescaped(text: bytes) -> str:
    from html import unescape

    return unescape(text.decode("utf-8", "replace"))
