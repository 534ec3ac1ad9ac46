"""One run of the window: first-run set-up or log-in, then the main window, lock and back again."""

import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from desktop.accounts.folder import office_exists
from desktop.accounts.gui.login_window import LoginWindow
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.settings import Settings, save_settings
from desktop.shell.ahead import load_pages, load_rooms
from desktop.widgets import jobs_qt, messages
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.theme import apply_theme

if TYPE_CHECKING:
    from desktop.accounts.office import Office
    from desktop.shell.idle import IdleWatch
    from desktop.shell.main_window import MainWindow

_SETTLED_MS = 300
"""So long after it is shown the first page has its figures, or waits for nothing but the database."""

_GIVE_WAY = 0.001
"""Seconds after which a job lets the window's thread go on; Python's own five times as many are felt."""

_LASTING = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
"""Windows that come back after a lock; menus and hints do not."""


class WindowSession:
    """Holds the windows that are open and the office that is open in them."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings
        self.office: Office | None = None
        self.window: QWidget | None = None
        self._main: MainWindow | None = None
        self._behind: list[tuple[QWidget, bool]] = []
        self._idle: IdleWatch | None = None
        sys.setswitchinterval(_GIVE_WAY)

    def start(self) -> None:
        """Show the log-in window, or the first-run window when the folder holds no office yet."""
        if not office_exists(self.folder):
            from desktop.shell.first_run import FirstRunWindow

            first = FirstRunWindow(self.folder)
            first.opened.connect(self.enter)
            first.folder_chosen.connect(self.move_to)
            self._show(first)
            return
        try:
            login = LoginWindow(self.folder, self.settings.last_login)
        except UserError as wrong:
            messages.error(None, wrong)
            return
        login.opened.connect(self.enter)
        self._show(login)
        QTimer.singleShot(0, login, lambda: jobs_qt.start(load_rooms))

    def move_to(self, folder: Path) -> None:
        """Start again on another data folder."""
        self.folder = folder
        self.start()

    def enter(self, office: "Office") -> None:
        """Show the main window on an opened office; after a lock the same user's, as it was left."""
        if self._main and self._main.office.actor == office.actor:
            self._go_on(self._main, office)
            return
        from desktop.shell.main_window import MainWindow
        from desktop.shell.preferences import Preferences

        self._forget_main()
        self.office = office
        self.settings = replace(self.settings, data_dir=str(self.folder), last_login=office.actor.login)
        window = MainWindow(office, Preferences(self.settings, self._keep))
        window.locked.connect(self.lock)
        self._main = window
        self._show(window)
        self._watch()
        self._keep(self.settings)
        QTimer.singleShot(0, window, partial(self._add_this_year, window))
        QTimer.singleShot(0, window, window.offer_drafts)
        QTimer.singleShot(_SETTLED_MS, window, lambda: jobs_qt.start(load_pages))

    def _add_this_year(self, window: "MainWindow") -> None:
        """Give the yearly tasks of adopted plans their obligation of this year, once it has begun."""
        from desktop.accounts.rights import Right

        office = window.office
        if office.database.read_only or not office.actor.may(Right.EDIT_TASKS):
            return

        def work(_job: Job) -> None:
            from desktop.tasks.actions import extend_yearly

            with office.write() as session:
                extend_yearly(session, date.today().year)  # noqa: DTZ011 - the calendar on the wall

        run_job(window, "Thêm việc của năm", work, lambda _none: None, quiet=True)

    def lock(self) -> None:
        """Close the office, hide its windows and ask for the password again; what was typed stays in them."""
        seen = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        self._behind = [(one, one.isModal()) for one in seen if one.windowType() in _LASTING]
        self.window = None
        self.close()
        self.start()
        for one in seen:
            one.hide()

    def _go_on(self, main: "MainWindow", opened: "Office") -> None:
        main.office.go_on_as(opened)
        self.office = main.office
        self._show(main)
        for one, modal in self._behind:
            if isValid(one):  # what a job showed may have ended meanwhile
                one.open() if modal and isinstance(one, QDialog) else one.show()
        self._behind = []
        self._watch()
        main.refresh_current()

    def _forget_main(self) -> None:
        if self._main:
            self._main.discard()
        self._main, self._behind = None, []

    def _watch(self) -> None:
        """Lock when nobody has been there for as long as the settings say."""
        app = QApplication.instance()
        if self._idle is None and isinstance(app, QApplication):
            from desktop.shell.idle import IdleWatch

            self._idle = IdleWatch(app)
            self._idle.idle.connect(self.lock)
        if self._idle and self.office:
            self._idle.watch(self.settings.idle_minutes)

    def follow_system(self, app: QApplication) -> None:
        """Take the system's new colours when the user has chosen to follow it."""
        if self.settings.mode == "system":
            apply_theme(app, "system", self.settings.font_size)

    def close(self) -> None:
        """Close the office: nobody reads on without its password."""
        if self._idle:
            self._idle.stop()
        if self.office:
            self.office.close()
            self.office = None

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        self._watch()
        try:
            save_settings(settings)
        except UserError as wrong:
            messages.error(self.window, wrong)

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before:
            before.close()
            before.deleteLater()
