from datetime import date

import pytest

from desktop.accounts.actions import update_unit
from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.errors import Problem, Severity
from desktop.people.admission import Admission, admission_of
from desktop.people.rules import check_person

TODAY = date(2026, 11, 21)
PERSON = {"full_name": "Lê An", "status": "dang_lam"}
STRICT = Admission("TS", specialist=False, academic_title=False, honour=False)


def doubts(admission: Admission | None, **values: object) -> list[Problem]:
    return [one for one in check_person(PERSON | values, TODAY, admission) if "diện vào sổ" in one.message]


@pytest.mark.parametrize(
    ("admission", "values", "admitted"),
    [
        (Admission(), {"degree": "DH"}, True),
        (Admission(), {"degree": "TSKH"}, True),
        (Admission(), {"degree": "CD"}, False),
        (Admission(), {"degree": "K"}, False),
        (Admission(), {"degree": "K", "honour": "NNUT"}, True),
        (Admission(), {"degree": "CD", "specialist": "CKI"}, True),
        (Admission(), {"degree": "CD", "academic_title": "PGS"}, True),
        (Admission(honour=False), {"degree": "K", "honour": "NNUT"}, False),
        (Admission("K"), {"degree": "K"}, True),
        (STRICT, {"degree": "ThS"}, False),
        (STRICT, {"degree": "TS"}, True),
        (None, {"degree": "TC"}, True),
        (Admission(), {"degree": "no such degree"}, True),
        (Admission(), {}, True),
    ],
)
def test_who_is_admitted_follows_the_rule_of_the_office(
    admission: Admission | None, values: dict[str, object], admitted: bool
) -> None:
    assert (doubts(admission, **values) == []) is admitted


def test_who_is_not_admitted_is_only_warned_of() -> None:
    (problem,) = doubts(Admission(), degree="CD")
    assert (problem.field, problem.severity) == ("degree", Severity.WARN)
    assert problem.message == (
        "Chưa thuộc diện vào sổ của đơn vị: trình độ cao đẳng, cần từ đại học trở lên hoặc có trình độ "
        "chuyên khoa, học hàm, danh hiệu; hãy kiểm tra lại."
    )
    assert doubts(STRICT, degree="DH")[0].message.endswith("cần từ tiến sĩ trở lên; hãy kiểm tra lại.")


def test_an_office_that_has_said_nothing_admits_from_the_university_degree_on(office: Office) -> None:
    with office.read() as session:
        assert admission_of(session) == Admission()
        assert unit_of(session).admit_degree == "DH"


def test_the_office_sets_its_own_rule(office: Office) -> None:
    with office.write() as session:
        update_unit(session, {"admit_degree": "CD", "admit_honour": False, "admit_title": True})
    with office.read() as session:
        assert admission_of(session) == Admission("CD", honour=False)
