"""Outlines of reports: sections, annexes and fixed sentences stand in `resources/reports/`, not in code.

A department may put its own in their place by a signed file, which the office keeps beside its code lists.
"""

import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import AdoptedList
from desktop.errors import UserError
from desktop.paths import resources
from desktop.plans.toml_tables import read_table
from desktop.reports.annexes import ANNEXES
from desktop.reports.periods import KINDS
from desktop.reports.sections import SECTIONS

PREFIX = "outline."
"""An outline is adopted under the name of its kind behind this: `outline.year`."""

PLACEHOLDERS = (
    "plan",
    "plan_full",
    "period",
    "unit",
    "bare_unit",
    "as_of",
    "recipient",
    "review",
    "subject",
)
_LIKE = "like"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LONGEST = 100_000


@dataclass(frozen=True)
class Section:
    """One section of the body: `key` names the function that writes its draft."""

    key: str
    heading: str


@dataclass(frozen=True)
class AnnexOutline:
    """One annex: `key` names the function that makes its tables; one not `chosen` is offered only."""

    key: str
    title: str
    landscape: bool
    chosen: bool = True


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
    source: str = ""


def report_kinds() -> tuple[str, ...]:
    """Return the kinds of reports, shortest period first."""
    return tuple(KINDS)


def check_kind(kind: str) -> None:
    """Raise UserError for a kind of report that does not exist."""
    if kind not in KINDS:
        raise UserError(f"Không có loại báo cáo “{kind[:40]}”; hãy chọn một trong: {', '.join(KINDS)}.")


@lru_cache(maxsize=16)
def load_outline(kind: str) -> Outline:
    """Return the outline of a kind as it came with the program; UserError when there is none."""
    check_kind(kind)
    return read_outline((resources() / "reports" / f"{kind}.toml").read_text(encoding="utf-8"), kind)


def outline_of(session: Session, kind: str, on: date) -> Outline:
    """Return the outline of a kind that is in force on a day: the newest adopted one, or the shipped one."""
    check_kind(kind)
    adopted = select(AdoptedList).where(
        AdoptedList.name == f"{PREFIX}{kind}", AdoptedList.valid_from <= on.isoformat()
    )
    newest = session.scalar(adopted.order_by(AdoptedList.valid_from.desc(), AdoptedList.id.desc()).limit(1))
    if newest is None:
        return load_outline(kind)
    source = f"Văn bản số {newest.number} của {newest.issuer}"
    return replace(read_outline(newest.content, kind), source=source)


def read_outline(text: str, kind: str) -> Outline:
    """Return an outline from its TOML; UserError with one sentence for the first thing that is wrong.

    With `like` it takes everything that it does not name from another kind's outline.
    """
    where = f"Đề cương {KINDS.get(kind, kind).lower()}"
    if len(text) > _LONGEST:
        raise UserError(f"{where} dài quá {_LONGEST} ký tự; hãy rút gọn rồi làm lại.")
    try:
        document: dict[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UserError(f"{where} không đúng dạng TOML; hãy xem lại dấu ngoặc kép, ngoặc vuông.") from error
    like = document.pop(_LIKE, None)
    if like is not None:
        document = {**_shipped_document(str(like)), **document}
    outline = read_table(Outline, document, where)
    _check(outline, kind, where)
    headings = zip(_ROMAN, outline.sections, strict=False)
    numbered = tuple(replace(one, heading=f"{roman}. {one.heading}") for roman, one in headings)
    return replace(outline, sections=numbered)


def _shipped_document(kind: str) -> Mapping[str, Any]:
    check_kind(kind)
    text = (resources() / "reports" / f"{kind}.toml").read_text(encoding="utf-8")
    document = tomllib.loads(text)
    like = document.pop(_LIKE, None)
    return {**_shipped_document(like), **document} if like else document


def _check(outline: Outline, kind: str, where: str) -> None:
    if outline.kind != kind:
        raise UserError(f"{where} ghi kind = “{outline.kind[:40]}”; hãy ghi “{kind}”.")
    if not outline.sections or len(outline.sections) > len(_ROMAN):
        raise UserError(f"{where} phải có từ 1 đến {len(_ROMAN)} phần; hãy sửa các bảng [[sections]].")
    _check_keys((one.key for one in outline.sections), SECTIONS, f"{where}, [[sections]]")
    _check_keys((one.key for one in outline.annexes), ANNEXES, f"{where}, [[annexes]]")
    for sentence in (outline.subject, outline.opening, outline.closing, *outline.recipients):
        _check_placeholders(sentence, where)


def _check_keys(keys: Iterable[str], known: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key not in known:
            raise UserError(f"{where}: không có phần “{key[:40]}”; hãy dùng một trong: {', '.join(known)}.")
        if key in seen:
            raise UserError(f"{where}: phần “{key}” ghi hơn một lần; hãy bỏ bớt.")
        seen.add(key)


def _check_placeholders(sentence: str, where: str) -> None:
    try:
        named = [name for _, name, spec, how in string.Formatter().parse(sentence) if name is not None]
    except ValueError as error:
        raise UserError(f"{where}: dấu ngoặc nhọn không khớp ở “{sentence[:60]}”; hãy sửa lại.") from error
    for name in named:
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
            raise UserError(f"{where}: không có chỗ điền “{{{name[:40]}}}”; hãy dùng một trong: {known}.")
