"""The filters of the register: field of work, degree, standing; a row that opens below the tools."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from desktop.people.gui.person_fields import UNFILLED, filter_choices
from desktop.people.lists.question import Condition, Test
from desktop.people.normal import FIELDS
from desktop.widgets.controls import ChoiceBox, under_label
from desktop.widgets.flow import FlowRow
from desktop.widgets.theme import em

_FILTERS = ("work_field", "degree", "status")
_LETTERS = 16
"""Longer lines are cut in the closed box; the open list shows them whole."""


class FilterRow(FlowRow):
    """Three short lists to choose from, made when they are first wanted; `changed` follows every choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, ChoiceBox] = {}
        self.hide()

    def show_boxes(self) -> None:
        """Open the row."""
        if not self.boxes:
            self.boxes = {key: _box(key) for key in _FILTERS}
            self.replace([under_label(FIELDS[key].label, box) for key, box in self.boxes.items()])
            for box in self.boxes.values():
                box.chosen.connect(lambda _code: self.changed.emit())
        self.show()

    def conditions(self) -> tuple[Condition, ...]:
        """Return what was chosen as conditions of a question; unused filters are left out."""
        return tuple(_condition(key, box.code()) for key, box in self.boxes.items() if box.code())

    def close_boxes(self) -> None:
        """Close the row and take all filters away: what is not seen does not filter."""
        self.hide()
        if self.conditions():
            for box in self.boxes.values():
                box.set_code("")
            self.changed.emit()


def _condition(key: str, code: str) -> Condition:
    return Condition(key, Test.EMPTY) if code == UNFILLED else Condition(key, Test.IS, (code,))


def _box(key: str) -> ChoiceBox:
    field = FIELDS[key]
    box = ChoiceBox(f"Lọc theo {field.label}", filter_choices(field.codes, "Tất cả"))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_LETTERS)
    box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + em(box, 2))
    return box
