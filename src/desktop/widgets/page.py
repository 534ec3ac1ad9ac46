"""The frame of every page: a title, a remark on its right, and a body that scrolls when space is short."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.widgets.flow import FlowRow
from desktop.widgets.theme import em, mark


class PageHeader(QWidget):
    """The page's title on the left and a remark (the office, the user) on the right."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self._title = QLabel(title)
        mark(self._title, look="title")
        self._subtitle = QLabel(
            subtitle, alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self._subtitle.setWordWrap(True)
        mark(self._subtitle, look="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self))
        layout.addWidget(self._title)
        layout.addWidget(self._subtitle, 1)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the remark on the right."""
        self._subtitle.setText(subtitle)


class ScrollPage(QScrollArea):
    """A page: header on top, below it what a feature adds; all of it scrolls, so that nothing is ever cut."""

    def __init__(self, title: str, subtitle: str = "") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        self.header = PageHeader(title, subtitle)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        gap = em(self, 0.7)
        self.body.setContentsMargins(gap + 4, gap, gap + 4, gap + 4)
        self.body.setSpacing(gap)
        self.body.addWidget(self.header)
        self.setWidget(inside)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget below the others; one with `stretch` takes the height that is left."""
        self.body.addWidget(widget, stretch)

    def add_row(self, *widgets: QWidget, stretch: int = 0) -> None:
        """Add widgets side by side, all of one width."""
        row = QHBoxLayout()
        row.setSpacing(self.body.spacing())
        for widget in widgets:
            row.addWidget(widget, 1)
        self.body.addLayout(row, stretch)

    def add_tools(self, *widgets: QWidget) -> None:
        """Add a row of tools (search field, filters, buttons) that uses a second line when space is short."""
        self.body.addWidget(FlowRow(*widgets, spacing=em(self, 0.4)))

    def fill(self) -> None:
        """Push what was added to the top; for pages where nothing stretches."""
        self.body.addStretch(1)
