"""What the library leaves out of old workbooks (.xls): fonts, coarse dates, how far cells reach, 1904.

Only the records that tell this are looked at. Sources: [MS-CFB] for the compound file, [MS-XLS] for records.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from desktop.excel.book import Facts, Place, Protected, check_area
from desktop.excel.coarse_dates import MONTH, MONTH_FORMAT, shown_part
from desktop.excel.legacy import Encoding, encoding_of_font

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END, _DIRECTORY_ENTRY, _STREAM = 0xFFFFFFFA, 128, 2
_HEADER_COUNTS = (40, 44, 64, 72)
"""Where the header counts sectors: of the directory, of the tables."""

_BOF, _EOF, _FONT, _XF, _BOUNDSHEET, _DATEMODE = 0x0809, 0x000A, 0x0031, 0x00E0, 0x0085, 0x0022
_FORMULA, _FORMAT = 0x0006, 0x041E
_TEXTS = {0x00FD, 0x0204, 0x00D6, _FORMULA}
"""LABELSST, LABEL, RSTRING, FORMULA: cells that may hold a text."""

_NUMBERS = {0x0203, 0x027E, _FORMULA}
"""NUMBER, RK, FORMULA: cells that may hold a date."""

_FILLED = _TEXTS | _NUMBERS | {0x0205}
_MANY_NUMBERS = 0x00BD
_DIMENSIONS, _STRINGS, _PASSWORD = 0x0200, 0x00FC, 0x002F
_SKIPPED_FONT = 4
"""The fourth font was never written; the numbers of the later ones count it."""


@dataclass
class XlsFacts:
    """Facts by the name of the sheet, and how the workbook counts its days."""

    sheets: dict[str, Facts] = field(default_factory=dict)
    starts_1904: bool = False


def facts_of_xls(content: bytes) -> XlsFacts:
    """Read fonts and reach of all sheets; raises TooFar, ValueError or struct.error for a broken file.

    The sizes that a file declares are checked too: the library makes room for them without asking.
    """
    stream = _workbook_stream(content)
    book = _Globals()
    for kind, body in _records(stream, 0):
        book.take(kind, body, len(stream))
    for start, name in book.starts.items():
        book.facts.sheets[name] = _facts_of_sheet(stream, start, book.old_fonts(), book.coarse_dates())
    return book.facts


@dataclass
class _Globals:
    """The records before the sheets: fonts, formats, where the sheets begin."""

    facts: XlsFacts = field(default_factory=XlsFacts)
    fonts: list[str] = field(default_factory=list)
    styles: list[tuple[int, int]] = field(default_factory=list)
    shown: dict[int, str] = field(default_factory=lambda: {MONTH_FORMAT: MONTH})
    starts: dict[int, str] = field(default_factory=dict)
    is_new: bool = True

    def take(self, kind: int, body: bytes, available: int) -> None:
        """Take in one record; raises Protected, and ValueError for sizes that cannot be."""
        if kind == _PASSWORD:
            raise Protected
        if kind == _BOF:
            self.is_new = body[:2] == b"\x00\x06"
        elif kind in (_FONT, _XF, _FORMAT):
            self._take_look(kind, body)
        elif kind == _BOUNDSHEET:
            self.starts[int.from_bytes(body[:4], "little")] = _text(body[6:], self.is_new)
        elif kind == _STRINGS:
            _check_size(int.from_bytes(body[4:8], "little"), available)
        elif kind == _DATEMODE:
            self.facts.starts_1904 = body[:1] == b"\x01"

    def _take_look(self, kind: int, body: bytes) -> None:
        if kind == _FONT:
            self.fonts.append(_text(body[14:], self.is_new))
            return
        first, second = (int.from_bytes(body[at : at + 2], "little") for at in (0, 2))
        if kind == _XF:
            self.styles.append((first, second))
        else:
            self.shown[first] = shown_part(_format(body[2:], self.is_new))

    def old_fonts(self) -> Mapping[int, str]:
        """Return the styles of cells whose font is of an old encoding, with its name."""
        named = {at: _old_font(self.fonts, font) for at, (font, _format) in enumerate(self.styles)}
        return {at: name for at, name in named.items() if name}

    def coarse_dates(self) -> Mapping[int, str]:
        """Return the styles of cells that show only the month or the year of a date."""
        parts = {at: self.shown.get(number, "") for at, (_font, number) in enumerate(self.styles)}
        return {at: part for at, part in parts.items() if part}


def _facts_of_sheet(stream: bytes, start: int, old: Mapping[int, str], dates: Mapping[int, str]) -> Facts:
    fonts, coarse = dict[Place, str](), dict[Place, str]()
    last_row = last_column = -1
    for kind, body in _records(stream, start):
        if kind == _DIMENSIONS:
            _check_dimensions(body)
            continue
        if kind in _FILLED and len(body) >= 6:
            row, column, style = struct.unpack_from("<HHH", body)
            if kind in _TEXTS and style in old:
                fonts[row, column] = old[style]
            if kind in _NUMBERS and style in dates:
                coarse[row, column] = dates[style]
        elif kind == _MANY_NUMBERS and len(body) >= 6:
            row, column = int.from_bytes(body[:2], "little"), int.from_bytes(body[-2:], "little")
            coarse |= _coarse_of_many(body, dates)
        else:
            continue
        last_row, last_column = max(last_row, row), max(last_column, column)
    check_area(last_row + 1, last_column + 1)
    return Facts(fonts=fonts, coarse=coarse)


def _coarse_of_many(body: bytes, dates: Mapping[int, str]) -> dict[Place, str]:
    """Look at numbers side by side: row, first column, then a style and four bytes for each."""
    row, first = struct.unpack_from("<HH", body)
    styles = (int.from_bytes(body[at : at + 2], "little") for at in range(4, len(body) - 6, 6))
    return {(row, first + place): dates[style] for place, style in enumerate(styles) if style in dates}


def _check_dimensions(body: bytes) -> None:
    """Raise for a declared reach that no sheet has; the rows are two bytes in the oldest files, else four."""
    first, last, left, right = struct.unpack_from("<HHHH" if len(body) < 14 else "<IIHH", body)
    if not first <= last or not left <= right:
        raise ValueError("dimensions turned round")
    check_area(last - first + 1, right - left + 1)


def _check_size(declared: int, available: int) -> None:
    if declared > available:
        raise ValueError("more declared than there is")


def _old_font(fonts: list[str], number: int) -> str:
    place = number - 1 if number > _SKIPPED_FONT else number
    name = fonts[place] if place < len(fonts) else ""
    return name if encoding_of_font(name) is not Encoding.UNICODE else ""


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part of the workbook, from its beginning to its end."""
    at = start
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _EOF:
            return
        at += 4 + length


