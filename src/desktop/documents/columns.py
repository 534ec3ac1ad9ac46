"""How wide the columns of a table stand and how large its letters are, so that no word is cut."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from desktop.documents.model import Table
from desktop.documents.wording import cell_text

Measure = Callable[[str, float, bool], float]
"""(text, size, bold) → width in points."""

_LEADING_COLUMNS = 2
_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0)
_LONGEST_WHOLE = 24
"""Longer words (addresses of web pages, runs of letters) may be broken."""
_ROWS_MEASURED = 500
CELL_PADDING = 3.0
"""Left and right of each cell, in points."""


@dataclass(frozen=True)
class Fit:
    """The letter size of a table and the width of each column, in points; the widths fill the page."""

    size: float
    widths: tuple[float, ...]


def fit(table: Table, room: float, measure: Measure) -> Fit:
    """Return the largest letters with which every column holds its longest word; relative widths are kept."""
    ems = _least_ems(table, measure)
    for size in _SIZES:
        least = _least(ems, size)
        if sum(least) <= room and size <= _size_for(len(table.columns)):
            return Fit(size, _shared(table, least, room))
    return Fit(_SIZES[-1], tuple(room / len(table.columns) for _ in table.columns))


def page_parts(table: Table, room: float, measure: Measure) -> list[Table]:
    """Return the table, or parts that fit the page side by side in the smallest letters.

    Each part repeats the first two columns (number and name); figures are thus never broken over two lines.
    """
    least = _least(_least_ems(table, measure), _SIZES[-1])
    lead = _LEADING_COLUMNS if len(least) > 2 * _LEADING_COLUMNS else 0
    groups: list[list[int]] = [[]]
    free = room - sum(least[:lead])
    left = free
    for position in range(lead, len(least)):
        if least[position] > left and groups[-1]:
            groups.append([])
            left = free
        groups[-1].append(position)
        left -= least[position]
    if len(groups) == 1 or free <= 0:
        return [table]
    parts = [_only(table, [*range(lead), *group]) for group in groups]
    return [parts[0], *(replace(part, caption=f"{part.caption} (tiếp theo)".strip()) for part in parts[1:])]


def _only(table: Table, positions: list[int]) -> Table:
    rows = (
        row if row.section else replace(row, cells=tuple(row.cells[p] for p in positions))
        for row in table.rows
    )
    return replace(table, columns=tuple(table.columns[p] for p in positions), rows=tuple(rows))


def _least(ems: list[float], size: float) -> list[float]:
    return [em * size + CELL_PADDING * 2 + 1 for em in ems]


def _size_for(columns: int) -> float:
    return 12.0 if columns <= 6 else 11.0 if columns <= 9 else 10.0


def _least_ems(table: Table, measure: Measure) -> list[float]:
    """Return the longest word of each column as a multiple of the letter size."""
    ems = []
    for position, column in enumerate(table.columns):
        words = {(word, True) for word in column.title.split() if len(word) <= _LONGEST_WHOLE}
        words |= set(_words_below(table, position))
        ems.append(max((measure(word, 100.0, bold) / 100 for word, bold in words), default=1.0))
    return ems


def _words_below(table: Table, position: int) -> Iterator[tuple[str, bool]]:
    for row in table.rows[:_ROWS_MEASURED]:
        if not row.section:
            text = cell_text(row.cells[position], table.columns[position])
            yield from ((word, row.total) for word in text.split() if len(word) <= _LONGEST_WHOLE)


def _shared(table: Table, least: list[float], room: float) -> tuple[float, ...]:
    """Share the room by the relative widths, but give no column less than it needs."""
    fixed: set[int] = set()
    while True:
        free = [position for position in range(len(least)) if position not in fixed]
        left = room - sum(least[position] for position in fixed)
        whole = sum(max(table.columns[position].width, 0.01) for position in free)
        wanted = {p: left * max(table.columns[p].width, 0.01) / whole for p in free}
        tight = {p for p in free if wanted[p] < least[p]}
        if not tight:
            return tuple(wanted.get(p, least[p]) for p in range(len(least)))
        fixed |= tight
