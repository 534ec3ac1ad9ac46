"""Noticing that nobody is at the keyboard or the mouse."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

MINUTE_MS = 60_000

_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletMove,
    QEvent.Type.InputMethod,
}


class IdleWatch(QObject):
    """Tells `idle` once when no window of the program was touched for some minutes.

    It looks at what the system sends to whole windows, not at every event of every widget.
    """

    idle = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._app = app
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        app.focusWindowChanged.connect(self._on_focus)

    def watch(self, minutes: int) -> None:
        """Begin to watch, or watch for another time; 0 minutes: never tell."""
        self._timer.stop()
        if minutes <= 0:
            return
        for window in self._app.topLevelWindows():
            self._on_focus(window)
        self._timer.start(minutes * MINUTE_MS)

    def stop(self) -> None:
        """Do not watch until asked again."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at every sign of somebody."""
        if self._timer.isActive() and event.type() in _SIGNS:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _on_focus(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more does no harm
            if self._timer.isActive():
                self._timer.start()
