"""The people behind one figure, as they were on its day."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.jobs import Job
from desktop.people.counting.behind import rows_behind, write_behind
from desktop.people.counting.conditions import Moment
from desktop.people.counting.report import day_of
from desktop.text import number
from desktop.widgets import files, messages
from desktop.widgets.controls import button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark

_COLUMNS = (
    TableColumn("full_name", "Họ và tên", 24, sortable=False),
    TableColumn("birth", "Ngày sinh", 12, "right", sortable=False),
    TableColumn("sex", "Giới tính", 10, sortable=False),
    TableColumn("degree", "Trình độ", 14, sortable=False),
    TableColumn("academic_title", "Học hàm", 13, sortable=False),
    TableColumn("work_field", "Lĩnh vực hoạt động", 28, sortable=False),
    TableColumn("workplace", "Nơi công tác", 32, sortable=False),
    TableColumn("status", "Tình trạng", 16, sortable=False),
)
_CAREFUL = "Tệp này không được mã hóa và có dữ liệu cá nhân; hãy giữ và gửi đúng quy định."


Find = Callable[[Session], list[int]]
"""Asks for the ids of those whom a figure counts."""


class FigureDialog(QDialog):
    """Lists exactly those whom a figure counts; the list can be exported.

    `find` asks for their ids in name order; `words` say whom the figure counts.
    """

    def __init__(self, parent: QWidget, office: Office, words: str, find: Find, moment: Moment) -> None:
        super().__init__(parent)
        self._office, self._find_ids, self._moment = office, find, moment
        self.setWindowTitle("Những người trong số liệu")
        self.heading, self.count = QLabel(words), QLabel("Đang tìm…")
        self.table = RowTable(_COLUMNS, self._rows, "Những người trong số liệu")
        self.table.set_empty_text("Đang tìm…")
        self.export_button = button("Xuất Excel", self._export, "export")
        self._build()
        self.resize(QSize(em(self, 62), em(self, 34)).boundedTo(parent.window().size()))

    def read(self) -> None:
        """Find the people, in a job."""
        run_job(self, "Tìm những người trong số liệu", self._find, self._show_found, quiet=True)

    def _find(self, _job: Job) -> list[int]:
        with self._office.read() as session:
            return self._find_ids(session)

    def _show_found(self, ids: list[int]) -> None:
        self.table.set_empty_text("Không có ai trong số liệu này.")
        self.table.set_ids(ids)
        self.count.setText(f"{number(len(ids))} người, {day_of(self._moment)}")
        self.export_button.setEnabled(bool(ids))
        if ids:
            self.table.select_id(ids[0])

    def _rows(self, ids: Sequence[int]) -> list[Mapping[str, str] | None]:
        with self._office.read() as session:
            return rows_behind(session, ids, self._moment)

    def _export(self) -> None:
        """Ask for a file and write the people into it, as they were on the day."""
        ids = list(self.table.ids())

        def write(out: Path) -> None:
            def work(job: Job) -> None:
                with self._office.read() as session:
                    write_behind(session, ids, self._moment, out, job)

            said = f"Đã xuất {number(len(ids))} hồ sơ ra “{out.name}”. {_CAREFUL}"
            run_job(self, "Xuất danh sách", work, lambda _none: messages.info(self, said))

        files.save_file(self, "Xuất danh sách", "danh-sach-thong-ke.xlsx", [files.XLSX], write)

    def _build(self) -> None:
        self.heading.setWordWrap(True)
        mark(self.heading, look="heading")
        mark(self.count, look="muted")
        self.export_button.setEnabled(False)
        for one in (self.export_button, close := button("Đóng", self.accept, "close")):
            one.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.count, 1)
        buttons.addWidget(self.export_button)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(self.heading)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.table.setFocus()
