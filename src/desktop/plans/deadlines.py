"""Deadlines as plans word them, turned into days; what cannot be read for certain stays `unknown`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from desktop.plans.moments import YEAR, Span, moment, unit_of, year_in
from desktop.text import clean, fold


class DeadlineKind(StrEnum):
    """What sort of deadline the words name; only some kinds have a last day."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    FROM = "from"
    YEARLY = "yearly"
    STANDING = "standing"
    PERIODIC = "periodic"
    ON_GUIDANCE = "on_guidance"
    AFTER_EVENT = "after_event"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Deadline:
    """A deadline's own words, its kind, first and last day (both included), and the reason in words.

    `each_year` are the first and last days (MM-DD) that a yearly one names in every year: “trước ngày 15/12
    hằng năm” names one span, “Quý III, IV hằng năm” two; an empty first day means after the span before.
    """

    text: str
    kind: DeadlineKind
    start: date | None
    end: date | None
    why: str
    each_year: tuple[tuple[str, str], ...] = ()

    def spans_in(self, year: int) -> tuple[tuple[date, date], ...]:
        """Return the first and last days of what a yearly deadline asks for in one year, soonest first.

        One span from 1 January to the day it names (or 31 December), or one for each day or quarter named.
        """
        spans: list[tuple[date, date]] = []
        for named, last in self.each_year or (("", "12-31"),):
            first = f"{year:04d}-{named or '01-01'}"
            start = spans[-1][1] + timedelta(days=1) if spans and not named else date.fromisoformat(first)
            spans.append((start, date.fromisoformat(f"{year:04d}-{last}")))
        return tuple(spans)

    def last_day_in(self, year: int) -> date:
        """Return the last day of a yearly deadline in one year: the last it names, or 31 December."""
        return self.spans_in(year)[-1][1]


@dataclass(frozen=True)
class _Reading:
    kind: DeadlineKind
    start: date | None
    end: date | None
    words: str
    each_year: tuple[tuple[str, str], ...] = ()


_RECURRING = (DeadlineKind.YEARLY, DeadlineKind.STANDING, DeadlineKind.PERIODIC)
_LONGEST = 500
"""Longer texts are no deadlines."""
_SAMPLE_YEAR = 2001
"""Lends a day of every year a year to be checked in; no leap year, so 29/02 is refused."""


def parse_deadline(text: str, issued: date | str | None = None) -> Deadline:
    """Read a deadline's wording; accents are ignored, so that slips of scanning do no harm.

    `issued` (a date or partial date of the plan) lends its year to “Quý II” or “ngày 20/6” where no year and
    no “hằng năm” is written, and `why` says so. Never raises; what is not recognised to the last word is
    `unknown`, never guessed.
    """
    text = clean(text)
    if not text:
        return Deadline("", DeadlineKind.UNKNOWN, None, None, "Kế hoạch không ghi thời hạn: cần xác nhận.")
    plain = _plain(text) if len(text) <= _LONGEST else ""
    borrowed = None if re.search(rf"{YEAR}|\b{_EVERY} nam\b", plain) else _year_of(issued)
    readings = _readings(plain, borrowed)
    found = _combined(readings) if readings else None
    if found is None or (borrowed and _is_over(found, issued)):
        why = f"Chưa nhận ra thời hạn “{text}”: cần xác nhận."
        return Deadline(text, DeadlineKind.UNKNOWN, None, None, why)
    lent = f", năm {borrowed} lấy theo năm ban hành kế hoạch"
    why = f"{text.rstrip(' .;,')}: {found.words}{lent if borrowed and (found.start or found.end) else ''}."
    return Deadline(text, found.kind, found.start, found.end, why, found.each_year)


def _year_of(issued: date | str | None) -> int | None:
    year = str(issued or "")[:4]
    return int(year) if re.fullmatch(YEAR, year) else None


def _is_over(found: _Reading, issued: date | str | None) -> bool:
    """Whether a deadline in the borrowed year had passed when the plan was issued: then the year is wrong."""
    last = found.end or found.start
    return last is not None and last.isoformat() < str(issued)


