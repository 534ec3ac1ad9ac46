"""The forecast on screen: who will still be at work, who retires, who must come, under each scenario."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.documents.charts import draw_chart
from desktop.documents.model import Chart, ChartKind
from desktop.documents.surface import Surface
from desktop.indicators.cohort import Outlook
from desktop.indicators.forecast import GROUPINGS, Forecast, forecast
from desktop.jobs import Job
from desktop.people.counting.gui.chart_card import chart_palette
from desktop.plans.queries import find_plan
from desktop.text import number
from desktop.widgets.chart_view import ChartView
from desktop.widgets.controls import ChoiceBox, button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark

HORIZONS = (2030, 2045)
_COLUMNS = (
    TableColumn("group", "Nhóm", 44, sortable=False),
    TableColumn("now", "Hiện nay", 9, "right", sortable=False),
    TableColumn("retiring", "Đến tuổi nghỉ hưu", 14, "right", sortable=False),
    TableColumn("joined", "Thêm mới", 9, "right", sortable=False),
    TableColumn("expected", "Dự kiến", 9, "right", sortable=False),
    TableColumn("bounds", "Khoảng 80%", 13, "right", sortable=False),
)
_MOST_BARS = 12
_LEGEND, _PITCH = 5.0, 2.35
"""Heights in letters: what stands above the bars, and a bar with its label."""


class ForecastDialog(QDialog):
    """Asks by what, to which year and under which scenario; reads in a job."""

    def __init__(self, parent: QWidget, office: Office, plan_code: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Dự báo đội ngũ")
        self._office, self._plan_code = office, plan_code
        self._forecasts: list[Forecast] = []
        self.by = ChoiceBox(
            "Chia theo", [(key, f"Theo {title.lower()}") for key, (_, title) in GROUPINGS.items()]
        )
        self._years = [year for year in HORIZONS if year >= date.today().year]  # noqa: DTZ011
        self.year = ChoiceBox("Đến năm", [(str(year), f"Đến hết năm {year}") for year in self._years])
        self.scenario = ChoiceBox("Kịch bản", ())
        self.scenario.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.table = RowTable(_COLUMNS, self._rows, "Dự báo theo nhóm")
        self.chart = ChartView("Biểu đồ dự báo", self._draw)
        self.note, self.gaps = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._build()

    def read(self) -> None:
        """Project the register of today."""
        by = self.by.code() or "field"

        def work(_job: Job) -> list[Forecast]:
            with self._office.read() as session:
                plan = find_plan(session, self._plan_code) if self._plan_code else None
                return forecast(session, date.today(), by, self._years, plan)  # noqa: DTZ011

        run_job(self, "Đang tính dự báo", work, self._take)

    def _take(self, found: list[Forecast]) -> None:
        self._forecasts = found
        chosen = self.scenario.code()
        self.scenario.set_choices([(one.scenario.name, one.scenario.name) for one in found])
        if chosen:
            self.scenario.set_code(chosen)
        self._show()

    def _shown(self) -> tuple[Forecast | None, list[Outlook]]:
        found = next((one for one in self._forecasts if one.scenario.name == self.scenario.code()), None)
        year = int(self.year.code() or 0)
        return found, [one for one in found.outlooks if one.year == year] if found else []

    def _show(self) -> None:
        found, outlooks = self._shown()
        self.table.set_ids(range(len(outlooks)))
        self.table.refresh()
        if found is None:
            return
        undated = outlooks[-1].undated if outlooks else 0
        without = f" {undated} người chưa ghi ngày sinh được coi là còn làm việc." if undated else ""
        self.note.setText(f"{found.scenario.words().capitalize()}. {found.note}{without}")
        words = [f"{gap.code}: {gap.words()}." for gap in found.gaps]
        self.gaps.setText("\n".join(words) or "Chưa so được với chỉ tiêu: hãy nhận kế hoạch và nhập dân số.")
        bars = min(len(outlooks) - 1, _MOST_BARS)
        self.chart.setMinimumHeight(round((_LEGEND + _PITCH * bars) * self.chart.letter_size()))
        self.chart.update()

    def _draw(self, surface: Surface, width: float, height: float) -> None:
        _found, outlooks = self._shown()
        if len(outlooks) > 1:
            draw_chart(_chart(outlooks), surface, width, height, chart_palette(self.chart.letter_size()))

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        _found, outlooks = self._shown()
        return [_row(outlooks[one]) if one < len(outlooks) else None for one in ids]

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        tools = QHBoxLayout()
        for box in (self.by, self.year, self.scenario):
            tools.addWidget(box)
        tools.addStretch(1)
        layout.addLayout(tools)
        mark(self.note, look="muted")
        layout.addWidget(self.note)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.table, "Bảng số")
        area = QScrollArea()
        area.setWidget(self.chart)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        tabs.addTab(area, "Biểu đồ")
        layout.addWidget(tabs, 1)
        layout.addWidget(self.gaps)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button("Đóng", self.reject, look="primary"))
        layout.addLayout(buttons)
        self.by.chosen.connect(lambda _code: self.read())
        for box in (self.year, self.scenario):
            box.chosen.connect(lambda _code: self._show())
        self.resize(QSize(em(self, 62), em(self, 46)).boundedTo(self.screen().availableSize() * 0.95))


def _row(one: Outlook) -> tuple[str, ...]:
    bounds = f"{number(one.low, 0)} – {number(one.high, 0)}"
    joined, expected = number(one.joined, 0), number(one.expected, 0)
    return (one.group or "Tổng số", str(one.now), str(one.retiring), joined, expected, bounds)


def _chart(outlooks: Sequence[Outlook]) -> Chart:
    """Return the largest groups as bars: who stays and who comes."""
    groups = sorted((one for one in outlooks if one.group), key=lambda one: -one.now)[:_MOST_BARS]
    return Chart(
        ChartKind.BARS_ACROSS,
        "Số người dự kiến",
        tuple(one.group for one in groups),
        (
            ("Còn làm việc", tuple(round(one.kept) for one in groups)),
            ("Thêm mới", tuple(round(one.expected) - round(one.kept) for one in groups)),
        ),
        unit="người",
    )
