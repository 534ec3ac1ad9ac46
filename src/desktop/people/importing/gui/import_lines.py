"""The rows of a list as the preview of an import shows them: what would happen to each, and why."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.errors import Severity
from desktop.people.importing.list_rows import ParsedList
from desktop.people.importing.preview import ImportPreview
from desktop.people.normal import FIELDS, as_text
from desktop.people.queries import MASK, shown

_TOLD = ("birth", "degree", "work_field", "workplace")
"""What tells a new person from a namesake."""

REMEMBERED = "Đã dùng cách hiểu cột của lần nhập trước."

Place = tuple[str, int]
"""Sheet, and row as Excel counts."""


class State(StrEnum):
    """What the import would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


STATE_LABELS = {
    State.NEW: "Mới",
    State.CHANGED: "Thay đổi",
    State.SAME: "Giữ nguyên",
    State.WRONG: "Sai",
}


@dataclass(frozen=True)
class ImportLine:
    """One row of the list; `parts` are sentences on what is new, what changes or what is wrong."""

    place: str
    name: str
    state: State
    parts: tuple[str, ...]
    is_warned: bool


def import_lines(
    parsed: ParsedList, preview: ImportPreview, hidden: Collection[str] = ()
) -> list[ImportLine]:
    """Return every row of the list in its order; the values of `hidden` fields are masked."""
    done = _outcomes(preview, hidden)
    refused, warned = _said(preview, Severity.REFUSE), _said(preview, Severity.WARN)
    several = len(parsed.sheets) > 1
    lines = []
    for row in parsed.people:
        at = (row.sheet, row.row)
        state, parts = done.get(at, (State.WRONG, ()))
        lines.append(
            ImportLine(
                place=f"{row.sheet} · {row.row}" if several else str(row.row),
                name=as_text(row.values.get("full_name", "")),
                state=state,
                parts=(*refused[at], *parts, *(f"Lưu ý – {one}" for one in warned[at])),
                is_warned=bool(warned[at]),
            )
        )
    return lines


def _outcomes(
    preview: ImportPreview, hidden: Collection[str]
) -> Mapping[Place, tuple[State, tuple[str, ...]]]:
    """Return the state and its sentences of all rows but the wrong ones."""
    done: dict[Place, tuple[State, tuple[str, ...]]] = dict.fromkeys(preview.same, (State.SAME, ()))
    for person in preview.new:
        told = (_text(key, person.values.get(key), hidden) for key in _TOLD)
        done[person.sheet, person.row] = (State.NEW, (" · ".join(filter(None, told)),))
    for changed in preview.changed:
        parts = tuple(
            f"{FIELDS[key].label}: {_text(key, old, hidden) or '(trống)'} → {_text(key, new, hidden)}"
            for key, (old, new) in changed.changes.items()
        )
        done[changed.sheet, changed.row] = (State.CHANGED, parts)
    return done


def _said(preview: ImportPreview, severity: Severity) -> Mapping[Place, list[str]]:
    said: dict[Place, list[str]] = defaultdict(list)
    for problem in preview.problems:
        if problem.severity is severity:
            said[problem.sheet, problem.row].append(f"{problem.column}: {problem.message}")
    return said


def _text(key: str, value: Any, hidden: Collection[str]) -> str:
    return MASK if key in hidden and value is not None else shown(FIELDS[key], value)


def summary(parsed: ParsedList) -> str:
    """Return in words what was read and what was not used of the file."""
    said = [f"Đọc được {len(parsed.people)} dòng ở {_sheets(parsed)}."]
    if any(sheet.source for sheet in parsed.sheets):
        said.append(REMEMBERED)
    said += suspicions(parsed)
    if parsed.ignored:
        said.append("Không dùng cột " + ", ".join(f"“{text}”" for text in parsed.ignored) + ".")
    skipped = sum(len(sheet.skipped) for sheet in parsed.sheets)
    if skipped:
        said.append(f"Bỏ qua {skipped} dòng không phải người (tiêu đề nhóm, dòng cộng, chữ ký).")
    return " ".join(said)


def suspicions(parsed: ParsedList) -> list[str]:
    """Return a sentence on the columns that seem to be typed in an old encoding."""
    found = {
        sheet.heading.texts.get(column, ""): encoding
        for sheet in parsed.sheets
        for column, encoding in sheet.suspected.items()
    }
    by_encoding: dict[str, list[str]] = defaultdict(list)
    for text, encoding in found.items():
        by_encoding[encoding.upper()].append(f"“{text}”")
    return [
        f"Cột {', '.join(texts)} có vẻ gõ bằng phông cũ {name}; hãy xem và chuyển ở phần “Cách hiểu cột”."
        for name, texts in by_encoding.items()
    ]


def _sheets(parsed: ParsedList) -> str:
    names = ", ".join(f"“{sheet.name}”" for sheet in parsed.sheets)
    return f"trang {names}" if len(parsed.sheets) == 1 else f"các trang {names}"
