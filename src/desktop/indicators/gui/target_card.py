"""One target in detail: how it stands and why, its chart, whom it counts, where its path leads."""

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy

from desktop.documents.charts import draw_chart
from desktop.documents.model import Chart
from desktop.documents.surface import Surface
from desktop.indicators.chart import chart_of
from desktop.indicators.compute import COMPUTED_SOURCE
from desktop.indicators.queries import TargetLine
from desktop.indicators.rules import TARGET_STATE_LABELS, TargetState
from desktop.indicators.stored import Base, Entered
from desktop.people.counting.gui.chart_card import chart_palette
from desktop.plans.plan import STAGES
from desktop.text import day, number
from desktop.widgets.cards import Card, Light
from desktop.widgets.chart_view import ChartView
from desktop.widgets.controls import button
from desktop.widgets.tokens import Tone

TONES = {
    TargetState.MET: Tone.GOOD,
    TargetState.ON_TRACK: Tone.PRIMARY,
    TargetState.BEHIND: Tone.WARN,
    TargetState.NO_DATA: Tone.NEUTRAL,
}
_KINDS = {
    "computed": "Tính từ sổ trí thức",
    "typed": "Đơn vị nhập",
    "words": "Bằng lời, đơn vị tự đánh giá kèm minh chứng",
}
_CHART_LINES = 15
"""How high a chart stands, in lines of text."""


class TargetCard(QScrollArea):
    """Shows one target; empty until one is chosen. `people_wanted` asks for those counted, or among whom."""

    people_wanted = Signal(str)
    baseline_wanted = Signal()
    milestone_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Chi tiết chỉ tiêu")
        self._chart: Chart | None = None
        self.clear()

    def clear(self) -> None:
        """Show nothing but a hint."""
        self._chart = None
        card = Card("Chi tiết chỉ tiêu")
        card.add(QLabel("Chọn một chỉ tiêu trong danh sách."))
        card.body.addStretch(1)
        self.setWidget(card)

    def show_target(
        self, line: TargetLine, history: Sequence[Entered], on: date, *, may_edit: bool = False
    ) -> None:
        """Show a target as it stands on a day, with the values entered for it, newest first."""
        card = Card(f"Chỉ tiêu {line.code}")
        card.add(_rich(escape(line.text)))
        card.add(Light(TONES[line.state], line.state_label, line.note))
        self._chart = chart_of(line, on)
        if self._chart:
            card.add(self._view(line))
        facts = _rich(_facts(line))
        facts.linkActivated.connect(self._follow)
        card.add(facts)
        if may_edit and line.kind != "words":
            buttons = QHBoxLayout()
            buttons.addWidget(button("Mốc xuất phát…", self.baseline_wanted.emit))
            buttons.addWidget(button("Mốc từng năm…", self.milestone_wanted.emit))
            buttons.addStretch(1)
            card.add(buttons)
        if history:
            card.add(_rich("<br>".join(["<b>Các số liệu đã ghi</b>", *map(_entered, history)])))
        card.body.addStretch(1)
        self.setWidget(card)

    def _view(self, line: TargetLine) -> ChartView:
        view = ChartView(f"Biểu đồ chỉ tiêu {line.code}: {line.note}", self._draw)
        view.setFixedHeight(round(_CHART_LINES * view.letter_size()))
        return view

    def _draw(self, surface: Surface, width: float, height: float) -> None:
        if self._chart:
            size = self.fontInfo().pixelSize() * 0.9
            draw_chart(self._chart, surface, width, height, chart_palette(size))

    def _follow(self, link: str) -> None:
        self.people_wanted.emit(link.partition(":")[2])


def _facts(line: TargetLine) -> str:
    facts = {
        "Yêu cầu": escape(f"{line.target_text}, đến năm {line.horizon}"),
        "Thực hiện": _value(line),
        "Tử số": _part(line, line.numerator, "counted"),
        "Mẫu số": _part(line, line.denominator, "among"),
        "Nguồn số liệu": escape(line.source),
        "Cách có số liệu": escape(_KINDS[line.kind]),
        "Cách tính" if line.computed else "Vì sao phải nhập": escape(line.basis),
        "Điều sổ chưa biết": escape(line.limits),
        "Phạm vi": escape(line.reach),
        "Mốc xuất phát": _baseline(line.baseline) if line.baseline else "",
        "Mốc từng năm": "; ".join(f"{step.year}: {number(step.value)}" for step in line.milestones),
        "Theo lộ trình hôm nay cần": number(line.expected) if line.expected is not None else "",
        "Đã đi được": _done(line),
        "Loại chỉ số": next((title for key, title in STAGES.items() if key == line.stage), ""),
        "Vị trí trong kế hoạch": escape(line.place),
    }
    return "<br>".join(f"<b>{name}:</b> {text}" for name, text in facts.items() if text)


def _done(line: TargetLine) -> str:
    if line.done is None or line.state is TargetState.MET:
        return ""
    way = f"{number(abs(line.done), 1)}% quãng đường từ mốc xuất phát"
    return f"{way}, đi lùi" if line.done < 0 else way


def _value(line: TargetLine) -> str:
    if line.value is None or line.as_of is None:
        return ""
    unit = line.unit if line.unit == "%" else f" {line.unit}" if line.unit else ""
    return escape(
        f"{number(line.value)}{unit}{'/' if line.per else ''}{line.per}, tính đến {day(line.as_of)}"
    )


def _part(line: TargetLine, figure: float | None, which: str) -> str:
    """Write numerator or denominator; what counts people of the register opens them."""
    if figure is None:
        return ""
    opens = line.source == COMPUTED_SOURCE and not (which == "among" and not line.among_people)
    return f'<a href="people:{which}">{number(figure)} – xem danh sách</a>' if opens else number(figure)


def _baseline(base: Base) -> str:
    source = f" ({base.source})" if base.source else ""
    return escape(f"{number(base.value)} ngày {day(base.on)}{source}")


def _entered(row: Entered) -> str:
    said = TARGET_STATE_LABELS[TargetState(row.assessment)] if row.assessment else ""
    value = number(row.value) if row.value is not None else said
    parts = ""
    if row.numerator is not None:
        parts = f" ({number(row.numerator)}{f'/{number(row.denominator)}' if row.denominator else ''})"
    more = "; ".join(part for part in (row.source, row.document, row.note) if part)
    return escape(f"{day(row.on)}: {value}{parts}{f' – {more}' if more else ''}")


def _rich(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
