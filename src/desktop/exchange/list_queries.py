"""What the code lists are that this office works with, and what stands in one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.codelists import Code, code_list, is_replaceable, list_names
from desktop.text import fold, partial_day


@dataclass(frozen=True)
class ListLine:
    """One code list; `version` is the day from which it holds (dd/mm/yyyy), empty when it is not dated."""

    name: str
    title: str
    source: str
    version: str
    entries: int
    adopted: bool
    replaceable: bool


def all_lists(on: date) -> list[ListLine]:
    """Return the lists in force, by title; `entries` are those in use on a day."""
    lines = [
        ListLine(
            one.name,
            one.title,
            one.source,
            partial_day(one.version),
            len(one.on(on).codes),
            one.adopted,
            is_replaceable(one.name),
        )
        for one in map(code_list, list_names())
    ]
    return sorted(lines, key=lambda line: fold(line.title))


def entries(name: str, words: str = "", on: date | None = None) -> Sequence[Code]:
    """Return the entries of a list whose code, label or another spelling contains the words, accents aside.

    Those in use on a day, or all that were ever in it without one.
    """
    codes = code_list(name)
    wanted = fold(words)
    chosen = codes.on(on).codes if on else codes.codes
    return [
        code
        for code in chosen
        if any(wanted in fold(text) for text in (code.code, code.label, *code.aliases))
    ]
