"""A place on a page where a chart is painted; the chart itself is drawn by a function it is given."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.theme import em

Spot = tuple[float, float]
"""A place: x to the right, y down from the top left corner, in pixels."""

Area = tuple[float, float, float, float]
"""A rectangle: x, y, width, height."""

_SHIFTS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_DASHES = (4.0, 3.0)


class Stroke(Protocol):
    """How a line is drawn: colour `#rrggbb`, width in pixels, dashed or not."""

    @property
    def color(self) -> str: ...  # noqa: D102
    @property
    def width(self) -> float: ...  # noqa: D102
    @property
    def dashed(self) -> bool: ...  # noqa: D102


class Letters(Protocol):
    """How a text is drawn: colour, size in pixels, which end is at its point (start, middle, end), bold."""

    @property
    def color(self) -> str: ...  # noqa: D102
    @property
    def size(self) -> float: ...  # noqa: D102
    @property
    def anchor(self) -> str: ...  # noqa: D102
    @property
    def bold(self) -> bool: ...  # noqa: D102


class PainterSurface:
    """The five gestures of a chart, made with a painter; the same as on a page of a document."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._family = painter.font().family()

    def rect(self, box: Area, fill: str) -> None:
        """Fill a rectangle."""
        self._painter.fillRect(QRectF(*box), QColor(fill))

    def line(self, start: Spot, end: Spot, pen: Stroke) -> None:
        """Draw a straight line."""
        self.polyline((start, end), pen)

    def polyline(self, points: Sequence[Spot], pen: Stroke) -> None:
        """Draw straight lines from point to point."""
        made = QPen(QColor(pen.color), pen.width)
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if pen.dashed:
            made.setDashPattern([length / pen.width for length in _DASHES])
        self._painter.setPen(made)
        self._painter.drawPolyline([QPointF(*point) for point in points])

    def text(self, at: Spot, words: str, lettering: Letters) -> None:
        """Write one line of text with its baseline at the point."""
        x = at[0] - _SHIFTS[str(lettering.anchor)] * self.measure(words, lettering)
        self._painter.setFont(_font(self._family, lettering.size, lettering.bold))
        self._painter.setPen(QColor(lettering.color))
        self._painter.drawText(QPointF(x, at[1]), words)

    def measure(self, words: str, lettering: Letters) -> float:
        """Return how wide the text would be, in pixels."""
        return QFontMetricsF(_font(self._family, lettering.size, lettering.bold)).horizontalAdvance(words)


Mark = tuple[Area, int, int]
"""A piece of a chart: where it stands, and which label and series it tells of."""

Draw = Callable[[PainterSurface, float, float], Sequence[Mark] | None]
"""Draws a chart on a surface into a width and a height; returns the pieces one may point at, if any."""

Tell = Callable[[int, int], str]
"""Says in words what the piece of a label and a series is."""


class ChartView(QWidget):
    """Shows one chart, as large as the place it gets; `name` tells in words what it shows.

    With `set_pieces` a piece says what it is when pointed at, and is `picked` (label, series) when clicked.
    """

    picked = Signal(int, int)

    def __init__(self, name: str, draw: Draw) -> None:
        super().__init__()
        self._draw = draw
        self._marks: Sequence[Mark] = ()
        self._tell: Tell | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_draw(self, draw: Draw) -> None:
        """Show another chart."""
        self._draw = draw
        self.update()

    def set_pieces(self, tell: Tell) -> None:
        """Let the pieces be pointed at and picked; `tell` says what one is."""
        self._tell = tell
        self.setMouseTracking(True)

    def letter_size(self) -> float:
        """Return the size in pixels at which a chart's letters match the text around it."""
        return float(self.fontInfo().pixelSize())

    def sizeHint(self) -> QSize:
        """Be as large as a readable chart of some columns."""
        return QSize(em(self, 26), em(self, 13))

    def minimumSizeHint(self) -> QSize:
        """Never be smaller than legible."""
        return QSize(em(self, 11), em(self, 9))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Let the chart be drawn in the widget's font."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._marks = self._draw(PainterSurface(painter), float(self.width()), float(self.height())) or ()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is pointed at."""
        piece = self._piece_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if piece else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self._tell(*piece) if piece and self._tell else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press on a piece, so that its release comes here too."""
        event.setAccepted(self._piece_at(event.position()) is not None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the piece under the mouse."""
        piece = self._piece_at(event.position())
        if piece and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(*piece)

    def _piece_at(self, at: QPointF) -> tuple[int, int] | None:
        if self._tell is None:
            return None
        hits = (mark for mark in self._marks if QRectF(*mark[0]).contains(at))
        return next(((label, series) for _, label, series in hits), None)


@lru_cache(maxsize=64)
def _font(family: str, size: float, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    return font
