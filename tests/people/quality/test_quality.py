"""How complete and how fresh the register is, and what its rules find; all people are invented."""

import json
from datetime import date, timedelta

import pytest
from conftest import PASSWORD
from sqlalchemy import select, update

from desktop.accounts.history import undo
from desktop.accounts.models import User
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Right, Role, authorize
from desktop.cli.main import main
from desktop.commands import PASSWORD_VARIABLE
from desktop.dates import months_before
from desktop.errors import NotAllowed, NotFound, Problem, Severity, UserError
from desktop.journal.models import Act
from desktop.journal.queries import list_acts
from desktop.people.actions import record_person, update_person
from desktop.people.admission import Admission
from desktop.people.normal import FIELDS, today
from desktop.people.quality.actions import accept_warnings, confirm_people
from desktop.people.quality.models import AcceptedWarning
from desktop.people.quality.queries import (
    NOT_ALL,
    RegisterCompleteness,
    RuleFinding,
    accepted_lines,
    findings,
    ids_to_review,
    missing_ids,
    open_problems,
    record_quality,
    register_completeness,
)
from desktop.people.quality.rules import WEIGHTS, completeness_of, sections, share
from desktop.people.queries import MASKED, get_person, ids_of
from desktop.people.rules import GRADED, READS, Facts, Rule, broken_rules, check_person

AN = {"full_name": "Nguyễn Văn An", "birth": "1980", "sex": "nam", "degree": "TS", "status": "dang_lam"}
SHORT_PHONE = {"phone": "12345"}
FULL: dict[str, object] = AN | {
    "birth": "1950-05-05", "id_number": "075080001234", "phone": "1", "email": "a", "degree_year": 1951,
    "academic_title": "GS", "status_since": "1949", "confirmed_on": "2019-05-05",
}  # fmt: skip
RULE = "Số điện thoại không đúng dạng"


def record(office: Office, **values: object) -> str:
    with office.write() as session:
        return record_person(session, AN | values)


def warnings_of(office: Office, uid: str) -> list[Problem]:
    with office.read() as session:
        values = get_person(session, uid).values
        return open_problems(session, uid, values, broken_rules(values, today()))


def accept(office: Office, uid: str, reason: str = "Đã hỏi lại, số nội bộ") -> None:
    problems = warnings_of(office, uid)
    with office.write() as session:
        accept_warnings(session, uid, problems, reason)


def found(office: Office) -> dict[str, RuleFinding]:
    with office.read() as session:
        return {one.rule: one for one in findings(session)}


def register(office: Office) -> RegisterCompleteness:
    with office.read() as session:
        return register_completeness(session)


def id_of(office: Office, uid: str) -> int:
    with office.read() as session:
        return ids_of(session, [uid])[0]


def entered_on(office: Office, day: date) -> None:
    """Say that all that was recorded so far was recorded on a day."""
    with office.write() as session:
        session.execute(update(Act).values(at=f"{day.isoformat()}T05:00:00+00:00"))


def to_review(office: Office, months: int = 12) -> list[int]:
    with office.read() as session:
        return ids_to_review(session, months)


# Completeness


def test_every_weighted_field_is_a_field_of_a_record() -> None:
    assert set(WEIGHTS) <= set(FIELDS)
    assert sorted(key for keys in sections().values() for key in keys) == sorted(WEIGHTS)


def test_a_full_record_is_complete_and_an_empty_one_is_not() -> None:
    assert completeness_of(dict.fromkeys(WEIGHTS, "x")).percent == 100
    assert completeness_of({}).percent == 0


def test_the_weightiest_gaps_are_named_first() -> None:
    missing = completeness_of(dict.fromkeys(WEIGHTS, "x") | {"email": "", "sector": None}).missing
    assert missing == ("sector", "email")


def test_nothing_of_nothing_is_complete() -> None:
    assert share(0, 0) == 100


