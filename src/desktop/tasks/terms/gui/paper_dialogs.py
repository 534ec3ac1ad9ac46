"""Entering a paper about a task's term: one form for each kind, made from the declared fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from desktop.accounts.gui.office_page import OfficePage
from desktop.storage.fields import fields_of
from desktop.tasks.queries import TaskLine
from desktop.tasks.terms.actions import extend_deadline, give_guidance, return_result
from desktop.tasks.terms.models import Extension, Guidance, Return
from desktop.tasks.terms.queries import PaperKind
from desktop.tasks.terms.rules import UNDATED_KINDS
from desktop.text import day
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog


@dataclass(frozen=True)
class _Paper:
    title: str
    button: str
    model: type[Any]
    enter: Callable[[Session, str, Mapping[str, Any]], str]


_PAPERS: dict[PaperKind, _Paper] = {
    "guidance": _Paper("Nhập văn bản hướng dẫn", "Có hướng dẫn…", Guidance, give_guidance),
    "extension": _Paper("Ghi gia hạn", "Gia hạn…", Extension, extend_deadline),
    "return": _Paper("Ghi kết quả bị trả lại", "Bị trả lại…", Return, return_result),
}


def papers_for(line: TaskLine) -> list[tuple[PaperKind, str]]:
    """Return the kinds of paper that make sense for a task as it stands, with the words of their buttons."""
    fits: dict[PaperKind, bool] = {
        "guidance": line.deadline_kind in UNDATED_KINDS,
        "extension": line.due_on is not None,
        "return": line.last_on is not None,
    }
    return [(kind, _PAPERS[kind].button) for kind, does in fits.items() if does and not line.closed]


def ask_paper(page: OfficePage, kind: PaperKind, line: TaskLine) -> None:
    """Ask for one paper about a task; what is wrong is shown in place."""
    paper = _PAPERS[kind]
    form = FieldForm(fields_of(paper.model), lambda _field: (), columns=2)

    def save(values: dict[str, object]) -> None:
        with page.office.write() as session:
            paper.enter(session, line.code, values)

    FormDialog(page, paper.title, form, save, _intro(kind, line)).ask(_beginning(kind))


def _beginning(kind: PaperKind) -> dict[str, object]:
    if kind == "return":
        return {"returned_on": date.today().isoformat(), "accepted": 0}  # noqa: DTZ011
    return {}


def _intro(kind: PaperKind, line: TaskLine) -> str:
    text = line.text if len(line.text) <= 160 else f"{line.text[:159].rstrip()}…"
    if kind == "extension" and line.due_on:
        return f"{text}\nHạn hiện nay: {day(line.due_on)}. Tình trạng của các ngày trước không đổi."
    if kind == "guidance":
        return f"{text}\nThời hạn của kế hoạch: {line.deadline_text}."
    return f"{text}\nNhiệm vụ mở lại từ ngày ghi; các lần báo cáo trước vẫn được giữ."
