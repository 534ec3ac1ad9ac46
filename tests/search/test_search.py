"""Finding people as one types."""

import pytest
from conftest import add_people
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text, update

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Right, Role, authorize
from desktop.journal.queries import list_acts
from desktop.journal.undo import undo_act
from desktop.people.models import Person
from desktop.search import queries
from desktop.search.index import indexed_at_once
from desktop.search.queries import everyone_found, search_people

PEOPLE = (
    {"full_name": "Nguyễn Văn An", "id_number": "075080001234", "phone": "0912345678"},
    {"full_name": "Nguyễn An Văn Bình", "workplace": "Bệnh viện Đa khoa Đồng Nai", "position": "Trưởng khoa"},
    {"full_name": "Nguyễn Văn Anh", "id_number": "075180005678", "email": "anh.nv@mau.vn"},
    {"full_name": "Nguyên Văn Ân"},
    {"full_name": "Lê Thị Hòa", "workplace": "Trường THPT Ngô Quyền", "phone": "0987651234"},
    {"full_name": "Trần Thị Hoa", "position": "Giáo viên"},
    {"full_name": "Đặng Thuý H'Leo", "major": "Sư phạm Toán"},
    {"full_name": "Võ Thị Thủy"},
)


@pytest.fixture
def peopled(office: Office) -> Office:
    add_people(office, *PEOPLE)
    return office


def found(office: Office, typed: str, limit: int = 50) -> list[str]:
    with office.read() as session:
        ids = search_people(session, typed, limit)
        names = {row.id: row.full_name for row in session.execute(select(Person.id, Person.full_name))}
    return [names[one] for one in ids]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nguyen van an", "Nguyễn Văn An"),
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("an nguyen van", "Nguyễn Văn An"),
        ("Nguyên Văn Ân", "Nguyên Văn Ân"),
        ("ng v anh", "Nguyễn Văn Anh"),
        ("Hoà", "Lê Thị Hòa"),
        ("Hòa", "Lê Thị Hòa"),
        ("hoa", "Trần Thị Hoa"),
        ("Hoa", "Trần Thị Hoa"),
        ("thuy", "Võ Thị Thủy"),
        ("Thuỷ", "Võ Thị Thủy"),
        ("Thúy", "Đặng Thuý H'Leo"),
        ("dang h'leo", "Đặng Thuý H'Leo"),
        ("hleo", ""),
        ("guye", "Nguyễn Văn An"),
        ("oa ang", ""),
        ("bình", "Nguyễn An Văn Bình"),
        ("da khoa", "Nguyễn An Văn Bình"),
        ("truong khoa benh vien", "Nguyễn An Văn Bình"),
        ("giao vien", "Trần Thị Hoa"),
        ("hoa ngo quyen", "Lê Thị Hòa"),
        ("su pham toan", "Đặng Thuý H'Leo"),
        ("anh.nv", "Nguyễn Văn Anh"),
        ("075080001234", "Nguyễn Văn An"),
        ("075 080 001 234", "Nguyễn Văn An"),
        ("0751", "Nguyễn Văn Anh"),
        ("5678", "Nguyễn Văn Anh"),
        ("0912.345", "Nguyễn Văn An"),
        ("+84 912 345 678", "Nguyễn Văn An"),
        ("51234", "Lê Thị Hòa"),
        ("khong co ai", ""),
        ("", ""),
        ("   ", ""),
        ("\"'*()^:{}-+", ""),
    ],
)
def test_the_best_match_comes_first(peopled: Office, typed: str, first: str) -> None:
    names = found(peopled, typed)
    assert (names[0] if names else "") == first


def test_the_exact_spelling_comes_before_the_same_letters(peopled: Office) -> None:
    assert found(peopled, "Nguyễn Văn An")[:1] == ["Nguyễn Văn An"]
    assert set(found(peopled, "Nguyễn Văn An")) >= {"Nguyễn Văn An", "Nguyễn Văn Anh", "Nguyên Văn Ân"}


def test_names_read_as_typed_come_before_names_that_hold_the_same_words(peopled: Office) -> None:
    names = found(peopled, "nguyen van an")
    assert names.index("Nguyễn Văn An") < names.index("Nguyễn An Văn Bình")


def test_last_digits_find_both_number_and_phone(peopled: Office) -> None:
    assert set(found(peopled, "1234")) == {"Nguyễn Văn An", "Lê Thị Hòa"}


def test_no_more_than_the_limit_are_given_and_nobody_twice(peopled: Office) -> None:
    assert len(found(peopled, "nguyen", limit=2)) == 2
    names = found(peopled, "n")
    assert len(names) == len(set(names))


@pytest.mark.parametrize("typed", ["075080", "1234", "075080001234", "la@mau.vn", "mau vn"])
def test_who_may_not_see_numbers_and_mail_finds_nobody_by_them(office: Office, typed: str) -> None:
    add_people(office, {"full_name": "Lê An", "id_number": "075080001234", "email": "la@mau.vn"})
    assert found(office, typed) == ["Lê An"]
    office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    assert found(office, typed) == []
    with office.read() as session:
        assert everyone_found(session, typed) == {}
    assert found(office, "an") == found(office, "lê") == ["Lê An"]


