"""What a list shows: search, filters and order brought together."""

import pytest

from desktop.accounts.office import Office
from desktop.people.actions import record_person
from desktop.people.finding import FOUND_LIMIT, Question, find_ids
from desktop.people.queries import rows_by_ids

PEOPLE = (
    ("Nguyễn Văn An", "TS", "yte"),
    ("Trần Thị An", "ThS", "gddt"),
    ("Nguyễn Thị Bình", "DH", None),
    ("An Thị Nguyệt", "TS", "yte"),
)


@pytest.fixture
def peopled(office: Office) -> Office:
    """A register with four invented people."""
    with office.write() as session:
        for name, degree, field in PEOPLE:
            values = {"full_name": name, "degree": degree, "work_field": field, "status": "dang_lam"}
            record_person(session, values)
    return office


def found(office: Office, asked: Question) -> list[str]:
    with office.read() as session:
        return [row.values["full_name"] for row in rows_by_ids(session, find_ids(session, asked))]


def test_without_a_question_everybody_comes_by_name(peopled: Office) -> None:
    assert found(peopled, Question()) == [
        "Nguyễn Văn An", "Trần Thị An", "Nguyễn Thị Bình", "An Thị Nguyệt",
    ]  # fmt: skip


def test_a_search_narrows_the_list(peopled: Office) -> None:
    assert found(peopled, Question("thi an"))[0] == "Trần Thị An"
    assert "Nguyễn Thị Bình" not in found(peopled, Question("thi an"))


def test_filters_keep_the_order_of_the_search(peopled: Office) -> None:
    ranked = found(peopled, Question("an"))
    filtered = found(peopled, Question("an", {"degree": "TS"}))
    assert filtered == [name for name in ranked if name in ("Nguyễn Văn An", "An Thị Nguyệt")]


def test_a_filter_for_what_is_not_filled_in(peopled: Office) -> None:
    assert found(peopled, Question(where={"work_field": None})) == ["Nguyễn Thị Bình"]


def test_a_search_may_be_sorted_by_a_column(peopled: Office) -> None:
    assert found(peopled, Question("nguyen", sort="degree"))[:2] == ["Nguyễn Văn An", "Nguyễn Thị Bình"]
    assert found(peopled, Question("nguyen van", {"degree": "DH"}, "degree")) == []


def test_nobody_found_is_an_empty_list(peopled: Office) -> None:
    assert found(peopled, Question("zzz", {"degree": "TS"}, "birth", descending=True)) == []


def test_a_search_ends_at_its_limit(office: Office) -> None:
    with office.write() as session:
        for number in range(FOUND_LIMIT + 5):
            values = {
                "full_name": f"Nguyễn Mẫu {'x' * (number % 7 + 1)}",
                "degree": "DH",
                "status": "dang_lam",
            }
            record_person(session, values)
    assert len(found(office, Question("mau"))) == FOUND_LIMIT
