"""A table of many rows: it knows ids, fetches what is in sight, sorts by asking, copies to a spreadsheet."""

import sys
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.errors import UserError
from desktop.widgets import messages
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.row_model import PAGE_ROWS, Fetch, RowModel, TableColumn, Texts
from desktop.widgets.theme import current_tokens, em

__all__ = ["Fetch", "RowTable", "TableColumn"]

COPY_LIMIT = 5_000
"""More rows than this are exported, not copied."""

RESTORE_LIMIT = 10_000
"""A selection of more rows than this is dropped when other rows are shown."""

FirstRows = tuple[tuple[TableColumn, ...], Texts, Exception | None]
"""The first rows of a table as they were read for these columns, and what went wrong."""

_ROW_HEIGHT = 1.9
_SELECT = QItemSelectionModel.SelectionFlag


class RowTable(QTableView):
    """Shows rows by id. Selection, place and sorting survive `set_ids`; smooth with a million ids.

    A table that fetches `aside` gets what is in sight in a job: for rows that come from the database.
    """

    activated_id = Signal(int)
    selection_changed = Signal()
    sort_requested = Signal(str, bool)

    def __init__(
        self, columns: Sequence[TableColumn], fetch: Fetch, name: str = "Danh sách", *, aside: bool = False
    ) -> None:
        super().__init__()
        self._rows = RowModel(columns, fetch)
        self._rows.setParent(self)  # so that no thread of a job takes it away
        self._aside = aside
        self._asked: set[tuple[int, int]] = set()
        self._empty_text = "Chưa có dòng nào."
        self._sorted_by = ("", False)
        self._restoring = False
        self.setModel(self._rows)
        self.setAccessibleName(name)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._prepare_headers()
        self._rows.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(self._activate)

    def read_first(self, ids: Sequence[int]) -> FirstRows:
        """Fetch the first rows of these for `set_ids`; a job that has found them may ask."""
        columns = self._rows.columns
        return columns, *self._rows.read(ids[:PAGE_ROWS])

    def set_ids(self, ids: Sequence[int], first: FirstRows | None = None) -> None:
        """Show these rows in this order; what was selected stays selected as far as it is still there."""
        selected = self.selected_ids() if self.selected_count() <= RESTORE_LIMIT else []
        current = self.current_id()
        self._restoring = True
        self._rows.set_ids(ids)
        if first and ids and first[0] is self._rows.columns:
            self._rows.keep(0, *first[1:])
        self._restore(selected, current)
        self._restoring = False
        if not selected or self.selected_ids() != selected:
            self.selection_changed.emit()

    def set_columns(self, columns: Sequence[TableColumn]) -> None:
        """Show other columns; rows, selection and place stay."""
        selected, current = self.selected_ids(), self.current_id()
        self._restoring = True
        self._rows.set_columns(columns)
        self._restore(selected if len(selected) <= RESTORE_LIMIT else [], current)
        self._restoring = False
        heads = self.horizontalHeader()
        for place in range(heads.count()):
            heads.moveSection(heads.visualIndex(place), place)
        self._fit_to_text()
        self.show_sorting(*self._sorted_by)

    def ids(self) -> Sequence[int]:
        """Return the ids in the order shown."""
        return self._rows.ids

    def refresh(self) -> None:
        """Fetch again what is in sight, after a change of some rows."""
        self._rows.refresh()

    def set_empty_text(self, text: str) -> None:
        """Say what stands here while there are no rows, and how to get some."""
        self._empty_text = text
        self.viewport().update()

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected rows in the order shown."""
        return [self._rows.ids[row] for top, bottom in self._ranges() for row in range(top, bottom + 1)]

    def selected_count(self) -> int:
        """Return how many rows are selected, without listing them."""
        return sum(bottom - top + 1 for top, bottom in self._ranges())

    def current_id(self) -> int | None:
        """Return the id of the row with the keyboard focus, None when there is none."""
        row = self.currentIndex().row()
        return self._rows.ids[row] if 0 <= row < len(self._rows.ids) else None

    def select_id(self, wanted: int) -> bool:
        """Select and show one row; tell whether it is in the table."""
        try:
            row = self._rows.ids.index(wanted)
        except ValueError:
            return False
        place = self._rows.index(row, 0)
        # Not selectRow(): a Ctrl key held down would make it add to what is selected, or take away from it.
        self.selectionModel().setCurrentIndex(place, _SELECT.ClearAndSelect | _SELECT.Rows)
        self.scrollTo(place)
        return True

    def show_sorting(self, key: str, descending: bool) -> None:
        """Show by which column the rows are sorted; the rows themselves come with `set_ids`."""
        self._sorted_by = (key, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        keys = [column.key for column in self._rows.columns]
        self.horizontalHeader().setSortIndicator(keys.index(key) if key in keys else -1, order)

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard as a spreadsheet takes them (tabs between cells)."""
        if self.selected_count() > COPY_LIMIT:
            most = f"{COPY_LIMIT:,}".replace(",", ".")
            messages.warn(self, f"Chỉ chép được nhiều nhất {most} dòng một lần; hãy dùng chức năng Xuất.")
            return
        rows = (row for top, bottom in self._ranges() for row in range(top, bottom + 1))
        lines = ["\t".join(" ".join(text.split()) for text in self._rows.row_texts(row)) for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row, Ctrl+C copies the selected rows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say in words when there is nothing to show; rows that are not here yet are asked for."""
        if self._aside:
            self._fetch_aside()
        self._rows.is_painting = self._aside
        super().paintEvent(event)
        self._rows.is_painting = False
        if not self._rows.ids:
            area = self.viewport().rect()
            margin = em(self, 2)
            painter = QPainter(self.viewport())
            painter.setPen(current_tokens().muted)
            flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(
                Qt.TextFlag.TextWordWrap
            )
            painter.drawText(
                QRect(area).adjusted(margin, margin * 2, -margin, -margin), flags, self._empty_text
            )

    def _fetch_aside(self) -> None:
        """Have a job fetch what is in sight, a window's height above and below as well."""
        height = self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) + 1
        top = self.rowAt(0)
        if top < 0:
            return
        for page in self._rows.missing(top - height, top + 2 * height):
            asked = (self._rows.round, page)
            if asked not in self._asked:
                self._asked.add(asked)
                self._fetch_page(asked, self._rows.ids_of(page))

    def _fetch_page(self, asked: tuple[int, int], ids: Sequence[int]) -> None:
        def done(answer: tuple[Texts, Exception | None]) -> None:
            self._asked.discard(asked)
            if asked[0] == self._rows.round:
                self._rows.keep(asked[1], *answer)
                self.viewport().update()

        run_job(self, "Đọc các dòng", lambda _job: self._rows.read(ids), done, quiet=True)

    def changeEvent(self, event: QEvent) -> None:
        """Fit rows and columns to another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_to_text()

    def _prepare_headers(self) -> None:
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        heads.setStretchLastSection(True)
        heads.setSortIndicatorShown(True)
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        heads.setSectionsMovable(True)
        # With the table's own selection a heading walks all rows at every painting once all are selected.
        heads.setSelectionModel(QItemSelectionModel(self._rows, heads))
        heads.sectionClicked.connect(self._on_head_clicked)
        self._fit_to_text()

    def _fit_to_text(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(em(self, _ROW_HEIGHT))
        letter = self.fontMetrics().averageCharWidth()
        for index, column in enumerate(self._rows.columns):
            heading = self.horizontalHeader().fontMetrics().horizontalAdvance(column.title) + em(self, 2.2)
            self.setColumnWidth(index, max(round(column.width * letter), heading))

    def _on_head_clicked(self, section: int) -> None:
        column = self._rows.columns[section]
        if column.sortable:
            key, descending = self._sorted_by
            self.show_sorting(column.key, not descending if key == column.key else False)
            self.sort_requested.emit(*self._sorted_by)
        else:
            self.show_sorting(*self._sorted_by)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            messages.error(self, error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def _on_selection_changed(self) -> None:
        if not self._restoring:
            self.selection_changed.emit()

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid():
            self.activated_id.emit(self._rows.ids[index.row()])

    def _ranges(self) -> list[tuple[int, int]]:
        """Return first and last row of each selected stretch, in the order shown; never index by index."""
        selection = self.selectionModel().selection()
        stretches = [selection.at(index) for index in range(selection.count())]
        return sorted({(stretch.top(), stretch.bottom()) for stretch in stretches})

    def _restore(self, selected: Sequence[int], current: int | None) -> None:
        if not selected and current is None:
            return
        wanted = {*selected, current}
        found = {wanted_id: row for row, wanted_id in enumerate(self._rows.ids) if wanted_id in wanted}
        last = len(self._rows.columns) - 1
        selection = QItemSelection()
        for top, bottom in _stretches(sorted(found[one] for one in selected if one in found)):
            selection.select(self._rows.index(top, 0), self._rows.index(bottom, last))
        self.selectionModel().select(selection, _SELECT.ClearAndSelect | _SELECT.Rows)
        if current in found:
            index = self._rows.index(found[current], 0)
            self.selectionModel().setCurrentIndex(index, _SELECT.NoUpdate)
            self.scrollTo(index)


def _stretches(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Join neighbouring rows: 1, 2, 3, 7 becomes (1, 3), (7, 7)."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            yield rows[start], rows[at - 1]
            start = at
