"""The history of one record: who did what and when, each field before and after."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.people.history import FieldChange, PersonChange
from desktop.widgets.cards import Card
from desktop.widgets.controls import button
from desktop.widgets.theme import em, mark

_MOST = 100
"""So many of the newest acts are shown; more never helped anybody."""


class HistoryDialog(QDialog):
    """Shows the acts on one record, newest first; nothing can be changed here."""

    def __init__(self, parent: QWidget, name: str, changes: list[PersonChange]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Lịch sử hồ sơ")
        heading = QLabel(f"Lịch sử hồ sơ “{name}”", wordWrap=True)
        mark(heading, look="heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(heading)
        layout.addWidget(self._make_list(changes[:_MOST]), 1)
        row = QHBoxLayout()
        row.addWidget(_muted("Muốn hoàn tác một thao tác, mở Cài đặt › Nhật ký."), 1)
        row.addWidget(button("Đóng", self.accept, look="primary"))
        layout.addLayout(row)
        self.resize(QSize(em(self, 46), em(self, 34)).boundedTo(parent.window().size()))

    def _make_list(self, changes: list[PersonChange]) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, em(self, 0.5), 0)
        column.setSpacing(em(self, 0.6))
        for change in changes:
            column.addWidget(_card(change))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("Các thao tác trên hồ sơ, mới nhất trước")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setWidget(inside)
        return area


def _card(change: PersonChange) -> Card:
    card = Card()
    card.add(_text(change.verb, "strong"))
    card.add(_muted(f"{change.at:%d/%m/%Y %H:%M} · {change.who}"))
    if change.why:
        card.add(_text(f"Lý do: {change.why}"))
    card.add(_grid(change.fields))
    card.setAccessibleName(f"{change.verb}, {change.at:%d/%m/%Y %H:%M}, {change.who}")
    return card


def _grid(fields: tuple[FieldChange, ...]) -> QGridLayout:
    grid = QGridLayout()
    for row, one in enumerate(fields):
        grid.addWidget(_muted(one.label), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_text(_sentence(one)), row, 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 2)
    return grid


def _sentence(change: FieldChange) -> str:
    """Return “old → new”; a field that was or is empty shows only what there is."""
    if not change.before:
        return change.after
    return f"{change.before} → {change.after or '(bỏ trống)'}"


def _text(text: str, look: str = "") -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    mark(label, look=look)
    return label


def _muted(text: str) -> QLabel:
    return _text(text, "muted")
