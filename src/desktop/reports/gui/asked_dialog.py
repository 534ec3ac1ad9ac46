"""Asking what a report is about that was asked for unexpectedly, and which days it counts."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.reports.periods import Period, asked_period
from desktop.text import clean
from desktop.widgets import messages
from desktop.widgets.controls import button, hint
from desktop.widgets.partial_date import DateEdit
from desktop.widgets.theme import em


class AskedDialog(QDialog):
    """Asks for subject, first and last day; `then` receives the period and the subject."""

    def __init__(self, parent: QWidget, today: date, then: Callable[[Period, str], object]) -> None:
        super().__init__(parent)
        self._then = then
        self.setWindowTitle("Báo cáo đột xuất")
        self.subject = QLineEdit()
        self.subject.setPlaceholderText("Ví dụ: tình hình trí thức công tác trong ngành y tế")
        self.subject.setMaxLength(300)
        self.subject.setMinimumWidth(em(self, 30))
        self.first, self.last = DateEdit(), DateEdit()
        self.first.set_value(date(today.year, 1, 1).isoformat())
        self.last.set_value(today.isoformat())
        form = QFormLayout()
        for label, editor in (
            ("Báo cáo về", self.subject),
            ("Số liệu từ ngày", self.first),
            ("Đến hết ngày", self.last),
        ):
            editor.setAccessibleName(label)
            form.addRow(label, editor)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("Hủy", self.reject))
        foot.addWidget(button("Soạn báo cáo", self.submit, "edit", "primary"))
        layout = QVBoxLayout(self)
        layout.addWidget(hint("Ghi nội dung theo văn bản yêu cầu báo cáo."))
        layout.addLayout(form)
        layout.addLayout(foot)
        self.subject.setFocus()

    def submit(self) -> None:
        """Give the period on when everything is there."""
        subject = clean(self.subject.text())
        if not subject:
            messages.error(self, "Chưa ghi nội dung báo cáo; hãy ghi báo cáo về việc gì.")
            return
        try:
            days = [date.fromisoformat(str(editor.value())) for editor in (self.first, self.last)]
        except ValueError:
            messages.error(self, "Ngày chưa đúng; hãy ghi theo mẫu dd/mm/yyyy.")
            return
        try:
            period = asked_period(days[0], days[1], subject)
        except UserError as wrong:
            messages.error(self, wrong)
            return
        self.accept()
        self._then(period, subject)
