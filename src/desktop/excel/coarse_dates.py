"""Dates that a workbook shows by month or year only: of “12/1990” Excel makes the first of December."""

import re
from collections.abc import Mapping, Set
from dataclasses import replace

from desktop.excel.book import Facts, Place
from desktop.excel.packed import Packed

MONTH, YEAR = "month", "year"
"""How much of a date a cell shows."""

MONTH_FORMAT = 17
"""Excel's own format “mmm-yy”."""

_UNITS = {"y": "year", "m": "month", "d": "day", "h": "hours", "s": "seconds"}
_FINE = {"day", "day-of-week", "hours", "minutes", "seconds"}
"""The units of a date by the letter of Excel and as OpenDocument names them; which of them are fine."""

_FORMAT = re.compile(rb"<numFmt\b[^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_STYLES = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_STYLE = re.compile(rb'<xf\b[^>]*?\bnumFmtId="(\d+)"')
_NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_TAIL = 4096


def with_coarse_dates(packed: Packed, facts: Mapping[str, Facts]) -> Mapping[str, Facts]:
    """Return the facts of the sheets with the cells that show a month or a year, where a style does so."""
    styles = _coarse_styles(packed.read("xl/styles.xml"))
    if not styles:
        return facts
    parts = {name: part for part, name in packed.sheet_parts().items()}
    return {
        name: replace(one, coarse=_cells(packed, parts[name], styles)) if name in parts else one
        for name, one in facts.items()
    }


def shown_part(code: str) -> str:
    """Return how much of a date a format shows: MONTH, YEAR, or nothing for all of it and for no date."""
    letters = set(_NO_LETTERS.sub("", code.lower().partition(";")[0]))
    return part_of({_UNITS[letter] for letter in letters & set(_UNITS)})


def part_of(shown: Set[str]) -> str:
    """Return how much of a date one sees of which these units are shown."""
    if "year" not in shown or shown & _FINE:
        return ""
    return MONTH if "month" in shown else YEAR


def _coarse_styles(styles: bytes) -> dict[bytes, str]:
    """Return what the styles of cells show that do not show the whole date, by their numbers."""
    formats = {b"%d" % MONTH_FORMAT: MONTH}
    for tag in _FORMAT.findall(styles):
        found = dict(_ATTRIBUTE.findall(tag))
        code = found.get(b"formatCode", b"").decode("utf-8", "replace").replace("&quot;", '"')
        formats[found.get(b"numFmtId", b"")] = shown_part(code)
    used = _STYLES.search(styles)
    numbers = _STYLE.findall(used[0]) if used else []
    return {b"%d" % at: shown for at, number in enumerate(numbers) if (shown := formats.get(number, ""))}


def _cells(packed: Packed, part: str, styles: Mapping[bytes, str]) -> dict[Place, str]:
    cell = re.compile(
        rb'<c\b(?=[^>]*\bs="(' + b"|".join(styles) + rb')")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>'
    )
    found: dict[Place, str] = {}
    before, stream = b"", packed.stream(part)
    while piece := stream.read():
        for style, letters, row in cell.findall(before + piece):
            found[int(row) - 1, _column(letters)] = styles[style]
        before = piece[-_TAIL:]
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
