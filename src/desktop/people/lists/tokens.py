"""A typed question cut into words, quoted texts, signs and marks, each with its place."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from desktop.text import fold

_PARTS = re.compile(
    r"(?P<quoted>[\"“”][^\"“”]*[\"“”]?)|(?P<sign><=|>=|[<>=:≤≥])|(?P<word>[^\W_]+)|(?P<mark>\S)"
)
_SIGNS = {"≤": "<=", "≥": ">=", "=": ":"}
_MOST_LETTERS = 1000
"""Longer texts are cut: nobody asks so much, but anything may be pasted."""


class Sort(Enum):
    """What kind of part it is."""

    WORD = auto()
    QUOTED = auto()
    SIGN = auto()
    MARK = auto()


@dataclass(frozen=True)
class Token:
    """One part: what was typed, the same folded (quotes taken off, signs made one), and where it stands."""

    sort: Sort
    text: str
    plain: str
    start: int
    end: int


def cut(text: str) -> list[Token]:
    """Cut a text into its parts; blanks stand between them and in none."""
    return [_token(found) for found in _PARTS.finditer(text[:_MOST_LETTERS])]


def _token(found: re.Match[str]) -> Token:
    raw, sort = found[0], Sort[str(found.lastgroup).upper()]
    if sort is Sort.QUOTED:
        inner = raw.strip('"“”').strip()
        return Token(sort, inner, fold(inner), found.start(), found.end())
    plain = _SIGNS.get(raw, raw) if sort is Sort.SIGN else fold(raw)
    return Token(sort, raw, plain, found.start(), found.end())


def plain_of(text: str) -> str:
    """Return the text folded letter by letter, so that every letter keeps its place."""
    return "".join((fold(letter) or letter)[:1] for letter in text)
