"""The text of table cells, cut into lines and drawn by ourselves: paragraphs cost six times as much."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from desktop.documents import metrics
from desktop.documents.fonts import Face, face, runs, width
from desktop.documents.model import Align

_TIGHTER = 0.05
"""Blanks of a line may be drawn so much narrower, as a part of their width, to hold one more word."""


class Line(NamedTuple):
    """One line of a cell, how much room it leaves, and whether it ends its text (and is not stretched)."""

    text: str
    free: float
    ends: bool


@dataclass(frozen=True, slots=True)
class CellText:
    """The lines of one cell with their look."""

    lines: tuple[Line, ...]
    font: Face
    size: float
    align: Align

    @property
    def leading(self) -> float:
        """The distance of two lines."""
        return self.size * metrics.CELL_LEADING

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self.leading

    def cut(self, room: float) -> tuple["CellText", "CellText"]:
        """Return the lines that stand within a height, and the others."""
        count = max(0, int(room / self.leading))
        return self._of(self.lines[:count]), self._of(self.lines[count:])

    def _of(self, lines: tuple[Line, ...]) -> "CellText":
        return CellText(lines, self.font, self.size, self.align)


class Setter:
    """Sets the cells of one table in letters of one size; words and cells that repeat are measured once."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._widths: dict[tuple[str, Face], float] = {}
        self._set: dict[tuple[str, float, Align, bool], CellText] = {}

    def text(self, text: str, room: float, align: Align, bold: bool = False) -> CellText:
        """Return the text of one cell, cut into lines that fit the room."""
        own = self._set.get((text, room, align, bold))
        if own is None:
            font = face(bold)
            lines = tuple(self._lines(text, room, font)) if text else ()
            own = self._set[text, room, align, bold] = CellText(lines, font, self._size, align)
        return own

    def _lines(self, text: str, room: float, font: Face) -> Iterator[Line]:
        for part in text.split("\n"):
            *before, last = self._broken(part, room, font)
            yield from before
            yield last._replace(ends=True)

    def _broken(self, text: str, room: float, font: Face) -> Iterator[Line]:
        """Fill line after line; a word longer than a line is broken between letters."""
        blank = self._width(" ", font)
        line: list[str] = []
        used = -blank
        for word in text.split(" "):
            for piece in self._pieces(word, room - used - blank, room, font):
                wide = self._width(piece, font)
                if line and used + blank + wide > room + _TIGHTER * blank * len(line):
                    yield Line(" ".join(line), room - used, ends=False)
                    line, used = [], -blank
                line.append(piece)
                used += blank + wide
        yield Line(" ".join(line), room - used, ends=False)

    def _pieces(self, word: str, left: float, room: float, font: Face) -> Iterator[str]:
        """Return a word whole, or cut so that it fills what is left of the line and the lines after it."""
        if self._width(word, font) <= room:
            yield word
            return
        piece, used = "", 0.0
        for letter in word:
            wide = self._width(letter, font)
            if used + wide > left:
                yield from (piece,) if piece else ()
                piece, used, left = "", 0.0, room
            piece += letter
            used += wide
        yield piece

    def _width(self, word: str, font: Face) -> float:
        known = self._widths.get((word, font))
        if known is None:
            known = self._widths[word, font] = width(word, self._size, font)
        return known


class Pen:
    """Writes the texts of cells in the operators of PDF itself; lines that repeat are encoded once.

    ReportLab's own text objects encode every letter and format every number anew, in Python: of a long list
    that takes more than half of the time. A pen belongs to one document.
    """

    def __init__(self) -> None:
        self._encoded: dict[tuple[str, Face], tuple[tuple[str, str], ...]] = {}

    def write(self, canvas: Any, cells: Iterable[tuple[CellText, float, float]]) -> None:
        """Write cells at the given left and upper edges, all as one text object of the page."""
        font = ""
        code = ["BT"]
        for cell, left, top in cells:
            y = top - cell.size
            for line in cell.lines:
                spread = _spread(line, cell.align)
                code.append(f"1 0 0 1 {left + _indent(line.free, cell.align):.3f} {y:.3f} Tm")
                if spread:
                    code.append(f"{spread:.4f} Tw")
                for name, letters in self._encode(canvas, line.text, cell.font):
                    if font != (font := f"{name} {cell.size:g} Tf"):
                        code.append(font)
                    code.append(f"<{letters}> Tj")
                if spread:
                    code.append("0 Tw")
                y -= cell.leading
        canvas.addLiteral(" ".join([*code, "ET"]))

    def _encode(self, canvas: Any, text: str, face: Face) -> tuple[tuple[str, str], ...]:
        """Return pairs of the font's name in the file and the letters as its codes."""
        known = self._encoded.get((text, face))
        if known is None:
            known = self._encoded[text, face] = tuple(_coded(canvas, text, face))
        return known


def _coded(canvas: Any, text: str, face: Face) -> Iterator[tuple[str, str]]:
    from reportlab.pdfbase.pdfmetrics import getFont

    document = canvas._doc  # noqa: SLF001 - what ReportLab's fonts ask for
    for name, part in runs(text, face):
        font = getFont(name)
        for subset, codes in font.splitString(part, document):
            yield font.getSubsetInternalName(subset, document), codes.hex()


def _indent(free: float, align: Align) -> float:
    share = 1.0 if align is Align.RIGHT else 0.5 if align is Align.CENTER else 0.0
    return max(free, 0.0) * share


def _spread(line: Line, align: Align) -> float:
    """Return how much wider (narrower below 0) each blank of a justified or very full line is drawn."""
    stretched = align is Align.JUSTIFY and not line.ends
    return line.free / max(line.text.count(" "), 1) if stretched or line.free < 0 else 0.0
