"""What a list shows: search, filters and order brought together."""

import pytest
from conftest import add_people

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import NotAllowed
from desktop.people import finding
from desktop.people.actions import record_person, update_person
from desktop.people.finding import Listing, find_ids, find_page
from desktop.people.lists.reading import read_question
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


def found(office: Office, typed: str = "", sort: str = "", descending: bool = False) -> list[str]:
    asked = Listing(read_question(typed), sort, descending)
    with office.read() as session:
        return [row.values["full_name"] for row in rows_by_ids(session, find_ids(session, asked))]


def test_without_a_question_everybody_comes_by_name(peopled: Office) -> None:
    assert found(peopled) == ["Nguyễn Văn An", "Trần Thị An", "Nguyễn Thị Bình", "An Thị Nguyệt"]


def test_a_search_narrows_the_list(peopled: Office) -> None:
    assert found(peopled, "thi an")[0] == "Trần Thị An"
    assert "Nguyễn Thị Bình" not in found(peopled, "thi an")


def test_conditions_keep_the_order_of_the_search(peopled: Office) -> None:
    ranked = found(peopled, "an")
    narrowed = found(peopled, "an tiến sĩ")
    assert narrowed == [name for name in ranked if name in ("Nguyễn Văn An", "An Thị Nguyệt")]


def test_a_condition_for_what_is_not_filled_in(peopled: Office) -> None:
    assert found(peopled, "chưa có:lĩnh vực") == ["Nguyễn Thị Bình"]


def test_a_search_may_be_sorted_by_a_column(peopled: Office) -> None:
    assert found(peopled, "nguyen", sort="degree")[:2] == ["Nguyễn Văn An", "Nguyễn Thị Bình"]
    assert found(peopled, 'nguyen "van" trình độ:DH', "degree") == []


def test_nobody_found_is_an_empty_list(peopled: Office) -> None:
    assert found(peopled, "zzz tiến sĩ", "birth", descending=True) == []


def test_a_search_finds_all_and_its_page_is_how_the_list_begins(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PAGE", 10)
    people = [{"full_name": f"Nguyễn Mẫu {'x' * (number % 7 + 1)}"} for number in range(25)]
    add_people(office, *people)
    for typed in ("mau", "Nguyễn", ""):
        asked = Listing(read_question(typed))
        with office.read() as session:
            ids, page = find_ids(session, asked), find_page(session, asked)
        assert len(ids) == 25
        assert page == ids[:10]


def test_a_broad_search_is_ranked_too(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    add_people(office, *({"full_name": name} for name in ("Lê Hoà", "Lê Hoa", "Hoà Văn Bé", "Lê Hoàng")))
    usual = found(office, "Hoà")
    monkeypatch.setattr(finding, "FEW", 0)
    assert set(found(office, "Hoà")) == set(usual)
    assert found(office, "Hoà")[:2] == ["Hoà Văn Bé", "Lê Hoà"]


def test_who_may_not_see_a_field_can_neither_ask_nor_sort_by_it(peopled: Office) -> None:
    peopled.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    assert len(found(peopled, "tiến sĩ")) == 2
    for asked in ("dân tộc:kinh", "có:điện thoại", "dân tộc thiểu số"):
        with pytest.raises(NotAllowed, match="không được xem"):
            found(peopled, asked)
    with pytest.raises(NotAllowed, match="Địa chỉ"):
        found(peopled, "", "address")


def test_hits_kept_from_a_user_do_not_end_the_list(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PAGE", 2)
    add_people(
        office,
        *({"full_name": f"Lê An {name}", "email": "an@mau.vn"} for name in "AB"),
        *({"full_name": f"Lê Yên {name}", "workplace": "Trường Mẫu giáo"} for name in "AB"),
    )
    office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    assert found(office, "mau") == ["Lê Yên A", "Lê Yên B"]
    with office.read() as session:
        assert find_page(session, Listing(read_question("mau"))) is None


def test_the_register_of_a_day_has_the_standings_of_that_day(office: Office) -> None:
    with office.write() as session:
        uid = record_person(
            session,
            {"full_name": "Lê An", "degree": "TS", "status": "dang_lam", "status_since": "2020-01-01"},
        )
    with office.write() as session:
        update_person(session, uid, {"status": "nghi_huu", "status_since": "2026-03-01"})
    assert found(office, "nghỉ hưu") == ["Lê An"]
    assert found(office, "nghỉ hưu tính đến:1/1/2026") == []
    assert found(office, "đang công tác tính đến:1/1/2026") == ["Lê An"]
    assert found(office, "lê an tính đến:1/1/2026") == ["Lê An"]
