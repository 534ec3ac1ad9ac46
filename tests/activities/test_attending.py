"""Who takes part: adding, noting, merging two records, removing a person from the register."""

from datetime import date, timedelta

import pytest
from conftest import add_people
from sqlalchemy import update

from activities.conftest import Record
from activities.test_actions import newest_act
from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Right, authorize
from desktop.activities.attending import (
    Attendee,
    add_participants,
    change_participants,
    remove_participants,
)
from desktop.activities.figures import Span, activity_figure
from desktop.activities.models import Participant
from desktop.activities.queries import ParticipantLine, participants
from desktop.errors import Invalid, NotFound
from desktop.people.actions import remove_person
from desktop.people.duplicates.actions import merge_people, unmerge
from desktop.people.normal import today

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def listed(office: Office, uid: str) -> list[ParticipantLine]:
    with office.read() as session:
        return participants(session, uid)


def add(office: Office, uid: str, *attendees: Attendee) -> list[str]:
    with office.write() as session:
        return add_participants(session, uid, attendees)


def test_who_is_added_to_what_was_held_was_there(office: Office, record: Record, people: list[str]) -> None:
    uid = record()
    add(office, uid, Attendee(people[0]), Attendee(people[1], attended=0), Attendee(name="Võ Khách"))
    lines = listed(office, uid)
    assert [(line.values["name"], line.values["attended"], bool(line.person_uid)) for line in lines] == [
        ("Võ Khách", 1, False),
        ("Nguyễn Văn Mẫu", 1, True),
        ("Trần Thị Thử", 0, True),
    ]
    assert lines[1].values["workplace"] == "Trường A (hư cấu)"


def test_to_what_is_planned_people_are_invited(office: Office, record: Record, people: list[str]) -> None:
    uid = record(state="du_kien", starts_on=(today() + timedelta(days=9)).isoformat())
    add(office, uid, Attendee(people[0]))
    [line] = listed(office, uid)
    assert (line.values["role"], line.texts["attended"]) == ("moi", "Chưa ghi")


@pytest.mark.parametrize("twice", [0, 1])
def test_nobody_stands_twice_in_a_list(office: Office, record: Record, people: list[str], twice: int) -> None:
    uid = record()
    same = [(Attendee(people[0]),), (Attendee(name="Võ Khách"),)][twice]
    add(office, uid, *same)
    with pytest.raises(Invalid, match="đã có trong danh sách"):
        add(office, uid, *same, Attendee(people[1]))
    assert len(listed(office, uid)) == 1


def test_somebody_who_is_not_in_the_register_is_no_person_of_it(office: Office, record: Record) -> None:
    with pytest.raises(Invalid, match="không còn trong sổ"):
        add(office, record(), Attendee("f" * 32))


def test_a_guest_needs_a_name(office: Office, record: Record) -> None:
    with pytest.raises(Invalid, match="Chưa có họ và tên"):
        add(office, record(), Attendee())


def test_several_are_changed_and_taken_out_at_once(office: Office, record: Record, people: list[str]) -> None:
    uid = record()
    rows = add(office, uid, *map(Attendee, people))
    with office.write() as session:
        change_participants(session, rows[:2], {"role": "bao_cao_vien", "attended": False, "name": "X"})
    changed = listed(office, uid)[:2]
    assert {line.values["name"] for line in changed} == {"Nguyễn Văn Mẫu", "Trần Thị Thử"}
    assert {(line.values["role"], line.values["attended"]) for line in changed} == {("bao_cao_vien", 0)}
    with office.write() as session:
        remove_participants(session, rows[:3])
    assert [line.uid for line in listed(office, uid)] == rows[3:]


def test_who_leaves_the_register_keeps_the_place_in_the_list(
    office: Office, record: Record, people: list[str]
) -> None:
    uid = record()
    add(office, uid, Attendee(people[0]))
    with office.write() as session:
        remove_person(session, people[0], "Ghi nhầm")
    [line] = listed(office, uid)
    assert (line.values["name"], line.person_uid) == ("Nguyễn Văn Mẫu", "")
    newest = newest_act(office)
    with office.write() as session:
        undo(session, newest)
    assert [line.person_uid for line in listed(office, uid)] == [people[0]]


def test_a_merged_record_brings_its_part_along_and_takes_it_back(
    office: Office, record: Record, people: list[str]
) -> None:
    uid = record()
    add(office, uid, Attendee(people[3]))
    with office.write() as session:
        merge_people(session, people[2], people[3])
    assert [line.person_uid for line in listed(office, uid)] == [people[2]]
    with office.write() as session:
        unmerge(session, people[2])
    assert [line.person_uid for line in listed(office, uid)] == [people[3]]


@pytest.mark.parametrize("roles", [("du", "du"), ("moi", "bao_cao_vien")])
def test_two_records_in_one_list_are_one_person_after_a_merge(
    office: Office, record: Record, people: list[str], roles: tuple[str, str]
) -> None:
    uid = record()
    for person, role in zip(people[2:], roles, strict=True):
        add(office, uid, Attendee(person, role=role))
    with office.write() as session:  # with the same role they say the same: one of the rows is a twin
        authorize(session, Right.EDIT_TASKS, "Sửa cho giống nhau")
        session.execute(update(Participant).values(workplace=None))
    with office.write() as session:
        merge_people(session, people[2], people[3])
    [line] = listed(office, uid)
    assert (line.person_uid, line.values["role"]) == (people[2], roles[1])
    with office.read() as session:
        assert activity_figure(session, "participants", YEAR).uids == (people[2],)
        assert activity_figure(session, "visits", YEAR).count == 1
        assert activity_figure(session, "guests", YEAR).count == 0
    with office.write() as session:
        unmerge(session, people[2])
    assert {line.person_uid for line in listed(office, uid)} == set(people[2:])


def test_who_stands_twice_after_a_merge_is_taken_out_at_once(
    office: Office, record: Record, people: list[str]
) -> None:
    uid = record()
    add(office, uid, Attendee(people[2], role="moi"), Attendee(people[3], role="du"))
    with office.write() as session:
        merge_people(session, people[2], people[3])
    [line] = listed(office, uid)
    with office.write() as session:
        remove_participants(session, [line.uid])
    assert listed(office, uid) == []


def test_a_whole_hall_is_noted_at_once(office: Office, record: Record) -> None:
    uid = record()
    people = add_people(office, *({"full_name": f"Nguyễn Văn Mẫu {place}"} for place in range(1_300)))
    rows = add(office, uid, *map(Attendee, people))
    with office.write() as session:
        change_participants(session, rows, {"attended": 0})
    assert [line.values["attended"] for line in listed(office, uid)] == [0] * 1_300


def test_nobody_is_changed_when_one_of_them_is_gone(
    office: Office, record: Record, people: list[str]
) -> None:
    uid = record()
    rows = add(office, uid, Attendee(people[0]))
    with pytest.raises(NotFound, match="Không tìm thấy người này"), office.write() as session:
        change_participants(session, [*rows, "f" * 32], {"attended": 0})
    assert [line.values["attended"] for line in listed(office, uid)] == [1]
