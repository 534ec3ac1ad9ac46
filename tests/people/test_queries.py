"""One person, pages of the list, the order of a column, and who sees what."""

import pytest
from conftest import add_people

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import NotFound
from desktop.people import queries
from desktop.people.models import Person
from desktop.people.queries import (
    MASK,
    MASKED,
    count_people,
    first_ids,
    get_person,
    ids_in_order,
    ids_of,
    rows_by_ids,
)

PEOPLE = (
    {"full_name": "Trần Thị Thịnh", "birth": "1980", "degree": "ThS", "workplace": "Ủy ban", "sex": "nu"},
    {"full_name": "Nguyễn Văn An", "birth": "1985-02", "degree": "TS", "workplace": "Ăn uống", "sex": "nam"},
    {"full_name": "Lê Thị Ân", "birth": "1990-01-01", "degree": "DH", "workplace": None, "sex": "nu"},
    {"full_name": "Nguyễn Văn An", "birth": "1975", "degree": "TSKH", "workplace": "Án", "sex": "nam"},
    {"full_name": "Đỗ Văn Ba", "birth": None, "degree": "ThS", "workplace": "Đất", "sex": None},
)


@pytest.fixture
def peopled(office: Office) -> Office:
    add_people(office, *PEOPLE)
    return office


def listed(office: Office, key: str = "full_name", **asked: object) -> list[object]:
    with office.read() as session:
        return [row.values[key] for row in rows_by_ids(session, ids_in_order(session, **asked))]  # type: ignore[arg-type]


def test_the_list_goes_by_given_name_then_family_then_birth(peopled: Office) -> None:
    assert listed(peopled, "birth") == ["1975", "1985-02", "1990-01-01", None, "1980"]
    assert listed(peopled)[2:] == ["Lê Thị Ân", "Đỗ Văn Ba", "Trần Thị Thịnh"]


def test_the_list_can_go_backwards(peopled: Office) -> None:
    assert listed(peopled, descending=True) == listed(peopled)[::-1]


@pytest.mark.parametrize(
    ("sort", "descending", "order"),
    [
        ("degree", False, ["TSKH", "TS", "ThS", "ThS", "DH"]),
        ("degree", True, ["DH", "ThS", "ThS", "TS", "TSKH"]),
        ("workplace", False, ["Án", "Ăn uống", "Đất", "Ủy ban", None]),
        ("workplace", True, ["Ủy ban", "Đất", "Ăn uống", "Án", None]),
        ("birth", False, ["1975", "1980", "1985-02", "1990-01-01", None]),
    ],
)
def test_a_column_sorts_as_its_kind_does_and_empty_cells_come_last(
    peopled: Office, sort: str, descending: bool, order: list[object]
) -> None:
    assert listed(peopled, sort, sort=sort, descending=descending) == order


def test_equal_values_stay_in_name_order(peopled: Office) -> None:
    both = [name for name in listed(peopled, sort="degree") if name in ("Đỗ Văn Ba", "Trần Thị Thịnh")]
    assert both == ["Đỗ Văn Ba", "Trần Thị Thịnh"]


def test_conditions_narrow_the_list(peopled: Office) -> None:
    assert len(listed(peopled, fitting=[Person.sex == "nu"])) == 2
    assert listed(peopled, "birth", fitting=[Person.full_name.startswith("Nguyễn")]) == ["1975", "1985-02"]


def test_few_among_many_come_in_the_same_order(peopled: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    few = listed(peopled, among={1, 3, 4, 5})
    monkeypatch.setattr(queries, "_FEW", 0)
    assert listed(peopled, among={1, 3, 4, 5}) == few


def test_the_first_page_is_the_beginning_of_the_list(peopled: Office) -> None:
    with peopled.read() as session:
        assert first_ids(session, 3) == ids_in_order(session)[:3]


def test_among_keeps_only_these(peopled: Office) -> None:
    assert len(listed(peopled, among={1, 3, 99})) == 2


def test_rows_come_in_the_order_of_the_ids_and_gone_ones_are_left_out(peopled: Office) -> None:
    with peopled.read() as session:
        assert [row.id for row in rows_by_ids(session, [4, 99, 1])] == [4, 1]
        uids = [row.uid for row in rows_by_ids(session, [4, 1])]
        assert ids_of(session, [*uids, "gone"]) == [4, 1]
        assert count_people(session) == 5


def test_many_ids_are_read_in_pieces(peopled: Office) -> None:
    with peopled.read() as session:
        assert len(rows_by_ids(session, [*range(1, 6), *range(1000, 3000)])) == 5


def test_a_row_shows_labels_and_days_as_people_write_them(peopled: Office) -> None:
    with peopled.read() as session:
        row = rows_by_ids(session, [2])[0]
    assert (row.texts["degree"], row.texts["birth"], row.texts["sex"]) == ("Tiến sĩ", "02/1985", "Nam")
    assert (row.texts["phone"], row.values["phone"]) == ("", None)


def test_an_unknown_person_is_not_found(peopled: Office) -> None:
    with pytest.raises(NotFound), peopled.read() as session:
        get_person(session, "khong-co")


def test_personal_data_is_masked_for_who_may_not_see_it(office: Office) -> None:
    (uid,) = add_people(
        office,
        {"full_name": "Lê An", "id_number": "075080001234", "phone": "0912345678", "ethnicity": "05"}
        | {"email": "a@mau.vn", "address": "1 đường Mẫu", "birth": "1980"},
    )
    office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    with office.read() as session:
        row = get_person(session, uid)
    hidden = {key for key, value in row.values.items() if value == MASK}
    assert hidden == {"id_number", "phone", "ethnicity", "email", "address"}
    assert {row.texts[key] for key in hidden} == {MASK}
    assert (row.texts["full_name"], row.texts["birth"]) == ("Lê An", "1980")


def test_who_may_not_see_is_not_told_what_is_empty(office: Office) -> None:
    (uid,) = add_people(office, {"full_name": "Lê An"})
    office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    with office.read() as session:
        person = get_person(session, uid)
    assert {key for key, text in person.texts.items() if text == MASK} == MASKED
