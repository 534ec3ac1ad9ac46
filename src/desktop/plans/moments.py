"""Days, months, quarters, half-years, years and ranges of them, as written in Vietnamese without accents."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

YEAR = r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])"


@dataclass(frozen=True)
class Span:
    """A stretch of days, both included; `kind` is date, month, quarter, half_year or year."""

    kind: str
    start: date
    end: date


_NUMBERS = {
    "mot": 1,
    "nhat": 1,
    "gieng": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "sau": 6,
    "bay": 7,
    "tam": 8,
}
_NUMBERS |= {"chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SIDE = re.compile("(?:(?:truoc|den|tu|het|cuoi) )+")
_BARE_NUMBER = re.compile(r"(?:[0-9]{1,2}|[ivl|!]+)(?![0-9a-z])")
_UNITS = ("ngay", "thang", "quy", "nam")

_YEAR_GROUP = f"(?P<year>{YEAR})"
_OF_YEAR = rf"(?:(?:\s*[/.,-]\s*|\s+)(?:cua )?(?:nam )?{_YEAR_GROUP})?"
_TWO = "[0-9]{1,2}"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("date", rf"(?:ngay )?(?P<day>{_TWO}) ?/ ?(?P<month>{_TWO})(?: ?/ ?{_YEAR_GROUP})?"),
        ("date", rf"(?:ngay )?(?P<day>{_TWO}) ?[.-] ?(?P<month>{_TWO}) ?[.-] ?{_YEAR_GROUP}"),
        ("date", rf"ngay (?P<day>{_TWO}) thang (?P<month>{_TWO}){_OF_YEAR}"),
        ("month", rf"thang (?P<month>{_TWO}|muoi mot|muoi hai|[a-z]+){_OF_YEAR}"),
        ("month", rf"(?P<month>{_TWO}) ?/ ?{_YEAR_GROUP}"),
        ("quarter", rf"(?:quy|q\.?) ?(?P<quarter>[1-4ivl|!]{{1,3}}|[a-z]+){_OF_YEAR}"),
        ("half_year", rf"(?:0?6|sau) thang (?P<half>dau|cuoi)(?: nam)?{_OF_YEAR}"),
        ("half_year", rf"nua (?P<half>dau|cuoi)(?: cua)? nam{_OF_YEAR}"),
        ("year", rf"(?:ca )?(?:nam )?{_YEAR_GROUP}"),
    )
)
_PERIOD = re.compile(r"(?:(?:suot|ca|cac|tu|giai doan|thoi ky)\s+)+")
_BETWEEN = re.compile(r"\s*-\s*|\s+(?:cho )?(?:den het|den|toi)\s+")


def moment(plain: str, year: int | None) -> Span | None:
    """Return the days a wording names, or None; `year` is lent where none is written."""
    return _single(plain, year) or _range(plain, year)


def unit_of(plain: str) -> str:
    """Return the unit word a wording opens with: quy, thang, ngay, nam; empty when it opens with a number."""
    word = plain.split(" ", 1)[0]
    return word if word in _UNITS else ""


def year_in(plain: str, like: str) -> int | None:
    """Return the year written in `plain` when it can also be meant for `like`: “quý I” before “II/2026”."""
    plain, like = _SIDE.sub("", plain), _SIDE.sub("", like)
    found = re.search(YEAR, plain)
    same_unit = unit_of(plain) == unit_of(like) if unit_of(plain) else _BARE_NUMBER.match(plain)
    return int(found[0]) if found and same_unit else None


def _single(plain: str, year: int | None) -> Span | None:
    for kind, pattern in _PATTERNS:
        found = pattern.fullmatch(plain)
        span = _span(kind, found.groupdict(), year) if found else None
        if span:
            return span
    return None


def _range(plain: str, year: int | None) -> Span | None:
    opening = _PERIOD.match(plain)
    plain = plain[opening.end() :] if opening else plain
    for cut in _BETWEEN.finditer(plain):
        left, right = plain[: cut.start()], plain[cut.end() :]
        last = _single(right, year) or _single(f"{unit_of(left)} {right}", year)
        first = _single(left, year_in(right, like=left) or year)
        if first and last and first.start < last.start:
            return Span(first.kind if first.kind == last.kind else "date", first.start, last.end)
    return None


def _span(kind: str, found: Mapping[str, str | None], lent: int | None) -> Span | None:
    year = int(found.get("year") or lent or 0)
    if not year:
        return None
    if kind == "year":
        return Span(kind, date(year, 1, 1), date(year, 12, 31))
    if kind == "date":
        return _one_day(year, int(found["month"] or 0), int(found["day"] or 0))
    first, length = _months(kind, found)
    if not 1 <= first <= 12:
        return None
    last = first + length - 1
    return Span(kind, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _one_day(year: int, month: int, day: int) -> Span | None:
    try:
        named = date(year, month, day)
    except ValueError:
        return None
    return Span("date", named, named)


def _months(kind: str, found: Mapping[str, str | None]) -> tuple[int, int]:
    """Return the first month and how many; month 0 when the number is none."""
    if kind == "half_year":
        return (1 if found["half"] == "dau" else 7), 6
    if kind == "month":
        return _number(found["month"] or ""), 1
    quarter = _quarter(found["quarter"] or "")
    return (quarter * 3 - 2 if quarter else 0), 3


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word, 0)


def _quarter(word: str) -> int:
    """Read a quarter's number; scanning turns I into l, 1, | or !."""
    if word.isdigit() or word in _NUMBERS:
        number = _number(word)
    else:
        number = _ROMAN.get(re.sub("[1l|!]", "i", word), 0)
    return number if number <= 4 else 0
