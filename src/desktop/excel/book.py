"""A workbook as the features see it: sheets of plain cells, and what cells alone do not tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None
"""A plain value; empty cells are None."""

Area: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, counted from 0."""

Place: TypeAlias = tuple[int, int]
"""Row and column, counted from 0."""

NOT_CALCULATED = "="
"""Stands in `Sheet.lost` for a formula that was saved without its result."""


@dataclass(frozen=True)
class Sheet:
    """One sheet from its first row and column on.

    `fonts` names the fonts of old encodings only; `lost` the cells whose value is not in the file: formulas
    that were never calculated, and errors such as “#N/A”.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[Area] = ()
    fonts: Mapping[Place, str] = field(default_factory=dict)
    lost: Mapping[Place, str] = field(default_factory=dict)
    starts_1904: bool = False


@dataclass(frozen=True)
class Book:
    """All visible sheets of one file."""

    name: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Facts:
    """What the library that reads the cells leaves out, for one sheet."""

    merged: Sequence[Area] = ()
    fonts: Mapping[Place, str] = field(default_factory=dict)
    lost: Mapping[Place, str] = field(default_factory=dict)
    coarse: Mapping[Place, str] = field(default_factory=dict)
    """Cells whose format shows only month or year of a date (see `coarse_dates`)."""


LARGEST_UNPACKED = 500 * 1024**2
LARGEST_AREA = 10_000_000
"""Cells of the rectangle that holds a sheet's contents; a stray cell in the last row makes it explode."""


class TooLarge(Exception):
    """A file that would fill the memory."""


class Protected(Exception):
    """A file that opens with a password only."""


class TooFar(Exception):
    """A sheet with contents far from its list."""


def check_area(rows: int, columns: int) -> None:
    """Raise TooFar when so many rows and columns hold no list any more."""
    if rows * columns > LARGEST_AREA:
        raise TooFar
