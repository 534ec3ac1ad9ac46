"""Reports that a plan asks for in prose: how often, until which day, to whom."""

import re
from collections.abc import Iterator, Sequence

from desktop.plans.city_units import named_unit
from desktop.plans.importing.outline import Item, Section
from desktop.plans.importing.wording import Guess
from desktop.plans.plan import ReportDue, ReportPeriod

_SENTENCE = re.compile(r"(?<=[^\W\d_][.;])\s+(?=[A-ZĐÀ-Ỹ-])|(?<=\)[.;])\s+")
_DAY = re.compile(
    r"(?P<before>trước\s+)?(?:ngày\s+)?(?P<day>\d{1,2})\s*(?:/|\s+tháng\s+)\s*(?P<month>\d{1,2})(?!\d|\s*/\s*\d)",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"(?P<half>\b0?6 tháng|sáu tháng)|(?P<year>báo cáo năm|\bh[àằ]ng năm|mỗi năm|định kỳ năm|năm\b(?= \())"
    r"|(?P<other>(?:h[àằ]ng|định kỳ) (?:quý|tháng)|9 tháng)"
    r"|(?P<ad_hoc>đột xuất|định kỳ (?:tổ chức )?(?:sơ kết|tổng kết))",
    re.IGNORECASE,
)
_RECIPIENT = re.compile(
    r"(?:gửi(?: kết quả| báo cáo)?(?: về| cho| tới)?|báo cáo(?: về)?|về|cho)\s+"
    r"(?P<who>(?:Sở|UBND|Ủy ban|Uỷ ban|Bộ|Thành ủy|Tỉnh ủy)[^.;:()]*?)"
    r"(?=\s+(?:định kỳ|để|tổng hợp|trước|kết quả|theo|xem xét|những|tình hình|hằng|hàng|khi|vào|và các)"
    r"|\s*[.;:,()]|$)"
)
_AT_ORDERS = re.compile(
    r"báo cáo\b.*\btheo (?:chỉ đạo|yêu cầu) của (?P<who>(?:Thành ủy|Tỉnh ủy|UBND|Ủy ban|Uỷ ban)[^.;:()]*?)"
    r"(?=\s+(?:và kiến nghị|và đề xuất|để|khi)|\s*[.;:()]|$)"
)
"""“Báo cáo định kỳ hoặc đột xuất theo chỉ đạo của Thành ủy” goes to the one who orders it."""

_GATHERS = re.compile(r"^(?:Giao )?Sở\b.{0,60}?(?:tổng hợp|tham mưu|chịu trách nhiệm)", re.IGNORECASE)
_GATHERED = re.compile(
    r"^(?:Giao )?Sở\b.{0,60}?(?:là )?cơ quan thường trực|^Chịu trách nhiệm (?:theo dõi, )?tổng hợp",
    re.IGNORECASE,
)
"""The paragraph speaks to the department that gathers, though its later sentences do not name it."""

_DEPARTMENT = "so_khcn"


def read_reports(sections: Sequence[Section], guesses: list[Guess]) -> tuple[ReportDue, ...]:
    """Return the reports that the sections on organisation ask for; each is a guess to be confirmed."""
    found: dict[tuple[object, ...], ReportDue] = {}
    for section in sections:
        for item in section.items if section.role == "organisation" else ():
            for sentence in _SENTENCE.split(item.text.replace("*", "")):
                for report in _in_sentence(item, sentence, guesses):
                    found.setdefault(
                        (report.period_kind, report.due, report.sender, report.recipient), report
                    )
    return tuple(found.values())


def _in_sentence(item: Item, sentence: str, guesses: list[Guess]) -> Iterator[ReportDue]:
    if "báo cáo" not in sentence.casefold():
        return
    often = list(_OFTEN.finditer(sentence))
    days = [day for day in _DAY.finditer(sentence) if _iso(day)]
    if not often and not days:
        return
    recipient = _recipient(sentence)
    if not recipient:
        text = f"Câu này nói đến báo cáo nhưng chưa rõ gửi ai, nên chưa thành chế độ báo cáo: “{sentence}”."
        guesses.append(Guess(item.where, text))
        return
    sender = (
        "department"
        if (_GATHERS.search(sentence) or _GATHERED.search(item.text))
        and named_unit(recipient).codes != (_DEPARTMENT,)
        else "units"
    )
    before = False
    for kind, day in _kinds(often, days):
        before = bool(day and day["before"]) or (before and day is not None)
        due = _iso(day) if day else ""
        text = sentence.strip().removesuffix("/.").strip()
        when = f", {'trước ' if before else ''}ngày {day['day']}/{day['month']}" if day else ""
        words = {"half_year": "6 tháng", "year": "năm", "ad_hoc": "đột xuất"}[kind]
        said = f"Chế độ báo cáo {words}{when}, gửi {recipient}, đọc từ câu chữ; hãy xác nhận."
        guesses.append(Guess(item.where, said))
        yield ReportDue(kind, recipient, sender, text, item.place, due, before and bool(day))  # type: ignore[arg-type]
    for one in often:
        if one["other"]:
            text = f"Kỳ báo cáo “{one[0]}” chưa theo dõi được; hãy ghi thành nhiệm vụ nếu cần."
            guesses.append(Guess(item.where, text))


def _kinds(
    often: Sequence[re.Match[str]], days: Sequence[re.Match[str]]
) -> Iterator[tuple[ReportPeriod, re.Match[str] | None]]:
    """Pair days with how often: the words just before a day tell its period, else the month does."""
    for day in days:
        named = [one for one in often if one.start() < day.start() and (one["half"] or one["year"])]
        words = named[-1] if named and day.start() - named[-1].end() < 25 else None
        is_half = words["half"] is not None if words else int(day["month"]) in (5, 6, 7)
        yield ("half_year" if is_half else "year"), day
    if not days:
        for kind in ("half", "year"):
            if any(one[kind] for one in often):
                yield ("half_year" if kind == "half" else "year"), None
    if any(one["ad_hoc"] for one in often):
        yield "ad_hoc", None


def _recipient(sentence: str) -> str:
    found = [match["who"].strip() for match in _RECIPIENT.finditer(sentence)]
    found += [match["who"].strip() for match in _AT_ORDERS.finditer(sentence)]
    return next((one for one in found if len(one) < 80), "")


def _iso(day: re.Match[str] | None) -> str:
    """Return MM-DD; empty for what is no day of every year."""
    if day is None:
        return ""
    month, number = int(day["month"]), int(day["day"])
    return f"{month:02d}-{number:02d}" if 1 <= month <= 12 and 1 <= number <= 28 + 3 * (month != 2) else ""
