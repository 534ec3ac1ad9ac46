"""Who counts on a day, cross tables and the figures of a report."""

from datetime import date

import pytest
from conftest import add_people
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from desktop.accounts.office import Office
from desktop.accounts.rights import Right, authorize
from desktop.errors import UserError
from desktop.journal.queries import list_acts
from desktop.journal.undo import undo_act
from desktop.people.actions import remove_person
from desktop.people.counting.conditions import counted_on, younger_than
from desktop.people.counting.dimensions import DIMENSIONS
from desktop.people.counting.figures import (
    figure_names,
    figures_from,
    people_of_figures,
    register_figures,
)
from desktop.people.counting.queries import statistics
from desktop.people.models import Person, age_on

ON = date(2026, 5, 14)
PEOPLE = (
    {
        "full_name": "A",
        "sex": "nu",
        "birth": "1990-01-01",
        "degree": "TS",
        "work_field": "yte",
        "ethnicity": "01",
    },
    {
        "full_name": "B",
        "sex": "nam",
        "birth": "1960",
        "degree": "ThS",
        "work_field": "yte",
        "ethnicity": "05",
    },
    {"full_name": "C", "sex": "nu", "birth": None, "degree": "DH", "work_field": "gddt", "ethnicity": None},
    {
        "full_name": "D",
        "sex": "nu",
        "birth": "1981-06",
        "degree": "DH",
        "specialist": "CKI",
        "ethnicity": "55",
    },
    {"full_name": "E", "status": "da_mat", "degree": "TS"},
    {
        "full_name": "F",
        "status": "chuyen_di",
        "status_since": "2026-06",
        "degree": "TS",
        "academic_title": "PGS",
    },
    {"full_name": "G", "status": "nghi_huu", "degree": "TS", "association": "lhh", "sector": "khong"},
)


@pytest.fixture
def peopled(office: Office) -> Office:
    add_people(office, *PEOPLE)
    return office


@pytest.mark.parametrize(
    ("status", "since", "day", "counts"),
    [
        ("dang_lam", None, "2026-05-14", True),
        ("nghi_huu", "2020", "2026-05-14", True),
        ("nuoc_ngoai", "2020", "2026-05-14", True),
        ("da_mat", None, "2026-05-14", False),
        ("da_mat", "2026-05-14", "2026-05-14", False),
        ("da_mat", "2026-05-15", "2026-05-14", True),
        ("chuyen_di", "2026-05", "2026-05-14", False),
        ("chuyen_di", "2026-06", "2026-05-14", True),
        ("chuyen_di", "2026", "2026-05-14", False),
        ("chuyen_di", "2026", "2025-12-31", True),
    ],
)
def test_those_who_have_died_or_moved_by_a_day_do_not_count(
    office: Office, status: str, since: str | None, day: str, counts: bool
) -> None:
    add_people(office, {"full_name": "A", "status": status, "status_since": since})
    with office.read() as session:
        found = session.scalars(select(Person.id).where(counted_on(date.fromisoformat(day)))).all()
    assert bool(found) is counts


BIRTHS = (
    st.dates(date(1930, 1, 1), date(2020, 1, 1)).map(date.isoformat)
    | st.integers(1930, 2020).map(str)
    | st.tuples(st.integers(1930, 2020), st.integers(1, 12)).map(lambda parts: "{}-{:02d}".format(*parts))
)


def test_the_database_counts_ages_as_the_model_does(office: Office) -> None:
    with office.database.read() as session:

        @settings(
            max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
        )
        @given(birth=BIRTHS, day=st.dates(date(2024, 1, 1), date(2030, 12, 31)), years=st.integers(1, 90))
        def agrees(birth: str, day: date, years: int) -> None:
            condition = younger_than(years, day).compile(compile_kwargs={"literal_binds": True})
            asked = str(condition).replace("person.birth", f"'{birth}'")
            said = session.connection().exec_driver_sql(f"SELECT {asked}").scalar_one()
            age = age_on(birth, day)
            assert age is not None
            assert bool(said) is (age < years)

        agrees()


