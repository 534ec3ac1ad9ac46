"""The working calendar of a year: holidays, swapped days, and what the office corrects by decisions."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.storage.fields import fields_of
from desktop.tasks.workdays.actions import KINDS, forget_workday, set_workday, set_workdays
from desktop.tasks.workdays.excel import read_workdays
from desktop.tasks.workdays.models import Workday
from desktop.tasks.workdays.queries import SHIPPED_SOURCE, DayLine, year_days
from desktop.text import day
from desktop.widgets import files, messages
from desktop.widgets.controls import ChoiceBox, button, hint
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_COLUMNS = (
    TableColumn("day", "Ngày", 14, sortable=False),
    TableColumn("weekday", "Thứ", 11, sortable=False),
    TableColumn("kind", "Là", 15, sortable=False, tones={KINDS["work"]: Tone.PRIMARY}),
    TableColumn("name", "Tên ngày, lý do", 32, sortable=False),
    TableColumn("source", "Theo", 30, sortable=False),
)
_YEARS_AROUND = 3


class WorkdaysDialog(QDialog):
    """Shows one year's days that differ from the usual week; who may edit tasks corrects them."""

    def __init__(self, parent: QWidget, office: Office) -> None:
        super().__init__(parent)
        self.setWindowTitle("Lịch làm việc")
        self._office, self._lines = office, list[DayLine]()
        self._may = office.actor.may(Right.EDIT_TASKS)
        this_year = date.today().year  # noqa: DTZ011 - the calendar on the wall
        years = range(this_year - _YEARS_AROUND, this_year + _YEARS_AROUND + 1)
        self.year = ChoiceBox("Năm", [(str(year), f"Năm {year}") for year in years])
        self.year.set_code(str(this_year))
        self.year.chosen.connect(lambda _code: self.refresh())
        self.table = RowTable(_COLUMNS, self._rows, "Ngày nghỉ và ngày làm bù")
        self.table.selection_changed.connect(self._show_selected)
        self.table.activated_id.connect(lambda _id: self.ask_day())
        self._edit = button("Sửa ngày…", self.ask_day, "edit")
        self._forget = button("Bỏ điều chỉnh", self.forget)
        self._build(parent)
        self.refresh()

    def _build(self, parent: QWidget) -> None:
        heading = QLabel("Ngày nghỉ, ngày làm bù trong năm")
        mark(heading, look="heading")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.year)
        row = QHBoxLayout()
        if self._may:
            row.addWidget(button("Thêm ngày…", self.ask_new, "plus"))
            for one in (self._edit, self._forget):
                row.addWidget(one)
            row.addWidget(button("Nhập cả năm từ bảng tính…", self.choose, "import"))
        row.addStretch(1)
        row.addWidget(button("Đóng", self.accept, look="primary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        layout.addLayout(top)
        layout.addWidget(
            hint(
                "Thứ Bảy, Chủ nhật nghỉ như thường lệ nên không nêu ở đây. Số ngày làm việc trong nhắc việc "
                "và thời hạn tính theo lịch này."
            )
        )
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self.resize(QSize(em(self, 78), em(self, 36)).boundedTo(parent.window().size()))

    def refresh(self) -> None:
        """Read the chosen year anew."""
        with self._office.read() as session:
            self._lines = year_days(session, int(self.year.code()))
        self.table.set_ids(range(len(self._lines)))
        self.table.refresh()
        self._show_selected()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self._lines[one]) if one < len(self._lines) else None for one in ids]

    def selected(self) -> DayLine | None:
        """Return the day that is chosen in the list."""
        current = self.table.current_id()
        return self._lines[current] if current is not None and current < len(self._lines) else None

    def _show_selected(self) -> None:
        line = self.selected()
        self._edit.setEnabled(line is not None)
        self._forget.setEnabled(line is not None and line.is_own)

    def ask_new(self) -> None:
        """Ask for another day."""
        self._ask("Thêm ngày", {"kind": "off"})

    def ask_day(self) -> None:
        """Ask for a correction of the chosen day."""
        line = self.selected()
        if line is None or not self._may:
            return
        kind = "work" if line.works else "off"
        values: dict[str, object] = {
            "day": line.day.isoformat(),
            "kind": kind,
            "name": line.name,
            "document": line.document,
        }
        self._ask("Sửa ngày", values)

    def _ask(self, title: str, values: dict[str, object]) -> None:
        form = FieldForm(fields_of(Workday), lambda _field: list(KINDS.items()), columns=1)
        FormDialog(self, title, form, self._save).ask(values)

    def _save(self, values: dict[str, object]) -> None:
        with self._office.write() as session:
            set_workday(session, values)
        self.year.set_code(str(values["day"])[:4])
        self.refresh()

    def forget(self) -> None:
        """Take the correction of the chosen day back."""
        line = self.selected()
        if line is None:
            return
        try:
            with self._office.write() as session:
                forget_workday(session, line.day)
        except UserError as wrong:
            messages.error(self, wrong)
        self.refresh()

    def choose(self) -> None:
        """Let the user choose a year's list."""
        kinds = ["Bảng tính (*.xlsx *.xls *.ods *.csv)", files.ANY]
        files.open_file(self, "Chọn lịch làm việc của năm", kinds, self._import)

    def _import(self, path: Path) -> None:
        def work(job: Job) -> list[dict[str, str]]:
            job.step("Đang đọc bảng tính")
            return read_workdays(path)

        run_job(self, "Đọc lịch làm việc", work, lambda days: self._keep(days, path.name))

    def _keep(self, days: Sequence[Mapping[str, str]], source: str) -> None:
        try:
            with self._office.write() as session:
                count = set_workdays(session, days, source)
        except UserError as wrong:
            messages.error(self, wrong)
            return
        if days:
            self.year.set_code(days[0]["day"][:4])
        self.refresh()
        messages.info(self, f"Đã nhập {count} ngày vào lịch làm việc. Có thể hoàn tác trong Nhật ký.")


def _row(line: DayLine) -> tuple[str, ...]:
    kind = KINDS["work" if line.works else "off"]
    return (day(line.day), line.weekday, kind, line.name, line.document or SHIPPED_SOURCE)
