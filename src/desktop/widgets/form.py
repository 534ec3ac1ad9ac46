"""A form made from fields: sections, editors, problems in place, the keyboard's ways through it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.codelists import edition
from desktop.errors import Problem, Severity
from desktop.storage.fields import Field, Kind
from desktop.widgets.cards import Banner
from desktop.widgets.code_box import Choice, CodeBox
from desktop.widgets.editors import Editor, make_editor
from desktop.widgets.field_box import FieldBox
from desktop.widgets.pieces import Pieces
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_COLUMN_WIDTH = 13
"""A column narrower than this many lines of text are high makes the form use fewer columns."""

_LONG = 300
"""A line that may hold so many letters is as wide as the form."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldForm(QScrollArea):
    """Shows and edits the values of some fields.

    `changed` follows every change by the user; `submitted` follows Ctrl+Enter and `submit()` when all that
    was typed can be read. `choices` gives the code list of a code field as (code, label). A form that is made
    `later` makes its sections between events, or all at once when something is asked of it, and shows them
    together; `made` follows.
    """

    changed = Signal()
    submitted = Signal()
    made = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        choices: Callable[[Field], Sequence[Choice]],
        columns: int = 2,
        *,
        later: bool = False,
    ) -> None:
        super().__init__()
        self._columns = self._shown_columns = columns
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._banner = Banner()
        self._choices, self._edition = choices, edition()
        self._made: dict[str, FieldBox] = {}
        self._grids: list[tuple[QGridLayout, list[FieldBox]]] = []
        self._saved: dict[str, object] = {}
        self._inside = QWidget()
        self._inside.setVisible(not later)
        self.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._pieces = Pieces(self, self._make_inside(fields))
        self._pieces.finished.connect(self._on_made)
        self._pieces.start() if later else self._pieces.finish()

    @property
    def is_made(self) -> bool:
        """Tell whether all fields are there; whoever asks for one gets them all."""
        return self._pieces.is_finished

    def finish(self) -> None:
        """Make at once the fields that are not there yet."""
        self._pieces.finish()

    @property
    def _boxes(self) -> dict[str, FieldBox]:
        self._pieces.finish()
        return self._made

    @property
    def is_dirty(self) -> bool:
        """Tell whether the values differ from those that were set or saved last."""
        return self.is_made and self.values() != self._saved

    def mark_clean(self) -> None:
        """Take the present values for saved."""
        self._saved = self.values()

    def values(self) -> dict[str, object]:
        """Return all values by field; empty ones are None, what cannot be read is returned as typed."""
        return {key: box.editor.value() for key, box in self._boxes.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show these values, empty where there is none, and take them for saved."""
        for key, box in self._boxes.items():
            box.editor.set_value(values.get(key))
        self.show_problems(())
        self.mark_clean()

    def fill_in(self, values: Mapping[str, object]) -> None:
        """Put values into some fields as if the user had typed them; the others stay, nothing is saved."""
        for key, value in values.items():
            if key in self._boxes:
                self._boxes[key].editor.set_value(value)
        self.show_problems(())
        self.changed.emit()

    def add_beside(self, key: str, widget: QWidget) -> None:
        """Put a small widget, a button say, on the line of a field's label."""
        self._boxes[key].add_beside_label(widget)

    def editor(self, key: str) -> Editor:
        """Return the editor of a field; KeyError when the form does not show it."""
        return self._boxes[key].editor

    def problem_text(self, key: str) -> str:
        """Return what is shown as wrong below a field."""
        return self._boxes[key].problem_text()

    def set_read_only(self, read_only: bool) -> None:
        """Only show the values, for those who may not change them."""
        for box in self._boxes.values():
            box.editor.setReadOnly(read_only)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems under their fields and the others on top; the first of the worst gets the focus."""
        for key, box in self._boxes.items():
            box.show_problems([problem for problem in problems if problem.field == key])
        others = [problem for problem in problems if problem.field not in self._boxes]
        refused = any(problem.severity == Severity.REFUSE for problem in others)
        self._banner.say("\n".join(p.message for p in others), Tone.BAD if refused else Tone.WARN)
        self._focus_worst(problems)

    def show_advice(self, advice: Sequence[Problem]) -> None:
        """Show under their fields what would help; the keyboard stays where it is."""
        for one in advice:
            self._boxes[one.field].show_problems([one])

    def missing(self) -> list[Problem]:
        """Return a complaint for each required field that is empty."""
        return [
            Problem(key, f"{box.field.label} còn trống; hãy nhập rồi lưu lại.")
            for key, box in self._boxes.items()
            if box.field.required and box.editor.value() in (None, "")
        ]

    def submit(self) -> bool:
        """Emit `submitted` if all that was typed can be read; else show where not. Tell which it was."""
        complaints = [problem for box in self._boxes.values() for problem in box.settle()]
        if complaints:
            self._focus_worst(complaints)
        else:
            self.submitted.emit()
        return not complaints

    def minimumSizeHint(self) -> QSize:
        """Never be narrower than one column needs."""
        inside = (
            self._inside.minimumSizeHint().width() if self._shown_columns == 1 else em(self, _COLUMN_WIDTH)
        )
        return QSize(inside + self.verticalScrollBar().sizeHint().width(), em(self, 8))

    def whole_height(self) -> int:
        """Return how high the form is when nothing of it has to be scrolled."""
        return self._inside.sizeHint().height()

    def showEvent(self, event: QShowEvent) -> None:
        """Offer what other code lists offer that have come into force since; not over what is being typed."""
        super().showEvent(event)
        if self._edition != edition() and not self.is_dirty:
            self._edition = edition()
            self._renew_choices()

    def _renew_choices(self) -> None:
        for box in self._boxes.values():
            if isinstance(box.widget, CodeBox):
                value = box.widget.value()
                box.widget.set_choices(self._choices(box.field))
                box.widget.set_value(value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as are wide enough."""
        super().resizeEvent(event)
        room = self.viewport().width() // (em(self, _COLUMN_WIDTH))
        self._place(max(1, min(self._columns, room)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on to the next field, Ctrl+Enter submits; in a note an empty line lets Enter go on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.submit()
                return True
            if not isinstance(watched, QPlainTextEdit) or _is_done(watched):
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)

    def _make_inside(self, fields: Sequence[Field]) -> Iterator[None]:
        """Make section by section, each where it stays: what is moved is styled once more."""
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(0, 0, em(self, 0.5), 0)
        layout.setSpacing(em(self, 0.5))
        layout.addWidget(self._banner)
        used = set[str]()
        for section in dict.fromkeys(field.section for field in fields):
            if section:
                heading = QLabel(section)
                mark(heading, look="heading")
                layout.addSpacing(em(self, 0.3) if layout.count() > 1 else 0)
                layout.addWidget(heading)
            grid = QGridLayout()
            grid.setHorizontalSpacing(em(self))
            grid.setVerticalSpacing(em(self, 0.6))
            layout.addLayout(grid)
            boxes = [self._make_box(field, used) for field in fields if field.section == section]
            self._grids.append((grid, boxes))
            _fill(grid, boxes, self._shown_columns, self._columns)
            yield
        layout.addStretch(1)

    def _make_box(self, field: Field, used: set[str]) -> FieldBox:
        box = FieldBox(field, make_editor(field, self._choices), _with_mnemonic(field.label, used))
        box.changed.connect(self.changed)
        box.widget.installEventFilter(self)
        if isinstance(box.widget, CodeBox):
            box.widget.picked.connect(self.focusNextChild)
        self._made[field.key] = box
        return box

    def _on_made(self) -> None:
        self._saved = self.values()
        self._inside.show()
        self.made.emit()

    def _place(self, columns: int) -> None:
        if columns == self._shown_columns:
            return
        self._shown_columns = columns
        for grid, boxes in self._grids:
            _fill(grid, boxes, columns, self._columns)

    def _focus_worst(self, problems: Sequence[Problem]) -> None:
        order = list(Severity)
        keys = list(self._boxes)
        placed = [problem for problem in problems if problem.field in self._boxes]
        if placed:
            worst = min(placed, key=lambda p: (order.index(p.severity), keys.index(p.field)))
            widget = self._boxes[worst.field].widget
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self._boxes[worst.field])


def _is_done(note: QPlainTextEdit) -> bool:
    """Tell whether the cursor stands in an empty last line of a note, which is taken away again."""
    cursor = note.textCursor()
    if not cursor.atEnd() or cursor.block().text():
        return False
    if not note.isReadOnly():
        cursor.deletePreviousChar()
    return True


def _fill(grid: QGridLayout, boxes: Sequence[FieldBox], columns: int, most: int) -> None:
    """Put the fields into rows; notes and long lines take a whole row."""
    for box in boxes:
        grid.removeWidget(box)
    row = column = 0
    for box in boxes:
        span = columns if box.field.kind == Kind.NOTE or box.field.max_length >= _LONG else 1
        if column + span > columns:
            row, column = row + 1, 0
        box.stand_beside_others(columns > 1)
        grid.addWidget(box, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        column += span
    for index in range(most):
        grid.setColumnStretch(index, 1 if index < columns else 0)


def _with_mnemonic(label: str, used: set[str]) -> str:
    """Mark a letter of the label that no other field has, the first of a word if possible."""
    for letter in [word[0] for word in label.split()] + list(label):
        if letter.isascii() and letter.isalpha() and letter.lower() not in used:
            used.add(letter.lower())
            return label.replace("&", "&&").replace(letter, f"&{letter}", 1)
    return label.replace("&", "&&")
