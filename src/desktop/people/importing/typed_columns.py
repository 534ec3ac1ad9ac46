"""Corrections of columns typed on the command line: “Họ tên khai sinh=full_name, C=birth, Ghi chú=-”."""

import re
from collections.abc import Mapping
from dataclasses import replace

from desktop.errors import UserError
from desktop.excel.book import Book, Sheet
from desktop.excel.legacy import Encoding
from desktop.people.importing.headings import BETWEEN, plain
from desktop.people.importing.layouts import Known, Layout, column_views, draft_layout, relaid
from desktop.people.importing.meanings import UNUSED, meaning_of, read_typed

_PAIR = re.compile(r"\s*([^=]+?)\s*=\s*([^,;=@]+(?:=[^,;=@]+)?)(?:@(\w+))?\s*(?:[,;]|$)")
_LETTERS = re.compile(r"[A-Z]{1,2}")

Typed = list[tuple[str, str, str]]
"""Column (heading or letter), code of its meaning, encoding or empty."""


def corrected(
    book: Book, encoding: Encoding, known: Known, typed: str, heading_row: int | None
) -> Mapping[str, Layout]:
    """Return the layouts of the sheets as typed; `heading_row` as Excel counts, 0 for no headings at all.

    Raises UserError for what cannot be understood, and for a column that no sheet has.
    """
    pairs = _read(typed)
    missing = {column for column, _, _ in pairs}
    layouts = {}
    for sheet in book.sheets:
        layout, used = _corrected_sheet(sheet, encoding, known, pairs, heading_row)
        missing -= used
        if used or (heading_row is not None and not pairs):
            layouts[sheet.name] = layout
    if missing:
        raise UserError(
            f"Không thấy cột “{min(missing)}” trong danh sách; hãy ghi đúng tiêu đề cột hoặc chữ cái của cột."
        )
    return layouts


def _read(typed: str) -> Typed:
    pairs, at = [], 0
    while at < len(typed):
        found = _PAIR.match(typed, at)
        code = read_typed(found[2].strip()) if found else ""
        known_encoding = not found or not found[3] or found[3] in set(Encoding)
        if not found or not code or not known_encoding:
            raise UserError(
                f"Không hiểu “{typed[at : at + 60].strip()}” trong --columns; hãy ghi dạng "
                f"“Tiêu đề cột=full_name”, cột không dùng thì ghi “Tiêu đề cột={UNUSED}”."
            )
        pairs.append((found[1].strip(), code, found[3] or ""))
        at = found.end()
    return pairs


def _corrected_sheet(
    sheet: Sheet, encoding: Encoding, known: Known, pairs: Typed, heading_row: int | None
) -> tuple[Layout, set[str]]:
    """Return the layout of one sheet, and which of the typed columns it has."""
    found = draft_layout(sheet, encoding, known)
    if heading_row is not None:
        laid = relaid(sheet, encoding, max(heading_row - 1, 0), heading_row - 1)
        found = replace(found, layout=laid)
    layout = found.layout
    meanings, encodings, used = dict(layout.meanings), dict(layout.encodings), set[str]()
    names: dict[str, int] = {}
    for view in column_views(sheet, found):
        names.setdefault(view.letter, view.column)
        for text in (view.heading, view.heading.rpartition(BETWEEN)[2]):
            names.setdefault(plain(text), view.column)
    for typed, code, one in pairs:
        column = names.get(typed if _LETTERS.fullmatch(typed) else plain(typed), names.get(plain(typed)))
        if column is None:
            continue
        used.add(typed)
        meanings.pop(column, None)
        meaning = meaning_of(code)
        if meaning:
            meanings[column] = meaning
        if one:
            encodings[column] = Encoding(one)
    return Layout(layout.first, layout.last, meanings, encodings), used
