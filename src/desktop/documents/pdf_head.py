"""The head of a paper in PDF: letterhead, type and subject, addressees, legal bases, title of an annex."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from desktop.documents import metrics
from desktop.documents.fonts import Face, width
from desktop.documents.model import Annex, ListPaper, Report
from desktop.documents.pdf_text import balanced, body_style, centered, paragraph, style
from desktop.documents.wording import (
    MOTTO,
    NATION,
    addressee_lines,
    annex_label,
    attached_line,
    basis_lines,
    matter_line,
    number_line,
    place_and_day,
)

_ADDRESS = "Kính gửi:"
_BARE = [
    ("FONTNAME", (0, 0), (-1, -1), Face.REGULAR.value),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
]


class Rule(Flowable):  # type: ignore[misc]
    """A solid line in the middle of its column, as long as told."""

    def __init__(self, length: float, above: float = 2.0, below: float = 4.0) -> None:
        super().__init__()
        self.length, self.above, self.below = length, above, below

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """Take the whole width and the distances above and below."""
        self.width, self.height = room, self.above + self.below
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        left = (self.width - self.length) / 2
        self.canv.setLineWidth(0.7)
        self.canv.line(left, self.below, left + self.length, self.below)


def head(report: Report) -> list[Flowable]:
    """Return everything from the letterhead to the legal bases."""
    title = _title(report) if report.kind else []
    return [_letterhead(report), Spacer(1, 14), *title, *_addressees(report), *_bases(report)]


def _letterhead(report: Report) -> Table:
    """Boxes 1 to 4 (and 5b of a công văn) in two columns, number and date on one line."""
    letterhead = report.letterhead
    left = metrics.text_width() * metrics.HEAD_LEFT_SHARE
    issuer = _each_line(letterhead.issuer, centered(metrics.HEAD, Face.BOLD), left)
    small = metrics.SHORT_RULE_SHARE * _last_line_width(issuer[-1], left)
    parent = _each_line(letterhead.parent, centered(metrics.HEAD), left) if letterhead.parent else []
    issuing = [*parent, *issuer, Rule(small)]
    motto = centered(metrics.HEAD + 1, Face.BOLD)
    national = [
        paragraph(NATION, centered(metrics.HEAD, Face.BOLD)),
        paragraph(MOTTO, motto),
        Rule(width(MOTTO, motto.fontSize, Face.BOLD)),
    ]
    number = [paragraph(number_line(letterhead), centered(metrics.NUMBER))]
    matter = matter_line(report)
    number += [balanced(matter, centered(metrics.HEAD, spaceBefore=6), left)] if matter else []
    day = [paragraph(place_and_day(letterhead), centered(metrics.NUMBER, Face.ITALIC))]
    rows = [[issuing, national], [number, day]]
    table = Table(
        rows,
        colWidths=[left, metrics.text_width() - left],
        style=[*_BARE, ("TOPPADDING", (0, 1), (-1, 1), 4)],
    )
    table.spaceAfter = 0
    return table


def _each_line(text: str, look: ParagraphStyle, room: float) -> list[Paragraph]:
    """Return each line of a name on its own, one that is too long for its column in even lines."""
    return [balanced(line, look, room) for line in text.split("\n")]


def _filled(text: str, look: ParagraphStyle) -> list[Paragraph]:
    return [paragraph(text, look)] if text else []


def _last_line_width(lines: Paragraph, room: float) -> float:
    lines.wrap(room, metrics.A4[1])
    return float(lines.getActualLineWidths0()[-1])


def _widest_line(lines: Paragraph, room: float) -> float:
    lines.wrap(room, metrics.A4[1])
    return max(map(float, lines.getActualLineWidths0()))


def _title(report: Report) -> list[Flowable]:
    """Box 5a: type name, subject, and a rule a third to a half as long as the subject."""
    kind = paragraph(report.kind, centered(metrics.BODY, Face.BOLD))
    if not report.subject:
        return [kind, Spacer(1, 8)]
    room = metrics.text_width()
    subject = balanced(report.subject, centered(metrics.BODY, Face.BOLD), room)
    rule = Rule(metrics.SHORT_RULE_SHARE * _widest_line(subject, room))
    return [kind, subject, rule, Spacer(1, 8)]


def _addressees(report: Report) -> list[Flowable]:
    """Box 9a: one addressee on the line of `Kính gửi:`, several below it."""
    lines = addressee_lines(report)
    if not lines:
        return []
    if len(lines) == 1:
        return [paragraph(f"{_ADDRESS} {lines[0]}", centered(metrics.BODY)), Spacer(1, 8)]
    margin = metrics.text_width() * 0.2
    after = margin + width(_ADDRESS, metrics.BODY)
    first = style(metrics.BODY, leftIndent=margin)
    hanging = width("- ", metrics.BODY)
    listed = style(metrics.BODY, leftIndent=after + hanging, firstLineIndent=-hanging)
    return [paragraph(_ADDRESS, first), *(paragraph(line, listed) for line in lines), Spacer(1, 8)]


def _bases(report: Report) -> list[Flowable]:
    return [paragraph(line, body_style(Face.ITALIC)) for line in basis_lines(report)]


def annex_head(report: Report, annex: Annex) -> list[Flowable]:
    """Return the title of an annex: its number, its title, the paper it goes with and a rule."""
    room = metrics.text_width(annex.landscape)
    attached = balanced(attached_line(report), centered(metrics.NUMBER, Face.ITALIC), room)
    rule = metrics.SHORT_RULE_SHARE * _widest_line(attached, room)
    title = [balanced(annex.title.upper(), centered(metrics.BODY, Face.BOLD), room)] if annex.title else []
    return [
        paragraph(annex_label(annex), centered(metrics.BODY, Face.BOLD)),
        *title,
        attached,
        Rule(rule),
        Spacer(1, 8),
    ]


def list_head(paper: ListPaper) -> list[Flowable]:
    """Return the head of a list for the office's own use: who keeps it, its title, the lines below."""
    room = metrics.text_width(landscape=True)
    return [
        *_filled(paper.issuer, style(metrics.HEAD)),
        balanced(paper.title.upper(), centered(metrics.BODY, Face.BOLD), room),
        *(balanced(line, centered(metrics.HEAD, Face.ITALIC), room) for line in paper.lines if line),
        Spacer(1, 8),
    ]
