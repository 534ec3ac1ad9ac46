"""Conditions asked of a register: whom each finds; a condition and its contrary part everybody."""

from datetime import date

import pytest
from conftest import add_people

from desktop.accounts.office import Office
from desktop.people.lists.conditions import fitting
from desktop.people.lists.question import Condition
from desktop.people.lists.reading import read_question
from desktop.people.models import Person, age_on
from desktop.people.queries import ids_in_order, rows_by_ids

ON = date(2026, 6, 15)
PEOPLE = (
    {"full_name": "An", "sex": "nu", "birth": "1980-06-15", "degree": "TS", "work_field": "yte"}
    | {"workplace": "Bệnh viện Mẫu", "id_number": "075180000012", "ethnicity": "01", "degree_year": 2010},
    {"full_name": "Bình", "sex": "nam", "birth": "1980-06-16", "degree": "ThS", "work_field": "khac:Hàng hải"}
    | {"ethnicity": "02", "phone": "0912345678", "degree_year": 2015},
    {"full_name": "Châu", "sex": "nu", "birth": "1981-06", "degree": "TSKH", "academic_title": "GS"},
    {"full_name": "Dung", "birth": "1990", "degree": "K", "ethnicity": "55", "workplace": "Trung tâm y tế"},
    {"full_name": "Én", "sex": "nam", "degree": "DH", "status": "nghi_huu", "work_field": "khac"},
)  # fmt: skip
"""An is 46 on the day, Bình 45, Châu 45, Dung 36; of Én no age is known."""


@pytest.fixture
def peopled(office: Office) -> Office:
    add_people(office, *PEOPLE)
    return office


def found(office: Office, *conditions: Condition) -> list[str]:
    with office.read() as session:
        ids = ids_in_order(session, fitting(conditions, Person, ON))
        return [row.values["full_name"] for row in rows_by_ids(session, ids)]


TABLE = [
    ("giới tính:nữ", ["An", "Châu"]),
    ("-nam", ["An", "Châu", "Dung"]),
    ("tuổi<46", ["Bình", "Châu", "Dung"]),
    ("tuổi<=45", ["Bình", "Châu", "Dung"]),
    ("tuổi>45", ["An"]),
    ("tuổi>=45", ["An", "Bình", "Châu"]),
    ("tuổi:46", ["An"]),
    ("tuổi 36-45", ["Bình", "Châu", "Dung"]),
    ("-tuổi<46", ["An", "Én"]),
    ("sinh:1980", ["An", "Bình"]),
    ("sinh:06/1980", ["An", "Bình"]),
    ("sinh<1981", ["An", "Bình"]),
    ("sinh>1980", ["Châu", "Dung"]),
    ("sinh>=16/6/1980", ["Bình", "Châu", "Dung"]),
    ("sinh 1981-1990", ["Châu", "Dung"]),
    ("trình độ>=ThS", ["An", "Bình", "Châu"]),
    ("trình độ>TS", ["Châu"]),
    ("trình độ<ThS", ["Én"]),
    ("trình độ<=TS", ["An", "Bình", "Én"]),
    ("trình độ>=khác", ["An", "Bình", "Châu", "Dung", "Én"]),
    ("trình độ>khác", ["An", "Bình", "Châu", "Én"]),
    ("trình độ<=khác", ["Dung"]),
    ("trình độ:TS,ThS", ["An", "Bình"]),
    ("tiến sĩ thạc sĩ", ["An", "Bình"]),
    ("GS", ["Châu"]),
    ("lĩnh vực:y", ["An"]),
    ("lĩnh vực:khác", ["Bình", "Én"]),
    ("chưa có:lĩnh vực", ["Châu", "Dung"]),
    ("có:lĩnh vực", ["An", "Bình", "Én"]),
    ('cơ quan:"BENH VIEN"', ["An"]),
    ("cơ quan:y", ["Dung"]),
    ("dân tộc thiểu số", ["Bình"]),
    ("-dân tộc thiểu số", ["An", "Châu", "Dung", "Én"]),
    ("số định danh:075180", ["An"]),
    ("điện thoại:5678", ["Bình"]),
    ("năm tốt nghiệp>=2015", ["Bình"]),
    ("năm tốt nghiệp 2000-2012", ["An"]),
    ("nghỉ hưu", ["Én"]),
    ("-nghỉ hưu -giới tính:nữ", ["Bình", "Dung"]),
]


@pytest.mark.parametrize(("typed", "names"), TABLE)
def test_a_condition_finds_whom_it_says(peopled: Office, typed: str, names: list[str]) -> None:
    question = read_question(typed, on=ON)
    assert question.problems == ()
    assert question.words == ""
    assert found(peopled, *question.conditions) == names


def test_a_condition_and_its_contrary_part_everybody(peopled: Office) -> None:
    everybody = found(peopled)
    for typed, _names in TABLE:
        for one in read_question(typed, on=ON).conditions:
            contrary = Condition(one.key, one.test, one.values, not one.negated)
            assert sorted(found(peopled, one) + found(peopled, contrary)) == everybody, typed


@pytest.mark.parametrize("years", [35, 36, 37, 44, 45, 46, 47])
def test_ages_are_those_the_record_tells(peopled: Office, years: int) -> None:
    (younger,) = read_question(f"tuổi<{years}").conditions
    births = {str(one["full_name"]): one.get("birth") for one in PEOPLE}
    ages = {name: age_on(str(birth), ON) for name, birth in births.items() if birth}
    assert found(peopled, younger) == [name for name, age in ages.items() if age is not None and age < years]
