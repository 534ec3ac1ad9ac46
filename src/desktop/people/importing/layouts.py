"""How a sheet is laid out: which rows are headings, what each column means, in which encoding it is typed.

Found by the program, corrected by the user, or remembered from an earlier list of the same source.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from desktop.excel.book import Cell, Sheet
from desktop.excel.legacy import LEGACY, Encoding, looks_like, to_unicode
from desktop.people.importing.converting import ByColumn, in_unicode
from desktop.people.importing.guessing import guess_columns, holds_names, meant_by_values
from desktop.people.importing.headings import Heading, find_heading, heading_at, plain
from desktop.people.importing.meanings import Meaning
from desktop.people.normal import as_text
from desktop.text import day

ERROR_HEADING = "Lỗi"
"""The column in which a list comes back with what is wrong in it; it belongs to no source."""

_LOOKED_AT = 64
"""Rows at the top of a sheet within which the headings are looked for."""

_DEEPEST, _SAMPLES, _JUDGED, _SHORTEST = 3, 3, 300, 2
_MOST_COLUMNS = 300


@dataclass(frozen=True)
class Layout:
    """How one sheet is read. Headings stand in the rows `first` to `last`, counted from 0.

    A list without headings has `last` one before `first`: the people begin at `first`.
    """

    first: int
    last: int
    meanings: Mapping[int, Meaning]
    encodings: ByColumn = field(default_factory=dict)

    @property
    def is_headed(self) -> bool:
        """Tell whether the list has headings at all."""
        return self.last >= self.first


NO_LAYOUT = Layout(0, -1, {})


@dataclass(frozen=True)
class Known:
    """What is known of a list before it is read: corrections by sheet, remembered layouts by signature."""

    layouts: Mapping[str, Layout] = field(default_factory=dict)
    remembered: Mapping[str, Layout] = field(default_factory=dict)


NOTHING_KNOWN = Known()


@dataclass(frozen=True)
class Found:
    """The layout of a sheet, the encoding of the whole of it, and the source it was remembered by."""

    layout: Layout
    encoding: Encoding
    source: str = ""


def find_layout(sheet: Sheet, encoding: Encoding, known: Known) -> Found | None:
    """Return how to read a sheet: as corrected, else as remembered, else as its headings say; or None."""
    corrected = known.layouts.get(sheet.name)
    if corrected:
        return Found(corrected, encoding) if corrected.meanings else None
    remembered = _remembered(sheet, known.remembered)
    if remembered:
        signature, layout = remembered
        return Found(layout, encoding, signature)
    return _by_headings(sheet, encoding) or _remembered_without(sheet, encoding, known.remembered)


def draft_layout(sheet: Sheet, encoding: Encoding, known: Known) -> Found:
    """Return a layout to begin correcting with, also where nothing was found: then by what cells hold."""
    found = find_layout(sheet, encoding, known)
    if found and found.encoding is not encoding:
        by_column = dict.fromkeys(range(_width(sheet)), found.encoding) | dict(found.layout.encodings)
        return Found(replace(found.layout, encodings=by_column), encoding, found.source)
    if found:
        return found
    rows = in_unicode(sheet, encoding, {}, _JUDGED).rows
    return Found(Layout(0, -1, guess_columns(rows)), encoding)


def heading_of(sheet: Sheet, rows: Sequence[Sequence[Cell]], layout: Layout) -> Heading:
    """Return the headings as the sheet words them, with the meanings of the layout."""
    if layout.is_headed:
        found = heading_at(rows, layout.first, min(layout.last, len(rows) - 1), sheet.merged)
        texts = dict(found.texts)
    else:
        texts = {}
    for column in layout.meanings:
        texts.setdefault(column, f"Cột {letter(column)}")
    columns = dict(sorted(layout.meanings.items()))
    return Heading(layout.first, layout.last, columns, dict(sorted(texts.items())))


def relaid(sheet: Sheet, encoding: Encoding, first: int, last: int) -> Layout:
    """Return the layout that follows when the headings stand in these rows; without rows, by the cells."""
    rows = in_unicode(sheet, encoding, {}, _JUDGED).rows
    if last < first or first >= len(rows):
        return Layout(first, first - 1, guess_columns(rows[first:]))
    last = min(last, len(rows) - 1)
    heading = heading_at(rows, first, last, sheet.merged)
    return Layout(first, last, meant_by_values(heading, rows[last + 1 :]))


def _by_headings(sheet: Sheet, encoding: Encoding) -> Found | None:
    """Return what the headings say; where they say nothing, old encodings are tried: they decide."""
    tried = (encoding, *LEGACY) if encoding is Encoding.AUTO else (encoding,)
    found = []
    for one in tried:
        heading = find_heading(_top(sheet, one), sheet.merged)
        if heading:
            found.append((heading, one))
            if one is encoding:
                break
    if not found:
        return None
    heading, used = max(found, key=lambda pair: len(pair[0].keys))
    below = in_unicode(sheet, used, {}, _JUDGED).rows[heading.last + 1 :]
    return Found(Layout(heading.first, heading.last, meant_by_values(heading, below)), used)


def _top(sheet: Sheet, encoding: Encoding) -> Sequence[Sequence[Cell]]:
    """Return the first rows in Unicode; headings are converted whatever comes out."""
    if encoding not in LEGACY:
        return in_unicode(sheet, encoding, {}, _LOOKED_AT).rows
    top = sheet.rows[:_LOOKED_AT]
    return [[to_unicode(c, encoding) if isinstance(c, str) else c for c in row] for row in top]


# Remembering


def signature_of(sheet: Sheet, layout: Layout) -> str:
    """Return by what a list of the same source is known again: its headings, or the number of its columns."""
    if not layout.is_headed:
        return f"#{_width(sheet)}"
    return _signature(sheet, layout.first, layout.last)


def _signature(sheet: Sheet, first: int, last: int) -> str:
    return "\n".join(
        "|".join(
            f"{column}:{words}"
            for column, cell in enumerate(row)
            if isinstance(cell, str) and (words := plain(cell)) and cell.strip() != ERROR_HEADING
        )
        for row in sheet.rows[first : last + 1]
    )


def _remembered(sheet: Sheet, remembered: Mapping[str, Layout]) -> tuple[str, Layout] | None:
    """Find the headings of a remembered source near the top of a sheet."""
    if not remembered:
        return None
    deepest = max(signature.count("\n") for signature in remembered) + 1
    for first in range(min(len(sheet.rows), _LOOKED_AT)):
        for last in range(first, min(first + deepest, len(sheet.rows))):
            signature = _signature(sheet, first, last)
            if signature in remembered:
                return signature, replace(remembered[signature], first=first, last=last)
    return None


def _remembered_without(sheet: Sheet, encoding: Encoding, remembered: Mapping[str, Layout]) -> Found | None:
    """Find the source of a list without headings; its names must stand where they stood before."""
    signature = f"#{_width(sheet)}"
    layout = remembered.get(signature)
    if layout is None:
        return None
    rows = in_unicode(sheet, encoding, layout.encodings, _JUDGED).rows
    names = [column for column, meaning in layout.meanings.items() if meaning.key == "full_name"]
    cells = [row[column] for row in rows for column in names if column < len(row)]
    is_split = len(names) > 1
    return Found(layout, encoding, signature) if holds_names(cells, is_split=is_split) else None


def _width(sheet: Sheet) -> int:
    """Return the number of columns in use."""
    used = (column for row in sheet.rows[:_JUDGED] for column, cell in enumerate(row) if cell is not None)
    return min(max(used, default=-1) + 1, _MOST_COLUMNS)


# To be looked at


@dataclass(frozen=True)
class ColumnView:
    """One column as it is shown to be corrected: its heading, some of its values, before and after."""

    column: int
    heading: str
    samples: tuple[str, ...]
    meaning: Meaning | None
    encoding: Encoding
    before: tuple[str, ...]
    suspected: Encoding
    has_letters: bool
    """Whether there is anything in it that an encoding could change."""

    @property
    def letter(self) -> str:
        """The name that spreadsheets give the column."""
        return letter(self.column)


def column_views(sheet: Sheet, found: Found) -> list[ColumnView]:
    """Return every column in use with its first values as they would be read."""
    layout = found.layout
    raw = sheet.rows[:_JUDGED]
    rows = in_unicode(sheet, found.encoding, layout.encodings, _JUDGED).rows
    texts = heading_of(sheet, rows, layout).texts if rows else {}
    return [
        ColumnView(
            column=column,
            heading=texts.get(column, "") if layout.is_headed else "",
            samples=_samples(rows[layout.last + 1 :], column),
            meaning=layout.meanings.get(column),
            encoding=layout.encodings.get(column, Encoding.AUTO),
            before=_samples(raw[layout.last + 1 :], column),
            suspected=looks_like(_texts(rows[layout.last + 1 :], column)),
            has_letters=not all(map(str.isascii, _texts(raw[layout.last + 1 :], column))),
        )
        for column in range(_width(sheet))
    ]


def suspected_encodings(rows: Sequence[Sequence[Cell]], layout: Layout) -> Mapping[int, Encoding]:
    """Return the columns in use that look like typed in an old encoding, with that encoding."""
    top = rows[layout.last + 1 : layout.last + 1 + _JUDGED]
    found = {column: looks_like(_texts(top, column)) for column in layout.meanings}
    return {column: encoding for column, encoding in found.items() if encoding in LEGACY}


def _samples(rows: Sequence[Sequence[Cell]], column: int) -> tuple[str, ...]:
    """Return the first different values of a column; single letters only where there is nothing longer."""
    longer, short = dict[str, None](), dict[str, None]()
    for row in rows:
        cell = row[column] if column < len(row) else None
        if cell is not None:
            text = _shown(cell)
            (longer if len(text) >= _SHORTEST else short)[text] = None
        if len(longer) == _SAMPLES:
            break
    return tuple(longer or short)[:_SAMPLES]


def _texts(rows: Sequence[Sequence[Cell]], column: int) -> Iterator[str]:
    cells = (row[column] for row in rows if column < len(row))
    return (cell for cell in cells if isinstance(cell, str))


def _shown(cell: Cell) -> str:
    """Return a cell as a spreadsheet shows it."""
    if isinstance(cell, datetime):
        cell = cell.date()
    return day(cell) if isinstance(cell, date) else as_text(cell)


def letter(column: int) -> str:
    """Return A, B … Z, AA … for a column counted from 0."""
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name = chr(ord("A") + rest) + name
        column -= 1
    return name
