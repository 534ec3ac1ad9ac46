"""What was typed, turned into questions of the index from the closest reading to the widest."""

import re
import unicodedata
from collections.abc import Sequence
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
    """One way to read what was typed: a question of one of the two full-text tables.

    `held` tells the same of a name by itself: for each word typed the pieces of which the name's column of
    `search_name` must hold one. It is empty for the widest reading, whose words may stand outside the name.
    """

    table: str
    query: str
    column: str = ""
    held: tuple[tuple[str, ...], ...] = ()


def readings(text: str) -> list[Reading]:
    """Return the readings of a text, the best first; none when it holds no word.

    Accents typed rank exact spellings first; whole words rank before beginnings of words. Whom a reading of
    names finds, the last but one finds too: beginnings of words without accents. The last and widest also
    looks into workplace, position, major and e-mail.
    """
    words = words_of(text)
    if not words:
        return []
    spelt = [_spellings(word) for word in words]
    folded = [(fold(word),) for word in words]
    has_accents = any(plain[0] != word for plain, word in zip(folded, words, strict=True))
    return [
        *((_name_reading("spelt", spelt, end) for end in _ENDS) if has_accents else ()),
        *(_name_reading("words", folded, end) for end in _ENDS),
        Reading("search_words", _query(folded, "*")),
    ]


_ENDS = (" ", "")
"""What follows a whole word, and the beginning of one."""

_COLUMNS = {"spelt": "exact", "words": "folded"}
"""The columns of `search_name`, and those of the full-text table that hold the same."""


def _name_reading(column: str, words: Sequence[tuple[str, ...]], end: str) -> Reading:
    query = f"{{{_COLUMNS[column]}}} : ({_query(words, '' if end else '*')})"
    return Reading(
        "search_person", query, column, tuple(tuple(f" {one}{end}" for one in word) for word in words)
    )


def _query(words: Sequence[tuple[str, ...]], star: str) -> str:
    """Return the words as FTS5 asks for them, quoted: no letter typed can be taken for its own syntax."""
    parts = ["(" + " OR ".join(f'"{one}"{star}' for one in word) + ")" for word in words]
    return " AND ".join(parts)


def _spellings(word: str) -> tuple[str, ...]:
    """Return the word as typed and with its tone on the other letter of oa, oe, uy: hoà, hòa."""
    other = _PLACEMENT.sub(_swap, unicodedata.normalize("NFD", word))
    return tuple(dict.fromkeys((word, unicodedata.normalize("NFC", other))))


def _swap(pair: re.Match[str]) -> str:
    if pair[2]:
        return pair[1] + pair[3] + pair[2]
    return pair[4] + pair[6] + pair[5]
