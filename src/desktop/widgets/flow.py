"""A row of widgets that goes on in a next line when the width is short; what can grow takes what is left."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

Line = list[QLayoutItem]


class FlowLayout(QLayout):
    """Places its widgets from left to right and then downwards, all of a line centred on one height."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem, /) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        """Return an item, None outside."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take width, not height."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Be higher when narrower."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """Return the height of all lines in this width."""
        heights = [_height(line) for line in self._lines(width)]
        return sum(heights) + self.spacing() * max(0, len(heights) - 1)

    def setGeometry(self, place: QRect, /) -> None:
        """Put every widget in its line."""
        super().setGeometry(place)
        top = place.top()
        for line in self._lines(place.width()):
            self._place_line(line, place.left(), top, place.width())
            top += _height(line) + self.spacing()

    def sizeHint(self) -> QSize:
        """Wish for one line."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Need at least the widest widget."""
        hints = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> Iterator[Line]:
        line: Line = []
        used = 0
        for item in self._shown():
            wished = item.sizeHint().width()
            if line and used + wished > width:
                yield line
                line, used = [], 0
            line.append(item)
            used += wished + self.spacing()
        if line:
            yield line

    def _place_line(self, line: Line, left: int, top: int, width: int) -> None:
        wished = [min(item.sizeHint().width(), width) for item in line]
        growing = [
            at for at, item in enumerate(line) if item.expandingDirections() & Qt.Orientation.Horizontal
        ]
        left_over = width - sum(wished) - self.spacing() * (len(line) - 1)
        for at in growing:
            wished[at] += left_over // len(growing)
        high = _height(line)
        for item, wide in zip(line, wished, strict=True):
            down = (high - item.sizeHint().height()) // 2
            item.setGeometry(QRect(QPoint(left, top + down), QSize(wide, item.sizeHint().height())))
            left += wide + self.spacing()


class FlowRow(QWidget):
    """A widget with a row of others that goes on in a next line when needed."""

    def __init__(self, *widgets: QWidget, spacing: int = 6) -> None:
        super().__init__()
        self._flow = FlowLayout(spacing)
        for widget in widgets:
            self._flow.addWidget(widget)
        self.setLayout(self._flow)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def replace(self, widgets: Sequence[QWidget]) -> None:
        """Show other widgets; the old ones are deleted."""
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            self._flow.addWidget(widget)
            widget.show()
        self._flow.invalidate()
        self.updateGeometry()


def _height(line: Line) -> int:
    return max(item.sizeHint().height() for item in line)
