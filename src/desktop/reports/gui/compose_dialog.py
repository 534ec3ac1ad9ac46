"""Composing a report: each section's draft to edit, the paper to look at, then make it final."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.reports.actions import Issue, make_report
from desktop.reports.compose import Draft, compose
from desktop.widgets import messages
from desktop.widgets.controls import button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.partial_date import DateEdit
from desktop.widgets.pdf_view import PdfPreview
from desktop.widgets.theme import em, mark


class ComposeDialog(QDialog):
    """Holds the draft of one report; `made` receives the uid of the frozen one."""

    def __init__(self, parent: QWidget, office: Office, draft: Draft, made: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._office, self._draft, self._made = office, draft, made
        self.setWindowTitle(draft.report.title)
        self._editors = {section.key: QPlainTextEdit() for section in draft.outline.sections}
        self.preview = PdfPreview()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Các phần của báo cáo")
        self.numbered = QCheckBox("Lấy số văn bản đi, ngày ban hành:")
        self.issue_on = DateEdit()
        self._freeze = button("Chốt báo cáo", self.freeze, "lock", "primary")
        self._build()

    def _build(self) -> None:
        for section in self._draft.outline.sections:
            editor = self._editors[section.key]
            editor.setPlainText(self._draft.texts[section.key])
            editor.setAccessibleName(section.heading)
            editor.setTabChangesFocus(True)
            self.tabs.addTab(editor, section.heading.split(".", 1)[0])
            self.tabs.setTabToolTip(self.tabs.count() - 1, section.heading)
        self.tabs.addTab(self.preview, "Xem trước")
        self.tabs.currentChanged.connect(self._on_tab)
        self._heading = QLabel(self._draft.outline.sections[0].heading)
        mark(self._heading, look="heading")
        self.issue_on.set_value(date.today().isoformat())  # noqa: DTZ011
        self.issue_on.setAccessibleName("Ngày ban hành")
        foot = QHBoxLayout()
        foot.addWidget(self.numbered)
        foot.addWidget(self.issue_on)
        foot.addStretch(1)
        foot.addWidget(button("Hủy", self.reject))
        foot.addWidget(self._freeze)
        layout = QVBoxLayout(self)
        layout.addWidget(self._heading)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
        self.resize(em(self, 60), em(self, 40))

    def _on_tab(self, index: int) -> None:
        sections = self._draft.outline.sections
        self._heading.setText(sections[index].heading if index < len(sections) else self._draft.report.title)
        if index == len(sections):
            self._preview()

    def own_texts(self) -> dict[str, str]:
        """Return the sections that the officer has changed."""
        written = {key: editor.toPlainText() for key, editor in self._editors.items()}
        return {key: text for key, text in written.items() if text != self._draft.texts[key]}

    def _rewritten(self) -> Draft:
        data = self._draft.data
        with self._office.read() as session:
            return compose(session, data.plan.code, data.period.code, data.as_of, self.own_texts())

    def _preview(self) -> None:
        def work(job: Job) -> bytes:
            from desktop.documents.pdf import write_pdf

            return write_pdf(self._rewritten().report, job).data

        run_job(self, "Đang dàn trang", work, self.preview.show_pdf)

    def freeze(self) -> None:
        """Make the report final, with a number when asked for; once, however often it is asked for."""
        if not self._freeze.isEnabled():
            return
        issue = None
        if self.numbered.isChecked():
            try:
                issue = Issue(date.fromisoformat(str(self.issue_on.value())))
            except ValueError:
                messages.error(self, "Ngày ban hành chưa đúng; hãy ghi theo mẫu dd/mm/yyyy.")
                return

        self._freeze.setEnabled(False)

        def work(job: Job) -> str:
            draft = self._rewritten()
            with self._office.write() as session:
                return make_report(session, draft, made_on=date.today(), issue=issue, job=job)  # noqa: DTZ011

        run_job(self, "Đang chốt báo cáo", work, self._done, self._failed)

    def _done(self, uid: str) -> None:
        self.accept()
        self._made(uid)

    def _failed(self, wrong: UserError) -> None:
        self._freeze.setEnabled(True)
        messages.error(self, wrong)
