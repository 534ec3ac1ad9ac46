import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.reports.periods import parse_period, same_period_before


@pytest.mark.parametrize(
    ("code", "kind", "label", "first", "last"),
    [
        ("2026-H1", "half_year", "6 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-H2", "half_year", "6 tháng cuối năm 2026", date(2026, 6, 15), date(2026, 12, 14)),
        ("2026", "year", "năm 2026", date(2025, 12, 15), date(2026, 12, 14)),
        ("2026-Q1", "quarter", "quý I năm 2026", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-Q3", "quarter", "quý III năm 2026", date(2026, 6, 15), date(2026, 9, 14)),
        ("2026-01", "month", "tháng 1 năm 2026", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-06", "month", "tháng 6 năm 2026", date(2026, 5, 15), date(2026, 6, 14)),
    ],
)
def test_a_period_counts_the_days_of_the_decree(
    code: str, kind: str, label: str, first: date, last: date
) -> None:
    period = parse_period(code)
    assert (period.kind, period.label, period.starts_on, period.cut_off) == (kind, label, first, last)


@pytest.mark.parametrize("code", ["", "2026-H3", "2026-13", "26-H1", "H1-2026", "2026-Q5", "1926"])
def test_an_unknown_period_gets_one_sentence(code: str) -> None:
    with pytest.raises(UserError, match="kỳ báo cáo"):
        parse_period(code)


@given(st.integers(2001, 2099), st.sampled_from(["H", "Q"]))
def test_periods_of_a_year_join_without_gap(year: int, kind: str) -> None:
    parts = [parse_period(f"{year}-{kind}{n}") for n in range(1, 3 if kind == "H" else 5)]
    whole = parse_period(str(year))
    assert parts[0].starts_on == whole.starts_on
    assert parts[-1].cut_off == whole.cut_off
    for earlier, later in itertools.pairwise(parts):
        assert later.starts_on == earlier.cut_off + timedelta(days=1)


def test_the_same_period_of_the_year_before() -> None:
    assert same_period_before(parse_period("2026-H1")).code == "2025-H1"
