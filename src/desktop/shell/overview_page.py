"""The first page: today's figures, what falls due, four charts."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.documents.surface import Surface
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.text import day, number
from desktop.widgets.cards import Banner, Card, Figure
from desktop.widgets.chart_view import ChartView
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.theme import mark
from desktop.widgets.tokens import Tone

if TYPE_CHECKING:
    from desktop.documents.model import Chart
    from desktop.shell.overview import Overview
    from desktop.tasks.reminders import Reminder

_SHOWN_REMINDERS, _SHOWN_LETTERS = 3, 110
_CHARTS = ("degrees", "groups", "ages", "timeline")


class OverviewPage(OfficePage):
    """Everything at a glance; each part is asked anew whenever the page is shown."""

    tables: ClassVar[frozenset[str]] = frozenset({"person", "obligation", "progress", "target_value"})

    def __init__(self, office: Office) -> None:
        super().__init__("Tổng quan", office)
        self.people = Figure("Tổng số trí thức", "people", Tone.PRIMARY)
        self.done = Figure("Nhiệm vụ hoàn thành", "tasks", Tone.GOOD)
        self.late = Figure("Nhiệm vụ quá hạn", "warning", Tone.BAD)
        self.met = Figure("Chỉ tiêu đạt", "target", Tone.WARN)
        self.add_row(self.people, self.done, self.late, self.met)
        self.banner = Banner()
        self.add(self.banner)
        self.due = QLabel()
        self.due.setWordWrap(True)
        self._due_card = Card("Sắp đến hạn")
        self._due_card.add(self.due)
        self._due_card.hide()
        self.add(self._due_card)
        self._charts = {name: Card() for name in _CHARTS}
        self._views: dict[str, ChartView] = {}
        self._headings = {name: QLabel() for name in _CHARTS}
        self._place_charts()
        self._reading = self._wanted = False
        for figure in (self.people, self.done, self.late, self.met):
            figure.set("…", "Đang đếm…")

    def _place_charts(self) -> None:
        for name, card in self._charts.items():
            mark(self._headings[name], look="heading")
            card.add(self._headings[name])
            self._views[name] = ChartView("Biểu đồ", lambda *_: None)
            card.add(self._views[name], 1)
        names = list(_CHARTS)
        for left, right in zip(names[::2], names[1::2], strict=True):
            self.add_row(self._charts[left], self._charts[right], stretch=1)

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
        self._show_due(seen)
        for name, chart in seen.charts.items():
            self._show_chart(name, chart)
        self._rest()

    def _failed(self, wrong: UserError) -> None:
        self.banner.say(wrong.message, Tone.BAD)
        self._rest()

    def _rest(self) -> None:
        self._reading = False
        if self._wanted:
            self.refresh()

    def _show_figures(self, seen: "Overview") -> None:
        self.people.set(number(seen.register.total), f"{number(seen.register.new)} vào sổ trong 30 ngày qua")
        owed, done, late = len(seen.tasks), seen.count("done"), seen.count("overdue")
        share = f"{number(100 * done / owed, 0)}% số nhiệm vụ được giao" if owed else "Chưa nhận kế hoạch nào"
        self.done.set(f"{done}/{owed}", share)
        self.late.set(str(late), "Cần xử lý ngay" if late else "Không có việc trễ hạn")
        known = [line for line in seen.targets if line.state != "no_data"]
        met = sum(line.state == "met" for line in seen.targets)
        self.met.set(f"{met}/{len(seen.targets)}", f"{len(known)} chỉ tiêu đã có số liệu")

    def _show_due(self, seen: "Overview") -> None:
        self.banner.say(
            "" if seen.tasks else "Đơn vị chưa nhận kế hoạch nào; hãy mở trang Kế hoạch – nhiệm vụ để nhận.",
            Tone.PRIMARY,
        )
        lines = [_reminder(one) for one in seen.reminders[:_SHOWN_REMINDERS]]
        more = len(seen.reminders) - len(lines)
        lines += [f"… và {more} việc khác"] if more > 0 else []
        self.due.setText("\n".join(lines))
        self._due_card.setVisible(bool(lines))

    def _show_chart(self, name: str, chart: "Chart") -> None:
        view = self._views[name]
        self._headings[name].setText(chart.title)
        view.setAccessibleName(chart.title)

        def draw(surface: Surface, width: float, height: float) -> None:
            from desktop.documents.charts import draw_chart
            from desktop.people.counting.gui.chart_card import chart_palette

            colors = chart_palette(view.letter_size())
            if name == "groups":
                colors = replace(colors, series=(colors.done, colors.of(0), colors.of(2), colors.late))
            draw_chart(chart, surface, width, height, colors)

        view.set_draw(draw)


def _reminder(one: "Reminder") -> str:
    text = one.text.split("\n")[0]
    text = text if len(text) <= _SHOWN_LETTERS else text[:_SHOWN_LETTERS].rsplit(" ", 1)[0] + "…"
    text = text[:1].upper() + text[1:]
    return f"• {day(one.due_on)} – còn {one.working_days_left} ngày làm việc: {text}"
