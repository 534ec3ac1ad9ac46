"""Figures of a period, each with exactly those behind it."""

from datetime import date

import pytest

from activities.conftest import Record
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.activities.attending import Attendee, add_participants
from desktop.activities.figures import ActivityFigure, Span, activity_figure, activity_figures, uids_shown
from desktop.activities.opinions import change_opinion, record_opinion

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def busy(adopted: Office, record: Record, people: list[str]) -> Office:
    """A dialogue that serves a task, a training, a planned contest, a meeting of the year before."""
    talk = record(("ĐN26.3",), other_guests=3)
    training = record(kind="boi_duong", starts_on="2026-06-01")
    record(kind="hoi_thi", state="du_kien", starts_on="2026-07-01")
    before = record(kind="gap_mat", starts_on="2025-12-01")
    with adopted.write() as session:
        add_participants(session, talk, [*map(Attendee, people[:3]), Attendee(name="Võ Khách")])
        add_participants(session, training, [Attendee(people[0]), Attendee(people[1], attended=0)])
        add_participants(session, before, [Attendee(people[3])])
        opinion = record_opinion(session, talk, {"text": "Một"}, people[0])
        record_opinion(session, talk, {"text": "Hai"})
        change_opinion(session, opinion, {"answer": "Có.", "answered_on": "2026-05-01"})
    return adopted


def figure(office: Office, name: str, span: Span = YEAR) -> ActivityFigure:
    with office.read() as session:
        return activity_figure(session, name, span)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("activities", 2),
        ("activities:doi_thoai", 1),
        ("activities:hoi_thi", 0),
        ("participants", 3),
        ("participants:female", 2),
        ("participants:minority", 1),
        ("participants:under45", 2),
        ("visits", 4),
        ("trained", 1),
        ("trained:under45", 1),
        ("honoured", 0),
        ("guests", 4),
        ("opinions", 2),
        ("opinions:answered", 1),
        ("opinions:new", 1),
    ],
)
def test_only_what_was_held_in_the_period_counts(busy: Office, name: str, count: int) -> None:
    found = figure(busy, name)
    assert found.count == count
    if found.of in ("activity", "person", "opinion"):
        assert len(found.uids) == count


def test_people_behind_a_figure_are_named_once(busy: Office, people: list[str]) -> None:
    assert figure(busy, "participants").uids == tuple(people[:3])


def test_opinions_stand_as_of_the_end_of_the_period(busy: Office) -> None:
    early = Span(date(2026, 1, 1), date(2026, 4, 30))
    assert figure(busy, "opinions:answered", early).count == 0


def test_only_what_serves_a_plan_counts_for_it(busy: Office) -> None:
    counts = {"activities": 1, "participants": 3, "visits": 3, "trained": 0, "guests": 4, "opinions": 2}
    of_plan, of_other = (Span(YEAR.since, YEAR.until, code) for code in ("dong-nai-2026", "hai-phong-2026"))
    with busy.read() as session:
        found = {one.name: one.count for one in activity_figures(session, of_plan)}
        assert {name: found[name] for name in counts} == counts
        assert not any(one.count for one in activity_figures(session, of_other))


def test_who_may_not_see_sensitive_data_sees_the_number_only(busy: Office) -> None:
    minority = figure(busy, "participants:minority")
    viewer = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    assert (len(uids_shown(minority, busy.actor)), uids_shown(minority, viewer)) == (1, ())
