"""Days that count: the half-years of the reporting decree and Vietnamese working days.

Public holidays and days swapped for them come from the `holidays` package (Bộ luật Lao động, Điều 112, and
the yearly decisions on swapped days); an office corrects single days by its own decisions (`workdays`).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any


def half_year(on: date) -> tuple[date, date]:
    """Return first and last day of the half-year that counts a day: 15/12–14/6 or 15/6–14/12.

    Source: NĐ 09/2019/NĐ-CP, Điều 12 (six-month reports count from the 15th to the 14th).
    """
    if (on.month, on.day) >= (12, 15):
        return date(on.year, 12, 15), date(on.year + 1, 6, 14)
    if (on.month, on.day) >= (6, 15):
        return date(on.year, 6, 15), date(on.year, 12, 14)
    return date(on.year - 1, 12, 15), date(on.year, 6, 14)


@dataclass(frozen=True)
class WorkCalendar:
    """The days on which offices work; `corrected` tells of single days whether they are worked.

    Ask `workdays.queries.office_calendar` for the one in force; without corrections it is as shipped.
    """

    corrected: Mapping[date, bool] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on a day; a Saturday worked in exchange for a day off counts."""
        own = self.corrected.get(day)
        return _works_as_shipped(day) if own is None else own

    def working_days_until(self, day: date, on: date) -> int:
        """Return how many working days remain after `on` up to and including `day`; 0 when it has passed."""
        if day <= on:
            return 0
        shipped = sum(_counted(year, on, day) for year in range(on.year, day.year + 1))
        changed = (one for one in self.corrected if on < one <= day)
        return shipped + sum(self.corrected[one] - _works_as_shipped(one) for one in changed)

    def after(self, on: date, days: int) -> date:
        """Return the last of so many working days after a day (“trong 15 ngày làm việc kể từ ngày …”)."""
        day = on
        for _ in range(days):
            day += timedelta(days=1)
            while not self.is_working_day(day):
                day += timedelta(days=1)
        return day


SHIPPED = WorkCalendar()
"""The calendar without any correction."""


def special_days(year: int) -> Iterator[tuple[date, bool, str]]:
    """Yield the shipped calendar's holidays and worked weekends of a year: day, whether worked, its name."""
    shipped = _shipped(year)
    day = date(year, 1, 1)
    while day.year == year:
        works = shipped.is_working_day(day)
        if day in shipped:
            yield day, works, str(shipped.get(day))
        elif works is shipped.is_weekend(day):
            yield day, works, "Làm bù ngày nghỉ hoán đổi"
        day += timedelta(days=1)


def _counted(year: int, on: date, day: date) -> int:
    days = _working_days(year)
    return bisect_right(days, day) - bisect_right(days, on)


def _works_as_shipped(day: date) -> bool:
    return bool(_shipped(day.year).is_working_day(day))


@lru_cache(maxsize=32)
def _working_days(year: int) -> tuple[date, ...]:
    """Return the working days of a year in their order, so that long spans are counted at once."""
    days = (date(year, 1, 1) + timedelta(days=ahead) for ahead in range(366))
    return tuple(day for day in days if day.year == year and _works_as_shipped(day))


@lru_cache(maxsize=32)
def _shipped(year: int) -> Any:
    from holidays import country_holidays

    return country_holidays("VN", years=year, language="vi")
