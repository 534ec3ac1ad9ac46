"""One editor for each kind of field; each has a value, tells the user's changes and what it cannot read."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from desktop.storage.fields import Field, Kind
from desktop.text import capitalize_name, clean, clean_lines
from desktop.widgets.code_box import Choice, CodeBox
from desktop.widgets.partial_date import DateEdit, PartialDateEdit
from desktop.widgets.theme import em

_NOTE_LINES = 4


class Editor(Protocol):
    """What a form needs of an editor besides being a widget."""

    changed: Any

    def value(self) -> object:
        """Return the value as stored, None when empty; what was typed when it cannot be read."""

    def set_value(self, value: object) -> None:
        """Show a stored value; `changed` stays silent."""

    def complaint(self) -> str:
        """Return one Vietnamese sentence when what was typed cannot be read, else an empty text."""
        ...

    def setReadOnly(self, read_only: bool, /) -> None:
        """Show only."""


class LineEditor(QLineEdit):
    """One line of text; `tidy` brings it into the form in which it is stored when the user leaves it."""

    changed = Signal()

    def __init__(self, field: Field, tidy: Callable[[str], str] = clean) -> None:
        super().__init__()
        self._max_length, self._tidy = field.max_length, tidy
        self.textEdited.connect(lambda _text: self.changed.emit())
        self.editingFinished.connect(self._write_tidily)

    def value(self) -> object:
        """Return the tidy text."""
        return self._tidy(self.text()) or None

    def set_value(self, value: object) -> None:
        """Show a text from its beginning."""
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def complaint(self) -> str:
        """Complain of a text that is too long, rather than cut what was pasted."""
        return _too_long(str(self.value() or ""), self._max_length)

    def _write_tidily(self) -> None:
        tidy = self._tidy(self.text())
        if tidy != self.text():
            self.setText(tidy)


class IntegerEditor(LineEditor):
    """A whole number, or a year; “1.234” is read as Vietnamese offices write it."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._is_year = field.kind == Kind.YEAR
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def value(self) -> object:
        """Return the number, None when empty, or what was typed as long as it is none."""
        text = clean(self.text())
        digits = text.replace(".", "").replace(" ", "")
        if not digits.removeprefix("-").isdecimal():
            return text or None
        return int(digits)

    def complaint(self) -> str:
        """Complain of what is no whole number or no year."""
        value = self.value()
        if isinstance(value, str):
            return f"“{value}” không phải số nguyên; hãy chỉ ghi chữ số."
        if self._is_year and value is not None and len(self.text().strip()) != 4:
            return "Năm phải có bốn chữ số, ví dụ 1980."
        return ""


class NoteEditor(QPlainTextEdit):
    """Several lines of text; the tabulator leaves the field."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._max_length, self._silent = field.max_length, False
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_text_changed)

    def value(self) -> object:
        """Return the lines without needless blanks."""
        return clean_lines(self.toPlainText()) or None

    def set_value(self, value: object) -> None:
        """Show lines of text."""
        self._silent = True
        self.setPlainText("" if value is None else str(value))
        self._silent = False

    def complaint(self) -> str:
        """Complain of a text that is too long."""
        return _too_long(str(self.value() or ""), self._max_length)

    def sizeHint(self) -> QSize:
        """Be some lines high."""
        return QSize(em(self, 12), em(self, _NOTE_LINES + 1))

    def minimumSizeHint(self) -> QSize:
        """Never show less than two lines."""
        return QSize(em(self, 6), em(self, 3))

    def _on_text_changed(self) -> None:
        if not self._silent:
            self.changed.emit()


class FlagEditor(QCheckBox):
    """Yes or no; it carries its label itself."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field.label)
        self.clicked.connect(lambda _checked: self.changed.emit())

    def value(self) -> object:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick it or not; a value never given counts as no."""
        self.setChecked(bool(value))

    def complaint(self) -> str:
        """A tick can always be read."""
        return ""

    def setReadOnly(self, read_only: bool, /) -> None:
        """Show only."""
        self.setEnabled(not read_only)


def make_editor(field: Field, choices: Callable[[Field], Sequence[Choice]]) -> Editor:
    """Return the editor for a field; `choices` is asked for code fields only."""
    if field.kind == Kind.CODE:
        return CodeBox(field.label, choices(field))
    if field.kind in (Kind.PARTIAL_DATE, Kind.DATE):
        return PartialDateEdit(field.years_ahead) if field.kind == Kind.PARTIAL_DATE else DateEdit()
    if field.kind in _TIDY:
        return LineEditor(field, _TIDY[field.kind])
    return _MAKERS[field.kind](field)


def _without_blanks_and_dots(text: str) -> str:
    return clean(text).replace(" ", "").replace(".", "")


_TIDY: dict[Kind, Callable[[str], str]] = {
    Kind.LINE: clean,
    Kind.NAME: capitalize_name,
    Kind.ID_NUMBER: _without_blanks_and_dots,
    Kind.PHONE: clean,
    Kind.EMAIL: clean,
}

_MAKERS: dict[Kind, Callable[[Field], Editor]] = {
    Kind.NOTE: NoteEditor,
    Kind.FLAG: FlagEditor,
    Kind.YEAR: IntegerEditor,
    Kind.NUMBER: IntegerEditor,
}


def _too_long(text: str, most: int) -> str:
    if len(text) <= most:
        return ""
    return f"Dài {len(text)} chữ, nhiều nhất là {most}; hãy viết gọn lại."
