"""Choosing the columns of a list and their order, by keyboard as well as by dragging."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.people.lists.columns import USUAL
from desktop.people.normal import FIELDS
from desktop.widgets import messages
from desktop.widgets.controls import button, hint, shortcut_action
from desktop.widgets.theme import em, mark

_KEY = int(Qt.ItemDataRole.UserRole)


class ColumnsDialog(QDialog):
    """All fields, the chosen ones checked and on top in their order; `chosen` receives the keys."""

    def __init__(
        self, parent: QWidget, columns: Sequence[str], chosen: Callable[[tuple[str, ...]], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Các cột của danh sách")
        self._chosen = chosen
        self.list = QListWidget()
        self.list.setAccessibleName("Các cột")
        self.list.setSpacing(2)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.show_columns(columns)
        heading = QLabel("Các cột của danh sách")
        mark(heading, look="heading")
        self.up = button("Lên", lambda: self.move_by(-1))
        self.down = button("Xuống", lambda: self.move_by(1))
        shortcut_action(self, "Lên", "Ctrl+Up", lambda: self.move_by(-1))
        shortcut_action(self, "Xuống", "Ctrl+Down", lambda: self.move_by(1))
        buttons = QHBoxLayout()
        for one in (self.up, self.down, button("Như ban đầu", lambda: self.show_columns(USUAL))):
            buttons.addWidget(one)
        buttons.addStretch(1)
        buttons.addWidget(button("Hủy", self.reject))
        buttons.addWidget(button("Dùng", self.accept, "check", "primary"))
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(heading)
        layout.addWidget(hint("Phím cách: chọn, bỏ một cột. Ctrl+↑, Ctrl+↓: đổi chỗ."))
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.resize(em(self, 30), min(em(self, 36), round(self.screen().availableSize().height() * 0.9)))

    def show_columns(self, columns: Sequence[str]) -> None:
        """Check these columns and put them on top in this order."""
        self.list.clear()
        for key in dict.fromkeys([*columns, *FIELDS]):
            item = QListWidgetItem(FIELDS[key].label)
            item.setData(_KEY, key)
            item.setCheckState(Qt.CheckState.Checked if key in columns else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def columns(self) -> tuple[str, ...]:
        """Return the keys of the checked columns in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(str(one.data(_KEY)) for one in items if one.checkState() == Qt.CheckState.Checked)

    def move_by(self, step: int) -> None:
        """Move the current column up or down."""
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)

    def accept(self) -> None:
        """Hand over the columns; a list without any would show nothing."""
        columns = self.columns()
        if not columns:
            messages.warn(self, "Chưa chọn cột nào; hãy chọn ít nhất một cột.")
            return
        super().accept()
        self._chosen(columns)
