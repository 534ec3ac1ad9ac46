"""The program's icons: strokes in one style on a 24 × 24 field, drawn at any size in the colours in force."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop.widgets.theme import current_tokens

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{path}" stroke="{color}"'
    ' fill="none" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)

_RING = "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0"

PATHS = {
    "home": "M3 11.5L12 4l9 7.5M5.5 9.5V20h13V9.5M10 20v-6h4v6",
    "people": "M5.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0M2.5 20c0 -3.8 2.8 -6.3 6.5 -6.3s6.5 2.5 6.5 6.3"
    "M15.5 4.7a3.5 3.5 0 0 1 0 6.6M18 14.2c2.2 .9 3.5 3 3.5 5.8",
    "user": "M8 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M4.5 20.5c0 -4.2 3.3 -6.9 7.5 -6.9s7.5 2.7 7.5 6.9",
    "tasks": "M3.5 6l1.7 1.7L8.5 4.4M3.5 12l1.7 1.7l3.3 -3.3M3.5 18l1.7 1.7l3.3 -3.3"
    "M12 6h8.5M12 12h8.5M12 18h8.5",
    "target": _RING
    + "M7.5 12a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0M11.6 12a.4 .4 0 1 0 .8 0a.4 .4 0 1 0 -.8 0",
    "activity": "M4 4h16v11.5h-8.5L7.5 20v-4.5H4zM8 8.2h8M8 11.4h5",
    "chart": "M4 3.5V20.5H20.5M8.5 16.5V11M13 16.5V6M17.5 16.5V13",
    "report": "M6 3.5h8L18.5 8v12.5h-12.5zM14 3.5V8h4.5M9 12.5h6.5M9 16.2h6.5",
    "sign": "M3.5 14.5c3 -2.5 6.5 -7.5 5.6 -9.6c-.9 -1.7 -3.1 2.3 -2.6 6.6c.4 3 1.9 4 3.2 2.1l1.8 -2.7"
    "l1.3 3.2l2 -2.3c1 1.8 2.7 2.3 5.7 1.7M3.5 19.5h17",
    "package": "M12 3l8 4.5v9L12 21l-8 -4.5v-9zM4 7.5l8 4.5l8 -4.5M12 12v9M8 5.3l8 4.5",
    "settings": "M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"
    "M10 5.4L10.4 2.8L13.6 2.8L14 5.4L15.2 5.9L17.4 4.4L19.6 6.6L18.1 8.8L18.6 10L21.2 10.4"
    "L21.2 13.6L18.6 14L18.1 15.2L19.6 17.4L17.4 19.6L15.2 18.1L14 18.6L13.6 21.2L10.4 21.2L10 18.6"
    "L8.8 18.1L6.6 19.6L4.4 17.4L5.9 15.2L5.4 14L2.8 13.6L2.8 10.4L5.4 10L5.9 8.8L4.4 6.6L6.6 4.4"
    "L8.8 5.9z",
    "search": "M4.5 10.5a6 6 0 1 0 12 0a6 6 0 1 0 -12 0M15 15l5.5 5.5",
    "filter": "M3.5 5h17L14 12.5v5.3l-4 2.7v-8z",
    "import": "M12 3.5V15M7.5 10.5L12 15l4.5 -4.5M4 16v4.5h16V16",
    "export": "M12 15V3.5M7.5 8L12 3.5L16.5 8M4 16v4.5h16V16",
    "plus": "M12 5v14M5 12h14",
    "minus": "M5 12h14",
    "save": "M4.5 4h11.8L20 7.7V20H4.5zM8 4v5h7V4M8 20v-6.5h8.5V20",
    "copy": "M8.5 8.5V3.5H20.5V15.5H15.5M3.5 8.5H15.5V20.5H3.5z",
    "edit": "M4 20l1.1 -4.6L16.2 4.3a2.2 2.2 0 0 1 3.3 3.3L8.5 18.9zM13.8 6.7l3.4 3.4",
    "delete": "M4 7h16M9 7V4.2h6V7M6.2 7l1 13.5h9.6l1 -13.5M10.2 11v5.8M13.8 11v5.8",
    "undo": "M8.5 4.5L4 9l4.5 4.5M4.5 9h9.7a5.6 5.6 0 0 1 0 11.2H9.5",
    "history": "M4 4.5v4.8h4.8M4.3 9a8.3 8.3 0 1 1 -.6 4M12 7.5v5l3.3 2",
    "print": "M7 8.5v-5h10v5M7 17H4V8.5h16V17h-3M7 13.5h10v7H7z",
    "lock": "M5 10.5h14v10H5zM8 10.5V7.3a4 4 0 0 1 8 0v3.2M12 14.5v2",
    "check": "M4.5 12.5l5 5l10 -11",
    "passed": _RING + "M8 12.3l2.8 2.8L16 9.4",
    "warning": "M12 3.8L21.3 20H2.7zM12 10v4.3M12 17v.1",
    "error": "M8.5 3.5h7l5 5v7l-5 5h-7l-5 -5v-7zM9 9l6 6M15 9l-6 6",
    "info": _RING + "M12 11v5.5M12 7.6v.1",
    "calendar": "M4 5.5h16v15H4zM4 10h16M8.5 3v4.5M15.5 3v4.5",
    "refresh": "M20 4.5v4.8h-4.8M19.7 9a8.3 8.3 0 1 0 .6 4",
    "close": "M6 6l12 12M18 6L6 18",
    "chevron": "M6 9.5l6 6l6 -6",
    "left": "M14.5 6l-6 6l6 6",
    "right": "M9.5 6l6 6l-6 6",
    "key": "M3.8 15.8a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0M11 12.8L19.8 4M15.8 8l3.4 3.4M13.3 10.5l2 2",
    "backup": "M4.5 6c0 -1.7 3.4 -3 7.5 -3s7.5 1.3 7.5 3s-3.4 3 -7.5 3s-7.5 -1.3 -7.5 -3v12c0 1.7 3.4 3 7.5 3"
    "s7.5 -1.3 7.5 -3V6M4.5 12c0 1.7 3.4 3 7.5 3s7.5 -1.3 7.5 -3",
    "moon": "M20 14.3A8.3 8.3 0 1 1 9.7 4a6.6 6.6 0 0 0 10.3 10.3z",
    "sun": "M8 12a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M12 2.5v2.3M12 19.2v2.3M2.5 12h2.3M19.2 12h2.3M5.3 5.3l1.6 1.6"
    "M17.1 17.1l1.6 1.6M18.7 5.3l-1.6 1.6M6.9 17.1l-1.6 1.6",
}
"""Path data of each icon, drawn for this program; the chevron points down."""


def icon(name: str, color: str | None = None) -> QIcon:
    """Return an icon that follows the look in force; KeyError for an unknown name.

    `color` is the name of a token (`on_primary`, `bad`, …) or `#rrggbb`; without it the text's colour.
    """
    return QIcon(_StrokeEngine(PATHS[name], color))


def paint_icon(painter: QPainter, rect: QRectF, name: str, color: str) -> None:
    """Draw an icon into a rectangle in one colour, `#rrggbb`."""
    _renderer(PATHS[name], color).render(painter, rect)


class _StrokeEngine(QIconEngine):
    """Draws the path when it is needed, so that size and colour are always right."""

    def __init__(self, path: str, color: str | None) -> None:
        super().__init__()
        self._path, self._color = path, color

    def clone(self) -> QIconEngine:
        return _StrokeEngine(self._path, self._color)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        _renderer(self._path, self._resolved(mode)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(), size), mode, state)
        painter.end()
        return made

    def _resolved(self, mode: QIcon.Mode) -> str:
        if mode == QIcon.Mode.Disabled:
            return current_tokens().disabled
        if self._color is None:
            return QApplication.palette().color(QPalette.ColorRole.WindowText).name()
        return self._color if self._color.startswith("#") else str(getattr(current_tokens(), self._color))


@lru_cache(maxsize=256)
def _renderer(path: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_SVG.format(path=path, color=color).encode()))
