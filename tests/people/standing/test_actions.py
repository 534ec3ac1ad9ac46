"""Standings entered by every way of writing a person; all people are invented."""

from contextlib import suppress

import pytest
from conftest import PASSWORD, add_people
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.cli.main import main
from desktop.commands import PASSWORD_VARIABLE
from desktop.errors import Invalid, NotAllowed, NotFound, UserError
from desktop.journal.queries import check_chain, list_acts
from desktop.people.actions import record_person, remove_person, update_person
from desktop.people.duplicates.actions import merge_people, unmerge
from desktop.people.models import Person
from desktop.people.standing.actions import correct_standing, record_standing, remove_standing
from desktop.people.standing.models import Standing
from desktop.people.standing.queries import standings_of, times_of
from people.standing.playing import ACTS, AN, Played, play

RETIRED = {"status": "Nghỉ hưu", "since": "05/2024", "document": "QĐ 12/QĐ-UBND", "place": ""}


def record(office: Office, **values: object) -> str:
    with office.write() as session:
        return record_person(session, AN | {"status": "dang_lam"} | values)


def change(office: Office, uid: str, **values: object) -> None:
    with office.write() as session:
        update_person(session, uid, values)


def add(office: Office, uid: str, **values: object) -> None:
    with office.write() as session:
        record_standing(session, uid, values)


def lines(office: Office, uid: str) -> list[tuple[str, str | None]]:
    """Return status and date of every standing, oldest first."""
    with office.read() as session:
        return [row.line.said for row in reversed(standings_of(session, uid))]


def says(office: Office, uid: str) -> tuple[str | None, str | None]:
    with office.read() as session:
        person = session.scalars(select(Person).where(Person.uid == uid)).one()
        return person.status, person.status_since


def newest_act(office: Office) -> str:
    with office.read() as session:
        return list_acts(session)[0].uid


def test_a_new_person_has_a_first_standing(office: Office) -> None:
    uid = record(office)
    assert lines(office, uid) == [("dang_lam", None)]


def test_a_new_status_with_a_date_is_added_and_the_old_one_stays(office: Office) -> None:
    uid = record(office)
    change(office, uid, status="nghi_huu", status_since="05/2024")
    assert lines(office, uid) == [("dang_lam", None), ("nghi_huu", "2024-05")]


def test_a_standing_before_birth_is_refused(office: Office) -> None:
    uid = record(office, birth="05/1970")
    with pytest.raises(Invalid, match="04/1970 là trước khi sinh"):
        add(office, uid, status="nghi_huu", since="04/1970")


@pytest.mark.parametrize(
    ("known", "said", "words"),
    [
        (
            {"status": "da_mat", "since": "03/2024"},
            {"status": "nghi_huu", "since": "2025"},
            "đã mất từ 03/2024",
        ),
        ({"status": "nghi_huu", "since": "2025"}, {"status": "da_mat", "since": "03/2024"}, "sau khi mất"),
        ({"status": "nghi_huu", "since": "2025"}, {"status": "da_mat", "since": ""}, "sau khi mất"),
    ],
)
def test_nothing_is_recorded_after_a_death(
    office: Office, known: dict[str, object], said: dict[str, object], words: str
) -> None:
    uid = record(office, status_since="2010")
    add(office, uid, **known)
    with pytest.raises(Invalid, match=words):
        add(office, uid, **said)
    assert len(lines(office, uid)) == 2


def test_what_was_before_a_death_is_recorded_late(office: Office) -> None:
    uid = record(office, status_since="2010")
    add(office, uid, status="da_mat", since="03/2024")
    add(office, uid, status="nghi_huu", since="2019")
    assert lines(office, uid) == [("dang_lam", "2010"), ("nghi_huu", "2019"), ("da_mat", "2024-03")]


def test_the_form_does_not_wake_the_dead_but_corrects_a_slip(office: Office) -> None:
    uid = record(office, status="da_mat", status_since="2024")
    with pytest.raises(Invalid, match="đã mất từ 2024"):
        change(office, uid, status="dang_lam", status_since="2025")
    change(office, uid, status="nghi_huu")
    assert lines(office, uid) == [("nghi_huu", "2024")]


def test_only_a_new_date_corrects_the_newest_standing(office: Office) -> None:
    uid = record(office, status="nghi_huu", status_since="2024")
    change(office, uid, status_since="06/2024")
    assert lines(office, uid) == [("nghi_huu", "2024-06")]


def test_a_change_of_something_else_leaves_the_time_alone(office: Office) -> None:
    uid = record(office)
    with office.read() as session:
        before = standings_of(session, uid)
    change(office, uid, position="Trưởng khoa")
    with office.read() as session:
        assert standings_of(session, uid) == before


def test_a_record_cannot_be_set_back_behind_what_is_known(office: Office) -> None:
    uid = record(office)
    change(office, uid, status="nghi_huu", status_since="2024")
    with pytest.raises(Invalid, match="đã ghi tình trạng mới hơn: Nghỉ hưu từ 2024") as refused:
        change(office, uid, status="nuoc_ngoai", status_since="2020")
    assert refused.value.problems[0].field == "status_since"
    assert says(office, uid) == ("nghi_huu", "2024")


