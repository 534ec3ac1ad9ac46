"""A field that is filled from a code list: type any part without accents, or open the list."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from desktop.codelists import OTHER, other, other_text, read_other
from desktop.text import fold
from desktop.widgets.controls import InnerIcon
from desktop.widgets.theme import em, mark

_ROWS_SHOWN = 12
_MEASURED = 60
"""Lists of at most so many lines are as wide as their longest line."""

Choice = tuple[str, str]
"""A code and its label."""


class Choices(tuple[Choice, ...]):
    """The lines of a list that changes: `former` finds lines by former names, `label` reads former codes."""

    former: Callable[[str], Sequence[Choice]]
    label: Callable[[str], str]

    def __new__(
        cls,
        lines: Iterable[Choice],
        label: Callable[[str], str] = str,
        former: Callable[[str], Sequence[Choice]] = lambda _typed: (),
    ) -> "Choices":
        """Make the lines."""
        made = super().__new__(cls, lines)
        made.label, made.former = label, former
        return made


class CodeBox(QLineEdit):
    """One choice out of many; its value is the code. “tien si” finds “Tiến sĩ”.

    In a list that has “Khác” what was typed may be kept beside it: “Khác: Hội Sử học”.
    """

    changed = Signal()
    picked = Signal()

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = _as_choices(choices)
        self._labels = dict(self._choices)
        self._code: str | None = None
        self._found: list[Choice] = []
        self._rows = QStringListModel(self)
        self._popup = QListView()
        self._popup.setAccessibleName(f"Danh sách: {name}")
        mark(self._popup, look="popup")
        self._popup.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list = QCompleter(self._rows, self)
        self._list.setPopup(self._popup)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(_ROWS_SHOWN)
        self._list.setWidget(self)
        self._list.activated.connect(lambda _text: self._on_activated())
        self.setPlaceholderText("Gõ để tìm hoặc mở danh sách")
        self.opener = InnerIcon(self, "chevron", "Mở danh sách (↓)")
        self.opener.clicked.connect(lambda _checked: self.open_list())
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._settle)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer another list; what was chosen is emptied."""
        self._choices = _as_choices(choices)
        self._labels = dict(self._choices)
        self.set_value(None)

    def value(self) -> str | None:
        """Return the code, None when empty, or what was typed as long as it is not in the list."""
        text = self.text().strip()
        if not text:
            return None
        if self._code is not None and text == self._label(self._code):
            return self._code
        if OTHER in self._labels and (said := read_other(text)):
            return said
        match = self._only_match(text)
        return match[0] if match else text

    def set_value(self, value: object) -> None:
        """Show the label of a code; a code that is no longer in the list is shown and kept as it is."""
        self._code = None if value in (None, "") else str(value)
        self.setText(self._label(self._code) if self._code is not None else "")
        self.setCursorPosition(0)

    def complaint(self) -> str:
        """Return the sentence that says that the text is not in the list, empty when it is."""
        value = self.value()
        if value is None or value in self._labels or value == self._code or self._is_other(value):
            return ""
        instead = " hoặc ghi “Khác: …”" if OTHER in self._labels else ""
        text = self.text().strip()
        return f"“{text}” không có trong danh sách; hãy chọn một dòng trong danh sách{instead}."

    def open_list(self, text: str = "") -> None:
        """Show the lines that match the text, best first; all of them for an empty text."""
        if self.isReadOnly():
            return
        self._found = self._lines(text)
        self._rows.setStringList([label for _, label in self._found])
        if not self._found:
            self._popup.hide()
            return
        self._list.complete(QRect(0, 0, self._width_of_list(), self.height()))
        codes = [code for code, _ in self._found]
        row = codes.index(self._code) if self._code in codes else 0
        self._popup.setCurrentIndex(self._rows.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the whole list with the arrow down."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.open_list()
        else:
            super().keyPressEvent(event)

    def _width_of_list(self) -> int:
        """Return the width of the field, or more when lines of a short list need it, within the screen."""
        texts = self._popup.fontMetrics()
        shown = self._found if len(self._found) <= _MEASURED else ()
        longest = max((texts.horizontalAdvance(label) for _, label in shown), default=0)
        return max(self.width(), min(longest + em(self, 2.5), self.screen().availableSize().width()))

    def _lines(self, text: str) -> list[Choice]:
        """Return the lines for a text: those that match, those of a former name, “Khác” with the text."""
        found = matching(self._choices, text)
        if text.strip():
            found += self._choices.former(text)
            if OTHER in self._labels and not any(fold(label) == fold(text) for _, label in found):
                said = read_other(text) or other(text)
                found += [(said, self._label(said))] if other_text(said) else []
        return found

    def _label(self, code: str) -> str:
        if self._is_other(code):
            return f"Khác: {other_text(code)}"
        return self._labels.get(code) or self._choices.label(code)

    def _is_other(self, code: str) -> bool:
        return OTHER in self._labels and bool(other_text(code))

    def _only_match(self, text: str) -> Choice | None:
        """Return the line that is meant: the one written so, or else the only one that contains the text."""
        folded = fold(text)
        found = matching(self._choices, text)
        same = [choice for choice in found if folded in (fold(choice[1]), fold(choice[0]))]
        candidates = same or found or self._choices.former(text)
        return candidates[0] if len({code for code, _ in candidates}) == 1 else None

    def _on_edited(self, text: str) -> None:
        self._code = None
        self.changed.emit()
        if text.strip():
            self.open_list(text)
        else:
            self._popup.hide()

    def _on_activated(self) -> None:
        row = self._popup.currentIndex().row()
        if not 0 <= row < len(self._found):
            return
        self.set_value(self._found[row][0])
        self.changed.emit()
        if self._code == OTHER:
            self.setText("Khác: ")
        else:
            self.picked.emit()

    def _settle(self) -> None:
        """Write a typed text as the line it means."""
        if self.text().strip() and not self.complaint():
            self.set_value(self.value())


def _as_choices(choices: Sequence[Choice]) -> Choices:
    return choices if isinstance(choices, Choices) else Choices(choices)


def matching(choices: Sequence[Choice], text: str) -> list[Choice]:
    """Return the lines that contain the text or have it as code, accents aside; those that begin so first."""
    wanted = fold(text)
    if not wanted:
        return list(choices)
    ranked = [(_rank(fold(label), wanted, fold(code)), code, label) for code, label in choices]
    return [(code, label) for rank, code, label in sorted(ranked, key=lambda row: row[0]) if rank < _NO_MATCH]


_NO_MATCH = 9


def _rank(label: str, wanted: str, code: str) -> int:
    if wanted in (label, code):
        return 0
    if label.startswith(wanted):
        return 1
    if f" {wanted}" in label:
        return 2
    return 3 if wanted in label else _NO_MATCH
