"""A training attended and an award go into the profiles on demand, in one act."""

import pytest

from activities.conftest import Record
from activities.test_actions import newest_act
from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.activities.attending import Attendee, add_participants
from desktop.activities.profiles import fill_profiles, rows_to_add
from desktop.errors import UserError
from desktop.people.profile.queries import sections_of


def rows(office: Office, uid: str, section: str) -> list[dict[str, object]]:
    with office.read() as session:
        found = [one for one in sections_of(session, uid) if one.section.key == section]
        return [dict(line.values) for one in found for line in one.lines]


def test_a_training_is_written_for_those_who_came_and_undone_as_one(
    office: Office, record: Record, people: list[str]
) -> None:
    uid = record(kind="boi_duong", title="Lớp kỹ năng số", training_kind="so", ends_on="2026-03-07")
    attendees = [
        Attendee(people[0]),
        Attendee(people[1]),
        Attendee(people[2], attended=0),
        Attendee(people[3], role="bao_cao_vien"),
        Attendee(name="Võ Khách"),
    ]
    with office.write() as session:
        add_participants(session, uid, attendees)
    with office.write() as session:
        filled = fill_profiles(session, uid)
    assert filled.added == {"Bồi dưỡng đã dự": 2, "Tư vấn, phản biện": 1}
    [row] = rows(office, people[0], "trainings")
    assert (row["title"], row["kind"], row["since"], row["until"]) == (
        "Lớp kỹ năng số",
        "so",
        "2026-03-05",
        "2026-03-07",
    )
    assert row["institution"] == "UBND phường Trấn Biên"
    with office.write() as session:
        again = fill_profiles(session, uid)
    assert (again.added, len(again.left)) == ({}, 3)
    newest = newest_act(office)
    with office.write() as session:
        undo(session, newest)
    assert rows(office, people[0], "trainings") == []


@pytest.mark.parametrize(
    ("award", "expected"),
    [
        ("Giấy khen của Chủ tịch UBND phường", {"award": "GK", "level": "co_so", "name": None}),
        ("Bằng khen của Thủ tướng Chính phủ", {"award": "BKTTg", "level": "thu_tuong", "name": None}),
        ("Biểu trưng trí thức tiêu biểu", {"award": None, "name": "Biểu trưng trí thức tiêu biểu"}),
    ],
)
def test_an_award_is_known_by_the_list_or_kept_in_words(
    office: Office, record: Record, people: list[str], award: str, expected: dict[str, object]
) -> None:
    uid = record(kind="ton_vinh")
    with office.write() as session:
        add_participants(session, uid, [Attendee(people[0], role="duoc_khen", award=award)])
        fill_profiles(session, uid)
    [row] = rows(office, people[0], "awards")
    assert {key: row[key] for key in expected} == expected


def test_a_dialogue_has_nothing_for_a_profile(office: Office, record: Record, people: list[str]) -> None:
    uid = record()
    with office.write() as session:
        add_participants(session, uid, [Attendee(people[0])])
    with office.read() as session:
        assert rows_to_add(session, uid) == []
    with pytest.raises(UserError, match="không có gì để ghi"), office.write() as session:
        fill_profiles(session, uid)
