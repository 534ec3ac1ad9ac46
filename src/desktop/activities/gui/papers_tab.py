"""The fourth tab of an activity: its papers, looked at, printed, saved as PDF or as a spreadsheet."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.activities.report import PAPERS, activity_paper
from desktop.documents.model import Report
from desktop.jobs import Job
from desktop.people.lists.gui.print_dialog import PrintDialog
from desktop.widgets import files, messages
from desktop.widgets.controls import button, hint
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.theme import em

_CAREFUL = "Tệp này không được mã hóa và có dữ liệu cá nhân; hãy giữ và gửi đúng quy định."


class PapersTab(QWidget):
    """One line for each paper: see and print it, or save it for a spreadsheet."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office, self.uid = office, ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em(self, 0.6), 0, 0)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(
            hint("Danh sách lấy từ thẻ Người dự và thẻ Ý kiến, theo thể thức văn bản của đơn vị.")
        )
        grid = QGridLayout()
        grid.setSpacing(em(self, 0.5))
        grid.setColumnStretch(2, 1)
        for place, paper in enumerate(PAPERS.values()):
            see = button(paper.title, partial(self.show_paper, paper.key), "print")
            sheet = button("Excel…", partial(self.ask_sheet, paper.key), "export")
            see.setToolTip(f"Xem, in hoặc lưu PDF: {paper.title}")
            sheet.setAccessibleName(f"{paper.title} ra Excel")
            see.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(see, place, 0)
            grid.addWidget(sheet, place, 1)
        layout.addLayout(grid)
        layout.addStretch(1)

    def show_activity(self, uid: str) -> None:
        """Take the activity whose papers are wanted."""
        self.uid = uid

    def show_paper(self, key: str) -> None:
        """Lay a paper out in a job and show it as it will be printed."""

        def work(job: Job) -> bytes:
            from desktop.documents.pdf import write_pdf

            return write_pdf(self._paper(key), job).data

        def done(data: bytes) -> None:
            PrintDialog(self, PAPERS[key].title, data).open()

        run_job(self, "Dàn trang", work, done)

    def ask_sheet(self, key: str) -> None:
        """Ask for a file and write the paper as a spreadsheet."""

        def write(out: Path) -> None:
            def work(job: Job) -> None:
                from desktop.documents.xlsx import write_xlsx

                write_xlsx(self._paper(key), out, job)

            said = f"Đã ghi “{out.name}”. {_CAREFUL}"
            run_job(self, "Ghi bảng tính", work, lambda _none: messages.info(self, said))

        files.save_file(self, PAPERS[key].title, f"{_NAMES[key]}.xlsx", [files.XLSX], write)

    def _paper(self, key: str) -> Report:
        with self._office.read() as session:
            return activity_paper(session, self.uid, key)


_NAMES = {
    "invited": "danh-sach-moi",
    "signing": "danh-sach-ky-ten",
    "honoured": "danh-sach-khen-thuong",
    "opinions": "tong-hop-y-kien",
}
