"""Two tables side by side on one sheet, told by headings that stand there twice: each is read by itself."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from desktop.excel.book import Cell, Sheet
from desktop.people.importing.headings import BETWEEN, Heading
from desktop.people.importing.layouts import letter

_LONGEST = 31
"""Letters of the name of a sheet."""


def tables_apart(sheet: Sheet, heading: Heading) -> list[Sheet]:
    """Return each table as a sheet of its own with its cells at their places; none where there is but one.

    Each further table begins with the heading that the first begins with, goes on with the same headings,
    though it may have fewer, and names people.
    """
    texts = {column: _lowest(text) for column, text in sorted(heading.texts.items())}
    first = next(iter(texts), 0)
    starts = [column for column, text in texts.items() if text == texts[first]]
    parts = list(itertools.pairwise([*starts, max(texts, default=0) + 1]))
    tables = [[text for column, text in texts.items() if start <= column < end] for start, end in parts]
    names = [column for column, meaning in heading.columns.items() if meaning.key == "full_name"]
    are_alike = all(table == tables[0][: len(table)] for table in tables)
    have_names = all(any(start <= name < end for name in names) for start, end in parts)
    if len(parts) == 1 or not are_alike or not have_names:
        return []
    return [_part(sheet, start, end) for start, end in parts]


def _lowest(text: str) -> str:
    """Return the lowest line of a heading: above it each table may have a title of its own."""
    return text.rpartition(BETWEEN)[2].casefold()


def _part(sheet: Sheet, start: int, end: int) -> Sheet:
    place = f" ({letter(start)}–{letter(end - 1)})"
    return replace(
        sheet,
        name=sheet.name[: _LONGEST - len(place)] + place,
        rows=[_cut(row, start, end) for row in sheet.rows],
        merged=[area for area in sheet.merged if start <= area[1] < end],
    )


def _cut(row: Sequence[Cell], start: int, end: int) -> list[Cell]:
    return [cell if at >= start else None for at, cell in enumerate(row[:end])]
