"""Finding the commune of today from what people write: today's names, and those of before the mergers.

Districts ended on 01/7/2025, so a text that names one speaks of the communes of then. A commune that was
divided, or a name that several share, gives several candidates and is never guessed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.codelists.lists import Code
from desktop.codelists.shipped import code_list, label_of, remembered
from desktop.text import clean, fold

_COMMAS = re.compile(r"\s*[,;]\s*")
_COMMAS_AND_DASHES = re.compile(r"\s*[,;]\s*|\s+[-–]\s+")
_DASH = re.compile(r"\s*[-–]\s*")
_KIND = re.compile(
    r"(phuong|xa|thi tran|dac khu|thanh pho|thi xa|quan|huyen|tinh|(tp|tt|tx|p|x|q|h)(?=[. \d]))[. ]*"
)
_COMMUNE_KIND = re.compile(r"(phuong|xa|thi tran|dac khu)\s|(tt|p|x)[.\d]|tt\s")
_TOWN = re.compile(r"thanh pho|thi xa|tp|tx|huyen|quan")
_ZEROS = re.compile(r"\b0+(?=\d)")

FORMER_LINES = 30
"""How many former names are offered at most while one types."""


@remembered(65536)
def match_commune(typed: str, province: str = "") -> str | None:
    """Return the commune of today that a text means, or None when none or several fit.

    `province` is the office's own: it decides when the text names no other.
    """
    found = commune_candidates(typed, province)
    return found[0] if len(found) == 1 else None


@remembered(65536)
def commune_candidates(typed: str, province: str = "") -> Sequence[str]:
    """Return the communes of today that a text can mean: “Phường Trung Dũng, Biên Hòa” gives Trấn Biên.

    Whole addresses are read too: the part that begins with “phường”, “xã” or “thị trấn” is the commune.
    """
    if code_list("commune").get(typed):
        return (typed,)
    if typed.isdigit() and (former := code_list("commune_old").get(typed)):
        return former.replaced_by
    for marks in (_COMMAS, _COMMAS_AND_DASHES):
        parts = marks.split(clean(typed))
        starts = [place for place, part in enumerate(parts) if place == 0 or _COMMUNE_KIND.match(fold(part))]
        for place in reversed(starts):
            if found := _find(parts[place], parts[place + 1 :], province):
                return found
    return ()


@remembered(4096)
def match_province(typed: str) -> str | None:
    """Return the province of the last part of a place; a former province gives its successor of 2025."""
    whole = clean(typed)
    return _provinces(_COMMAS.split(whole)[-1])[0] or _provinces(_COMMAS_AND_DASHES.split(whole)[-1])[0]


def former_choices(typed: str, province: str) -> list[tuple[str, str]]:
    """Return the former communes whose name contains the text: (commune of today, “Phường A (cũ) → B”).

    Those of the office's province, or of all when it has none of that name.
    """
    wanted = _key(typed)
    if len(wanted) < 2:
        return []
    named = [code for key, codes in _former().items() if wanted in key for code in codes]
    near = [code for code in named if _province_of(code) == province]
    lines = [line for code in near or named for line in _lines(code, with_province=not near)]
    return sorted(lines, key=lambda line: not _key(line[1]).startswith(wanted))[:FORMER_LINES]


def _lines(code: Code, *, with_province: bool) -> Iterable[tuple[str, str]]:
    """Return a line for every successor of another name."""
    district = label_of("district_old", code.parent)
    where = f", {district}" if district else ""
    for successor in code.replaced_by:
        label = label_of("commune", successor)
        if label != code.label:
            place = f", {label_of('province', _province_of(code))}" if with_province else ""
            yield successor, f"{code.label} (cũ){where} → {label}{place}"


def _find(name: str, rest: Sequence[str], own_province: str) -> Sequence[str]:
    place = _place(rest)
    province = place.province or own_province
    districts = _districts(place.before, province)
    if districts and (found := _successors(name, [c for c in _named(name) if c.parent in districts])):
        return found
    for where in (province,) if place.province else dict.fromkeys((province, "")):
        communes = [c for c in _today().get(_key(name), ()) if where in ("", c.parent)]
        if communes:
            return [code.code for code in _narrowed(name, communes)]
        former = [c for c in _named(name) if where in ("", _province_of(c)) and _was_in(c, place.former)]
        if former:
            return _successors(name, former)
    return ()


def _successors(name: str, former: Sequence[Code]) -> Sequence[str]:
    return list(dict.fromkeys(one for code in _narrowed(name, former) for one in code.replaced_by))


def _narrowed(name: str, codes: Sequence[Code]) -> Sequence[Code]:
    """Keep those written exactly so, else those of the same kind: a “xã” is not a “phường”."""
    same = [code for code in codes if code.label.casefold() == name.casefold()]
    return same or [code for code in codes if fold(code.label) == fold(name)] or codes


@dataclass(frozen=True)
class _Place:
    """What follows a commune: the province of today, the former one if it is named, what is before it."""

    province: str = ""
    former: str = ""
    before: Sequence[str] = ()


def _place(rest: Sequence[str]) -> _Place:
    """Read a place; “TP. Cao Bằng” is a district of the province of that name."""
    for at in reversed(range(len(rest))):
        province, former = _provinces(rest[at])
        if province:
            is_city = label_of("province", province).startswith("Thành phố") and not former
            is_town = not is_city and _TOWN.match(fold(rest[at])) is not None
            return _Place(province, former, rest[: at + 1] if is_town else rest[:at])
    return _Place(before=rest)


def _provinces(part: str) -> tuple[str | None, str]:
    found = code_list("province").match(part)
    if found:
        return found, ""
    former = code_list("province_2004").match(part)
    entry = code_list("province_2004").get(former)
    return (entry.parent, entry.code) if entry else (None, "")


def _districts(rest: Sequence[str], province: str) -> frozenset[str]:
    keys = {_key(part) for part in rest}
    named = (code for key in keys for code in _districts_by_name().get(key, ()))
    return frozenset(code.code for code in named if province in ("", _now(code.parent)))


def _was_in(code: Code, former_province: str) -> bool:
    if not former_province:
        return True
    district = code_list("district_old").get(code.parent)
    return district is not None and district.parent == former_province


def _now(former_province: str) -> str:
    entry = code_list("province_2004").get(former_province)
    return entry.parent if entry else ""


def _province_of(code: Code) -> str:
    successor = code_list("commune").get(code.replaced_by[0])
    return successor.parent if successor else ""


def _named(name: str) -> Sequence[Code]:
    return _former().get(_key(name), ())


@remembered(1)
def _former() -> dict[str, tuple[Code, ...]]:
    return _by_name(code_list("commune_old").codes)


@remembered(1)
def _today() -> dict[str, tuple[Code, ...]]:
    return _by_name(code_list("commune").codes)


@remembered(1)
def _districts_by_name() -> dict[str, tuple[Code, ...]]:
    return _by_name(code_list("district_old").codes)


def _by_name(codes: Iterable[Code]) -> dict[str, tuple[Code, ...]]:
    found: dict[str, tuple[Code, ...]] = {}
    for code in codes:
        key = _key(code.label)
        found[key] = (*found.get(key, ()), code)
    return found


def _key(name: str) -> str:
    """Return a place's name without its kind, accents and leading zeros: “P. 05” and “Phường 5” are one."""
    folded = _DASH.sub("-", fold(name).replace("’", "'")).strip(" .")
    bare = _KIND.sub("", folded, count=1) if _KIND.match(folded) else folded
    return _ZEROS.sub("", bare or folded)
