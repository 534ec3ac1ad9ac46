"""Cards and what stands on them: a figure, a banner, a verdict as a traffic light, a friendly empty place."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.controls import IconMark, button
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_LIGHTS = {
    Tone.GOOD: "passed",
    Tone.WARN: "warning",
    Tone.BAD: "error",
    Tone.PRIMARY: "info",
    Tone.NEUTRAL: "info",
}


class Card(QFrame):
    """A white frame with soft border and, if given, a title; `add` puts widgets inside."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        mark(self, look="card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*[em(self, 0.8)] * 4)
        self.body.setSpacing(em(self, 0.5))
        if title:
            self.body.addWidget(_label(title, "heading"))
            self.setAccessibleName(title)

    def add(self, inside: QWidget | QLayout, stretch: int = 0) -> None:
        """Add a widget or a layout below the others."""
        if isinstance(inside, QLayout):
            self.body.addLayout(inside, stretch)
        else:
            self.body.addWidget(inside, stretch)


class Figure(QFrame):
    """One number that matters: label, big number, a short note, an icon in its tone.

    After `let_open` it can be clicked or taken with Enter; `opened` tells that.
    """

    opened = Signal()

    def __init__(self, label: str, icon_name: str, tone: Tone = Tone.PRIMARY) -> None:
        super().__init__()
        mark(self, look="card")
        self._label, self._number, self._note = (
            _label(label, "muted"),
            _label("–", "number"),
            _label("", "muted"),
        )
        self._icon = IconMark(icon_name, tone, 1.6)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for widget in (self._label, self._number, self._note):
            texts.addWidget(widget)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em(self, 0.8), em(self, 0.6), em(self, 0.8), em(self, 0.6))
        layout.addLayout(texts, 1)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)

    def let_open(self) -> None:
        """Lead to what is behind the number."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that its release comes here too."""
        event.setAccepted(self.focusPolicy() != Qt.FocusPolicy.NoFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what is behind."""
        if self.focusPolicy() != Qt.FocusPolicy.NoFocus and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open what is behind with Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def set(self, number: str, note: str = "") -> None:
        """Show a number and what it means (“+214 so với tháng trước”)."""
        self._number.setText(number)
        self._note.setText(note)
        self.setAccessibleName(f"{self._label.text()}: {number}. {note}".strip())


class Banner(QFrame):
    """A sentence across the page, in one of the tones, with an icon and if wanted a button."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.PRIMARY,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._icon, self._text = IconMark("info", tone, 1.2), _label("")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em(self, 0.7), em(self, 0.5), em(self, 0.7), em(self, 0.5))
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        if action and on_action:
            layout.addWidget(button(action, on_action), 0, Qt.AlignmentFlag.AlignVCenter)
        self.say(text, tone)

    def say(self, text: str, tone: Tone = Tone.PRIMARY) -> None:
        """Show a sentence; an empty one hides the banner."""
        self._icon.show_icon(_LIGHTS[tone], tone)
        self._text.setText(text)
        self.setAccessibleName(text)
        mark(self, look="banner", tone=tone.value)
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return the sentence that is shown."""
        return self._text.text()


class Light(QFrame):
    """A verdict as a traffic light: shape, colour and word tell the same; below why and what to do."""

    def __init__(self, tone: Tone, verdict: str, sentence: str, todo: str = "") -> None:
        super().__init__()
        mark(self, look="banner", tone=tone.value)
        heading = _label(verdict, "strong")
        mark(heading, tone=tone.value)
        texts = QVBoxLayout()
        texts.setSpacing(em(self, 0.15))
        texts.addWidget(heading)
        texts.addWidget(_label(sentence))
        if todo:
            texts.addWidget(_label(f"Việc cần làm: {todo}", "strong"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[em(self, 0.7)] * 4)
        layout.setSpacing(em(self, 0.7))
        layout.addWidget(IconMark(_LIGHTS[tone], tone, 1.9), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        self.setAccessibleName(f"{verdict}. {sentence} {todo}".strip())


class EmptyState(QWidget):
    """What a page shows while there is nothing yet: an icon, what will stand here, and the first step."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.5))
        layout.addStretch(1)
        layout.addWidget(IconMark(icon_name, Tone.NEUTRAL, 2.6), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (_label(title, "heading"), _label(text, "muted")):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            layout.addWidget(label)
        if action and on_action:
            layout.addSpacing(em(self, 0.4))
            layout.addWidget(button(action, on_action, look="primary"), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)


def _label(text: str, look: str = "") -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(look != "number")
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    mark(made, look=look)
    return made
