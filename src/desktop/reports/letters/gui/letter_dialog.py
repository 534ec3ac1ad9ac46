"""Making a letter: what it is about on the left, the paper on the right, its number below."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.reports.gui.issue_row import IssueRow
from desktop.reports.letters.actions import make_letter
from desktop.reports.letters.choices import LetterChoices, letter_choices, who_is_late
from desktop.reports.letters.drafts import LetterWish, draft_letter
from desktop.widgets import messages
from desktop.widgets.controls import ChoiceBox, button, hint
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.partial_date import DateEdit
from desktop.widgets.pdf_view import PdfPreview
from desktop.widgets.theme import em, mark

_WORDS = {
    "meeting": ("Tên cuộc gặp, dịp", "Để trống thì lấy tên hoạt động"),
    "when": ("Thời gian", "Ví dụ: 08 giờ 00 ngày 20/12/2026"),
    "place": ("Địa điểm", "Để trống thì lấy của hoạt động"),
    "chair": ("Chủ trì", "Ví dụ: đồng chí Chủ tịch UBND phường"),
    "topics": ("Nội dung", "Để trống thì lấy của hoạt động"),
    "award": ("Hình thức khen", "Để trống thì ghi Giấy khen"),
}
_SHOWN = {
    "forward": {"report"},
    "reminder": {"plan", "who", "due"},
    "invitation": {"activity", "people", "meeting", "when", "place", "chair", "topics"},
    "honours": {"activity", "people", "meeting", "award"},
}
_IN_DEPARTMENT = {"reminder": {"plan", "period", "wards", "due"}}


class LetterDialog(QDialog):
    """Asks what the letter is about and shows it; `made` receives the uid of the frozen one."""

    def __init__(
        self, parent: QWidget, office: Office, made: Callable[[str], object], report: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Lập công văn, giấy mời, danh sách")
        self._office, self._made = office, made
        with office.read() as session:
            found = letter_choices(session)
        self._shown = _SHOWN | (_IN_DEPARTMENT if found.wards else {})
        self.kind = ChoiceBox("Loại văn bản", found.kinds)
        self.boxes = _boxes(found)
        self.boxes["report"].set_code(report)
        self.wards = _ward_list(found)
        self.due, self.lines = DateEdit(), {key: _line(*words) for key, words in _WORDS.items()}
        self.due.setAccessibleName("Hạn trả lời")
        self.fields, self.preview, self.issue_row = QFormLayout(), PdfPreview(), IssueRow()
        self._freeze = button("Chốt văn bản", self.freeze, "lock", "primary")
        self._freeze.setEnabled(office.actor.may(Right.MAKE_REPORTS))
        self._build()
        self.kind.currentIndexChanged.connect(lambda _index: self._show_fields())
        self.boxes["plan"].currentIndexChanged.connect(lambda _index: self._show_late())
        self._show_late()
        self._show_fields()

    def wish(self) -> LetterWish:
        """Return what the user wants to send."""
        shown, codes = self._shown[self.kind.code()], {key: box.code() for key, box in self.boxes.items()}
        kept = {key: code if key in shown else "" for key, code in codes.items()}
        ticked = [self.wards.item(row) for row in range(self.wards.count())]
        wards = [one.data(Qt.ItemDataRole.UserRole) for one in ticked if one.checkState() is _TICKED]
        return LetterWish(
            self.kind.code(),
            report=kept["report"],
            plan=kept["plan"],
            period=kept["period"],
            to=tuple(wards) if "wards" in shown else tuple(filter(None, (kept["who"],))),
            due=self._due(),
            activity=kept["activity"],
            people="" if kept["activity"] else kept["people"],
            words={key: line.text() for key, line in self.lines.items() if key in shown},
        )

    def show_paper(self) -> None:
        """Lay the letter out as it would be printed."""
        try:
            wish, issue = self.wish(), self.issue_row.issue()
        except UserError as wrong:
            messages.error(self, wrong)
            return

        def work(job: Job) -> bytes:
            from desktop.documents.pdf import write_pdf

            with self._office.read() as session:
                report = draft_letter(session, wish, issue.on if issue else _today()).report
            return write_pdf(report, job).data

        run_job(self, "Đang dàn trang", work, self.preview.show_pdf)

    def freeze(self) -> None:
        """Make the letter final; once, however often it is asked for."""
        if not self._freeze.isEnabled():
            return
        try:
            wish, issue = self.wish(), self.issue_row.issue()
        except UserError as wrong:
            messages.error(self, wrong)
            return
        self._freeze.setEnabled(False)

        def work(job: Job) -> str:
            with self._office.write() as session:
                return make_letter(session, wish, issue.on if issue else _today(), issue=issue, job=job)

        run_job(self, "Đang chốt văn bản", work, self._done, self._failed)

    def _done(self, uid: str) -> None:
        self.accept()
        self._made(uid)

    def _failed(self, wrong: UserError) -> None:
        self._freeze.setEnabled(True)
        messages.error(self, wrong)

    def _due(self) -> date | None:
        typed = self.due.value()
        if not typed:
            return None
        try:
            return date.fromisoformat(str(typed))
        except ValueError:
            raise UserError("Hạn trả lời chưa đúng; hãy ghi theo mẫu dd/mm/yyyy hoặc để trống.") from None

    def _show_late(self) -> None:
        """Offer who has late tasks of the chosen plan."""
        with self._office.read() as session:
            late = who_is_late(session, self.boxes["plan"].code(), _today())
        self.boxes["who"].set_choices([("", "Mọi phòng, cán bộ có nhiệm vụ quá hạn"), *late])

    def _show_fields(self) -> None:
        shown = self._shown[self.kind.code()]
        for key, widget in self._rows().items():
            self.fields.setRowVisible(widget, key in shown)
        self.preview.show_pdf(b"")

    def _rows(self) -> dict[str, QWidget]:
        return {**self.boxes, "wards": self.wards, "due": self.due, **self.lines}

    def _build(self) -> None:
        heading = QLabel(self.windowTitle())
        mark(heading, look="heading")
        labels = {"wards": "Phường, xã", "due": "Trả lời trước ngày"}
        self.fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.fields.addRow("Loại văn bản", self.kind)
        for key, widget in self._rows().items():
            self.fields.addRow(labels.get(key) or widget.accessibleName(), widget)
        inside, scroll = QWidget(), QScrollArea()
        inside.setLayout(self.fields)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumWidth(em(self, 24))
        middle = QHBoxLayout()
        middle.addWidget(scroll, 2)
        middle.addWidget(self.preview, 3)
        foot = QHBoxLayout()
        foot.addWidget(self.issue_row, 1)
        foot.addWidget(button("Xem trước", self.show_paper, "search"))
        foot.addWidget(button("Đóng", self.reject))
        foot.addWidget(self._freeze)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(heading)
        layout.addWidget(hint("Chốt thì văn bản được giữ nguyên, có mã tra cứu, ký được; lấy số thì vào sổ."))
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        self.resize(QSize(em(self, 78), em(self, 46)).boundedTo(self.screen().availableSize() * 0.95))


_TICKED = Qt.CheckState.Checked


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the calendar on the wall


def _boxes(found: LetterChoices) -> dict[str, ChoiceBox]:
    return {
        "report": ChoiceBox("Báo cáo đã có số", found.reports or [("", "Chưa có báo cáo nào có số")]),
        "plan": ChoiceBox("Kế hoạch", found.plans or [("", "Chưa nhận kế hoạch nào")]),
        "period": ChoiceBox("Kỳ báo cáo", found.periods),
        "who": ChoiceBox("Đôn đốc ai", ()),
        "activity": ChoiceBox("Hoạt động", [("", "Không lấy từ hoạt động"), *found.activities]),
        "people": ChoiceBox("Danh sách đã lưu", [("", "Không lấy từ danh sách"), *found.lists]),
    }


def _line(label: str, example: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(label)
    line.setPlaceholderText(example)
    line.setMaxLength(300)
    return line


def _ward_list(found: LetterChoices) -> QListWidget:
    listed = QListWidget()
    listed.setAccessibleName("Phường, xã cần đôn đốc")
    for code, label in found.wards:
        item = QListWidgetItem(label, listed)
        item.setData(Qt.ItemDataRole.UserRole, code)
        item.setCheckState(Qt.CheckState.Unchecked)
    return listed