def test_what_is_typed_is_never_an_error(peopled: Office) -> None:
    with peopled.read() as session:

        @settings(
            max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
        )
        @given(
            typed=st.text(max_size=60)
            | st.text(st.sampled_from("aâ\"'*():^-+{}NEAR ANDORNOT0129."), max_size=30)
        )
        def search(typed: str) -> None:
            assert len(search_people(session, typed)) <= len(PEOPLE)

        search()


def test_a_changed_name_is_found_and_the_old_one_is_not(peopled: Office) -> None:
    with peopled.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Sửa")
        session.execute(
            update(Person)
            .where(Person.full_name == "Võ Thị Thủy")
            .values(full_name="Mai Thị Lan", phone="0900000001")
        )
    assert found(peopled, "mai lan") == ["Mai Thị Lan"]
    assert found(peopled, "vo thuy") == []
    assert found(peopled, "0900000001") == ["Mai Thị Lan"]


def test_a_changed_number_is_found_by_its_new_end_only(peopled: Office) -> None:
    with peopled.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Sửa")
        session.execute(update(Person).where(Person.phone == "0912345678").values(phone="0912349999"))
    assert found(peopled, "9999") == ["Nguyễn Văn An"]
    assert found(peopled, "345678") == []


def test_people_entered_at_once_are_found_like_others_and_leave_with_the_undone_act(peopled: Office) -> None:
    rows = [
        {
            "full_name": f"Bùi Văn Thử {n}",
            "uid": f"u{n}",
            "unit_code": "26041",
            "degree": "DH",
            "status": "dang_lam",
        }
        | {"id_number": f"07508500{n:04d}", "phone": None, "workplace": "Nhà hát"}
        for n in range(30)
    ]
    with peopled.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Nhập")
        with indexed_at_once(session):
            session.execute(insert(Person), rows)
    assert len(found(peopled, "bui thu")) == 30
    assert found(peopled, "075085000007") == ["Bùi Văn Thử 7"]
    assert found(peopled, "nha hat 7")[0] == "Bùi Văn Thử 7"
    with peopled.write() as session:
        undo_act(session, list_acts(session)[0].uid, who="canbo")
    assert found(peopled, "bui thu") == []
    assert found(peopled, "075085000007") == []


def test_a_failed_bulk_load_leaves_the_index_as_it_was(peopled: Office) -> None:
    def fail() -> None:
        with peopled.write() as session:
            authorize(session, Right.EDIT_PEOPLE, "Nhập")
            with indexed_at_once(session):
                raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    add_people(peopled, {"full_name": "Sau Khi Hỏng"})
    assert found(peopled, "sau khi hong") == ["Sau Khi Hỏng"]


@pytest.mark.parametrize("typed", ["ng", "van", "hoa", "nguyen van an"])
def test_broad_searches_give_the_same_people_by_any_way(
    peopled: Office, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = set(found(peopled, typed))
    monkeypatch.setattr(queries, "FEW", 0)
    assert set(found(peopled, typed)) == usual
    assert len(found(peopled, typed, limit=1)) == 1
    assert set(found(peopled, typed, limit=1)) <= usual


def test_a_broad_search_walks_the_names_in_order(peopled: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "FEW", 0)
    assert found(peopled, "n", limit=3) == ["Nguyễn Văn An", "Nguyễn Văn Anh", "Nguyên Văn Ân"]


@pytest.mark.parametrize("name", ["Siu H'Leo", "Siu H’Leo", "Công Tằng Tôn-Nữ Mẫu"])
@pytest.mark.parametrize("broad", [False, True])
def test_marks_inside_names_part_words_by_any_way(
    office: Office, name: str, broad: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_people(office, {"full_name": name}, {"full_name": "Người Khác"})
    if broad:
        monkeypatch.setattr(queries, "FEW", 0)
    last = name.replace("’", "'").replace("-", "'").split("'")[-1].split()[0]
    assert found(office, last) == [name]
    assert found(office, name) == [name]


@pytest.mark.parametrize(
    "typed", ["ng", "nguyen van an", "Nguyễn", "1234", "guye", "benh vien", "khong co ai"]
)
def test_everyone_found_holds_whom_a_search_gives(peopled: Office, typed: str) -> None:
    with peopled.read() as session:
        everyone = queries.everyone_found(session, typed)
        assert set(search_people(session, typed)) == set(everyone)


def test_exact_spellings_rank_best_among_everyone(peopled: Office) -> None:
    with peopled.read() as session:
        everyone = queries.everyone_found(session, "Nguyên")
        names = {row.id: row.full_name for row in session.execute(select(Person.id, Person.full_name))}
    assert names[min(everyone, key=lambda one: everyone[one])] == "Nguyên Văn Ân"


def test_the_index_holds_every_person_once(peopled: Office) -> None:
    with peopled.read() as session:
        for table in ("search_name", "search_person"):
            assert session.scalar(text(f"SELECT count(*) FROM {table}")) == len(PEOPLE)
