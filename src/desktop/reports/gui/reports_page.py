"""Reports: choose plan and period, compose; the frozen ones with their paper and their files."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.documents.undrawn import undrawn_note, written_words
from desktop.jobs import Job
from desktop.plans.queries import find_plan
from desktop.reports.actions import FORMATS, write_files
from desktop.reports.compose import Choice, Draft, compose
from desktop.reports.composing.texts import KeptText, Place, kept_texts
from desktop.reports.gui.asked_dialog import AskedDialog
from desktop.reports.gui.code_dialog import CodeDialog
from desktop.reports.gui.compose_dialog import ComposeDialog
from desktop.reports.gui.figures_dialog import FiguresDialog
from desktop.reports.letters.gui.letter_dialog import LetterDialog
from desktop.reports.periods import ADHOC, STAGE_ENDS, Period, parse_period
from desktop.reports.queries import SnapshotLine, get_snapshot, latest_pdf, list_snapshots, report_of
from desktop.reports.register.gui.register_tab import RegisterTab
from desktop.tasks.obligations import first_day
from desktop.tasks.queries import plan_choices
from desktop.text import day
from desktop.widgets import files, messages
from desktop.widgets.controls import ChoiceBox, button, hint
from desktop.widgets.flow import FlowRow
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.pdf_view import PdfPreview
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em
from desktop.widgets.tokens import Tone

STAGES = {"prepared": "Chờ ký", "leader_signed": "Lãnh đạo đã ký", "signed": "Đã ký đủ"}
_COLUMNS = (
    TableColumn("period", "Kỳ", 22, sortable=False),
    TableColumn("plan", "Kế hoạch", 12, sortable=False),
    TableColumn("number", "Số", 5, "center", sortable=False),
    TableColumn("made_on", "Ngày chốt", 10, sortable=False),
    TableColumn("stage", "Tình trạng", 13, sortable=False, tones={STAGES["signed"]: Tone.GOOD}),
)


class ReportsPage(OfficePage):
    """Left the frozen reports, right the paper of the selected one."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"snapshot", "snapshot_file", "adopted_plan", "issued_paper"}
    )

    def __init__(self, office: Office) -> None:
        super().__init__("Báo cáo", office)
        self.plan = ChoiceBox("Kế hoạch", ())
        self.period = ChoiceBox("Kỳ báo cáo", period_choices(date.today()))  # noqa: DTZ011
        self.table = RowTable(_COLUMNS, self._rows, "Các báo cáo đã chốt")
        self.table.set_empty_text("Chưa chốt báo cáo nào. Chọn kế hoạch, kỳ báo cáo rồi bấm “Soạn báo cáo”.")
        self.preview = PdfPreview()
        self._lines: list[SnapshotLine] = []
        self._shown = ""
        tools = FlowRow(
            hint("Chọn kế hoạch và kỳ, soạn, rồi chốt để ký."),
            self.plan,
            self.period,
            button("Tra mã…", self.look_up, "search"),
            button("Số liệu…", self.show_figures, "chart"),
            button("Xuất PDF, Word, Excel…", self.export, "export"),
            button("Công văn, giấy mời…", self.write_letter, "edit"),
            button("Soạn báo cáo", self.compose, "edit", "primary"),
            spacing=em(self, 0.4),
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.preview)
        split.setSizes([520, 580])
        frozen = QWidget()
        layout = QVBoxLayout(frozen)
        layout.setContentsMargins(0, em(self, 0.6), 0, 0)
        layout.addWidget(tools)
        layout.addWidget(split, 1)
        self.register = RegisterTab(office, self._open_paper)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Báo cáo và sổ văn bản đi")
        self.tabs.addTab(frozen, "Báo cáo, văn bản")
        self.tabs.addTab(self.register, "Sổ văn bản đi")
        self.add(self.tabs, 1)
        self.table.selection_changed.connect(self._show_selected)

    def refresh(self) -> None:
        """Read the frozen reports."""
        super().refresh()
        with self.office.read() as session:
            self._lines = list_snapshots(session)
            self.plan.set_choices(plan_choices(session))
            years = {first_day(find_plan(session, code)).year for code, _ in plan_choices(session)}
        self.period.set_choices(period_choices(date.today(), sorted(years)))  # noqa: DTZ011
        self.table.set_ids(range(len(self._lines)))
        self.table.refresh()
        if self.table.current_id() is None and self._lines:
            self.table.select_id(0)
        self._show_selected()
        self.register.refresh()

    def _open_paper(self, uid: str) -> None:
        self._select(uid)
        self.tabs.setCurrentIndex(0)

    def write_letter(self) -> None:
        """Write a letter, an invitation or a list, and show it when it was made final."""
        LetterDialog(self, self.office, self._select, self._uid_selected()).open()

    def _uid_selected(self) -> str:
        line = self.selected()
        return line.uid if line else ""

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self._lines[one]) if one < len(self._lines) else None for one in ids]

    def selected(self) -> SnapshotLine | None:
        """Return the report that is chosen in the list."""
        current = self.table.current_id()
        return self._lines[current] if current is not None and current < len(self._lines) else None

    def _show_selected(self) -> None:
        line = self.selected()
        shown = f"{line.uid} {line.stage}" if line else ""
        if shown == self._shown:
            return
        self._shown = shown
        if line is None:
            self.preview.show_pdf(b"")
            return
        with self.office.read() as session:
            self.preview.show_pdf(latest_pdf(session, get_snapshot(session, line.uid)).content)

    def compose(self) -> None:
        """Draft the report of the chosen plan and period and open it for editing."""
        plan, period = self.plan.code(), self.period.code()
        if not plan:
            messages.info(
                self, "Đơn vị chưa nhận kế hoạch nào; hãy nhận kế hoạch ở trang Kế hoạch – nhiệm vụ."
            )
            return
        if period == ADHOC:
            AskedDialog(self, date.today(), self._compose_asked).open()  # noqa: DTZ011
            return
        self._compose(plan, period)

    def _compose_asked(self, period: Period, subject: str) -> None:
        self._compose(self.plan.code(), period.code, Choice(subject))

    def _compose(self, plan: str, period: str, choice: Choice | None = None) -> None:
        def work(_job: Job) -> tuple[Draft, dict[str, list[KeptText]]]:
            with self.office.read() as session:
                draft = compose(session, plan, period, date.today(), choice=choice)  # noqa: DTZ011
                return draft, kept_texts(session, Place(plan, period))

        def done(found: tuple[Draft, dict[str, list[KeptText]]]) -> None:
            draft, kept = found
            ComposeDialog(self, self.office, draft, self._select, kept).open()

        run_job(self, "Đang soạn báo cáo", work, done)

    def _select(self, uid: str) -> None:
        self.refresh()
        found = [index for index, line in enumerate(self._lines) if line.uid == uid]
        if found:
            self.table.select_id(found[0])
            self._show_selected()

    def look_up(self) -> None:
        """Look a paper up by the code printed on it."""
        CodeDialog(self, self.office, self._select).open()

    def show_figures(self) -> None:
        """Show the frozen figures of the selected report and who is behind them."""
        line = self.selected()
        if line is None:
            messages.info(self, "Hãy chọn một báo cáo đã chốt trong danh sách.")
            return
        FiguresDialog(self, self.office, line).open()

    def export(self) -> None:
        """Write the selected report in all formats into a folder."""
        line = self.selected()
        if line is None:
            messages.info(self, "Hãy chọn một báo cáo đã chốt trong danh sách.")
            return

        def write(folder: Path) -> None:
            def work(job: Job) -> str:
                with self.office.read() as session:
                    note = undrawn_note(report_of(get_snapshot(session, line.uid)))
                    return written_words(write_files(session, line.uid, FORMATS, folder, job), note)

            run_job(self, "Đang xuất tệp", work, lambda text: messages.info(self, text))

        files.choose_folder(self, "Chọn thư mục để xuất báo cáo", write)


