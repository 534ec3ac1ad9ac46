"""One code list: its entries, which of them hold on a day, and what people typed matched against them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from desktop.text import clean, fold

OTHER = "khac"
"""The code of “Khác” in every list that has it; a value may carry its text: `khac:Hội Sử học`."""

_TEXT_MARK = f"{OTHER}:"
_UNIT_WORDS = ("thanh pho", "tinh", "phuong", "xa", "dac khu", "tp.", "tp", "p.", "x.", "dan toc")


@dataclass(frozen=True)
class Code:
    """One entry: code, Vietnamese label, the code it belongs under, other spellings, and when it holds.

    `valid_from` and `valid_to` (its last day) are ISO days, empty for always; `replaced_by` are the codes
    that stand in its place afterwards: several when it was divided.
    """

    code: str
    label: str
    parent: str = ""
    aliases: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    replaced_by: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Tell whether the entry is in use on a day."""
        iso = day.isoformat()
        return self.valid_from <= iso and (not self.valid_to or iso <= self.valid_to)


@dataclass(frozen=True, eq=False)
class CodeList:
    """A whole list with its title, official source and version (the day it came into force, if known)."""

    name: str
    title: str
    source: str
    codes: tuple[Code, ...]
    version: str = ""
    adopted: bool = False

    @cached_property
    def has_other(self) -> bool:
        """Whether a value may be “Khác” with its own text."""
        return OTHER in self._by_code

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {code.code: code for code in self.codes}

    @cached_property
    def _by_text(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for code in self.codes:
            for key in dict.fromkeys(match_key(text) for text in (code.label, *code.aliases)):
                found[key] = (*found.get(key, ()), code.code)
        return found

    def get(self, code: str | None) -> Code | None:
        """Return the entry of a stored value, also of one no longer in use; None for an unknown one.

        `khac:…` gives the entry of “Khác” under that very value, with the text in its label.
        """
        found = self._by_code.get(code or "")
        if found is None and code and self.has_other and (text := other_text(code)):
            return replace(self._by_code[OTHER], code=code, label=f"Khác: {text}")
        return found

    def on(self, day: date) -> "CodeList":
        """Return the list as it is in use on a day."""
        return _on(self, day)

    def choices(self, parent: str | None = None, on: date | None = None) -> Sequence[tuple[str, str]]:
        """Return the (code, label) pairs in use on a day (today), all or only those under `parent`."""
        codes = self.on(on or _today()).codes
        return [(c.code, c.label) for c in codes if parent is None or c.parent == parent]

    def match(self, typed: str, parent: str | None = None, on: date | None = None) -> str | None:
        """Return the code in use that a typed code, label or alias means, accents and unit words aside.

        A former code or name gives what stands in its place. None when nothing or more than one entry fits:
        an ambiguous name is never guessed. “Khác: Hội Sử học” gives `khac:Hội Sử học`.
        """
        found = self.candidates(typed, parent, on)
        if not found and self.has_other:
            return read_other(typed)
        return found[0] if len(found) == 1 else None

    def candidates(self, typed: str, parent: str | None = None, on: date | None = None) -> Sequence[str]:
        """Return all codes in use that a typed text can mean; entries in use hide former ones of a name."""
        day = on or _today()
        if typed in self._by_code:
            return self.current(typed, day)
        named = [self._by_code[code] for code in self._by_text.get(match_key(typed), ())]
        fitting = [code for code in named if parent is None or code.parent == parent]
        held = [code.code for code in fitting if code.holds_on(day)]
        former = (one for code in fitting for one in self.current(code.code, day))
        return held or list(dict.fromkeys(former))

    def current(self, code: str, on: date | None = None) -> Sequence[str]:
        """Return the codes in use that stand for this one: itself, or its successors, however far."""
        day, found, ahead, seen = on or _today(), list[str](), [code], set[str]()
        while ahead:
            one = self._by_code.get(ahead.pop(0))
            if one is None or one.code in seen:
                continue
            seen.add(one.code)
            if one.holds_on(day) or not one.replaced_by:
                found.append(one.code)
            else:
                ahead += one.replaced_by
        return found


@lru_cache(maxsize=64)
def _on(codes: CodeList, day: date) -> CodeList:
    kept = tuple(code for code in codes.codes if code.holds_on(day))
    return codes if len(kept) == len(codes.codes) else replace(codes, codes=kept)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the calendar on the wall


def match_key(typed: str) -> str:
    """Return what a name is found by: folded, without the word that says what kind of unit it is."""
    folded = fold(typed.replace("_", " ")).replace("’", "'").replace(" - ", "-").strip(" .,;")
    for word in _UNIT_WORDS:
        if folded.startswith(word + " ") or (word.endswith(".") and folded.startswith(word)):
            return folded[len(word) :].strip()
    return folded


def base_code(value: str | None) -> str:
    """Return the code of a stored value without the text of “Khác”; what is counted and compared."""
    return OTHER if value and value.startswith(_TEXT_MARK) else value or ""


def other_text(value: str | None) -> str:
    """Return the text kept beside “Khác”, empty for every other value."""
    return value.removeprefix(_TEXT_MARK).strip() if value and value.startswith(_TEXT_MARK) else ""


def other(text: str) -> str:
    """Return the stored value of “Khác” with its text."""
    cleaned = clean(text)
    return f"{_TEXT_MARK}{cleaned}" if cleaned else OTHER


def read_other(typed: str) -> str | None:
    """Return the stored value of “Khác: Hội Sử học”, as shown or as stored; None for other texts."""
    word, mark, text = typed.partition(":")
    return other(text) if mark and fold(word) == OTHER else None
