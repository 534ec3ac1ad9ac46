"""Numbers that a plan sets itself, found in its prose and proposed as targets; nothing here is certain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.plans.importing.source import Line, Source
from desktop.plans.importing.wording import Guess, plain, without_slips
from desktop.plans.plan import Comparator, Target, TargetPeriod
from desktop.text import read_number

_HEADING = re.compile(r"(?P<level>[IVXLC]+\.|\d+(\.\d+)*[.)]|[a-zđ]\))\s+\S")
_TOP = re.compile(r"[IVXLC]+\.\s")
_HORIZON = re.compile(r"(?:den nam|tam nhin(?: den)?(?: nam)?|den) (20[2-9]\d)")
_OWN_HORIZON = re.compile(r"đến năm (20[2-9]\d)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[^\W\d_][.;])\s+|(?<=%[.;])\s+|(?<=\)[.;])\s+")

_RANK = re.compile(r"\b(?:nhóm|top)\s+(?P<low>\d{1,3})\b(?!\s*[)/])", re.IGNORECASE)
"""“Thuộc nhóm 5 tỉnh dẫn đầu”: a rank to be reached."""

_DIGITS = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"
_QUANTITY = re.compile(
    rf"(?<![\w/.,\-–])(?P<low>{_DIGITS})(?:\s*[-–]\s*(?P<high>{_DIGITS}))?\s*"
    r"(?P<unit>%|[^\W\d_]+(?:\s[^\W\d_]+){0,3})?"
    r"(?:\s*/\s*(?:01|1)?\s*(?P<per>năm|vạn dân|[^\W\d_]+(?:\s[^\W\d_]+)?))?"
)
_NO_UNIT = ("tuoi", "thang", "nam", "ngay", "quy", "khoa")
"""Words after numbers that name a time or an age, not a thing counted."""

_NOT_BEFORE = re.compile(
    r"(số|năm|tháng|ngày|giai đoạn|quý|khóa|thứ|hạng|nhóm|điều|khoản|từ năm|mức)\s*$", re.IGNORECASE
)
_FOOTNOTE = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_EACH_YEAR = re.compile(r"\bmỗi năm (?=[^.;:]{0,60}\d)", re.IGNORECASE)
"""“Mỗi năm tổ chức từ 2 - 4 cuộc …” sets a number wherever it stands."""

_YEARLY_BEFORE = re.compile(r"\bmỗi năm [^.;:]*$", re.IGNORECASE)

_PER_TEN_THOUSAND = re.compile(r"trên\s+(?:01\s+|1\s+)?vạn dân", re.IGNORECASE)
_COUNTED = (
    "bác sĩ", "dược sĩ đại học", "doanh nghiệp", "giải thưởng", "sinh viên", "chuyên gia", "người", "lần",
    "nhà hát", "bảo tàng", "sáng chế", "công trình", "đề tài", "nhiệm vụ", "tổ chức", "cơ sở", "nhà khoa học",
    "trường", "trung tâm", "bằng sáng chế", "đơn", "lượt người", "tỷ đồng", "triệu đồng", "giường bệnh",
    "cuộc", "lớp", "hội nghị", "hội thảo", "buổi",
)  # fmt: skip

_WORDS: tuple[tuple[Comparator, tuple[str, ...]], ...] = (
    (">=", ("ít nhất", "tối thiểu", "không dưới", "không thấp hơn", "từ")),
    ("<=", ("không quá", "tối đa", "nhiều nhất", "không vượt quá")),
    (">", ("trên", "hơn", "vượt", "cao hơn")),
    ("<", ("dưới", "thấp hơn", "ít hơn")),
    ("about", ("khoảng", "xấp xỉ", "gần", "tiệm cận", "tiệm cận mức")),
)
_NEAR = 14
"""So many letters before a number may stand the word by which it is compared."""


@dataclass(frozen=True)
class Found:
    """A number in the prose with what it counts."""

    where: str
    text: str
    horizon: int
    comparator: Comparator
    low: float | None
    high: float | None
    unit: str
    per: str
    period_kind: TargetPeriod


def propose_targets(source: Source, prefix: str, guesses: list[Guess]) -> tuple[Target, ...]:
    """Return the targets that the sections on aims set in numbers; each is a guess to be confirmed."""
    targets = []
    for number, found in enumerate(_find(source, guesses), 1):
        code = f"{prefix}.CT{number:02d}"
        targets.append(
            Target(
                code,
                found.text,
                found.horizon,
                found.comparator,
                found.period_kind,
                found.where,
                found.low,
                found.high,
                found.unit,
                found.per,
            )
        )
        said = targets[-1].asks
        guesses.append(
            Guess(found.where, f"Chỉ tiêu {code} đọc từ câu chữ: {said}, mốc năm {found.horizon}.")
        )
    return tuple(targets)


def _find(source: Source, guesses: list[Guess]) -> Iterator[Found]:
    is_aim, horizon, heading = False, 0, ""
    for line in (block for block in source if isinstance(block, Line)):
        if _HEADING.match(line.text):
            words = plain(line.text)
            if _TOP.match(line.text):
                is_aim = _is_of_aims(words)
            heading = heading if re.match(r"[a-zđ]\)", line.text) else words
            named = _HORIZON.findall(words)
            horizon = int(named[0]) if named else horizon
        if (is_aim and not _is_title(line.text)) or _EACH_YEAR.search(line.text):
            text = without_slips(_FOOTNOTE.sub("", line.text).lstrip("-–+• "), line.where, guesses)
            found = _in_paragraph(text, line.where, horizon or 2030)
            yield from (one for one in found if is_aim or _says_each_year(one))


def _says_each_year(found: Found) -> bool:
    """Outside the aims only what is to be held or reached in each year is taken for a target."""
    return found.period_kind == "each_year" and bool(_EACH_YEAR.search(found.text))


def _is_of_aims(words: str) -> bool:
    return "muc tieu" in words or "chi tieu" in words


def _is_title(text: str) -> bool:
    return bool(_HEADING.match(text)) and "%" not in text and len(text) < 200


def _in_paragraph(text: str, where: str, horizon: int) -> Iterator[Found]:
    for sentence in _SENTENCE.split(text):
        own = _OWN_HORIZON.search(sentence)
        year = int(own[1]) if own else horizon
        words = sentence.strip().rstrip(";,")
        before: tuple[int, Comparator] = (0, "=")
        for match in _QUANTITY.finditer(sentence):
            found = _read(sentence, match)
            if found:
                low, high, unit, per = found
                comparator, period = _compare(sentence, match, high, unit, per)
                if comparator == "=" and re.fullmatch(r"[^,;:.]* và ", sentence[before[0] : match.start()]):
                    comparator = before[1]  # “ít nhất 60% cơ sở … và 70% chương trình …”
                before = (match.end(), comparator)
                yield Found(
                    where, words, year, comparator, *_bounds(comparator, low, high), unit, per, period
                )
        for rank in _RANK.finditer(sentence):
            yield Found(where, words, year, "<=", None, float(rank["low"]), "hạng", "", "at_horizon")


def _read(sentence: str, match: re.Match[str]) -> tuple[float, float | None, str, str] | None:
    """Return low, high, unit and per of a number that counts; None for dates, ages, numbers of papers."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    if _NOT_BEFORE.search(before) or after.startswith(("/", "-")):
        return None
    low, high = read_number(match["low"]), read_number(match["high"]) if match["high"] else None
    if low is None or (high is not None and high <= low):
        return None
    words = match["unit"] or ""
    unit = "%" if words == "%" else _counted(words)
    per = match["per"] or ""
    if not unit and plain(words).split(" ")[:1] and plain(words).split(" ")[0] in _NO_UNIT:
        return None
    if not unit and not (before.rstrip().endswith("đạt") and not words):
        return None
    if not per and _PER_TEN_THOUSAND.search(sentence[match.end("low") : match.end() + 120]):
        per = "vạn dân"
    return low, high, unit, per


