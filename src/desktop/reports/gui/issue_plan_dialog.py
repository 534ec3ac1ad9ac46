"""Printing and issuing the office's own plan: the paper on the screen, number, date, what it answers."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.documents.undrawn import undrawn_note, written_words
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.reports.actions import FORMATS, Issue, write_files, write_report
from desktop.reports.gui.issue_row import IssueRow
from desktop.reports.queries import get_snapshot, latest_pdf, report_of
from desktop.reports.ward_plan import IssuedPlan, draft_paper, issue_ward_plan
from desktop.tasks.ward_plan.changes import changes_since
from desktop.tasks.ward_plan.queries import WardPlanView, ward_plan
from desktop.widgets import files, messages
from desktop.widgets.controls import button, hint
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.pdf_view import PdfPreview
from desktop.widgets.theme import em, mark


@dataclass(frozen=True)
class _Wish:
    """What the user has chosen: the number and its day, if any, and which city's task it answers."""

    issue: Issue | None
    answer: str


class IssuePlanDialog(QDialog):
    """Shows the plan as it would be printed; makes it final, or only writes it as a draft."""

    def __init__(self, parent: QWidget, office: Office, plan_code: str) -> None:
        super().__init__(parent)
        self._office, self._code = office, plan_code
        self._today = date.today()  # noqa: DTZ011 - the calendar on the wall
        with office.read() as session:
            self._view = ward_plan(session, plan_code, self._today)
        self.setWindowTitle("In kế hoạch của đơn vị")
        self.preview = PdfPreview()
        self.issue_row = IssueRow()
        self.numbered, self.issue_on = self.issue_row.numbered, self.issue_row.issue_on
        self.answers = QCheckBox(self._answer_words())
        if self._view.asked_by is None:
            self.answers.hide()
        self.answers.setChecked(self._view.asked_by is not None and self._view.asked_by.percent < 100)
        self._is_done = _is_issued(self._view) and " số " in self._view.versions[-1].paper
        self._freeze = button("Chốt kế hoạch", self.freeze, "lock", "primary")
        if self._is_done:
            self._freeze = button("Xuất tệp…", self.freeze, "export", "primary")
        self._build()
        self._show_paper()

    def _build(self) -> None:
        heading = QLabel(self.windowTitle())
        mark(heading, look="heading")
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.5))
        for widget in (heading, hint(_standing(self._view))):
            layout.addWidget(widget)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.issue_row)
        if self._is_done:
            self.issue_row.hide()
        layout.addWidget(self.answers)
        foot = QHBoxLayout()
        draft = button("Xuất dự thảo…", self.export_draft, "export")
        foot.addWidget(draft)
        if self._is_done:
            draft.hide()
        foot.addStretch(1)
        foot.addWidget(button("Đóng", self.reject))
        foot.addWidget(self._freeze)
        layout.addLayout(foot)
        self.resize(QSize(em(self, 62), em(self, 52)).boundedTo(self.screen().availableSize() * 0.95))

    def _answer_words(self) -> str:
        asked = self._view.asked_by
        if asked is None:
            return ""
        return f"Ghi là kết quả (100%) của nhiệm vụ {asked.number} ({asked.code}) mà cấp trên giao"

    def _show_paper(self) -> None:
        def work(job: Job) -> bytes:
            from desktop.documents.pdf import write_pdf

            with self._office.read() as session:
                if _is_issued(self._view):
                    snapshot = get_snapshot(session, self._view.versions[-1].snapshot_uid)
                    return latest_pdf(session, snapshot).content
                report = draft_paper(session, self._code, self._today)
            return write_pdf(report, job).data

        run_job(self, "Đang dàn trang", work, self.preview.show_pdf, self._cannot)

    def _cannot(self, wrong: UserError) -> None:
        self._freeze.setEnabled(False)
        messages.error(self, wrong)

    def freeze(self) -> None:
        """Make the plan final; once, however often it is asked for."""
        wish = self._wish()
        if wish is None or not self._freeze.isEnabled():
            return
        self._freeze.setEnabled(False)

        def work(job: Job) -> IssuedPlan:
            with self._office.write() as session:
                return issue_ward_plan(
                    session, self._code, self._today, issue=wish.issue, answer=wish.answer, job=job
                )

        run_job(self, "Đang chốt kế hoạch", work, self._done, self._failed)

    def _wish(self) -> _Wish | None:
        try:
            issue = self.issue_row.issue()
        except UserError as wrong:
            messages.error(self, wrong)
            return None
        asked = self._view.asked_by
        answer = asked.code if asked and self.answers.isChecked() else ""
        return _Wish(issue, answer)

    def _done(self, issued: IssuedPlan) -> None:
        text = f"Đã chốt {issued.paper} (bản {issued.version}). Văn bản nằm ở trang Báo cáo. Xuất tệp ngay?"
        messages.ask(
            self, text, "Xuất tệp…", "Để sau", lambda: self._export(issued.snapshot_uid), self.accept
        )

    def _failed(self, wrong: UserError) -> None:
        self._freeze.setEnabled(True)
        messages.error(self, wrong)

    def _export(self, uid: str) -> None:
        def write(folder: Path) -> None:
            def work(job: Job) -> str:
                with self._office.read() as session:
                    note = undrawn_note(report_of(get_snapshot(session, uid)))
                    return written_words(write_files(session, uid, FORMATS, folder, job), note)

            run_job(self, "Đang xuất tệp", work, self._exported)

        files.choose_folder(self, "Chọn thư mục để xuất kế hoạch", write)

    def _exported(self, text: str) -> None:
        messages.info(self, text)
        self.accept()

    def export_draft(self) -> None:
        """Write the plan as it stands into a folder, without freezing it."""

        def write(folder: Path) -> None:
            def work(job: Job) -> str:
                with self._office.read() as session:
                    report = draft_paper(session, self._code, self._today)
                paths = write_report(report, f"ke-hoach_{self._code}_du-thao", FORMATS, folder, job)
                return written_words(paths, undrawn_note(report), "Đã xuất dự thảo")

            run_job(self, "Đang xuất tệp", work, lambda text: messages.info(self, text))

        files.choose_folder(self, "Chọn thư mục để xuất dự thảo", write)


def _is_issued(view: WardPlanView) -> bool:
    return bool(view.versions) and not changes_since(view.versions[-1], view)


def _standing(view: WardPlanView) -> str:
    if not view.versions:
        return "Kế hoạch chưa chốt lần nào. Chốt thì văn bản được giữ nguyên, có mã số liệu và ký được."
    last = view.versions[-1]
    if _is_issued(view):
        return f"Không có gì khác với {last.paper} đã chốt."
    count = len(changes_since(last, view))
    return (
        f"Có {count} chỗ khác với {last.paper}; chốt thì thành bản điều chỉnh, có phụ lục nêu các chỗ khác."
    )
