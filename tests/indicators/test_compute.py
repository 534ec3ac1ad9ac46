from datetime import date

import pytest
from conftest import WARD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.accounts.office import Office
from desktop.accounts.rights import Right, authorize
from desktop.indicators.actions import record_value
from desktop.indicators.compute import Behind, Measured, behind, compute
from desktop.indicators.formulas import FORMULAS
from desktop.indicators.who import YOUNG, Asked
from desktop.people.models import Person, age_on
from desktop.people.standing.actions import record_standing
from desktop.plans.catalogue import MEASURES, load_plans

JUNE = date(2026, 6, 14)


def measured(office: Office, measure: str, on: date = JUNE, base: tuple[int, int] | None = None) -> Measured:
    with office.read() as session:
        return compute(session, measure, Asked(on, 2026, base))


def people(office: Office, measure: str, on: date = JUNE, base: tuple[int, int] | None = None) -> Behind:
    with office.read() as session:
        return behind(session, measure, Asked(on, 2026, base))


def parts(office: Office, measure: str, on: date = JUNE) -> tuple[float, float | None]:
    found = measured(office, measure, on)
    return found.numerator, found.denominator


def population(office: Office, value: float, as_of: date = date(2026, 1, 1)) -> None:
    with office.write() as session:
        record_value(session, "dong-nai-2026", "DAN_SO", as_of=as_of, value=value, source="Thống kê")


def test_every_measure_of_a_plan_has_its_formula_and_every_formula_a_name() -> None:
    assert set(FORMULAS) == set(MEASURES)
    assert {t.measure for plan in load_plans() for t in plan.targets if t.measure} <= set(FORMULAS)


def test_women_are_counted_among_those_at_work_in_science(office: Office, register) -> None:
    women = register.add(2, sex="nu")
    men = register.add(3)
    register.add(sex="nu", work_field="yte")
    register.add(sex="nu", status="nghi_huu")
    register.add(sex="nu", status="da_mat")
    found = measured(office, "female_share")
    assert (found.numerator, found.denominator, found.value) == (2, 5, 40.0)
    counted = people(office, "female_share")
    assert (set(counted.counted), set(counted.among)) == (set(women), {*women, *men})


def test_someone_who_retired_later_was_at_work_on_the_day(office: Office, register) -> None:
    register.add(sex="nu", status="nghi_huu", status_since="2026-07-01")
    assert parts(office, "female_share") == (1, 1)
    assert parts(office, "female_share", date(2026, 7, 1)) == (0, 0)


def test_a_day_gone_by_is_counted_by_what_held_then(office: Office, register) -> None:
    (uid,) = register.add(sex="nu")
    for status, since in (("nuoc_ngoai", "2025"), ("dang_lam", "2026-09")):
        with office.write() as session:
            record_standing(session, uid, {"status": status, "since": since})
    assert parts(office, "female_share") == (0, 0)
    assert parts(office, "female_share", date(2026, 9, 1)) == (1, 1)
    assert parts(office, "female_share", date(2024, 12, 31)) == (1, 1)


def test_the_young_count_as_trained_from_the_plans_year_on(office: Office, register) -> None:
    young = {"birth": "1990-05-02"}
    register.add(**young, trained_year=2026)
    register.add(**young, trained_year=2025)
    register.add(**young)
    register.add(**young, trained_year=2026, sector="dn_tu_nhan")
    register.add(birth="1981-06-14", trained_year=2026)  # 45 on this very day
    register.add(birth="1981-06-15", trained_year=2026)  # 45 tomorrow
    register.add(trained_year=2026)  # age unknown
    assert parts(office, "under45_trained_share") == (2, 4)


def test_training_after_the_day_is_not_counted(office: Office, register) -> None:
    register.add(birth="1990", trained_year=2027)
    assert parts(office, "under45_trained_share") == (0, 1)


def test_members_are_counted_among_people_of_science_retired_ones_too(office: Office, register) -> None:
    register.add(association="lhh")
    register.add(association="lhh", status="nghi_huu")
    register.add(association="nha_bao")
    register.add()
    register.add(association="lhh", work_field="vhnt")
    register.add(association="lhh", status="chuyen_di", status_since="2026-03")
    assert parts(office, "association_share") == (2, 4)


def test_researching_postgraduates_are_counted_per_ten_thousand_people(office: Office, register) -> None:
    population(office, 50_000)
    counted = register.add(2, degree="ThS") + register.add(
        degree="TS", work_field="gddt", research_field="203"
    )
    counted += register.add(degree="DH", specialist="CKII", work_field="yte", research_field="302")
    register.add(degree="DH")
    register.add(degree="TS", work_field="yte")
    register.add(degree="TS", relation="kieu_bao")
    found = measured(office, "postgraduate_per_10000")
    assert (found.numerator, found.denominator, found.value) == (4, 50_000, 0.8)
    assert set(people(office, "postgraduate_per_10000").counted) == set(counted)


def test_the_population_of_the_day_counts(office: Office, register) -> None:
    register.add(degree="TS")
    population(office, 50_000, date(2025, 1, 1))
    population(office, 60_000, date(2026, 6, 15))
    assert parts(office, "postgraduate_per_10000", JUNE) == (1, 50_000)
    assert parts(office, "postgraduate_per_10000", date(2026, 6, 15)) == (1, 60_000)


def test_without_a_population_there_is_a_count_but_no_value(office: Office, register) -> None:
    register.add(degree="TS")
    found = measured(office, "postgraduate_per_10000")
    assert (found.numerator, found.denominator, found.value) == (1, None, None)


def test_all_postgraduates_can_be_counted(office: Office, register) -> None:
    register.add(degree="ThS", work_field="yte")
    register.add(degree="DH", specialist="NT")
    register.add(degree="TSKH", status="da_mat")
    assert measured(office, "postgraduate_count").value == 2.0
    assert people(office, "postgraduate_count").among == ()


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_an_empty_register_gives_no_value_but_no_error(office: Office, measure: str) -> None:
    population(office, 50_000)
    found = measured(office, measure)
    assert found.numerator == 0
    assert found.value in (None, 0.0)
    assert found.basis.endswith(".")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dates(date(1970, 1, 1), date(1995, 12, 31)),
    st.sampled_from([4, 7, 10]),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)
def test_under_45_is_the_age_that_people_know(office: Office, born: date, known: int, on: date) -> None:
    birth = born.isoformat()[:known]

    class Back(Exception):
        pass

    with pytest.raises(Back), office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Nhập người hư cấu")
        person = {"status": "dang_lam", "sector": "nha_nuoc", "degree": "DH", "birth": birth}
        session.add(Person(unit_code=WARD.code, full_name="Nguyễn Văn Mẫu (hư cấu)", **person))
        session.flush()
        age = age_on(birth, on)
        assert age is not None
        assert compute(session, "under45_trained_share", Asked(on, 2026)).denominator == int(age < YOUNG)
        raise Back
