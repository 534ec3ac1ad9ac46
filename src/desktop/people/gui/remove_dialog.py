"""Asking why a record shall go: the reason is part of the journal."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.widgets.controls import button
from desktop.widgets.theme import em, mark


class RemoveDialog(QDialog):
    """Names the record and takes the reason; `then` receives it when the user agrees."""

    def __init__(self, parent: QWidget, name: str, then: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Xóa hồ sơ")
        self._then = then
        heading = QLabel(f"Xóa hồ sơ “{name}”?", wordWrap=True)
        mark(heading, look="heading")
        text = QLabel(
            "Hồ sơ ra khỏi sổ và các thống kê; nhật ký còn giữ nội dung nên có thể hoàn tác ở Cài đặt › "
            "Nhật ký. Người chuyển đi hoặc đã mất thì sửa tình trạng, không xóa.",
            wordWrap=True,
        )
        label = QLabel("&Lý do xóa *")
        mark(label, look="muted")
        self.why = QLineEdit()
        self.why.setAccessibleName("Lý do xóa")
        self.why.setPlaceholderText("Ví dụ: nhập trùng, ghi nhầm người")
        label.setBuddy(self.why)
        self.remove_button = button("Xóa", self.accept, "delete", "danger")
        self.remove_button.setEnabled(False)
        self.why.textChanged.connect(lambda typed: self.remove_button.setEnabled(bool(typed.strip())))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.5))
        for widget in (heading, text, label, self.why):
            layout.addWidget(widget)
        layout.addLayout(self._make_buttons())
        self.setFixedWidth(em(self, 28))

    def accept(self) -> None:
        """Hand on the reason; without one nothing happens."""
        why = self.why.text().strip()
        if why:
            super().accept()
            self._then(why)

    def _make_buttons(self) -> QHBoxLayout:
        keep = button("Giữ lại", self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        for one in (keep, self.remove_button):
            one.setAutoDefault(False)
            row.addWidget(one)
        return row
