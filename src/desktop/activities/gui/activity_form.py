"""The first tab of an activity: its fields, and the tasks of adopted plans that it serves."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.accounts.drafts import KeptDraft
from desktop.accounts.gui.draft_keeper import DraftKeeper
from desktop.accounts.office import Office
from desktop.activities.actions import FIELDS, change_activity, record_activity
from desktop.activities.gui.activity_drafts import FORM
from desktop.activities.gui.tasks_dialog import ServedTasksDialog
from desktop.activities.queries import ActivityFacts
from desktop.activities.rules import PLANNED
from desktop.errors import Invalid, Problem, UserError
from desktop.people.gui.person_fields import choices_for
from desktop.people.normal import today
from desktop.widgets import messages
from desktop.widgets.controls import button
from desktop.widgets.flow import FlowRow
from desktop.widgets.form import FieldForm
from desktop.widgets.theme import em, mark

_TASKS = "tasks"
"""Under this word a draft holds the tasks chosen."""

_NO_TASKS = "Chưa gắn với nhiệm vụ nào của kế hoạch."


class ActivityForm(QWidget):
    """Shows and saves one activity; `saved` tells its uid, `progress_wanted` asks for a report.

    What is being typed is kept as a draft.
    """

    saved = Signal(str)
    cancelled = Signal()
    progress_wanted = Signal()
    changed = Signal()

    def __init__(self, office: Office, *, may_edit: bool) -> None:
        super().__init__()
        self._office, self._may_edit = office, may_edit
        self._uid = ""
        self._facts: ActivityFacts | None = None
        self._tasks: tuple[str, ...] = ()
        self._stored_tasks: tuple[str, ...] = ()
        self._stored: Mapping[str, object] = {}
        self.keeper = DraftKeeper(self, office, self._worth_keeping, self._called)
        self.form = FieldForm(list(FIELDS.values()), choices_for(""), later=True)
        self.served = QLabel(_NO_TASKS)
        self.served.setWordWrap(True)
        self.served.setTextFormat(Qt.TextFormat.PlainText)
        mark(self.served, look="muted")
        self.tasks_button = button("Nhiệm vụ…", self.ask_tasks, "tasks")
        self.tasks_button.setToolTip("Chọn nhiệm vụ của kế hoạch mà hoạt động này phục vụ")
        self.progress_button = button("Ghi tiến độ…", self.progress_wanted.emit, "edit")
        self.save_button = button("Lưu", self.save, "save", "primary")
        self.save_button.setToolTip("Ctrl+S")
        self.cancel_button = button("Hủy", self.cancelled.emit)
        self._build()

    @property
    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self.form.is_dirty or self._tasks != self._stored_tasks

    def show_activity(self, facts: ActivityFacts | None) -> None:
        """Show an activity, or an empty form for a new one; what was typed before is given up."""
        self.keeper.forget()
        self._facts, self._uid = facts, facts.uid if facts else ""
        self._stored = facts.values if facts else {}
        self.form.set_values(facts.values if facts else _new_values())
        self._tasks = self._stored_tasks = tuple(one.code for one in facts.tasks) if facts else ()
        self.keeper.begin(FORM, self._uid, self._stored)
        self._show_tasks()
        self.form.verticalScrollBar().setValue(0)
        self.progress_button.setEnabled(bool(facts) and self._may_edit)
        self._on_changed()

    def go_on(self, draft: KeptDraft) -> None:
        """Put what was typed before into the activity that is shown."""
        self.keeper.begin(FORM, self._uid, self._stored, draft.uid)
        typed = dict(draft.values)
        kept = typed.pop(_TASKS, self._tasks)
        self._tasks = tuple(str(code) for code in kept) if isinstance(kept, list | tuple) else self._tasks
        self._show_tasks()
        self.form.fill_in(typed)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        first = self.form.editor("kind")
        assert isinstance(first, QWidget)  # noqa: S101 - every editor is one
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> bool:
        """Save what was typed; what is wrong is shown at its field. Tell whether it was saved."""
        before = self.is_dirty
        return self.form.submit() and before and not self.is_dirty

    def ask_tasks(self) -> None:
        """Let the user choose which tasks the activity serves."""
        ServedTasksDialog(self, self._office, self._tasks, self._take_tasks).open()

    def _take_tasks(self, codes: tuple[str, ...]) -> None:
        self._tasks = codes
        self._show_tasks()
        self._on_typed()

    def _show_tasks(self) -> None:
        reported = {one.code for one in self._facts.tasks if one.reported} if self._facts else set()
        named = (f"{code} (đã ghi tiến độ)" if code in reported else code for code in self._tasks)
        self.served.setText(f"Phục vụ nhiệm vụ: {', '.join(named)}." if self._tasks else _NO_TASKS)

    def _save(self) -> None:
        missing = self.form.missing()
        if missing:
            self.form.show_problems(missing)
            return
        try:
            uid = self._write(self.form.values())
        except Invalid as wrong:
            self.form.show_problems(wrong.problems)
        except UserError as wrong:
            messages.error(self, wrong)
        else:
            self.form.mark_clean()
            self._stored_tasks = self._tasks
            self.saved.emit(uid)

    def _worth_keeping(self) -> dict[str, object]:
        """Return what was typed and is not saved; of a new activity all that stands in the form."""
        if not self.is_dirty:
            return {}
        before = self._stored if self._uid else {}
        typed = {key: value for key, value in self.form.values().items() if value != before.get(key)}
        return typed | ({_TASKS: self._tasks} if self._tasks != self._stored_tasks else {})

    def _called(self) -> str:
        """Name the activity in a sentence."""
        title = self._stored.get("title") or self.form.values()["title"]
        kind = "hoạt động" if self._uid else "hoạt động mới"
        return f"{kind} “{title}”" if title else kind

    def _write(self, values: dict[str, object]) -> str:
        with self._office.write() as session:
            uid = self._uid
            if uid:
                tasks = self._tasks if self._tasks != self._stored_tasks else None
                change_activity(session, uid, values, tasks)
            else:
                uid = record_activity(session, values, self._tasks)
            self.keeper.drop_in(session)
        return uid

    def _complain(self, sentence: str) -> None:
        self.form.show_problems([Problem("", sentence)])

    def _on_typed(self) -> None:
        self.keeper.touch()
        self._on_changed()

    def _on_changed(self) -> None:
        for one in (self.save_button, self.cancel_button):
            one.setEnabled(self._may_edit and (self.is_dirty or not self._uid))
        self.changed.emit()

    def _build(self) -> None:
        self.keeper.troubled.connect(self._complain)
        self.form.changed.connect(self._on_typed)
        self.form.submitted.connect(self._save)
        self.form.made.connect(lambda: self.form.set_read_only(not self._may_edit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em(self, 0.4), 0, 0)
        layout.setSpacing(em(self, 0.4))
        layout.addWidget(self.form, 1)
        layout.addWidget(self.served)
        buttons = (self.tasks_button, self.progress_button, self.cancel_button, self.save_button)
        for one in buttons:
            one.setVisible(self._may_edit)
        layout.addWidget(FlowRow(*buttons))


def _new_values() -> dict[str, object]:
    """Return what most new activities have in common."""
    return {"state": PLANNED, "starts_on": today().isoformat()}
