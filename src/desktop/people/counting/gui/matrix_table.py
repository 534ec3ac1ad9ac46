"""The table of a cross table on screen: heads that stay, figures that open their people, copying to Excel."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.people.counting.tables import Line, Matrix, Shares, Spot
from desktop.text import number
from desktop.widgets.theme import current_tokens, em

_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SHARE = int(Qt.ItemDataRole.UserRole)
_FIGURES = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ABOVE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_BESIDE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

_ROW_HEIGHT, _NARROWEST, _WIDEST, _SHARE_ROOM, _LABEL_ROOM = 1.75, 4.6, 8.5, 3.3, 15.0
"""Sizes in lines of text."""

Index = QModelIndex | QPersistentModelIndex


def as_text(matrix: Matrix) -> str:
    """Return the table as lines with tabs between the cells: bare figures, which every spreadsheet reads."""
    rows = matrix.axes[0]
    head = [rows.title if rows else "", *matrix.columns.values()]
    body = (
        [
            line.label,
            *([] if line.is_heading else (str(matrix.count(line.spot(key))) for key in matrix.columns)),
        ]
        for line in matrix.lines()
    )
    return "\n".join("\t".join(cells) for cells in (head, *body))


class MatrixModel(QAbstractTableModel):
    """Answers what the view asks of a matrix; only what is in sight is put into words."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix: Matrix | None = None
        self.lines: list[Line] = []
        self.keys: tuple[str, ...] = ()
        self.titles: tuple[str, ...] = ()
        self._shares = Shares.NONE
        self._bold = QFont()
        self._bold.setBold(True)

    def show_matrix(self, matrix: Matrix, shares: Shares) -> None:
        """Show another table."""
        self.beginResetModel()
        self.matrix, self._shares, self.lines = matrix, shares, list(matrix.lines())
        self.keys, self.titles = tuple(matrix.columns), tuple(matrix.columns.values())
        self.endResetModel()

    def spot(self, index: Index) -> Spot | None:
        """Return the place of a figure, None where there is none."""
        line = self.lines[index.row()] if index.isValid() else None
        return None if line is None or line.is_heading else line.spot(self.keys[index.column()])

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns of figures there are."""
        return 0 if parent.isValid() else len(self.keys)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return figure, share, place and weight of a cell."""
        line = self.lines[index.row()]
        if role == _DISPLAY:
            spot = self.spot(index)
            return number(self.matrix.count(spot)) if self.matrix and spot else line.label
        if role == _SHARE:
            return self._share(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _BESIDE if line.is_heading else _FIGURES
        if role == Qt.ItemDataRole.FontRole and (line.is_total or line.is_heading):
            return self._bold
        return None

    def _share(self, index: Index) -> str:
        spot = self.spot(index)
        share = self.matrix.share(spot, self._shares) if self.matrix and spot else None
        return "" if share is None else f"{number(share, 1)}%"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the labels above and beside the figures; what does not fit is told by a tip."""
        above = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ABOVE if above else _BESIDE
        if above:
            return self.titles[section] if role == _DISPLAY else None
        line = self.lines[section]
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return "" if line.is_heading else line.label
        return self._bold if role == Qt.ItemDataRole.FontRole and line.is_total else None


class _Figure(QStyledItemDelegate):
    """Draws a figure and, muted on its right, its share; the figures stand below each other."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        share = index.data(_SHARE)
        if not share:
            super().paint(painter, option, index)
            return
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        words, drawn.text = drawn.text, ""
        view = drawn.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, view)
        room = em(view, _SHARE_ROOM)
        inside = drawn.rect.adjusted(0, 0, -em(view, 0.4), 0)
        painter.save()
        painter.setFont(drawn.font)
        painter.setPen(current_tokens().text)
        painter.drawText(QRect(inside).adjusted(0, 0, -room, 0), _FIGURES, words)
        painter.setPen(current_tokens().muted)
        painter.drawText(inside, _FIGURES, share)
        painter.restore()


def bold(font: QFont) -> QFont:
    """Return the same font in bold, as heads and totals are written."""
    made = QFont(font)
    made.setBold(True)
    return made


class _Heads(QHeaderView):
    """The labels above the figures, on as many lines as they need."""

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Be as high as the wrapped label."""
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        metrics = QFontMetrics(bold(self.font()))
        room = QRect(0, 0, max(1, self.sectionSize(section) - em(self, 1.0)), 10_000)
        wrapped = metrics.boundingRect(room, _ABOVE, text)
        return QSize(self.sectionSize(section), wrapped.height() + em(self, 0.9))


class MatrixTable(QTableView):
    """Shows a cross table; Enter or a double click on a figure asks to open its people."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._cells = MatrixModel()
        self._shares = Shares.NONE
        self.setModel(self._cells)
        self.setHorizontalHeader(_Heads(Qt.Orientation.Horizontal, self))
        self.setItemDelegate(_Figure(self))
        self.setAccessibleName("Bảng thống kê")
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setHighlightSections(False)
            head.setSectionsClickable(False)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(self._open)

    def show_matrix(self, matrix: Matrix, shares: Shares) -> None:
        """Show a table with its shares; the place of the keyboard stays when the table is the same one."""
        kept = self.currentIndex() if self._is_same(matrix) else QModelIndex()
        place = (kept.row(), kept.column())
        self._shares = shares
        self._cells.show_matrix(matrix, shares)
        self.clearSpans()
        for row, line in enumerate(self._cells.lines):
            if line.is_heading and len(self._cells.keys) > 1:
                self.setSpan(row, 0, 1, len(self._cells.keys))
        self.fit_to_text()
        first = next((at for at, line in enumerate(self._cells.lines) if not line.is_heading), 0)
        index = self._cells.index(*place)
        self.setCurrentIndex(index if index.isValid() else self._cells.index(first, 0))

    def copy_table(self) -> None:
        """Put the whole table on the clipboard as a spreadsheet takes it."""
        if self._cells.matrix is not None:
            QGuiApplication.clipboard().setText(as_text(self._cells.matrix))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the people of a figure, Ctrl+C copies the table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_table()
        else:
            super().keyPressEvent(event)

    def fit_to_text(self) -> None:
        """Fit lines, columns and labels to the size of the text."""
        self.verticalHeader().setDefaultSectionSize(em(self, _ROW_HEIGHT))
        heads = QFontMetrics(bold(self.horizontalHeader().font()))
        more = em(self, _SHARE_ROOM) if self._shares is not Shares.NONE else 0
        for at, title in enumerate(self._cells.titles):
            longest = max(heads.horizontalAdvance(word) for word in (*title.split(), ""))
            wished = max(em(self, _NARROWEST) + more, longest + em(self, 1.4))
            whole = heads.horizontalAdvance(title) // 2 + em(self, 2)
            self.setColumnWidth(at, max(wished, min(whole, em(self, _WIDEST))))
        labels = self.verticalHeader().fontMetrics()
        widest = max((labels.horizontalAdvance(line.label) for line in self._cells.lines), default=0)
        self.verticalHeader().setFixedWidth(min(widest + em(self, 2), em(self, _LABEL_ROOM)))

    def _is_same(self, matrix: Matrix) -> bool:
        shown = self._cells.matrix
        return shown is not None and shown.layout == matrix.layout

    def _open(self, index: QModelIndex) -> None:
        spot = self._cells.spot(index)
        if spot is not None:
            self.opened.emit(spot)
