"""The first tab of an activity: its fields, and the tasks of adopted plans that it serves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.activities.actions import FIELDS, change_activity, record_activity
from desktop.activities.gui.tasks_dialog import ServedTasksDialog
from desktop.activities.queries import ActivityFacts
from desktop.activities.rules import PLANNED
from desktop.errors import Invalid, UserError
from desktop.people.gui.person_fields import choices_for
from desktop.people.normal import today
from desktop.widgets import messages
from desktop.widgets.controls import button
from desktop.widgets.form import FieldForm
from desktop.widgets.theme import em, mark

_NO_TASKS = "Chưa gắn với nhiệm vụ nào của kế hoạch."


class ActivityForm(QWidget):
    """Shows and saves one activity; `saved` tells its uid, `progress_wanted` asks for a report."""

    saved = Signal(str)
    cancelled = Signal()
    progress_wanted = Signal()
    changed = Signal()

    def __init__(self, office: Office, *, may_edit: bool) -> None:
        super().__init__()
        self._office, self._may_edit = office, may_edit
        self._uid, self._facts = "", None
        self._tasks: tuple[str, ...] = ()
        self._stored_tasks: tuple[str, ...] = ()
        self.form = FieldForm(list(FIELDS.values()), choices_for(""))
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
        """Show an activity, or an empty form for a new one."""
        self._facts, self._uid = facts, facts.uid if facts else ""
        new = {"state": PLANNED, "starts_on": today().isoformat()}
        self.form.set_values(facts.values if facts else new)
        self._tasks = self._stored_tasks = tuple(one.code for one in facts.tasks) if facts else ()
        self._show_tasks()
        self.form.verticalScrollBar().setValue(0)
        self.progress_button.setEnabled(bool(facts) and self._may_edit)
        self._on_changed()

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
        self._on_changed()

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

    def _write(self, values: dict[str, object]) -> str:
        with self._office.write() as session:
            if not self._uid:
                return record_activity(session, values, self._tasks)
            tasks = self._tasks if self._tasks != self._stored_tasks else None
            change_activity(session, self._uid, values, tasks)
        return self._uid

    def _on_changed(self) -> None:
        for one in (self.save_button, self.cancel_button):
            one.setEnabled(self._may_edit and (self.is_dirty or not self._uid))
        self.changed.emit()

    def _build(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.form.submitted.connect(self._save)
        self.form.set_read_only(not self._may_edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em(self, 0.4), 0, 0)
        layout.setSpacing(em(self, 0.4))
        layout.addWidget(self.form, 1)
        layout.addWidget(self.served)
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.4))
        shown: tuple[tuple[QWidget, bool], ...] = (
            (self.tasks_button, self._may_edit),
            (self.progress_button, self._may_edit),
        )
        for widget, visible in shown:
            widget.setVisible(visible)
            row.addWidget(widget)
        row.addStretch(1)
        for one in (self.cancel_button, self.save_button):
            one.setVisible(self._may_edit)
            row.addWidget(one)
        layout.addLayout(row)
