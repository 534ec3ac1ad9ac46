"""Papers of other authorities read into drafts: the five texts, Word, Excel, and odd annexes."""

import json
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import FileProblem, UserError
from desktop.plans.catalogue import load_plan
from desktop.plans.cli import draft_document
from desktop.plans.importing.draft import Draft, read_draft
from desktop.plans.importing.source import read_text
from desktop.plans.importing.units import split_units
from desktop.plans.importing.wording import Guess
from desktop.plans.plan import Plan, Target
from desktop.plans.rules import check_plan

PAPERS = Path(__file__).parents[2] / "data" / "plans"
HEAD = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn hoàn thành")
FIRST = ("1", "Ban hành kế hoạch.", "UBND các phường, xã", "Sở Khoa học và Công nghệ", "Quý II/2027")
SECOND = ("2", "Gặp mặt trí thức tiêu biểu.", "Sở Nội vụ", "", "Hằng năm")

Rows = Sequence[Sequence[str]]


def paper(tmp_path: Path, *parts: Rows | str) -> Path:
    """Write prose and tables as text copied from Word."""
    lines = [part if isinstance(part, str) else "\n".join("\t".join(row) for row in part) for part in parts]
    path = tmp_path / "ke-hoach.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return path


def said(draft: Draft) -> str:
    return "\n".join(f"{guess.where}: {guess.text}" for guess in draft.guesses)


@pytest.mark.parametrize("code", ["dong-nai-2026", "ha-noi-2024", "hai-phong-2026"])
def test_a_paper_with_a_table_gives_the_tasks_of_the_catalogue(code: str) -> None:
    plan, known = read_draft(PAPERS / f"{code}.txt").plan, load_plan(code)
    assert check_plan(plan) == []
    assert (plan.code, plan.province, plan.number) == (known.code, known.province, known.number)
    assert plan.task_prefix == known.task_prefix
    for read, task in zip(plan.tasks, known.tasks, strict=True):
        assert (read.code, read.number, read.group) == (task.code, task.number, task.group)
        assert (read.text, read.result, read.deadline) == (task.text, task.result, task.deadline)
        assert (read.lead, read.coordinators) == (task.lead, task.coordinators)


def test_a_paper_with_targets_alone_says_that_tasks_are_missing(tmp_path: Path) -> None:
    draft = read_draft(paper(tmp_path, "KẾ HOẠCH\nII. MỤC TIÊU\n- Phấn đấu đạt 40% nữ trí thức."))
    assert not draft.plan.tasks
    assert draft.plan.targets
    assert "Chưa đọc được nhiệm vụ" in said(draft)


def measured(plan: Plan) -> set[tuple[object, ...]]:
    return {key(target) for target in plan.targets if target.comparator != "text"}


def key(target: Target) -> tuple[object, ...]:
    return (target.horizon, target.comparator, target.low, target.high, target.unit, target.per)


@pytest.mark.parametrize(
    ("code", "missed"),
    [
        ("dong-nai-2026", 0),
        ("ha-noi-2024", 0),
        ("hai-phong-2026", 0),
        ("hai-phong-2024", 1),
        ("tp-ho-chi-minh-2024", 0),
    ],
)
def test_the_numbers_in_the_prose_are_proposed_as_the_catalogue_has_them(code: str, missed: int) -> None:
    """The one that is missed stands in a section on means, not on aims."""
    proposed, known = measured(read_draft(PAPERS / f"{code}.txt").plan), measured(load_plan(code))
    assert proposed <= known
    assert len(known - proposed) == missed


def test_every_guess_names_its_place() -> None:
    draft = read_draft(PAPERS / "dong-nai-2026.txt")
    assert all(guess.where and guess.text.endswith(".") for guess in draft.guesses)
    assert "Dòng bị cắt qua trang; đã nối vào nhiệm vụ 25." in said(draft)
    assert "“THƯỜNG XUYỀN” thành “THƯỜNG XUYÊN”" in said(draft)


