"""Keeps what is being typed into a form, beside the window: at the latest two seconds after a keystroke."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Lock

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from sqlalchemy.orm import Session

from desktop.accounts.drafts import DraftText, basis_of, drop_draft, keep_draft
from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.storage.base import new_uid
from desktop.widgets import jobs_qt

KEEP_AFTER_MS = 1_000
"""Counted from the first keystroke that is not kept yet, so that steady typing is kept as well."""


class DraftKeeper(QObject):
    """Writes the typed values of one form into the user's drafts, in a thread; the window never waits.

    `typed` returns the fields that were changed, empty when nothing was; `title` names the draft to the
    user. `troubled` tells the sentence why a draft could not be kept.
    """

    troubled = Signal(str)
    _failed = Signal(object)

    def __init__(
        self,
        parent: QObject,
        office: Office,
        typed: Callable[[], Mapping[str, object]],
        title: Callable[[], str],
    ) -> None:
        super().__init__(parent)
        self._office, self._typed, self._title = office, typed, title
        self._draft = DraftText("", "", "", "", {}, "")
        self._kept = False
        self._wanted: dict[str, DraftText] = {}
        self._writing = Lock()
        self._wait = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._wait.timeout.connect(self.keep_now)
        self._failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    def begin(self, form: str, subject: str, stored: Mapping[str, object], uid: str = "") -> None:
        """What is typed from now on belongs to this; `uid` goes on with a draft that was offered again."""
        self._wait.stop()
        self._draft = DraftText(uid or new_uid(), form, subject, "", {}, basis_of(stored))
        self._kept = bool(uid)

    def touch(self) -> None:
        """Something was typed."""
        if not self._wait.isActive() and not self._office.database.read_only:
            self._wait.start()

    def keep_now(self) -> None:
        """Write what stands in the form; what was typed and taken back again is forgotten."""
        values = dict(self._typed())
        if not values:
            self.forget()
            return
        self._kept = True
        self._start(replace(self._draft, title=self._title(), values=values))

    def drop_in(self, session: Session) -> None:
        """Forget the draft in the very act that saves what was typed."""
        if self._kept:
            drop_draft(session, self._draft.uid)

    def forget(self) -> None:
        """What was typed is saved or given up; a write that is under way is taken back too."""
        self._wait.stop()
        if self._kept:
            self._kept = False
            self._start(replace(self._draft, values={}))

    def forget_at_once(self) -> None:
        """Forget before this returns: the office is about to be closed."""
        self._wait.stop()
        if self._kept:
            self._kept = False
            self._wanted[self._draft.uid] = replace(self._draft, values={})
            self._write_newest()

    def _start(self, wanted: DraftText) -> None:
        self._wanted[wanted.uid] = wanted
        jobs_qt.start(self._write_newest)

    def _write_newest(self) -> None:
        """Write the newest state of each draft, one at a time: so no older one can come after it."""
        with self._writing:
            while self._wanted:
                _uid, wanted = self._wanted.popitem()
                try:
                    with self._office.write() as session:
                        if wanted.values:
                            keep_draft(session, wanted)
                        else:
                            drop_draft(session, wanted.uid)
                except Exception as error:  # noqa: BLE001 - told or raised on the window's thread
                    self._failed.emit(error)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.troubled.emit(f"Chưa giữ được bản đang gõ dở. {error.message}")
        else:
            sys.excepthook(type(error), error, error.__traceback__)
