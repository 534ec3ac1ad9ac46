"""A list as it will be printed: looked at, printed, or saved as PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.documents.model import ListPaper
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.people.finding import Listing
from desktop.people.lists.paper import list_paper
from desktop.widgets import files, messages
from desktop.widgets.controls import button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.pdf_view import PdfPreview
from desktop.widgets.theme import em

if TYPE_CHECKING:
    from desktop.documents.pdf import PdfFile


def ask_print(parent: QWidget, office: Office, asked: Listing, columns: tuple[str, ...], name: str) -> None:
    """Lay the list out in a job and show it."""

    def work(job: Job) -> tuple[ListPaper, "PdfFile"]:
        from desktop.documents.pdf import write_list

        with office.read() as session:
            paper = list_paper(session, asked, columns, name, job)
        return paper, write_list(paper, job)

    def done(made: tuple[ListPaper, "PdfFile"]) -> None:
        from desktop.documents.undrawn import note_on

        paper, pdf = made
        PrintDialog(parent, paper.title, pdf.data).open()
        if pdf.replaced:
            messages.warn(parent, note_on(pdf.replaced))

    run_job(parent, "Dàn trang danh sách", work, done)


class PrintDialog(QDialog):
    """The preview, whose own button prints, and a button to save the same bytes."""

    def __init__(self, parent: QWidget, title: str, data: bytes) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"In danh sách: {title}")
        self._data = data
        self.preview = PdfPreview()
        self.preview.show_pdf(data)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("Lưu PDF…", self.ask_save, "save"))
        buttons.addWidget(button("Đóng", self.accept, look="primary"))
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(self.preview, 1)
        layout.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(em(self, 72), round(room.width() * 0.9)), round(room.height() * 0.85))

    def ask_save(self) -> None:
        """Ask for a file and write the list into it."""
        files.save_file(self, "Lưu danh sách", "danh-sach-tri-thuc.pdf", [files.PDF], self._save)

    def _save(self, out: Path) -> None:
        from desktop.documents.saving import save

        try:
            save(self._data, out)
        except UserError as wrong:
            messages.error(self, wrong)
