"""Plans and tasks: the list of what is owed, one task in detail, progress, our part in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import UserError
from desktop.plans.actions import keep_plan
from desktop.plans.gui.draft_dialog import DraftDialog
from desktop.plans.importing.draft import Draft, read_draft
from desktop.plans.plan import Plan
from desktop.plans.queries import find_plan
from desktop.storage.fields import Field, Kind, fields_of
from desktop.tasks.actions import AS_PLANNED, change_role, report_progress
from desktop.tasks.evidence import (
    attach_evidence,
    evidence_file,
    evidence_of,
    read_evidence,
    remove_evidence,
)
from desktop.tasks.gui.evidence_dialog import EvidenceDialog
from desktop.tasks.gui.task_card import TaskCard
from desktop.tasks.models import Progress
from desktop.tasks.queries import TaskLine, list_obligations, plan_choices, progress_of
from desktop.tasks.rules import STATE_LABELS, State
from desktop.tasks.succession.gui.adopting import ask_plan
from desktop.tasks.terms.gui.paper_dialogs import ask_paper
from desktop.tasks.terms.queries import PaperKind, papers_of
from desktop.tasks.units import ROLE_LABELS, TaskRole
from desktop.tasks.ward_plan.gui.ward_plan_dialog import Print, WardPlanDialog, own_plan_title
from desktop.text import day, fold
from desktop.widgets import files, messages
from desktop.widgets.cards import EmptyState
from desktop.widgets.controls import ChoiceBox, SearchField, button
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.tokens import Tone

_TONES = {
    STATE_LABELS[State.DONE]: Tone.GOOD,
    STATE_LABELS[State.OVERDUE]: Tone.BAD,
    STATE_LABELS[State.DUE_SOON]: Tone.WARN,
    STATE_LABELS[State.IN_PROGRESS]: Tone.PRIMARY,
}
_COLUMNS = (
    TableColumn("number", "STT", 4, "center", sortable=False),
    TableColumn("text", "Nhiệm vụ", 42, sortable=False),
    TableColumn("role", "Vai trò", 11, sortable=False),
    TableColumn("deadline", "Thời hạn", 13, sortable=False),
    TableColumn("percent", "%", 5, "right", sortable=False),
    TableColumn("state", "Tình trạng", 13, sortable=False, tones=_TONES),
)
_OWED = (("owed", "Việc của đơn vị"), ("all", "Mọi nhiệm vụ"), *((s.value, STATE_LABELS[s]) for s in State))


class TasksPage(OfficePage):
    """Left the tasks of the chosen plan, right the selected one with its history."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"adopted_plan", "obligation", "progress", "evidence", "plan_succession", "task_succession"}
        | {"guidance", "extension", "returned_result", "task_activity", "workday"}
    )

    def __init__(self, office: Office, print_plan: Print | None = None) -> None:
        super().__init__("Kế hoạch – nhiệm vụ", office)
        self._print_plan = print_plan
        self.search = SearchField("Tìm trong nội dung nhiệm vụ")
        self.plan, self.show_which = ChoiceBox("Kế hoạch", ()), ChoiceBox("Lọc nhiệm vụ", _OWED)
        self.table = RowTable(_COLUMNS, self._rows, "Danh sách nhiệm vụ")
        self.card = TaskCard()
        self._lines: list[TaskLine] = []
        self._empty = EmptyState(
            "tasks",
            "Chưa nhận kế hoạch nào",
            "Chọn kế hoạch của thành phố; chương trình lọc ra những việc phường, xã phải làm và thời hạn.",
            "Nhận kế hoạch…",
            self.ask_plan,
        )
        self._progress = button("Ghi tiến độ", self.ask_progress, "edit", "primary")
        self._role = button("Đổi vai trò", self.ask_role)
        take = button("Nhận kế hoạch…", self.ask_plan, "plus")
        paper = button("Đọc từ văn bản…", self.ask_paper, "import")
        self._own = button("Kế hoạch của đơn vị…", self.open_ward_plan, "report")
        tools = (take, paper, self._own, self._role, self._progress)
        self.add_tools(self.search, self.show_which, self.plan, *tools)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.table)
        self._split.addWidget(self.card)
        self._split.setSizes([760, 340])
        self.add(self._split, 1)
        self.add(self._empty, 1)
        self.search.searched.connect(lambda _text: self._filter())
        self.plan.chosen.connect(lambda _code: self.refresh())
        self.show_which.chosen.connect(lambda _code: self._filter())
        self.table.selection_changed.connect(self._show_selected)
        self.table.activated_id.connect(lambda _id: self.ask_progress())
        self.card.evidence_wanted.connect(self.show_evidence)
        self.card.attach_wanted.connect(self.ask_evidence)
        self.card.paper_wanted.connect(self.ask_paper_on_term)

    def refresh(self) -> None:
        """Read the tasks of the chosen plan as they stand today."""
        super().refresh()
        today = date.today()  # noqa: DTZ011 - the calendar on the wall
        with self.office.read() as session:
            plans = plan_choices(session)
            self.plan.set_choices(plans)
            self._lines = list_obligations(session, today, self.plan.code() or None) if plans else []
        self._own.setEnabled(bool(plans))
        self._own.setText(own_plan_title(self.office))
        self._empty.setVisible(not plans)
        self._split.setVisible(bool(plans))
        self._filter()

    def _filter(self) -> None:
        wanted, words = self.show_which.code(), fold(self.search.text())
        shown = [
            index
            for index, line in enumerate(self._lines)
            if _fits(line, wanted) and words in fold(f"{line.number} {line.text} {line.deadline_text}")
        ]
        self.table.set_empty_text("Không có nhiệm vụ nào hợp với bộ lọc.")
        self.table.set_ids(shown)
        self.table.refresh()
        if self.table.current_id() is None and shown:
            self.table.select_id(shown[0])
        self._show_selected()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self._lines[one]) if one < len(self._lines) else None for one in ids]

    def selected(self) -> TaskLine | None:
        """Return the task that is chosen in the list."""
        current = self.table.current_id()
        return self._lines[current] if current is not None and current < len(self._lines) else None

    def _show_selected(self) -> None:
        line = self.selected()
        for one in (self._progress, self._role):
            one.setEnabled(line is not None)
        if line is None:
            self.card.clear()
            return
        with self.office.read() as session:
            reports = progress_of(session, line.code)
            self.card.province = find_plan(session, line.plan_code).province
            today = date.today()  # noqa: DTZ011 - the calendar on the wall
            kept, papers = evidence_of(session, line.code, today), papers_of(session, line.code, today)
        self.card.show_task(line, reports, kept, papers, may_attach=self.office.actor.may(Right.EDIT_TASKS))

    def ask_paper_on_term(self, kind: PaperKind) -> None:
        """Ask for guidance, an extension or a returned result of the selected task."""
        line = self.selected()
        if line is not None:
            ask_paper(self, kind, line)

    def ask_evidence(self, progress_uid: str) -> None:
        """Let the user choose files that prove a report of progress."""
        kinds = ["Minh chứng (*.pdf *.docx *.xlsx *.doc *.xls *.odt *.ods *.jpg *.jpeg *.png *.asice)"]
        files.open_files(self, "Chọn tệp minh chứng", kinds, lambda paths: self._attach(progress_uid, paths))

    def _attach(self, progress_uid: str, paths: list[Path]) -> None:
        try:
            chosen = [read_evidence(path) for path in paths]
        except UserError as wrong:
            messages.error(self, wrong)
            return
        self.act(lambda session: attach_evidence(session, progress_uid, chosen))

    def show_evidence(self, uid: str) -> None:
        """Show a kept file inside the program."""
        try:
            with self.office.read() as session:
                file = evidence_file(session, uid)
        except UserError as wrong:
            messages.error(self, wrong)
            return

        def remove() -> None:
            self.act(lambda session: remove_evidence(session, uid))

        may_remove = self.office.actor.may(Right.EDIT_TASKS)
        EvidenceDialog(self, file, remove if may_remove else None).open()

    def ask_plan(self) -> None:
        """Ask which plan to take on."""
        ask_plan(self, self.office, self.show_plan)

    def show_plan(self, code: str) -> None:
        """Show the tasks of one plan."""
        self.plan.set_code(code)
        self.refresh()

    def ask_paper(self) -> None:
        """Let the user choose the paper of another plan, read it and show what was understood."""
        kinds = ["Văn bản kế hoạch (*.docx *.xlsx *.xls *.ods *.txt)", files.ANY]
        files.open_file(self, "Chọn văn bản kế hoạch", kinds, self._read_paper)

    def _read_paper(self, path: Path) -> None:
        def show(draft: Draft) -> None:
            DraftDialog(self, draft, lambda plan: self._keep(plan, path.name)).open()

        run_job(self, "Đang đọc kế hoạch", lambda _job: read_draft(path), show)

    def _keep(self, plan: Plan, read_from: str) -> None:
        with self.office.write() as session:
            plan = keep_plan(session, plan, read_from)
        messages.info(self, f"Đã lưu kế hoạch {plan.name}; bấm “Nhận kế hoạch…” để nhận.")

    def open_ward_plan(self) -> None:
        """Open the office's own plan under the chosen one."""
        try:
            WardPlanDialog(self, self.office, self.plan.code(), self._print_plan).open()
        except UserError as wrong:
            messages.error(self, wrong)

    def ask_progress(self) -> None:
        """Ask for one report of progress on the selected task."""
        line = self.selected()
        if line is None:
            return
        fields = [replace(one, required=one.required and one.key != "percent") for one in fields_of(Progress)]
        form = FieldForm(fields, lambda _field: (), columns=2)
        dialog = FormDialog(self, "Ghi tiến độ", form, lambda values: self._report(line, values), line.text)
        dialog.ask({"reported_on": date.today().isoformat(), "percent": line.percent})  # noqa: DTZ011

    def _report(self, line: TaskLine, values: dict[str, object]) -> None:
        texts = {key: _text(values.get(key)) for key in ("evidence", "difficulty", "proposal")}
        percent, done, whole = (_count(values.get(key)) for key in ("percent", "done", "whole"))
        is_counted = done is not None or whole is not None
        with self.office.write() as session:
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

    def ask_role(self) -> None:
        """Ask for another part of the office in the selected task."""
        line = self.selected()
        if line is None:
            return
        choices = [(role.value, ROLE_LABELS[role]) for role in TaskRole]
        if line.plan_role:
            choices.append((AS_PLANNED, "Như kế hoạch"))
        fields = (
            Field("role", "Vai trò của đơn vị", Kind.CODE, required=True, codes="role"),
            Field("why", "Lý do", Kind.NOTE, required=True),
        )
        form = FieldForm(fields, lambda _field: choices, columns=1)

        def save(values: dict[str, object]) -> None:
            with self.office.write() as session:
                change_role(session, line.code, str(values["role"] or ""), _text(values["why"]) or "")

        FormDialog(self, "Đổi vai trò", form, save, line.role_reason).ask({"role": line.role})


def _fits(line: TaskLine, wanted: str) -> bool:
    if wanted == "all":
        return True
    return line.is_owed and wanted in ("owed", line.state)


def _row(line: TaskLine) -> tuple[str, ...]:
    due = day(line.due_on) if line.due_on and line.deadline_kind != "yearly" else line.deadline_text
    percent = str(line.percent) if line.last_on else ""
    role = ROLE_LABELS[TaskRole(line.role)]
    return (line.number, line.text, role, due, percent, line.state_label)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str | None:
    return str(value) if value else None
