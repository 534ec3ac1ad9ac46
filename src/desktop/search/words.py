"""What was typed, turned into questions of the index from the closest reading to the widest."""

import re
import unicodedata
from dataclasses import dataclass

from desktop.text import clean, fold

_TOKEN = re.compile(r"[^\W_]+")
_MOST_WORDS, _LONGEST_WORD = 12, 40

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PLACEMENT = re.compile(rf"([oou])([{_TONES}])([aey])|([ou])([aey])([{_TONES}])")
"""The pairs oa, oe, uy in decomposed text, whose tone is written on either letter (Hoà, Hòa)."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words as the index cuts them: lower case, letters and digits only."""
    found = _TOKEN.findall(clean(text).lower())
    return tuple(word[:_LONGEST_WORD] for word in found[:_MOST_WORDS])


@dataclass(frozen=True)
class Reading:
    """One way to read what was typed: an FTS5 query, and the words that a name must hold without accents.

    `starts` is empty when the words may also stand outside the name; they tell everything when no accents
    were typed.
    """

    query: str
    starts: tuple[str, ...] = ()
    is_told_by_words: bool = False


def readings(text: str) -> list[Reading]:
    """Return the readings of a text, the best first; none when it holds no word.

    Accents typed rank exact spellings first; whole words rank before beginnings of words; the widest reading
    also looks into workplace, position, major and e-mail. Every word is quoted, so that no letter typed can
    be taken for FTS5's own syntax.
    """
    words = words_of(text)
    if not words:
        return []
    folded = tuple(fold(word) for word in words)
    whole, begun = tuple(f" {word} " for word in folded), tuple(f" {word}" for word in folded)
    exact = [Reading(_query("exact", words, ""), whole), Reading(_query("exact", words, "*"), begun)]
    return [
        *(exact if folded != words else ()),
        Reading(_query("folded", folded, ""), whole, is_told_by_words=True),
        Reading(_query("folded", folded, "*"), begun, is_told_by_words=True),
        Reading(_query("folded other", folded, "*")),
    ]


def _query(columns: str, words: tuple[str, ...], star: str) -> str:
    parts = ["(" + " OR ".join(f'"{one}"{star}' for one in _spellings(word)) + ")" for word in words]
    return f"{{{columns}}} : ({' AND '.join(parts)})"


def _spellings(word: str) -> tuple[str, ...]:
    """Return the word as typed and with its tone on the other letter of oa, oe, uy: hoà, hòa."""
    other = _PLACEMENT.sub(_swap, unicodedata.normalize("NFD", word))
    return tuple(dict.fromkeys((word, unicodedata.normalize("NFC", other))))


def _swap(pair: re.Match[str]) -> str:
    if pair[2]:
        return pair[1] + pair[3] + pair[2]
    return pair[4] + pair[6] + pair[5]
