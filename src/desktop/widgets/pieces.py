"""Work on the window's own thread that is cut into pieces, so that no click and no key waits for it all."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

_BETWEEN_MS = 5
"""So long the window has for what came meanwhile, before the next piece."""


class Pieces(QObject):
    """Does a piece between events; the rest at once as soon as somebody needs the whole (`finish`)."""

    finished = Signal()

    def __init__(self, parent: QObject, steps: Iterator[object]) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] | None = steps
        self._is_working = False
        self._next = QTimer(self, interval=_BETWEEN_MS)
        self._next.timeout.connect(self._do_one)

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing is left to do."""
        return self._steps is None

    def start(self) -> None:
        """Begin as soon as the window has nothing better to do."""
        self._next.start()

    def finish(self) -> None:
        """Do at once what is left; a piece itself may call it, for what it needs is made before it."""
        while not self._is_working and not self.is_finished:
            self._do_one()

    def _do_one(self) -> None:
        if self._steps is None or self._is_working:
            return
        self._is_working = True
        try:
            more = next(self._steps, self) is not self
        finally:
            self._is_working = False
        if not more:
            self._next.stop()
            self._steps = None
            self.finished.emit()
