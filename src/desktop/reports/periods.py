"""Reporting periods: which days a period counts. Source: NĐ 09/2019/NĐ-CP, Article 12.

The counted days run from the 15th of the month before the period to the 14th of its last month, so a
half-year is 15/12 – 14/6 and a year 15/12 – 14/12.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.errors import UserError

_CODE = re.compile(r"(?P<year>\d{4})(-(H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
_CUT_OFF_DAY = 14


@dataclass(frozen=True)
class Period:
    """A period: code (`2026-H1`), kind, Vietnamese label, first and last counted day (cut-off)."""

    code: str
    kind: str
    label: str
    starts_on: date
    cut_off: date

    @property
    def year(self) -> int:
        """The calendar year that the period belongs to."""
        return self.cut_off.year


def parse_period(code: str) -> Period:
    """Return the period of a code such as 2026-H1, 2026-H2, 2026, 2026-Q3, 2026-06.

    Raises UserError for anything else.
    """
    match = _CODE.fullmatch(code.strip().upper())
    if match is None or not 2000 <= int(match["year"]) <= 2100:
        raise UserError(
            f"Không hiểu kỳ báo cáo “{code}”; hãy ghi theo mẫu 2026-H1 (6 tháng đầu năm), 2026-H2, 2026, "
            "2026-Q3 hoặc 2026-06."
        )
    return _period(match)


def _period(match: re.Match[str]) -> Period:
    code, year = match[0], int(match["year"])
    if match["half"]:
        half = int(match["half"])
        label = f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {year}"
        return _made(code, "half_year", label, year, (half * 6 - 6, half * 6))
    if match["quarter"]:
        quarter = int(match["quarter"])
        roman = ("I", "II", "III", "IV")[quarter - 1]
        return _made(code, "quarter", f"quý {roman} năm {year}", year, (quarter * 3 - 3, quarter * 3))
    if match["month"]:
        month = int(match["month"])
        return _made(code, "month", f"tháng {month} năm {year}", year, (month - 1, month))
    return _made(code, "year", f"năm {year}", year, (0, 12))


def _made(code: str, kind: str, label: str, year: int, months: tuple[int, int]) -> Period:
    before, last = months
    start_year, start_month = (year - 1, 12) if before == 0 else (year, before)
    starts_on = date(start_year, start_month, _CUT_OFF_DAY) + timedelta(days=1)
    return Period(code, kind, label, starts_on, date(year, last, _CUT_OFF_DAY))


def same_period_before(period: Period) -> Period:
    """Return the same period of the year before, for “so với cùng kỳ”."""
    return parse_period(f"{period.year - 1}{period.code[4:]}")
