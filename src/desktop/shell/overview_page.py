"""The first page in one look: what is late and due, how far each target is, how alive the register is."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.shell.overview_cards import ChartPart, DueCard, PulseCard, StartCard, TargetsCard
from desktop.text import number
from desktop.widgets.cards import Banner, Figure
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.tokens import Tone

if TYPE_CHECKING:
    from desktop.shell.overview import Overview
    from desktop.shell.overview_pulse import Mark, Pulse, Records

_CHARTS = ("degrees", "groups", "ages", "timeline")


class OverviewPage(OfficePage):
    """Everything at a glance; each part is asked anew whenever the page is shown, and leads to its page."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"person", "adopted_plan", "obligation", "progress", "guidance", "extension", "returned_result"}
        | {"task_activity", "workday", "target_value", "target_baseline", "target_milestone"}
        | {"accepted_warning", "dropped_duplicate"}
    )

    def __init__(self, office: Office) -> None:
        super().__init__("Tổng quan", office)
        self.people = Figure("Tổng số trí thức", "people", Tone.PRIMARY)
        self.done = Figure("Nhiệm vụ hoàn thành", "tasks", Tone.GOOD)
        self.late = Figure("Nhiệm vụ quá hạn", "warning", Tone.BAD)
        self.met = Figure("Chỉ tiêu đạt", "target", Tone.WARN)
        self.banner, self.start = Banner(), StartCard()
        self.due, self.targets, self.pulse = DueCard(), TargetsCard(), PulseCard()
        self.charts = {name: ChartPart(name) for name in _CHARTS}
        self._counted: tuple[Mark, Records] | None = None
        self._reading = self._wanted = self._feeling = False
        self._build()
        for figure, page, what in (
            (self.people, "people", "all"),
            (self.done, "tasks", "done"),
            (self.late, "tasks", "overdue"),
            (self.met, "targets", "met"),
        ):
            figure.set("…", "Đang đếm…")
            figure.let_open()
            figure.opened.connect(partial(self.wanted.emit, page, what))
        for card in (self.start, self.due, self.targets, self.pulse):
            card.wanted.connect(self.wanted)

    def _build(self) -> None:
        """Figures on top; what is due and the register left, targets right; the charts below."""
        self.add_row(self.people, self.done, self.late, self.met)
        self.add(self.banner)
        self.add(self.start)
        middle, left = QHBoxLayout(), QVBoxLayout()
        for one in (middle, left):
            one.setSpacing(self.body.spacing())
        left.addWidget(self.due)
        left.addWidget(self.pulse, 1)
        middle.addLayout(left, 1)
        middle.addWidget(self.targets, 1)
        self.body.addLayout(middle)
        names = list(_CHARTS)
        for first, second in zip(names[::2], names[1::2], strict=True):
            self.add_row(self.charts[first], self.charts[second], stretch=1)

    def refresh(self) -> None:
        """Ask for today's figures beside the window; those shown before stay until the new ones are there."""
        super().refresh()
        self._wanted = True
        if not self._reading:
            self._reading = True
            QTimer.singleShot(0, self, self._read)  # the page shows itself first

    def _read(self) -> None:
        """Count in a thread; what changes meanwhile is counted once more when this is done."""
        self._wanted = False

        def work(_job: Job) -> "Overview":
            import desktop.documents.charts  # noqa: F401 - loaded here, that the window need not wait
            from desktop.shell.overview import look

            with self.office.read() as session:
                return look(session, date.today())  # noqa: DTZ011 - the calendar on the wall

        run_job(self, "Đang đếm", work, self._show, self._failed, quiet=True)

    def _show(self, seen: "Overview") -> None:
        self._show_figures(seen)
        self.start.show_steps(has_people=seen.register.total > 0, has_plan=seen.has_plan)
        self.due.show_due(seen)
        self.targets.show_bars(seen.bars, has_plan=seen.has_plan)
        for name, chart in seen.charts.items():
            self.charts[name].show_chart(chart)
        self._rest()
        if not self._feeling and not self._wanted:
            self._feeling = True
            self._read_pulse()

    def _read_pulse(self) -> None:
        """Count the register's pulse; what takes long only when a record has changed since the last time."""
        known = self._counted

        def work(job: Job) -> "tuple[Mark, Pulse]":
            from desktop.shell.overview_pulse import mark_of, pulse_of, records_of

            with self.office.read() as session:
                mark = mark_of(session, date.today())  # noqa: DTZ011 - the calendar on the wall
                records = known[1] if known and known[0] == mark else records_of(session, job)
                return mark, pulse_of(session, self.office.folder, records)

        def take(found: "tuple[Mark, Pulse]") -> None:
            mark, pulse = found
            self._feeling = False
            self._counted = mark, pulse.records
            self.pulse.show_pulse(pulse)

        def failed(wrong: UserError) -> None:
            self._feeling = False
            self._failed(wrong)

        run_job(self, "Đang xem sổ", work, take, failed, quiet=True)

    def _failed(self, wrong: UserError) -> None:
        self.banner.say(wrong.message, Tone.BAD)
        self._rest()

    def _rest(self) -> None:
        self._reading = False
        if self._wanted:
            self.refresh()

    def _show_figures(self, seen: "Overview") -> None:
        self.banner.say("")
        self.people.set(number(seen.register.total), f"{number(seen.register.new)} vào sổ trong 30 ngày qua")
        owed, done, late = len(seen.tasks), seen.count("done"), seen.count("overdue")
        share = f"{number(100 * done / owed, 0)}% số nhiệm vụ được giao" if owed else "Chưa nhận kế hoạch nào"
        self.done.set(f"{done}/{owed}", share)
        self.late.set(str(late), "Cần xử lý ngay" if late else "Không có việc trễ hạn")
        known = [line for line in seen.targets if line.state != "no_data"]
        met = sum(line.state == "met" for line in seen.targets)
        self.met.set(f"{met}/{len(seen.targets)}", f"{len(known)} chỉ tiêu đã có số liệu")
