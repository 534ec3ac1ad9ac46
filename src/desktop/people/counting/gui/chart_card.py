"""A chart on a card whose pieces can be pointed at and opened."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel

from desktop.documents.charts import draw_chart
from desktop.documents.model import ChartKind
from desktop.documents.surface import Mark, Palette, Surface
from desktop.documents.wording import figure_text
from desktop.people.counting.charts import Picture
from desktop.widgets.cards import Card
from desktop.widgets.chart_view import ChartView
from desktop.widgets.theme import current_tokens, mark

_LEGEND, _PITCH = 1.2, {ChartKind.PYRAMID: 1.4, ChartKind.BARS_ACROSS: 2.35}
"""Heights in letters: a line of the legend, and a bar with its label."""


def chart_palette(size: float) -> Palette:
    """Return a chart's colours for the look in force."""
    tokens = current_tokens()
    return Palette(ink=tokens.text, muted=tokens.muted, grid=tokens.border, paper=tokens.card, size=size)


class ChartCard(Card):
    """Shows a picture of a table; `opened` tells whom the piece counts that was clicked."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._heading, self._remark = QLabel(), QLabel()
        self._picture: Picture | None = None
        self.view = ChartView("Biểu đồ", self._draw)
        self.view.set_pieces(self._tell)
        self.view.picked.connect(self._on_picked)
        mark(self._heading, look="heading")
        mark(self._remark, look="caption")
        for label in (self._heading, self._remark):
            label.setWordWrap(True)
        self.add(self._heading)
        self.add(self.view, 1)
        self.add(self._remark)

    def show_picture(self, picture: Picture) -> None:
        """Show another chart."""
        self._picture = picture
        self._heading.setText(picture.chart.title)
        self._remark.setText(picture.remark)
        self._remark.setVisible(bool(picture.remark))
        self._keep_legible()
        self.view.setAccessibleName(f"Biểu đồ: {picture.chart.title}")
        self.view.update()

    def changeEvent(self, event: QEvent) -> None:
        """Keep legible with larger letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._keep_legible()

    def _keep_legible(self) -> None:
        """Ask for so much height that no bar runs into another one's label; the page scrolls if need be."""
        if self._picture:
            chart = self._picture.chart
            wanted = _LEGEND * (1 + len(chart.series)) + _PITCH[chart.kind] * len(chart.labels)
            self.view.setMinimumHeight(round(wanted * self.view.letter_size()))

    def _draw(self, surface: Surface, width: float, height: float) -> Sequence[Mark]:
        if self._picture is None:
            return ()
        return draw_chart(self._picture.chart, surface, width, height, chart_palette(self.view.letter_size()))

    def _tell(self, label: int, series: int) -> str:
        if self._picture is None:
            return ""
        chart = self._picture.chart
        name, values = chart.series[series]
        return f"{chart.labels[label]} – {name}: {figure_text(values[label])} người"

    def _on_picked(self, label: int, series: int) -> None:
        if self._picture is not None:
            self.opened.emit(self._picture.where(label, series))
