"""Write a paper as DOCX with real styles, for offices that go on working in Word."""

from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.section import Section
from docx.shared import Pt

from desktop.documents import metrics
from desktop.documents.docx_head import add_annex_head, add_ending, add_head, add_trace
from desktop.documents.docx_parts import BODY_TEXT, CENTERED, add_page_number, element, prepare_styles, write
from desktop.documents.docx_table import add_table
from desktop.documents.model import Annex, Block, Chart, Heading, PageBreak, Paragraph, Report, Table
from desktop.documents.saving import save
from desktop.documents.steady import steady
from desktop.documents.wording import END_MARK, chart_in_words, ended, heading_text, issuer_name, tidy
from desktop.jobs import NO_JOB, Job


def write_docx(report: Report, path: Path, job: Job = NO_JOB) -> None:
    """Write the paper; text, figures and layout are those of the PDF.

    Raises UserError (Vietnamese) when the machine has no complete font, FileProblem when the disk is full.
    """
    clean = tidy(report)
    document = docx.Document()
    prepare_styles(document)
    _describe(document, clean)
    _set_up_page(document.sections[0], landscape=False)
    add_page_number(_header(document.sections[0]))
    if clean.trace:
        add_trace(document.sections[0], clean)
    add_head(document, clean)
    _add_blocks(document, ended(clean.body), job)
    _keep_last_with_next(document)
    add_ending(document, clean)
    for annex in clean.annexes:
        _add_annex(document, clean, annex, job)
    target = BytesIO()
    document.save(target)
    job.check()
    save(steady(target.getvalue(), clean.letterhead.on), path)


def _header(section: Section) -> Any:
    """Return the paragraph of the header, in the middle of the page."""
    paragraph = section.header.paragraphs[0]
    paragraph.style = CENTERED
    return paragraph


def _set_up_page(section: Section, landscape: bool) -> None:
    """Set paper, margins and a series of page numbers of its own, whose first page shows none."""
    wide, high = metrics.A4[::-1] if landscape else metrics.A4
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(wide), Pt(high)
    section.top_margin, section.bottom_margin = Pt(metrics.MARGIN_TOP), Pt(metrics.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Pt(metrics.MARGIN_LEFT), Pt(metrics.MARGIN_RIGHT)
    section.header_distance = Pt(metrics.PAGE_NUMBER_FROM_TOP - metrics.NUMBER)
    section.different_first_page_header_footer = True
    properties = section._sectPr  # noqa: SLF001  (python-docx cannot restart page numbers)
    for old in properties.xpath("w:pgNumType"):
        properties.remove(old)
    properties.insert_element_before(element("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")


def _add_blocks(document: Document, blocks: list[Block], job: Job, landscape: bool = False) -> None:
    for block in job.each(blocks, "Đang viết tệp Word"):
        match block:
            case Heading():
                document.add_paragraph(heading_text(block), f"Heading {min(block.level, 3)}")
            case Paragraph(text=text) if text:
                write(document.add_paragraph(style=BODY_TEXT), text, 0, block.bold, block.italic)
            case Table():
                keep_with_next = blocks[-2:] == [block, Paragraph(END_MARK)]
                add_table(document, block, landscape, keep_with_next, job)
            case Chart():
                _add_chart(document, block, landscape)
            case PageBreak():
                document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_chart(document: Document, chart: Chart, landscape: bool) -> None:
    """Add a chart as a picture with its figures as alternative text."""
    from desktop.documents.charts import chart_height
    from desktop.documents.picture import chart_png

    wide = metrics.text_width(landscape)
    high = chart_height(chart, wide)
    if chart.title:
        document.add_paragraph(chart.title, "Caption")
    shape = document.add_picture(BytesIO(chart_png(chart, wide, high)), Pt(wide), Pt(high))
    document.paragraphs[-1].paragraph_format.space_after = Pt(metrics.BETWEEN_PARAGRAPHS)
    inline = shape._inline  # noqa: SLF001  (python-docx has no names for what follows)
    inline.docPr.set("descr", chart_in_words(chart))
    for side in "TBLR":
        inline.set(f"dist{side}", "0")  # LibreOffice otherwise shifts the picture by its own default


def _keep_last_with_next(document: Document) -> None:
    """Keep the closing paragraph on the page of the signature."""
    last = document.paragraphs[-1] if document.paragraphs else None
    if last is not None and len(last.text) < 1200:
        last.paragraph_format.keep_with_next = True


def _add_annex(document: Document, report: Report, annex: Annex, job: Job) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_up_page(section, annex.landscape)
    section.footer.is_linked_to_previous = section.first_page_footer.is_linked_to_previous = False
    add_annex_head(document, report, annex)
    _add_blocks(document, ended(annex.body), job, annex.landscape)


def _describe(document: Document, report: Report) -> None:
    """Fill the file's properties; nothing of the template's stays."""
    facts = document.core_properties
    facts.title = " ".join(report.title.split())[:255]
    facts.author = facts.last_modified_by = issuer_name(report)[:255]
    facts.keywords = ", ".join(report.keywords)[:255]
    facts.subject, facts.comments, facts.language = report.trace[:255], "", "vi-VN"
    if report.letterhead.on:
        facts.created = facts.modified = datetime.combine(report.letterhead.on, time())
