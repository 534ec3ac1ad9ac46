"""The arithmetic of the forecast, against the decree's table and cases computed by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.indicators.cohort import (
    Scenario,
    Worker,
    observed,
    project,
    retirement_age,
    retirement_month,
    retires_by,
    retiring_between,
)

ON = date(2025, 12, 31)
STILL = Scenario("", 0.0, 0.0)


@pytest.mark.parametrize(
    ("year", "men", "women"),
    [
        (2021, (60, 3), (55, 4)), (2024, (61, 0), (56, 4)), (2026, (61, 6), (57, 0)),
        (2028, (62, 0), (57, 8)), (2029, (62, 0), (58, 0)), (2034, (62, 0), (59, 8)),
        (2035, (62, 0), (60, 0)), (2045, (62, 0), (60, 0)),
    ],
)  # fmt: skip
def test_the_age_of_retirement_follows_the_decree(
    year: int, men: tuple[int, int], women: tuple[int, int]
) -> None:
    assert divmod(retirement_age(year, woman=False), 12) == men
    assert divmod(retirement_age(year, woman=True), 12) == women


@pytest.mark.parametrize(
    ("birth", "woman", "month"),
    [
        # As in the decree's annex: a man of 01/1964 reaches 61y3m in 04/2025, a woman of 01/1969 56y8m.
        ("1964-01-15", False, (2025, 4)),
        ("1969-01", True, (2025, 9)),
        ("1966", False, (2027, 10)),
        ("1980-12-01", True, (2040, 12)),
        ("1950", False, (2010, 4)),
    ],
)
def test_the_month_of_retirement(birth: str, woman: bool, month: tuple[int, int]) -> None:
    assert retirement_month(birth, woman=woman) == month


@given(st.integers(1940, 2005), st.integers(1, 12), st.booleans())
def test_who_is_younger_never_retires_earlier(year: int, month: int, woman: bool) -> None:
    first = retirement_month(f"{year}-{month:02d}", woman=woman)
    later = (year, month + 1) if month < 12 else (year + 1, 1)
    assert first <= retirement_month(f"{later[0]}-{later[1]:02d}", woman=woman)


def people() -> list[Worker]:
    """Ten at work on the last day of 2025: two men and two women of them retire by the end of 2030."""
    men = [Worker(f"m{birth}", "yte", birth, woman=False) for birth in ("1965", "1968", "1975", "1990")]
    women = [
        Worker(f"w{birth}", "gddt", birth, woman=True) for birth in ("1970", "1972", "1980", "1985", "1995")
    ]
    return [*men, *women, Worker("x", "gddt", None, woman=True)]


def test_the_case_of_the_documentation() -> None:
    """See docs/forecast.md: five years on, 3 % join and 1 % leave a year."""
    together = project(people(), ON, 2030, Scenario("", 0.03, 0.01))[-1]
    assert (together.now, together.retiring, together.undated) == (10, 4, 1)
    assert together.kept == pytest.approx(5.706, abs=0.001)
    assert together.joined == pytest.approx(1.5, abs=0.001)
    assert together.expected == pytest.approx(7.205, abs=0.002)
    assert (together.low, together.high) == pytest.approx((5.495, 8.916), abs=0.003)
    assert together.successors == pytest.approx(4.294, abs=0.001)


def test_the_shares_of_the_case_of_the_documentation() -> None:
    """The four men work in health; two of them retire."""
    health = project(people(), ON, 2030, Scenario("", 0.03, 0.01))[0]
    assert health.expected == pytest.approx(2.502, abs=0.001)
    assert (health.share_now, health.share) == pytest.approx((40.0, 34.7), abs=0.05)
    women = [one for one in people() if one.woman]
    assert project(women, ON, 2030, Scenario("", 0.03, 0.01))[-1].expected == pytest.approx(4.704, abs=0.001)


def test_groups_are_told_one_by_one_and_together() -> None:
    found = project(people(), ON, 2030, STILL)
    assert [(one.group, one.now, one.retiring) for one in found] == [
        ("yte", 4, 2),
        ("gddt", 6, 2),
        ("", 10, 4),
    ]
    assert found[0].expected + found[1].expected == pytest.approx(found[2].expected)


def test_nothing_moves_on_the_day_itself() -> None:
    [alone] = [one for one in project(people(), ON, 2025, Scenario("", 0.5, 0.5)) if not one.group]
    assert alone.expected == alone.low == alone.high == 10


def test_successors_needed_in_each_year() -> None:
    counted = retiring_between(people(), 2026, 2030)
    assert sum(counted.values()) == sum(retires_by(one, 2030) for one in people()) == 4
    assert list(counted) == [2026, 2027, 2028, 2029, 2030]


def test_too_few_years_give_no_observed_scenario() -> None:
    assert observed([5, 5], [1, 1], [100, 104]) is None
    assert observed([5, 5, 5], [1, 1, 1], [100, 0, 104]) is None
    found = observed([10, 11, 0], [1, 0, 2], [100, 110, 100])
    assert found is not None
    assert (round(found.join, 4), round(found.leave, 4)) == (0.0667, 0.01)


@given(st.lists(st.tuples(st.integers(1955, 2004), st.booleans()), max_size=60), st.integers(2026, 2045))
def test_bounds_lie_around_what_is_expected(born: list[tuple[int, bool]], year: int) -> None:
    workers = [Worker(str(place), "", str(birth), woman) for place, (birth, woman) in enumerate(born)]
    together = project(workers, ON, year, Scenario("", 0.03, 0.01))[-1]
    assert 0 <= together.low <= together.expected <= together.high
    assert 0 <= together.retiring <= together.now == len(workers)
