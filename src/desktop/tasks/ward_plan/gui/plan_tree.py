"""The list of own tasks, grouped under the city's task that each carries out."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop.tasks.rules import STATE_LABELS, State
from desktop.tasks.ward_plan.queries import OwnLine
from desktop.text import day, number
from desktop.widgets.theme import current_tokens, em
from desktop.widgets.tokens import Tone

_UID = Qt.ItemDataRole.UserRole
_TASK = Qt.ItemDataRole.UserRole + 1
_HEADS = ("Việc của đơn vị", "Chủ trì", "Thời hạn", "Dự kiến (đ)", "Đã chi (đ)", "%", "Tình trạng")
_WIDTHS = (0, 13, 9, 8.5, 8.5, 3.4, 9)
"""In lines of text; the first column takes what is left."""

_MONEY, _SPENT, _PERCENT, _STATE = 3, 4, 5, 6
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
            heads[under].addChild(_row(line))
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

    def _head(self, line: OwnLine, own_title: str) -> QTreeWidgetItem:
        if line.city_text:
            title = f"{line.city_number}. {line.city_text}"
        else:
            title = f"{line.task_code} (không còn trong kế hoạch đã nhận)" if line.task_code else own_title
        head = QTreeWidgetItem([title])
        head.setData(0, _TASK, line.task_code)
        head.setToolTip(0, title)
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
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, lines in enumerate(_WIDTHS[1:], start=1):
            self.setColumnWidth(column, em(self, lines))


def _row(line: OwnLine) -> QTreeWidgetItem:
    planned = number(line.planned) if line.planned else ""
    spent = number(line.spent) if line.spent else ""
    percent = str(line.percent) if line.last_on else ""
    text = f"{line.number}. {' '.join(line.text.split())}"
    row = QTreeWidgetItem(
        [text, line.section_label, line.deadline, planned, spent, percent, STATE_LABELS[line.state]]
    )
    row.setData(0, _UID, line.uid)
    row.setData(0, _TASK, line.task_code)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for column in (_MONEY, _SPENT, _PERCENT):
        row.setTextAlignment(column, right)
    done = f", {line.percent}% ngày {day(line.last_on)}" if line.last_on else ""
    hint = "\n".join([line.text, line.why, *line.remarks])
    for column in range(len(_HEADS)):
        row.setToolTip(column, hint)
    row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{text}. {STATE_LABELS[line.state]}{done}")
    tokens = current_tokens()
    if line.state in _TONES:
        row.setForeground(_STATE, QColor(tokens.of(_TONES[line.state])))
    if line.remarks:
        row.setForeground(_SPENT if line.spent else 0, QColor(tokens.of(Tone.BAD)))
    return row