def test_the_register_is_as_complete_as_its_records(office: Office) -> None:
    uids = [record(office, phone="0912345678"), record(office, birth="1990", workplace="Trường Mẫu")]
    with office.read() as session:
        shares = [record_quality(session, uid).completeness.percent for uid in uids]
    whole = register(office)
    assert whole.people == 2
    assert whole.percent == pytest.approx(sum(shares) / 2, abs=0.1)
    fields = {one.key: (one.filled, one.missing, one.percent) for one in whole.fields}
    assert fields["phone"] == (1, 1, 50)
    assert fields["sex"] == (2, 0, 100)
    assert dict(whole.sections)["Trình độ"] < 100


def test_an_empty_register_lacks_nothing(office: Office) -> None:
    assert (register(office).people, register(office).percent) == (0, 100)


def test_who_moved_away_or_died_needs_no_further_data(office: Office) -> None:
    record(office)
    record(office, birth="1940", status="da_mat", status_since="2024")
    assert register(office).people == 1
    with office.read() as session:
        assert len(missing_ids(session, "phone")) == 1


# Warnings


def test_what_the_rules_find_is_counted_by_rule(office: Office) -> None:
    uid = record(office, **SHORT_PHONE)
    record(office, birth="1990")
    record(office, birth="1991", status="nghi_huu")
    lines = found(office)
    assert (lines[RULE].severity, lines[RULE].ids) == (Severity.WARN, (id_of(office, uid),))
    assert lines["Tình trạng chưa có ngày bắt đầu"].severity is Severity.INFORM
    assert next(iter(lines)) == RULE


def test_an_accepted_warning_is_not_shown_again(office: Office) -> None:
    uid = record(office, **SHORT_PHONE)
    accept(office, uid)
    assert warnings_of(office, uid) == []
    assert RULE not in found(office)


def test_an_accepted_warning_is_shown_again_when_the_value_changes(office: Office) -> None:
    uid = record(office, **SHORT_PHONE)
    accept(office, uid)
    with office.write() as session:
        update_person(session, uid, {"phone": "54321"})
    assert [one.field for one in warnings_of(office, uid)] == ["phone"]
    with office.read() as session:
        assert [line.is_valid for line in accepted_lines(session, uid)] == [False]


@pytest.mark.parametrize(
    ("first", "then", "title"),
    [
        (
            {"birth": "1981-01-01", "id_number": "075080001234"},
            {"birth": "1935-01-01"},
            "Số định danh lệch với năm sinh",
        ),
        ({"degree_year": 1990}, {"birth": "1975"}, "Năm cấp bằng quá sớm"),
        ({"degree": "ThS", "academic_title": "GS"}, {"degree": "DH"}, "Học hàm không khớp trình độ"),
        ({"status_since": "1991"}, {"birth": "1979"}, "Tình trạng có quá sớm"),
    ],
)
def test_an_accepted_warning_is_shown_again_when_the_other_value_changes(
    office: Office, first: dict[str, object], then: dict[str, object], title: str
) -> None:
    uid = record(office, **first)
    accept(office, uid)
    assert title not in found(office)
    with office.write() as session:
        update_person(session, uid, then)
    assert title in found(office)


def test_an_accepted_age_is_not_asked_about_again_on_each_birthday(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    birth = f"{today().year - 15}-01-01"
    uid = record(office, birth=birth)
    accept(office, uid)
    next_year = today().replace(year=today().year + 1, day=1)
    monkeypatch.setattr("desktop.people.quality.queries.today", lambda: next_year)
    with office.read() as session:
        assert [one.field for one in record_quality(session, uid).problems] == []
    assert [one.message for one, _ in broken_rules({"full_name": "An Na", "birth": birth}, next_year)][
        -1:
    ] == ["Mới 16 tuổi, chưa đủ 18; hãy kiểm tra lại ngày sinh."]


class Reading(Facts):
    """Facts that note which fields a rule reads."""

    def __init__(self, values: dict[str, object]) -> None:
        super().__init__(values, date(2026, 6, 15), Admission())
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> object:
        self.read.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: object = None) -> object:  # type: ignore[override]
        self.read.add(key)
        return super().get(key, default)


@pytest.mark.parametrize("rule", GRADED, ids=lambda rule: rule.title)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"birth": "2015", "sex": "nu", "degree": "THCS", "status_since": "2001"},
        {"specialist": None, "academic_title": "PGS", "degree": "CD", "birth": "1950"},
    ],
)
def test_a_rule_declares_the_fields_that_it_reads(rule: Rule, changes: dict[str, object]) -> None:
    facts = Reading(FULL | changes)
    rule.check(facts)
    assert facts.read <= set(READS[rule.title])


