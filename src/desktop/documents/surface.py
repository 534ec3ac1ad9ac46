"""The drawing surface of charts: five methods that a PDF page, a picture and a window can all offer.

Coordinates run right and down from the top left corner, in the surface's own unit (points, pixels).
Colours are opaque `#rrggbb`: PDF/A forbids what shines through on printers that cannot mix it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol


class Point(NamedTuple):
    """A place on the surface."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float


class Mark(NamedTuple):
    """A piece of a chart: where it stands, and which label and series it tells of."""

    box: Box
    label: int
    series: int


@dataclass(frozen=True)
class Pen:
    """How a line is drawn."""

    color: str
    width: float = 1.0
    dashed: bool = False


class Anchor(StrEnum):
    """Which end of a text stands at its point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Lettering:
    """How a text is drawn; `size` in the surface's unit."""

    color: str
    size: float
    anchor: Anchor = Anchor.START
    bold: bool = False


class Surface(Protocol):
    """What a chart can be drawn on."""

    def rect(self, box: Box, fill: str) -> None:
        """Fill a rectangle."""

    def line(self, start: Point, end: Point, pen: Pen) -> None:
        """Draw a straight line."""

    def polyline(self, points: Sequence[Point], pen: Pen) -> None:
        """Draw straight lines from point to point."""

    def text(self, at: Point, words: str, lettering: Lettering) -> None:
        """Write one line of text with its baseline at the point."""

    def measure(self, words: str, lettering: Lettering) -> float:
        """Return how wide the text would be."""
        ...


@dataclass(frozen=True)
class Palette:
    """The colours of a chart and the size of its letters; a window passes its own, light or dark."""

    ink: str = "#1a2330"
    muted: str = "#5b6675"
    grid: str = "#dfe3e8"
    paper: str = "#ffffff"
    series: tuple[str, ...] = ("#0b5cad", "#2fa4a0", "#e0a030", "#7a5ea8", "#b5533c", "#6b7f2a", "#8a94a0")
    target: str = "#c2571a"
    done: str = "#1f8f5f"
    late: str = "#c0392b"
    size: float = 10.0

    def of(self, position: int) -> str:
        """Return the colour of a series by its position."""
        return self.series[position % len(self.series)]

    def tint(self, color: str, share: float = 0.72) -> str:
        """Mix a colour with the paper: an opaque pale shade, `share` of it paper."""
        mixed = (
            round(own * (1 - share) + ground * share)
            for own, ground in zip(_parts(color), _parts(self.paper), strict=True)
        )
        return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(color: str) -> tuple[int, ...]:
    return tuple(int(color[start : start + 2], 16) for start in (1, 3, 5))


PRINT = Palette()
"""For paper: dark enough to stay apart in grey."""