def _counted(words: str) -> str:
    """Return the thing counted at the beginning of the words after a number."""
    fitting = [unit for unit in _COUNTED if words == unit or words.startswith(f"{unit} ")]
    return max(fitting, key=len, default="")


def _compare(
    sentence: str, match: re.Match[str], high: float | None, unit: str, per: str
) -> tuple[Comparator, TargetPeriod]:
    before = sentence[: match.start()]
    near = before[-_NEAR:].casefold()
    clause = re.split(r"[,;:]", before)[-1].casefold()
    if unit == "lần":
        return "times", "over_period"
    if (
        unit == "%"
        and re.search(r"\btăng\b(?! tỷ lệ)", clause)
        and "lên" not in near
        and " đạt" not in clause
    ):
        return "growth", "growth_per_year" if per == "năm" else "over_period"
    period: TargetPeriod = "each_year" if _is_yearly(sentence, match, per) else "at_horizon"
    if high is not None:
        return "range", period
    if re.match(r"[^,;.]{0,12}trở lên", sentence[match.end() :]):
        return ">=", period
    for comparator, words in _WORDS:
        if any(re.search(rf"\b{word}\s*$", near) for word in words):
            return comparator, period
    return "=", period


def _is_yearly(sentence: str, match: re.Match[str], per: str) -> bool:
    after = plain(sentence[match.end() : match.end() + 60])
    return (
        per == "năm"
        or bool(_YEARLY_BEFORE.search(sentence[: match.start()]))
        or bool(re.search(r"\b(hang nam|hang nam|moi nam)\b", after))
    )


def _bounds(comparator: Comparator, low: float, high: float | None) -> tuple[float | None, float | None]:
    """Return low and high as a target of this comparator holds them."""
    if comparator in ("<", "<="):
        return None, low
    if comparator in ("=", "about"):
        return low, low
    return low, high
