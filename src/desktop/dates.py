"""Dates as people write them, whole or in part (only month or year known), read into ISO text. No Qt here."""

import calendar
import re
import unicodedata
from datetime import date

from desktop.errors import UserError

EARLIEST_YEAR = 1900
"""The register holds nobody born earlier; a smaller year is a slip of the hand."""

_YEARS_AHEAD = 20
"""A whole date with a two-digit year (a deadline, say) may lie at most this many years ahead."""

_HOW = "hãy ghi dd/mm/yyyy, mm/yyyy hoặc yyyy"
_HOW_WHOLE = "hãy ghi đủ ngày, tháng, năm, ví dụ 05/03/2026"

_WORDS = re.compile(r"(?:ngay (\d{1,2}) )?(?:thang (\d{1,2}) )?nam (\d{2,4})")
_HALF_WORDS = re.compile(r"(?:ngay|thang|nam)\s*(?=\d)")
_USUAL = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SEPARATOR = re.compile(r"\s*[/.\-]\s*|\s+")
_COMPACT = re.compile(r"\d{8}")
_IGNORED = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_LONGEST = 40

Parts = tuple[int, int, int]
"""Year, month, day; 0 stands for an unknown month or day."""


def parse_partial_date(raw: str, today: date | None = None) -> str:
    """Read a past date that may be known only in part; return `yyyy`, `yyyy-MM` or `yyyy-MM-dd`.

    Reads dd/mm/yyyy, d/m/yy (a two-digit year up to this year's is of this century), the separators `. - /`
    and blanks, yyyy-mm-dd, mm/yyyy, yyyy, ddmmyyyy (QR text of the ID card), “ngày 5 tháng 3 năm 1980”;
    `00` stands for an unknown day or month. Raises UserError with one Vietnamese sentence for all else:
    days that do not exist, days that have not come yet, years before 1900.
    """
    today = today or date.today()  # noqa: DTZ011 - the calendar on the user's wall
    if usual := _usual(raw, today):
        return usual
    parts = _parts(raw, today.year, _HOW)
    _check(parts, raw)
    if parts > (today.year, today.month if parts[1] else 0, today.day if parts[2] else 0):
        raise UserError(f"{_named(parts)} chưa tới; hãy kiểm tra lại.")
    return _iso(parts)


def _usual(raw: str, latest: date) -> str:
    """Return a sound day in one of the two spellings that most dates have, which need no second look."""
    found = _USUAL.fullmatch(raw)
    if found is None:
        return ""
    year, month, day = (found[3], found[2], found[1]) if found[3] else (found[4], found[5], found[6])
    try:
        written = date(int(year), int(month), int(day))
    except ValueError:
        return ""
    return written.isoformat() if written.year >= EARLIEST_YEAR and written <= latest else ""


def parse_date(raw: str, today: date | None = None) -> str:
    """Read a whole date, past or to come; return `yyyy-MM-dd`. Raises UserError like `parse_partial_date`."""
    today = today or date.today()  # noqa: DTZ011 - the calendar on the user's wall
    parts = _parts(raw, today.year + _YEARS_AHEAD, _HOW_WHOLE)
    _check(parts, raw)
    if not parts[2]:
        raise UserError(f"“{_quoted(raw)}” chưa phải một ngày trọn vẹn; {_HOW_WHOLE}.")
    return _iso(parts)


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _parts(raw: str, latest_year: int, how: str) -> Parts:
    text = _plain(raw)
    if not text:
        raise UserError(f"Chưa có ngày; {how}.")
    words = _WORDS.fullmatch(text)
    pieces = [piece for piece in words.groups() if piece] if words else _pieces(text)
    if not pieces or not all(piece.isascii() and piece.isdigit() for piece in pieces):
        raise UserError(f"Không đọc được ngày “{_quoted(raw)}”; {how}.")
    if words and words[1] and not words[2]:
        raise UserError(f"“{_quoted(raw)}” thiếu tháng; {how}.")
    return _ordered(pieces, raw, latest_year, how)


def _pieces(text: str) -> list[str]:
    if _COMPACT.fullmatch(text):
        return [text[:2], text[2:4], text[4:]]
    return _SEPARATOR.split(_HALF_WORDS.sub("", text))


def _ordered(pieces: list[str], raw: str, latest_year: int, how: str) -> Parts:
    if len(pieces[0]) == 4 and len(pieces) > 1:
        pieces = pieces[::-1]
    year = pieces[-1]
    if len(year) == 2 and len(pieces) == 3:
        year = _century(int(year), latest_year)
    if len(pieces) > 3 or len(year) != 4 or any(len(piece) > 2 for piece in pieces[:-1]):
        wrong = "thiếu năm đủ bốn chữ số" if len(pieces) < 3 else "không phải một ngày"
        raise UserError(f"“{_quoted(raw)}” {wrong}; {how}.")
    month = int(pieces[-2]) if len(pieces) > 1 else 0
    return int(year), month, int(pieces[0]) if len(pieces) == 3 else 0


def _century(two_digits: int, latest_year: int) -> str:
    return str(max(year for year in (1900 + two_digits, 2000 + two_digits) if year <= latest_year))


def _check(parts: Parts, raw: str) -> None:
    year, month, day = parts
    if year < EARLIEST_YEAR:
        raise UserError(f"Năm {year} quá xa; hãy ghi năm từ {EARLIEST_YEAR} trở đi.")
    if month > 12:
        raise UserError(f"Không có tháng {month}; hãy ghi theo thứ tự ngày/tháng/năm, ví dụ 05/03/1980.")
    if day and not month:
        raise UserError(f"“{_quoted(raw)}” thiếu tháng; {_HOW}.")
    if month and day > calendar.monthrange(year, month)[1]:
        last = calendar.monthrange(year, month)[1]
        raise UserError(
            f"Không có ngày {_slashed(parts)}: tháng {month} năm {year} chỉ có {last} ngày; hãy kiểm tra lại."
        )


def _named(parts: Parts) -> str:
    return ("Ngày " if parts[2] else "Tháng " if parts[1] else "Năm ") + _slashed(parts)


def _slashed(parts: Parts) -> str:
    year, month, day = parts
    return "/".join([f"{number:02d}" for number in (day, month) if number] + [str(year)])


def _iso(parts: Parts) -> str:
    year, month, day = parts
    return "-".join([f"{year:04d}"] + [f"{number:02d}" for number in (month, day) if number])


def _plain(raw: str) -> str:
    """Return lower-case letters without accents, single blanks, without what Excel or a hand adds around."""
    decomposed = unicodedata.normalize("NFD", _IGNORED.sub("", raw).casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.split()).strip(" '‘’`.,;")


def _quoted(raw: str) -> str:
    text = " ".join(raw.split())
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
