"""Reading a code list and matching what offices type against its labels and aliases."""

import csv
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.paths import resources
from desktop.text import fold

_UNIT_WORDS = ("thanh pho", "tinh", "phuong", "xa", "dac khu", "tp.", "tp", "p.", "x.", "dan toc")


@dataclass(frozen=True)
class Code:
    """One entry: its code, its Vietnamese label, the code it belongs under, other spellings."""

    code: str
    label: str
    parent: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeList:
    """A whole list with its title and official source."""

    name: str
    title: str
    source: str
    codes: tuple[Code, ...]
    _by_code: dict[str, Code] = field(repr=False, compare=False)
    _by_text: dict[str, tuple[str, ...]] = field(repr=False, compare=False)

    def get(self, code: str | None) -> Code | None:
        """Return the entry of a code, or None."""
        return self._by_code.get(code or "")

    def choices(self, parent: str | None = None) -> Sequence[tuple[str, str]]:
        """Return (code, label) pairs, all or only those under `parent`."""
        return [(c.code, c.label) for c in self.codes if parent is None or c.parent == parent]

    def match(self, typed: str, parent: str | None = None) -> str | None:
        """Return the code meant by a typed code, label or alias, accents and unit words aside.

        None when nothing or more than one entry fits: an ambiguous name is never guessed.
        """
        if typed in self._by_code:
            return typed
        found = self._by_text.get(_key(typed), ())
        fitting = [code for code in found if parent is None or self._by_code[code].parent == parent]
        return fitting[0] if len(fitting) == 1 else None


def _key(typed: str) -> str:
    folded = fold(typed).replace("’", "'").replace(" - ", "-").strip(" .,;")
    for word in _UNIT_WORDS:
        if folded.startswith(word + " ") or (word.endswith(".") and folded.startswith(word)):
            return folded[len(word) :].strip()
    return folded


@lru_cache(maxsize=1)
def _sources() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources() / "codelists" / "sources.toml").read_text(encoding="utf-8"))


def list_names() -> tuple[str, ...]:
    """Return the names of all shipped lists."""
    return tuple(_sources())


@lru_cache(maxsize=64)
def code_list(name: str) -> CodeList:
    """Return a shipped list by name; FileNotFoundError (a bug) when the program has no such list."""
    path = resources() / "codelists" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        codes = tuple(
            Code(row["code"], row["label"], row["parent"], tuple(filter(None, row["aliases"].split("|"))))
            for row in csv.DictReader(stream)
        )
    by_text: dict[str, tuple[str, ...]] = {}
    for code in codes:
        for key in dict.fromkeys(_key(text) for text in (code.label, *code.aliases)):
            by_text[key] = (*by_text.get(key, ()), code.code)
    about = _sources()[name]
    return CodeList(name, about["title"], about["source"], codes, {c.code: c for c in codes}, by_text)


def label_of(name: str, code: str | None) -> str:
    """Return the label of a code; an unknown code is shown as it is, an empty one as empty text."""
    found = code_list(name).get(code)
    return found.label if found else (code or "")
