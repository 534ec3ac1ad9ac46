"""The blocks of a paper's body as ReportLab's flowables."""

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether
from reportlab.platypus import PageBreak as NewPage

from desktop.documents import metrics
from desktop.documents.fonts import Face, face
from desktop.documents.model import Block, Chart, Heading, PageBreak, Paragraph, Table
from desktop.documents.pdf_chart import ChartFlowable
from desktop.documents.pdf_pages import Bookmarks
from desktop.documents.pdf_table import table_flowables
from desktop.documents.pdf_text import body_style, centered, paragraph, paragraphs
from desktop.documents.wording import END_MARK, heading_text

_HEADING_WITH_TEXT = 75.0
"""A heading stands on a page only together with some lines of what follows, in points."""


def flowables(
    blocks: Sequence[Block], bookmarks: Bookmarks, depth: int = 0, landscape: bool = False
) -> list[Flowable]:
    """Return the blocks for a portrait or landscape page; headings enter the outline below `depth` levels."""
    last = blocks[-2:]
    if len(last) == 2 and isinstance(last[0], Table) and last[1] == Paragraph(END_MARK):
        before = flowables(blocks[:-2], bookmarks, depth, landscape)
        return [*before, *table_flowables(last[0], landscape, END_MARK)]
    story: list[Flowable] = []
    for block in blocks:
        match block:
            case Heading():
                story += _heading(block, bookmarks, depth)
            case Paragraph():
                story += body_text(block)
            case Table():
                story += table_flowables(block, landscape)
            case Chart():
                story.append(_figure(block))
            case PageBreak():
                story.append(NewPage())
    return story


def body_text(block: Paragraph) -> list[Flowable]:
    """Return a paragraph of running text; an empty one is nothing."""
    return list(paragraphs(block.text, body_style(face(block.bold, block.italic)))) if block.text else []


def _heading(block: Heading, bookmarks: Bookmarks, depth: int) -> list[Flowable]:
    if not block.text:
        return []
    look = body_style(
        Face.BOLD if block.level < 3 else Face.REGULAR, spaceBefore=metrics.BETWEEN_PARAGRAPHS / 2
    )
    mark = bookmarks.mark(" ".join(block.text.split()), depth + block.level - 1)
    return [CondPageBreak(_HEADING_WITH_TEXT), mark, *paragraphs(heading_text(block), look)]


def _figure(block: Chart) -> Flowable:
    title = (
        [paragraph(block.title, centered(metrics.TABLE + 1, Face.BOLD, spaceAfter=6))] if block.title else []
    )
    return KeepTogether([*title, ChartFlowable(block)])
