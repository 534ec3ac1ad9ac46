"""The units that a plan names, found again in the list of the city's units (`codelists/city_unit.csv`).

A group (“các sở, ban, ngành, địa phương”) is several codes and can be expanded to its members. Words that no
entry fits keep no code: they are shown as such, never guessed. Our own part in a task is `tasks.units`.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.codelists import code_list, remembered
from desktop.paths import resources
from desktop.plans.plan import Plan
from desktop.text import fold

UNITS = "city_unit"
WARDS = "phuong_xa"
"""The group whose members are the communes of the plan's province."""

_COUNCIL = "ubnd_tp"
"""Its name opens those of many others: “Ủy ban nhân dân thành phố Thủ Đức và các quận”."""

_ALIKE = 92
"""Names as alike as this (of 100) are the same name with a slip of scanning."""

_OPENING = re.compile(
    r"(?:(?:de nghi|giao|lanh dao|thu truong|chu tich|giam doc|thuong truc|don vi chu tri|co quan chu tri"
    r"|co quan|va|cung) )+"
)


@dataclass(frozen=True)
class NamedUnit:
    """One unit in the plan's words and its codes: several for a group, none when no entry fits."""

    text: str
    codes: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What the codes are called."""
        return tuple(entry.label for code in self.codes if (entry := code_list(UNITS).get(code)))

    @property
    def now(self) -> tuple[str, ...]:
        """The codes that stand for it today: the successors of units that were merged since."""
        current = (one for code in self.codes for one in code_list(UNITS).current(code))
        return tuple(dict.fromkeys(current))


@remembered(maxsize=4096)
def named_unit(text: str) -> NamedUnit:
    """Return what a plan's words for a unit or a group of units mean."""
    words = _words(text)
    bare = _without_place(words)
    for key in (words, bare):
        if code := _names().get(key):
            return NamedUnit(text, (code,))
    opening = "" if words.startswith("cac ") else _opening_name(words)
    groups = _groups_in(words.removeprefix(opening))
    if opening or groups:
        return NamedUnit(text, tuple(dict.fromkeys((*filter(None, [_names().get(opening)]), *groups))))
    return NamedUnit(text, _closest(bare))


def is_name(text: str) -> bool:
    """Tell whether words are just the name of one entry of the list, with or without the place."""
    words = _words(text)
    return words in _names() or _without_place(words) in _names()


def named_units(texts: Iterable[str]) -> tuple[NamedUnit, ...]:
    """Return all units of a column."""
    return tuple(named_unit(text) for text in texts)


def members(codes: Sequence[str], province: str) -> tuple[tuple[str, str], ...]:
    """Return the single units behind codes as (code, label), groups expanded, merged units as they are now.

    The wards are those of the province; what the words leave open (“đơn vị liên quan”) has no members.
    """
    found: dict[str, str] = {}
    for code in codes:
        for one in code_list(UNITS).current(code):
            found |= dict(_expanded(one, province))
    return tuple(found.items())


def _expanded(code: str, province: str) -> list[tuple[str, str]]:
    if code == WARDS:
        return [(one.code, one.label) for one in code_list("commune").codes if one.parent == province]
    units = code_list(UNITS)
    below = [child for child, _label in units.choices(code)]
    if below:
        return [pair for child in below for pair in _expanded(child, province)]
    entry = units.get(code)
    return [(code, entry.label)] if entry and not _is_group(code) else []


def _is_group(code: str) -> bool:
    return any(code == group for group, _phrases, _excluded in _groups())


@dataclass(frozen=True)
class Share:
    """How many of the units that a plan names are in the list; `missing` are those that are not."""

    named: int
    found: int
    missing: tuple[str, ...]


def share_of(plan: Plan) -> Share:
    """Return how much of a plan's leading and coordinating units the list knows."""
    named = [unit for task in plan.tasks for unit in named_units((*task.lead, *task.coordinators))]
    missing = dict.fromkeys(unit.text for unit in named if not unit.codes)
    return Share(len(named), sum(bool(unit.codes) for unit in named), tuple(missing))


def _words(text: str) -> str:
    """Return the words to compare: folded, “&” as “và”, one blank between, words of the part taken off."""
    plain = " ".join(re.findall(r"[a-z0-9]+", fold(text).replace("&", " va ").replace("uỷ", "uy")))
    opening = _OPENING.match(f"{plain} ")
    return plain[opening.end() :] if opening and len(plain) > opening.end() else plain


@remembered(maxsize=1)
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in code_list(UNITS).codes:
        for name in (entry.label, *entry.aliases):
            found.setdefault(_words(name), entry.code)
            found.setdefault(_without_place(_words(name)), entry.code)
    return found


def _opening_name(words: str) -> str:
    """Return the longest name of a unit that the words begin with: “Sở Nội vụ và các sở liên quan”."""
    opening = (
        name
        for name, code in _names().items()
        if " " in name and code != _COUNCIL and f"{words} ".startswith(f"{name} ")
    )
    return max(opening, key=len, default="")


@lru_cache(maxsize=1)
def _places() -> tuple[str, ...]:
    """Return the endings that name the city: the longest first."""
    names = {_words(name) for one in code_list("province").codes for name in (one.label, *one.aliases)}
    names |= {f"{kind} {name}" for kind in ("tinh", "thanh pho", "tp") for name in names}
    return tuple(
        sorted({*names, "tinh", "thanh pho", "tp", "thu do", "tp hcm", "hcm"}, key=len, reverse=True)
    )


def _without_place(words: str) -> str:
    for place in _places():
        if words.endswith(f" {place}"):
            return words.removesuffix(f" {place}")
    return words


def _groups_in(words: str) -> tuple[str, ...]:
    """Return the groups that a wording names, in its order; a part of a longer phrase is not named again."""
    found: list[tuple[int, str]] = []
    rest = f" {words} "
    phrases = [(phrase, code) for code, all_phrases, _not in _groups() for phrase in all_phrases]
    excluded = [phrase for _code, _phrases, all_not in _groups() for phrase in all_not]
    for phrase in excluded:
        rest = rest.replace(f" {phrase} ", f" {'_' * len(phrase)} ") if phrase != rest.strip() else rest
    for phrase, code in sorted(phrases, key=lambda pair: -len(pair[0])):
        place = rest.find(f" {phrase} ")
        if place >= 0:
            found.append((place, code))
            rest = rest.replace(f" {phrase} ", f" {'_' * len(phrase)} ")
    return tuple(dict.fromkeys(code for _place, code in sorted(found)))


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    table = tomllib.loads((resources() / "units.toml").read_text(encoding="utf-8"))
    return tuple(
        (group["code"], tuple(map(_words, group["phrases"])), tuple(map(_words, group.get("not", ()))))
        for group in table["group"]
    )


def _closest(words: str) -> tuple[str, ...]:
    from rapidfuzz import fuzz, process

    first = words.split(" ", 1)[0]
    names = [name for name in _names() if name.startswith(f"{first} ")]
    closest = process.extractOne(words, names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return (_names()[closest[0]],) if closest else ()
