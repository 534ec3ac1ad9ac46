"""Whether a paper takes a number: the day of issue, and the number when the office's clerk gave one."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit

from desktop.errors import UserError
from desktop.reports.actions import Issue
from desktop.text import day
from desktop.widgets.flow import FlowRow
from desktop.widgets.partial_date import DateEdit
from desktop.widgets.theme import em


class IssueRow(FlowRow):
    """A tick, a day and a number; without the tick day and number are not asked for."""

    def __init__(self, *, ticked: bool = False) -> None:
        self.numbered, self.issue_on, self.number = (
            QCheckBox("Lấy số văn bản đi, ngày:"),
            DateEdit(),
            QLineEdit(),
        )
        super().__init__(self.numbered, self.issue_on, self.number)
        self._today = date.today()  # noqa: DTZ011 - the calendar on the wall
        self.issue_on.set_value(self._today.isoformat())
        self.issue_on.setAccessibleName("Ngày ban hành")
        self.issue_on.setMaximumWidth(em(self, 11))
        self.number.setAccessibleName("Số do văn thư cấp")
        self.number.setPlaceholderText("số do văn thư cấp")
        self.number.setToolTip("Để trống thì lấy số tiếp theo trong sổ văn bản đi của chương trình")
        self.number.setMaximumWidth(em(self, 11))
        self.number.textEdited.connect(
            lambda text: self.numbered.setChecked(bool(text) or self.numbered.isChecked())
        )
        self.numbered.toggled.connect(self._show_state)
        self.numbered.setChecked(ticked)
        self._show_state()

    def issue(self) -> Issue | None:
        """Return how the paper is issued, None when it takes no number; raises UserError for a slip."""
        if not self.numbered.isChecked():
            return None
        try:
            on = date.fromisoformat(str(self.issue_on.value()))
        except ValueError:
            raise UserError("Ngày ban hành chưa đúng; hãy ghi theo mẫu dd/mm/yyyy.") from None
        if on > self._today:
            raise UserError(f"Ngày ban hành {day(on)} chưa tới; hãy chọn ngày đã qua hoặc hôm nay.")
        return Issue(on, self._number())

    def _number(self) -> int | None:
        typed = self.number.text().strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()):
            raise UserError(
                f"Số văn bản “{typed[:20]}” chưa đúng; hãy chỉ gõ phần số do văn thư cấp, ví dụ 145, "
                "hoặc để trống để lấy số tiếp theo."
            )
        return int(typed)

    def _show_state(self) -> None:
        self.issue_on.setEnabled(self.numbered.isChecked())