def test_a_cross_table_counts_by_labels_in_the_order_of_the_lists(peopled: Office) -> None:
    with peopled.read() as session:
        table = statistics(session, ["field", "sex"], ON)
    assert table.rows == (
        {"field": "Giáo dục và đào tạo", "sex": "Nữ", "count": 1},
        {"field": "Y tế", "sex": "Nam", "count": 1},
        {"field": "Y tế", "sex": "Nữ", "count": 1},
        {"field": "Chưa ghi", "sex": "Nữ", "count": 1},
        {"field": "Chưa ghi", "sex": "Chưa ghi", "count": 2},
    )
    assert table.total == 6


@pytest.mark.parametrize("name", sorted(DIMENSIONS))
def test_every_dimension_adds_up_to_the_total(peopled: Office, name: str) -> None:
    with peopled.read() as session:
        table = statistics(session, [name], ON)
    assert sum(row["count"] for row in table.rows) == table.total == 6


def test_ages_are_grouped_as_the_plans_count_them(peopled: Office) -> None:
    with peopled.read() as session:
        rows = statistics(session, ["age"], ON).rows
    assert {row["age"]: row["count"] for row in rows} == {
        "Từ 30 đến 44 tuổi": 2,
        "Từ 60 tuổi trở lên": 1,
        "Chưa ghi": 3,
    }


def test_an_unknown_dimension_is_refused_with_the_known_ones(peopled: Office) -> None:
    with pytest.raises(UserError, match=r"mau_mat.*degree"), peopled.read() as session:
        statistics(session, ["degree", "mau_mat"], ON)


def test_figures_of_a_report(peopled: Office) -> None:
    with peopled.read() as session:
        figures = register_figures(session, ON)
    assert (figures.total, figures.female, figures.under45, figures.minority) == (6, 3, 2, 1)
    assert (figures.postgraduate, figures.member) == (5, 1)
    assert figures.by_degree == (("Tiến sĩ", 3), ("Thạc sĩ", 1), ("Đại học", 2))
    assert figures.by_title == (("Phó giáo sư", 1),)
    assert figures.by_sector == (("Không làm việc (nghỉ hưu, khác)", 1),)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("total", 6),
        ("female", 3),
        ("under45", 2),
        ("minority", 1),
        ("member", 1),
        ("degree:TS", 3),
        ("field:yte", 2),
    ],
)
def test_every_figure_names_its_people(peopled: Office, name: str, count: int) -> None:
    with peopled.read() as session:
        assert len(people_of_figures(session, ON)[name]) == count
    assert name in figure_names(ON)


def test_counts_and_people_of_the_figures_agree(peopled: Office) -> None:
    with peopled.read() as session:
        people = people_of_figures(session, ON, date(2020, 1, 1))
        counted = register_figures(session, ON, date(2020, 1, 1))
    assert figures_from({name: len(uids) for name, uids in people.items()}) == counted


def test_whoever_was_entered_just_now_is_new_where_the_calendar_is_behind_vietnam(
    peopled: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = date(2020, 1, 1)
    monkeypatch.setattr("desktop.people.counting.figures.today", lambda: behind)
    with peopled.read() as session:
        figures = register_figures(session, behind, since=date(2019, 12, 2))
        assert (
            figures.new == len(people_of_figures(session, behind, date(2019, 12, 2))["new"]) == figures.total
        )


def test_new_are_those_entered_in_the_period_not_those_brought_back(peopled: Office) -> None:
    with peopled.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Ghi")
        session.execute(
            insert(Person), [{"full_name": "H", "degree": "DH", "status": "dang_lam", "unit_code": "1"}]
        )
    with peopled.read() as session:
        uid = session.scalars(select(Person.uid).where(Person.full_name == "H")).one()
    with peopled.database.write() as session:
        session.connection().exec_driver_sql("UPDATE journal_act SET at = '2026-01-01T00:00:00+00:00'")
    with peopled.write() as session:
        remove_person(session, uid, "thử")
    with peopled.write() as session:
        undo_act(session, list_acts(session)[0].uid, who="canbo")
    with peopled.read() as session:
        assert register_figures(session, ON, since=date(2026, 1, 2)).new == 0
        assert register_figures(session, ON, since=date(2026, 1, 1)).new == 7
        assert register_figures(session, ON).new == 0