def test_an_older_standing_is_added_without_touching_the_present_one(office: Office) -> None:
    uid = record(office)
    add(office, uid, **RETIRED)
    add(office, uid, status="Đang ở nước ngoài", since="2015", place="Pháp")
    assert lines(office, uid) == [("dang_lam", None), ("nuoc_ngoai", "2015"), ("nghi_huu", "2024-05")]
    assert says(office, uid) == ("nghi_huu", "2024-05")


def test_a_newer_standing_becomes_what_the_record_says(office: Office) -> None:
    uid = record(office)
    add(office, uid, **RETIRED)
    assert says(office, uid) == ("nghi_huu", "2024-05")


def test_a_correction_may_move_a_standing_and_another_is_then_the_newest(office: Office) -> None:
    uid = record(office, status_since="2010")
    add(office, uid, **RETIRED)
    with office.read() as session:
        newest = standings_of(session, uid)[0].line
    with office.write() as session:
        correct_standing(session, uid, newest.uid, {"since": "2005"})
    assert lines(office, uid) == [("nghi_huu", "2005"), ("dang_lam", "2010")]
    assert says(office, uid) == ("dang_lam", "2010")


def test_only_what_is_said_anew_is_recorded_anew(office: Office) -> None:
    uid = record(office)
    with office.write() as session:
        session.connection().exec_driver_sql("DROP TRIGGER journal_UPDATE_standing")
        session.connection().exec_driver_sql("UPDATE standing SET recorded_at = '2020-01-02T03:04:05+00:00'")
    add(office, uid, **RETIRED)
    with office.read() as session:
        new, old = standings_of(session, uid)
    assert old.recorded.strftime("%d/%m/%Y %H:%M") == "02/01/2020 10:04"
    assert (old.line.until, new.line.until) == ("2024-05", None)
    assert new.recorded.year > 2020


def test_the_newest_standing_is_removed_and_the_one_before_holds_on(office: Office) -> None:
    uid = record(office)
    add(office, uid, **RETIRED)
    with office.read() as session:
        newest = standings_of(session, uid)[0].line
    with office.write() as session:
        remove_standing(session, uid, newest.uid)
    assert lines(office, uid) == [("dang_lam", None)]
    assert says(office, uid) == ("dang_lam", None)


def test_the_only_standing_stays(office: Office) -> None:
    uid = record(office)
    with office.read() as session:
        only = standings_of(session, uid)[0].line
    with pytest.raises(UserError, match="phải có một tình trạng"), office.write() as session:
        remove_standing(session, uid, only.uid)


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"status": ""}, "status", "Chưa có tình trạng"),
        ({"status": "bay lên trời"}, "status", "không có trong danh mục"),
        ({"status": "nghi_huu", "since": "31/02/2020"}, "since", "không có ngày 31/02/2020"),
        ({"status": "nghi_huu", "since": ""}, "since", "Đã có một dòng không ghi ngày bắt đầu"),
        ({"status": "nghi_huu", "since": "2020", "place": "x" * 201}, "place", "Nơi đến dài 201 chữ"),
    ],
)
def test_what_cannot_be_is_refused_in_its_field(
    office: Office, values: dict[str, object], field: str, said: str
) -> None:
    uid = record(office)
    with pytest.raises(Invalid, match=said) as refused:
        add(office, uid, **values)
    assert [one.field for one in refused.value.problems] == [field]
    assert lines(office, uid) == [("dang_lam", None)]


def test_a_standing_of_somebody_else_is_not_found(office: Office) -> None:
    uid, other = record(office), record(office, birth="1980")
    with office.read() as session:
        foreign = standings_of(session, other)[0].line
    with pytest.raises(NotFound, match="dòng tình trạng"), office.write() as session:
        correct_standing(session, uid, foreign.uid, {"note": "x"})


def test_standings_need_the_right_to_edit(office: Office) -> None:
    uid = record(office)
    office.actor = Actor("xem", "Người xem", Role.VIEWER)
    with pytest.raises(NotAllowed):
        add(office, uid, **RETIRED)


def test_a_removed_person_takes_the_standings_along_and_undo_brings_both_back(office: Office) -> None:
    uid = record(office)
    add(office, uid, **RETIRED)
    with office.write() as session:
        remove_person(session, uid, "nhầm người")
    with office.read() as session:
        assert session.scalars(select(Standing)).all() == []
    with office.write() as session:
        undo(session, newest_act(office))
    assert lines(office, uid) == [("dang_lam", None), ("nghi_huu", "2024-05")]


def test_an_act_on_which_a_later_standing_stands_is_not_undone(office: Office) -> None:
    uid = record(office)
    add(office, uid, **RETIRED)
    act = newest_act(office)
    add(office, uid, status="nuoc_ngoai", since="2015")
    with pytest.raises(UserError, match="thao tác sau"), office.write() as session:
        undo(session, act)
    assert says(office, uid) == ("nghi_huu", "2024-05")


