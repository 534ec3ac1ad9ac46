"""A switch of a few words side by side, one of which holds; arrows, Tab and space work it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.widgets.theme import mark


class Segments(QWidget):
    """Offers choices (code, label); `chosen` tells the code the user took."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._codes = [code for code, _label in choices]
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for place, (_code, label) in enumerate(choices):
            one = QPushButton(label)
            one.setCheckable(True)
            one.setAccessibleName(label)
            one.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            mark(one, look="segment", place="last" if place == len(choices) - 1 else "")
            self._group.addButton(one, place)
            layout.addWidget(one)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(lambda place: self.chosen.emit(self._codes[place]))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def code(self) -> str:
        """Return the code that holds."""
        return self._codes[self._group.checkedId()]

    def set_code(self, code: str) -> None:
        """Let a code hold."""
        self._group.button(self._codes.index(code)).setChecked(True)
