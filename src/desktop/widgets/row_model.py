"""The rows behind a table: all ids in memory, the texts fetched in pages when they come into sight."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop.text import day
from desktop.widgets.theme import current_tokens
from desktop.widgets.tokens import Tone

PAGE_ROWS = 200
PAGES_KEPT = 60

_FORMER_PAGES = 3
"""Of so many pages, those seen last, it is remembered how they were."""

Row = Mapping[str, object] | Sequence[object]
"""A row's cells by the columns' keys, or in the columns' order."""

Fetch = Callable[[Sequence[int]], Sequence[Row | None]]
"""Gives one row for each id, in the same order; None for one that is gone."""

Texts = list[tuple[str, ...]]
"""The cells of a page, row by row."""

_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ALIGNMENTS = {
    "left": int(Qt.AlignmentFlag.AlignLeft | _MIDDLE),
    "center": int(Qt.AlignmentFlag.AlignHCenter | _MIDDLE),
    "right": int(Qt.AlignmentFlag.AlignRight | _MIDDLE),
}


@dataclass(frozen=True)
class TableColumn:
    """One column: key, heading, width in letters, where its cells stand, colours for certain texts."""

    key: str
    title: str
    width: int = 16
    align: Literal["left", "center", "right"] = "left"
    sortable: bool = True
    tones: Mapping[str, Tone] = field(default_factory=dict)


class RowModel(QAbstractTableModel):
    """Answers what a view asks; a page of rows is fetched once and forgotten when long unseen.

    `failed` tells an error of the fetch; its rows stay blank until the next refresh. While `is_painting`
    nothing is fetched: a row that is not here yet shows what was last known of it, or is blank. `round` tells
    how often all that was known has become old.
    """

    failed = Signal(object)

    def __init__(self, columns: Sequence[TableColumn], fetch: Fetch) -> None:
        super().__init__()
        self.ids: Sequence[int] = array("q")
        self._fetch = fetch
        self._pages: OrderedDict[int, Texts] = OrderedDict()
        self._last_page = -1
        self._former: dict[int, tuple[str, ...]] = {}
        self.round = 0
        self.is_painting = False
        self._take_columns(columns)

    def _take_columns(self, columns: Sequence[TableColumn]) -> None:
        self.columns = tuple(columns)
        self._alignments = tuple(_ALIGNMENTS[column.align] for column in columns)
        self._has_tones = tuple(bool(column.tones) for column in columns)

    def set_columns(self, columns: Sequence[TableColumn]) -> None:
        """Show other columns of the same rows, which are fetched again."""
        self.beginResetModel()
        self._take_columns(columns)
        self._forget()
        self._former.clear()
        self.endResetModel()

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show other rows; nothing is fetched until it is seen."""
        self.beginResetModel()
        self._forget()
        self.ids = ids
        self.endResetModel()

    def refresh(self) -> None:
        """Fetch again what is in sight, for the same ids."""
        self._forget()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns) - 1))

    def row_texts(self, row: int) -> tuple[str, ...]:
        """Return the texts of one row, fetching its page if needed."""
        page, at = divmod(row, PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None and self.is_painting:
            return self._former.get(self.ids[row]) or ("",) * len(self.columns)
        if rows is None:
            return self.keep(page, *self.read(self.ids_of(page)))[at]
        if page != self._last_page:
            self._last_page = page
            self._pages.move_to_end(page)
        return rows[at]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many ids there are."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        """Return text, alignment and colour of a cell; called thousands of times, so nothing is computed."""
        if role == _DISPLAY:
            return self.row_texts(index.row())[index.column()]
        if role == _ALIGNMENT:
            return self._alignments[index.column()]
        if role == _FOREGROUND and self._has_tones[index.column()]:
            tone = self.columns[index.column()].tones.get(self.row_texts(index.row())[index.column()])
            return QColor(current_tokens().of(tone)) if tone else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the headings, aligned like their cells."""
        if orientation == Qt.Orientation.Horizontal:
            if role == _DISPLAY:
                return self.columns[section].title
            if role == _ALIGNMENT:
                return self._alignments[section]
        return None

    def missing(self, top: int, bottom: int) -> list[int]:
        """Return the pages of these rows that are not here."""
        first, last = max(0, top) // PAGE_ROWS, min(bottom, len(self.ids) - 1) // PAGE_ROWS
        return [page for page in range(first, last + 1) if page not in self._pages]

    def ids_of(self, page: int) -> list[int]:
        """Return the ids of the rows of a page."""
        return list(self.ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS])

    def read(self, ids: Sequence[int]) -> tuple[Texts, Exception | None]:
        """Fetch rows, blank ones with the error if that fails; any thread may ask."""
        blank = ("",) * len(self.columns)
        try:
            fetched = self._fetch(ids)
            if len(fetched) != len(ids):
                raise ValueError(f"asked for {len(ids)} rows, got {len(fetched)}")
            return [blank if row is None else self._texts(row) for row in fetched], None
        except Exception as error:  # noqa: BLE001 - told once by the view: nothing may fly through a painter
            return [blank] * len(ids), error

    def keep(self, page: int, rows: Texts, error: Exception | None) -> Texts:
        """Show a page that was read."""
        if error:
            self.failed.emit(error)
        self._pages[page] = rows
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return rows

    def _forget(self) -> None:
        """What was known has become old: it is asked for again, and shown until the answer is there."""
        self.round += 1
        recent = [(page, self._pages[page]) for page in list(self._pages)[-_FORMER_PAGES:]]
        if recent:
            self._former = {
                one: texts
                for page, rows in recent
                for one, texts in zip(self.ids_of(page), rows, strict=True)
            }
        self._pages.clear()

    def _texts(self, row: Row) -> tuple[str, ...]:
        cells = [row[column.key] for column in self.columns] if isinstance(row, Mapping) else row
        return tuple(_text(cell) for cell in cells)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return day(cell) if isinstance(cell, date) else str(cell)
