"""Two records made one and taken apart again; all people are invented."""

import json
from dataclasses import replace
from typing import Any

import pytest
from conftest import PASSWORD, add_people
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.cli.main import main
from desktop.commands import PASSWORD_VARIABLE
from desktop.errors import Invalid, NotAllowed, NotFound, UserError
from desktop.journal.models import Change
from desktop.journal.queries import check_chain, list_acts
from desktop.people.actions import record_person, remove_person, update_person
from desktop.people.duplicates.actions import MERGE, merge_people, unmerge
from desktop.people.duplicates.queries import find_duplicates, mark_not_same
from desktop.people.models import DroppedDuplicate, Person
from desktop.people.normal import FIELDS
from desktop.people.standing.actions import record_standing
from desktop.people.standing.queries import standings_of
from desktop.search.queries import search_people

AN = {"full_name": "Nguyễn Văn An", "birth": "1980", "workplace": "Trường Mẫu"}
SAME = {"full_name": "Nguyễn Văn Ân", "birth": "1980-05-19", "phone": "0900000001", "degree": "TS"}


def register(office: Office) -> dict[str, dict[str, Any]]:
    """Return every record with all its declared values."""
    with office.read() as session:
        return {
            person.uid: {key: getattr(person, key) for key in ("id", "unit_code", *FIELDS)}
            for person in session.scalars(select(Person))
        }


def merge(office: Office, keep: str, drop: str, values: dict[str, object] | None = None) -> None:
    with office.write() as session:
        merge_people(session, keep, drop, values)


def take_apart(office: Office, uid: str) -> None:
    with office.write() as session:
        unmerge(session, uid)


def newest_act(office: Office) -> Any:
    with office.read() as session:
        return list_acts(session)[0]


def test_a_code_that_no_list_knows_any_more_comes_with_the_dropped_record(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME | {"strategic_group": "ma-cu", "honour": "khac:Danh hiệu cũ"})
    merge(office, keep, drop)
    (values,) = register(office).values()
    assert (values["strategic_group"], values["honour"]) == ("ma-cu", "khac:Danh hiệu cũ")
    take_apart(office, keep)
    assert register(office)[keep]["strategic_group"] is None


