"""The list of pages on the left of the main window."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from desktop.widgets.icons import icon
from desktop.widgets.theme import em

_KEY = Qt.ItemDataRole.UserRole
_WIDTH, _WIDTH_COMPACT = 13.0, 3.0


@dataclass(frozen=True)
class Place:
    """One page that can be gone to: key, icon, name."""

    key: str
    icon: str
    name: str


class Sidebar(QListWidget):
    """Shows the pages; `chosen` tells the key of the page the user goes to."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self._compact = False
        self.setObjectName("sidebar")
        self.setAccessibleName("Các trang")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for place in places:
            item = QListWidgetItem(icon(place.icon, "sidebar_text"), place.name, self)
            item.setData(_KEY, place.key)
            item.setToolTip(place.name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, place.name)
        self.currentItemChanged.connect(self._on_current_changed)
        self._fit_to_text()

    def go_to(self, key: str) -> None:
        """Mark a page as the one that is shown; KeyError for an unknown one."""
        for row in range(self.count()):
            if self.item(row).data(_KEY) == key:
                self.setCurrentRow(row)
                return
        raise KeyError(key)

    def set_compact(self, compact: bool) -> None:
        """Show icons only, for narrow windows and large letters."""
        self._compact = compact
        for row in range(self.count()):
            item = self.item(row)
            item.setText("" if compact else item.toolTip())
        self._fit_to_text()

    def changeEvent(self, event: QEvent) -> None:
        """Fit to another size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_to_text()

    def _fit_to_text(self) -> None:
        side = em(self, 1.15)
        self.setIconSize(QSize(side, side))
        self.setFixedWidth(em(self, _WIDTH_COMPACT if self._compact else _WIDTH))
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(0, em(self, 2.2)))

    def _on_current_changed(self, now: QListWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(str(now.data(_KEY)))
