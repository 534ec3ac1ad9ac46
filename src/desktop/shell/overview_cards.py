"""The cards of the first page; each tells by `wanted` which page, and what of it, somebody wants to see."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.documents.surface import Mark, Surface
from desktop.text import day, number
from desktop.widgets.cards import Card
from desktop.widgets.chart_view import ChartView
from desktop.widgets.controls import button, hint
from desktop.widgets.theme import current_tokens, em, mark
from desktop.widgets.tokens import Tone

if TYPE_CHECKING:
    from desktop.documents.model import Chart
    from desktop.shell.overview import Overview
    from desktop.shell.overview_pulse import Pulse
    from desktop.shell.overview_targets import TargetBar

_SHOWN_LATE, _SHOWN_AHEAD, _SHOWN_LETTERS = 2, 4, 72


class _Links(QLabel):
    """Lines with links that the mouse and the keyboard follow."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


class _LeadingCard(Card):
    """A card whose links name a page and what of it: `page|what`."""

    wanted = Signal(str, str)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.lines = _Links()
        self.lines.linkActivated.connect(self._follow)

    def _follow(self, link: str) -> None:
        page, _, what = link.partition("|")
        self.wanted.emit(page, what)


class StartCard(_LeadingCard):
    """What to do first in an office that has no people or no plan yet."""

    def __init__(self) -> None:
        super().__init__("Bắt đầu từ đâu")
        self._steps = {
            "people": self._step(
                "Ghi sổ: nhập danh sách trí thức từ Excel (mẫu nào cũng được) hoặc thêm từng người.",
                "Nhập danh sách…",
                ("people", "import"),
            ),
            "plan": self._step(
                "Nhận kế hoạch của thành phố: chương trình lọc ra việc phải làm, thời hạn và chỉ tiêu.",
                "Nhận kế hoạch…",
                ("tasks", "adopt"),
            ),
        }
        for step in self._steps.values():
            self.add(step)
        self.hide()

    def _step(self, text: str, action: str, to: tuple[str, str]) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(hint(text), 1)
        layout.addWidget(button(action, lambda: self.wanted.emit(*to), look="primary"))
        return row

    def show_steps(self, *, has_people: bool, has_plan: bool) -> None:
        """Show the steps that are still to be done."""
        self._steps["people"].setVisible(not has_people)
        self._steps["plan"].setVisible(not has_plan)
        self.setVisible(not (has_people and has_plan))


class DueCard(_LeadingCard):
    """What is late and what falls due, each leading to its task."""

    def __init__(self) -> None:
        super().__init__("Sắp đến hạn")
        self.add(self.lines)
        self.lines.setText("Đang đọc…")

    def show_due(self, seen: "Overview") -> None:
        """Show the first of them, and how many more there are."""
        bad = current_tokens().of(Tone.BAD)
        rows = []
        for line in seen.late[:_SHOWN_LATE]:
            due = f"hạn {day(line.due_on)}" if line.due_on else "kỳ trước không có kết quả"
            words = f'<b style="color: {bad}">Quá hạn</b>, {due}'
            rows.append(_row(words, line.text, f"tasks|task:{line.plan_code}:{line.code}"))
        for one in seen.reminders[:_SHOWN_AHEAD]:
            to = "reports|" if one.kind == "report" else f"tasks|task:{one.plan_code}:{one.code}"
            left = f"còn {one.working_days_left} ngày làm việc" if one.days_left else "hôm nay"
            rows.append(_row(f"<b>{day(one.due_on)}</b>, {left}", one.text, to))
        more = len(seen.late[_SHOWN_LATE:]) + len(seen.reminders[_SHOWN_AHEAD:])
        if more:
            rows.append(f'<a href="tasks|week">… và {number(more)} việc khác</a>')
        nothing = (
            "Không có việc nào đến hạn trong 45 ngày tới." if seen.has_plan else "Chưa nhận kế hoạch nào."
        )
        self.lines.setText("".join(f'<p style="margin: 0 0 4px 0">{row}</p>' for row in rows) or nothing)


