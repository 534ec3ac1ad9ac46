"""Reading the value of a condition: codes, numbers and dates with their ranges, texts."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from desktop.codelists import code_list
from desktop.dates import parse_date, parse_partial_date
from desktop.errors import UserError
from desktop.people.lists.question import Test
from desktop.people.lists.vocabulary import AGE, BELOW_ALL, RANKED, codes_named, short_name
from desktop.people.normal import FIELDS
from desktop.storage.fields import Field, Kind

_DATE = r"\d{4}-\d{2}(?:-\d{2})?(?!\d)|\d{1,4}(?:[/.]\d{1,4}){0,2}"
_TO = r"\s*(?:-|–|\.{2,3}|den\b)\s*"
_HOW = {
    "duoi": Test.BELOW, "nho hon": Test.BELOW, "thap hon": Test.BELOW, "truoc": Test.BELOW,
    "tren": Test.ABOVE, "hon": Test.ABOVE, "lon hon": Test.ABOVE, "cao hon": Test.ABOVE, "sau": Test.ABOVE,
    "tu": Test.FROM, "it nhat": Test.FROM, "khong qua": Test.UP_TO, "toi da": Test.UP_TO,
}  # fmt: skip
_SIZE = rf"(?:(?P<how>{'|'.join(_HOW)}|nam)\s+)?"
_UPWARDS = r"(?:\s+tro\s+(?P<on>len|xuong|di))?"
_NUMBERS = re.compile(rf"\s*{_SIZE}(?P<low>{_DATE})(?!\w)(?:{_TO}(?P<high>{_DATE})(?!\w))?{_UPWARDS}")
_AGES = re.compile(rf"{_SIZE}(?P<low>\d{{1,3}})(?:{_TO}(?P<high>\d{{1,3}}))?\s*tuoi\b{_UPWARDS}")
_QUOTED = re.compile(r"\s*[\"“”]([^\"“”]*)[\"“”]?")
_PIECE = re.compile(r"\s*([^\s,;\"“”]+)")
_WORDS = re.compile(r"[^\s,;\"“”<>=:]+")
_COMMA = re.compile(r"\s*,\s*(?=\S)")
_RANK_BEFORE = re.compile(r"\s*(?:(?P<how>duoi|thap hon|tren|cao hon|sau|it nhat|toi da|tu)\s+)?")
_RANK_BEHIND = re.compile(r"\s+tro\s+(?P<on>len|xuong)\b")
_ON = {"len": Test.FROM, "di": Test.FROM, "xuong": Test.UP_TO}
_UNFILLED = re.compile(r"\s*(?:\"chua ghi\"|chua ghi\b|\?)")
_MOST_WORDS, _OLDEST, _FIRST_YEAR = 8, 150, 1900
_DATES = (Kind.PARTIAL_DATE, Kind.DATE)
_NUMBERED = (*_DATES, Kind.YEAR, Kind.NUMBER)


@dataclass(frozen=True)
class Asked:
    """The text being read, the same folded letter by letter, the day of asking, the office's province."""

    text: str
    plain: str
    on: date
    province: str


@dataclass(frozen=True)
class Found:
    """What a value was read as, and where it ends."""

    test: Test
    values: tuple[str, ...]
    end: int


class NotUnderstood(UserError):
    """A value that cannot be read; `end` is where reading goes on."""

    def __init__(self, message: str, end: int) -> None:
        super().__init__(message)
        self.end = end


