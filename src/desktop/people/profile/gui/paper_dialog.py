"""One person's papers in the window: looked at, printed, saved as PDF or for Word."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.documents.model import Report
from desktop.documents.writing import write_paper
from desktop.jobs import Job
from desktop.people.normal import today
from desktop.people.profile.papers_cli import CAREFUL
from desktop.people.profile.report import form_report, profile_report
from desktop.widgets import files, messages
from desktop.widgets.controls import button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.pdf_view import PdfPreview
from desktop.widgets.theme import em


def show_profile_paper(parent: QWidget, office: Office, uid: str) -> None:
    """Show the “Lý lịch khoa học” of somebody."""
    _show(
        parent,
        office,
        "Lý lịch khoa học",
        "ly-lich-khoa-hoc",
        lambda read: profile_report(read, uid, today()),
    )


def show_form_paper(parent: QWidget, office: Office, uid: str) -> None:
    """Show the form to be filled by hand, with what is known of somebody, or blank for nobody."""
    _show(parent, office, "Phiếu thu thập thông tin", "phieu-thu-thap", lambda read: form_report(read, uid))


def _show(parent: QWidget, office: Office, title: str, stem: str, make: Callable[[Session], Report]) -> None:
    def work(job: Job) -> tuple[Report, bytes]:
        from desktop.documents.pdf import write_pdf

        with office.read() as session:
            report = make(session)
        return report, write_pdf(report, job).data

    def done(made: tuple[Report, bytes]) -> None:
        PersonPaperDialog(parent, title, stem, *made).open()

    run_job(parent, "Dàn trang", work, done)


class PersonPaperDialog(QDialog):
    """The preview, whose own button prints, and buttons to save it."""

    def __init__(self, parent: QWidget, title: str, stem: str, report: Report, data: bytes) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._report, self._stem = report, stem
        self.preview = PdfPreview()
        self.preview.show_pdf(data)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("Lưu Word…", lambda: self.ask_save(files.DOCX, "docx"), "save"))
        buttons.addWidget(button("Lưu PDF…", lambda: self.ask_save(files.PDF, "pdf"), "save"))
        buttons.addWidget(button("Đóng", self.accept, look="primary"))
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(self.preview, 1)
        layout.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(em(self, 64), round(room.width() * 0.9)), round(room.height() * 0.85))

    def ask_save(self, kind: str, ending: str) -> None:
        """Ask for a file and write the paper into it."""

        def write(out: Path) -> None:
            def work(job: Job) -> None:
                write_paper(self._report, out, job)

            run_job(
                self, "Ghi tệp", work, lambda _none: messages.info(self, f"Đã ghi “{out.name}”. {CAREFUL}")
            )

        files.save_file(self, self.windowTitle(), f"{self._stem}.{ending}", [kind], write)
