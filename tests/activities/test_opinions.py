"""Opinions: written down, passed on, answered or declined, each step with its day."""

from datetime import date, timedelta

import pytest

from activities.conftest import Record
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.activities.models import Activity, Opinion, Participant
from desktop.activities.opinions import change_opinion, record_opinion, remove_opinion
from desktop.activities.queries import OpinionLine, opinions
from desktop.activities.rules import OpinionState, opinion_state
from desktop.errors import Invalid, NotAllowed, UserError
from desktop.people.normal import today
from desktop.storage.base import Base
from desktop.storage.fields import Sensitivity, fields_of

PASSED = {"passed_to": "Phòng Kinh tế", "passed_on": "2026-03-10"}
ANSWERED = {"answer": "Đã sửa.", "answered_on": "2026-04-01"}


def said(office: Office, on: date | None = None) -> list[OpinionLine]:
    with office.read() as session:
        return opinions(session, on or today())


def test_an_opinion_goes_its_way_and_is_seen_as_of_a_day(
    office: Office, record: Record, people: list[str]
) -> None:
    with office.write() as session:
        uid = record_opinion(session, record_in(session), {"text": "Nên công khai quy hoạch."}, people[1])
    with office.write() as session:
        change_opinion(session, uid, PASSED)
    with office.write() as session:
        change_opinion(session, uid, ANSWERED)
    [line] = said(office)
    assert (line.texts["said_by"], line.person_uid) == ("Trần Thị Thử", people[1])
    states = [said(office, day)[0].state for day in (date(2026, 3, 9), date(2026, 3, 10), date(2026, 4, 1))]
    assert states == [OpinionState.NEW, OpinionState.PASSED, OpinionState.ANSWERED]


def record_in(session: object) -> str:
    from activities.conftest import HELD
    from desktop.activities.actions import record_activity

    return record_activity(session, HELD)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"text": ""}, "text", "Chưa có ý kiến"),
        ({"passed_to": "Phòng Kinh tế"}, "passed_on", "chưa ghi ngày chuyển"),
        ({"answered_on": "2026-04-01"}, "answer", "chưa ghi nội dung trả lời"),
        (PASSED | {"passed_on": "2026-03-01"}, "passed_on", "trước ngày tổ chức"),
        (PASSED | {"passed_on": (today() + timedelta(1)).isoformat()}, "passed_on", "chưa tới"),
        (PASSED | ANSWERED | {"answered_on": "2026-03-08"}, "answered_on", "trước ngày chuyển"),
        ({"declined": True}, "answer", "lý do không tiếp thu"),
    ],
)
def test_a_step_without_its_day_or_words_is_refused(
    office: Office, record: Record, values: dict[str, object], field: str, words: str
) -> None:
    uid = record()
    with pytest.raises(Invalid) as wrong, office.write() as session:
        record_opinion(session, uid, {"text": "Ý kiến"} | values)
    assert [(p.field, words in p.message) for p in wrong.value.problems] == [(field, True)]


@pytest.mark.parametrize("state", ["du_kien", "khong_to_chuc"])
def test_what_was_not_held_has_raised_no_opinions(office: Office, record: Record, state: str) -> None:
    uid = record(state=state)
    with pytest.raises(UserError, match="chưa ghi là đã tổ chức"), office.write() as session:
        record_opinion(session, uid, {"text": "Ý kiến"})


def test_declined_is_an_answer_too(office: Office) -> None:
    assert opinion_state(ANSWERED | {"declined": 1}, today()) is OpinionState.DECLINED


def test_an_opinion_is_removed(office: Office, record: Record) -> None:
    uid = record()
    with office.write() as session:
        opinion = record_opinion(session, uid, {"text": "Ý kiến", "said_by": "Võ Khách"})
    with office.write() as session:
        remove_opinion(session, opinion)
    assert said(office) == []


def test_who_only_looks_reads_opinions_but_writes_none(office: Office, record: Record) -> None:
    uid = record()
    with office.write() as session:
        opinion = record_opinion(session, uid, {"text": "Ý kiến", "said_by": "Võ Khách"})
    office.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed), office.write() as session:
        record_opinion(session, uid, {"text": "Ý kiến khác"})
    with pytest.raises(NotAllowed), office.write() as session:
        change_opinion(session, opinion, {"text": "Ý kiến khác"})
    with pytest.raises(NotAllowed), office.write() as session:
        remove_opinion(session, opinion)
    assert [line.texts["said_by"] for line in said(office)] == ["Võ Khách"]


@pytest.mark.parametrize("model", [Activity, Participant, Opinion])
def test_what_everybody_is_shown_of_activities_is_declared_plain(model: type[Base]) -> None:
    assert {field.sensitivity for field in fields_of(model)} == {Sensitivity.PLAIN}