def test_an_accepted_warning_is_kept_with_who_when_and_why(office: Office) -> None:
    uid = record(office, **SHORT_PHONE)
    accept(office, uid)
    with office.read() as session:
        (line,) = accepted_lines(session, uid)
    assert (line.label, line.reason) == ("Điện thoại", "Đã hỏi lại, số nội bộ")
    assert (line.who, line.is_valid) == ("Nguyễn Thị Mẫu (hư cấu)", True)
    assert line.rule == RULE


def test_an_accepted_warning_keeps_no_value_of_the_person(office: Office) -> None:
    accept(office, record(office, **SHORT_PHONE))
    with office.read() as session:
        (kept,) = session.scalars(select(AcceptedWarning)).all()
        assert "12345" not in " ".join(
            str(getattr(kept, one.key)) for one in AcceptedWarning.__table__.columns
        )


def test_accepting_again_replaces_the_reason(office: Office) -> None:
    uid = record(office, **SHORT_PHONE)
    with office.read() as session:
        problems = check_person(get_person(session, uid).values, today())
    for reason in ("một", "hai"):
        with office.write() as session:
            assert accept_warnings(session, uid, problems, reason) == 1
    with office.read() as session:
        assert [line.reason for line in accepted_lines(session, uid)] == ["hai"]


def test_only_warnings_are_accepted(office: Office) -> None:
    uid = record(office)
    others = [Problem("phone", "sai"), Problem("phone", "gợi ý", Severity.INFORM)]
    with office.write() as session:
        assert accept_warnings(session, uid, others, "vì") == 0
    with office.read() as session:
        assert accepted_lines(session, uid) == []


@pytest.mark.parametrize(("reason", "said"), [(" ", "Chưa ghi lý do"), ("x" * 501, "dài 501 chữ")])
def test_accepting_needs_a_reason_of_some_words(office: Office, reason: str, said: str) -> None:
    uid = record(office, **SHORT_PHONE)
    with pytest.raises(UserError, match=said):
        accept(office, uid, reason)
    assert len(warnings_of(office, uid)) == 1


def test_who_may_not_see_values_does_not_see_them_in_warnings(office: Office) -> None:
    uid = record(office, **SHORT_PHONE)
    accept(office, uid)
    office.actor = Actor("vanthu", "Văn thư", Role.CLERK)
    with office.read() as session:
        assert record_quality(session, uid).problems == ()
        assert accepted_lines(session, uid)[0].rule == "•••"
    with pytest.raises(NotAllowed), office.write() as session:
        accept_warnings(session, uid, [], "vì")


VIEWER = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)


def test_whom_a_hidden_field_lacks_is_not_told(office: Office) -> None:
    record(office)
    office.actor = VIEWER
    with office.read() as session:
        assert len(missing_ids(session, "workplace")) == 1
        for key in MASKED:
            with pytest.raises(NotAllowed, match="không được xem"):
                missing_ids(session, key)


def test_what_the_rules_find_in_hidden_fields_is_not_told(office: Office) -> None:
    record(office, id_number="999080001234", email="thu", degree_year=1985, **SHORT_PHONE)
    assert {RULE, "Số định danh có mã tỉnh lạ", "Thư điện tử không đúng dạng"} <= set(found(office))
    office.actor = VIEWER
    warned = {rule for rule, one in found(office).items() if one.severity is Severity.WARN}
    assert warned == {"Năm cấp bằng quá sớm"}


def test_how_far_hidden_fields_are_filled_is_not_told_one_by_one(office: Office) -> None:
    uid = record(office)
    whole = register(office)
    office.actor = VIEWER
    seen = register(office)
    assert {one.key for one in whole.fields} - {one.key for one in seen.fields} == MASKED & set(WEIGHTS)
    assert (seen.percent, seen.sections) == (whole.percent, whole.sections)
    with office.read() as session:
        assert MASKED.isdisjoint(record_quality(session, uid).completeness.missing)