def test_a_word_file_with_merged_groups_and_a_table_cut_in_two(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Số: 12/KH-UBND")
    document.add_paragraph("Cần Thơ, ngày 05 tháng 3 năm 2026")
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Phát triển đội ngũ trí thức thành phố Cần Thơ")
    document.add_paragraph("Căn cứ Nghị quyết số 45-NQ/TW ngày 24/11/2023;")
    for rows in ((HEAD, ("I. NHÓM MỘT",), FIRST), (HEAD, ("", "trong toàn thành phố", "", "", ""), SECOND)):
        table = document.add_table(0, len(HEAD))
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1:
                cells[0].merge(cells[-1]).text = row[0]
            for cell, text in zip(cells, row if len(row) > 1 else (), strict=False):
                cell.text = text
        document.add_paragraph("")
    document.save(str(tmp_path / "kh.docx"))
    draft = read_draft(tmp_path / "kh.docx")
    plan = draft.plan
    assert (plan.number, plan.issued, plan.province) == ("12/KH-UBND", "2026-03-05", "92")
    assert plan.title == "Kế hoạch phát triển đội ngũ trí thức thành phố Cần Thơ"
    assert plan.legal_bases == ("Nghị quyết số 45-NQ/TW ngày 24/11/2023",)
    assert [(group.code, group.title) for group in plan.groups] == [("I", "Nhóm một")]
    assert [task.text for task in plan.tasks] == ["Ban hành kế hoạch. trong toàn thành phố", SECOND[1]]
    assert "bảng 2, dòng 2: Dòng bị cắt qua trang; đã nối vào nhiệm vụ 1." in said(draft)
    assert check_plan(plan) == []


def test_a_workbook_with_heads_on_two_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["KẾ HOẠCH"])
    sheet.append(["TT", "Nhiệm vụ", "Cơ quan thực hiện", None, "Sản phẩm", "Tiến độ", "Kinh phí"])
    sheet.append([None, None, "Chủ trì", "Phối hợp", None, None, None])
    sheet.append([1, "Việc một", "Sở Y tế", "Sở Tài chính; Sở Nội vụ", "Báo cáo", "Tháng 12/2026", 100])
    book.save(tmp_path / "pl.xlsx")
    draft = read_draft(tmp_path / "pl.xlsx")
    [task] = draft.plan.tasks
    assert (task.number, task.text, task.lead) == ("1", "Việc một", ("Sở Y tế",))
    assert task.coordinators == ("Sở Tài chính", "Sở Nội vụ")
    assert (task.result, task.deadline) == ("Báo cáo", "Tháng 12/2026")
    assert "Cột “Kinh phí” không có trong mẫu" in said(draft)
    assert task.note == "Kinh phí: 100"


def test_a_cell_with_several_paragraphs_breaks_no_row(tmp_path: Path) -> None:
    broken = "1\tBan hành kế hoạch\nvà tổ chức thực hiện.\tSở Y tế\tSở Nội vụ\tNăm 2027"
    [task] = read_draft(paper(tmp_path, [HEAD], broken)).plan.tasks
    assert task.text == "Ban hành kế hoạch và tổ chức thực hiện."
    assert task.deadline == "Năm 2027"


def test_a_cell_that_repeats_the_one_above_is_filled_and_said(tmp_path: Path) -> None:
    draft = read_draft(paper(tmp_path, [HEAD, FIRST, ("2", SECOND[1], "-nt-", "nt", "Như trên")]))
    task = draft.plan.tasks[1]
    assert (task.lead, task.coordinators, task.deadline) == ((FIRST[2],), (FIRST[3],), FIRST[4])
    assert "“nt” được hiểu là như dòng trên" in said(draft)


def test_a_title_ends_where_the_first_part_begins(tmp_path: Path) -> None:
    head = "KẾ HOẠCH\nPhát triển đội ngũ trí thức\nII. CHỈ TIÊU\n- Đạt 40% nữ."
    assert (
        read_draft(paper(tmp_path, head, [HEAD, FIRST])).plan.title == "Kế hoạch phát triển đội ngũ trí thức"
    )


