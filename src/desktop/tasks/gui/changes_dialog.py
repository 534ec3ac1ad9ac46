"""What became of the tasks since a day or a frozen report, in sentences, for the next report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QSize
from PySide6.QtWidgets import QDateEdit, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.excel.writer import NewSheet, write_book
from desktop.jobs import Job
from desktop.tasks.calendar import half_year
from desktop.tasks.changes import (
    CHANGE_LABELS,
    Baseline,
    ChangeKind,
    TaskChange,
    baseline_on,
    changes_since,
)
from desktop.text import day, number
from desktop.widgets import files, messages
from desktop.widgets.controls import ChoiceBox, button, hint
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

DAY = "day"
"""The choice to compare with a day, not with a report."""

_TONES = {
    CHANGE_LABELS[ChangeKind.FINISHED]: Tone.GOOD,
    CHANGE_LABELS[ChangeKind.BECAME_LATE]: Tone.BAD,
    CHANGE_LABELS[ChangeKind.RETURNED]: Tone.BAD,
    CHANGE_LABELS[ChangeKind.EXTENDED]: Tone.WARN,
    CHANGE_LABELS[ChangeKind.PROGRESSED]: Tone.PRIMARY,
}
_COLUMNS = (
    TableColumn("kind", "Thay đổi", 15, sortable=False, tones=_TONES),
    TableColumn("code", "Mã", 12, sortable=False),
    TableColumn("text", "Nhiệm vụ", 30, sortable=False),
    TableColumn("why", "Diễn biến", 50, sortable=False),
)
_HEADINGS = ("Thay đổi", "Mã", "Nhiệm vụ", "Trước (%)", "Sau (%)", "Diễn biến")
_WIDTHS = (16, 16, 60, 10, 10, 90)


@dataclass(frozen=True)
class FrozenReports:
    """Where earlier reports come from: their uids with labels, newest first, and what one said of the tasks.

    The room of reports stands above this one; whoever makes the window hands this in.
    """

    choices: Callable[[Session], Sequence[tuple[str, str]]]
    baseline: Callable[[Session, str], tuple[Baseline, str]]


@dataclass(frozen=True)
class _Answer:
    since: date
    changes: list[TaskChange]


class ChangesDialog(QDialog):
    """Asks since when, and lists the changes of one plan (of all without one) task by task."""

    def __init__(
        self, parent: QWidget, office: Office, plan_code: str, reports: FrozenReports | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Thay đổi của nhiệm vụ")
        self._office, self._plan_code, self._reports = office, plan_code, reports
        self._today = date.today()  # noqa: DTZ011 - the calendar on the wall
        self._answer = _Answer(self._today, [])
        self.since = ChoiceBox("So với", self._choices())
        self.since.chosen.connect(lambda _code: self.read())
        self.day = QDateEdit()
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName("So với cuối ngày")
        begin = half_year(self._today)[0] - timedelta(days=1)
        self.day.setDate(QDate(begin.year, begin.month, begin.day))
        self.day.setMaximumDate(QDate(self._today.year, self._today.month, self._today.day))
        self.day.dateChanged.connect(lambda _day: self.read())
        self.table = RowTable(_COLUMNS, self._rows, "Thay đổi của nhiệm vụ")
        self.table.selection_changed.connect(self._show_selected)
        self.told = QLabel()
        self.whole = hint("")
        self._export = button("Xuất bảng tính…", self.ask_export, "export")
        self._build(parent)

    def _build(self, parent: QWidget) -> None:
        heading = QLabel("Thay đổi từ")
        mark(heading, look="heading")
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addWidget(self.since, 1)
        top.addWidget(self.day)
        buttons = QHBoxLayout()
        buttons.addWidget(self._export)
        buttons.addStretch(1)
        buttons.addWidget(button("Đóng", self.accept, look="primary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        layout.addLayout(top)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)
        self.whole.setMinimumHeight(em(self, 3.2))
        layout.addWidget(self.whole)
        layout.addLayout(buttons)
        self.resize(QSize(em(self, 62), em(self, 36)).boundedTo(parent.window().size()))

    def _choices(self) -> list[tuple[str, str]]:
        if self._reports is None:
            return [(DAY, "cuối một ngày")]
        with self._office.read() as session:
            reports = self._reports.choices(session)
        return [*reports, (DAY, "cuối một ngày")]

    def read(self) -> None:
        """Ask anew what changed, beside the window."""
        chosen, reports = self.since.code(), self._reports
        self.day.setVisible(chosen == DAY)
        since = date(self.day.date().year(), self.day.date().month(), self.day.date().day())
        self.told.setText("Đang so sánh…")

        def work(_job: Job) -> _Answer:
            with self._office.read() as session:
                if chosen == DAY or reports is None:
                    plan_code = self._plan_code or None
                    baseline = baseline_on(session, since, plan_code)
                else:
                    baseline, plan_code = reports.baseline(session, chosen)
                return _Answer(baseline.on, changes_since(session, baseline, self._today, plan_code))

        def take(answer: _Answer) -> None:
            if chosen == self.since.code():
                self._show(answer)

        run_job(self, "So sánh nhiệm vụ", work, take, quiet=True)

    def _show(self, answer: _Answer) -> None:
        self._answer = answer
        since, until = day(answer.since), day(self._today)
        tasks = len({one.code for one in answer.changes})
        said = f"{number(len(answer.changes))} thay đổi ở {number(tasks)} nhiệm vụ"
        self.told.setText(f"Từ hết ngày {since} đến {until}: {said if tasks else 'chưa có thay đổi nào'}.")
        self.table.set_empty_text("Không có thay đổi nào từ ngày này.")
        self.table.set_ids(range(len(answer.changes)))
        self.table.refresh()
        if answer.changes:
            self.table.select_id(0)
        self._export.setEnabled(bool(answer.changes))
        self._show_selected()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        changes = self._answer.changes
        return [_row(changes[one]) if one < len(changes) else None for one in ids]

    def _show_selected(self) -> None:
        current = self.table.current_id()
        chosen = self._answer.changes[current] if current is not None else None
        self.whole.setText(f"{' '.join(chosen.text.split())}\n{chosen.why}" if chosen else "")

    def ask_export(self) -> None:
        """Write the changes into a spreadsheet that the user names."""
        answer, until = self._answer, self._today

        def write(out: Path) -> None:
            def done(_none: None) -> None:
                messages.info(self, f"Đã xuất {number(len(answer.changes))} thay đổi ra “{out.name}”.")

            run_job(self, "Xuất thay đổi", lambda job: write_changes(out, answer.changes, job), done)

        name = f"thay-doi-nhiem-vu-{answer.since:%Y%m%d}-{until:%Y%m%d}.xlsx"
        files.save_file(self, "Xuất thay đổi của nhiệm vụ", name, [files.XLSX], write)


def write_changes(out: Path, changes: Sequence[TaskChange], job: Job) -> None:
    """Write changes as a list; raises FileProblem when the file cannot be written."""
    rows = [
        _HEADINGS,
        *((CHANGE_LABELS[one.kind], one.code, one.text, one.before, one.after, one.why) for one in changes),
    ]
    write_book(out, [NewSheet("Thay đổi", rows, _WIDTHS)], job)


def _row(one: TaskChange) -> tuple[str, ...]:
    return CHANGE_LABELS[one.kind], one.code, one.text, one.why
