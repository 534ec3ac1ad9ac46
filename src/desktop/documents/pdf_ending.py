"""The end of a paper in PDF: recipients on the left, signature on the right, and where the images go."""

from dataclasses import dataclass

from reportlab.platypus import Flowable, Paragraph

from desktop.documents import metrics
from desktop.documents.fonts import Face
from desktop.documents.model import Align, Report
from desktop.documents.pdf_text import centered, paragraph, style
from desktop.documents.qr import dark_runs, squares
from desktop.documents.wording import recipient_lines

_LEFT_SHARE = 0.46
_LOWER = metrics.BODY - metrics.RECIPIENTS_TITLE
"""The smaller `Nơi nhận:` starts this much lower, so that its baseline is level with the signer's line."""


@dataclass(frozen=True)
class Place:
    """A rectangle on a page (counted from 0), in points from the page's bottom left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Ending(Flowable):  # type: ignore[misc]
    """Boxes 7, 8 and 9b side by side; while drawn, it notes the places of the two signature images."""

    def __init__(
        self, left: list[Paragraph], above: list[Paragraph], name: list[Paragraph], places: dict[str, Place]
    ) -> None:
        super().__init__()
        self.spaceBefore = metrics.BODY
        self.left, self.above, self.name, self.places = left, above, name, places

    def wrap(self, room: float, height: float) -> tuple[float, float]:
        """Measure both sides; the higher one counts."""
        self.width = room
        self.left_width, self.right_width = room * _LEFT_SHARE, room * (1 - _LEFT_SHARE)
        self.left_height = _LOWER + sum(text.wrap(self.left_width, height)[1] for text in self.left)
        self.above_height = sum(text.wrap(self.right_width, height)[1] for text in self.above)
        name_height = sum(text.wrap(self.right_width, height)[1] for text in self.name)
        signed = self.above or self.name
        self.right_height = self.above_height + metrics.SIGNATURE_HEIGHT + name_height if signed else 0.0
        self.height = max(self.left_height, self.right_height)
        return room, self.height

    def split(self, room: float, height: float) -> list[Flowable]:
        """Let a list of recipients that is longer than the page flow on below the signature."""
        self.wrap(room, height)
        if self.right_height > height:
            return []
        used, count = _LOWER, 0
        while count < len(self.left) and used + self.left[count].height <= height:
            used, count = used + self.left[count].height, count + 1
        if not count:
            return []
        return [Ending(self.left[:count], self.above, self.name, self.places), *self.left[count:]]

    def draw(self) -> None:
        """Draw both sides and note the places."""
        self._stack(self.left, 0.0, self.height - _LOWER)
        x, y = self.width - self.right_width, self.height
        self._stack(self.above, x, y)
        self._stack(self.name, x, y - self.above_height - metrics.SIGNATURE_HEIGHT)
        if self.right_height:
            self._note_places(x + self.right_width / 2, y - self.above_height - metrics.SIGNATURE_HEIGHT / 2)

    def _stack(self, texts: list[Paragraph], x: float, y: float) -> None:
        for text in texts:
            y -= text.height
            text.drawOn(self.canv, x, y)

    def _note_places(self, middle: float, height: float) -> None:
        """The seal's right edge stands one third into the leader's image, both at one height."""
        across, up = self.canv.absolutePosition(middle, height)
        page = self.canv.getPageNumber() - 1
        wide, high = metrics.LEADER_IMAGE
        left = across - wide / 2
        self.places["leader"] = Place(page, left, up - high / 2, wide, high)
        seal_left = left + wide * metrics.SEAL_OVERLAP - metrics.SEAL
        self.places["office"] = Place(page, seal_left, up - metrics.SEAL / 2, metrics.SEAL, metrics.SEAL)


def ending(report: Report, places: dict[str, Place]) -> Ending:
    """Return the end of the paper; `places` is filled with `leader` and `office` when it is drawn."""
    listed = [paragraph(line, style(metrics.RECIPIENTS)) for line in recipient_lines(report)]
    title = paragraph("Nơi nhận:", style(metrics.RECIPIENTS_TITLE, Face.BOLD_ITALIC))
    bold = centered(metrics.BODY, Face.BOLD)
    above = [paragraph(line, bold) for line in report.signer.authority if line]
    name = [paragraph(report.signer.name, bold)] if report.signer.name else []
    return Ending([title, *listed] if listed else [], above, name, places)


class Trace(Flowable):  # type: ignore[misc]
    """The small line, and its QR code, at the foot of the page on which the paper's main part ends."""

    def __init__(self, text: str, code: str, room: float) -> None:
        super().__init__()
        self.line = paragraph(text, style(metrics.TRACE, align=Align.LEFT))
        self.code = code
        self.room = room

    def wrap(self, _room: float, _height: float) -> tuple[float, float]:
        """Take no room in the text."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Write into the bottom margin, whatever the height of the text."""
        beside = metrics.TRACE_QR + 2 * metrics.MM if self.code else 0.0
        _, high = self.line.wrap(self.room - beside, metrics.MARGIN_BOTTOM)
        left, bottom = self.canv.absolutePosition(0, 0)
        x, y = metrics.MARGIN_LEFT - left, metrics.TRACE_FROM_BOTTOM - bottom
        self.line.drawOn(self.canv, x + beside, y - high / 2)
        if self.code:
            self._draw_code(x, metrics.QR_FROM_BOTTOM - bottom)

    def _draw_code(self, x: float, y: float) -> None:
        count = len(squares(self.code))
        side = metrics.TRACE_QR / count
        self.canv.setFillColorRGB(0, 0, 0)
        for row, column, length in dark_runs(self.code):
            below = y + (count - row - 1) * side
            self.canv.rect(x + column * side, below, length * side, side, stroke=0, fill=1)
