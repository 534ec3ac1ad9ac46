"""What stands at the head of a plan: its kind and subject, number, place and day, on what it is based."""

import re
from dataclasses import dataclass
from datetime import date

from desktop.codelists import code_list
from desktop.plans.importing.source import Line, Row, Source
from desktop.plans.importing.wording import Guess, plain
from desktop.text import fold

_KIND = re.compile(r"(KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|QUYẾT ĐỊNH|CHIẾN LƯỢC|PHƯƠNG ÁN|HƯỚNG DẪN)( [^a-z]*)?")
_NUMBER = re.compile(r"Số\s*:?\s*(?P<number>[\w\-]*\s*/\s*[\w\-]+(?:-[\w]+)*)", re.IGNORECASE)
_PLACE = re.compile(
    r"(?P<place>[^,\d:]{2,40}),\s*ngày\s*(?P<day>\d{1,2})?[\s.…]*tháng\s*(?P<month>\d{1,2})?[\s.…]*năm\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(
    r"\(?(?:Kèm theo|Ban hành kèm theo)\s+(?:Kế hoạch|Quyết định|Chương trình|Công văn|Tờ trình|Đề án)"
    r"[^\d/()]*?số\s*:?\s*(?P<number>[\w\-]*\s*/\s*[\w\-]+)"
    r"(?:[\s,]*ngày\s*(?P<day>\d{1,2})?[\s.…]*(?:/|tháng)\s*(?P<month>\d{1,2})?[\s.…]*(?:/|năm)\s*"
    r"(?P<year>\d{4}))?"
    r"(?:\s*của\s+(?P<issuer>[^()]+))?",
    re.IGNORECASE,
)
"""“(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/3/2026 của UBND tỉnh …)”: an annex alone says whose it is."""

_REPLACES = re.compile(
    r"(?:này )?thay thế (?:cho )?(?P<old>(?:Kế hoạch|Chương trình|Quyết định)[^.;,]*? số \S+"
    r"(?:,? ngày \d{1,2}/\d{1,2}/\d{4})?)"
)
_BASIS = re.compile(
    r"(Căn cứ|Thực hiện|Theo)\s+"
    r"(?P<what>(Nghị quyết|Quyết định|Kế hoạch|Chương trình|Luật|Nghị định|Chỉ thị)\b.*)"
)
_ROMAN = re.compile(r"(Phần |Mục )?[IVX]+[.)]\s")
_LOOKED_AT, _LONGEST_TITLE = 60, 600
_YEAR = re.compile(r"(?:năm |/)(20\d{2})\b")
_CITED = re.compile(r"ngày \d{1,2}/\d{1,2}/(20\d{2})\b")
_DUE = re.compile(r"(?:hoàn thành|xong|quý [IV]{1,3})(?:[^.;|\d]{0,30}[ /])(20\d{2})\b", re.IGNORECASE)
"""A plan is issued after what it cites and not after the year of its first deadline."""


@dataclass(frozen=True)
class Head:
    """The head as read; empty where the paper does not say."""

    title: str
    number: str
    issued: str
    province: str
    legal_bases: tuple[str, ...]
    replaces: str = ""


def read_head(source: Source, guesses: list[Guess]) -> Head:
    """Return the head of a plan; what had to be guessed is noted."""
    every = [block for block in source if isinstance(block, Line)]
    lines = every[:_LOOKED_AT]
    number = next((found["number"] for line in lines if (found := _NUMBER.match(line.text))), "")
    placed = next((found for line in lines if (found := _PLACE.search(line.text))), None)
    enclosed = _enclosed(every)
    if enclosed and not number:
        number = enclosed["number"]
        guesses.append(Guess("dòng “Kèm theo”", f"Số, ký hiệu đọc từ dòng kèm theo: {number.strip()}."))
    if placed is None and enclosed and enclosed["year"]:
        placed = enclosed
        guesses.append(Guess("dòng “Kèm theo”", "Ngày ban hành đọc từ dòng kèm theo."))
    place = (placed.groupdict().get("place") if placed else "") or _place_of(enclosed)
    return Head(
        _title(lines, guesses),
        re.sub(r"\s", "", number),
        _issued(placed, source, guesses),
        _province(place, lines, guesses),
        tuple(_bases(lines)),
        next((found["old"] for line in every if (found := _REPLACES.search(line.text))), ""),
    )