def test_a_correction_before_which_a_later_act_put_a_standing_is_not_undone(office: Office) -> None:
    uid = record(office, status="nghi_huu", status_since="2000")
    change(office, uid, status_since="2020")
    correction = newest_act(office)
    add(office, uid, status="dang_lam", since="2010")
    with pytest.raises(UserError, match="thao tác sau"), office.write() as session:
        undo(session, correction)
    assert lines(office, uid) == [("dang_lam", "2010"), ("nghi_huu", "2020")]
    assert says(office, uid) == ("nghi_huu", "2020")


def test_a_change_of_something_else_never_speaks_of_the_standing(office: Office) -> None:
    (uid,) = add_people(office, AN | {"status": "dang_lam", "status_since": "2010"})
    change(office, uid, position="Trưởng khoa")
    assert lines(office, uid) == []


def test_a_merge_joins_the_times_and_taking_it_apart_parts_them(office: Office) -> None:
    keep, drop = record(office), record(office, status="nuoc_ngoai", status_since="2015")
    add(office, keep, **RETIRED)
    with office.write() as session:
        merge_people(session, keep, drop)
    joined = [("dang_lam", None), ("nuoc_ngoai", "2015"), ("nghi_huu", "2024-05")]
    assert lines(office, keep) == joined
    assert says(office, keep) == joined[-1]
    with office.write() as session:
        unmerge(session, drop)
    assert lines(office, keep) == [joined[0], joined[2]]
    assert lines(office, drop) == [joined[1]]


def test_a_merge_takes_the_standing_that_was_chosen(office: Office) -> None:
    keep, drop = record(office), record(office, status="nghi_huu", status_since="2020")
    with office.write() as session:
        merge_people(session, keep, drop, {"status": "nghi_huu", "status_since": "2020"})
    assert lines(office, keep) == [("dang_lam", None), ("nghi_huu", "2020")]
    assert says(office, keep) == ("nghi_huu", "2020")


def test_a_status_that_was_chosen_brings_its_date(office: Office) -> None:
    keep, drop = record(office, status_since="2010"), record(office, status="nghi_huu")
    with office.write() as session:
        merge_people(session, keep, drop, {"status": "nghi_huu"})
    assert says(office, keep) == ("nghi_huu", None)


def test_a_date_that_lacks_is_taken_over_for_the_same_status(office: Office) -> None:
    keep, drop = record(office), record(office, status_since="2010")
    with office.write() as session:
        merge_people(session, keep, drop)
    assert says(office, keep) == ("dang_lam", "2010")


def test_a_date_is_not_taken_over_for_another_status(office: Office) -> None:
    keep, drop = record(office), record(office, status="nghi_huu", status_since="2020")
    with office.write() as session:
        merge_people(session, keep, drop)
    assert says(office, keep) == ("dang_lam", None)


# Whatever is done, record and time agree


LINKED = (Standing.id, Standing.until, Standing.follows)

TORN = [
    ("record", "nghi_huu", "2019", 0),
    ("update", "nghi_huu", "2024-03", 0),
    ("add", "dang_lam", "2020-05", 0),
    ("undo", "dang_lam", "", 1),
    ("rename", "dang_lam", "", 1),
]
"""An older line is put before a corrected one, and the correction is then to be undone."""

TORN_WITHOUT_DATE = [
    ("record", "nghi_huu", "", 0),
    ("update", "nghi_huu", "2024-03", 0),
    ("add", "dang_lam", "", 0),
    ("undo", "dang_lam", "", 1),
    ("rename", "dang_lam", "", 1),
]


def agrees(office: Office) -> bool:
    with office.read() as session:
        people = session.execute(select(Person.id, Person.status, Person.status_since)).all()
        times = times_of(session, [one.id for one in people])
        count = sum(len(time) for time in times.values())
        whole = count == len(session.scalars(select(Standing.id)).all())
        links = {row[0]: tuple(row[1:]) for row in session.execute(select(*LINKED))}
    known = {line.id: (line.until, line.follows) for time in times.values() for line in time}
    return (
        whole
        and links == known
        and all(len({line.since for line in time}) == len(time) for time in times.values())
        and all(times[one.id][-1].said == (one.status, one.status_since) for one in people)
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, max_size=10))
@example(TORN)
@example(TORN_WITHOUT_DATE)
def test_a_record_always_says_its_newest_standing(office: Office, acts: list[Played]) -> None:
    uids: list[str] = []
    for act in acts:
        with suppress(UserError):
            play(office, act, uids)
        assert agrees(office)
    with office.read() as session:
        assert check_chain(session).ok


def test_the_command_line_lists_and_adds(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    uid = record(office)
    folder = str(office.folder)
    office.close()
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    start = ["--data", folder, "--user", "canbo", "people"]
    words = [*start, "standing-add", uid, "chuyen_di", "--since", "01/07/2025", "--place", "Phường Tam Hiệp"]
    assert main([*words, "--document", "GXN 5"]) == 0
    assert main([*start, "standing", uid]) == 0
    said = capsys.readouterr().out
    assert "Từ 01/07/2025 đến nay" in said
    assert "Chuyển đi nơi khác" in said
    assert "Phường Tam Hiệp" in said
