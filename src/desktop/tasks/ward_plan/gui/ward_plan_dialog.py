"""The office's own plan in a window: tasks under the city's, one in a form, money, words, printing."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right
from desktop.accounts.units import bare_name
from desktop.errors import Invalid, UserError
from desktop.storage.fields import Field
from desktop.tasks.rules import State
from desktop.tasks.ward_plan.actions import (
    add_officer,
    change_own_task,
    draft_plan,
    record_own_task,
    remove_own_task,
    remove_spending,
    report_own_progress,
    spend,
    write_words,
)
from desktop.tasks.ward_plan.changes import changes_since
from desktop.tasks.ward_plan.gui.choices import choices_of
from desktop.tasks.ward_plan.gui.entries_view import EntriesView
from desktop.tasks.ward_plan.gui.plan_tree import PlanTree
from desktop.tasks.ward_plan.outline import fill, load_outline
from desktop.tasks.ward_plan.passages import drafted_texts, words
from desktop.tasks.ward_plan.queries import OwnLine, own_progress, own_spending, ward_plan
from desktop.tasks.ward_plan.rules import (
    money,
    officer_fields,
    progress_fields,
    spending_fields,
    task_fields,
    text_fields,
)
from desktop.tasks.ward_plan.wording import level_of
from desktop.text import clean_lines
from desktop.widgets import messages
from desktop.widgets.code_box import CodeBox
from desktop.widgets.controls import button, hint
from desktop.widgets.flow import FlowRow
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.theme import em, mark

Print = Callable[[QWidget, str], object]
"""Opens the window that prints and issues a plan, on top of another one; the second is the plan's code."""

_WIDE, _HIGH, _MOST = 84, 52, 0.96
_SHARES = (7, 3)
"""Of the width: for the list and for the task."""


