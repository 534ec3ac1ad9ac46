"""How many of today's people will still be at work, and how many join: the arithmetic of the forecast. Pure.

The method with its formulas and a case computed by hand stands in docs/forecast.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import sqrt

from desktop.text import number

MEN_2021, WOMEN_2021 = 60 * 12 + 3, 55 * 12 + 4
MEN_LAST, WOMEN_LAST = 62 * 12, 60 * 12
_FIRST_YEAR, _MEN_STEP, _WOMEN_STEP = 2021, 3, 4
Z80 = 1.2816
"""The 90 % quantile of the normal distribution: between minus and plus it lie 80 of 100 outcomes."""


def retirement_age(year: int, *, woman: bool) -> int:
    """Return the age of retirement in normal conditions in a year, in months.

    Source: NĐ 135/2020/NĐ-CP, Điều 4: from 60 years 3 months (men) and 55 years 4 months (women) in 2021 by
    3 and 4 months a year to 62 years in 2028 and 60 years in 2035.
    """
    passed = max(0, year - _FIRST_YEAR)
    if woman:
        return min(WOMEN_2021 + _WOMEN_STEP * passed, WOMEN_LAST)
    return min(MEN_2021 + _MEN_STEP * passed, MEN_LAST)


@lru_cache(maxsize=65536)
def retirement_month(birth: str, *, woman: bool) -> tuple[int, int]:
    """Return year and month in which somebody born on a (partial) date reaches the age of retirement.

    Of a birth date known only by its year the first of January counts (NĐ 135/2020/NĐ-CP, Điều 3).
    """
    parts = [int(part) for part in birth.split("-")]
    born = parts[0] * 12 + (parts[1] if len(parts) > 1 else 1) - 1
    year = _FIRST_YEAR
    while (reached := born + retirement_age(year, woman=woman)) // 12 > year:
        year += 1
    return reached // 12, reached % 12 + 1


@dataclass(frozen=True)
class Worker:
    """One person at work: `group` is what the forecast is divided by; `birth` a partial date or None."""

    uid: str
    group: str
    birth: str | None
    woman: bool


@dataclass(frozen=True)
class Scenario:
    """Yearly shares of the present number: `join` by training and attraction, `leave` beside retirement.

    `attract` is the part of `join` that is drawn from elsewhere; None where only the sum is known.
    """

    name: str
    join: float
    leave: float
    attract: float | None = None

    def words(self) -> str:
        """Return the shares in words."""
        join, leave = _percent(self.join), _percent(self.leave)
        parts = ""
        if self.attract is not None and self.join:
            parts = f" (đào tạo {_percent(self.join - self.attract)}, thu hút {_percent(self.attract)})"
        return f"mỗi năm thêm {join}{parts}, rời đi vì lý do khác {leave}"


def _percent(share: float) -> str:
    return f"{number(round(share * 100, 1))}%"


SCENARIOS = (
    Scenario("Không đào tạo, thu hút thêm", 0.0, 0.01, 0.0),
    Scenario("Đào tạo ở mức vừa", 0.02, 0.01, 0.0),
    Scenario("Đào tạo và thu hút", 0.03, 0.01, 0.01),
    Scenario("Đẩy mạnh đào tạo và thu hút", 0.05, 0.01, 0.02),
)
"""What is assumed where the register is too young to have observed anything; a user may ask for others."""


@dataclass(frozen=True)
class Outlook:
    """What is expected of one group at the end of a year.

    `now` people at work today, `retiring` of them reach their age by then, `kept` stay of the others,
    `joined` come; `low` and `high` bound 80 of 100 outcomes. `undated` have no birth date and are taken to
    stay. `share_now` and `share` are the group's part of all, in percent; None where there is nobody.
    """

    group: str
    year: int
    now: int
    retiring: int
    kept: float
    joined: float
    low: float
    high: float
    undated: int
    share_now: float | None = None
    share: float | None = None

    @property
    def successors(self) -> float:
        """Return how many must come in place of those who retire or leave, to keep the present number."""
        return self.now - self.kept

    @property
    def expected(self) -> float:
        """Return the expected number at work."""
        return self.kept + self.joined


def project(workers: Sequence[Worker], on: date, year: int, scenario: Scenario) -> list[Outlook]:
    """Return the outlook of each group and, last, of all together (group “”) at the end of a year."""
    members: dict[str, list[Worker]] = {}
    for worker in workers:
        members.setdefault(worker.group, []).append(worker)
    together = _outlook("", workers, on, year, scenario)
    found = [*(_outlook(group, those, on, year, scenario) for group, those in members.items()), together]
    return [
        replace(
            one,
            share_now=_part(one.now, together.now),
            share=_part(one.expected, together.expected),
        )
        for one in found
    ]


def _part(count: float, of: float) -> float | None:
    return 100 * count / of if of else None


def _outlook(group: str, members: Sequence[Worker], on: date, year: int, scenario: Scenario) -> Outlook:
    years = max(0.0, (date(year, 12, 31) - on).days / 365.25)
    retiring = sum(retires_by(one, year) for one in members)
    staying = len(members) - retiring
    stay = (1 - scenario.leave) ** years
    kept, joined = staying * stay, len(members) * scenario.join * years
    spread = Z80 * sqrt(staying * stay * (1 - stay) + joined)
    expected = kept + joined
    undated = sum(not one.birth for one in members)
    return Outlook(
        group,
        year,
        len(members),
        retiring,
        kept,
        joined,
        max(0.0, expected - spread),
        expected + spread,
        undated,
    )


def retires_by(worker: Worker, year: int) -> bool:
    """Tell whether somebody reaches the age of retirement by the end of a year; without a birth date no."""
    return bool(worker.birth) and retirement_month(worker.birth or "", woman=worker.woman)[0] <= year


def retiring_between(workers: Iterable[Worker], first: int, last: int) -> dict[int, int]:
    """Return how many reach the age of retirement in each of these years; earlier ones count in the first."""
    counted = dict.fromkeys(range(first, last + 1), 0)
    for worker in workers:
        if worker.birth:
            year = max(first, retirement_month(worker.birth, woman=worker.woman)[0])
            if year <= last:
                counted[year] += 1
    return counted


def observed(joined: Sequence[int], left: Sequence[int], numbers: Sequence[int]) -> Scenario | None:
    """Return the scenario that whole years of observation give; None with fewer than three.

    One entry a year: who joined, who left otherwise than by retirement, the number at its beginning.
    """
    years = len(numbers)
    if years < FEWEST_YEARS or not all(numbers):
        return None
    join = sum(came / number for came, number in zip(joined, numbers, strict=True)) / years
    leave = sum(went / number for went, number in zip(left, numbers, strict=True)) / years
    return Scenario(f"Như {years} năm qua", join, min(leave, 1.0))


FEWEST_YEARS = 3
"""So many whole years must have been observed before their mean says anything."""
