"""Read papers back with programs an office has: poppler and MuPDF for PDF."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from lxml import etree


@dataclass(frozen=True)
class Line:
    """A stretch of one line in one font, with its box in points; y runs down from the page's top."""

    page: int
    text: str
    font: str
    size: float
    left: float
    right: float
    baseline: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Stroke:
    """A straight line drawn on a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left


def run(data: bytes, *command: str) -> bytes:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def pdf_text(data: bytes, *options: str) -> str:
    return run(data, "pdftotext", *options, "-", "-").decode()


def flat(text: str) -> str:
    return " ".join(text.split())


def printed_lines(path: str) -> list[Line]:
    """Return what is printed, in MuPDF's structured text."""
    tree = etree.fromstring(run(b"", "mutool", "draw", "-q", "-F", "stext", path))
    return [
        stretch
        for number, page in enumerate(tree.iter("page"))
        for line in page.iter("line")
        for stretch in _stretches(number, line)
    ]


def _stretches(page: int, line: etree._Element) -> Iterable[Line]:
    for font in line.iter("font"):
        chars = list(font)
        text = flat("".join(char.get("c") for char in chars))
        if text:
            first, last = chars[0].get("quad").split(), chars[-1].get("quad").split()
            baseline = float(chars[0].get("y"))
            size = float(font.get("size"))
            yield Line(page, text, font.get("name"), size, float(first[0]), float(last[2]), baseline)


def strokes(path: str, page: int) -> list[Stroke]:
    """Return the straight black lines of a page (from 0)."""
    tree = etree.fromstring(run(b"", "mutool", "draw", "-q", "-F", "trace", path, str(page + 1)))
    return [
        Stroke(min(xs), min(ys), max(xs), max(ys))
        for path_drawn in tree.iter("stroke_path")
        if path_drawn.get("colorspace") == "DeviceGray"
        for xs, ys in [_device_points(path_drawn)]
    ]


def _device_points(path_drawn: etree._Element) -> tuple[list[float], list[float]]:
    *_, across, down = (float(part) for part in path_drawn.get("transform").split())
    points = [(float(point.get("x")), float(point.get("y"))) for point in path_drawn]
    return [across + x for x, _ in points], [down - y for _, y in points]


def line(lines: Iterable[Line], text: str, page: int = 0) -> Line:
    """Return the first stretch on a page that begins with the text."""
    return next(own for own in lines if own.page == page and own.text.startswith(text))


def pages_of(lines: Iterable[Line]) -> dict[int, list[Line]]:
    return {page: list(own) for page, own in groupby(lines, key=lambda own: own.page)}
