"""Plans of the office's own: kept, found again, taken on like those of the catalogue."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.errors import Invalid, NotFound, UserError
from desktop.journal.queries import list_acts
from desktop.plans.actions import keep_plan
from desktop.plans.catalogue import load_plan, load_plans
from desktop.plans.importing.draft import read_draft
from desktop.plans.plan import Plan
from desktop.plans.queries import all_plans, find_plan
from desktop.tasks.actions import adopt_plan
from desktop.tasks.queries import list_obligations, plan_choices

PAPER = """Số: 7/KH-UBND

Cần Thơ, ngày 05 tháng 3 năm 2026

KẾ HOẠCH

Phát triển đội ngũ trí thức thành phố Cần Thơ

STT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn
1\tBan hành kế hoạch.\tUBND các phường, xã\tSở Khoa học và Công nghệ\tQuý II/2026
2\tGặp mặt trí thức.\tSở Nội vụ\tCác sở, ngành, địa phương\tHằng năm
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PAPER, encoding="utf-8")
    return read_draft(path).plan


@pytest.mark.parametrize("code", [plan.code for plan in load_plans()])
def test_a_kept_plan_is_found_as_it_was(office: Office, code: str) -> None:
    known = load_plan(code)
    own = replace(
        known,
        code="rieng",
        task_prefix="R",
        tasks=tuple(replace(task, code=f"R.{number}") for number, task in enumerate(known.tasks)),
        targets=tuple(replace(target, code=f"R.CT{number}") for number, target in enumerate(known.targets)),
    )
    with office.write() as session:
        keep_plan(session, own, "a.docx")
    with office.read() as session:
        assert find_plan(session, "rieng") == own
        assert all_plans(session)[-1] == own


def test_a_kept_plan_is_taken_on_like_any_other(office: Office, plan: Plan) -> None:
    with office.write() as session:
        keep_plan(session, plan, "ke-hoach.txt")
    with office.write() as session:
        assert adopt_plan(session, find_plan(session, "can-tho-2026"), date(2026, 11, 21)) == 2
    with office.read() as session:
        assert [line.role for line in list_obligations(session, date(2026, 11, 21))] == ["lead", "with"]
        assert plan_choices(session) == [("can-tho-2026", "Cần Thơ 2026")]


def test_codes_that_other_plans_have_get_the_next_ending(office: Office) -> None:
    with office.write() as session:
        first = keep_plan(session, load_plan("dong-nai-2026"), "a.docx")
        other = replace(load_plan("dong-nai-2026"), title="Kế hoạch khác")
        second = keep_plan(session, other, "a.docx")
    assert (first.code, second.code) == ("dong-nai-2026-2", "dong-nai-2026-3")
    assert (first.tasks[0].code, second.targets[0].code) == ("ĐN26-2.1", "ĐN26-3.CT01")


def test_the_journal_names_the_code_a_plan_got(office: Office) -> None:
    with office.write() as session:
        keep_plan(session, load_plan("dong-nai-2026"), "a.docx")
    with office.read() as session:
        assert list_acts(session)[0].verb == "Lưu kế hoạch dong-nai-2026-2"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, "đã được lưu với mã can-tho-2026 .nội dung giống hệt."),
        ({"code": "ma-khac"}, "đã được lưu với mã can-tho-2026 .nội dung giống hệt."),
        ({"title": "Tên gõ lại"}, "đã được lưu với mã can-tho-2026 .cùng số 7/KH-UBND của UBND"),
    ],
)
def test_a_plan_is_not_kept_twice(office: Office, plan: Plan, change: dict[str, str], sentence: str) -> None:
    with office.write() as session:
        keep_plan(session, plan, "ke-hoach.txt")
    with pytest.raises(UserError, match=sentence), office.write() as session:
        keep_plan(session, replace(plan, **change), "ke-hoach.txt")  # type: ignore[arg-type]
    with office.read() as session:
        assert len(all_plans(session)) == len(load_plans()) + 1


def test_the_same_number_of_another_year_or_no_number_is_another_plan(office: Office, plan: Plan) -> None:
    later = replace(plan, issued="2027-03-05")
    blank = replace(plan, number="/KH-UBND", title="Một")
    with office.write() as session:
        for one in (plan, later, blank, replace(blank, title="Hai")):
            keep_plan(session, one, "ke-hoach.txt")
    with office.read() as session:
        assert len(all_plans(session)) == len(load_plans()) + 4


def test_keeping_can_be_undone(office: Office, plan: Plan) -> None:
    with office.write() as session:
        keep_plan(session, plan, "ke-hoach.txt")
    with office.write() as session:
        undo(session, list_acts(session)[0].uid)
    with office.read() as session, pytest.raises(NotFound, match="dong-nai-2026"):
        find_plan(session, plan.code)


def test_a_plan_that_was_taken_on_is_not_taken_away_beneath_it(office: Office, plan: Plan) -> None:
    with office.write() as session:
        keep_plan(session, plan, "ke-hoach.txt")
    with office.write() as session:
        adopt_plan(session, find_plan(session, plan.code), date(2026, 11, 21))
    with office.read() as session:
        kept = next(act for act in list_acts(session) if act.verb.startswith("Lưu kế hoạch"))
    with pytest.raises(UserError, match="dùng bởi thao tác sau"), office.write() as session:
        undo(session, kept.uid)
    with office.read() as session:
        assert find_plan(session, plan.code) == plan


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": " "}, "Chưa có tên kế hoạch"),
        ({"province": "00"}, "Không có tỉnh"),
        *(({"issued": issued}, "Ngày ban hành") for issued in ("0000", "9999", "2026-13", "2026-02-31")),
        ({"code": ""}, "Chưa có mã kế hoạch"),
        ({"issued": ""}, "Chưa có ngày ban hành"),
        ({"code": "kế hoạch/../x"}, "có ký tự lạ"),
        ({"tasks": ()}, "chưa có nhiệm vụ hay chỉ tiêu"),
        ({"task_prefix": "ĐN"}, "phải bắt đầu bằng"),
    ],
)
def test_a_plan_that_is_not_whole_is_refused_and_nothing_kept(
    office: Office, plan: Plan, change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence), office.write() as session:
        keep_plan(session, replace(plan, **change), "ke-hoach.txt")  # type: ignore[arg-type]
    with office.read() as session:
        assert all_plans(session) == load_plans()
