import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.reports.periods import asked_period, parse_period, same_period_before


@pytest.mark.parametrize(
    ("code", "kind", "label", "first", "last"),
    [
        ("2026-H1", "half_year", "6 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-H2", "half_year", "6 tháng cuối năm 2026", date(2026, 6, 15), date(2026, 12, 14)),
        ("2026", "year", "năm 2026", date(2025, 12, 15), date(2026, 12, 14)),
        ("2026-Q1", "quarter", "quý I năm 2026", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-Q3", "quarter", "quý III năm 2026", date(2026, 6, 15), date(2026, 9, 14)),
        ("2026-9M", "nine_months", "9 tháng đầu năm 2026", date(2025, 12, 15), date(2026, 9, 14)),
        ("2026-2028", "stage", "giai đoạn 2026 – 2028", date(2025, 12, 15), date(2028, 12, 14)),
        (
            "20260301-20260630",
            "adhoc",
            "từ ngày 01/03/2026 đến ngày 30/06/2026",
            date(2026, 3, 1),
            date(2026, 6, 30),
        ),
        ("2026-01", "month", "tháng 1 năm 2026", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-06", "month", "tháng 6 năm 2026", date(2026, 5, 15), date(2026, 6, 14)),
    ],
)
def test_a_period_counts_the_days_of_the_decree(
    code: str, kind: str, label: str, first: date, last: date
) -> None:
    period = parse_period(code)
    assert (period.kind, period.label, period.starts_on, period.cut_off) == (kind, label, first, last)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2026-H3",
        "2026-13",
        "26-H1",
        "H1-2026",
        "2026-Q5",
        "1926",
        "2028-2026",
        "20260230-20260301",
        "20260301-20260201",
    ],
)
def test_an_unknown_period_gets_one_sentence(code: str) -> None:
    with pytest.raises(UserError, match=r"[Kk]ỳ báo cáo|Giai đoạn"):
        parse_period(code)


@given(st.integers(2001, 2099), st.sampled_from(["H", "Q"]))
def test_periods_of_a_year_join_without_gap(year: int, kind: str) -> None:
    parts = [parse_period(f"{year}-{kind}{n}") for n in range(1, 3 if kind == "H" else 5)]
    whole = parse_period(str(year))
    assert parts[0].starts_on == whole.starts_on
    assert parts[-1].cut_off == whole.cut_off
    for earlier, later in itertools.pairwise(parts):
        assert later.starts_on == earlier.cut_off + timedelta(days=1)


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2026-H1", "2025-H1"),
        ("2026-9M", "2025-9M"),
        ("2026", "2025"),
        ("20240229-20240630", "20230228-20230630"),
        ("2026-2028", None),
    ],
)
def test_the_same_period_of_the_year_before(code: str, before: str | None) -> None:
    found = same_period_before(parse_period(code))
    assert (found.code if found else None) == before


def test_reports_of_the_same_days_on_other_subjects_are_apart_and_name_no_subject() -> None:
    first, last = date(2026, 3, 1), date(2026, 6, 30)
    one, other = (asked_period(first, last, subject) for subject in ("ngành y tế", "ngành giáo dục"))
    assert one.code != other.code
    assert parse_period(one.code) == one
    assert "y" not in one.code.lower()