def _plain(text: str) -> str:
    """Return the words to match: no accents, plain dashes and digits, brackets as commas."""
    plain = re.sub("[‐‑‒–—−]", "-", fold(text))
    plain = re.sub(r"\.(?=\s|$)|[“”‘’\"'*:…]", " ", plain)
    plain = _RUN_ON.sub(r"\1, ", plain)
    plain = re.sub(r"(?<=[0-9])o(?=[0-9])", "0", re.sub(r"[()\[\]]", ",", plain))
    return _strip_lead(re.sub(r"[\s,;]*([,;])[\s,;]*", r"\1 ", re.sub(r"\s+", " ", plain)))


_RUN_ON = re.compile(
    r"\b((?:hang|moi) nam|thuong xuyen|dinh ky|lien tuc) (?=(?:bat dau |ke |trong )?(?:tu|den|giai doan) )"
)
_LEAD = re.compile(
    r"(?:thoi (?:gian|han)(?: (?:thuc hien|hoan thanh|trinh))?|thuc hien|hoan thanh|trien khai|ban hanh|trinh"
    r"|xong|bao cao|nhiem vu|to chuc|du kien|tu nay|vao|trong)\s+"
)


def _strip_lead(plain: str) -> str:
    plain = plain.strip(" ,;-")
    while lead := _LEAD.match(plain):
        plain = plain[lead.end() :]
    return plain


_AND = re.compile(r"[,;]?\s+(?:va\s+)?(?:sau do|dong thoi|va)\s+|[,;]\s+")


@lru_cache(maxsize=4096)
def _readings(plain: str, year: int | None, unit: str = "") -> tuple[_Reading, ...]:
    """Return the readings of all phrases of the text, or nothing when one of them is not recognised.

    `unit` is the word that opened the phrase before: “Quý I, II/2026”. Cached because the tails of a text
    are tried from several heads.
    """
    plain = _strip_lead(plain)
    return _phrases(plain, year) or (_phrases(f"{unit} {plain}", year) if unit else ())


def _phrases(plain: str, year: int | None) -> tuple[_Reading, ...]:
    whole = _phrase(plain, year)
    if whole:
        return (whole,)
    for cut in _AND.finditer(plain):
        head, tail = plain[: cut.start()], plain[cut.end() :]
        first = _phrase(head, year_in(tail, like=head) or year)
        rest = _readings(tail, year, unit_of(head)) if first else ()
        if first and rest:
            return (first, *rest)
    return ()


def _combined(readings: tuple[_Reading, ...]) -> _Reading:
    """Join the phrases of one deadline: a recurrence within bounds, several milestones, or the first."""
    words = "; ".join(dict.fromkeys(reading.words for reading in readings))
    bounds = [reading for reading in readings if _is_bound(reading)]
    recurring = [reading for reading in readings if reading.kind in _RECURRING]
    if len(bounds) == 1 and recurring and len(bounds) + len(recurring) == len(readings):
        return replace(recurring[0], start=bounds[0].start, end=bounds[0].end, words=words)
    dated = [reading for reading in readings if reading.end]
    if dated:
        return _last_of(dated, [reading.words for reading in readings if not reading.end])
    return replace(readings[0], words=words)


def _last_of(dated: list[_Reading], others: list[str]) -> _Reading:
    """Return one reading for several milestones: it ends with the last of them, and says so."""
    ends = sorted({reading.end for reading in dated if reading.end})
    starts = [reading.start for reading in dated if reading.start]
    last = next(reading for reading in dated if reading.end == ends[-1])
    words = last.words
    if len(ends) > 1:
        days = ", ".join(_day(end) for end in ends)
        words = f"có {len(ends)} mốc là các ngày {days}, hạn cuối là mốc sau cùng"
    start = min(starts) if len(starts) == len(dated) else None
    return _Reading(last.kind, start, last.end, "; ".join(dict.fromkeys([words, *others])))


def _is_bound(reading: _Reading) -> bool:
    """Whether the phrase can bound a recurrence: “từ năm 2026”, “đến năm 2030”, “giai đoạn 2026 - 2030”."""
    if reading.kind is DeadlineKind.YEAR and reading.start and reading.end:
        return reading.start.year < reading.end.year
    return reading.kind in (DeadlineKind.FROM, DeadlineKind.YEAR)


def _phrase(plain: str, year: int | None) -> _Reading | None:
    """Read one phrase; None when it is not recognised to the last word."""
    return _in_words(plain) or _each_year(plain) or _dated(plain, year)


