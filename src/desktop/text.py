"""Vietnamese text: folding for search, keys for sorting, names, numbers and dates as offices write them."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from desktop.errors import UserError

_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_ALPHABET = {letter: 30 + index for index, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNCLEAN = re.compile(f"{_INVISIBLE.pattern}|{_CONTROL.pattern}|[Ðð]|[^\\S ]|  |^ | $")
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u036f]")


def clean(text: str) -> str:
    """Return one line as stored: NFC, Đ for Ð, no invisible or control letters, single blanks."""
    if unicodedata.is_normalized("NFC", text) and (_is_plain(text) or not _UNCLEAN.search(text)):
        return text
    text = unicodedata.normalize("NFC", text).replace("Ð", "Đ").replace("ð", "đ")
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    return _BLANKS.sub(" ", text).strip()


def _is_plain(text: str) -> bool:
    """Tell at a glance, of most texts, that `_UNCLEAN` finds nothing: all it finds but Ð is unprintable."""
    is_spaced_out = "  " in text or text[:1] == " " or text[-1:] == " "
    return text.isprintable() and not is_spaced_out and "Ð" not in text and "ð" not in text


def clean_lines(text: str) -> str:
    """Like `clean`, but keep line breaks: for notes and long texts."""
    return "\n".join(clean(line) for line in text.splitlines()).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return text without accents, đ as d, lower case, single blanks: for search and comparison."""
    lowered = text.casefold().replace("đ", "d").replace("ð", "d")
    plain = _ACCENTS.sub("", unicodedata.normalize("NFD", lowered))
    if not plain.isascii():
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(plain.split())


def spelt_words(text: str) -> str:
    """Return the words of a text in small letters with their accents, a blank around each."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


@lru_cache(maxsize=65536)
def sort_key(text: str) -> bytes:
    """Return the key that sorts as ICU's Vietnamese collation does: letters, then tones, then case.

    Source: CLDR `vi` tailoring (a<ă<â, d<đ, e<ê, o<ô<ơ, u<ư; ngang<huyền<hỏi<ngã<sắc<nặng).
    """
    primary, tones, cases = bytearray(), bytearray(), bytearray()
    for letter in unicodedata.normalize("NFC", text):
        weight, tone, case = _weights(letter)
        primary.append(weight)
        tones.append(tone)
        cases.append(case)
    return bytes(primary) + b"\0" + bytes(tones) + b"\0" + bytes(cases)


@lru_cache(maxsize=1024)
def _weights(letter: str) -> tuple[int, int, int]:
    """Return what a letter weighs by itself, by its tone and by its case."""
    base, tone = _split_tone(letter)
    lower = base.lower()
    return _primary_weight(lower), tone, int(base != lower)


def _split_tone(letter: str) -> tuple[str, int]:
    tone, base = 0, ""
    for mark in unicodedata.normalize("NFD", letter):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            base += mark
    return unicodedata.normalize("NFC", base), tone


def _primary_weight(letter: str) -> int:
    if letter.isspace():
        return 1
    if letter in _ALPHABET:
        return _ALPHABET[letter]
    if letter.isdigit() and letter.isascii():
        return 10 + int(letter)
    return 90 if letter.isalpha() else 2


def name_key(full_name: str) -> bytes:
    """Return the key that sorts people as Vietnamese offices do: given name first, then the rest."""
    rest, _, given = clean(full_name).rpartition(" ")
    return sort_key(given) + b"\0\0" + sort_key(rest)


def capitalize_name(full_name: str) -> str:
    """Turn a name typed all in capitals or all in small letters into “Nguyễn Văn An”; leave others alone."""
    name = clean(full_name)
    if name.isupper() or name.islower():
        return " ".join(word[:1].upper() + word[1:].lower() for word in name.split(" "))
    return name


def number(value: float, decimals: int | None = None) -> str:
    """Write a number as Vietnamese offices do: 1.234,5; without `decimals` as many as needed, at most two."""
    if decimals is None:
        decimals = next((d for d in (0, 1) if abs(value - round(value, d)) < 1e-9), 2)
    english = f"{value:,.{decimals}f}"
    return english.replace(",", "\0").replace(".", ",").replace("\0", ".")


def read_number(typed: object) -> float | None:
    """Return the number meant by what an office types: 1.234,5 and 1234,5 and 12.5; None when empty.

    Dots between groups of three digits separate thousands. Raises UserError for what is no number.
    """
    text = str(typed if typed is not None else "").replace(" ", "").removesuffix("%")
    if not text:
        return None
    if "," in text or _THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    if not _NUMBER.fullmatch(text):
        raise UserError(f"“{clean(str(typed))[:40]}” không phải là số; hãy ghi như 1.234,5 hoặc 12,5.")
    return float(text)


def day(value: date) -> str:
    """Write a date as dd/mm/yyyy."""
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def partial_day(value: str | None) -> str:
    """Write a stored partial date (`yyyy`, `yyyy-MM`, `yyyy-MM-dd`) as yyyy, MM/yyyy, dd/MM/yyyy."""
    return "/".join(reversed(value.split("-"))) if value else ""


def long_day(value: date) -> str:
    """Write a date as NĐ 30/2020 asks: day below 10 and months 1 and 2 with a leading zero."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"
