"""What was understood of a question, below the search field: conditions as chips that can be taken away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.people.lists.question import Condition, Guess, Question
from desktop.text import day
from desktop.widgets.controls import button
from desktop.widgets.flow import FlowRow
from desktop.widgets.theme import em, mark

_LONGEST = 60


class QuestionBar(FlowRow):
    """One chip for each condition and for the day; what may mean something else as well is offered.

    `removed` gives the place in the text of the part to take away, `meant` the guess that was meant.
    """

    removed = Signal(int, int)
    meant = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def show_question(self, question: Question) -> None:
        """Show what was understood and what was not; nothing takes no room."""
        made: list[QWidget] = [self._chip(one) for one in question.conditions]
        if question.on:
            made.append(self._removable(f"Tính đến ngày {day(question.on)}", *question.on_place))
        made += [self._offer(one) for one in question.guesses]
        made += [_sentence(text) for text in question.problems[:1]]
        self.replace(made)
        self.setVisible(bool(made))

    def chips(self) -> list[str]:
        """Return the texts of the chips and offers shown."""
        return [one.text() for one in self.findChildren(QPushButton) if not one.isHidden()]

    def _chip(self, condition: Condition) -> QPushButton:
        return self._removable(condition.label, condition.start, condition.end)

    def _removable(self, label: str, start: int, end: int) -> QPushButton:
        made = button(f"{_short(label)}  ✕", lambda: self.removed.emit(start, end))
        made.setAccessibleName(f"Bỏ điều kiện {label}")
        made.setToolTip(f"Bấm để bỏ điều kiện “{label}”")
        mark(made, look="chip")
        return made

    def _offer(self, guess: Guess) -> QPushButton:
        made = button(f"Ý là {_quoted(guess)}?", lambda: self.meant.emit(guess), look="flat")
        instead = (
            "tên người; bấm để tìm theo điều kiện này" if guess.condition else "điều kiện; bấm để tìm khác"
        )
        made.setToolTip(f"Đang tìm như {instead}")
        return made


def _quoted(guess: Guess) -> str:
    label = _short(guess.label)
    return f"“{label}”" if guess.condition else label[:1].lower() + label[1:]


def _sentence(text: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    made.setMinimumWidth(em(made, 24))
    mark(made, tone="warn")
    return made


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"
