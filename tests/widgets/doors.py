"""Stand-ins for the program's doors (messages, file dialogs, threads), and hands that type, for tests.

Any `conftest.py` may take the fixtures: `from widgets.doors import chosen_files, no_threads, said`.
"""

from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets import files, jobs_qt, messages


class Said:
    """What the program said to the user, and the answers the user gives to its questions, in order."""

    def __init__(self) -> None:
        self.messages: list[messages.Message] = []
        self.answers: deque[bool] = deque()

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]

    def will_answer(self, *answers: bool) -> None:
        self.answers.extend(answers)

    def __call__(
        self, parent: QWidget | None, message: messages.Message, answered: Callable[[bool], None]
    ) -> None:
        self.messages.append(message)
        if not message.no:
            answered(True)
            return
        assert self.answers, f"the program asked and nobody answers: {message.text}"
        answered(self.answers.popleft())


class ChosenFiles:
    """What the program asked to choose, and the paths the user chooses, one list for each time."""

    def __init__(self) -> None:
        self.requests: list[files.Request] = []
        self.paths: deque[list[Path]] = deque()

    def will_choose(self, *paths: Path) -> None:
        self.paths.append(list(paths))

    def __call__(
        self, parent: QWidget | None, request: files.Request, then: Callable[[list[Path]], object]
    ) -> None:
        self.requests.append(request)
        chosen = self.paths.popleft() if self.paths else []
        if chosen:
            then(chosen)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """Messages are recorded instead of shown; questions get the answers given to `will_answer`."""
    listener = Said()
    monkeypatch.setattr(messages, "show", listener)
    return listener


@pytest.fixture
def chosen_files(monkeypatch: pytest.MonkeyPatch) -> ChosenFiles:
    """File dialogs are answered with the paths given to `will_choose`, or closed without a choice."""
    chooser = ChosenFiles()
    monkeypatch.setattr(files, "choose", chooser)
    return chooser


@pytest.fixture
def no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs run at once, in the test's own thread."""
    monkeypatch.setattr(jobs_qt, "start", jobs_qt.run_at_once)


def type_text(widget: QWidget, text: str) -> None:
    """Type like a keyboard; QTest.keyClicks aborts the process on Vietnamese letters."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, key)


def compose(widget: QWidget, stages: list[str], text: str) -> None:
    """Type like an input method (Unikey, ibus): stages shown while composing, then the finished text."""
    for stage in stages:
        QApplication.sendEvent(widget, QInputMethodEvent(stage, []))
    done = QInputMethodEvent("", [])
    done.setCommitString(text)
    QApplication.sendEvent(widget, done)


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press and release one key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))
