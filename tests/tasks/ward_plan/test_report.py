from datetime import date

import pytest

from desktop.accounts.actions import update_unit
from desktop.accounts.office import Office
from desktop.documents.model import Heading, Paragraph, Report, tables_of
from desktop.errors import UserError
from desktop.plans.catalogue import load_plan, plan_codes
from desktop.tasks.actions import adopt_plan
from desktop.tasks.ward_plan.actions import (
    change_own_task,
    draft_plan,
    keep_version,
    record_own_task,
    remove_own_task,
    write_words,
)
from desktop.tasks.ward_plan.changes import changes_since
from desktop.tasks.ward_plan.outline import fill, load_sections
from desktop.tasks.ward_plan.passages import drafted_texts, numbers_of, words
from desktop.tasks.ward_plan.report import ward_plan_report
from desktop.tasks.ward_plan.rules import text_fields
from desktop.tasks.ward_plan.wording import level_of
from tasks.ward_plan.conftest import ON, PLAN, viewed


def paper(office: Office, plan: str = PLAN) -> Report:
    return ward_plan_report(viewed(office, plan=plan))


def body(report: Report) -> str:
    return "\n".join(block.text for block in report.body if isinstance(block, Heading | Paragraph))


def give_money(office: Office, number: int, planned: str) -> None:
    uid = viewed(office).lines[number - 1].uid
    with office.write() as session:
        change_own_task(session, uid, {"money_planned": planned, "money_source": "xa"}, ON)


def test_the_paper_is_a_plan_in_the_decrees_layout(drafted: Office) -> None:
    with drafted.write() as session:
        update_unit(session, {"leader_name": "Nguyễn Văn Mẫu", "leader_title": "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"})
    made = paper(drafted)
    assert made.kind == "KẾ HOẠCH"
    assert made.letterhead.notation == "KH-UBND"
    assert made.subject.endswith("trên địa bàn phường Trấn Biên")
    assert made.bases[0] == "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025"
    assert made.bases[-1].endswith("của UBND thành phố Đồng Nai")
    assert not any("329-KH/TU" in one for one in made.bases)
    assert made.signer.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert made.recipients[-1] == "Lưu: VT, VHXH"
    [annex] = made.annexes
    assert annex.landscape


def test_the_annex_has_a_row_for_each_task_under_the_citys_headings(drafted: Office) -> None:
    view = viewed(drafted)
    [table] = tables_of(paper(drafted))
    titles = [column.title for column in table.columns]
    assert titles == [
        "STT",
        "Nội dung nhiệm vụ",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời hạn",
        "Kết quả",
        "Kinh phí (triệu đồng)",
    ]
    plain = [row for row in table.rows if not row.section and not row.total]
    assert [row.cells[0] for row in plain] == [line.number for line in view.lines]
    sections = [row.cells[0] for row in table.rows if row.section]
    assert sections[0] == "Nhóm nhiệm vụ thường xuyên"


@pytest.mark.parametrize(
    ("first", "second", "unit", "cells"),
    [
        ("20.000.000", "12.500.000", "triệu đồng", [20, 12.5, 32.5]),
        ("20.000.000", "12.345.678", "đồng", [20_000_000, 12_345_678, 32_345_678]),
    ],
)
def test_money_stands_as_a_number_in_the_unit_that_shows_it_whole(
    drafted: Office, first: str, second: str, unit: str, cells: list[float]
) -> None:
    give_money(drafted, 1, first)
    give_money(drafted, 2, second)
    [table] = tables_of(paper(drafted))
    assert table.columns[-1].title == f"Kinh phí ({unit})"
    rows = [row for row in table.rows if not row.section]
    assert [rows[0].cells[-1], rows[1].cells[-1], rows[-1].cells[-1]] == cells


def test_the_words_say_money_by_source_duties_and_report_days(drafted: Office) -> None:
    give_money(drafted, 1, "20 triệu")
    text = body(paper(drafted))
    assert "Tổng kinh phí dự kiến 20.000.000 đồng, trong đó: ngân sách cấp xã 20.000.000 đồng" in text
    assert "1. Phòng Văn hóa – Xã hội" in text
    assert "6 tháng (trước ngày 20/6 hằng năm); năm (trước ngày 05/12 hằng năm)" in text
    assert "Sở Khoa học và Công nghệ thành phố Đồng Nai" in text
    assert "Ít nhất 50% trí thức dưới 45 tuổi" in text


def test_without_money_no_sum_is_invented(drafted: Office) -> None:
    assert "Tổng kinh phí" not in body(paper(drafted))


