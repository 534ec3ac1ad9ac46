"""The list of own tasks, grouped under the city's task that each carries out."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop.tasks.rules import STATE_LABELS, State
from desktop.tasks.ward_plan.queries import OwnLine
from desktop.text import day, number
from desktop.widgets.theme import current_tokens, em
from desktop.widgets.tokens import Tone

_UID = Qt.ItemDataRole.UserRole
_TASK = Qt.ItemDataRole.UserRole + 1
_HEADS = ("Việc của đơn vị", "Tình trạng", "%", "Thời hạn", "Kinh phí (triệu)", "Chủ trì")
_WIDTHS = (13, 7.2, 2.6, 9.9, 7.5, 9.8)
"""In lines of text; the first column takes what is left, but never less."""

_STATE, _PERCENT, _MONEY = 1, 2, 4
_ROW = 1.75
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TONES = {
    State.DONE: Tone.GOOD,
    State.OVERDUE: Tone.BAD,
    State.DUE_SOON: Tone.WARN,
    State.IN_PROGRESS: Tone.PRIMARY,
}


class PlanTree(QTreeWidget):
    """`chosen` tells the own task under the keyboard, empty on a heading; Del asks for its removal."""

    chosen = Signal(str)
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Việc của đơn vị theo nhiệm vụ được giao")
        self.setColumnCount(len(_HEADS))
        self.setHeaderLabels(_HEADS)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIndentation(em(self, 1))
        self._fit()
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._silent = False
        self.currentItemChanged.connect(lambda now, _before: self._tell(now))

    def show_lines(self, lines: Sequence[OwnLine], own_title: str) -> None:
        """Show these tasks; the chosen one stays chosen as far as it is still there."""
        kept, scrolled = self.current_uid(), self.verticalScrollBar().value()
        self._silent = True
        self.clear()
        heads: dict[str, QTreeWidgetItem] = {}
        for line in lines:
            under = line.task_code if line.city_text or line.task_code else ""
            if under not in heads:
                heads[under] = self._head(line, own_title)
            row = _row(line)
            row.setSizeHint(0, QSize(0, em(self, _ROW)))
            heads[under].addChild(row)
        self.expandAll()
        self._silent = False
        if not self.choose(kept):
            first = next(self._rows(), None)
            self.setCurrentItem(first) if first else self._tell(None)
        self.verticalScrollBar().setValue(scrolled)

    def choose(self, uid: str) -> bool:
        """Put the keyboard on an own task; tell whether it is there."""
        for item in self._rows():
            if uid and item.data(0, _UID) == uid:
                self.setCurrentItem(item)
                return True
        return False

    def current_uid(self) -> str:
        """Return the uid of the own task under the keyboard, empty when it is on a heading."""
        item = self.currentItem()
        return str(item.data(0, _UID) or "") if item else ""

    def current_task(self) -> str:
        """Return the code of the city's task under the keyboard or above it."""
        item = self.currentItem()
        return str(item.data(0, _TASK) or "") if item else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del asks to take the task out of the plan."""
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column what the others leave."""
        super().resizeEvent(event)
        others = sum(self.columnWidth(column) for column in range(1, len(_HEADS)))
        self.setColumnWidth(0, max(em(self, _WIDTHS[0]), self.viewport().width() - others))

    def _head(self, line: OwnLine, own_title: str) -> QTreeWidgetItem:
        if line.city_text:
            title = f"{line.city_number}. {line.city_text}"
        else:
            title = f"{line.task_code} (không còn trong kế hoạch đã nhận)" if line.task_code else own_title
        head = QTreeWidgetItem([title])
        head.setData(0, _TASK, line.task_code)
        head.setToolTip(0, title)
        head.setSizeHint(0, QSize(0, em(self, _ROW)))
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        self.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        return head

    def _rows(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.topLevelItemCount()):
            head = self.topLevelItem(place)
            for row in range(head.childCount() if head else 0):
                child = head.child(row) if head else None
                if child:
                    yield child

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if not self._silent:
            self.chosen.emit(str(item.data(0, _UID) or "") if item else "")

    def _fit(self) -> None:
        heads = self.header()
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, lines in enumerate(_WIDTHS):
            self.setColumnWidth(column, em(self, lines))
        self.headerItem().setToolTip(_MONEY, "Đã chi / dự kiến, triệu đồng")
        for column in (_MONEY, _PERCENT):
            self.headerItem().setTextAlignment(column, _RIGHT)


def _row(line: OwnLine) -> QTreeWidgetItem:
    percent = str(line.percent) if line.last_on else ""
    text = f"{line.number}. {' '.join(line.text.split())}"
    row = QTreeWidgetItem(
        [text, STATE_LABELS[line.state], percent, line.deadline, _money(line), line.section_label]
    )
    row.setData(0, _UID, line.uid)
    row.setData(0, _TASK, line.task_code)
    for column in (_MONEY, _PERCENT):
        row.setTextAlignment(column, _RIGHT)
    done = f", {line.percent}% ngày {day(line.last_on)}" if line.last_on else ""
    hint = "\n".join([line.text, line.why, *line.remarks])
    for column in range(len(_HEADS)):
        row.setToolTip(column, hint)
    row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{text}. {STATE_LABELS[line.state]}{done}")
    tokens = current_tokens()
    if line.state in _TONES:
        row.setForeground(_STATE, QColor(tokens.of(_TONES[line.state])))
    if line.remarks:
        row.setForeground(_MONEY if line.spent else 0, QColor(tokens.of(Tone.BAD)))
    return row


def _money(line: OwnLine) -> str:
    """Return what was spent of what is planned, in millions: “11 / 20”, “– / 20”."""
    if not line.planned and not line.spent:
        return ""
    spent, planned = (number(sum_ / 10**6) if sum_ else "–" for sum_ in (line.spent, line.planned))
    return f"{spent} / {planned}"