def period_choices(today: date, first_years: Sequence[int] = ()) -> list[tuple[str, str]]:
    """Return the periods an office reports on around a day, the usual ones that end soonest first.

    `first_years` are those of its plans, from which the stages (sơ kết, tổng kết) are counted. At last comes
    the report that is asked for unexpectedly.
    """
    years = (today.year, today.year - 1)
    usual = _begun((f"{year}{part}" for year in years for part in ("-H1", "-H2", "")), today)
    usual.sort(key=lambda one: (abs((one.cut_off - today).days), one.code))
    months = [f"{year}-{month:02d}" for year in years for month in range(12, 0, -1)]
    others = [
        *_begun((f"{year}-{part}" for year in years for part in ("Q4", "9M", "Q3", "Q2", "Q1")), today)[:5],
        *_begun(months, today)[:3],
        *_begun((f"{first}-{last}" for first in first_years for last in STAGE_ENDS), today),
    ]
    named = [(one.code, one.label[:1].upper() + one.label[1:]) for one in (*usual, *others)]
    return [*named, (ADHOC, "Đột xuất…")]


def _begun(codes: Iterable[str], today: date) -> list[Period]:
    return [period for period in map(parse_period, codes) if period.starts_on <= today]


def _row(line: SnapshotLine) -> tuple[str, ...]:
    number = f"{line.number:02d}" if line.number else ""
    label = line.period_label + (" (ước)" if line.is_estimate else "")
    made = day(date.fromisoformat(line.made_on))
    return (label, line.plan_name, number, made, STAGES.get(line.stage, line.stage))
