"""Pieces of WordprocessingML that python-docx has no word for: fields, rules; the styles of a paper."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from desktop.documents import metrics
from desktop.documents.model import Align

FONT = "Times New Roman"
BODY_TEXT, CENTERED, CELL, ANNEX = "Body Text", "Giữa dòng", "Ô bảng", "Phụ lục"
ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_LINE_SPACING = metrics.LEADING / 1.15
_CELL_SPACING = metrics.CELL_LEADING / 1.15


def element(tag: str, **attributes: object) -> BaseOxmlElement:
    """Return an element of the `w` namespace with attributes of the same."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def prepare_styles(document: Document) -> None:
    """Give Word's own styles (Normal, Title, Heading 1–3, Caption, …) the looks of NĐ 30/2020."""
    normal = document.styles["Normal"]
    _set_font(normal, metrics.BODY)
    normal.paragraph_format.space_after = Pt(0)
    normal.element.get_or_add_rPr().append(element("lang", val="vi-VN", eastAsia="vi-VN"))
    body = _style(document, BODY_TEXT, metrics.BODY, align=Align.JUSTIFY)
    body.paragraph_format.first_line_indent = Pt(metrics.FIRST_LINE)
    body.paragraph_format.space_after = Pt(metrics.BETWEEN_PARAGRAPHS)
    body.paragraph_format.line_spacing = _LINE_SPACING
    for level, bold in ((1, True), (2, True), (3, False)):
        heading = _style(document, f"Heading {level}", metrics.BODY, bold=bold, align=Align.JUSTIFY)
        heading.paragraph_format.first_line_indent = Pt(metrics.FIRST_LINE)
        heading.paragraph_format.space_before = Pt(metrics.BETWEEN_PARAGRAPHS / 2)
        heading.paragraph_format.space_after = Pt(metrics.BETWEEN_PARAGRAPHS)
        heading.paragraph_format.keep_with_next = True
    _style(document, "Title", metrics.BODY, bold=True, align=Align.CENTER)
    _style(document, "Subtitle", metrics.BODY, bold=True, align=Align.CENTER)
    caption = _style(document, "Caption", metrics.TABLE + 1, bold=True, align=Align.CENTER)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_after = Pt(4)
    annex = _style(document, ANNEX, metrics.BODY, bold=True, align=Align.CENTER, base="Heading 1")
    annex.paragraph_format.first_line_indent = Pt(0)
    annex.paragraph_format.space_before = annex.paragraph_format.space_after = Pt(0)
    _style(document, CENTERED, metrics.BODY, align=Align.CENTER)
    _style(document, CELL, metrics.TABLE).paragraph_format.line_spacing = _CELL_SPACING


def _style(
    document: Document,
    name: str,
    size: float,
    bold: bool = False,
    align: Align = Align.LEFT,
    base: str = "Normal",
) -> ParagraphStyle:
    """Return the style of this name, made when it is not one of Word's own, set in black."""
    styles = document.styles
    is_known = name in [style.name for style in styles]
    style: ParagraphStyle = styles[name] if is_known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles[base]
    for leftover in style.element.xpath("w:rPr | w:pPr"):
        style.element.remove(leftover)
    _set_font(style, size)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.alignment = ALIGN[align]
    return style


def _set_font(style: ParagraphStyle, size: float) -> None:
    """Set the letters for every script; a theme's fonts would otherwise win for Vietnamese letters."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().rFonts
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)


def write(
    paragraph: Paragraph, text: str, size: float = 0, bold: bool = False, italic: bool = False
) -> Paragraph:
    """Add text to a paragraph; line breaks stay line breaks."""
    run = paragraph.add_run(text)
    if size:
        run.font.size = Pt(size)
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    return paragraph


def add_page_number(paragraph: Paragraph) -> None:
    """Add the field that shows the page's number."""
    field = element("fldSimple", instr="PAGE")
    run = element("r")
    text = element("t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  (python-docx has no fields)


def add_gap(document: Document, height: float) -> Paragraph:
    """Add an empty line of exactly the given height, in points."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(height)
    return paragraph


def draw_rule(paragraph: Paragraph, length: float, room: float) -> None:
    """Make an empty paragraph a solid line of the given length in the middle of its room, in points."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt((room - length) / 2)
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.line_spacing = Pt(2)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=0, color="000000"))
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def first_paragraph(cell: _Cell, style: str) -> Paragraph:
    """Return the paragraph every cell is born with, in the given style."""
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    return paragraph
