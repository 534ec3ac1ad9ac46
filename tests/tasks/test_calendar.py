from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.tasks.calendar import SHIPPED, WorkCalendar, half_year, special_days

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (date(2026, 6, 14), date(2025, 12, 15), date(2026, 6, 14)),
        (date(2026, 6, 15), date(2026, 6, 15), date(2026, 12, 14)),
        (date(2026, 12, 14), date(2026, 6, 15), date(2026, 12, 14)),
        (date(2026, 12, 15), date(2026, 12, 15), date(2027, 6, 14)),
    ],
)
def test_half_years_run_from_the_15th_to_the_14th(on: date, first: date, last: date) -> None:
    assert half_year(on) == (first, last)


@given(DAYS)
def test_every_day_lies_in_its_half_year_and_the_next_follows_at_once(on: date) -> None:
    first, last = half_year(on)
    assert first <= on <= last
    assert half_year(last + timedelta(days=1))[0] == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 23), True),  # a Monday
        (date(2026, 11, 22), False),  # a Sunday
        (date(2026, 2, 17), False),  # Tết
        (date(2026, 11, 24), False),  # Ngày Văn hóa Việt Nam
        (date(2026, 8, 31), False),  # a Monday off in exchange
        (date(2026, 8, 22), True),  # for the Saturday worked
        (date(2026, 4, 27), False),  # Giỗ Tổ fell on a Sunday
    ],
)
def test_vietnamese_working_days_are_known(day: date, works: bool) -> None:
    assert SHIPPED.is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "on", "count"),
    [
        (date(2026, 6, 19), date(2026, 6, 12), 5),
        (date(2026, 6, 19), date(2026, 6, 19), 0),
        (date(2026, 6, 19), date(2026, 6, 25), 0),
        (date(2026, 12, 4), date(2026, 11, 23), 8),  # the 24th is a holiday
    ],
)
def test_working_days_until_a_day_leave_out_weekends_and_holidays(day: date, on: date, count: int) -> None:
    assert SHIPPED.working_days_until(day, on) == count


@given(DAYS, st.integers(0, 60))
def test_working_days_never_outnumber_days(on: date, ahead: int) -> None:
    assert 0 <= SHIPPED.working_days_until(on + timedelta(days=ahead), on) <= ahead


def test_long_spans_are_counted_as_day_by_day() -> None:
    on, day = date(2024, 3, 1), date(2026, 9, 15)
    each = (on + timedelta(days=ahead) for ahead in range(1, (day - on).days + 1))
    assert SHIPPED.working_days_until(day, on) == sum(map(SHIPPED.is_working_day, each))


def test_corrected_days_count_as_the_office_says() -> None:
    monday, saturday = date(2026, 11, 23), date(2026, 11, 28)
    own = WorkCalendar({monday: False, saturday: True})
    assert (own.is_working_day(monday), own.is_working_day(saturday)) == (False, True)
    assert own.working_days_until(date(2026, 11, 30), date(2026, 11, 20)) == 5
    assert own.working_days_until(date(2026, 11, 27), date(2026, 11, 20)) == 3


def test_a_term_in_working_days_passes_over_weekends_and_holidays() -> None:
    assert SHIPPED.after(date(2026, 11, 20), 5) == date(2026, 11, 30)  # the 24th is a holiday
    own = WorkCalendar({date(2026, 11, 28): True})
    assert own.after(date(2026, 11, 20), 5) == date(2026, 11, 28)


def test_a_years_special_days_name_holidays_and_worked_saturdays() -> None:
    found = {day: (works, name) for day, works, name in special_days(2026)}
    assert found[date(2026, 8, 22)] == (True, "Làm bù ngày nghỉ hoán đổi")
    assert found[date(2026, 2, 17)] == (False, "Tết Nguyên Đán")
    assert date(2026, 11, 21) not in found