def test_the_kept_value_wins_and_empty_fields_are_filled(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    merge(office, keep, drop)
    (values,) = register(office).values()
    assert {key: value for key, value in values.items() if value and key in FIELDS} == {
        "full_name": "Nguyễn Văn An",
        "birth": "1980",
        "phone": "0900000001",
        "workplace": "Trường Mẫu",
        "degree": "DH",
        "status": "dang_lam",
    }


def test_a_choice_beats_the_kept_value(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    merge(office, keep, drop, {"birth": "1980-05-19", "degree": "TS"})
    values = register(office)[keep]
    assert (values["birth"], values["degree"], values["full_name"]) == ("1980-05-19", "TS", "Nguyễn Văn An")


def test_the_number_of_the_dropped_record_may_be_taken_over(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME | {"id_number": "075080000001"})
    merge(office, keep, drop)
    assert register(office)[keep]["id_number"] == "075080000001"


def test_a_merge_is_one_act_that_names_both_records(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    merge(office, keep, drop)
    act = newest_act(office)
    kept_dropped_and_first_standing = 3
    assert (act.verb, act.changes) == (MERGE, kept_dropped_and_first_standing)
    assert keep in act.why
    assert drop in act.why


def test_the_search_no_longer_finds_the_dropped_record(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    merge(office, keep, drop)
    with office.read() as session:
        assert len(search_people(session, "nguyen van", 10)) == 1


def test_a_wrong_choice_changes_nothing(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    before = register(office)
    with pytest.raises(Invalid):
        merge(office, keep, drop, {"id_number": "12345"})
    assert register(office) == before


@pytest.mark.parametrize("which", ["keep", "drop"])
def test_either_record_takes_the_merge_apart(office: Office, which: str) -> None:
    keep, drop = add_people(office, AN, SAME)
    before = register(office)
    merge(office, keep, drop)
    take_apart(office, keep if which == "keep" else drop)
    assert register(office) == before
    assert newest_act(office).verb == f"Hoàn tác: {MERGE}"


def test_a_kept_record_that_did_not_change_is_taken_apart_too(office: Office) -> None:
    keep, drop = add_people(office, AN, AN)
    before = register(office)
    merge(office, keep, drop)
    take_apart(office, keep)
    assert register(office) == before


def test_the_newest_of_several_merges_is_taken_apart_first(office: Office) -> None:
    keep, second, third = add_people(office, AN, SAME, AN | {"email": "an@mau.vn"})
    whole = register(office)
    merge(office, keep, second)
    once = register(office)
    merge(office, keep, third)
    take_apart(office, keep)
    assert register(office) == once
    take_apart(office, keep)
    assert register(office) == whole


def test_a_merge_done_again_from_the_journal_is_taken_apart_again(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    before = register(office)
    merge(office, keep, drop)
    take_apart(office, keep)
    with office.write() as session:
        undo(session, list_acts(session)[0].uid)
    assert drop not in register(office)
    take_apart(office, drop)
    assert register(office) == before


def test_what_was_written_since_stays_with_the_kept_record(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME | {"major": "Toán học"})
    before = register(office)
    merge(office, keep, drop)
    with office.write() as session:
        update_person(session, keep, {"phone": "0900000002", "position": "Trưởng khoa"})
    take_apart(office, keep)
    after = register(office)
    assert after[drop] == before[drop]
    assert after[keep] == before[keep] | {"phone": "0900000002", "position": "Trưởng khoa"}


def test_standings_of_later_stay_with_the_kept_record(office: Office) -> None:
    with office.write() as session:
        keep = record_person(session, AN | {"degree": "TS", "status": "dang_lam"})
        drop = record_person(session, SAME | {"status": "nuoc_ngoai", "status_since": "2015"})
    merge(office, keep, drop, {"status": "nuoc_ngoai", "status_since": "2015"})
    with office.write() as session:
        record_standing(session, keep, {"status": "nghi_huu", "since": "2024"})
    take_apart(office, drop)
    with office.read() as session:
        lines = {uid: [row.line.said for row in standings_of(session, uid)] for uid in (keep, drop)}
        untils = [row.line.until for row in standings_of(session, keep)]
    assert lines == {keep: [("nghi_huu", "2024"), ("dang_lam", None)], drop: [("nuoc_ngoai", "2015")]}
    assert untils == [None, "2024"]
    assert register(office)[keep]["status"] == "nghi_huu"


def test_taking_apart_what_was_built_upon_can_itself_be_undone(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    merge(office, keep, drop)
    with office.write() as session:
        update_person(session, keep, {"phone": "0900000002"})
    merged = register(office)
    take_apart(office, keep)
    with office.write() as session:
        undo(session, newest_act(office).uid)
    assert register(office) == merged
    take_apart(office, drop)
    assert set(register(office)) == {keep, drop}


def test_a_merge_is_not_taken_apart_when_the_kept_record_is_gone(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    merge(office, keep, drop)
    with office.write() as session:
        remove_person(session, keep, "nhầm người")
    with pytest.raises(UserError, match="không còn trong sổ"):
        take_apart(office, drop)
    assert register(office) == {}


def test_what_was_erased_for_good_does_not_come_back(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    merge(office, keep, drop)
    with office.write() as session:
        session.execute(update(Change).where(Change.row_key == drop).values(before=None, salt=None))
    with pytest.raises(UserError, match="xóa vĩnh viễn"):
        take_apart(office, drop)
    assert list(register(office)) == [keep]


def test_without_a_merge_there_is_nothing_to_take_apart(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    merge(office, keep, drop)
    take_apart(office, keep)
    for uid in (keep, "", "%", keep[:5]):
        with pytest.raises(NotFound, match="không có lần gộp nào"):
            take_apart(office, uid)


def test_one_record_or_an_unknown_one_is_refused(office: Office) -> None:
    (uid,) = add_people(office, AN)
    with pytest.raises(UserError, match="cùng một hồ sơ"):
        merge(office, uid, uid)
    for pair in ((uid, "khong-co"), ("khong-co", uid)):
        with pytest.raises(NotFound):
            merge(office, *pair)
    assert list(register(office)) == [uid]


def test_who_may_not_edit_neither_merges_nor_takes_apart(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    viewer = replace(office, actor=Actor("xem", "Người Xem (hư cấu)", Role.VIEWER))
    with pytest.raises(NotAllowed):
        merge(viewer, keep, drop)
    merge(office, keep, drop)
    with pytest.raises(NotAllowed):
        take_apart(viewer, keep)
    assert list(register(office)) == [keep]


def test_who_is_not_the_dropped_one_is_not_the_kept_one(office: Office) -> None:
    keep, drop, other = add_people(office, AN, AN, AN)
    with office.write() as session:
        mark_not_same(session, drop, other)
    merge(office, keep, drop)
    with office.read() as session:
        assert find_duplicates(session) == []
    take_apart(office, keep)
    with office.read() as session:
        pairs = session.execute(select(DroppedDuplicate.first_uid, DroppedDuplicate.second_uid)).all()
    assert [set(pair) for pair in pairs] == [{drop, other}]


SOME = st.fixed_dictionaries(
    {"full_name": st.sampled_from(["Nguyễn Văn An", "Nguyễn Văn Ân"])},
    optional={
        "birth": st.sampled_from([None, "1980", "1980-05", "1980-05-19"]),
        "sex": st.sampled_from([None, "nam", "nu"]),
        "phone": st.sampled_from([None, "0900000001", "0900000002"]),
        "workplace": st.sampled_from([None, "", "Trường Mẫu", "Viện Mẫu"]),
        "degree": st.sampled_from(["DH", "ThS", "TS"]),
        "degree_year": st.sampled_from([None, 2005, 2010]),
        "note": st.sampled_from([None, "Dòng một\nDòng hai"]),
    },
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    one=SOME, other=SOME, chosen=st.sets(st.sampled_from(["birth", "sex", "phone", "workplace", "degree"]))
)
def test_taking_apart_restores_exactly_whatever_was_chosen(
    office: Office, one: dict[str, object], other: dict[str, object], chosen: set[str]
) -> None:
    keep, drop = add_people(office, one, other)
    before = register(office)
    merge(office, keep, drop, {key: before[drop][key] for key in chosen})
    merged = register(office)
    assert drop not in merged
    for key in FIELDS:
        kept, dropped = before[keep][key] or None, before[drop][key] or None
        assert (merged[keep][key] or None) == (dropped if key in chosen else kept or dropped)
    take_apart(office, drop)
    assert register(office) == before
    with office.read() as session:
        assert check_chain(session).ok


def test_the_command_line_finds_merges_and_takes_apart(
    office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    keep, drop = add_people(office, AN, SAME)
    office.close()

    def run(*words: str) -> Any:
        assert main(["--data", str(office.folder), "people", *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    why = "Họ tên chỉ khác dấu, ngày sinh khớp nhau (1980 và 19/05/1980)."
    assert run("duplicates") == [{"uids": [keep, drop], "score": 75, "why": why}]
    assert run("merge", keep, drop) == {"uid": keep, "merged": drop}
    assert run("duplicates") == []
    assert run("show", keep)["phone"] == "0900000001"
    assert run("unmerge", drop) == {"uid": drop}
    assert run("show", drop)["birth"] == "1980-05-19"
    assert main(["--data", str(office.folder), "people", "duplicates"]) == 0
    assert f"75  Nguyễn Văn An ({keep}) – Nguyễn Văn Ân ({drop}): {why}" in capsys.readouterr().out


def test_a_merge_is_taken_apart_though_somebody_was_entered_after_it(office: Office) -> None:
    keep, drop = add_people(office, AN, SAME)
    before = register(office)
    merge(office, keep, drop)
    add_people(office, {"full_name": "Người Sau"})
    with office.write() as session:
        unmerge(session, keep)
    after = register(office)
    assert {uid: after[uid] for uid in before} == before
