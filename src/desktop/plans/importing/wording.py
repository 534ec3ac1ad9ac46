"""The words by which annexes are read, from `resources/annex.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from desktop.paths import resources
from desktop.text import fold

_NOT_WORDS = re.compile(r"[^\w]+")
_SHORTEST_FUZZY, _ALIKE = 6, 88


@dataclass(frozen=True)
class Wording:
    """Headings by what they mean, words that open units, slips of scanning, sections and verbs of prose.

    `labels` are the headings as they are written, by what they mean.
    """

    headings: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]
    named: tuple[str, ...]
    capital: tuple[str, ...]
    roles: tuple[str, ...]
    departments: frozenset[str]
    slips: Mapping[str, str]
    sections: Mapping[str, tuple[str, ...]]
    verbs: tuple[str, ...]


@dataclass(frozen=True)
class Guess:
    """Something in a draft that the paper does not say in so many words; `where` is its place."""

    where: str
    text: str


def plain(text: str) -> str:
    """Return words for comparison: no accents, no punctuation, lower case."""
    return _NOT_WORDS.sub(" ", fold(text)).strip()


@lru_cache(maxsize=1)
def wording() -> Wording:
    """Return the words; they are the same as long as the program runs."""
    table = tomllib.loads((resources() / "annex.toml").read_text(encoding="utf-8"))
    headings = {plain(text): kind for kind, texts in table["headings"].items() for text in texts}
    units, prose = table["units"], table["prose"]
    return Wording(
        headings,
        {kind: tuple(texts) for kind, texts in table["headings"].items()},
        tuple(units["named"]),
        tuple(units["capital"]),
        tuple(units["roles"]),
        frozenset(plain(name) for name in units["departments"]),
        table["slips"],
        {role: tuple(prose[role]) for role in ("tasks", "organisation", "skipped")},
        tuple(prose["verbs"]),
    )


def without_slips(text: str, where: str, guesses: list[Guess]) -> str:
    """Return the text as the paper says it, and note each slip of scanning that was corrected."""
    for scanned, meant in wording().slips.items():
        if scanned in text:
            text = text.replace(scanned, meant)
            guesses.append(Guess(where, f"Đã sửa lỗi quét “{scanned.strip()}” thành “{meant.strip()}”."))
    return text


@lru_cache(maxsize=4096)
def meaning(text: str) -> str:
    """Return what a heading means; scans may have hurt a letter of it."""
    words = plain(text)
    known = wording().headings
    if words in known:
        return known[words]
    if len(words) < _SHORTEST_FUZZY:
        return ""
    from rapidfuzz import fuzz, process

    closest = process.extractOne(words, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return known[closest[0]] if closest else ""
