"""Days that count: the half-years of the reporting decree and Vietnamese working days.

Public holidays and days swapped for them come from the `holidays` package (Bộ luật Lao động, Điều 112, and
the yearly decisions on swapped days).
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache


def half_year(on: date) -> tuple[date, date]:
    """Return first and last day of the half-year that counts a day: 15/12–14/6 or 15/6–14/12.

    Source: NĐ 09/2019/NĐ-CP, Điều 12 (six-month reports count from the 15th to the 14th).
    """
    if (on.month, on.day) >= (12, 15):
        return date(on.year, 12, 15), date(on.year + 1, 6, 14)
    if (on.month, on.day) >= (6, 15):
        return date(on.year, 6, 15), date(on.year, 12, 14)
    return date(on.year - 1, 12, 15), date(on.year, 6, 14)


def is_working_day(day: date) -> bool:
    """Tell whether Vietnamese offices work on a day; a Saturday worked in exchange for a day off counts."""
    return _is_working_day(day.year)(day)


@lru_cache(maxsize=8)
def _is_working_day(year: int) -> Callable[[date], bool]:
    from holidays import country_holidays

    known: Callable[[date], bool] = country_holidays("VN", years=year).is_working_day
    return known


def working_days_until(day: date, on: date) -> int:
    """Return how many working days remain after `on` up to and including `day`; 0 when it has passed."""
    return sum(is_working_day(on + timedelta(days=ahead)) for ahead in range(1, (day - on).days + 1))
