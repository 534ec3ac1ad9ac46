"""Sizes and positions on the finished pages against NĐ 30/2020/NĐ-CP, Phụ lục I."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from desktop.documents.model import Paragraph, Report
from desktop.documents.pdf import PdfFile, write_pdf
from documents.half_year_report import half_year_report
from documents.reading import Line, Stroke, line, pages_of, printed_lines, run, strokes

MM = 72 / 25.4
LANDSCAPE = range(3, 7)


def lines_of(tmp_path: Path, report: Report) -> list[Line]:
    path = tmp_path / "van-ban.pdf"
    write_pdf(report).save(path)
    return printed_lines(str(path))


def rule_below(path: Path, own: Line) -> Stroke:
    """Return the nearest line drawn below a text, at most 10 points away."""
    near = [s for s in strokes(str(path), own.page) if s.top == s.bottom and 0 < s.top - own.baseline < 10]
    return min((s for s in near if abs((s.left + s.right) / 2 - own.middle) < 1), key=lambda s: s.top)


def test_pages_are_a4_and_wide_annexes_lie_across(pdf_path: Path) -> None:
    with pikepdf.open(pdf_path) as pdf:
        sizes = [tuple(round(float(side) / MM) for side in page.mediabox[2:]) for page in pdf.pages]
    assert sizes == [(297, 210) if n in LANDSCAPE else (210, 297) for n in range(8)]


def test_text_keeps_the_margins(lines: list[Line]) -> None:
    for own in lines:
        wide, high = (297, 210) if own.page in LANDSCAPE else (210, 297)
        number_or_trace = (own.text.isdigit() and own.baseline < 20 * MM) or own.size == 8
        assert own.left >= 30 * MM - 0.6, own
        assert own.right <= (wide - 15) * MM + 0.6, own
        assert number_or_trace or 20 * MM <= own.baseline <= (high - 20) * MM, own


@pytest.mark.parametrize(
    ("text", "page", "size", "style"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0, (12, 13), "Bold"),
        ("Độc lập - Tự do - Hạnh phúc", 0, (13, 14), "Bold"),
        ("UBND THÀNH PHỐ ĐỒNG NAI", 0, (12, 13), ""),
        ("PHƯỜNG TRẤN BIÊN", 0, (12, 13), "Bold"),
        ("Số: 05/BC-UBND", 0, (13, 13), ""),
        ("Trấn Biên, ngày 15 tháng 6 năm 2026", 0, (13, 14), "Italic"),
        ("BÁO CÁO", 0, (13, 14), "Bold"),
        ("Kết quả thực hiện Kế hoạch", 0, (13, 14), "Bold"),
        ("Kính gửi: Sở Khoa học và Công nghệ", 0, (13, 14), ""),
        ("Thực hiện Kế hoạch của Ủy ban", 0, (13, 14), ""),
        ("II. KẾT QUẢ THỰC HIỆN", 0, (13, 14), "Bold"),
        ("1. Về số lượng", 0, (13, 14), "Bold"),
        ("a) Nhiệm vụ", 1, (13, 14), ""),
        ("TM. ỦY BAN NHÂN DÂN", 2, (13, 14), "Bold"),
        ("PHÓ CHỦ TỊCH", 2, (13, 14), "Bold"),
        ("Trần Thị Ánh Mẫu", 2, (13, 14), "Bold"),
        ("Nơi nhận:", 2, (12, 12), "BoldItalic"),
        ("- Như trên;", 2, (11, 11), ""),
        ("- Lưu: VT, VHXH.", 2, (11, 11), ""),
        ("Phụ lục I", 3, (14, 14), "Bold"),
        ("TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ", 3, (13, 14), "Bold"),
        ("(Kèm theo Báo cáo số", 3, (13, 14), "Italic"),
        ("Phụ lục II", 7, (14, 14), "Bold"),
    ],
)
def test_each_component_has_its_size_and_style(
    lines: list[Line], text: str, page: int, size: tuple[int, int], style: str
) -> None:
    own = line(lines, text, page)
    assert size[0] <= own.size <= size[1]
    assert ("Bold" in own.font, "Ital" in own.font) == ("Bold" in style, "Italic" in style)


def test_issuer_stands_left_and_the_nation_right_on_the_same_lines(lines: list[Line]) -> None:
    parent, nation = line(lines, "UBND THÀNH PHỐ"), line(lines, "CỘNG HÒA")
    number, day = line(lines, "Số: 05"), line(lines, "Trấn Biên, ngày")
    assert parent.baseline == pytest.approx(nation.baseline)
    assert number.baseline == pytest.approx(day.baseline)
    assert number.middle == pytest.approx(parent.middle, abs=1)
    assert day.middle == pytest.approx(nation.middle, abs=1)
    assert parent.right < nation.left


def test_the_rule_below_the_motto_is_as_long_as_the_motto(lines: list[Line], pdf_path: Path) -> None:
    motto = line(lines, "Độc lập")
    assert rule_below(pdf_path, motto).width == pytest.approx(motto.width, abs=1)


@pytest.mark.parametrize(
    ("text", "page"), [("PHƯỜNG TRẤN BIÊN", 0), ("Kết quả thực hiện", 0), ("(Kèm theo Báo cáo", 3)]
)
def test_short_rules_are_a_third_to_a_half_of_their_line(
    lines: list[Line], pdf_path: Path, text: str, page: int
) -> None:
    own = line(lines, text, page)
    assert own.width / 3 <= rule_below(pdf_path, own).width <= own.width / 2


def test_first_lines_are_indented_and_text_is_justified(lines: list[Line]) -> None:
    first, second, third = (
        line(lines, start) for start in ("Thực hiện Kế hoạch", "đội ngũ trí thức đến", "ban nhân dân phường")
    )
    assert first.left == pytest.approx((30 + 12.7) * MM, abs=0.6)
    assert second.left == third.left == pytest.approx(30 * MM, abs=0.6)
    assert first.right == pytest.approx(second.right, abs=0.6) == pytest.approx(third.right, abs=0.6)


def test_paragraphs_stand_apart_at_least_six_points_more_than_lines(lines: list[Line]) -> None:
    within = line(lines, "ban nhân dân phường").baseline - line(lines, "đội ngũ trí thức đến").baseline
    between = line(lines, "I. CÔNG TÁC").baseline - line(lines, "(số liệu từ ngày").baseline
    assert 14 * 1.15 <= within <= 14 * 1.5 * 1.15
    assert between >= within + 6


def test_page_numbers_stand_in_the_top_margin_and_start_anew_in_each_annex(lines: list[Line]) -> None:
    numbers = []
    for page, own in pages_of(lines).items():
        top = [text for text in own if text.baseline < 20 * MM]
        numbers.append(top[0].text if top else "")
        middle = (297 if page in LANDSCAPE else 210) / 2 * MM
        assert all(text.size in (13, 14) and abs(text.middle - middle) < 1 for text in top)
    assert numbers == ["", "2", "3", "", "2", "3", "4", ""]


def test_recipients_stand_left_level_with_the_signer(lines: list[Line]) -> None:
    title, authority = line(lines, "Nơi nhận:", 2), line(lines, "TM. ỦY BAN", 2)
    assert title.left == pytest.approx(30 * MM, abs=0.6)
    assert title.baseline == pytest.approx(authority.baseline, abs=1)
    assert line(lines, "Trần Thị Ánh Mẫu", 2).middle == pytest.approx(authority.middle, abs=1)
    assert authority.left > title.right


def test_the_body_ends_with_the_end_mark_once_and_so_does_each_annex(lines: list[Line]) -> None:
    ends = [own for own in lines if own.text.endswith("./.")]
    assert [own.page for own in ends] == [2, 6, 7]
    assert ends[0].text.endswith("tổng hợp./.")


def test_the_leaders_image_goes_between_position_and_name(pdf: PdfFile, lines: list[Line]) -> None:
    place = pdf.places["leader"]
    position, name = line(lines, "PHÓ CHỦ TỊCH", 2), line(lines, "Trần Thị Ánh Mẫu", 2)
    top, bottom = 297 * MM - place.y - place.height, 297 * MM - place.y
    assert place.page == 2
    assert position.baseline < top < bottom < name.baseline - 10
    assert place.x + place.width / 2 == pytest.approx(name.middle, abs=1)


def test_the_seal_has_real_size_and_covers_a_third_of_the_leaders_image(pdf: PdfFile) -> None:
    leader, seal = pdf.places["leader"], pdf.places["office"]
    assert seal.width == seal.height == pytest.approx(36 * MM)
    assert seal.x < leader.x
    assert (seal.x + seal.width - leader.x) / leader.width == pytest.approx(1 / 3, abs=0.05)
    assert seal.y + seal.height / 2 == pytest.approx(leader.y + leader.height / 2)


def test_the_seal_covers_neither_the_position_nor_the_name(pdf: PdfFile, lines: list[Line]) -> None:
    seal = pdf.places["office"]
    top, bottom = 297 * MM - seal.y - seal.height, 297 * MM - seal.y
    assert line(lines, "PHÓ CHỦ TỊCH", 2).baseline < top + 1
    assert bottom < line(lines, "Trần Thị Ánh Mẫu", 2).baseline - 9


def test_a_table_repeats_its_head_on_each_page(lines: list[Line]) -> None:
    for page in LANDSCAPE:
        assert line(lines, "Nội dung nhiệm vụ", page).font.endswith("Bold")


def test_table_letters_are_twelve_or_smaller(lines: list[Line]) -> None:
    assert line(lines, "Giáo dục và đào tạo").size <= 12
    assert line(lines, "Cập nhật, mã hóa cơ sở dữ liệu", 3).size <= 12


def test_cells_have_borders_on_all_sides(lines: list[Line], pdf_path: Path) -> None:
    cell = line(lines, "Văn hóa, nghệ thuật, báo chí")
    drawn = strokes(str(pdf_path), 0)
    upright = [s.left for s in drawn if s.left == s.right and s.top < cell.baseline < s.bottom]
    across = [s.top for s in drawn if s.top == s.bottom and s.left < cell.left and cell.right < s.right]
    assert min(upright) < cell.left < cell.right < max(upright)
    assert any(0 < cell.baseline - y < 20 for y in across)
    assert any(0 < y - cell.baseline < 12 for y in across)


def test_the_trace_stands_small_in_the_bottom_margin_of_the_last_page(lines: list[Line]) -> None:
    trace = line(lines, "Bản chụp số liệu", 2)
    assert trace.size == 8
    assert trace.baseline > (297 - 20) * MM
    assert [own.page for own in lines if own.text.startswith("Bản chụp")] == [2]


def test_the_code_in_the_bottom_margin_is_read_by_another_program(pdf_path: Path, tmp_path: Path) -> None:
    page = tmp_path / "trang"
    run(b"", "pdftoppm", "-r", "200", "-f", "3", "-l", "3", "-png", "-singlefile", str(pdf_path), str(page))
    read = run(b"", "zbarimg", "--quiet", "--raw", f"{page}.png").decode().strip()
    assert read == half_year_report().trace_code


def test_a_paper_without_number_and_day_leaves_gaps(tmp_path: Path) -> None:
    report = half_year_report(annexes=())
    report = replace(report, letterhead=replace(report.letterhead, number=None, on=None))
    lines = lines_of(tmp_path, report)
    assert line(lines, "Số:").text == "Số: /BC-UBND"
    assert line(lines, "Trấn Biên, ngày").text == "Trấn Biên, ngày tháng năm"


def test_a_cong_van_has_its_matter_below_the_number_and_no_type_name(tmp_path: Path) -> None:
    report = half_year_report(kind="", subject="báo cáo đội ngũ trí thức", annexes=())
    lines = lines_of(tmp_path, report)
    matter, number = line(lines, "V/v báo cáo đội ngũ trí thức"), line(lines, "Số: 05")
    assert 12 <= matter.size <= 13
    assert matter.middle == pytest.approx(number.middle, abs=1)
    assert 12 < matter.baseline - number.baseline < 30
    assert not any(own.text.startswith("BÁO CÁO") for own in lines)


def test_several_addressees_stand_below_each_other(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, half_year_report(addressees=("Sở Nội vụ", "Sở Y tế"), annexes=()))
    first, second = line(lines, "- Sở Nội vụ;"), line(lines, "- Sở Y tế.")
    assert first.left == pytest.approx(second.left)
    assert first.left == pytest.approx(line(lines, "Kính gửi:").right, abs=3)


def test_legal_bases_are_italic_and_indented(tmp_path: Path) -> None:
    lines = lines_of(
        tmp_path, half_year_report(bases=("Căn cứ Luật Mẫu", "Căn cứ Nghị định Mẫu"), annexes=())
    )
    first, last = line(lines, "Căn cứ Luật Mẫu;"), line(lines, "Căn cứ Nghị định Mẫu.")
    assert {first.font, last.font} == {line(lines, "Trấn Biên, ngày").font}
    assert first.left == pytest.approx((30 + 12.7) * MM, abs=0.6)


def test_a_signature_never_stands_alone_on_a_page(tmp_path: Path) -> None:
    for filler in range(22, 32, 2):
        body = half_year_report().body[:1] * 3
        report = half_year_report(
            body=(*body, *(Paragraph("dòng"),) * filler, Paragraph("Kết thúc.")), annexes=()
        )
        path = tmp_path / f"{filler}.pdf"
        write_pdf(report).save(path)
        lines = printed_lines(str(path))
        assert line(lines, "Kết thúc./.", lines[-2].page).page == line(lines, "TM.", lines[-2].page).page
