"""Small controls that every page uses: buttons, icons in the text, a search field, a short choice list."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.icons import icon, paint_icon
from desktop.widgets.theme import current_tokens, em, mark
from desktop.widgets.tokens import Tone

Look = Literal["plain", "primary", "danger", "flat"]

SEARCH_DELAY_MS = 150
"""The search field waits this long after a keystroke, so that fast typing asks only once."""

_ICON_COLORS = {"primary": "on_primary", "danger": "on_primary", "flat": "primary"}


def button(
    text: str, on_click: Callable[[], object], icon_name: str = "", look: Look = "plain"
) -> QPushButton:
    """Return a push button; `&` in the text gives its shortcut letter."""
    made = QPushButton(text)
    if icon_name:
        made.setIcon(icon(icon_name, _ICON_COLORS.get(look)))
    mark(made, look=look)
    made.setAccessibleName(text.replace("&", ""))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda _checked: on_click())
    return made


def hint(text: str) -> QLabel:
    """Return a muted line of advice that takes the width that is left beside buttons."""
    made = QLabel(text)
    made.setWordWrap(True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    mark(made, look="muted")
    return made


class IconMark(QWidget):
    """An icon that stands in the text, as tall as a line times `scale`, in the colour of a tone."""

    def __init__(self, name: str, tone: Tone = Tone.NEUTRAL, scale: float = 1.0) -> None:
        super().__init__()
        self._name, self._tone, self._scale = name, tone, scale
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: Tone) -> None:
        """Change icon and tone."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        """Grow with the text."""
        side = em(self, self._scale)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw in the colours in force."""
        side = min(self.width(), self.height())
        painter = QPainter(self)
        paint_icon(painter, QRectF(0, 0, side, side), self._name, current_tokens().of(self._tone))


class InnerIcon(QToolButton):
    """An icon at the beginning or end inside a line, as large as its text; can be clicked, takes no focus."""

    def __init__(self, line: QLineEdit, icon_name: str, name: str, leading: bool = False) -> None:
        super().__init__(line)
        self._line, self._leading = line, leading
        self.setIcon(icon(icon_name, "muted"))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        mark(self, look="inner")
        line.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the line's size and text size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        side, gap = em(self._line, 0.95), em(self._line, 0.45)
        self.setIconSize(QSize(side, side))
        left = gap if self._leading else self._line.width() - gap - side
        self.setGeometry(left, (self._line.height() - side) // 2, side, side)
        room = side + gap // 2
        self._line.setTextMargins(room if self._leading else 0, 0, 0 if self._leading else room, 0)


class SearchField(QLineEdit):
    """A line to search with: `searched` tells the text a moment after the last keystroke, Enter at once."""

    searched = Signal(str)

    def __init__(self, hint: str = "Tìm kiếm…", shortcut: str = "Ctrl+F") -> None:
        super().__init__()
        self.setPlaceholderText(f"{hint} ({shortcut})" if shortcut else hint)
        self.setAccessibleName("Tìm kiếm")
        self.setClearButtonEnabled(True)
        self._icon = InnerIcon(self, "search", "Tìm kiếm", leading=True)
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_DELAY_MS)
        self._wait.timeout.connect(self._tell)
        self.textChanged.connect(lambda _text: self._wait.start())
        self.returnPressed.connect(self._tell)
        if shortcut:
            QShortcut(
                QKeySequence(shortcut), self, context=Qt.ShortcutContext.WindowShortcut
            ).activated.connect(self._take_focus)

    def sizeHint(self) -> QSize:
        """Wish for room for some words; more is taken when there is."""
        return QSize(em(self, 16), super().sizeHint().height())

    def _tell(self) -> None:
        self._wait.stop()
        self.searched.emit(self.text().strip())

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()


class ChoiceBox(QComboBox):
    """A short list to choose from, each line with its code."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.set_choices(choices)
        self.activated.connect(lambda _row: self.chosen.emit(self.code()))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the lines; the chosen code stays chosen if it is still there."""
        kept = self.code()
        self.clear()
        for code, label in choices:
            self.addItem(label, code)
        self.set_code(kept)

    def code(self) -> str:
        """Return the code of the chosen line, empty when there is none."""
        return str(self.currentData() or "")

    def set_code(self, code: str) -> None:
        """Choose the line with this code, or the first."""
        self.setCurrentIndex(max(0, self.findData(code)))


def under_label(text: str, box: QWidget) -> QWidget:
    """Put a small label above a box and make it its buddy."""
    both = QWidget()
    label = QLabel(text)
    label.setBuddy(box)
    mark(label, look="caption")
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(em(both, 0.15))
    layout.addWidget(label)
    layout.addWidget(box)
    return both


def shortcut_action(owner: QWidget, text: str, keys: str, do: Callable[[], object]) -> QAction:
    """Give a widget a command with a key that works while the focus is inside it."""
    action = QAction(text, owner)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked: do())
    owner.addAction(action)
    return action