def read_value(asked: Asked, key: str, sign: str, place: int) -> Found:
    """Read what stands behind `mục:`; raises NotUnderstood."""
    piece = _piece_at(asked, place)
    if not piece[0]:
        raise NotUnderstood(f"Sau “{short_name(key)}{sign}” chưa có gì để tìm; hãy ghi tiếp giá trị.", place)
    declared = FIELDS.get(key)
    if declared and sign == ":" and (unfilled := _UNFILLED.match(asked.plain, place)):
        return Found(Test.EMPTY, (), unfilled.end())
    if declared is None or declared.kind in _NUMBERED:
        return _read_numbered(asked, key, sign, place)
    if declared.kind is Kind.CODE:
        return _read_codes(asked, declared, sign, place)
    if sign != ":":
        raise NotUnderstood(
            f"“{short_name(key)}” là chữ nên không so sánh được; hãy ghi dấu hai chấm rồi chữ cần tìm.",
            piece[1],
        )
    return Found(Test.HOLDS, (piece[0],), piece[1])


def read_number_behind(asked: Asked, key: str, place: int) -> Found | None:
    """Read a number or a range without a sign: behind the name of its field, or an age before “tuổi”."""
    declared = FIELDS.get(key)
    if key and key != AGE and (declared is None or declared.kind not in _NUMBERED):
        return None
    found = (_NUMBERS if key else _AGES).match(asked.plain, place)
    if found is None:
        return None
    try:
        return _range(asked, key or AGE, ":", found)
    except NotUnderstood:
        return None


def read_ranked(asked: Asked, key: str, place: int) -> tuple[str, Found] | None:
    """Read “thạc sĩ trở lên” or “trên đại học” of a field, without `key` of any; return the field as well."""
    before = _RANK_BEFORE.match(asked.plain, place)
    how = (before and before["how"]) or ""
    if not how and not _RANK_BEHIND.search(asked.plain, place):
        return None
    start = before.end() if before else place
    for field in FIELDS.values():
        if field.codes not in RANKED or key not in ("", field.key):
            continue
        for end in _ends(asked, start):
            codes = codes_named(field, asked.text[start:end].strip(), asked.province, by_part=False)
            on = _RANK_BEHIND.match(asked.plain, end)
            if codes and codes[0] != BELOW_ALL and (on or how not in ("", "tu")):
                test = _ON[on["on"]] if on else _HOW[how]
                return field.key, Found(test, codes[:1], on.end() if on else end)
    return None


def is_year(asked: Asked, typed: str) -> bool:
    """Tell whether four digits can be a year of birth."""
    is_written = len(typed) == 4 and typed.isascii() and typed.isdecimal()
    return is_written and _FIRST_YEAR <= int(typed) <= asked.on.year


def read_day(asked: Asked, place: int) -> tuple[date, int] | None:
    """Read the whole date of “tính đến”; None when no number stands there. Raises NotUnderstood."""
    found = re.compile(rf"\s*({_DATE})").match(asked.plain, place)
    if found is None:
        return None
    try:
        return date.fromisoformat(parse_date(found[1], asked.on)), found.end()
    except UserError as wrong:
        raise NotUnderstood(wrong.message, found.end()) from wrong


def _piece_at(asked: Asked, place: int) -> tuple[str, int]:
    """Return the text in quotes or up to the next blank, and where it ends."""
    found = _QUOTED.match(asked.text, place) or _PIECE.match(asked.text, place)
    return (found[1].strip(), found.end()) if found else ("", place)


# Numbers and dates


def _read_numbered(asked: Asked, key: str, sign: str, place: int) -> Found:
    quoted = _QUOTED.match(asked.text, place)
    found = _NUMBERS.match(asked.plain, place + (quoted.start(1) - place if quoted else 0))
    if found is None:
        piece, end = _piece_at(asked, place)
        what = "số tuổi" if key == AGE else "năm hoặc ngày"
        example = (
            "tuổi<45 hoặc tuổi 30-40"
            if key == AGE
            else f"{short_name(key)}:1980 hoặc {short_name(key)}>=2010"
        )
        raise NotUnderstood(f"“{piece}” không phải {what}; hãy ghi như {example}.", end)
    return _range(asked, key, sign, found, quoted.end() if quoted else 0)


