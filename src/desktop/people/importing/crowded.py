"""Cells that say more than they are for: a birth behind a name, a mail beside a telephone, half a year."""

import re
from collections.abc import Iterator, MutableMapping
from datetime import date

from desktop.errors import Problem, Severity
from desktop.people.normal import as_text, today
from desktop.people.rules import ADULT
from desktop.people.titles import read_degree
from desktop.text import clean, fold

_REMARK = re.compile(r"\(([^()]*)\)")
_BIRTH = (
    r"(?:(?:sn|s\.n\.?|n\.?s\.?|(?:năm )?sinh(?: năm| ngày)?)\s*:?\s*)?((?:\d{1,2}[./-]){0,2}(?:19|20)\d\d)"
)
_BORN = re.compile(_BIRTH, re.IGNORECASE)
_BORN_BEHIND = re.compile(rf"([^\d]*?[^\W\d])\.?\s*(?:[,;:–/-]\s*|\s){_BIRTH}", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"[(\n]|\d{4}\W*$")
_STANDING = re.compile(
    r"\b(nghi huu|ve huu|huu tri|da mat|da chet|tu tran|qua doi|chuyen di|nghi viec|thoi viec)\b"
)
_BETWEEN_NUMBERS = re.compile(r"\s*[;,/\n|]\s*|\s+(?:-|–|hoặc|và)\s+|\s+(?=\S+@)|(?<=[a-z])\s+(?=[\d+])")
_FEWEST_DIGITS = 9
_HALF_YEAR = re.compile(r"\d\d")


def settle(found: MutableMapping[str, object], said: list[Problem]) -> None:
    """Leave in the cells of one row what their fields are for, and say what was moved or read into them."""
    name = found.get("full_name")
    if isinstance(name, str) and _BEHIND_NAME.search(name):
        said += _settle_name(name, found)
    phone = found.get("phone")
    if isinstance(phone, str) and not phone.isdigit():
        said += _settle_phone(phone, found)
    birth = found.get("birth")
    if birth is not None and _HALF_YEAR.fullmatch(text := as_text(birth)):
        found["birth"] = year = _whole_year(int(text), today())
        message = f"Năm sinh chỉ ghi “{text}”, đã hiểu là {year}; hãy đối chiếu giấy tờ."
        said.append(Problem("birth", message, Severity.WARN))


def _settle_name(name: str, found: MutableMapping[str, object]) -> Iterator[Problem]:
    """Move what stands in brackets or on a second line behind a name into the note; titles stay.

    A birth behind a name goes where births belong, unless another one is given.
    """
    bare, remarks = _parted(name)
    born = _BORN_BEHIND.fullmatch(bare)
    if born and not found.get("birth"):
        bare, found["birth"] = clean(born[1]), born[2]
    if not bare:
        return
    found["full_name"] = bare
    for remark in remarks:
        born = _BORN.fullmatch(remark)
        if born and not found.get("birth"):
            found["birth"] = born[1]
            continue
        _note(found, remark)
        what = "tình trạng của người này" if _STANDING.search(fold(remark)) else "họ tên"
        message = f"Ô họ tên có thêm “{remark}”, đã chuyển sang ghi chú; hãy xem lại {what}."
        yield Problem("full_name", message, Severity.WARN)


def _parted(name: str) -> tuple[str, list[str]]:
    """Return a name with its titles, and the remarks that stand beside it."""
    bare, *lines = [line for line in map(clean, name.strip().splitlines()) if line] or [""]
    remarks = []
    for line in lines:
        if _is_titles(line):
            bare = f"{bare}, {line}"
        elif _goes_on(bare, line):
            bare = f"{bare} {line}"
        else:
            remarks.append(line)
    inside = [remark for remark in _REMARK.findall(bare) if not _is_titles(remark)]
    for remark in inside:
        bare = clean(bare.replace(f"({remark})", " "))
    return bare, [text for remark in (*inside, *remarks) if (text := clean(remark.strip("() ")))]


def _is_titles(text: str) -> bool:
    found, rest = read_degree(text)
    return bool(found) and not rest


def _goes_on(first: str, second: str) -> bool:
    """Tell whether a name was but broken in two lines: one word stands alone on the first or the second."""
    is_word = " " not in second and second.isalpha() and second[:1].isupper()
    return " " not in first or second.startswith("(") or is_word


def _settle_phone(phone: str, found: MutableMapping[str, object]) -> Iterator[Problem]:
    """Keep the first of several telephone numbers; a mail goes where mails belong, the rest to the note."""
    parts = [part for part in _BETWEEN_NUMBERS.split(phone.strip()) if part]
    mails = [] if found.get("email") else [part for part in parts if "@" in part][:1]
    parts = [part for part in parts if part not in mails]
    if not mails and not (len(parts) > 1 and all(map(_is_number, parts))):
        return
    first = next((part for part in parts if _is_number(part)), None)
    rest = [clean(part) for part in parts if part != first]
    found["phone"] = first
    if mails:
        found["email"] = mails[0]
    if rest:
        others = ", ".join(rest)
        _note(found, f"Điện thoại khác: {others}")
        message = f"Ô điện thoại ghi nhiều thứ; đã lấy số đầu, ghi {others} vào ghi chú, hãy xem lại."
        yield Problem("phone", message, Severity.WARN)


def _is_number(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= _FEWEST_DIGITS


def _note(found: MutableMapping[str, object], line: str) -> None:
    before = found.get("note")
    found["note"] = f"{before}\n{line}" if before else line


def _whole_year(half: int, on: date) -> str:
    """Return the year that two digits mean of a grown person: the latest in which one can be born."""
    year = on.year - on.year % 100 + half
    return str(year if year <= on.year - ADULT else year - 100)
