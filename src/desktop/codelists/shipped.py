"""The lists in force: those of `resources/codelists/`, or what the open office has adopted in their place."""

import csv
import io
import tomllib
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from desktop.codelists.lists import Code, CodeList
from desktop.paths import resources

_Function = TypeVar("_Function", bound=Callable[..., Any])

_adopted: dict[str, CodeList] = {}
_whose: list[object] = [None]
_caches: list[Callable[[], None]] = []


def remembered(maxsize: int) -> Callable[[_Function], _Function]:
    """Cache what a function made of code lists; forgotten when other lists come into force."""

    def wrap(function: _Function) -> _Function:
        cached = lru_cache(maxsize=maxsize, typed=True)(function)
        _caches.append(cached.cache_clear)
        return cached  # type: ignore[return-value]

    return wrap


def use_lists(adopted: Iterable[CodeList], whose: object = None) -> None:
    """Put the adopted lists of an office in the place of the shipped ones; none when it closes."""
    lists = {one.name: one for one in adopted}
    _whose[0] = whose
    if not lists and not _adopted:
        return
    _adopted.clear()
    _adopted.update(lists)
    for clear in _caches:
        clear()


def are_in_force(whose: object) -> bool:
    """Tell whether the lists in force are those that this office has put there."""
    return _whose[0] is whose


def edition() -> frozenset[tuple[str, str]]:
    """Return which versions are in force in the place of shipped lists; another one after a change."""
    return frozenset((name, one.version) for name, one in _adopted.items())


def list_names() -> tuple[str, ...]:
    """Return the names of all lists."""
    return tuple(_sources())


def is_replaceable(name: str) -> bool:
    """Tell whether a department may replace a list: a working classification without a legal source."""
    return bool(_sources()[name].get("replaceable"))


def kept_codes(name: str) -> tuple[str, ...]:
    """Return the codes that every version of a replaceable list must have, because figures count them."""
    return tuple(_sources()[name].get("kept", ()))


def parents_of(name: str) -> str:
    """Return the name of the list that the parents in a list belong to."""
    return str(_sources()[name].get("parents", name))


def successors_of(name: str) -> str:
    """Return the name of the list that the successors in a list belong to."""
    return str(_sources()[name].get("successors", name))


def code_list(name: str) -> CodeList:
    """Return the list in force of a name; FileNotFoundError (a bug) when there is no such list."""
    return _adopted.get(name) or shipped_list(name)


@lru_cache(maxsize=64)
def shipped_list(name: str) -> CodeList:
    """Return a list as it came with the program."""
    text = (resources() / "codelists" / f"{name}.csv").read_text(encoding="utf-8")
    about = _sources()[name]
    codes = read_codes(text, about.get("valid_to", ""))
    return CodeList(name, about["title"], about["source"], codes, str(about.get("version", "")))


def read_codes(text: str, valid_to: str = "") -> tuple[Code, ...]:
    """Read the CSV of a list (code, label, parent, aliases, valid_from, valid_to, replaced_by).

    The last three columns may be missing; KeyError when another one is. `valid_to` is the last day of the
    entries that name none.
    """
    return tuple(
        Code(
            row["code"],
            row["label"],
            row["parent"],
            _several(row["aliases"]),
            row.get("valid_from") or "",
            row.get("valid_to") or valid_to,
            _several(row.get("replaced_by")),
        )
        for row in csv.DictReader(io.StringIO(text))
    )


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (cell or "").split("|")))


@lru_cache(maxsize=1)
def _sources() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources() / "codelists" / "sources.toml").read_text(encoding="utf-8"))


def label_of(name: str, code: str | None) -> str:
    """Return the label of a stored value; an unknown code is shown as it is, an empty one as empty text."""
    found = code_list(name).get(code)
    return found.label if found else (code or "")