def test_what_the_officer_wrote_stands_and_given_back_it_is_written_anew(drafted: Office) -> None:
    with drafted.write() as session:
        write_words(session, PLAN, {"goals": "1. Chỉ tiêu\nCập nhật 100% danh sách."}, ON)
    blocks = paper(drafted).body
    assert Heading("1. Chỉ tiêu", level=2) in blocks
    assert Paragraph("Cập nhật 100% danh sách.") in blocks
    with drafted.write() as session:
        write_words(session, PLAN, {"goals": ""}, ON)
    assert Paragraph("Cập nhật 100% danh sách.") not in paper(drafted).body


def test_every_part_of_the_words_can_be_written_by_the_officer(drafted: Office) -> None:
    keys = {field.key for field in text_fields()}
    assert {section.key for section in load_sections()} <= keys
    assert set(drafted_texts(viewed(drafted))) == keys


def test_an_unknown_placeholder_is_told(drafted: Office) -> None:
    with pytest.raises(UserError, match="mà chương trình không biết"):
        fill("Kế hoạch của {ward}", words(viewed(drafted)))


def test_an_amended_plan_lists_what_is_otherwise(drafted: Office) -> None:
    with drafted.write() as session:
        keep_version(session, viewed(drafted), "Kế hoạch số 12/KH-UBND ngày 05 tháng 6 năm 2026", "u", ON)
    lines = viewed(drafted).lines
    assert changes_since(viewed(drafted).versions[-1], viewed(drafted)) == []
    with drafted.write() as session:
        change_own_task(session, lines[0].uid, {"deadline_text": "Quý IV/2026"}, ON)
        remove_own_task(session, lines[1].uid)
        record_own_task(session, PLAN, {"text": "Gặp mặt", "section": "vp", "deadline_text": "Hằng năm"}, ON)
        write_words(session, PLAN, {"purpose": "Mới."}, ON)
    view = viewed(drafted)
    changes = changes_since(view.versions[-1], view)
    assert [change.what for change in changes] == ["Mục đích, yêu cầu", "Thời hạn", "Bổ sung", "Bỏ"]
    assert (changes[1].before, changes[1].after) == ("Thường xuyên", "Quý IV/2026")
    made = ward_plan_report(view)
    assert made.subject.endswith("(điều chỉnh, bổ sung lần 1)")
    assert "thay thế Kế hoạch số 12/KH-UBND ngày 05 tháng 6 năm 2026" in body(made)
    assert [annex.number for annex in made.annexes] == ["I", "II"]
    assert len(tables_of(made)[1].rows) == 4


@pytest.mark.parametrize("plan", plan_codes())
def test_every_plan_makes_a_paper(office: Office, plan: str) -> None:
    with office.write() as session:
        adopt_plan(session, load_plan(plan), date(2026, 5, 20))
    with office.write() as session:
        draft_plan(session, plan, ON)
    made = paper(office, plan)
    assert "{" not in body(made) + "".join(made.recipients) + made.subject
    assert load_plan(plan).issuer in body(made)


@pytest.mark.parametrize(
    ("code", "name", "province", "level"),
    [
        ("26041", "UBND phường Trấn Biên", "75", "phường"),
        ("11914", "UBND đặc khu Cát Hải", "31", "đặc khu"),
        ("00004", "UBND Ba Đình", "01", "phường"),
        ("khong-co", "UBND xã Cần Giờ", "79", "xã"),
        ("SKHCN-75", "Sở Khoa học và Công nghệ", "75", "đơn vị"),
    ],
)
def test_the_office_is_called_what_it_is(
    office: Office, code: str, name: str, province: str, level: str
) -> None:
    with office.write() as session:
        update_unit(session, {"code": code, "name": name, "province": province})
    from desktop.accounts.queries import unit_of

    with office.read() as session:
        assert level_of(unit_of(session)) == level


def test_in_a_commune_the_economy_is_phong_kinh_te(office: Office) -> None:
    with office.write() as session:
        update_unit(session, {"code": "x", "name": "UBND xã Xuân Lộc"})
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    with office.write() as session:
        draft_plan(session, PLAN, ON)
    lines = {line.task_code: line for line in viewed(office).lines}
    assert lines["ĐN26.17"].section_label == "Phòng Kinh tế"


def test_numbers_of_neighbours_are_joined(drafted: Office) -> None:
    lines = viewed(drafted).lines
    assert numbers_of([lines[0], lines[1], lines[2], lines[5]]) == "1–3, 6"