_EVERY = "(?:hang|moi|tung)"
_COUNT = "(?:[0-9]{1,2}|mot|hai|ba|bon|nam|sau)"
_NAMED = (
    "(?:ban hanh|phe duyet|thong qua|co hieu luc|huong dan|chi dao|yeu cau|ket luan|van ban|quyet dinh|luat"
    "|nghi (?:quyet|dinh)|thong tu|chi thi|cong van|ke hoach|de an|du an|chuong trinh|chien luoc"
    "|quy (?:dinh|hoach)|tieu chi|bo|chinh phu|thu tuong|trung uong|quoc hoi|(?:cac )?so|uy ban|ubnd|hdnd"
    "|hoi dong|(?:tinh|thanh|dang) uy|cap (?:tren|co tham quyen)|hoi nghi|dai hoi|ky hop|hoi thao|hoi thi"
    "|ky ket|kinh phi|von|nhiem vu|bao cao|ho so|de xuat|danh muc|nghiem thu|ket thuc|hoan thanh|thanh lap"
    "|sap xep|so ket|tong ket|giao|cong bo|to chuc)"
)
"""What a deadline may wait for: a document, a body, something that is held or done. Accents are gone."""

_UNDATED: tuple[tuple[re.Pattern[str], DeadlineKind, str], ...] = tuple(
    (re.compile(pattern), kind, words)
    for pattern, kind, words in (
        (
            r"theo (?:su )?(?:huong dan|chi dao|yeu cau|lo trinh|tien do|phan cong|ke hoach cua)(?: .*)?"
            r"|(?:ngay )?khi co (?:huong dan|yeu cau|chi dao)(?: .*)?|dot xuat(?: .*)?",
            DeadlineKind.ON_GUIDANCE,
            "chờ hướng dẫn hoặc yêu cầu của cấp trên, chưa có ngày cụ thể",
        ),
        (
            rf"(?:ngay )?(?:sau khi|(?:ke )?tu khi|khi) (?:.*\b)?{_NAMED}\b.*"
            r"|(?:vong )?[0-9]+ (?:ngay|tuan|thang)(?: lam viec)?,? (?:ke )?(?:tu|sau) .+",
            DeadlineKind.AFTER_EVENT,
            "tính từ khi sự kiện nêu trong kế hoạch xảy ra, chưa có ngày cụ thể",
        ),
        (
            r"(?:thuong xuyen|lien tuc|hang ngay)(?:(?:,| va)? (?:thuong xuyen|lien tuc|hang ngay))*"
            r"|suot (?:qua trinh|thoi gian)(?: .*)?",
            DeadlineKind.STANDING,
            "làm thường xuyên, không có hạn cuối",
        ),
        (
            rf"(?:dinh ky )?{_EVERY} nam(?: (?:mot|0?1) lan)?|thuong nien"
            r"|(?:mot|0?1) (?:lan ?/ ?nam|nam mot lan)",
            DeadlineKind.YEARLY,
            "lặp lại hằng năm",
        ),
        (
            rf"{_EVERY} (?:quy|thang|tuan|ky|(?:0?6|sau) thang)"
            rf"|{_COUNT} (?:tuan|thang|quy|nam) ?(?:/|mot|0?1) ?lan"
            rf"|{_COUNT} lan ?(?:/|mot) ?(?:nam|quy|thang)"
            rf"|(?:0?6|sau) thang(?:,| va) (?:{_EVERY} )?nam|dinh ky(?: .*)?",
            DeadlineKind.PERIODIC,
            "lặp lại theo kỳ, kế hoạch không ghi hạn cuối chung",
        ),
    )
)
_DOCUMENT = re.compile(r"so [0-9]+(?:/[0-9]{4})?/[a-z0-9-]+(?:,? ngay [0-9]{1,2}/[0-9]{1,2}/[0-9]{4})?")
_DAY_NAMED = re.compile(
    rf"{YEAR}|[0-9] ?/ ?[0-9]|\b(?:quy|thang|ngay) ?(?:[0-9]{{1,2}}(?![0-9]| ?lan)|[ivl]+\b)"
)


