"""A field on a form: label above, editor, and below it a help line or what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.errors import Problem, Severity
from desktop.storage.fields import Field, Kind, Sensitivity
from desktop.widgets.controls import IconMark
from desktop.widgets.editors import Editor
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_TONES = {Severity.REFUSE: Tone.BAD, Severity.WARN: Tone.WARN, Severity.INFORM: Tone.PRIMARY}
_ICONS = {Tone.BAD: "error", Tone.WARN: "warning", Tone.PRIMARY: "info"}
_WEIGHTS = list(_TONES)


class FieldBox(QWidget):
    """Shows one field and what is wrong with it; complaints appear when the user leaves the editor."""

    changed = Signal()

    def __init__(self, field: Field, editor: Editor, mnemonic: str) -> None:
        super().__init__()
        assert isinstance(editor, QWidget)  # noqa: S101 - an editor is a widget that knows its value
        self.field, self.editor, self.widget = field, editor, editor
        self._problem_icon, self._note = IconMark("error", Tone.BAD, 0.9), QLabel(field.help, wordWrap=True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self, 0.2))
        self._label_line = self._label_row(mnemonic)
        layout.addLayout(self._label_line)
        layout.addWidget(self.widget)
        layout.addLayout(self._note_row())
        self._tell_readers_of_screens()
        self.widget.installEventFilter(self)
        editor.changed.connect(self._on_changed)
        self.show_problems(())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong, the worst in its colour; with nothing wrong the help line."""
        worst = min((problem.severity for problem in problems), key=_WEIGHTS.index, default=None)
        tone = _TONES[worst] if worst else None
        sentences = dict.fromkeys(problem.message for problem in problems)
        self._note.setText("\n".join(sentences) or self.field.help)
        self._note.setVisible(bool(self._note.text()))
        self._problem_icon.setVisible(tone is not None)
        if tone:
            self._problem_icon.show_icon(_ICONS[tone], tone)
        mark(self._note, look="caption", tone=tone.value if tone else "")
        mark(self.widget, tone=tone.value if tone else "")
        self.widget.setAccessibleDescription(" ".join([self._duty(), self._note.text()]).strip())

    def add_beside_label(self, widget: QWidget) -> None:
        """Put a small widget at the end of the label's line."""
        self._label_line.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def stand_beside_others(self, beside: bool) -> None:
        """Keep a tick box on the line of the editors beside it, or close up when it stands alone."""
        if self.field.kind == Kind.FLAG:
            self._label.setVisible(beside)
            self.widget.setMinimumHeight(QLineEdit().sizeHint().height() if beside else 0)

    def settle(self) -> list[Problem]:
        """Show and return the editor's own complaint, as when the user has left it."""
        complaint = self.editor.complaint()
        problems = [Problem(self.field.key, complaint)] if complaint else []
        if problems:
            self.show_problems(problems)
        return problems

    def problem_text(self) -> str:
        """Return what is shown as wrong, empty when nothing is."""
        return self._note.text() if self._problem_icon.isVisibleTo(self) else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what is wrong when the user leaves the editor."""
        if event.type() == QEvent.Type.FocusOut and watched is self.widget:
            self.settle()
        return super().eventFilter(watched, event)

    def _on_changed(self) -> None:
        if self.problem_text():
            self.show_problems(())
        self.changed.emit()

    def _label_row(self, mnemonic: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.2))
        text = " " if self.field.kind == Kind.FLAG else mnemonic
        self._label = QLabel(f"{text} *" if self.field.required else text, wordWrap=True)
        self._label.setBuddy(self.widget)
        mark(self._label, look="muted")
        row.addWidget(self._label, 1)
        if self.field.sensitivity == Sensitivity.SENSITIVE:
            lock = IconMark("lock", Tone.NEUTRAL, 0.8)
            lock.setToolTip("Dữ liệu cá nhân nhạy cảm")
            row.addWidget(lock)
        return row

    def _note_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(self, 0.25))
        row.addWidget(self._problem_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._note, 1)
        return row

    def _tell_readers_of_screens(self) -> None:
        self.widget.setAccessibleName(self.field.label)
        if isinstance(self.widget, QLineEdit) and self.field.help and not self.widget.placeholderText():
            self.widget.setToolTip(self.field.help)

    def _duty(self) -> str:
        return "Bắt buộc." if self.field.required else ""
