"""The forecast on screen: who will still be at work, who retires, who must come, under each scenario."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.documents.charts import draw_chart
from desktop.documents.model import Chart, ChartKind
from desktop.documents.surface import Surface
from desktop.indicators.cohort import Outlook, Scenario
from desktop.indicators.forecast import GROUPINGS, Forecast, Gap, forecast, scenario_of
from desktop.jobs import Job
from desktop.people.counting.gui.chart_card import chart_palette
from desktop.plans.queries import find_plan
from desktop.storage.fields import Field, Kind
from desktop.text import number, read_number
from desktop.widgets.chart_view import ChartView
from desktop.widgets.controls import ChoiceBox, button
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark

HORIZONS = (2030, 2045)
_COLUMNS = (
    TableColumn("group", "Nhóm", 36, sortable=False),
    TableColumn("now", "Hiện nay", 8, "right", sortable=False),
    TableColumn("retiring", "Đến tuổi hưu", 10, "right", sortable=False),
    TableColumn("successors", "Cần kế cận", 9, "right", sortable=False),
    TableColumn("joined", "Thêm mới", 8, "right", sortable=False),
    TableColumn("expected", "Dự kiến", 7, "right", sortable=False),
    TableColumn("share", "Tỷ lệ", 7, "right", sortable=False),
    TableColumn("bounds", "Khoảng 80%", 10, "right", sortable=False),
)
_GAP_COLUMNS = (
    TableColumn("code", "Mã", 6, sortable=False),
    TableColumn("text", "Chỉ tiêu", 31, sortable=False),
    TableColumn("year", "Năm", 5, "right", sortable=False),
    TableColumn("goal", "Mức cần đạt", 20, "right", sortable=False),
    TableColumn("required", "Cần (người)", 9, "right", sortable=False),
    TableColumn("expected", "Dự kiến", 7, "right", sortable=False),
    TableColumn("bounds", "Khoảng 80%", 10, "right", sortable=False),
    TableColumn("missing", "Còn thiếu", 8, "right", sortable=False),
)
_NO_GAPS = "Chưa so được với chỉ tiêu: hãy nhận kế hoạch và nhập dân số."
_WISHES = (
    Field("train", "Đào tạo thêm mỗi năm (% số hiện có)", Kind.LINE, required=True),
    Field("attract", "Thu hút thêm mỗi năm (% số hiện có)", Kind.LINE, required=True),
    Field("leave", "Rời đi vì lý do khác mỗi năm (%)", Kind.LINE, required=True),
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
        self.gaps = RowTable(_GAP_COLUMNS, self._gap_rows, "So với chỉ tiêu")
        self.gaps.set_empty_text(_NO_GAPS)
        self.note = QLabel(wordWrap=True)
        self._wished: Scenario | None = None
        self._choose_wished = False
        self._build()

    def read(self) -> None:
        """Project the register of today."""
        by, wished = self.by.code() or "field", self._wished

        def work(_job: Job) -> list[Forecast]:
            with self._office.read() as session:
                plan = find_plan(session, self._plan_code) if self._plan_code else None
                return forecast(session, date.today(), by, self._years, plan, wished)  # noqa: DTZ011

        run_job(self, "Đang tính dự báo", work, self._take)

    def _take(self, found: list[Forecast]) -> None:
        self._forecasts = found
        chosen = self.scenario.code()
        self.scenario.set_choices([(one.scenario.name, one.scenario.name) for one in found])
        if self._choose_wished and self._wished:
            chosen, self._choose_wished = self._wished.name, False
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
        self.gaps.set_ids(range(len(found.gaps)))
        self.gaps.refresh()
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

    def _gap_rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        found, _outlooks = self._shown()
        gaps = found.gaps if found else ()
        return [_gap_row(gaps[one]) if one < len(gaps) else None for one in ids]

    def ask_scenario(self) -> None:
        """Ask for shares of one's own; they come as the first scenario."""
        form = FieldForm(_WISHES, lambda _field: (), columns=1)
        intro = "Tỷ lệ mỗi năm so với số người hiện có; chương trình tính thêm một kịch bản theo các số này."
        FormDialog(self, "Kịch bản tự đặt", form, self._wish, intro).ask({})

    def _wish(self, values: dict[str, object]) -> None:
        shares = [read_number(values.get(key)) or 0.0 for key in ("train", "attract", "leave")]
        self._wished = scenario_of(*shares)
        self._choose_wished = True
        self.read()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        tools = QHBoxLayout()
        for box in (self.by, self.year, self.scenario):
            tools.addWidget(box)
        tools.addWidget(button("Kịch bản khác…", self.ask_scenario))
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
        tabs.addTab(self.gaps, "So với chỉ tiêu")
        layout.addWidget(tabs, 1)
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
    share = "–" if one.share is None else f"{number(one.share, 1)}%"
    counts = (
        number(figure, 0) for figure in (one.now, one.retiring, one.successors, one.joined, one.expected)
    )
    return (one.group or "Tổng số", *counts, share, bounds)


def _gap_row(gap: Gap) -> tuple[str, ...]:
    one = gap.outlook
    bounds = f"{number(one.low, 0)} – {number(one.high, 0)}"
    missing = number(gap.missing, 0) if gap.missing > 0 else "đủ"
    goal = f"{number(gap.goal)}{gap.unit}"
    required, expected = number(gap.required, 0), number(one.expected, 0)
    return (gap.code.rpartition(".")[2], gap.text, str(gap.year), goal, required, expected, bounds, missing)


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