class WardPlanDialog(QDialog):
    """The own plan under one adopted plan; it reads anew when something of it has changed."""

    _changed = Signal(object)

    def __init__(self, parent: QWidget, office: Office, plan_code: str, print_plan: Print | None) -> None:
        super().__init__(parent)
        self.office, self._code = office, plan_code
        self._may_edit = office.actor.may(Right.EDIT_TASKS)
        self._today = date.today()  # noqa: DTZ011 - the calendar on the wall
        with office.read() as session:
            self.view = ward_plan(session, plan_code, self._today)
            self._choices = choices_of(session, plan_code, self._today)
        self.setWindowTitle(f"Kế hoạch của {bare_name(self.view.unit.name)}")
        self.tree, self.entries = PlanTree(), EntriesView()
        self.form = FieldForm(task_fields(), self._choices, columns=1)
        self.form.set_read_only(not self._may_edit)
        self._about, self._sums = hint(""), hint("")
        self._shown = ""
        self._draft = button("Lập từ nhiệm vụ được giao", self.draft, "tasks")
        self._remove = button("Bỏ việc", self.ask_removal, "delete")
        self._save = button("Lưu việc", self.form.submit, "save", "primary")
        self._progress = button("Ghi tiến độ…", self.ask_progress, "edit")
        self._spend = button("Ghi khoản chi…", self.ask_spending, "plus")
        self._build(print_plan)
        self.tree.chosen.connect(self._on_chosen)
        self.tree.removal_wanted.connect(self.ask_removal)
        self.form.submitted.connect(self.save_task)
        self.entries.removal_wanted.connect(self.ask_spending_removal)
        self._listen()
        self._show()

    def _build(self, print_plan: Print | None) -> None:
        heading = QLabel(self.windowTitle())
        mark(heading, look="heading")
        tools: list[QWidget] = [self._draft]
        tools.append(button("Thêm việc…", self.ask_task, "plus"))
        tools.append(self._remove)
        tools.append(button("Lời văn…", self.ask_words, "edit"))
        tools.append(button("Thêm cán bộ…", self.ask_officer, "user"))
        for one in tools:
            one.setEnabled(self._may_edit)
        if print_plan:
            tools.append(button("In kế hoạch…", lambda: self._print(print_plan), "print", "primary"))
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.5))
        for widget in (heading, self._about, FlowRow(*tools, spacing=em(self, 0.4))):
            layout.addWidget(widget)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tree)
        split.addWidget(self._side())
        for place, share in enumerate(_SHARES):
            split.setStretchFactor(place, share)
        split.setSizes([share * em(self, 20) for share in _SHARES])
        split.setChildrenCollapsible(False)
        layout.addWidget(split, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._sums, 1)
        foot.addWidget(button("Đóng", self.reject))
        layout.addLayout(foot)
        size = QSize(em(self, _WIDE), em(self, _HIGH))
        self.resize(size.boundedTo(self.screen().availableSize() * _MOST))

    def _side(self) -> QWidget:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Việc đang chọn")
        self.tabs.addTab(self.form, "Việc")
        self.tabs.addTab(self.entries, "Tiến độ, khoản chi")
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(em(side, 0.3), 0, 0, 0)
        layout.setSpacing(em(side, 0.5))
        layout.addWidget(self.tabs, 1)
        layout.addWidget(FlowRow(self._progress, self._spend, self._save, spacing=em(side, 0.4)))
        return side

    def _listen(self) -> None:
        """Hear of changes, those made in a job too, until the window is closed or taken away."""
        listeners, listener = self.office.listeners, self._changed.emit
        self._changed.connect(self._on_changed)
        listeners.append(listener)

        def forget() -> None:
            if listener in listeners:
                listeners.remove(listener)

        self.finished.connect(lambda _result: forget())
        self.destroyed.connect(lambda _gone: forget())

    def _on_changed(self, tables: frozenset[str]) -> None:
        if any(table.startswith(("ward_", "own_", "obligation", "plan_", "task_")) for table in tables):
            self.reload()

    def reload(self) -> None:
        """Read the plan anew and show it; what is being typed stays."""
        with self.office.read() as session:
            self.view = ward_plan(session, self._code, self._today)
            self._choices = choices_of(session, self._code, self._today)
        self._show()

    def _show(self) -> None:
        view, said = self.view, words(self.view)
        left = len(view.undrafted)
        self._draft.setText(f"Lập từ nhiệm vụ được giao ({left})" if left else "Lập từ nhiệm vụ được giao")
        self._draft.setEnabled(self._may_edit and (left > 0 or not view.lines))
        self._about.setText(f"{said['subject']}. {self._issued()}")
        self.tree.show_lines(view.lines, fill(load_outline().own_group, said))
        self._sums.setText(self._totals())

    def _issued(self) -> str:
        if not self.view.versions:
            return "Chưa ban hành."
        last = self.view.versions[-1]
        count = len(changes_since(last, self.view))
        more = f"; {count} chỗ khác với bản đã ban hành, in kế hoạch để điều chỉnh" if count else ""
        return f"Đã ban hành {last.paper} (bản {last.number}){more}."

    def _totals(self) -> str:
        view = self.view
        if not view.lines:
            return "Kế hoạch chưa có việc nào; bấm “Lập từ nhiệm vụ được giao” hoặc “Thêm việc…”."
        by_source = "; ".join(
            f"{label[:1].lower()}{label[1:]} {money(sum_)}" for label, sum_ in view.planned_by_source
        )
        sources = f" ({by_source})" if by_source else ""
        late = sum(line.state is State.OVERDUE for line in view.lines)
        over = sum(line.spent > (line.planned or 0) for line in view.lines)
        parts = [f"{len(view.lines)} việc", f"{late} quá hạn" if late else ""]
        sums = [f"Dự kiến {money(view.planned)}{sources}", f"đã chi {money(view.spent)}"]
        sums += [f"{over} việc chi vượt dự kiến"] if over else []
        return f"{', '.join(filter(None, parts))}. {'; '.join(sums)}."

    def current(self) -> OwnLine | None:
        """Return the own task that is shown in the form."""
        return next((line for line in self.view.lines if line.uid == self._shown), None)

    def _on_chosen(self, uid: str) -> None:
        if uid != self._shown and self.form.is_dirty:
            text = "Việc đang sửa có phần chưa lưu. Bỏ phần vừa sửa để xem việc khác?"
            back = self._shown
            messages.ask(
                self, text, "Bỏ", "Tiếp tục sửa", lambda: self._show_task(uid), lambda: self.tree.choose(back)
            )
        elif uid != self._shown or not self.form.is_dirty:
            self._show_task(uid)

    def _show_task(self, uid: str) -> None:
        self._shown = uid
        line = self.current()
        may = self._may_edit and line is not None
        for one in (self._save, self._remove, self._progress, self._spend):
            one.setEnabled(may)
        self.tabs.setEnabled(line is not None)
        officer = self.form.editor("officer")
        if isinstance(officer, CodeBox):
            kept = [(line.officer_uid, line.officer)] if line and line.officer_uid else []
            known = list(self._choices(Field("officer", "")))
            officer.set_choices([*known, *(one for one in kept if one[0] not in dict(known))])
        self.form.set_values(_values(line) if line else {})
        if line is None:
            self.entries.show_entries(None)
            return
        with self.office.read() as session:
            progress, spending = own_progress(session, uid), own_spending(session, uid)
        self.entries.show_entries(line, progress, spending, may_remove=self._may_edit)

    def save_task(self) -> None:
        """Keep what was typed into the form; what is wrong is shown in place."""
        line = self.current()
        missing = self.form.missing()
        if line is None or not self._may_edit:
            return
        if missing:
            self.form.show_problems(missing)
            return
        try:
            with self.office.write() as session:
                change_own_task(session, line.uid, self.form.values(), self._today)
        except Invalid as wrong:
            self.form.show_problems(wrong.problems)
        except UserError as wrong:
            messages.error(self, wrong)
        else:
            self._show_task(line.uid)

    def draft(self) -> None:
        """Make own tasks for what the city asks."""
        self._act(lambda session: draft_plan(session, self._code, self._today))

    def ask_task(self) -> None:
        """Ask for one own task, under the city's task that is chosen."""
        form = FieldForm(task_fields(), self._choices, columns=2)
        made: list[str] = []

        def save(values: dict[str, object]) -> None:
            with self.office.write() as session:
                made.append(record_own_task(session, self._code, values, self._today))

        dialog = FormDialog(self, "Thêm việc", form, save)
        dialog.accepted.connect(lambda: self.tree.choose(made[-1]))
        dialog.ask({"task_code": self.tree.current_task() or None})

    def ask_removal(self) -> None:
        """Take the chosen task out of the plan when the user agrees."""
        line = self.current()
        if line is None or not self._may_edit:
            return
        text = f"Bỏ việc số {line.number} khỏi kế hoạch? Có thể hoàn tác trong nhật ký."
        messages.ask(
            self, text, "Bỏ việc", "Giữ lại", lambda: self._act(lambda s: remove_own_task(s, line.uid))
        )

    def ask_progress(self) -> None:
        """Ask for a report of progress on the chosen task."""
        line = self.current()
        if line is None:
            return
        form = FieldForm(progress_fields(), self._choices, columns=2)

        def save(values: dict[str, object]) -> None:
            with self.office.write() as session:
                report_own_progress(session, line.uid, values, self._today)

        dialog = FormDialog(self, "Ghi tiến độ", form, save, line.text)
        dialog.ask({"reported_on": self._today.isoformat(), "percent": line.percent})

    def ask_spending(self) -> None:
        """Ask for money spent on the chosen task."""
        line = self.current()
        if line is None:
            return
        form = FieldForm(spending_fields(), self._choices, columns=2)

        def save(values: dict[str, object]) -> None:
            with self.office.write() as session:
                spend(session, line.uid, values, self._today)

        planned = f"Dự kiến {money(line.planned or 0)}, đã chi {money(line.spent)}."
        FormDialog(self, "Ghi khoản chi", form, save, planned).ask({"spent_on": self._today.isoformat()})

    def ask_spending_removal(self, uid: str) -> None:
        """Take back money entered by mistake when the user agrees."""
        text = "Bỏ khoản chi này? Có thể hoàn tác trong nhật ký."
        messages.ask(
            self, text, "Bỏ khoản chi", "Giữ lại", lambda: self._act(lambda s: remove_spending(s, uid))
        )

    def ask_officer(self) -> None:
        """Ask for somebody who can answer for tasks."""
        form = FieldForm(officer_fields(), self._choices, columns=1)

        def save(values: dict[str, object]) -> None:
            with self.office.write() as session:
                add_officer(session, values, self._today)

        FormDialog(self, "Thêm cán bộ phụ trách", form, save).ask({})

    def ask_words(self) -> None:
        """Let the officer write parts of the plan himself; what he leaves as it is stays the program's."""
        drafts = drafted_texts(self.view)
        form = FieldForm(text_fields(), self._choices, columns=1)

        def save(values: dict[str, object]) -> None:
            own = {key: None if _same(text, drafts[key]) else text for key, text in values.items()}
            with self.office.write() as session:
                write_words(session, self._code, own, self._today)

        intro = "Phần để nguyên thì chương trình tự viết theo số liệu mới nhất; phần đã sửa thì giữ đúng lời."
        dialog = FormDialog(self, "Lời văn của kế hoạch", form, save if self._may_edit else None, intro)
        dialog.resize(QSize(em(self, 60), em(self, 48)).boundedTo(self.screen().availableSize() * _MOST))
        dialog.ask({key: self.view.texts[key] or text for key, text in drafts.items()})

    def reject(self) -> None:
        """Close; what was typed is not dropped without asking."""
        if self.form.is_dirty:
            text = "Việc đang sửa có phần chưa lưu. Đóng và bỏ phần vừa sửa?"
            messages.ask(self, text, "Đóng", "Tiếp tục sửa", super().reject)
        else:
            super().reject()

    def _print(self, print_plan: Print) -> None:
        if self.form.is_dirty:
            messages.warn(self, "Việc đang sửa chưa lưu; hãy lưu rồi in kế hoạch.")
        else:
            print_plan(self, self._code)

    def _act(self, do: Callable[[Session], object]) -> None:
        try:
            with self.office.write() as session:
                do(session)
        except UserError as wrong:
            messages.error(self, wrong)


def own_plan_title(office: Office) -> str:
    """Return what the button that opens the plan says: “Kế hoạch của phường…”."""
    with office.read() as session:
        return f"Kế hoạch của {level_of(unit_of(session))}…"


def _values(line: OwnLine) -> dict[str, object]:
    return {
        "task_code": line.task_code or None,
        "text": line.text,
        "section": line.section,
        "officer": line.officer_uid or None,
        "coordinators": "\n".join(line.coordinators) or None,
        "starts_on": line.starts_on or None,
        "ends_on": line.ends_on or None,
        "deadline_text": line.deadline_text or None,
        "result": line.result or None,
        "money_source": line.source or None,
        "money_planned": line.planned,
    }


def _same(typed: object, drafted: str) -> bool:
    return clean_lines(str(typed or "")) in ("", clean_lines(drafted))
