"""What the code lists are that this office works with, and what stands in one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.codelists import Code, CodeList, code_list, is_replaceable, list_names
from desktop.text import fold, partial_day


@dataclass(frozen=True)
class ListLine:
    """One code list; `version` is the day from which it holds (dd/mm/yyyy), empty when it is not dated.

    `entries` are those in use, and in a list `of_before`, of which nothing is in use any more, all of them.
    """

    name: str
    title: str
    source: str
    version: str
    entries: int
    of_before: bool
    adopted: bool
    replaceable: bool


def all_lists(on: date) -> list[ListLine]:
    """Return the lists in force as they are in use on a day, by title."""
    return sorted((_line(code_list(name), on) for name in list_names()), key=lambda line: fold(line.title))


def _line(codes: CodeList, on: date) -> ListLine:
    in_use = codes.on(on).codes
    return ListLine(
        codes.name,
        codes.title,
        codes.source,
        partial_day(codes.version),
        len(in_use or codes.codes),
        not in_use,
        codes.adopted,
        is_replaceable(codes.name),
    )


def entries(name: str, words: str = "", on: date | None = None) -> Sequence[Code]:
    """Return the entries of a list whose code, label or another spelling contains the words, accents aside.

    Those in use on a day, or all that were ever in it without one; a list of before has only former ones.
    """
    codes, wanted = code_list(name), fold(words)
    chosen = codes.codes if on is None else codes.on(on).codes
    return [
        code
        for code in chosen
        if any(wanted in fold(text) for text in (code.code, code.label, *code.aliases))
    ]
