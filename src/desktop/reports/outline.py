"""Outlines of reports: sections, annexes and fixed sentences stand in `resources/reports/`, not in code."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from desktop.errors import UserError
from desktop.paths import resources


@dataclass(frozen=True)
class Section:
    """One section of the body: `key` names the function that writes its draft."""

    key: str
    heading: str


@dataclass(frozen=True)
class AnnexOutline:
    """One annex: `key` names the function that makes its tables."""

    key: str
    title: str
    landscape: bool


@dataclass(frozen=True)
class Outline:
    """The outline of one kind of report, with its sentences still holding {placeholders}."""

    kind: str
    type_code: str
    type_name: str
    subject: str
    opening: str
    closing: str
    recipients: tuple[str, ...]
    sections: tuple[Section, ...]
    annexes: tuple[AnnexOutline, ...]


def report_kinds() -> tuple[str, ...]:
    """Return the kinds of reports that have an outline."""
    return tuple(sorted(path.stem for path in (resources() / "reports").glob("*.toml")))


@lru_cache(maxsize=16)
def load_outline(kind: str) -> Outline:
    """Return the outline of a kind; UserError when there is none."""
    if kind not in report_kinds():
        raise UserError(f"Không có loại báo cáo “{kind}”; hãy chọn một trong: {', '.join(report_kinds())}.")
    path = resources() / "reports" / f"{kind}.toml"
    document: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Outline(
        **{key: document[key] for key in ("kind", "type_code", "type_name", "subject", "opening", "closing")},
        recipients=tuple(document["recipients"]),
        sections=tuple(Section(**row) for row in document["sections"]),
        annexes=tuple(AnnexOutline(**row) for row in document["annexes"]),
    )
