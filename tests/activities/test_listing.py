"""Lists of those who came, pasted or from a file, beside the register."""

from pathlib import Path

import pytest
from conftest import add_people

from activities.conftest import Record
from desktop.accounts.office import Office
from desktop.accounts.rights import RIGHTS, Actor, Right, Role
from desktop.activities.attending import Attendee, add_participants
from desktop.activities.listing import ListedRow, Match, match_file, match_pasted, people_of_list
from desktop.errors import NotAllowed, UserError
from desktop.excel.writer import NewSheet, write_book
from desktop.people.lists.actions import save_list
from desktop.people.lists.queries import ListShape, list_named


def matched(office: Office, uid: str, typed: str) -> list[ListedRow]:
    with office.read() as session:
        return match_pasted(session, uid, typed)


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("Nguyễn Văn Mẫu", Match.FOUND),
        ("nguyen van mau", Match.FOUND),
        ("1. TS. NGUYỄN VĂN MẪU", Match.FOUND),
        ("075 090 000 001", Match.FOUND),
        ("Nguyễn Văn Mẫu\t075090000001", Match.FOUND),
        ("Nguyễn Văn Mẫu\t001085000001", Match.OTHER_NUMBER),
        ("Nguyễn Văn Mẫu\t270123456", Match.FOUND),
        ("Lê Thị Giả", Match.SEVERAL),
        ("Lê Thị Giả\t001085000001", Match.SEVERAL),
        ("Võ Người Lạ", Match.UNKNOWN),
        ("Trần Thị Thử", Match.LISTED),
    ],
)
def test_a_line_is_found_in_the_register(
    office: Office, record: Record, people: list[str], typed: str, match: Match
) -> None:
    uid = record()
    with office.write() as session:
        add_participants(session, uid, [Attendee(people[1])])
    [row] = matched(office, uid, typed)
    assert row.match is match


def test_headings_tell_what_the_columns_are(office: Office, record: Record, people: list[str]) -> None:
    typed = "STT\tHọ và tên\tNgày sinh\tĐơn vị\n1\tLê Thị Giả\t1961\tHưu trí\n2\tLê Thị Giả\t1988\tViện"
    rows = matched(office, record(), typed)
    assert [row.candidates[0].uid for row in rows] == [people[3], people[2]]
    assert [row.match for row in rows] == [Match.FOUND, Match.FOUND]


def test_a_name_twice_is_told(office: Office, record: Record, people: list[str]) -> None:
    rows = matched(office, record(), "Nguyễn Văn Mẫu\nVõ Người Lạ\nNGUYỄN VĂN MẪU\nVõ Người Lạ")
    assert [row.match for row in rows] == [Match.FOUND, Match.UNKNOWN, Match.TWICE, Match.TWICE]


def test_a_spreadsheet_is_read(office: Office, record: Record, people: list[str], tmp_path: Path) -> None:
    path = tmp_path / "khach.xlsx"
    write_book(path, [NewSheet("A", [["TT", "Họ tên", "Số CCCD"], [1, "Mẫu", "075090000001"]])])
    with office.read() as session:
        [row] = match_file(session, record(), path)
    assert (row.match, row.candidates[0].uid) == (Match.FOUND, people[0])


@pytest.mark.parametrize("typed", ["", "   \n", "123\n456"])
def test_a_list_without_names_is_refused(office: Office, record: Record, typed: str) -> None:
    with pytest.raises(UserError):
        matched(office, record(), typed)


def test_the_people_of_a_saved_list_who_are_not_here_yet(
    office: Office, record: Record, people: list[str]
) -> None:
    uid = record()
    with office.write() as session:
        save_list(session, "Nữ", ListShape("giới tính = nữ"))
        add_participants(session, uid, [Attendee(people[1])])
    with office.read() as session:
        found = people_of_list(session, uid, list_named(session, "nữ"))
    assert set(found) == set(people[2:])


def test_of_namesakes_the_one_whose_number_is_another_is_left_out(
    office: Office, record: Record, people: list[str]
) -> None:
    [other] = add_people(office, {"full_name": "Nguyễn Văn Mẫu", "birth": "1985"})
    [row] = matched(office, record(), "Nguyễn Văn Mẫu\t001085000001")
    assert (row.match, [one.uid for one in row.candidates]) == (Match.FOUND, [other])


def test_who_has_another_number_is_not_added_before_the_user_says_so(
    office: Office, record: Record, people: list[str]
) -> None:
    [row] = matched(office, record(), "Nguyễn Văn Mẫu\t001085000001")
    assert row.is_unsure
    assert row.attendee().person_uid == ""
    assert row.attendee(row.candidates[0].uid).person_uid == people[0]


@pytest.mark.parametrize("typed", ["075090000001", "Nguyễn Văn Mẫu"])
def test_who_only_looks_is_told_of_nobody_on_a_list(
    office: Office, record: Record, people: list[str], typed: str
) -> None:
    uid = record()
    office.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed):
        matched(office, uid, typed)


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("075090000001", Match.UNKNOWN),
        ("Nguyễn Văn Mẫu\t001085000001", Match.FOUND),
        ("Trần Thị Thử\t075090000001", Match.FOUND),
    ],
)
def test_numbers_tell_nothing_to_who_may_not_see_them(
    office: Office,
    record: Record,
    people: list[str],
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    match: Match,
) -> None:
    uid = record()
    monkeypatch.setitem(RIGHTS, Role.CLERK, frozenset({Right.EDIT_TASKS}))
    office.actor = Actor("vt", "Văn thư (hư cấu)", Role.CLERK)
    [row] = matched(office, uid, typed)
    assert row.match is match
    assert people[0] not in [one.uid for one in row.candidates] or "Mẫu" in typed
