"""Reporting periods: which days a period counts. Source: NĐ 09/2019/NĐ-CP, Article 12.

The counted days run from the 15th of the month before the period to the 14th of its last month, so a
half-year is 15/12 – 14/6 and a year 15/12 – 14/12. A stage of years (sơ kết, tổng kết) ends like its last
year; a report asked for unexpectedly (đột xuất) counts the days that were asked for.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.errors import UserError
from desktop.text import clean, day, fold

_CODE = re.compile(
    r"(?P<year>\d{4})(-(H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<nine>9M)|(?P<month>0[1-9]|1[0-2])"
    r"|(?P<until>\d{4})))?"
)
_ASKED = re.compile(r"(?P<first>\d{8})-(?P<last>\d{8})(-[0-9A-F]{4})?")
_CUT_OFF_DAY = 14
_YEARS = range(2000, 2101)

ADHOC, STAGE = "adhoc", "stage"
STAGE_ENDS = (2028, 2030)
"""The years of sơ kết and tổng kết (Đồng Nai 2026, III.26–27)."""
KINDS = {
    "month": "Báo cáo tháng",
    "quarter": "Báo cáo quý",
    "half_year": "Báo cáo 6 tháng",
    "nine_months": "Báo cáo 9 tháng",
    "year": "Báo cáo năm",
    STAGE: "Báo cáo sơ kết, tổng kết giai đoạn",
    ADHOC: "Báo cáo đột xuất",
}
"""The kinds of reports, which are those of their periods, and how lists name them."""


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
    """Return the period of a code: 2026-H1, 2026-H2, 2026, 2026-Q3, 2026-9M, 2026-06, 2026-2028.

    The code of `asked_period` is understood too. Raises UserError for anything else.
    """
    typed = code.strip().upper()
    match = _CODE.fullmatch(typed)
    if match is not None and int(match["year"]) in _YEARS:
        return _stage(match) if match["until"] else _period(match)
    asked = _ASKED.fullmatch(typed)
    if asked is not None:
        return _asked(typed, _day_of(asked["first"], code), _day_of(asked["last"], code))
    raise _not_understood(code)


def asked_period(first: date, last: date, subject: str) -> Period:
    """Return the period of a report asked for unexpectedly, from a day to a day.

    Its code tells the subject apart from others of the same days without naming it, for it names files too.
    """
    told = hashlib.sha256(fold(clean(subject)).encode()).hexdigest()[:4].upper()
    return _asked(f"{first:%Y%m%d}-{last:%Y%m%d}-{told}", first, last)


def _asked(code: str, first: date, last: date) -> Period:
    if last < first or first.year not in _YEARS or last.year not in _YEARS:
        raise UserError(
            f"Kỳ báo cáo từ {day(first)} đến {day(last)} không hợp lý; ngày đầu phải trước ngày cuối."
        )
    return Period(code, ADHOC, f"từ ngày {day(first)} đến ngày {day(last)}", first, last)


def _day_of(typed: str, code: str) -> date:
    try:
        return date(int(typed[:4]), int(typed[4:6]), int(typed[6:]))
    except ValueError as error:
        raise _not_understood(code) from error


def _not_understood(code: str) -> UserError:
    return UserError(
        f"Không hiểu kỳ báo cáo “{code[:40]}”; hãy ghi theo mẫu 2026-H1 (6 tháng đầu năm), 2026-H2, 2026, "
        "2026-Q3, 2026-9M (9 tháng), 2026-06 hoặc 2026-2028 (giai đoạn)."
    )


def _stage(match: re.Match[str]) -> Period:
    first, last = int(match["year"]), int(match["until"])
    if last <= first or last not in _YEARS:
        raise UserError(f"Giai đoạn {first} – {last} không hợp lý; năm cuối phải sau năm đầu.")
    return _made(match[0], STAGE, f"giai đoạn {first} – {last}", last, (0, 12), first)


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
    if match["nine"]:
        return _made(code, "nine_months", f"9 tháng đầu năm {year}", year, (0, 9))
    if match["month"]:
        month = int(match["month"])
        return _made(code, "month", f"tháng {month} năm {year}", year, (month - 1, month))
    return _made(code, "year", f"năm {year}", year, (0, 12))


def _made(
    code: str, kind: str, label: str, year: int, months: tuple[int, int], first_year: int | None = None
) -> Period:
    before, last = months
    begun = first_year or year
    start_year, start_month = (begun - 1, 12) if before == 0 else (begun, before)
    starts_on = date(start_year, start_month, _CUT_OFF_DAY) + timedelta(days=1)
    return Period(code, kind, label, starts_on, date(year, last, _CUT_OFF_DAY))


def same_period_before(period: Period) -> Period | None:
    """Return the same period of the year before, for “so với cùng kỳ”; a stage has none."""
    if period.kind == STAGE:
        return None
    if period.kind == ADHOC:
        first, last = _year_earlier(period.starts_on), _year_earlier(period.cut_off)
        return _asked(f"{first:%Y%m%d}-{last:%Y%m%d}", first, last)
    return parse_period(f"{period.year - 1}{period.code[4:]}")


def _year_earlier(on: date) -> date:
    return (
        on.replace(year=on.year - 1, day=28)
        if (on.month, on.day) == (2, 29)
        else on.replace(year=on.year - 1)
    )
