"""The register as of a day: what was so, and what was known; all people are invented."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

import desktop.journal.acts as acts
from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.journal.models import Act
from desktop.people.actions import record_person, remove_person, update_person
from desktop.people.models import Person
from desktop.people.normal import FIELDS
from desktop.people.standing.actions import record_standing
from desktop.people.standing.queries import people_on, times_of
from people.standing.playing import ACTS, AN, Played, play

Row = tuple[Any, ...]


class Clock:
    """Stands in for `datetime` where acts are dated."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self, _zone: object) -> datetime:
        return self.moment


@pytest.fixture
def clock(office: Office, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that begins in 2024, in an office that was founded before."""
    with office.write() as session:
        session.execute(update(Act).values(at="2024-01-01T00:00:00+00:00"))
    made = Clock(datetime(2024, 3, 1, 5, tzinfo=UTC))
    monkeypatch.setattr(acts, "datetime", made)
    return made


def ask(office: Office, on: date, known: date | None = None) -> list[Row]:
    people = people_on(on, known)
    columns = [getattr(people, key) for key in ("id", "uid", "unit_code", *FIELDS)]
    with office.read() as session:
        return sorted(tuple(row) for row in session.execute(select(*columns)))


def statuses(office: Office, on: date, known: date | None = None) -> dict[str, tuple[Any, Any]]:
    people = people_on(on, known)
    with office.read() as session:
        found = session.execute(select(people.uid, people.status, people.status_since))
        return {row[0]: (row[1], row[2]) for row in found}


def record(office: Office, **values: object) -> str:
    with office.write() as session:
        return record_person(session, AN | {"status": "dang_lam"} | values)


def add(office: Office, uid: str, status: str, since: str) -> None:
    with office.write() as session:
        record_standing(session, uid, {"status": status, "since": since})


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2024, 5, 30), ("dang_lam", None)),
        (date(2024, 6, 1), ("nghi_huu", "2024-06")),
        (date(2025, 12, 31), ("nghi_huu", "2024-06")),
        (date(2026, 1, 1), ("chuyen_di", "2026")),
    ],
)
def test_a_standing_holds_from_the_beginning_of_its_date(
    office: Office, on: date, held: tuple[str, str | None]
) -> None:
    uid = record(office)
    add(office, uid, "nghi_huu", "06/2024")
    add(office, uid, "chuyen_di", "2026")
    assert statuses(office, on) == {uid: held}


def test_a_standing_to_come_does_not_hold_today(office: Office) -> None:
    uid = record(office)
    soon = date.today() + timedelta(days=30)  # noqa: DTZ011
    add(office, uid, "nghi_huu", soon.isoformat())
    assert statuses(office, date.today()) == {uid: ("dang_lam", None)}  # noqa: DTZ011
    assert statuses(office, soon) == {uid: ("nghi_huu", soon.isoformat())}


def test_who_had_no_standing_yet_has_the_first_one(office: Office) -> None:
    uid = record(office, status="nuoc_ngoai", status_since="2015")
    add(office, uid, "dang_lam", "2020")
    assert statuses(office, date(2010, 1, 1)) == {uid: ("nuoc_ngoai", "2015")}


def test_who_has_no_standings_is_as_his_record_says(office: Office) -> None:
    from conftest import add_people

    (uid,) = add_people(office, {"full_name": "Trần Văn Mẫu", "status": "da_mat", "status_since": "2024"})
    assert statuses(office, date(2020, 1, 1)) == {uid: ("da_mat", "2024")}


def test_a_late_word_changes_what_was_so_but_not_what_was_known(office: Office, clock: Clock) -> None:
    uid = record(office)
    clock.moment = datetime(2024, 11, 20, 3, tzinfo=UTC)
    add(office, uid, "nghi_huu", "05/2024")
    june = date(2024, 6, 30)
    assert statuses(office, june) == {uid: ("nghi_huu", "2024-05")}
    assert statuses(office, june, known=june) == {uid: ("dang_lam", None)}
    assert statuses(office, june, known=date(2024, 11, 20)) == {uid: ("nghi_huu", "2024-05")}


def test_every_field_is_as_it_was_known(office: Office, clock: Clock) -> None:
    uid = record(office, phone="0912345678", degree_year=1999)
    before = ask(office, date(2024, 3, 1))
    clock.moment += timedelta(days=1)
    with office.write() as session:
        update_person(session, uid, {"full_name": "Nguyễn Văn Ân", "phone": "", "degree_year": 2001})
    assert ask(office, date(2024, 3, 1), known=date(2024, 3, 1)) == before


def test_who_was_entered_later_is_not_known_and_who_was_removed_later_is(
    office: Office, clock: Clock
) -> None:
    early = record(office)
    clock.moment += timedelta(days=1)
    record(office, birth="1980")
    with office.write() as session:
        remove_person(session, early, "nhầm người")
    assert list(statuses(office, date(2024, 3, 1), known=date(2024, 3, 1))) == [early]


def test_a_day_ends_at_midnight_in_vietnam(office: Office, clock: Clock) -> None:
    clock.moment = datetime(2024, 3, 1, 16, 59, 59, tzinfo=UTC)
    before_midnight = record(office)
    clock.moment = datetime(2024, 3, 1, 17, tzinfo=UTC)
    record(office, birth="1980")
    assert list(statuses(office, date(2024, 3, 1), known=date(2024, 3, 1))) == [before_midnight]


def test_a_clock_set_back_does_not_bring_the_later_acts_into_the_past(office: Office, clock: Clock) -> None:
    first = record(office)
    clock.moment = datetime(2024, 5, 1, 5, tzinfo=UTC)
    record(office, birth="1980")
    clock.moment = datetime(2024, 3, 1, 5, tzinfo=UTC)
    record(office, birth="1990")
    assert list(statuses(office, date(2024, 3, 1), known=date(2024, 3, 31))) == [first]


def test_one_record_is_found_by_its_index(office: Office) -> None:
    """The view is as cheap to ask for one person as the register itself."""
    people = people_on(date(2024, 3, 1))
    question = select(people.status).where(people.uid == "x")
    with office.read() as session:
        words = question.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {words}").all()
    assert any("SEARCH person USING INDEX" in row[3] for row in plan)


DAYS = [date(2018, 6, 1), date(2019, 1, 1), date(2020, 6, 30), date(2024, 3, 5), date(2027, 1, 1)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, min_size=1, max_size=8))
def test_everybody_has_the_newest_standing_begun_by_the_day(office: Office, played: list[Played]) -> None:
    uids: list[str] = []
    for act in played:
        with suppress(UserError):
            play(office, act, uids)
    with office.read() as session:
        people = {row.id: row.uid for row in session.execute(select(Person.id, Person.uid))}
        times = times_of(session, list(people))
    for day in DAYS:
        expected = {}
        for one, uid in people.items():
            begun = [line for line in times[one] if (line.since or "") <= day.isoformat()]
            expected[uid] = (begun[-1] if begun else times[one][0]).said
        assert statuses(office, day) == expected


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=st.lists(st.tuples(ACTS, st.integers(0, 2)), min_size=1, max_size=6))
def test_what_was_known_on_a_day_stays_whatever_is_recorded_later(
    office: Office, clock: Clock, played: list[tuple[Played, int]]
) -> None:
    uids: list[str] = []
    answers: dict[date, dict[date, list[Row]]] = {}
    for act, days in played:
        clock.moment += timedelta(days=days)
        with suppress(UserError):
            play(office, act, uids)
        answers[clock.moment.date()] = {on: ask(office, on) for on in DAYS[1:3]}
    for known, remembered in answers.items():
        for on, answer in remembered.items():
            assert ask(office, on, known) == answer