def _range(asked: Asked, key: str, sign: str, found: re.Match[str], end: int = 0) -> Found:
    end = max(end, found.end())
    low = _number(asked, key, found["low"], end)
    if found["high"]:
        high = _number(asked, key, found["high"], end)
        if _order(low) > _order(high):
            low, high = high, low
        return Found(Test.BETWEEN, (low, high), end)
    test = _ON.get(found["on"] or "") or _HOW.get(found["how"] or "") or Test(sign)
    return Found(test, (low,), end)


def _order(value: str) -> tuple[int, str]:
    return (int(value), "") if value.isdecimal() else (int(value[:4]), value)


def _number(asked: Asked, key: str, typed: str, end: int) -> str:
    """Return a number as it is compared: an age, a year, or a date as stored."""
    declared = FIELDS.get(key)
    if declared is not None and declared.kind in _DATES:
        try:
            return parse_partial_date(typed, date(asked.on.year + 20, 12, 31))
        except UserError as wrong:
            raise NotUnderstood(wrong.message, end) from wrong
    is_year = declared is not None and declared.kind is Kind.YEAR
    if not typed.isdecimal() or (key == AGE and int(typed) > _OLDEST) or (is_year and len(typed) != 4):
        what = "năm gồm bốn chữ số" if is_year else "số tuổi" if key == AGE else "số"
        raise NotUnderstood(f"“{typed}” không phải {what}; hãy ghi như {_example(key)}.", end)
    return str(int(typed))


def _example(key: str) -> str:
    return "tuổi<45" if key == AGE else f"{short_name(key)}:2010"


# Codes


def _read_codes(asked: Asked, field: Field, sign: str, place: int) -> Found:
    if field.key == "ethnicity" and (end := _minority_at(asked, place)):
        return Found(Test.MINORITY, (), end)
    ranked = read_ranked(asked, field.key, place) if sign == ":" else None
    if ranked:
        return ranked[1]
    codes, end = _codes_at(asked, field, place)
    while sign == ":" and (comma := _COMMA.match(asked.text, end)):
        try:
            more, behind = _codes_at(asked, field, comma.end())
        except NotUnderstood:
            break
        codes, end = (*codes, *more), behind
    if sign == ":":
        return Found(Test.IS, tuple(dict.fromkeys(codes)), end)
    if field.codes not in RANKED:
        raise NotUnderstood(
            f"“{field.label}” không có thứ bậc nên không so sánh được; hãy ghi dấu hai chấm rồi giá trị.", end
        )
    return Found(Test(sign), codes[:1], end)


def _minority_at(asked: Asked, place: int) -> int:
    found = re.compile(r"\s*\"?thieu so\"?").match(asked.plain, place)
    return found.end() if found else 0


def _codes_at(asked: Asked, field: Field, place: int) -> tuple[tuple[str, ...], int]:
    """Return the codes of the longest value here: in quotes, exactly a label or alias, or part of a label."""
    quoted = _QUOTED.match(asked.text, place)
    ends = [quoted.end()] if quoted else _ends(asked, place)
    for by_part in (False, True):
        for end in ends:
            text = quoted[1] if quoted else asked.text[place:end].strip()
            codes = codes_named(field, text, asked.province, by_part=by_part)
            if codes:
                return codes, end
    piece, end = _piece_at(asked, place)
    known = ", ".join(label for _, label in code_list(field.codes).choices()[:3])
    raise NotUnderstood(
        f"Danh mục “{field.label}” không có “{piece}”; hãy chọn trong danh mục, ví dụ {known}.", end
    )


def _ends(asked: Asked, place: int) -> list[int]:
    """Return where a value of several words may end, the longest first; commas belong to some labels."""
    found = list(_WORDS.finditer(asked.text, place))[:_MOST_WORDS]
    held = [one for one in found[:1] if not asked.text[place : one.start()].strip()]
    for before, one in pairwise(found):
        if not held or asked.text[before.end() : one.start()].strip() not in ("", ","):
            break
        held.append(one)
    return [one.end() for one in reversed(held)]
