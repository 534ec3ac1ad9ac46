"""Asking for a short reason that is kept with what was done; usual reasons can be picked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.widgets.controls import ChoiceBox, Look, button
from desktop.widgets.theme import em, mark

_LONGEST = 500


@dataclass(frozen=True)
class Question:
    """What is asked: titles, explanation, name of the reason, the two buttons, usual reasons."""

    title: str
    heading: str
    text: str
    label: str
    agree: str
    icon: str
    look: Look
    stay: str
    example: str = ""
    usual: Sequence[str] = ()


class ReasonDialog(QDialog):
    """Takes a reason; `then` receives it when the user agrees, and without one nothing happens."""

    def __init__(self, parent: QWidget, question: Question, then: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(question.title)
        self._then = then
        label = _label(f"&{question.label} *", "muted", Qt.TextFormat.AutoText)
        self.why = QLineEdit()
        self.why.setMaxLength(_LONGEST)
        self.why.setAccessibleName(question.label)
        self.why.setPlaceholderText(question.example)
        label.setBuddy(self.why)
        self.agree_button = button(question.agree, self.accept, question.icon, question.look)
        self.agree_button.setEnabled(False)
        self.why.textChanged.connect(lambda typed: self.agree_button.setEnabled(bool(typed.strip())))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.5))
        layout.addWidget(_label(question.heading, "heading"))
        layout.addWidget(_label(question.text))
        layout.addWidget(label)
        if question.usual:
            layout.addWidget(self._make_usual(question.usual))
        layout.addWidget(self.why)
        layout.addLayout(self._make_buttons(question))
        self.setFixedWidth(em(self, 28))

    def accept(self) -> None:
        """Hand on the reason; without one nothing happens."""
        why = self.why.text().strip()
        if why:
            super().accept()
            self._then(why)

    def _make_usual(self, reasons: Sequence[str]) -> ChoiceBox:
        """Return the list of usual reasons; the chosen one is put into the line, where it can be changed."""
        first = [("", "Chọn lý do, hoặc ghi vào ô dưới")]
        usual = ChoiceBox("Lý do thường dùng", first + [(one, one) for one in reasons])
        usual.currentIndexChanged.connect(lambda _row: self.why.setText(usual.code()))
        return usual

    def _make_buttons(self, question: Question) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for one in (button(question.stay, self.reject), self.agree_button):
            one.setAutoDefault(False)
            row.addWidget(one)
        self.agree_button.setDefault(question.look != "danger")
        return row


def _label(text: str, look: str = "", form: Qt.TextFormat = Qt.TextFormat.PlainText) -> QLabel:
    made = QLabel(text, wordWrap=True)
    made.setTextFormat(form)
    mark(made, look=look)
    return made
