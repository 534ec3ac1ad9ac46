"""The forecast asked of a register: who is at work, the register's own past, the gap to targets."""

from datetime import date

import pytest
from sqlalchemy import select

from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.indicators.actions import record_value
from desktop.indicators.compute import POPULATION
from desktop.indicators.forecast import _moves, forecast, scenario_of
from desktop.people.actions import record_person
from desktop.people.models import Person
from desktop.people.standing.actions import record_standing
from desktop.plans.catalogue import load_plan

ON = date(2026, 11, 20)


@pytest.fixture
def peopled(office: Office) -> Office:
    people = [
        {"full_name": "Lê Văn Mẫu", "birth": "1965", "sex": "nam", "degree": "TS", "work_field": "yte"},
        {"full_name": "Lê Thị Mẫu", "birth": "1990", "sex": "nu", "degree": "ThS", "work_field": "yte"},
        {"full_name": "Trần Văn Mẫu", "sex": "nam", "degree": "DH", "work_field": "gddt"},
        {"full_name": "Trần Thị Hưu", "birth": "1960", "sex": "nu", "degree": "TS", "status": "nghi_huu"},
    ]
    with office.write() as session:
        for person in people:
            record_person(session, {"status": "dang_lam"} | person)
    return office


def test_only_people_at_work_are_projected(peopled: Office) -> None:
    with peopled.read() as session:
        still = forecast(session, ON, "field", [2030])[0]
    assert [(one.group, one.now, one.retiring, one.undated) for one in still.outlooks] == [
        ("Giáo dục và đào tạo", 1, 0, 1),
        ("Y tế", 2, 1, 0),
        ("", 3, 1, 1),
    ]
    assert still.retiring == {2026: 1, 2027: 0, 2028: 0, 2029: 0, 2030: 0}


def test_a_young_register_says_that_it_has_too_few_years(peopled: Office) -> None:
    with peopled.read() as session:
        found = forecast(session, ON, "degree", [2030, 2045])
    assert found[0].scenario.name == "Không đào tạo, thu hút thêm"
    assert all("Sổ mới có 0 năm trọn vẹn (cần 3)" in one.note for one in found)


def test_with_three_whole_years_the_registers_own_past_comes_first(peopled: Office) -> None:
    with peopled.read() as session:
        found = forecast(session, date(date.today().year + 4, 6, 1), "field", [2045])  # noqa: DTZ011
    assert found[0].scenario.name == "Như 3 năm qua"
    assert (found[0].scenario.join, found[0].scenario.leave) == (0, 0)


def test_who_left_work_before_does_not_leave_it_once_more(office: Office) -> None:
    year = date.today().year  # noqa: DTZ011
    with office.write() as session:
        for name in "AB":
            record_person(
                session,
                {
                    "full_name": f"Lê {name}",
                    "degree": "DH",
                    "status": "nghi_huu",
                    "status_since": str(year - 2),
                },
            )
        for name in "CD":
            record_person(
                session,
                {
                    "full_name": f"Lê {name}",
                    "degree": "DH",
                    "status": "dang_lam",
                    "status_since": str(year - 3),
                },
            )
    with office.write() as session:
        for person in session.scalars(select(Person).where(Person.full_name.in_(["Lê A", "Lê C"]))).all():
            record_standing(session, person.uid, {"status": "da_mat", "since": str(year)})
    with office.read() as session:
        came, went = _moves(session, date(year, 12, 31))
    assert (dict(came), dict(went)) == ({year - 3: 2}, {year: 1})


def test_the_gap_to_a_target_counts_postgraduates(peopled: Office) -> None:
    plan = load_plan("dong-nai-2026")
    with peopled.write() as session:
        record_value(session, plan.code, POPULATION, as_of=ON, value=10_000, source="Thống kê", today=ON)
        doctor = {"full_name": "Phạm Văn Mẫu", "degree": "TS", "status": "dang_lam", "work_field": "khcn"}
        record_person(session, doctor | {"position": "Bác sĩ"})
    with peopled.read() as session:
        gaps = forecast(session, ON, "field", [2030], plan)[0].gaps
    found = {gap.code: (gap.year, gap.required, gap.outlook.now) for gap in gaps}
    assert found["ĐN26.CT01"] == (2030, 12, 1)  # of the other master and doctor no research is written down
    assert found["ĐN26.CT20"] == (2030, 13, 1)
    assert found["ĐN26.CT32"] == (2045, 15, 1)
    assert gaps[0].words() == (
        "năm 2030 cần 12 người/vạn dân tức 12 người, dự kiến 1 (80% khả năng từ 1 đến 1), còn thiếu 11 người"
    )


def test_the_gap_of_a_share_is_counted_among_those_expected(peopled: Office) -> None:
    plan = load_plan("hai-phong-2026")
    with peopled.read() as session:
        gaps = forecast(session, ON, "field", [2030], plan)[0].gaps
    gap = next(gap for gap in gaps if gap.code == "HP26.CT16")  # ≥ 28 % postgraduates in health
    assert (gap.goal, gap.outlook.now, gap.outlook.retiring) == (28.0, 2, 1)
    assert gap.value == pytest.approx(100.0)
    assert gap.missing == pytest.approx(0.28 * gap.outlook.expected - gap.outlook.expected)
    assert "HP26.CT02" not in {gap.code for gap in gaps}  # 600 people are asked of the whole city


def test_field_and_level_are_projected_together_with_their_shares(peopled: Office) -> None:
    with peopled.read() as session:
        outlooks = forecast(session, ON, "both", [2030])[0].outlooks
    assert [(one.group, one.now) for one in outlooks] == [
        ("Giáo dục và đào tạo – Đại học", 1), ("Y tế – Tiến sĩ", 1), ("Y tế – Thạc sĩ", 1), ("", 3)
    ]  # fmt: skip
    shares = [one.share or 0.0 for one in outlooks]
    assert sum(shares[:-1]) == pytest.approx(100.0)
    assert [round(one.share_now or 0.0, 1) for one in outlooks] == [33.3, 33.3, 33.3, 100.0]


def test_a_scenario_of_ones_own_comes_first(peopled: Office) -> None:
    with peopled.read() as session:
        found = forecast(session, ON, "field", [2030], wished=scenario_of(2, 1.5, 1))
    assert found[0].scenario.words() == (
        "mỗi năm thêm 3,5% (đào tạo 2%, thu hút 1,5%), rời đi vì lý do khác 1%"
    )
    with pytest.raises(UserError, match="từ 0 đến 100%"):
        scenario_of(2, -1, 0)


@pytest.mark.parametrize(("by", "years"), [("sex", [2030]), ("field", [2020]), ("field", [])])
def test_what_cannot_be_forecast_is_said(peopled: Office, by: str, years: list[int]) -> None:
    with peopled.read() as session, pytest.raises(UserError):
        forecast(session, ON, by, years)
