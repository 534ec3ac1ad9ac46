"""Text of before Unicode: TCVN3 (fonts .VnTime) and VNI (fonts VNI-Times) turned into Unicode.

Conversion is never guessed for a cell: converting text that is Unicode already would spoil it (“Lê” → “Lờ”).
It happens for cells in such a font, or where the user asks. Tables: `resources/encodings`.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from desktop.paths import resources

_WORD = re.compile(r"\S+")

_MARKED = re.compile(r"(?=[^\s]*[^\x00-\x7f])[^\s.,;:/()\-–“”\"'’‘?!|+*…•]+")
"""A word with a letter or sign beyond ASCII in it."""

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_VOWELS = "aăâeêioôơuưy"
_SYLLABLE = re.compile(
    r"(?:gi|qu|[bcdđghklmnpqrstvx]{0,4})"
    r"(?:uyê|uya|uyu|iêu|yêu|oai|oay|oao|oeo|uây|uôi|ươi|ươu|uao|"
    r"[aeo][oiuy]|a[ouiy]|â[uy]|êu|i[aêu]|o[aăe]|ôi|ơi|u[aâêiôơyăeo]|ư[aơuiu]|yê|ôô|oo|[aăâeêioôơuưy])"
    r"[bcghklmnprt]{0,2}"
)
_JUDGED, _FEWEST, _MANY = 400, 2, 4
"""So many texts are looked at; at least two words, and one in four of the texts, must speak for it."""


class Encoding(StrEnum):
    """How a list's text is encoded; AUTO converts only what the fonts or the headings prove."""

    AUTO = "auto"
    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


LEGACY = (Encoding.TCVN3, Encoding.VNI)


def encoding_of_font(font: str) -> Encoding:
    """Return the encoding that a font's name stands for; UNICODE for every ordinary font."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni-") else Encoding.UNICODE


def is_capital_font(font: str) -> bool:
    """Tell whether the font itself draws small letters as capitals (.VnTimeH, .VnArialH)."""
    return encoding_of_font(font) is Encoding.TCVN3 and font.strip().endswith("H")


def to_unicode(text: str, encoding: Encoding) -> str:
    """Return the text in Unicode; text that holds a letter beyond U+00FF is Unicode already and stays."""
    if encoding not in LEGACY or is_unicode(text):
        return text
    pattern, table = _table(encoding)
    converted = pattern.sub(lambda found: table[found[0]], text)
    return converted.upper() if encoding is Encoding.TCVN3 and _in_capitals(text) else converted


def is_unicode(text: str) -> bool:
    """Tell whether the text holds a letter that the old encodings cannot hold."""
    return not text.isascii() and any(letter > "\u00ff" and letter.isalpha() for letter in text)


def converted(text: str, encoding: Encoding) -> str | None:
    """Return the text in Unicode, or None when that would make nonsense of it: “Müller” is no old text."""
    found = to_unicode(text, encoding)
    if found == text:
        return text
    left = _nonsense(found)
    return found if left == 0 or left < _nonsense(text) else None


def looks_like(texts: Iterable[str]) -> Encoding:
    """Return the old encoding that a column seems to be typed in, UNICODE when it looks like none.

    Told by whole words: those that are no Vietnamese as they stand and become so by the conversion. Only a
    guess, to be said to the user.
    """
    some = list(dict.fromkeys(texts))[:_JUDGED]
    if all(map(str.isascii, some)) or any(map(is_unicode, some)):
        return Encoding.UNICODE
    before = sum(map(_nonsense, some))
    gains = {one: before - sum(_nonsense(to_unicode(text, one)) for text in some) for one in LEGACY}
    best = max(LEGACY, key=lambda one: gains[one])
    is_likely = gains[best] >= _FEWEST and gains[best] * _MANY >= len(some)
    return best if is_likely else Encoding.UNICODE


def _nonsense(text: str) -> int:
    """Return how many words have Vietnamese letters, or signs where letters belong, and are no syllables."""
    return sum(not _is_syllable(word) for word in _MARKED.findall(unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=65536)
def _is_syllable(word: str) -> bool:
    """Tell whether a word with letters beyond ASCII can be Vietnamese or a name of its peoples."""
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = [letter for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if not any(letter in _VOWELS for letter in bare):
        return all(letter in "bcdđghklmnpqrstvx&" for letter in bare)  # an abbreviation: ĐHQG
    return len(tones) <= 1 and bool(_SYLLABLE.fullmatch(bare))


def _in_capitals(text: str) -> bool:
    """TCVN3 has no accented capitals: text typed in capitals shows by its plain letters (NGUYÔN V¡N AN)."""
    plain = [
        [letter for letter in word if letter.isascii() and letter.isalpha()] for word in _WORD.findall(text)
    ]
    capitals = any(len(word) > 1 and all(letter.isupper() for letter in word) for word in plain)
    return capitals and not any(letter.islower() for word in plain for letter in word)


@lru_cache(maxsize=2)
def _table(encoding: Encoding) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the table and a pattern that finds its letters, longest first."""
    path = resources() / "encodings" / f"{encoding}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        table = {_letter(row["legacy"]): row["unicode"] for row in csv.DictReader(stream)}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


def _letter(written: str) -> str:
    """Read U+00AD, the soft hyphen that no editor shows, or the letters themselves."""
    return chr(int(written[2:], 16)) if written.startswith("U+") else written