def _enclosed(lines: list[Line]) -> re.Match[str] | None:
    """Return the line of an annex that says which plan it belongs to; it may be broken in two."""
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        text = f"{line.text} {following.text}" if following and ")" not in line.text else line.text
        if found := _ENCLOSED.match(text):
            return found
    return None


def _place_of(enclosed: re.Match[str] | None) -> str:
    issuer = enclosed["issuer"] if enclosed else ""
    return re.sub(r"^(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+", "", issuer.strip()) if issuer else ""


def _title(lines: list[Line], guesses: list[Guess]) -> str:
    for place, line in enumerate(lines):
        if not _KIND.fullmatch(line.text):
            continue
        subject: list[str] = []
        for following in lines[place + 1 : place + 6]:
            if _ends_title(following.text, subject):
                break
            subject.append(following.text)
        words = " ".join(subject)
        kind = line.text[:1] + line.text[1:].lower()
        return f"{kind} {words[:1].lower()}{words[1:]}".strip()[:_LONGEST_TITLE]
    where = lines[0].where if lines else "đầu tệp"
    guesses.append(Guess(where, "Không thấy tên kế hoạch ở đầu văn bản; hãy ghi vào."))
    return ""


def _ends_title(text: str, subject: list[str]) -> bool:
    begun = bool(subject)
    return (
        bool(_ROMAN.match(text))
        or text.startswith(("Căn cứ", "(", "["))
        or (begun and text.startswith(("Thực hiện", "Để ", "Theo ")))
    )


def _issued(placed: re.Match[str] | None, source: Source, guesses: list[Guess]) -> str:
    if placed is not None:
        parts = [placed["year"], *(f"{int(placed[part]):02d}" for part in ("month", "day") if placed[part])]
        if placed["day"] and not placed["month"]:
            parts = parts[:1]
        return "-".join(parts)
    now = str(date.today().year)  # noqa: DTZ011 - a paper at hand was not issued in a year to come
    lines = [block for block in source if isinstance(block, Line)]
    cited = max((year for line in lines for year in _CITED.findall(line.text)), default="")
    due = min((year for block in source for year in _DUE.findall(_text(block))), default="")
    if due and cited <= due <= now:
        words = f"Không thấy ngày ban hành; tạm ghi năm {due} theo thời hạn sớm nhất trong văn bản."
        guesses.append(Guess(lines[0].where if lines else "đầu văn bản", words))
        return due
    years: list[str] = [y for line in lines[:_LOOKED_AT] for y in _YEAR.findall(line.text) if y <= now]
    if years:
        guesses.append(Guess(lines[0].where, f"Không thấy ngày ban hành; tạm ghi năm {max(years)}."))
        return max(years)
    guesses.append(Guess("đầu văn bản", "Không thấy năm ban hành; hãy ghi vào."))
    return ""


def _text(block: Line | Row) -> str:
    return block.text if isinstance(block, Line) else " | ".join(block.cells)


def _province(place: str, lines: list[Line], guesses: list[Guess]) -> str:
    code = code_list("province").match(place) if place else None
    if code:
        return code
    text = plain(" ".join(line.text for line in lines))
    counted = {
        one.code: sum(text.count(f" {plain(name)} ") for name in one.aliases)
        for one in code_list("province").codes
    }
    best = max(counted, key=lambda one: counted[one], default="")
    if best and counted[best]:
        label = code_list("province").get(best)
        guesses.append(
            Guess("đầu văn bản", f"Nơi ban hành đoán theo nội dung: {label.label if label else best}.")
        )
        return best
    guesses.append(Guess("đầu văn bản", "Không thấy tỉnh, thành phố ban hành; hãy chọn."))
    return ""


def _bases(lines: list[Line]) -> list[str]:
    found = [match["what"].rstrip(".;, ") for line in lines if (match := _BASIS.match(line.text))]
    return [re.sub(r"\s*\([^()]*\)$", "", one) for one in found]


def initials(name: str) -> str:
    """Return the first letters of a place: Đồng Nai → ĐN."""
    return "".join(word[0] for word in name.split()).upper()


def slug(name: str) -> str:
    """Return a place as it stands in a code: Đồng Nai → dong-nai."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
