"""Rows of a profile: added, changed, removed, undone, carried over when two records are merged."""

from typing import Any

import pytest
from conftest import add_people
from sqlalchemy import update

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import RIGHTS, Right, Role, authorize
from desktop.errors import Invalid, NotAllowed, NotFound
from desktop.journal.queries import check_chain, list_acts
from desktop.people.actions import remove_person
from desktop.people.duplicates.actions import merge_people, unmerge
from desktop.people.history import person_history
from desktop.people.profile.actions import add_row, change_row, remove_row, take_over
from desktop.people.profile.queries import Line, sections_of
from desktop.people.profile.sections import SECTIONS, Section, section_of
from desktop.people.profile.suggestions import suggestions_of
from desktop.people.queries import MASK, get_person
from people.profile.samples import SAMPLES

AN = {"full_name": "Nguyễn Văn An", "birth": "1980-05-19"}
BINH = {"full_name": "Nguyễn Văn Bình", "birth": "1980"}
DEGREES = section_of("degrees")


@pytest.fixture
def an(office: Office) -> str:
    """The uid of the one person in the register."""
    return add_people(office, AN)[0]


def add(office: Office, uid: str, key: str, **values: object) -> str:
    with office.write() as session:
        return add_row(session, section_of(key), uid, values)


def lines(office: Office, uid: str, key: str) -> tuple[Line, ...]:
    with office.read() as session:
        return next(one.lines for one in sections_of(session, uid) if one.section.key == key)


def counts(office: Office, uid: str) -> dict[str, int]:
    """Return how many rows each section has that has any."""
    with office.read() as session:
        return {one.section.key: len(one.lines) for one in sections_of(session, uid) if one.lines}


def refused(office: Office, uid: str, key: str, **values: object) -> dict[str, str]:
    with pytest.raises(Invalid) as wrong:
        add(office, uid, key, **values)
    return {problem.field: problem.message for problem in wrong.value.problems}


def newest_act(office: Office) -> Any:
    with office.read() as session:
        return list_acts(session)[0]


def take_back(office: Office) -> None:
    act = newest_act(office).uid
    with office.write() as session:
        undo(session, act)


def fill(office: Office, uid: str) -> None:
    """Add the sample row of every section."""
    for section in SECTIONS:
        add(office, uid, section.key, **SAMPLES[section.key])


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_a_row_of_every_section_is_kept_and_read_in_words(office: Office, an: str, section: Section) -> None:
    uid = add(office, an, section.key, **SAMPLES[section.key])
    (line,) = lines(office, an, section.key)
    assert line.uid == uid
    assert set(SAMPLES[section.key]) <= {key for key, value in line.values.items() if value is not None}
    assert line.title
    assert newest_act(office).verb == f"Thêm {section.one}"


def test_every_sample_fills_every_field() -> None:
    assert {s.key: set(s.fields) for s in SECTIONS} == {key: set(row) for key, row in SAMPLES.items()}


def test_labels_and_dates_are_read_as_people_write_them(office: Office, an: str) -> None:
    add(office, an, "degrees", degree="tiến sĩ", country="Pháp", since="9/2008", until="2012", year="2012")
    (line,) = lines(office, an, "degrees")
    assert (line.values["degree"], line.values["since"], line.values["year"]) == ("TS", "2008-09", 2012)
    assert line.title == "Tiến sĩ"
    assert line.detail.startswith("09/2008 – 2012 · Pháp")


def test_a_post_without_an_end_is_held_until_now_and_stands_first(office: Office, an: str) -> None:
    add(office, an, "posts", place="Trường Mẫu", since="2001", until="2010")
    add(office, an, "posts", place="Viện Mẫu", position="Viện trưởng", since="2010-05")
    first, second = lines(office, an, "posts")
    assert (first.title, first.detail) == ("Viện trưởng – Viện Mẫu", "05/2010 – nay")
    assert (second.title, second.detail) == ("Trường Mẫu", "2001 – 2010")