def _format(body: bytes, is_new: bool) -> str:
    """Read the code of a number format: a text whose length takes two bytes in newer files."""
    return _text(body[:1] + body[2:] if is_new else body, is_new)


def _text(body: bytes, is_new: bool) -> str:
    """Read a short text: a byte for its length, in newer files a byte for the width of its letters."""
    if not is_new:
        return body[1 : 1 + body[0]].decode("cp1252", "replace")
    is_wide = bool(body[1] & 1)
    raw = body[2 : 2 + body[0] * (2 if is_wide else 1)]
    return raw.decode("utf-16-le" if is_wide else "latin-1", "replace")


def _workbook_stream(content: bytes) -> bytes:
    """Return the stream “Workbook” (or “Book”) of a compound file."""
    if len(content) < 512 or not content.startswith(SIGNATURE):
        raise ValueError("no compound file")
    size, small = 1 << int.from_bytes(content[30:32], "little"), 1 << int.from_bytes(content[32:34], "little")
    if not 128 <= size <= 4096 or not 16 <= small <= 4096:
        raise ValueError("strange sectors")
    file = _Sectors(content[size:] if size > 512 else content[512:], size, _table(content, size))
    for at in _HEADER_COUNTS:
        _check_size(int.from_bytes(content[at : at + 4], "little") * size, len(content) + size)
    first, cutoff, first_small = (int.from_bytes(content[at : at + 4], "little") for at in (48, 56, 60))
    directory = file.chain(first)
    entries = [directory[at : at + _DIRECTORY_ENTRY] for at in range(0, len(directory), _DIRECTORY_ENTRY)]
    for one in entries:
        _check_size(int.from_bytes(one[120:124], "little") if one[66:67] == b"\2" else 0, len(content))
    streams = {_name(one): one for one in entries if len(one) == _DIRECTORY_ENTRY and one[66] == _STREAM}
    entry = streams.get("workbook") or streams.get("book")
    if entry is None:
        raise ValueError("no workbook")
    start, length = int.from_bytes(entry[116:120], "little"), int.from_bytes(entry[120:124], "little")
    if length >= cutoff:
        return file.chain(start)[:length]
    inner = file.chain(int.from_bytes(entries[0][116:120], "little"))
    return _Sectors(inner, small, _numbers(file.chain(first_small))).chain(start)[:length]


def _table(content: bytes, size: int) -> tuple[int, ...]:
    """Return which sector follows which; large files list the sectors of this table in further sectors."""
    listed = list(_numbers(content[76:512]))
    following, per_sector = int.from_bytes(content[68:72], "little"), size // 4
    for _ in range(len(content) // size):
        if following >= _END:
            break
        more = _numbers(_sector(content, size, following))
        listed += more[: per_sector - 1]
        following = more[-1] if len(more) == per_sector else _END
    return tuple(n for one in listed if one < _END for n in _numbers(_sector(content, size, one)))


def _sector(content: bytes, size: int, number: int) -> bytes:
    return content[(number + 1) * size : (number + 2) * size]


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _name(entry: bytes) -> str:
    length = max(0, int.from_bytes(entry[64:66], "little") - 2)
    return entry[: min(length, 62)].decode("utf-16-le", "replace").lower()


@dataclass(frozen=True)
class _Sectors:
    """A file cut into sectors that are chained by a table."""

    content: bytes
    size: int
    table: tuple[int, ...]

    def chain(self, first: int) -> bytes:
        """Join a chain of sectors; a chain that runs in a circle is broken."""
        parts, seen, at = [], 0, first
        while at < _END and at < len(self.table):
            parts.append(self.content[at * self.size : (at + 1) * self.size])
            at, seen = self.table[at], seen + 1
            if seen > len(self.table):
                raise ValueError("circular chain")
        return b"".join(parts)