def test_rules_that_read_hidden_fields_are_about_hidden_fields() -> None:
    assert {rule.title for rule in GRADED if MASKED.intersection(READS[rule.title])} == {
        rule.title for rule in GRADED if rule.field in MASKED
    }


# Review


def test_a_record_is_reviewed_a_year_after_it_was_confirmed(office: Office) -> None:
    year_ago = months_before(today(), 12)
    old = record(office, confirmed_on=year_ago.isoformat())
    record(office, birth="1990", confirmed_on=(year_ago + timedelta(days=1)).isoformat())
    assert to_review(office) == [id_of(office, old)]


def test_entering_a_record_confirms_it(office: Office) -> None:
    record(office)
    assert to_review(office) == []
    entered_on(office, date(2024, 1, 1))
    assert len(to_review(office)) == 1


def test_the_longest_unconfirmed_comes_first(office: Office) -> None:
    newer = record(office, confirmed_on="2020-05-05")
    older = record(office, birth="1990", confirmed_on="2019-05-05")
    assert to_review(office) == [id_of(office, older), id_of(office, newer)]


def test_who_left_is_not_reviewed(office: Office) -> None:
    record(office, status="chuyen_di", status_since="2020", confirmed_on="2019-05-05")
    assert to_review(office) == []


def test_many_are_confirmed_as_one_act_that_can_be_undone(office: Office) -> None:
    uids = [record(office, birth=str(year), confirmed_on="2019-05-05") for year in (1980, 1981, 1982)]
    with office.write() as session:
        assert confirm_people(session, uids) == 3
    assert to_review(office) == []
    with office.read() as session:
        act = list_acts(session)[0]
    assert (act.verb, act.changes) == ("Rà soát hồ sơ", 3)
    with office.write() as session:
        undo(session, act.uid)
    assert len(to_review(office)) == 3


def test_nobody_is_confirmed_when_one_is_gone(office: Office) -> None:
    uid = record(office, confirmed_on="2019-05-05")
    with pytest.raises(NotFound, match="1 hồ sơ không còn"), office.write() as session:
        confirm_people(session, [uid, "ai-do"])
    assert len(to_review(office)) == 1


# Commands


def test_the_commands_tell_and_confirm(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    uid = record(office, confirmed_on="2019-05-05", **SHORT_PHONE)
    office.close()
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)

    def run(*words: str) -> str:
        assert main(["--data", str(office.folder), "people", *words]) == 0
        return capsys.readouterr().out

    whole = json.loads(run("quality", "--json"))
    assert (whole["people"], whole["to_review"]) == (1, 1)
    assert {"rule": RULE, "severity": "warn", "people": 1} in whole["findings"]
    assert "1 hồ sơ đang được tính, đầy đủ" in run("quality")
    one = json.loads(run("quality", uid, "--json"))
    assert one["percent"] == whole["percent"]
    assert "sector" in one["missing"]
    assert "Cảnh báo: Số điện thoại “12345”" in run("quality", uid)
    assert f"({uid})  05/05/2019" in run("review")
    assert "rà soát 1 hồ sơ" in run("review", "--confirm", uid)
    assert "Không có hồ sơ nào cần rà soát" in run("review", "--months", "12")


def test_the_commands_tell_a_viewer_what_he_may_see(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    uid = record(office, confirmed_on="2019-05-05", degree_year=1985, **SHORT_PHONE)
    with office.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Đổi vai trò")
        session.execute(update(User).values(role=Role.VIEWER.value))
    office.close()
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)

    def run(*words: str, ends: int = 0) -> str:
        assert main(["--data", str(office.folder), "people", *words]) == ends
        told = capsys.readouterr()
        return told.out + told.err

    whole = json.loads(run("quality", "--json"))
    assert MASKED.isdisjoint(one["key"] for one in whole["fields"])
    assert RULE not in [one["rule"] for one in whole["findings"]]
    assert NOT_ALL in run("quality")
    one = run("quality", uid)
    assert "Cảnh báo: Được cấp bằng năm 1985" in one
    assert "12345" not in one
    assert FIELDS["ethnicity"].label not in one
    assert f"({uid})  05/05/2019" in run("review")
    assert "không có quyền" in run("review", "--confirm", uid, ends=1)