def test_rows_without_numbers_are_numbered_and_said(tmp_path: Path) -> None:
    draft = read_draft(paper(tmp_path, [HEAD, ("", *FIRST[1:]), ("", *SECOND[1:])]))
    assert [task.number for task in draft.plan.tasks] == ["1", "2"]
    assert "Dòng không có số thứ tự; đã đánh số 2." in said(draft)


def test_a_task_that_stands_twice_is_kept_and_said(tmp_path: Path) -> None:
    draft = read_draft(paper(tmp_path, [HEAD, FIRST, ("2", *FIRST[1:]), FIRST]))
    assert len(draft.plan.tasks) == 3
    assert len({task.code for task in draft.plan.tasks}) == 3
    assert "Nhiệm vụ 2 có nội dung trùng với" in said(draft)
    assert "Số thứ tự 1 có hai lần" in said(draft)


def test_a_deadline_nobody_foresaw_is_asked_about(tmp_path: Path) -> None:
    draft = read_draft(paper(tmp_path, [HEAD, (*FIRST[:4], "hoa nở"), (*SECOND[:4], "")]))
    assert "Nhiệm vụ 1: chưa hiểu thời hạn “hoa nở”; hãy xác nhận." in said(draft)
    assert "Nhiệm vụ 2 không ghi thời hạn." in said(draft)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Chỉ có văn xuôi.", "không có bảng nhiệm vụ"),
        ("A\tB\tC\n1\t2\t3", "không có bảng nào có cột “Nội dung nhiệm vụ”"),
    ],
)
def test_a_paper_without_tasks_and_targets_is_refused_in_words(
    tmp_path: Path, content: str, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        read_draft(paper(tmp_path, content))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.docx", b"PK\x03\x04 broken", "đã hỏng"),
        ("a.docx", b"not a zip", "đã hỏng"),
        ("a.pdf", b"%PDF-1.4", "hãy chọn tệp Word"),
        ("a.txt", b"\xe0\xff\xe1 \xc0", "không phải văn bản Unicode"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=sentence):
        read_draft(tmp_path / name)


def test_a_missing_file_is_said_in_words(tmp_path: Path) -> None:
    for name in ("a.txt", "a.docx", "a.xlsx"):
        with pytest.raises(FileProblem):
            read_draft(tmp_path / name)


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("Các Sở: Nội vụ, Tài chính và Y tế", ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế")),
        ("Các Sở: Giáo dục và Đào tạo, Y tế", ("Sở Giáo dục và Đào tạo", "Sở Y tế")),
        ("Sở Nội vụ và UBND các phường, xã", ("Sở Nội vụ", "UBND các phường, xã")),
        ("Các sở, ban, ngành và các đơn vị liên quan", ("Các sở, ban, ngành và các đơn vị liên quan",)),
        ("các trường ĐH, CĐ và các đơn vị liên quan", ("các trường ĐH, CĐ", "các đơn vị liên quan")),
        ("Công an tỉnh; Ban Dân vận", ("Công an tỉnh", "Ban Dân vận")),
        ("Sở Y tế chủ trì, Sở Tài chính phối hợp", ("Sở Y tế", "Sở Tài chính")),
        ("", ()),
    ],
)  # fmt: skip
def test_a_cell_of_units_is_cut_into_the_single_ones(cell: str, units: tuple[str, ...]) -> None:
    assert split_units(cell, "dòng 1", []) == units


def test_a_draft_is_shown_as_a_plan_with_its_guesses() -> None:
    document = draft_document(read_draft(PAPERS / "ha-noi-2024.txt"))
    assert len(json.loads(json.dumps(document))["tasks"]) == 30
    assert document["guesses"][0] == {
        "where": "dòng 250",
        "text": "Dòng bị cắt qua trang; đã nối vào nhiệm vụ 2.",
    }


