"""Papers as other provinces write them, all invented: odd columns, merged cells, prose, broken lines."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from desktop.plans.importing.draft import Draft, read_draft
from desktop.plans.plan import Plan
from desktop.plans.rules import check_plan


def said(draft: Draft) -> str:
    return "\n".join(f"{guess.where}: {guess.text}" for guess in draft.guesses)


def word(tmp_path: Path, head: Sequence[str], *tables: Sequence[Sequence[str]]) -> Path:
    """Write a Word file; in a table `<` is merged with the cell to its left, `^` with the one above."""
    document = docx.Document()
    for line in head:
        document.add_paragraph(line)
    for rows in tables:
        table = document.add_table(len(rows), max(map(len, rows)))
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                cell = table.cell(y, x)
                if text == "<":
                    cell.merge(table.cell(y, x - 1))
                elif text == "^":
                    cell.merge(table.cell(y - 1, x))
                else:
                    cell.text = text
    path = tmp_path / "ke-hoach.docx"
    document.save(str(path))
    return path


def text(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(content, encoding="utf-8")
    return path


QUANG_NINH = (
    "ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NINH", "Số: 88/KH-UBND", "Quảng Ninh, ngày 15 tháng 4 năm 2026",
    "KẾ HOẠCH", "Phát triển đội ngũ trí thức tỉnh Quảng Ninh đến năm 2030 (hư cấu)",
    "II. MỤC TIÊU ĐẾN NĂM 2030",
    "- Số đơn đăng ký sáng chế tăng 10 - 15%/năm.",
    "- Đạt 14 bác sĩ/vạn dân.",
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Sở Khoa học và Công nghệ: Là cơ quan đầu mối, theo dõi, đôn đốc.",
    "2. Ủy ban nhân dân các xã, phường, đặc khu: Xây dựng kế hoạch của địa phương; định kỳ báo cáo kết quả "
    "về Sở Khoa học và Công nghệ trước 20/6 và 05/12 hằng năm.",
)  # fmt: skip


@pytest.fixture
def quang_ninh(tmp_path: Path) -> Draft:
    """The deadline stands second, the leaders above two columns, one leader over two rows."""
    rows = (
        ("TT", "Thời gian hoàn thành", "Tên nhiệm vụ", "Phân công thực hiện", "<", "Sản phẩm dự kiến"),
        ("^", "^", "^", "Chủ trì", "Phối hợp", "^"),
        ("A", "NÂNG CAO NHẬN THỨC", "<", "<", "<", "<"),
        ("1", "Thường xuyên", "Tuyên truyền Nghị quyết.", "Sở VHTT&DL", "UBND các xã, phường, đặc khu", ""),
        ("2", "Quý III, IV hằng năm", "Đối thoại với trí thức.", "^", "Liên hiệp hội", "Biên bản"),
        ("B", "DỮ LIỆU", "<", "<", "<", "<"),
        (
            "3",
            "trước 20/6 và 05/12 hằng năm",
            "Cập nhật dữ liệu trí thức.",
            "Sở KH&CN",
            "Các địa phương",
            "Báo cáo",
        ),
    )
    return read_draft(word(tmp_path, QUANG_NINH, rows))


def test_columns_in_another_order_below_merged_heads_are_read(quang_ninh: Draft) -> None:
    plan = quang_ninh.plan
    assert (plan.code, plan.number, plan.issued) == ("quang-ninh-2026", "88/KH-UBND", "2026-04-15")
    assert [(one.number, one.group, one.text) for one in plan.tasks] == [
        ("1", "A", "Tuyên truyền Nghị quyết."),
        ("2", "A", "Đối thoại với trí thức."),
        ("3", "B", "Cập nhật dữ liệu trí thức."),
    ]
    assert plan.tasks[0].coordinators == ("UBND các xã, phường, đặc khu",)
    assert [one.result for one in plan.tasks] == ["", "Biên bản", "Báo cáo"]
    assert check_plan(plan) == []


def test_a_cell_merged_over_two_rows_counts_for_both_and_is_said(quang_ninh: Draft) -> None:
    assert quang_ninh.plan.tasks[1].lead == ("Sở VHTT&DL",)
    assert "ô gộp" in said(quang_ninh)


def test_two_days_a_year_become_two_spans(quang_ninh: Draft) -> None:
    spans = [quang_ninh.plan.deadline_of(task).spans_in(2027) for task in quang_ninh.plan.tasks[1:]]
    assert [[end for _start, end in one] for one in spans] == [
        [date(2027, 9, 30), date(2027, 12, 31)],
        [date(2027, 6, 19), date(2027, 12, 4)],
    ]


def test_growth_keeps_both_ends(quang_ninh: Draft) -> None:
    growth = quang_ninh.plan.targets[0]
    assert (growth.comparator, growth.low, growth.high) == ("growth", 10, 15)
    assert growth.asks == "tăng từ 10 đến 15%/năm"
    assert "tăng từ 10 đến 15%/năm" in said(quang_ninh)


def test_duties_and_report_days_of_the_wards_are_proposed(quang_ninh: Draft) -> None:
    [duty] = quang_ninh.plan.general_duties
    assert (duty.place, duty.addressee) == ("IV.2", "Ủy ban nhân dân các xã, phường, đặc khu")
    found = [(one.period_kind, one.due, one.before) for one in quang_ninh.plan.reports]
    assert found == [("half_year", "06-20", True), ("year", "12-05", True)]
    assert "IV.1 Sở Khoa học và Công nghệ" in said(quang_ninh)


def test_an_annex_alone_says_whose_it_is(tmp_path: Path) -> None:
    head = (
        "PHỤ LỤC",
        "DANH MỤC NHIỆM VỤ (HƯ CẤU)",
        "(Kèm theo Kế hoạch số 25/KH-UBND ngày 09/02/2026 của UBND thành phố Cần Thơ)",
    )
    rows = (
        ("STT", "Nội dung công việc", "Đơn vị thực hiện", "Hoàn thành", "Ghi chú"),
        ("1", "Lập danh sách trí thức.", "UBND xã, phường", "30/6/2026", "Ưu tiên"),
        ("1", "Lập danh sách trí thức.", "UBND xã, phường", "hoa nở", ""),
    )
    draft = read_draft(word(tmp_path, head, rows))
    plan = draft.plan
    assert (plan.number, plan.issued, plan.province) == ("25/KH-UBND", "2026-02-09", "92")
    assert len(plan.tasks) == 2
    for words in (
        "Số, ký hiệu đọc từ dòng kèm theo",
        "Số thứ tự 1 có hai lần",
        "có nội dung trùng với",
        "chưa hiểu thời hạn “hoa nở”",
        "Cột “Ghi chú” không có trong mẫu",
    ):
        assert words in said(draft)


def test_a_workbook_with_a_sheet_for_each_group(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Đào tạo"
    for sheet, rows in (
        (first, [("1", "Mở lớp (hư cấu)", "Sở Nội vụ", "Các sở, ngành", "Năm 2026")]),
        (
            book.create_sheet("Tôn vinh"),
            [("2", "Gặp mặt (hư cấu)", "Hội Nữ trí thức", "", "Tháng 5 hằng năm")],
        ),
    ):
        sheet.append(["PHỤ LỤC tỉnh An Giang năm 2026"])
        sheet.append(["STT", "Hoạt động", "Chủ trì", "Phối hợp", "Thời gian"])
        for row in rows:
            sheet.append(list(row))
    book.save(tmp_path / "an-giang.xlsx")
    draft = read_draft(tmp_path / "an-giang.xlsx")
    assert [(task.number, task.text) for task in draft.plan.tasks] == [
        ("1", "Mở lớp (hư cấu)"),
        ("2", "Gặp mặt (hư cấu)"),
    ]
    assert draft.plan.deadline_of(draft.plan.tasks[1]).each_year
    assert "“Hội Nữ trí thức” (nhiệm vụ 2) chưa có trong danh mục đơn vị" in said(draft)


def test_a_cell_of_a_workbook_merged_over_rows_counts_for_each(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
        [1, "Việc một (hư cấu)", "Sở Y tế", "Năm 2026"],
        [2, "Việc hai (hư cấu)", None, "Năm 2027"],
    ):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    book.save(tmp_path / "gop.xlsx")
    assert [task.lead for task in read_draft(tmp_path / "gop.xlsx").plan.tasks] == [("Sở Y tế",)] * 2


def test_a_table_without_leaders_is_read_and_asks_for_them(tmp_path: Path) -> None:
    rows = (("STT", "Nội dung", "Thời hạn"), ("1", "Khảo sát trí thức (hư cấu).", "Quý IV/2026"))
    draft = read_draft(word(tmp_path, QUANG_NINH, rows))
    assert [(task.text, task.lead) for task in draft.plan.tasks] == [("Khảo sát trí thức (hư cấu).", ())]
    assert "Nhiệm vụ 1 chưa có đơn vị chủ trì." in said(draft)


AN_GIANG = """ỦY BAN NHÂN DÂN TỈNH AN GIANG
Số: 31/KH-UBND
An Giang, ngày 20 tháng 01 năm 2026
KẾ HOẠCH
Phát triển đội ngũ trí thức (hư cấu)
I. MỤC TIÊU
1. Mục tiêu đến năm 2030
- Phấn đấu ít nhất 45% trí thức nữ tham gia các hoạt động nghiên cứu khoa
học và phát triển công nghệ của tỉnh.
II. NHIỆM VỤ VÀ GIẢI PHÁP
1. Thu hút, trọng dụng trí thức
a) Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và các cơ quan liên
quan xây dựng chính sách thu hút trí thức trẻ về công tác tại các xã, hoàn
thành trong quý III/2026.
b) Giao Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh tổ chức hội thi sáng
tạo kỹ thuật hằng năm.
2. Xây dựng cơ sở dữ liệu
Sở Khoa học và Công nghệ chủ trì, phối hợp với Công an tỉnh thực hiện:
- Rà soát, làm sạch dữ liệu trí thức trên địa bàn.
Hoàn thành trước ngày 31/12/2026.
III. TỔ CHỨC THỰC HIỆN
1. UBND các xã, phường căn cứ Kế hoạch này xây dựng kế hoạch của địa
phương, gửi Sở Khoa học và Công nghệ trước ngày 15/3/2026.
2. Các đơn vị báo cáo kết quả về Sở Khoa học và Công nghệ trước ngày 10/12
hằng năm hoặc đột xuất khi có yêu cầu./.
Nơi nhận:
- UBND các xã, phường;
"""


@pytest.fixture
def an_giang(tmp_path: Path) -> Plan:
    return read_draft(text(tmp_path, AN_GIANG)).plan


def test_text_of_a_pdf_with_broken_lines_is_read_whole(an_giang: Plan) -> None:
    first, second, third = an_giang.tasks
    assert first.number == "điểm a Mục 1"
    assert first.text.endswith("về công tác tại các xã, hoàn thành trong quý III/2026.")
    assert (first.lead, first.coordinators) == (("Sở Nội vụ",), ("Sở Tài chính", "các cơ quan liên quan"))
    assert an_giang.deadline_of(first).end == date(2026, 9, 30)
    assert second.lead == ("Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh",)
    assert (third.lead, third.coordinators) == (("Sở Khoa học và Công nghệ",), ("Công an tỉnh",))
    assert third.deadline == "Hoàn thành trước ngày 31/12/2026"
    assert [(group.code, group.title) for group in an_giang.groups] == [
        ("1", "Thu hút, trọng dụng trí thức"),
        ("2", "Xây dựng cơ sở dữ liệu"),
    ]


def test_targets_duties_and_reports_of_broken_lines_are_whole(an_giang: Plan) -> None:
    [target] = an_giang.targets
    assert (target.comparator, target.low, target.unit) == (">=", 45, "%")
    assert target.text.endswith("nghiên cứu khoa học và phát triển công nghệ của tỉnh.")
    assert [duty.place for duty in an_giang.general_duties] == ["III.1"]
    found = [(one.period_kind, one.due) for one in an_giang.reports]
    assert found == [("year", "12-10"), ("ad_hoc", "")]


def test_nothing_of_a_signature_becomes_a_task(an_giang: Plan) -> None:
    assert len(an_giang.tasks) == 3
    assert check_plan(an_giang) == []
