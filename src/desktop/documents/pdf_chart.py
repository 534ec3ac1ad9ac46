"""Charts in PDF: the drawing surface over a page's canvas; everything stays vectors and text."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from desktop.documents import metrics
from desktop.documents.charts import chart_height, draw_chart
from desktop.documents.fonts import face, runs, width
from desktop.documents.model import Chart
from desktop.documents.surface import PRINT, Anchor, Box, Lettering, Pen, Point

_DASHES = (4, 3)


class PdfSurface:
    """Draws on a canvas whose origin is the bottom left corner, `height` below the chart's own."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas, self._height = canvas, height

    def rect(self, box: Box, fill: str) -> None:
        """Fill a rectangle."""
        self._canvas.setFillColor(HexColor(fill))
        self._canvas.rect(box.x, self._height - box.y - box.height, box.width, box.height, stroke=0, fill=1)

    def line(self, start: Point, end: Point, pen: Pen) -> None:
        """Draw a straight line."""
        self.polyline([start, end], pen)

    def polyline(self, points: Sequence[Point], pen: Pen) -> None:
        """Draw straight lines from point to point."""
        self._canvas.setStrokeColor(HexColor(pen.color))
        self._canvas.setLineWidth(pen.width)
        self._canvas.setDash(_DASHES if pen.dashed else ())
        path = self._canvas.beginPath()
        path.moveTo(points[0].x, self._height - points[0].y)
        for point in points[1:]:
            path.lineTo(point.x, self._height - point.y)
        self._canvas.drawPath(path, stroke=1, fill=0)

    def text(self, at: Point, words: str, lettering: Lettering) -> None:
        """Write one line of text with its baseline at the point."""
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[lettering.anchor]
        x = at.x - shift * self.measure(words, lettering)
        self._canvas.setFillColor(HexColor(lettering.color))
        for name, part in runs(words, face(lettering.bold)):
            self._canvas.setFont(name, lettering.size)
            self._canvas.drawString(x, self._height - at.y, part)
            x += self._canvas.stringWidth(part, name, lettering.size)

    def measure(self, words: str, lettering: Lettering) -> float:
        """Return how wide the text would be."""
        return width(words, lettering.size, face(lettering.bold))


class ChartFlowable(Flowable):  # type: ignore[misc]
    """A chart across the width of the text."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.spaceAfter = metrics.BETWEEN_PARAGRAPHS * 1.5

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = room, chart_height(self.chart, room)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the chart."""
        self.canv.saveState()
        draw_chart(self.chart, PdfSurface(self.canv, self.height), self.width, self.height, PRINT)
        self.canv.restoreState()
