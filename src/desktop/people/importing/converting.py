"""The rows of a sheet in Unicode: by the fonts of the cells, by the column, or all in one encoding."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from desktop.excel.book import Cell, Place, Sheet
from desktop.excel.legacy import LEGACY, Encoding, converted, encoding_of_font, is_capital_font, to_unicode

Rows: TypeAlias = "list[list[Cell]]"

ByColumn: TypeAlias = Mapping[int, Encoding]
"""The encodings of single columns; they go before that of the whole sheet."""


@dataclass
class Converted:
    """Rows in Unicode; `left` are the cells that were not converted, as that would have made nonsense."""

    rows: Rows
    left: dict[Place, str] = field(default_factory=dict)


def in_unicode(sheet: Sheet, encoding: Encoding, by_column: ByColumn, limit: int | None = None) -> Converted:
    """Return the rows in Unicode: by the cells' fonts (auto), all as they are, or all of one old encoding."""
    rows = sheet.rows[:limit]
    by_font = encoding is Encoding.AUTO and bool(sheet.fonts)
    if not by_font and encoding not in LEGACY and not any(one in LEGACY for one in by_column.values()):
        return Converted(rows)  # type: ignore[arg-type] # nothing to convert: the very rows of the sheet
    result = Converted([])
    for at, row in enumerate(rows):
        result.rows.append(
            [
                _one(sheet, (at, column), cell, by_column.get(column, encoding), result.left)
                if isinstance(cell, str)
                else cell
                for column, cell in enumerate(row)
            ]
        )
    return result


def _one(sheet: Sheet, place: Place, text: str, encoding: Encoding, left: dict[Place, str]) -> str:
    if encoding is Encoding.AUTO:
        font = sheet.fonts.get(place, "")
        found = to_unicode(text, encoding_of_font(font)) if font else text
        return found.upper() if font and is_capital_font(font) else found
    sensible = converted(text, encoding)
    if sensible is None:
        left[place] = text
    return text if sensible is None else sensible