def _in_words(plain: str) -> _Reading | None:
    """Read a phrase that names no day; one that hides a day (but a document's) is left to others."""
    if _DAY_NAMED.search(_DOCUMENT.sub("", plain)):
        return None
    for pattern, kind, words in _UNDATED:
        if pattern.fullmatch(plain):
            return _Reading(kind, None, None, words)
    return None


def _each_year(plain: str) -> _Reading | None:
    """Read “trước ngày 15/12 hằng năm”, “hằng năm, quý IV”: one day, or several, of every year."""
    within = re.fullmatch(rf"(?:dinh ky )?(?:{_EVERY} nam,? (.+)|(.+?),? {_EVERY} nam)", plain)
    named = (within[1] or within[2]) if within else ""
    if not named or re.search(rf"{YEAR}|\b{_EVERY} ", named):
        return None
    if named.startswith("truoc "):
        named = _BARE_DAY.sub(r"\g<0>truoc ", named)
    readings = _readings(named, _SAMPLE_YEAR)
    if not readings or not all(reading.end for reading in readings):
        return None
    spans = sorted({(reading.end, _named_start(reading)) for reading in readings if reading.end})
    named = tuple((start, f"{end:%m-%d}") for end, start in spans)
    if len({end for _start, end in named}) < len(named):
        return None
    days = " và ".join(f"{end.day:02d}/{_month(end)}" for end, _start in spans)
    if len(named) == 1:
        words = f"lặp lại hằng năm, hạn cuối mỗi năm là ngày {days}"
        return _Reading(DeadlineKind.YEARLY, None, None, words, each_year=(("", named[0][1]),))
    words = f"lặp lại hằng năm, mỗi năm {len(named)} đợt với hạn cuối là các ngày {days}"
    return _Reading(DeadlineKind.YEARLY, None, None, words, each_year=named)


_BARE_DAY = re.compile(r"(?:, | va )(?=(?:ngay )?[0-9])")
"""“Trước 20/6 và 05/12” means before both days."""


def _named_start(reading: _Reading) -> str:
    """Return the first day (MM-DD) of a quarter or month that is named; a mere day has none."""
    return f"{reading.start:%m-%d}" if reading.start and reading.start != reading.end else ""


def _dated(plain: str, year: int | None) -> _Reading | None:
    """Read a phrase that names a day, month, quarter, half-year or year, after “trước”, “từ”, … or bare."""
    for pattern, build in _BOUNDED:
        found = pattern.fullmatch(plain)
        span = moment(found[1], year) if found else None
        if span:
            return build(span)
    return None


def _within(span: Span) -> _Reading:
    return _Reading(DeadlineKind(span.kind), span.start, span.end, f"hạn cuối là ngày {_day(span.end)}")


def _until(span: Span) -> _Reading:
    return _Reading(DeadlineKind(span.kind), None, span.end, f"hạn cuối là ngày {_day(span.end)}")


def _before(span: Span) -> _Reading:
    """“Trước ngày X” ends on the day before X."""
    last = span.start - timedelta(days=1)
    words = f"phải xong trước ngày {_day(span.start)}, hạn cuối là ngày {_day(last)}"
    return _Reading(DeadlineKind.DATE, None, last, words)


def _since(span: Span) -> _Reading:
    words = f"bắt đầu từ ngày {_day(span.start)}, kế hoạch không ghi hạn cuối"
    return _Reading(DeadlineKind.FROM, span.start, None, words)


def _after(span: Span) -> _Reading:
    return _since(Span(span.kind, span.end + timedelta(days=1), span.end + timedelta(days=1)))


_AT_LATEST = "(?:cham nhat|muon nhat|khong qua|han chot|han cuoi|la|vao|trong)"
_BOUNDED: tuple[tuple[re.Pattern[str], Callable[[Span], _Reading]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(.+)", _within),
        (rf"(?:{_AT_LATEST} )*truoc (.+)", _before),
        (r"sau (.+)", _after),
        (r"(?:bat dau |ke )?tu (.+?)(?: tro di)?", _since),
        (r"(.+?)(?: tro di|,?(?: va)? cac nam (?:tiep theo|sau|ke tiep))", _since),
        (rf"(?:(?:{_AT_LATEST}|den|toi|het|cuoi) )+(.+)", _until),
    )
)


def _day(day: date) -> str:
    """Write a day as plans do: 05/12/2026, 30/6/2026 (NĐ 30/2020: only months 1 and 2 with a zero)."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)
