"""Tasks laid out: lanes by state, spans along quarters."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.accounts.office import Office
from desktop.tasks.board import LANES, SpanRow, Timeline, lanes, quarter_start, timeline
from desktop.tasks.queries import TaskLine, list_obligations
from desktop.tasks.rules import State
from desktop.tasks.terms.actions import Since, extend_deadline

ON = date(2026, 7, 12)


def owed(office: Office, on: date = ON) -> list[TaskLine]:
    with office.read() as session:
        return [line for line in list_obligations(session, on) if line.is_owed]


def row_of(shown: Timeline, number: str) -> SpanRow:
    return next(row for row in shown.rows if row.number == number)


def test_every_task_stands_in_the_lane_of_its_state(adopted: Office) -> None:
    found = lanes(owed(adopted))
    assert tuple(lane.state for lane in found) == LANES
    assert set(LANES) == set(State)
    assert sum(len(lane.lines) for lane in found) == len(owed(adopted))
    assert [line.code for line in found[0].lines] == ["ĐN26.3"]


def test_in_a_lane_the_soonest_comes_first_and_what_has_no_day_last(adopted: Office) -> None:
    [line, *_] = owed(adopted)
    days = [None, date(2027, 1, 1), date(2026, 9, 1)]
    made = [replace(line, state=State.NOT_DUE, due_on=one) for one in days]
    lane = next(lane for lane in lanes(made) if lane.state is State.NOT_DUE)
    assert [one.due_on for one in lane.lines] == [date(2026, 9, 1), date(2027, 1, 1), None]


def test_what_ended_with_its_plan_stands_on_no_board_and_no_line(adopted: Office) -> None:
    closed = [replace(line, closed=True) for line in owed(adopted)]
    assert not any(lane.lines for lane in lanes(closed))
    assert timeline(closed, ON).rows == ()


def test_dated_tasks_are_drawn_and_the_others_counted(adopted: Office) -> None:
    lines = owed(adopted)
    shown = timeline(lines, ON)
    assert row_of(shown, "3").spans[0].is_late
    assert row_of(shown, "3").spans[0].end == date(2026, 6, 30)
    assert sum(len(row.spans) for row in shown.rows) + shown.undated == len(lines)
    assert shown.undated > 0


def test_a_yearly_task_is_one_row_with_a_span_for_each_year(adopted: Office) -> None:
    row = row_of(timeline(owed(adopted, date(2027, 3, 1)), date(2027, 3, 1)), "17")
    assert [(one.start, one.end) for one in row.spans] == [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 12, 31)),
    ]


def test_an_extension_keeps_the_plans_own_last_day(adopted: Office) -> None:
    values = {"due_on": "2026-09-30", "document": "12/QĐ", "issued_on": "2026-06-20", "reason": "Chờ mẫu"}
    with adopted.write() as session:
        extend_deadline(session, "ĐN26.3", values, Since(date(2026, 6, 21)))
    [span] = row_of(timeline(owed(adopted), ON), "3").spans
    assert (span.planned_end, span.end, span.is_late) == (date(2026, 6, 30), date(2026, 9, 30), False)


def test_nothing_dated_still_shows_a_year_around_today() -> None:
    shown = timeline([], date(2026, 11, 21))
    assert (shown.first, shown.quarters, shown.rows) == (date(2026, 10, 1), 4, ())


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2026, 4, 1), 0.0),
        (date(2026, 7, 1), 1.0),
        (date(2027, 1, 1), 3.0),
        (date(2026, 5, 16), 45 / 91),
    ],
)
def test_a_day_has_its_place_along_the_quarters(day: date, place: float) -> None:
    assert Timeline(date(2026, 4, 1), 4, (), 0).position(day) == pytest.approx(place)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_places_grow_with_the_days_and_quarters_are_found_again(first: date, later: int) -> None:
    begin = quarter_start(first)
    shown = Timeline(begin, 4, (), 0)
    day = first + timedelta(days=later)
    assert shown.position(day) < shown.position(day + timedelta(days=1))
    assert shown.quarter(int(shown.position(day))) == quarter_start(day)
