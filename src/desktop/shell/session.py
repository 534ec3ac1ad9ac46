"""One run of the window: first-run set-up or log-in, then the main window, lock and back again."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from desktop.accounts.folder import office_exists
from desktop.accounts.gui.login_window import LoginWindow
from desktop.errors import UserError
from desktop.settings import Settings, save_settings
from desktop.widgets import messages
from desktop.widgets.theme import apply_theme

if TYPE_CHECKING:
    from desktop.accounts.office import Office


class WindowSession:
    """Holds the windows that are open and the office that is open in them."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings
        self.office: Office | None = None
        self.window: QWidget | None = None

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

    def move_to(self, folder: Path) -> None:
        """Start again on another data folder."""
        self.folder = folder
        self.start()

    def enter(self, office: "Office") -> None:
        """Show the main window on an opened office."""
        from desktop.shell.main_window import MainWindow
        from desktop.shell.preferences import Preferences

        self.office = office
        self._add_this_year(office)
        self.settings = replace(self.settings, data_dir=str(self.folder), last_login=office.actor.login)
        window = MainWindow(office, Preferences(self.settings, self._keep))
        window.locked.connect(self.lock)
        self._show(window)
        try:
            save_settings(self.settings)
        except UserError as wrong:
            messages.error(window, wrong)

    def _add_this_year(self, office: "Office") -> None:
        """Give the yearly tasks of adopted plans their obligation of this year, once it has begun."""
        from desktop.accounts.rights import Right
        from desktop.tasks.actions import extend_yearly

        if office.database.read_only or not office.actor.may(Right.EDIT_TASKS):
            return
        with office.write() as session:
            extend_yearly(session, date.today().year)  # noqa: DTZ011 - the calendar on the wall

    def lock(self) -> None:
        """Close the office and ask for the password again."""
        self.close()
        self.start()

    def follow_system(self, app: QApplication) -> None:
        """Take the system's new colours when the user has chosen to follow it."""
        if self.settings.mode == "system":
            apply_theme(app, "system", self.settings.font_size)

    def close(self) -> None:
        """Close the office; nothing stays decrypted in this process's hands."""
        if self.office:
            self.office.close()
            self.office = None

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        save_settings(settings)

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before:
            before.close()
            before.deleteLater()
