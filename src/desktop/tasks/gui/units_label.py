"""The units of a task on its card: the plan's words, what they are called now, groups expanded when asked."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.codelists import label_of
from desktop.plans.city_units import UNITS, NamedUnit, members, named_units
from desktop.tasks.queries import TaskLine

_EXPAND = '<a href="members">Kê từng đơn vị trong các nhóm</a>'
_FOLD = '<a href="members">Thu gọn</a>'


class UnitsLabel(QLabel):
    """Shows who leads and who takes part; `province` tells whose wards the groups mean."""

    def __init__(self, line: TaskLine, province: str) -> None:
        super().__init__()
        self._line, self._province, self._expanded = line, province, False
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.linkActivated.connect(lambda _link: self._toggle())
        self._show()

    def _toggle(self) -> None:
        self._expanded = not self._expanded
        self._show()

    def _show(self) -> None:
        columns = {"Chủ trì": self._line.lead, "Phối hợp": self._line.with_}
        rows = [f"<b>{name}:</b> {self._units(texts)}" for name, texts in columns.items() if texts]
        units = named_units((*self._line.lead, *self._line.with_))
        if any(len(members(unit.codes, self._province)) > 1 for unit in units):
            rows.append(_FOLD if self._expanded else _EXPAND)
        self.setText("<br>".join(rows))
        self.setVisible(bool(rows))

    def _units(self, texts: Sequence[str]) -> str:
        return "; ".join(self._unit(unit) for unit in named_units(texts))

    def _unit(self, unit: NamedUnit) -> str:
        said = escape(unit.text)
        if not unit.codes:
            return f"{said} <i>(chưa có trong danh mục)</i>"
        if unit.now != unit.codes:
            now = ", ".join(label_of(UNITS, code) for code in unit.now if code not in unit.codes)
            said = f"{said} <i>(nay: {escape(now)})</i>"
        single = members(unit.codes, self._province)
        if self._expanded and len(single) > 1:
            wards = [code for code, _label in single if code.isdigit()]
            named = [label for code, label in single if not code.isdigit()]
            counted = [f"{len(wards)} phường, xã, đặc khu"] if wards else []
            said = f"{said} <i>gồm: {escape(', '.join([*named, *counted]))}</i>"
        return said
