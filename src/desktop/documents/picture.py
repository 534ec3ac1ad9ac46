"""Charts as PNG pictures for formats without vectors: the drawing surface over Pillow."""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from desktop.documents.charts import draw_chart
from desktop.documents.fonts import face, paper_fonts
from desktop.documents.model import Chart
from desktop.documents.surface import PRINT, Anchor, Box, Lettering, Pen, Point

_SCALE = 3.0
"""Pixels to a point: 216 dpi, above the 200 dpi the decree asks of scanned papers."""
_DASH, _GAP = 4.0, 3.0
_ANCHORS = {Anchor.START: "ls", Anchor.MIDDLE: "ms", Anchor.END: "rs"}


@lru_cache(maxsize=16)
def _font(bold: bool, size: float) -> ImageFont.FreeTypeFont:
    path = str(paper_fonts().faces[face(bold)])
    return ImageFont.truetype(path, size * _SCALE, layout_engine=ImageFont.Layout.BASIC)


class PictureSurface:
    """Draws into a Pillow image; coordinates come in points."""

    def __init__(self, image: Image.Image) -> None:
        self._draw = ImageDraw.Draw(image)

    def rect(self, box: Box, fill: str) -> None:
        """Fill a rectangle; one thinner than a pixel is left out."""
        left, top = round(box.x * _SCALE), round(box.y * _SCALE)
        right, bottom = round((box.x + box.width) * _SCALE) - 1, round((box.y + box.height) * _SCALE) - 1
        if right >= left and bottom >= top:
            self._draw.rectangle((left, top, right, bottom), fill=fill)

    def line(self, start: Point, end: Point, pen: Pen) -> None:
        """Draw a straight line."""
        if not pen.dashed:
            self.polyline([start, end], pen)
            return
        length = max(abs(end.x - start.x), abs(end.y - start.y), 0.01)
        across, down = (end.x - start.x) / length, (end.y - start.y) / length
        done = 0.0
        while done < length:
            to = min(done + _DASH, length)
            piece = [Point(start.x + across * at, start.y + down * at) for at in (done, to)]
            self.polyline(piece, pen)
            done += _DASH + _GAP

    def polyline(self, points: Sequence[Point], pen: Pen) -> None:
        """Draw straight lines from point to point."""
        scaled = [(point.x * _SCALE, point.y * _SCALE) for point in points]
        self._draw.line(scaled, fill=pen.color, width=max(round(pen.width * _SCALE), 1), joint="curve")

    def text(self, at: Point, words: str, lettering: Lettering) -> None:
        """Write one line of text with its baseline at the point."""
        font = _font(lettering.bold, lettering.size)
        place = (at.x * _SCALE, at.y * _SCALE)
        self._draw.text(place, words, fill=lettering.color, font=font, anchor=_ANCHORS[lettering.anchor])

    def measure(self, words: str, lettering: Lettering) -> float:
        """Return how wide the text would be."""
        return float(_font(lettering.bold, lettering.size).getlength(words)) / _SCALE


def chart_png(chart: Chart, width: float, height: float) -> bytes:
    """Return a chart as a PNG of the given size in points."""
    size = round(width * _SCALE), round(height * _SCALE)
    image = Image.new("RGB", size, PRINT.paper)
    draw_chart(chart, PictureSurface(image), width, height, PRINT)
    target = BytesIO()
    image.save(target, "PNG", optimize=True, dpi=(72 * _SCALE, 72 * _SCALE))
    return target.getvalue()
