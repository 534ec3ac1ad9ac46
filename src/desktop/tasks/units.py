"""Our office's part in a task, read from the wording of leading and coordinating units.

The words themselves stand in `resources/units.toml`. What is decided here is a reading, with its reason in
words; the office can change it (`actions.change_role`).
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from desktop.accounts.units import bare_name
from desktop.paths import resources
from desktop.text import clean


class TaskRole(StrEnum):
    """What our office is in a task; with `watch` it owes nothing."""

    LEAD = "lead"
    WITH = "with"
    LOCAL = "local"
    WATCH = "watch"


ROLE_LABELS = {
    TaskRole.LEAD: "Chủ trì",
    TaskRole.WITH: "Phối hợp",
    TaskRole.LOCAL: "Tại địa bàn",
    TaskRole.WATCH: "Theo dõi",
}


@dataclass(frozen=True)
class Part:
    """Our part in a task and one Vietnamese sentence that says why."""

    role: TaskRole
    reason: str


@dataclass(frozen=True)
class _Wording:
    says: str
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class _Match:
    column: TaskRole
    says: str
    quoted: str
    because: str


_COLUMNS = {TaskRole.LEAD: "chủ trì", TaskRole.WITH: "phối hợp"}
_OURS = {"ward": "UBND phường, xã", "department": "Sở Khoa học và Công nghệ"}
_WEIGHT = {"named": 0, "successor": 0, "everyone": 1, "vague": 2}


def decide_part(kind: str, unit_name: str, lead: Sequence[str], with_units: Sequence[str]) -> Part:
    """Return our part in a task; `kind` is ward or department, `unit_name` the office's own name.

    Being named goes before an all-embracing wording, leading before coordinating; what only says “the units
    concerned”, or does not mean us at all, is watched.
    """
    columns = ((TaskRole.LEAD, lead), (TaskRole.WITH, with_units))
    matches = [match for column, units in columns for match in _matches(kind, unit_name, column, units)]
    if not matches:
        return Part(TaskRole.WATCH, _not_named(kind, [*lead, *with_units]))
    return _part(kind, min(matches, key=lambda match: _WEIGHT[match.says]))


def _part(kind: str, match: _Match) -> Part:
    quoted, column = match.quoted, _COLUMNS[match.column]
    if match.says == "named":
        return Part(match.column, f"Cột {column} nêu “{quoted}”, trong đó có {_OURS[kind]}.")
    if match.says == "successor":
        return Part(match.column, f"Cột {column} nêu “{quoted}”; {match.because}.")
    if match.says == "everyone":
        reason = (
            f"Cột {column} gọi chung “{quoted}”; đơn vị là một trong số đó nên làm phần việc tại địa bàn."
        )
        return Part(TaskRole.LOCAL, reason)
    reason = f"Cột {column} chỉ nêu “{quoted}”, chưa rõ có đơn vị mình; hãy đổi vai trò nếu được phân công."
    return Part(TaskRole.WATCH, reason)


def _not_named(kind: str, units: Sequence[str]) -> str:
    if not units:
        return "Kế hoạch không nêu đơn vị thực hiện; hãy đổi vai trò nếu được phân công."
    return f"Kế hoạch giao cho “{'; '.join(units)}”, không nêu {_OURS[kind]}."


def _matches(kind: str, unit_name: str, column: TaskRole, units: Sequence[str]) -> Iterator[_Match]:
    own = _words(bare_name(unit_name))
    for quoted in units:
        words = _words(quoted)
        if own.strip() and own in words:
            yield _Match(column, "named", quoted, "")
        for wording in _wordings(kind):
            if _names(wording, words):
                yield _Match(column, wording.says, quoted, wording.because)


def _names(wording: _Wording, words: str) -> bool:
    for excluded in wording.excluded:
        words = words.replace(excluded, " ")
    return any(phrase in words for phrase in wording.phrases)


@lru_cache(maxsize=4)
def _wordings(kind: str) -> tuple[_Wording, ...]:
    table = tomllib.loads((resources() / "units.toml").read_text(encoding="utf-8"))
    return tuple(
        _Wording(
            entry["says"],
            tuple(map(_words, entry["phrases"])),
            tuple(map(_words, entry.get("not", ()))),
            entry.get("because", ""),
        )
        for entry in table[kind]
    )


def _words(text: str) -> str:
    """Return the words alone, small, one blank between and around them: so `in` finds whole words."""
    words = re.findall(r"\w+", clean(text).casefold())
    return f" {' '.join(words)} "
