"""Text in columns: .csv and .tsv files, and what spreadsheets and Word put on the clipboard."""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from desktop.excel.book import LARGEST_AREA, Cell, TooLarge

_BETWEEN = (";", "\t", ",")
_LOOKED_AT = 4096
_LONGEST_CELL = 1024 * 1024


class NotSeparated(Exception):
    """Something else than text in columns."""


def read_separated(content: bytes, *, must_be_table: bool) -> list[list[Cell]]:
    """Read comma, semicolon or tab separated text in UTF-8, UTF-16 or, for old lists, one byte a letter.

    Raises NotSeparated for what is no text or, with `must_be_table`, has no columns of the same number in
    every line.
    """
    text = _decoded(content)
    if "\0" in text or (must_be_table and not _is_table(text)):
        raise NotSeparated
    try:
        dialect: type[csv.Dialect] | str = csv.Sniffer().sniff(text[:_LOOKED_AT], "".join(_BETWEEN))
    except csv.Error:
        dialect = "excel"
    return _rows(text, dialect)


def read_clipboard(text: str) -> list[list[Cell]]:
    """Read what was copied in a spreadsheet or from a table in Word: tabs between cells.

    Spreadsheets put cells with line breaks into quotes; Word does not, so that a row then breaks into
    several short lines, which are joined again.
    """
    if len(text) > LARGEST_AREA:
        raise TooLarge
    text = text.replace("\0", "").rstrip("\r\n")
    if '"' in text:
        try:
            rows = _rows(text, "excel-tab", strict=True)
        except NotSeparated:
            rows = None
        if rows is not None:
            return rows
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [[cell or None for cell in line.split("\t")] for line in _joined(lines)]


def _rows(text: str, dialect: type[csv.Dialect] | str, *, strict: bool = False) -> list[list[Cell]]:
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), dialect, strict=strict)
        return [[cell or None for cell in row] for row in rows]
    except csv.Error as error:
        raise NotSeparated from error
    finally:
        csv.field_size_limit(limit)


def _joined(lines: Sequence[str]) -> list[str]:
    """Join lines that are too short, one after the other, until they make a whole row."""
    tabs = [line.count("\t") for line in lines]
    whole = Counter(tabs).most_common(1)[0][0] if tabs else 0
    made: list[str] = []
    at = 0
    while at < len(lines):
        end, have = at + 1, tabs[at]
        while 0 < tabs[at] < whole and end < len(lines) and tabs[end] < whole and have < whole:
            have, end = have + tabs[end], end + 1
        end = end if have == whole else at + 1
        made.append("\n".join(lines[at:end]))
        at = end
    return made


def _is_table(text: str) -> bool:
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    lines = lines if len(text) <= _LOOKED_AT else lines[:-1]
    counts = [{line.count(mark) for line in lines} for mark in _BETWEEN]
    return len(lines) > 1 and any(len(count) == 1 and 0 not in count for count in counts)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
