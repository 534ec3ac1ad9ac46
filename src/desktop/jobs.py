"""Long work as plain functions that take a `Job`: it reports progress and can be cancelled. No Qt here."""

import gc
import sys
import threading
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import TypeVar

from desktop.errors import Cancelled

Item = TypeVar("Item")

_STEPS_PER_JOB = 200
"""A job of many items reports at most about this often, so that reporting costs nothing."""


class Job:
    """Progress and cancellation for one piece of work; this base class is silent and is `NO_JOB`'s type."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancelled.set()

    def check(self) -> None:
        """Raise Cancelled if the user asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    def report(self, done: int, total: int, what: str) -> None:
        """Tell how far the work is; `total` is 0 when unknown. Overridden by those who show it."""

    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        """Report and check in one call, for work made of a few named steps."""
        self.check()
        self.report(done, total, what)

    def each(self, items: Iterable[Item], what: str) -> Iterator[Item]:
        """Yield the items, reporting now and then; raises Cancelled between two items."""
        total = len(items) if isinstance(items, Sized) else 0
        every = max(1, total // _STEPS_PER_JOB) if total else 500
        for done, item in enumerate(items):
            if done % every == 0:
                self.step(what, done, total)
            yield item
        self.step(what, total, total)


NO_JOB = Job()
"""For tests and the command line: nobody watches, nobody cancels."""


class ConsoleJob(Job):
    """Writes progress to stderr, one line that rewrites itself, only on a terminal."""

    def report(self, done: int, total: int, what: str) -> None:
        """Show what is being done and how much of it."""
        if sys.stderr.isatty():
            share = f" {done * 100 // total}%" if total else ""
            sys.stderr.write(f"\r\x1b[K{what}{share}")
            sys.stderr.flush()


@contextmanager
def many_made() -> Iterator[None]:
    """Make very many small values that stay, without Python looking through all of them again and again.

    Its collector looks for circles after every so many new values; of rows and cells it finds none. What was
    made counts as old afterwards, or else the collector would make up for it at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