def test_units_on_two_lines_of_a_cell_are_two_units(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    table = document.add_table(0, len(HEAD))
    two = "Sở Nội vụ\nSở Khoa học và Công nghệ"
    rows = [HEAD, ("1", "Mở lớp\nbồi dưỡng.", two, "Văn phòng\nĐảng đoàn cơ sở", "Quý II/2027")]
    rows.append(
        ("2", "Tổng kết.", "Chủ tịch\nUBND các phường, xã", "- Sở Y tế\n- Liên minh Hợp tác xã", "2028")
    )
    rows.append(("3", "Thi.", "Sở Nội\nVụ", "", "2028"))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "kh.docx"))
    draft = read_draft(tmp_path / "kh.docx")
    first, second, third = draft.plan.tasks
    assert (first.text, first.lead) == ("Mở lớp bồi dưỡng.", ("Sở Nội vụ", "Sở Khoa học và Công nghệ"))
    assert second.lead == ("Chủ tịch UBND các phường, xã",)
    assert second.coordinators == ("Sở Y tế", "Liên minh Hợp tác xã")
    assert third.lead == ("Sở Nội Vụ",)
    assert "Hai dòng “Sở Nội” và “Vụ” được hiểu là một đơn vị." in said(draft)


def test_a_workbook_headed_in_everyday_words_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Việc cần làm", "Người chịu trách nhiệm", "Thời hạn"])
    sheet.append([1, "Gặp mặt trí thức.", "Sở Y tế\nSở Nội vụ", "Quý II/2027"])
    book.save(tmp_path / "pl.xlsx")
    [task] = read_draft(tmp_path / "pl.xlsx").plan.tasks
    assert (task.text, task.lead) == ("Gặp mặt trí thức.", ("Sở Y tế", "Sở Nội vụ"))


def test_headings_that_nobody_knows_are_named_beside_those_known(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"thấy các tiêu đề “Mã”, “Chuyện”, “Ai”; .* “Nội dung nhiệm vụ”"):
        read_draft(paper(tmp_path, [("Mã", "Chuyện", "Ai"), ("1", "Gặp mặt", "Sở Y tế")]))


def test_a_deadline_before_the_plan_was_issued_is_asked_about(tmp_path: Path) -> None:
    head = "KẾ HOẠCH\nHuế, ngày 12 tháng 8 năm 2026"
    rows = [HEAD, (*FIRST[:4], "30/11/2025"), (*SECOND[:4], "31/12/2026")]
    draft = read_draft(paper(tmp_path, head, rows))
    assert "Nhiệm vụ 1: thời hạn “30/11/2025” trước ngày ban hành kế hoạch; hãy xem lại." in said(draft)
    assert "Nhiệm vụ 2: thời hạn" not in said(draft)


@pytest.mark.parametrize("heading", ["II. MỤC TIÊU", "III. NHIỆM VỤ, GIẢI PHÁP"])
def test_a_number_for_each_year_is_a_target_wherever_it_stands(tmp_path: Path, heading: str) -> None:
    text = f"KẾ HOẠCH\n{heading}\n1. Mỗi năm tổ chức từ 2 - 4 cuộc gặp mặt trí thức."
    [target] = read_draft(paper(tmp_path, text, [HEAD, FIRST])).plan.targets
    assert (target.comparator, target.low, target.high) == ("range", 2, 4)
    assert (target.unit, target.period_kind) == ("cuộc", "each_year")


WORDS = st.sampled_from(
    [*HEAD, *FIRST, "I", "II.", "NHÓM", "đạt 40%", "- Ít nhất", "II. MỤC TIÊU", "\t", "\n", "năm 2030"]
)


@given(st.lists(WORDS | st.text(max_size=8), max_size=40))
def test_any_text_is_read_into_lines_and_rows(words: list[str]) -> None:
    for block in read_text(" ".join(words)):
        assert block.where.startswith("dòng ")


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), max_size=8))
def test_any_table_gives_a_draft_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("paper") / "a.txt"
    path.write_text("\n".join("\t".join(row) for row in [HEAD, *rows]), encoding="utf-8")
    try:
        draft = read_draft(path)
    except UserError:
        return
    assert len({task.code for task in draft.plan.tasks}) == len(draft.plan.tasks)
    assert all(isinstance(guess, Guess) for guess in draft.guesses)
