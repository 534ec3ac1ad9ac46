"""Head and end of a paper in DOCX: letterhead, title, addressees, bases; signature; annex titles."""

from io import BytesIO

from docx.document import Document
from docx.section import Section
from docx.shared import Pt
from docx.table import _Cell

from desktop.documents import metrics
from desktop.documents.docx_parts import (
    ANNEX,
    BODY_TEXT,
    CENTERED,
    add_gap,
    draw_rule,
    first_paragraph,
    write,
)
from desktop.documents.docx_table import empty_table, new_row
from desktop.documents.fonts import Face, width
from desktop.documents.model import Annex, Report
from desktop.documents.qr import qr_picture
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
    recipient_lines,
)

_ADDRESS = "Kính gửi:"
_ENDING_LEFT_SHARE = 0.46


def add_head(document: Document, report: Report) -> None:
    """Add everything from the letterhead to the legal bases."""
    _add_letterhead(document, report)
    add_gap(document, 10)
    if report.kind:
        document.add_paragraph(report.kind, "Title")
        if report.subject:
            document.add_paragraph(report.subject, "Subtitle")
            _add_short_rule(document, report.subject, Face.BOLD, metrics.BODY, metrics.text_width())
    _add_addressees(document, report)
    for line in basis_lines(report):
        write(document.add_paragraph(style=BODY_TEXT), line, italic=True)


def _add_letterhead(document: Document, report: Report) -> None:
    """Boxes 1 to 4 (and 5b of a công văn) in two columns, number and date on one line."""
    letterhead = report.letterhead
    left = metrics.text_width() * metrics.HEAD_LEFT_SHARE
    right = metrics.text_width() - left
    table = empty_table(document, (left, right))
    issuing, national = new_row(table).cells
    if letterhead.parent:
        _add_line(issuing, letterhead.parent, metrics.HEAD)
    _add_line(issuing, letterhead.issuer, metrics.HEAD, bold=True)
    last = letterhead.issuer.rpartition("\n")[2]
    short = metrics.SHORT_RULE_SHARE * _width_within(last, Face.BOLD, metrics.HEAD, left)
    draw_rule(issuing.add_paragraph(), short, left)
    _add_line(national, NATION, metrics.HEAD, bold=True)
    _add_line(national, MOTTO, metrics.HEAD + 1, bold=True)
    motto = width(MOTTO, metrics.HEAD + 1, Face.BOLD)
    draw_rule(national.add_paragraph(), motto, right)
    number, day = new_row(table).cells
    _add_line(number, number_line(letterhead), metrics.NUMBER)
    if matter_line(report):
        _add_line(number, matter_line(report), metrics.HEAD)
    _add_line(day, place_and_day(letterhead), metrics.NUMBER, italic=True)


def _add_line(cell: _Cell, text: str, size: float, bold: bool = False, italic: bool = False) -> None:
    """Add a centred line; the first one takes the empty paragraph every cell is born with."""
    empty = len(cell.paragraphs) == 1 and not cell.text
    paragraph = first_paragraph(cell, CENTERED) if empty else cell.add_paragraph(style=CENTERED)
    write(paragraph, text, size, bold, italic)


def _width_within(text: str, face: Face, size: float, room: float) -> float:
    return min(width(text, size, face), room)


def _add_short_rule(document: Document, text: str, face: Face, size: float, room: float) -> None:
    draw_rule(
        document.add_paragraph(), metrics.SHORT_RULE_SHARE * _width_within(text, face, size, room), room
    )


def _add_addressees(document: Document, report: Report) -> None:
    lines = addressee_lines(report)
    if len(lines) == 1:
        document.add_paragraph(f"{_ADDRESS} {lines[0]}", CENTERED)
    elif lines:
        margin = metrics.text_width() * 0.2
        document.add_paragraph(_ADDRESS).paragraph_format.left_indent = Pt(margin)
        for line in lines:
            indent = margin + width(_ADDRESS, metrics.BODY)
            document.add_paragraph(line).paragraph_format.left_indent = Pt(indent)
    if lines:
        add_gap(document, 6)


def add_ending(document: Document, report: Report) -> None:
    """Add recipients and signature side by side."""
    left = metrics.text_width() * _ENDING_LEFT_SHARE
    lines = recipient_lines(report)
    if lines or report.signer.authority or report.signer.name:
        table = empty_table(document, (left, metrics.text_width() - left))
        recipients, signature = new_row(table).cells
        if lines:
            write(recipients.paragraphs[0], "Nơi nhận:", metrics.RECIPIENTS_TITLE, bold=True, italic=True)
        for line in lines:
            write(recipients.add_paragraph(), line, metrics.RECIPIENTS)
        for line in report.signer.authority:
            _add_line(signature, line, metrics.BODY, bold=True)
        name = write(signature.add_paragraph(style=CENTERED), report.signer.name, metrics.BODY, bold=True)
        name.paragraph_format.space_before = Pt(metrics.SIGNATURE_HEIGHT)


def add_trace(section: Section, report: Report) -> None:
    """Add the trace and its QR code to the bottom margin of a section's pages, where they take no room."""
    section.footer_distance = Pt(metrics.QR_FROM_BOTTOM)
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        if report.trace_code:
            picture = BytesIO(qr_picture(report.trace_code))
            shape = paragraph.add_run().add_picture(picture, Pt(metrics.TRACE_QR), Pt(metrics.TRACE_QR))
            said = f"Mã QR: {report.trace_code}"
            shape._inline.docPr.set("descr", said)  # noqa: SLF001  (python-docx has no name for it)
        write(paragraph, f"  {report.trace}" if report.trace_code else report.trace, metrics.TRACE)


def add_annex_head(document: Document, report: Report, annex: Annex) -> None:
    """Add the title of an annex: its number, its title, the paper it goes with and a rule."""
    text = "\n".join(part for part in (annex_label(annex), annex.title.upper()) if part)
    document.add_paragraph(text, ANNEX)
    attached = attached_line(report)
    write(document.add_paragraph(style=CENTERED), attached, metrics.NUMBER, italic=True)
    room = metrics.text_width(annex.landscape)
    _add_short_rule(document, attached, Face.ITALIC, metrics.NUMBER, room)
