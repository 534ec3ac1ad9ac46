"""Long work beside the window: a function with a `Job` runs in a thread, its result returns to the window."""

import gc
import sys
from collections.abc import Callable
from functools import cache, partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.errors import Cancelled, UserError
from desktop.jobs import Job
from desktop.widgets import messages
from desktop.widgets.controls import button
from desktop.widgets.theme import em, mark

Result = TypeVar("Result")

SHOW_AFTER_MS = 300
"""Work that is done sooner shows no progress window."""


def run_job(
    parent: QWidget,
    title: str,
    work: Callable[[Job], Result],
    done: Callable[[Result], object],
    failed: Callable[[UserError], object] | None = None,
    quiet: bool = False,
) -> Job:
    """Run `work` in a thread; `done` receives its result on the window's thread. Returns at once.

    `quiet` work shows no progress window: the page itself says that it is still reading.

    A UserError is told to the user, or given to `failed` instead if there is one; a stop asked for by the
    user is one of them (`Cancelled`). Anything else is a bug and goes to `sys.excepthook`. If `parent` is
    gone by then, the work is cancelled and nobody is told. That only one job writes is the caller's care.
    """
    running = _Running(parent, done, failed)
    _alive.add(running)
    if not quiet:
        running.show_soon(title)
    start(partial(_do, work, running.job, running.ended))
    return running.job


class _Collector(QObject):
    """Python's collector of circles, which rests while threads work and is woken on the window's own thread.

    It would delete forgotten windows in whatever thread it happens to run, and Qt bears that only in its own.
    """

    freed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._threads = 0
        self.freed.connect(self._release)

    def hold(self) -> None:
        """Let it rest, for one more thread."""
        self._threads += 1
        gc.disable()

    @Slot()
    def _release(self) -> None:
        self._threads -= 1
        if not self._threads:
            gc.enable()


@cache
def _collector() -> _Collector:
    return _Collector()


def start_in_thread(work: Callable[[], None]) -> None:
    """Hand the work to the pool of threads; called on the window's thread."""
    collector = _collector()
    collector.hold()

    def run() -> None:
        try:
            work()
        finally:
            collector.freed.emit()

    QThreadPool.globalInstance().start(run)


def run_at_once(work: Callable[[], None]) -> None:
    """Do the work on the spot: for tests."""
    work()


start: Callable[[Callable[[], None]], None] = start_in_thread
"""How work is started; tests put `run_at_once` here."""


def wait_for_jobs(milliseconds: int = 10_000) -> bool:
    """Ask every job to stop and wait for the threads, before the program ends; tell whether they did."""
    for running in tuple(_alive):
        running.job.cancel()
    return QThreadPool.globalInstance().waitForDone(milliseconds)


def _do(work: Callable[[Job], object], job: Job, ended: Any) -> None:
    """Do the work in its thread and send its result or its error to the window's thread."""
    try:
        result, wrong = work(job), None
    except BaseException as error:  # noqa: BLE001 - carried over and told or raised on the window's thread
        result, wrong = None, error
    ended.emit(result, wrong)


class _ReportingJob(Job):
    """Tells progress by a signal, so that it arrives on the window's thread."""

    def __init__(self, reported: Any) -> None:
        super().__init__()
        self._reported = reported

    def report(self, done: int, total: int, what: str) -> None:
        self._reported.emit(done, total, what)


class _Running(QObject):
    """The window's side of one job: shows progress after a moment and receives the end."""

    reported = Signal(int, int, str)
    ended = Signal(object, object)

    def __init__(self, parent: QWidget, done: Callable[[Any], object], failed: Any) -> None:
        super().__init__()
        self.job = _ReportingJob(self.reported)
        self._parent, self._done, self._failed = parent, done, failed
        self._progress: ProgressDialog | None = None
        self.ended.connect(self._on_ended)
        parent.destroyed.connect(self._on_parent_gone)
        self._wait = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)

    def show_soon(self, title: str) -> None:
        """Show the progress, unless the work is done in a moment."""
        self._progress = ProgressDialog(self._parent, title, self.job.cancel)
        self.reported.connect(self._progress.show_progress)
        self._wait.timeout.connect(self._progress.open)
        self._wait.start()

    @Slot(object, object)
    def _on_ended(self, result: object, wrong: BaseException | None) -> None:
        _alive.discard(self)
        self._wait.stop()
        self.deleteLater()
        if not isValid(self._parent):
            return
        if self._progress:
            self._progress.close_for_good()
        if wrong is None:
            self._done(result)
        elif isinstance(wrong, UserError):
            self._tell(wrong)
        else:
            sys.excepthook(type(wrong), wrong, wrong.__traceback__)

    @Slot()
    def _on_parent_gone(self) -> None:
        self.job.cancel()

    def _tell(self, wrong: UserError) -> None:
        if self._failed:
            self._failed(wrong)
        elif isinstance(wrong, Cancelled):
            messages.info(self._parent, wrong.message)
        else:
            messages.error(self._parent, wrong)


class ProgressDialog(QDialog):
    """What is being done, how far it is, and a button to stop it; closing the window stops it as well."""

    def __init__(self, parent: QWidget, title: str, cancel: Callable[[], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._cancel = cancel
        self._what = QLabel("Đang chuẩn bị…", wordWrap=True)
        self._bar = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._bar.setAccessibleName(title)
        self._stop = button("&Dừng", self.reject, "close")
        heading = QLabel(title)
        mark(heading, look="heading")
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        for widget in (heading, self._what, self._bar):
            layout.addWidget(widget)
        layout.addLayout(row)
        self.setMinimumWidth(em(self, 24))

    @Slot(int, int, str)
    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show how far the work is; without a total the bar only moves."""
        self._bar.setMaximum(total)
        self._bar.setValue(done)
        self._what.setText(f"{what} ({done * 100 // total} %)" if total else what)

    def close_for_good(self) -> None:
        """Close because the work has ended."""
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()

    def reject(self) -> None:
        """Ask the work to stop; the window closes when it has."""
        self._cancel()
        self._stop.setEnabled(False)
        self._what.setText("Đang dừng…")


_alive: set[_Running] = set()