class TargetsCard(_LeadingCard):
    """A thin bar for each target, at most ten; below how many more there are."""

    def __init__(self) -> None:
        super().__init__("Chỉ tiêu đến năm 2030")
        self._bars: Sequence[TargetBar] = ()
        self.view = ChartView("Chỉ tiêu đến năm 2030", self._draw)
        self.view.set_pieces(self._tell)
        self.view.picked.connect(
            lambda row, _series: self.wanted.emit("targets", self._bars[row].state.value)
        )
        self.lines.setText("Đang tính…")
        self.add(self.view)
        self.add(self.lines)
        self.body.addStretch(1)
        self.view.hide()

    def show_bars(self, bars: Sequence["TargetBar"], *, has_plan: bool) -> None:
        """Show other targets."""
        from desktop.shell.overview_targets import SHOWN

        self._bars = bars
        self._fit()
        self.view.setVisible(bool(bars))
        said = ". ".join(f"{one.text}: {one.words}" for one in bars[:SHOWN])
        self.view.setAccessibleDescription(said)
        more = len(bars) - SHOWN
        if not bars:
            self.lines.setText(
                "Kế hoạch không có chỉ tiêu bằng số." if has_plan else "Chưa nhận kế hoạch nào."
            )
        else:
            rest = f"… và {number(more)} chỉ tiêu khác" if more > 0 else "Xem tất cả chỉ tiêu"
            self.lines.setText(f'<a href="targets|all">{rest}</a>')
        self.view.update()

    def changeEvent(self, event: QEvent) -> None:
        """Keep legible with other letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        if self._bars:
            from desktop.shell.overview_targets import strip_height

            self.view.setFixedHeight(round(strip_height(len(self._bars), self.view.letter_size())))

    def _draw(self, surface: Surface, width: float, _height: float) -> Sequence[Mark]:
        from desktop.indicators.rules import TargetState
        from desktop.people.counting.gui.chart_card import chart_palette
        from desktop.shell.overview_targets import draw_strip

        tokens, size = current_tokens(), self.view.letter_size()
        colors = {
            TargetState.MET: tokens.good,
            TargetState.ON_TRACK: tokens.primary,
            TargetState.BEHIND: tokens.warn,
            TargetState.NO_DATA: tokens.muted,
        }
        return draw_strip(self._bars, surface, width, size, (chart_palette(size), colors))

    def _tell(self, row: int, _series: int) -> str:
        one = self._bars[row]
        return "\n".join(filter(None, (one.text, one.words, one.note)))


class PulseCard(_LeadingCard):
    """How alive the register is, figure by figure."""

    def __init__(self) -> None:
        super().__init__("Sổ trí thức sống đến đâu")
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(em(self, 0.15))
        self._grid.setHorizontalSpacing(em(self))
        self._figures: list[tuple[QLabel, _Links]] = []
        self.add(self.lines)
        self.lines.setText("Đang đếm…")
        self.add(self._grid)
        self.body.addStretch(1)

    def show_pulse(self, pulse: "Pulse") -> None:
        """Show other figures; those that say what to mend lead there."""
        self.lines.hide()
        found = pulse.lines()
        while len(self._figures) < len(found):
            self._add_pair(len(self._figures))
        for (name, value), (label, words, to) in zip(self._figures, found, strict=True):
            name.setText(label)
            bold = f"<b>{escape(words)}</b>"
            value.setText(f'<a href="people|{to}">{bold}</a>' if to and pulse.records.people else bold)
            value.setAccessibleName(f"{label}: {words}")

    def _add_pair(self, row: int) -> None:
        name, value = QLabel(), _Links()
        mark(name, look="muted")
        value.setWordWrap(False)
        value.linkActivated.connect(self._follow)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
        self._figures.append((name, value))


class ChartPart(Card):
    """One of the charts with its heading."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._heading = name, QLabel()
        mark(self._heading, look="heading")
        self.view = ChartView("Biểu đồ", lambda *_: None)
        self.add(self._heading)
        self.add(self.view, 1)

    def show_chart(self, chart: "Chart") -> None:
        """Show another chart."""
        view = self.view
        self._heading.setText(chart.title)
        view.setAccessibleName(chart.title)
        view.setMinimumHeight(em(self, 11))

        def draw(surface: Surface, width: float, height: float) -> None:
            from desktop.documents.charts import draw_chart
            from desktop.people.counting.gui.chart_card import chart_palette

            colors = chart_palette(view.letter_size())
            if self._name == "groups":
                colors = replace(colors, series=(colors.done, colors.of(0), colors.of(2), colors.late))
            draw_chart(chart, surface, width, height, colors)

        view.set_draw(draw)


def _row(head: str, text: str, to: str) -> str:
    words = " ".join(text.split())
    if len(words) > _SHOWN_LETTERS:
        words = words[:_SHOWN_LETTERS].rsplit(" ", 1)[0] + "…"
    return f'{head}: <a href="{escape(to)}">{escape(words[:1].upper() + words[1:])}</a>'