@pytest.mark.parametrize(
    ("key", "values", "field", "words"),
    [
        ("degrees", {}, "degree", "Chưa có bậc đào tạo"),
        ("degrees", {"degree": "giáo làng"}, "degree", "không có trong danh mục"),
        ("degrees", {"degree": "TS", "year": "2090"}, "year", "nằm ngoài khoảng"),
        ("degrees", {"degree": "TS", "year": "1979"}, "year", "trước khi sinh"),
        ("degrees", {"degree": "TS", "since": "2012", "until": "2011-12"}, "until", "trước khi bắt đầu"),
        ("degrees", {"degree": "TS", "since": "31/02/2010"}, "since", "Học từ"),
        ("posts", {"place": "Viện Mẫu", "since": "2090"}, "since", "chưa tới"),
        ("posts", {"place": "Viện Mẫu", "since": "04/1980"}, "since", "trước khi sinh (19/05/1980)"),
        ("posts", {"place": "x" * 300}, "place", "300 chữ"),
        ("titles", {"branch": "Y học"}, "academic_title", "ít nhất một mục"),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_refused_at_its_field(
    office: Office, an: str, key: str, values: dict[str, object], field: str, words: str
) -> None:
    assert words in refused(office, an, key, **values)[field]
    assert counts(office, an) == {}


def test_an_end_may_lie_ahead(office: Office, an: str) -> None:
    add(office, an, "languages", language="Tiếng Anh", level="B2", since="2025", until="12/2030")
    assert lines(office, an, "languages")[0].values["until"] == "2030-12"


def test_the_same_row_is_not_added_twice(office: Office, an: str) -> None:
    add(office, an, "degrees", degree="TS", year="2012")
    assert "đúng như vậy" in refused(office, an, "degrees", degree="Tiến sĩ", year=2012)[""]


def test_a_row_is_changed_field_by_field_and_removed(office: Office, an: str) -> None:
    uid = add(office, an, "degrees", degree="TS", major="Toán")
    with office.write() as session:
        change_row(session, DEGREES, uid, {"major": "Cơ học", "year": "2012"})
    assert lines(office, an, "degrees")[0].title == "Tiến sĩ – Cơ học"
    assert newest_act(office).verb == "Sửa bằng cấp"
    with office.write() as session:
        remove_row(session, DEGREES, uid)
    assert counts(office, an) == {}
    take_back(office)
    assert lines(office, an, "degrees")[0].values["year"] == 2012


def test_a_removed_row_comes_back_though_another_was_added_since(office: Office, an: str) -> None:
    uid = add(office, an, "degrees", degree="TS")
    with office.write() as session:
        remove_row(session, DEGREES, uid)
    act = newest_act(office).uid
    add(office, an, "degrees", degree="ThS")
    with office.write() as session:
        undo(session, act)
    assert {line.values["degree"] for line in lines(office, an, "degrees")} == {"TS", "ThS"}


def test_who_may_not_write_people_writes_no_profile(
    office: Office, an: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = add(office, an, "degrees", degree="TS")
    monkeypatch.setitem(RIGHTS, Role.ADMIN, frozenset())
    with pytest.raises(NotAllowed), office.write() as session:
        remove_row(session, DEGREES, uid)


def test_a_row_or_person_that_is_gone_is_said_to_be(office: Office, an: str) -> None:
    with pytest.raises(NotFound, match="bị xóa"), office.write() as session:
        change_row(session, DEGREES, "khong-co", {})
    with pytest.raises(NotFound, match="bị xóa"), office.read() as session:
        sections_of(session, "khong-co")


def test_personal_data_is_masked(office: Office, an: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(office, an)
    monkeypatch.setitem(RIGHTS, Role.ADMIN, frozenset())
    (theory,) = lines(office, an, "political_theory")
    assert (theory.values["level"], theory.title) == (MASK, MASK)
    assert SAMPLES["supervision"]["learner"] not in lines(office, an, "supervision")[0].title
    assert lines(office, an, "degrees")[0].values["document"] == MASK


def test_removing_a_person_and_undoing_it_brings_every_row_back(office: Office, an: str) -> None:
    fill(office, an)
    with office.read() as session:
        before = sections_of(session, an)
    with office.write() as session:
        remove_person(session, an, "thử")
    take_back(office)
    with office.read() as session:
        assert [one.lines for one in sections_of(session, an)] == [one.lines for one in before]
        assert check_chain(session).ok


def test_a_merge_carries_all_rows_over_and_unmerging_takes_them_back(office: Office) -> None:
    keep, drop = add_people(office, AN, BINH)
    fill(office, drop)
    add(office, keep, "degrees", degree="ThS")
    add(office, keep, "posts", **SAMPLES["posts"])
    with office.write() as session:
        merge_people(session, keep, drop)
    every = {section.key: 1 for section in SECTIONS}
    assert counts(office, keep) == every | {"degrees": 2}
    with office.write() as session:
        unmerge(session, keep)
    assert counts(office, keep) == {"degrees": 1, "posts": 1}
    assert counts(office, drop) == every
    with office.read() as session:
        assert check_chain(session).ok


def test_the_history_of_a_record_tells_its_profile_in_words(office: Office, an: str) -> None:
    uid = add(office, an, "degrees", degree="ThS", year="2008")
    with office.write() as session:
        change_row(session, DEGREES, uid, {"degree": "TS"})
    with office.write() as session:
        remove_row(session, DEGREES, uid)
    with office.read() as session:
        removed, changed, added, *_ = person_history(session, an)
    assert (removed.verb, changed.verb, added.verb) == ("Xóa bằng cấp", "Sửa bằng cấp", "Thêm bằng cấp")
    assert [(one.label, one.before, one.after) for one in changed.fields] == [
        ("Bậc đào tạo", "Thạc sĩ", "Tiến sĩ")
    ]
    assert ("Năm được cấp bằng", "2008", "") in [(one.label, one.before, one.after) for one in removed.fields]


def test_the_history_tells_what_was_done_to_rows_that_came_by_a_merge(office: Office) -> None:
    keep, drop = add_people(office, AN, BINH)
    add(office, drop, "degrees", degree="TS")
    with office.write() as session:
        merge_people(session, keep, drop)
    with office.read() as session:
        verbs = [change.verb for change in person_history(session, keep)]
    assert verbs[:2] == ["Gộp hồ sơ trùng", "Thêm bằng cấp"]


def suggested(office: Office, uid: str) -> dict[str, Any]:
    with office.read() as session:
        return {key: value for one in suggestions_of(session, uid) for key, value in one.values.items()}


def test_a_higher_degree_is_offered_and_taken_over_as_one_act(office: Office, an: str) -> None:
    add(office, an, "degrees", degree="TS", year="2015", major="Toán ứng dụng")
    add(office, an, "degrees", degree="ThS", year="2009")
    assert suggested(office, an) == {"degree": "TS", "degree_year": 2015, "major": "Toán ứng dụng"}
    with office.read() as session:
        assert get_person(session, an).values["degree"] == "DH"
    with office.write() as session:
        take_over(session, an)
    with office.read() as session:
        assert get_person(session, an).values["degree"] == "TS"
    assert suggested(office, an) == {}
    take_back(office)
    assert suggested(office, an)["degree"] == "TS"


@pytest.mark.parametrize(
    ("key", "values", "offered"),
    [
        ("degrees", {"degree": "TS", "since": "2024"}, {}),
        ("degrees", {"degree": "TS", "since": "2020", "until": "2024"}, {"degree": "TS"}),
        ("degrees", {"degree": "CD", "year": "2001"}, {}),
        ("degrees", {"degree": "DH", "year": "2002"}, {"degree_year": 2002}),
        ("titles", {"academic_title": "PGS", "since": "2016"}, {"academic_title": "PGS"}),
        ("specialist", {"specialist": "CKI", "year": "2016"}, {"specialist": "CKI"}),
        ("awards", {"honour": "NGUT"}, {"honour": "NGUT"}),
        ("memberships", {"association": "vhnt"}, {"association": "vhnt"}),
        ("memberships", {"association": "vhnt", "since": "2001", "until": "2010"}, {}),
        ("posts", {"place": "Viện Mẫu"}, {}),
    ],
)  # fmt: skip
def test_only_what_the_core_record_does_not_know_is_offered(
    office: Office, an: str, key: str, values: dict[str, object], offered: dict[str, object]
) -> None:
    add(office, an, key, **values)
    assert suggested(office, an) == offered


def test_an_act_on_record_and_profile_names_the_section_of_each_line(office: Office, an: str) -> None:
    add(office, an, "degrees", degree="TS")
    with office.write() as session:
        remove_person(session, an, "thử")
    with office.read() as session:
        labels = [one.label for one in person_history(session, an)[0].fields]
    assert "Họ và tên" in labels
    assert "Bằng cấp: bậc đào tạo" in labels


@pytest.mark.parametrize("code", ["khac:Thực tập", "ma-cu"])
def test_a_stored_code_that_no_list_knows_hinders_no_other_change(office: Office, an: str, code: str) -> None:
    uid = add(office, an, "degrees", degree="TS", year="2010")
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Ghi mã cũ")
        session.execute(update(DEGREES.model).values(study_form=code))
    with office.write() as session:
        change_row(session, DEGREES, uid, {"year": "2011", "study_form": code})
    (line,) = lines(office, an, "degrees")
    assert (line.values["year"], line.values["study_form"]) == (2011, code)
    with pytest.raises(Invalid, match="không có trong danh mục"), office.write() as session:
        change_row(session, DEGREES, uid, {"study_form": "ma-khac"})
