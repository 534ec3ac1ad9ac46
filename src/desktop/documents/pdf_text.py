"""Running text for ReportLab: the styles of a paper and paragraphs that no text can break."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from desktop.documents import metrics
from desktop.documents.fonts import Face, runs
from desktop.documents.model import Align

_LONGEST = 6000
"""A longer text is set as several paragraphs: ReportLab breaks the rest anew on every page it flows over."""
_MOST_BALANCED = 6
"""Titles of more lines are left as they fall."""

_ALIGN = {
    Align.LEFT: TA_LEFT,
    Align.CENTER: TA_CENTER,
    Align.RIGHT: TA_RIGHT,
    Align.JUSTIFY: TA_JUSTIFY,
}


def style(size: float, font: Face = Face.REGULAR, align: Align = Align.LEFT, **more: float) -> ParagraphStyle:
    """Return a paragraph style; `more` takes ReportLab's distances (spaceAfter, …) in points."""
    more.setdefault("leading", size * metrics.LEADING)
    return ParagraphStyle(
        f"{font}-{size}-{align}",
        fontName=font.value,
        fontSize=size,
        alignment=_ALIGN[align],
        bulletFontName=font.value,
        allowWidows=0,
        allowOrphans=0,
        **more,
    )


def body_style(font: Face = Face.REGULAR, **more: float) -> ParagraphStyle:
    """Return the style of running text: 14, justified, first line 1.27 cm, 6 points between paragraphs."""
    more = {"firstLineIndent": metrics.FIRST_LINE, "spaceAfter": metrics.BETWEEN_PARAGRAPHS, **more}
    return style(metrics.BODY, font, Align.JUSTIFY, **more)


def centered(size: float, font: Face = Face.REGULAR, **more: float) -> ParagraphStyle:
    """Return a style for centred lines."""
    return style(size, font, Align.CENTER, **more)


def paragraph(text: str, look: ParagraphStyle) -> Paragraph:
    """Return one paragraph; line breaks are kept, letters the font lacks are drawn by another."""
    return Paragraph(_markup(text, Face(look.fontName)), look)


def balanced(text: str, look: ParagraphStyle, room: float) -> Paragraph:
    """Return centred lines of about the same length instead of a full line and a remnant."""
    own = paragraph(text, look)
    lines = _line_count(own, room)
    narrow, wide = room / 2, room
    for _ in range(8 if 1 < lines <= _MOST_BALANCED else 0):
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if _line_count(own, middle) == lines else (middle, wide)
    indent = (room - wide) / 2
    return paragraph(text, look.clone(f"{look.name}-balanced", leftIndent=indent, rightIndent=indent))


def _line_count(text: Paragraph, room: float) -> int:
    text.wrap(room, metrics.A4[1])
    return len(text.getActualLineWidths0())


def paragraphs(text: str, look: ParagraphStyle) -> list[Paragraph]:
    """Return a text of any length as paragraphs that read as one."""
    parts = list(pieces(text))
    if len(parts) == 1:
        return [paragraph(text, look)]
    middle = look.clone(f"{look.name}-middle", firstLineIndent=0, spaceBefore=0, spaceAfter=0)
    first = look.clone(f"{look.name}-first", spaceAfter=0)
    last = look.clone(f"{look.name}-last", firstLineIndent=0, spaceBefore=0)
    looks = [first, *[middle] * (len(parts) - 2), last]
    return [paragraph(part, own) for part, own in zip(parts, looks, strict=True)]


def pieces(text: str) -> Iterator[str]:
    """Cut a very long text into parts, between words where there are any."""
    while len(text) > _LONGEST:
        cut = text.rfind(" ", _LONGEST // 2, _LONGEST) + 1 or _LONGEST
        yield text[:cut]
        text = text[cut:]
    yield text


def _markup(text: str, font: Face) -> str:
    parts = []
    for name, part in runs(text, font):
        safe = escape(part).replace("\n", "<br/>")
        parts.append(safe if name == font else f'<font name="{name}">{safe}</font>')
    return "".join(parts)
