"""Every component of NĐ 30/2020/NĐ-CP, Phụ lục I, at its size and style in PDF and in Word alike."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph as WordParagraph

from desktop.documents.docx import write_docx
from desktop.documents.model import Annex, Heading, Letterhead, Paragraph, Report, Signer
from desktop.documents.pdf import write_pdf
from documents.half_year_report import half_year_report, target_table
from documents.reading import Line, line, printed_lines

LONG = Letterhead(
    parent="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐỒNG NAI",
    issuer="TRUNG TÂM DỊCH VỤ SỰ NGHIỆP CÔNG\nPHƯỜNG TRẤN BIÊN",
    notation="TTr-TTDVSNC",
    place="Trấn Biên",
    number=7,
    on=date(2026, 2, 5),
    name="Trung tâm Dịch vụ sự nghiệp công phường Trấn Biên",
)
SIGNERS = (
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
    ("TL. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI"),
    ("TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
)
COMPONENTS = (
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, 13, "bold"),
    ("Độc lập - Tự do - Hạnh phúc", 13, 14, "bold"),
    ("ỦY BAN NHÂN DÂN", 12, 13, ""),
    ("TRUNG TÂM DỊCH", 12, 13, "bold"),
    ("Số: 07/TTr-TTDVSNC", 13, 13, ""),
    ("Trấn Biên, ngày 05 tháng 02 năm 2026", 13, 14, "italic"),
    ("TỜ TRÌNH", 13, 14, "bold"),
    ("Về việc hỗ trợ kinh phí", 13, 14, "bold"),
    ("Kính gửi:", 13, 14, ""),
    ("- Sở Khoa học và Công nghệ;", 13, 14, ""),
    ("- Sở Tài chính.", 13, 14, ""),
    ("Căn cứ Luật Mẫu", 13, 14, "italic"),
    ("I. SỰ CẦN THIẾT", 13, 14, "bold"),
    ("1. Cơ sở pháp lý", 13, 14, "bold"),
    ("a) Ở thành phố", 13, 14, ""),
    ("Nội dung thứ nhất", 13, 14, ""),
    ("TM. ỦY BAN NHÂN DÂN", 13, 14, "bold"),
    ("KT. CHỦ TỊCH", 13, 14, "bold"),
    ("PHÓ CHỦ TỊCH", 13, 14, "bold"),
    ("Trần Thị Ánh Mẫu", 13, 14, "bold"),
    ("Nơi nhận:", 12, 12, "bold italic"),
    ("- Như trên;", 11, 11, ""),
    ("- Lưu: VT, VHXH.", 11, 11, ""),
    ("Phụ lục II", 14, 14, "bold"),
    ("CHỈ TIÊU", 13, 14, "bold"),
    ("(Kèm theo Tờ trình số", 13, 14, "italic"),
)


def proposal(**changes: object) -> Report:
    body = (
        Heading("I. Sự cần thiết"),
        Heading("1. Cơ sở pháp lý", 2),
        Heading("a) Ở thành phố", 3),
        Paragraph("Nội dung thứ nhất."),
    )
    own: dict[str, object] = {
        "letterhead": LONG,
        "kind": "TỜ TRÌNH",
        "subject": "Về việc hỗ trợ kinh phí",
        "body": body,
        "bases": ("Căn cứ Luật Mẫu", "Theo đề nghị của Phòng Mẫu"),
        "addressees": ("Sở Khoa học và Công nghệ", "Sở Tài chính"),
        "annexes": (
            Annex("Danh sách", body, "I"),
            Annex("Chỉ tiêu", (target_table(),), "II", landscape=True),
        ),
    }
    return half_year_report(**(own | changes))


@dataclass(frozen=True)
class Seen:
    """A text as a reader of the file sees it."""

    text: str
    size: float
    is_bold: bool
    is_italic: bool


def in_pdf(lines: list[Line]) -> Iterator[Seen]:
    for own in lines:
        yield Seen(own.text, own.size, "Bold" in own.font, "Ital" in own.font)


def in_word(document: Document) -> Iterator[Seen]:
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    for paragraph in (*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)):
        if paragraph.runs:
            yield from _lines(paragraph)


def _lines(paragraph: WordParagraph) -> Iterator[Seen]:
    run = paragraph.runs[0]
    size = run.font.size or _of_style(paragraph, "size")
    bold = run.bold if run.bold is not None else _of_style(paragraph, "bold")
    italic = run.italic if run.italic is not None else _of_style(paragraph, "italic")
    for text in paragraph.text.splitlines():
        yield Seen(text, size.pt, bool(bold), bool(italic))


def _of_style(paragraph: WordParagraph, what: str) -> object:
    style = paragraph.style
    while style is not None and getattr(style.font, what) is None:
        style = style.base_style
    return getattr(style.font, what) if style is not None else None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("to-trinh")
    write_pdf(proposal()).save(made / "a.pdf")
    write_docx(proposal(), made / "a.docx")
    return made


@pytest.fixture(scope="module")
def lines(folder: Path) -> list[Line]:
    return printed_lines(str(folder / "a.pdf"))


@pytest.fixture(scope="module")
def seen(folder: Path, lines: list[Line]) -> dict[str, list[Seen]]:
    return {"pdf": list(in_pdf(lines)), "docx": list(in_word(docx.Document(str(folder / "a.docx"))))}


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize(("text", "least", "most", "style"), COMPONENTS)
def test_a_component_has_its_size_and_style(
    seen: dict[str, list[Seen]], form: str, text: str, least: int, most: int, style: str
) -> None:
    own = next(one for one in seen[form] if one.text.startswith(text))
    assert least <= own.size <= most
    assert (own.is_bold, own.is_italic) == ("bold" in style, "italic" in style)


def test_names_of_two_lines_stand_centred_below_each_other(lines: list[Line]) -> None:
    texts = (
        "ỦY BAN NHÂN DÂN",
        "THÀNH PHỐ ĐỒNG NAI",
        "TRUNG TÂM DỊCH",
        "VỤ SỰ NGHIỆP CÔNG",  # too long for its column: two even lines, no word alone
        "PHƯỜNG TRẤN BIÊN",
    )
    head = [line(lines, text) for text in texts]
    assert [one.baseline for one in head] == sorted(one.baseline for one in head)
    assert max(one.middle for one in head) - min(one.middle for one in head) < 1
    assert line(lines, "Số: 07").baseline > head[-1].baseline + 8
    assert line(lines, "Số: 07").baseline == pytest.approx(line(lines, "Trấn Biên, ngày").baseline)


@pytest.mark.parametrize("authority", SIGNERS, ids=lambda lines: lines[-2])
def test_who_signs_for_whom_stands_line_by_line_above_the_name(
    tmp_path: Path, authority: tuple[str, ...]
) -> None:
    report = proposal(signer=Signer(authority, "Trần Thị Ánh Mẫu"), annexes=())
    write_pdf(report).save(tmp_path / "a.pdf")
    lines = printed_lines(str(tmp_path / "a.pdf"))
    shown = [line(lines, text, lines[-1].page) for text in (*authority, "Trần Thị Ánh Mẫu")]
    assert [one.baseline for one in shown] == sorted(one.baseline for one in shown)
    assert max(one.middle for one in shown) - min(one.middle for one in shown) < 1
    write_docx(report, tmp_path / "a.docx")
    signature = docx.Document(str(tmp_path / "a.docx")).tables[-1].rows[0].cells[1]
    assert signature.text.splitlines() == [*authority, "Trần Thị Ánh Mẫu"]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_and_the_first_two_months_have_two_digits(tmp_path: Path, on: date, said: str) -> None:
    report = proposal(letterhead=replace(LONG, on=on), annexes=())
    write_pdf(report).save(tmp_path / "a.pdf")
    assert line(printed_lines(str(tmp_path / "a.pdf")), "Trấn Biên, ").text == f"Trấn Biên, {said}"
    write_docx(report, tmp_path / "a.docx")
    head = docx.Document(str(tmp_path / "a.docx")).tables[0]
    assert head.rows[1].cells[1].text == f"Trấn Biên, {said}"
