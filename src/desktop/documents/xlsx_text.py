"""The first sheet of a workbook: the paper's identity and its text, one part a row."""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents.model import Align, Block, Chart, Heading, Paragraph, Report, Table
from desktop.documents.wording import (
    MOTTO,
    NATION,
    addressee_lines,
    annex_label,
    attached_line,
    basis_lines,
    ended,
    heading_text,
    matter_line,
    number_line,
    place_and_day,
    recipient_lines,
)
from desktop.documents.xlsx_cells import LONGEST_TEXT, Look, put, row_height
from desktop.documents.xlsx_table import set_up_page

_WIDTH = 77.0
"""Characters: the width of the decree's text on A4."""
_PLAIN, _BOLD, _ITALIC = Look(), Look(bold=True), Look(italic=True)
_MIDDLE, _TITLE = Look(align=Align.CENTER), Look(align=Align.CENTER, bold=True)
_DAY = Look(align=Align.CENTER, italic=True)
_SMALL = Look(8)

_Line = tuple[str, Look]


def write_text(sheet: Worksheet, report: Report, sheet_names: list[str]) -> None:
    """Write the text; where a table or chart stands, the name of its sheet."""
    names = iter(sheet_names)
    row = 0
    for text, look in [*_head(report), *_body(report, names), *_end(report), *_annexes(report, names)]:
        for start in range(0, len(text), LONGEST_TEXT):
            row += 1
            part = text[start : start + LONGEST_TEXT]
            put(sheet, row, 1, part, look)
            sheet.row_dimensions[row].height = row_height([(part, _WIDTH)], look.size)
    sheet.column_dimensions["A"].width = _WIDTH
    sheet.print_area = f"A1:A{max(row, 1)}"
    set_up_page(sheet, across=False)


def _head(report: Report) -> Iterator[_Line]:
    letterhead = report.letterhead
    yield letterhead.parent, _MIDDLE
    yield " ".join(letterhead.issuer.split()), _TITLE
    yield NATION, _TITLE
    yield MOTTO, _TITLE
    yield number_line(letterhead), _MIDDLE
    yield matter_line(report), _MIDDLE
    yield place_and_day(letterhead), _DAY
    if report.kind:
        yield report.kind, _TITLE
        yield report.subject, _TITLE
    addressees = addressee_lines(report)
    if addressees:
        separator = " " if len(addressees) == 1 else "\n"
        yield separator.join(["Kính gửi:", *addressees]), _MIDDLE
    for line in basis_lines(report):
        yield line, _ITALIC


def _body(report: Report, names: Iterator[str]) -> Iterator[_Line]:
    for block in ended(report.body):
        yield _line(block, names)


def _line(block: Block, names: Iterator[str]) -> _Line:
    match block:
        case Heading():
            return heading_text(block), _BOLD if block.level < 3 else _PLAIN
        case Paragraph():
            return block.text, Look(bold=block.bold, italic=block.italic, align=Align.JUSTIFY)
        case Table(caption=title) | Chart(title=title):
            return f"{title} (xem trang tính “{next(names)}”)".strip(), _ITALIC
        case _:
            return "", _PLAIN


def _end(report: Report) -> Iterator[_Line]:
    for line in report.signer.authority:
        yield line, _TITLE
    yield report.signer.name, _TITLE
    recipients = recipient_lines(report)
    if recipients:
        yield "Nơi nhận:", Look(bold=True, italic=True)
    for line in recipients:
        yield line, Look(11)
    yield report.trace, _SMALL


def _annexes(report: Report, names: Iterator[str]) -> Iterator[_Line]:
    for annex in report.annexes:
        yield annex_label(annex), _TITLE
        yield annex.title.upper(), _TITLE
        yield attached_line(report), _DAY
        for block in ended(annex.body):
            yield _line(block, names)
