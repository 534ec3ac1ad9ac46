"""Plans and tasks: the list of what is owed, one task in detail, progress, our part in it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import UserError
from desktop.plans.actions import keep_plan
from desktop.plans.gui.draft_dialog import DraftDialog
from desktop.plans.importing.draft import Draft, read_draft
from desktop.plans.plan import Plan
from desktop.plans.queries import find_plan
from desktop.tasks.evidence import (
    attach_evidence,
    evidence_file,
    evidence_of,
    read_evidence,
    remove_evidence,
)
from desktop.tasks.gui.changes_dialog import ChangesDialog, FrozenReports
from desktop.tasks.gui.evidence_dialog import EvidenceDialog
from desktop.tasks.gui.segments import Segments
from desktop.tasks.gui.task_card import TaskCard
from desktop.tasks.gui.task_cards import STATE_TONES
from desktop.tasks.gui.task_forms import ask_progress, ask_role
from desktop.tasks.gui.task_views import VIEWS, Remembered, TaskViews
from desktop.tasks.queries import TaskLine, list_obligations, plan_choices, progress_of
from desktop.tasks.rules import STATE_LABELS, State
from desktop.tasks.succession.gui.adopting import ask_plan
from desktop.tasks.terms.gui.paper_dialogs import ask_paper
from desktop.tasks.terms.queries import PaperKind, papers_of
from desktop.tasks.units import ROLE_LABELS, TaskRole
from desktop.tasks.ward_plan.gui.ward_plan_dialog import Print, WardPlanDialog, own_plan_title
from desktop.tasks.week import ItemKind, WeekItem
from desktop.text import day, fold
from desktop.widgets import files, messages
from desktop.widgets.cards import EmptyState
from desktop.widgets.controls import ChoiceBox, SearchField, button, shortcut_action
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn

_TONES = {STATE_LABELS[state]: tone for state, tone in STATE_TONES.items()}
_COLUMNS = (
    TableColumn("number", "STT", 4, "center", sortable=False),
    TableColumn("text", "Nhiệm vụ", 42, sortable=False),
    TableColumn("role", "Vai trò", 11, sortable=False),
    TableColumn("deadline", "Thời hạn", 13, sortable=False),
    TableColumn("percent", "%", 5, "right", sortable=False),
    TableColumn("state", "Tình trạng", 13, sortable=False, tones=_TONES),
)
_ALL_PLANS = "*"
_OWED = (("owed", "Việc của đơn vị"), ("all", "Mọi nhiệm vụ"), *((s.value, STATE_LABELS[s]) for s in State))


class TasksPage(OfficePage):
    """The tasks of the chosen plan in one of four views, right the one taken with its history."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"adopted_plan", "obligation", "progress", "evidence", "plan_succession", "task_succession"}
        | {"guidance", "extension", "returned_result", "task_activity", "workday"}
        | {"ward_plan", "own_task", "own_progress", "ward_officer"}
    )

    def __init__(
        self,
        office: Office,
        print_plan: Print | None = None,
        reports: FrozenReports | None = None,
        whose: Remembered | None = None,
    ) -> None:
        super().__init__("Kế hoạch – nhiệm vụ", office)
        self._print_plan, self._reports = print_plan, reports
        self.search = SearchField("Tìm trong nội dung nhiệm vụ")
        self.plan, self.show_which = ChoiceBox("Kế hoạch", ()), ChoiceBox("Lọc nhiệm vụ", _OWED)
        self.table = RowTable(_COLUMNS, self._rows, "Danh sách nhiệm vụ")
        self.views = TaskViews(office, self.table, whose or Remembered())
        self.switch = Segments("Cách xem nhiệm vụ", VIEWS)
        self.card, self._side = TaskCard(), QWidget()
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
        self._changed = button("Thay đổi từ…", self.open_changes, "history")
        self._filters = (self.search, self.show_which, self.plan)
        tools = (take, paper, self._own, self._changed, self._role, self._progress)
        self.add_tools(self.switch, *self._filters, self.views.whose, *tools)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.views)
        self._split.addWidget(self._side)
        self._split.setSizes([760, 340])
        self.add(self._split, 1)
        self.add(self._empty, 1)
        self._fill_side()
        self._connect()
        self.show_view("list")

    def _fill_side(self) -> None:
        """Put the card on the right; beside the other views it can be put away again."""
        self._put_away = button("Đóng thẻ", self.close_card, "close")
        layout = QVBoxLayout(self._side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._put_away, 0, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.card, 1)
        shortcut_action(self._split, "Đóng thẻ", "Esc", self.close_card)

    def _connect(self) -> None:
        self.plan.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.switch.chosen.connect(self.show_view)
        self.views.opened.connect(lambda code: self.open_task("", code))
        self.views.item_opened.connect(self._open_item)
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
            all_plans = [(_ALL_PLANS, "Mọi kế hoạch")] if len(plans) > 1 else []
            self.plan.set_choices([*plans, *all_plans])
            self._lines = list_obligations(session, today, self._plan_code() or None) if plans else []
        self._own.setEnabled(bool(self._plan_code()))
        self._changed.setEnabled(bool(plans))
        self.switch.setEnabled(bool(plans))
        self._own.setText(own_plan_title(self.office))
        self._empty.setVisible(not plans)
        self._split.setVisible(bool(plans))
        self._filter()

    def _plan_code(self) -> str:
        """Return the code of the chosen plan, empty for all of them."""
        code = self.plan.code()
        return "" if code == _ALL_PLANS else code

    def show_view(self, code: str) -> None:
        """Look at the tasks in another way."""
        self.switch.set_code(code)
        for one in self._filters:
            one.setVisible(code != "week")
        self.views.whose.setVisible(code == "week")
        self._put_away.setVisible(code != "list")
        self._side.setVisible(code == "list")
        self.views.show_view(code)
        self._enable()

    def show_only(self, what: str) -> None:
        """Show the week, ask for a plan, show one task (`task:` plan and code), or a state of all plans."""
        kind, _, place = what.partition(":")
        if kind == "week":
            self.show_view("week")
        elif kind == "adopt":
            self.ask_plan()
        elif kind == "task":
            plan_code, _, code = place.partition(":")
            self.show_view("list")
            self.open_task(plan_code, code)
        else:
            self._show_state(what)

    def _show_state(self, what: str) -> None:
        self.search.setText("")
        self.plan.set_code(_ALL_PLANS)
        self.show_which.set_code(what or "owed")
        self.show_view("list")
        self.refresh()

    def open_task(self, plan_code: str, code: str) -> None:
        """Show the card of a task, whatever plan and filter are chosen; `code` may be the plan's own."""
        if plan_code and self._plan_code() not in ("", plan_code):
            self.show_plan(plan_code)
        if self._place_of(code) not in self.table.ids():
            self.search.setText("")
            self.show_which.set_code("all")
            self._filter()
        place = self._place_of(code)
        if place is not None and self.table.select_id(place):
            self._side.show()
            self._enable()

    def _place_of(self, code: str) -> int | None:
        places = [at for at, line in enumerate(self._lines) if code in (line.code, line.task_code)]
        return places[-1] if places else None

    def _open_item(self, item: WeekItem) -> None:
        if item.kind is ItemKind.REPORT:
            self.wanted.emit("reports", "")
        elif item.kind is ItemKind.OWN:
            self._open_own(item.plan_code)
        else:
            self.open_task(item.plan_code, item.code)

    def close_card(self) -> None:
        """Put the card away; beside the list it stays."""
        if self.views.view() != "list":
            self._side.hide()
            self._enable()

    def open_changes(self) -> None:
        """Open what became of the tasks since a day or a report."""
        dialog = ChangesDialog(self, self.office, self._plan_code(), self._reports)
        dialog.open()
        dialog.read()

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
        self.views.show_lines([self._lines[one] for one in shown], date.today())  # noqa: DTZ011
        self._show_selected()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [_row(self._lines[one]) if one < len(self._lines) else None for one in ids]

    def selected(self) -> TaskLine | None:
        """Return the task that is chosen in the list."""
        current = self.table.current_id()
        return self._lines[current] if current is not None and current < len(self._lines) else None

    def _show_selected(self) -> None:
        line = self.selected()
        self._enable()
        if line is None:
            self.card.clear()
            return
        with self.office.read() as session:
            reports = progress_of(session, line.code)
            self.card.province = find_plan(session, line.plan_code).province
            today = date.today()  # noqa: DTZ011 - the calendar on the wall
            kept, papers = evidence_of(session, line.code, today), papers_of(session, line.code, today)
        self.card.show_task(line, reports, kept, papers, may_attach=self.office.actor.may(Right.EDIT_TASKS))

    def _enable(self) -> None:
        """Offer what is done to a task only while its card is in sight."""
        for one in (self._progress, self._role):
            one.setEnabled(self.selected() is not None and not self._side.isHidden())

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
        self._open_own(self._plan_code())

    def _open_own(self, plan_code: str) -> None:
        try:
            WardPlanDialog(self, self.office, plan_code, self._print_plan).open()
        except UserError as wrong:
            messages.error(self, wrong)

    def ask_progress(self) -> None:
        """Ask for one report of progress on the selected task."""
        line = self.selected()
        if line is not None:
            ask_progress(self, line)

    def ask_role(self) -> None:
        """Ask for another part of the office in the selected task."""
        line = self.selected()
        if line is not None:
            ask_role(self, line)


def _fits(line: TaskLine, wanted: str) -> bool:
    if wanted == "all":
        return True
    return line.is_owed and wanted in ("owed", line.state)


def _row(line: TaskLine) -> tuple[str, ...]:
    due = day(line.due_on) if line.due_on and line.deadline_kind != "yearly" else line.deadline_text
    percent = str(line.percent) if line.last_on else ""
    role = ROLE_LABELS[TaskRole(line.role)]
    return (line.number, line.text, role, due, percent, line.state_label)
