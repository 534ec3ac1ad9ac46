from dataclasses import replace
from datetime import date

import pytest

from desktop.plans.catalogue import GeneralDuty, Group, Plan, Task, load_plan, plan_codes
from desktop.tasks.models import Obligation
from desktop.tasks.obligations import Owner, first_day, obligations_of

WARD = Owner("ward", "26041", "UBND phường Trấn Biên")
DEPARTMENT = Owner("department", "75", "Sở Khoa học và Công nghệ")


def a_plan(deadline: str, **changes: object) -> Plan:
    task = Task("T.1", "1", "I", "Việc thử", ("Các sở, ngành, địa phương",), deadline, "Phụ lục, STT 1")
    plan = Plan(
        code="thu-2026",
        title="Kế hoạch thử",
        issuer="UBND thành phố",
        number="1/KH-UBND",
        issued="2026-05",
        province="75",
        task_prefix="T",
        legal_bases=(),
        groups=(Group("I", "Nhóm một"),),
        tasks=(task,),
    )
    return replace(plan, **changes)


def terms(plan: Plan, until_year: int) -> list[tuple[str, str | None, str | None]]:
    return [(one.code, one.starts_on, one.due_on) for one in obligations_of(plan, WARD, until_year)]


def of(plan_code: str, owner: Owner = WARD, until_year: int = 2026) -> list[Obligation]:
    return list(obligations_of(load_plan(plan_code), owner, until_year))


def test_a_yearly_task_gives_one_obligation_a_year() -> None:
    assert terms(a_plan("Hàng năm"), 2028) == [
        ("T.1@2026", "2026-01-01", "2026-12-31"),
        ("T.1@2027", "2027-01-01", "2027-12-31"),
        ("T.1@2028", "2028-01-01", "2028-12-31"),
    ]


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("Trước ngày 15/12 hằng năm", [("T.1@2026", "2026-01-01", "2026-12-14")]),
        ("Thường niên", [("T.1@2026", "2026-01-01", "2026-12-31")]),
        ("Quý II/2026", [("T.1", "2026-04-01", "2026-06-30")]),
        ("Thường xuyên", [("T.1", None, None)]),
        ("Theo hướng dẫn", [("T.1", None, None)]),
        ("Từ năm 2026", [("T.1", "2026-01-01", None)]),
    ],
)
def test_deadlines_become_first_and_last_day(
    deadline: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert terms(a_plan(deadline), 2026) == expected


def test_a_yearly_task_stops_where_its_wording_ends() -> None:
    codes = [code for code, _, _ in terms(a_plan("Hằng năm, từ năm 2027 đến năm 2028"), 2031)]
    assert codes == ["T.1@2027", "T.1@2028"]


def test_work_counts_from_the_first_day_of_the_plans_year() -> None:
    assert first_day(load_plan("dong-nai-2026")) == date(2026, 1, 1)
    assert first_day(load_plan("ha-noi-2024")) == date(2024, 1, 1)


def test_a_duty_addressed_to_all_wards_is_carried_out_locally() -> None:
    duty = GeneralDuty("V.7", "Tổ chức triển khai.", "Ủy ban nhân dân các phường, xã")
    general = list(obligations_of(a_plan("Năm 2026", general_duties=(duty,)), WARD, 2026))[-1]
    assert (general.code, general.role, general.number) == ("T.TN1", "local", "V.7")
    assert "Mục V.7" in general.role_reason


def test_a_duty_addressed_to_others_is_not_ours() -> None:
    duty = GeneralDuty("IV.1", "Quán triệt.", "Các cấp ủy, ban cán sự đảng")
    assert len(terms(a_plan("Năm 2026", general_duties=(duty,)), 2026)) == 1


def test_the_department_does_not_owe_what_wards_owe() -> None:
    codes = [one.code for one in of("dong-nai-2026", DEPARTMENT)]
    assert "ĐN26.TN2" not in codes
    assert {one.role for one in of("dong-nai-2026", DEPARTMENT) if one.code == "ĐN26.18"} == {"lead"}


@pytest.mark.parametrize("plan_code", plan_codes())
def test_every_task_of_every_plan_is_there_once_a_year_and_codes_differ(plan_code: str) -> None:
    found = of(plan_code)
    codes = [one.code for one in found]
    assert len(set(codes)) == len(codes)
    assert {one.task_code for one in found} >= {task.code for task in load_plan(plan_code).tasks}
    assert [one.position for one in found] == sorted(one.position for one in found)


def test_two_days_of_a_year_give_two_obligations_a_year_with_codes_of_their_own() -> None:
    plan = load_plan("dong-nai-2026")
    task = replace(plan.tasks[3], deadline="trước 20/6 và 05/12 hằng năm")
    owner = Owner("ward", "26041", "UBND phường Trấn Biên")
    found = list(obligations_of(replace(plan, tasks=(task,), general_duties=()), owner, 2027))
    assert [(one.code, one.starts_on, one.due_on) for one in found] == [
        ("ĐN26.4@2026.1", "2026-01-01", "2026-06-19"),
        ("ĐN26.4@2026.2", "2026-06-20", "2026-12-04"),
        ("ĐN26.4@2027.1", "2027-01-01", "2027-06-19"),
        ("ĐN26.4@2027.2", "2027-06-20", "2027-12-04"),
    ]
