"""The Word file as python-docx and LibreOffice read it back."""

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.docx import write_docx
from desktop.documents.model import Chart, ChartKind, Column, Heading, PageBreak, Paragraph, Row, Table
from desktop.documents.xlsx import write_xlsx
from documents.half_year_report import degree_table, half_year_report
from documents.libreoffice import converted
from documents.reading import flat, pdf_text

MM = 36_000  # English Metric Units


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "bao-cao.docx"
    write_docx(half_year_report(), path)
    return path


@pytest.fixture(scope="module")
def opened(path: Path) -> Document:
    return docx.Document(str(path))


def grid(opened: Document, first_cell: str, row: int = 0) -> WordTable:
    return next(table for table in opened.tables if table.rows[row].cells[0].text == first_cell)


def test_headings_title_and_text_have_real_styles(opened: Document) -> None:
    styles = {paragraph.text: paragraph.style.name for paragraph in opened.paragraphs if paragraph.style}
    assert styles["BÁO CÁO"] == "Title"
    assert styles["II. KẾT QUẢ THỰC HIỆN"] == "Heading 1"
    assert styles["1. Về số lượng và cơ cấu đội ngũ"] == "Heading 2"
    assert styles["a) Nhiệm vụ"] == "Heading 3"
    assert styles[half_year_report().body[0].text] == "Body Text"  # type: ignore[union-attr]


def test_every_style_in_use_is_times_new_roman_and_black(opened: Document) -> None:
    styles = {paragraph.style.name: paragraph.style for paragraph in opened.paragraphs if paragraph.style}
    assert {"Normal", "Body Text", "Heading 1", "Title"} <= set(styles)
    for style in styles.values():
        fonts = style.element.rPr.rFonts
        scripts = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert scripts == {"Times New Roman"}
        assert style.name == "Normal" or str(style.font.color.rgb) == "000000"


def test_sections_follow_the_annexes_with_margins_of_the_decree(opened: Document) -> None:
    across = [section.orientation == WD_ORIENT.LANDSCAPE for section in opened.sections]
    assert across == [False, True, False]
    for section in opened.sections:
        assert round(section.page_width / MM) == (297 if section.orientation == WD_ORIENT.LANDSCAPE else 210)
        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(side / MM) for side in sides] == [20, 20, 30, 15]


def test_each_section_numbers_its_pages_from_one_and_hides_the_first(opened: Document) -> None:
    for section in opened.sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert not section.first_page_header.paragraphs[0].text
    fields = opened.sections[0].header._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE"]
    assert all(section.header.is_linked_to_previous for section in list(opened.sections)[1:])


def test_tables_repeat_their_head(opened: Document) -> None:
    for table in (grid(opened, "STT"), *opened.tables[-2:]):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_figures_are_those_of_the_report(opened: Document) -> None:
    rows = [[cell.text for cell in row.cells] for row in grid(opened, "STT").rows]
    assert rows[0] == [column.title for column in degree_table().columns]
    assert rows[1] == ["1", "Giáo dục và đào tạo", "612", "148", "21", "781", "63,4"]
    assert rows[-1] == ["", "Cộng", "2.156", "459", "49", "2.664", "50,6"]


def test_charts_carry_their_figures_as_alternative_text(opened: Document) -> None:
    said = [shape._inline.docPr.get("descr") for shape in opened.inline_shapes]
    assert len(said) == 4
    assert "Giáo dục: Đại học (người) 612, Thạc sĩ (người) 148, Tiến sĩ (người) 21" in said[0]


def test_the_trace_stands_at_the_foot_of_the_main_part_alone(opened: Document) -> None:
    main, *annexes = opened.sections
    report = half_year_report()
    for footer in (main.footer, main.first_page_footer):
        assert footer.paragraphs[0].text.strip() == report.trace
        (picture,) = footer._element.xpath(".//wp:docPr")
        assert picture.get("descr") == f"Mã QR: {report.trace_code}"
    assert annexes
    for section in annexes:
        for footer in (section.footer, section.first_page_footer):
            assert not footer.is_linked_to_previous
            assert not "".join(own.text for own in footer.paragraphs)


def test_recipients_and_signature_stand_side_by_side(opened: Document) -> None:
    recipients, signature = next(
        table.rows[0].cells for table in opened.tables if table.rows[0].cells[0].text.startswith("Nơi nhận:")
    )
    assert recipients.text.splitlines()[-1] == "- Lưu: VT, VHXH."
    assert signature.text.splitlines() == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Trần Thị Ánh Mẫu",
    ]


def test_properties_name_the_paper_and_not_the_library(opened: Document) -> None:
    facts = opened.core_properties
    assert facts.title == half_year_report().title
    assert facts.author == "Ủy ban nhân dân phường Trấn Biên"
    assert facts.comments == ""
    assert facts.created is not None
    assert facts.created.date() == half_year_report().letterhead.on


def test_a_cong_van_and_a_list_of_addressees_are_written_too(tmp_path: Path) -> None:
    several = {"addressees": ("Sở A", "Sở B"), "bases": ("Căn cứ C",)}
    report = half_year_report(kind="", subject="báo cáo", annexes=(), **several)
    write_docx(report, tmp_path / "a.docx")
    opened = docx.Document(str(tmp_path / "a.docx"))
    texts = [paragraph.text for paragraph in opened.paragraphs]
    assert [text for text in texts if text[:2] in ("Kí", "- ")][:3] == ["Kính gửi:", "- Sở A;", "- Sở B."]
    assert "Căn cứ C." in texts
    assert "V/v báo cáo" in opened.tables[0].rows[1].cells[0].text


ODD = st.text(st.characters(codec=None), max_size=40)


@settings(max_examples=25, deadline=None)
@given(ODD, ODD, ODD)
def test_any_text_makes_a_file_that_opens_again(
    tmp_path_factory: pytest.TempPathFactory, one: str, two: str, three: str
) -> None:
    table = Table((Column(one), Column(two)), (Row((three,), section=True), Row((one, 1.5))), three)
    chart = Chart(ChartKind.PYRAMID, one, (two,), ((one, (1.0,)), (two, (None,))))
    body = (Heading(one, 3), Paragraph(two), table, chart, PageBreak(), Paragraph(three))
    path = tmp_path_factory.getbasetemp() / "bat-ky.docx"
    write_docx(half_year_report(body=body, subject=one, trace=two, annexes=()), path)
    assert docx.Document(str(path)).tables


def to_pdf(path: Path, folder: Path) -> str:
    return flat(pdf_text(converted(path, folder), "-layout"))


@pytest.mark.slow
def test_libreoffice_opens_word_and_excel_files(path: Path, tmp_path: Path) -> None:
    text = to_pdf(path, tmp_path)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "1 Giáo dục và đào tạo 612 148 21 781 63,4" in text
    assert "(Kèm theo Báo cáo số" in text
    write_xlsx(half_year_report(), tmp_path / "bang.xlsx")
    assert "1 Giáo dục và đào tạo 612 148 21 781 63.4" in to_pdf(tmp_path / "bang.xlsx", tmp_path)
