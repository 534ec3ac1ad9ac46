"""The forms about one task: a report of progress, another part of the office in it."""

from dataclasses import replace
from datetime import date

from desktop.accounts.gui.office_page import OfficePage
from desktop.storage.fields import Field, Kind, fields_of
from desktop.tasks.actions import AS_PLANNED, change_role, report_progress
from desktop.tasks.models import Progress
from desktop.tasks.queries import TaskLine
from desktop.tasks.units import ROLE_LABELS, TaskRole
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog


def ask_progress(page: OfficePage, line: TaskLine) -> None:
    """Ask for one report of progress on a task."""
    fields = [replace(one, required=one.required and one.key != "percent") for one in fields_of(Progress)]
    form = FieldForm(fields, lambda _field: (), columns=2)
    dialog = FormDialog(page, "Ghi tiến độ", form, lambda values: _report(page, line, values), line.text)
    dialog.ask({"reported_on": date.today().isoformat(), "percent": line.percent})  # noqa: DTZ011


def _report(page: OfficePage, line: TaskLine, values: dict[str, object]) -> None:
    texts = {key: _text(values.get(key)) for key in ("evidence", "difficulty", "proposal")}
    percent, done, whole = (_count(values.get(key)) for key in ("percent", "done", "whole"))
    is_counted = done is not None or whole is not None
    with page.office.write() as session:
        report_progress(
            session,
            line.code,
            percent=None if is_counted and percent == line.percent else percent,
            done=done,
            whole=whole,
            counted=_text(values.get("counted")),
            note=_text(values.get("note")) or "",
            on=date.fromisoformat(str(values["reported_on"])),
            evidence=texts["evidence"],
            difficulty=texts["difficulty"],
            proposal=texts["proposal"],
        )


def ask_role(page: OfficePage, line: TaskLine) -> None:
    """Ask for another part of the office in a task."""
    choices = [(role.value, ROLE_LABELS[role]) for role in TaskRole]
    if line.plan_role:
        choices.append((AS_PLANNED, "Như kế hoạch"))
    fields = (
        Field("role", "Vai trò của đơn vị", Kind.CODE, required=True, codes="role"),
        Field("why", "Lý do", Kind.NOTE, required=True),
    )
    form = FieldForm(fields, lambda _field: choices, columns=1)

    def save(values: dict[str, object]) -> None:
        with page.office.write() as session:
            change_role(session, line.code, str(values["role"] or ""), _text(values["why"]) or "")

    FormDialog(page, "Đổi vai trò", form, save, line.role_reason).ask({"role": line.role})


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str | None:
    return str(value) if value else None
