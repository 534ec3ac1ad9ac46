from collections.abc import Iterator

import pytest
from conftest import PASSWORD
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

import desktop.shell.session
from desktop.accounts.gui.login_window import LoginWindow
from desktop.accounts.office import Office, open_office
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Actor, Role
from desktop.errors import FileProblem
from desktop.settings import Settings
from desktop.shell import idle
from desktop.shell.main_window import MainWindow
from desktop.shell.session import WindowSession
from desktop.shell.settings_page import SettingsPage
from desktop.widgets.jobs_qt import wait_for_jobs
from widgets.doors import Said


def _saved(_settings: Settings) -> None:
    """Preferences stay out of the tests' home."""


@pytest.fixture
def session(
    qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch, said: Said
) -> Iterator[WindowSession]:
    """A run of the window with the main window on the office."""
    monkeypatch.setattr(desktop.shell.session, "save_settings", _saved)
    made = WindowSession(office.folder, Settings())
    made.enter(office)
    yield made
    wait_for_jobs()
    made.close()
    made._forget_main()
    if made.window:
        qtbot.addWidget(made.window)


def _main(session: WindowSession) -> MainWindow:
    assert isinstance(session.window, MainWindow)
    return session.window


def _log_in(session: WindowSession, login: str = "canbo") -> Office:
    assert isinstance(session.window, LoginWindow)
    opened = open_office(session.folder, login, PASSWORD)
    session.window.opened.emit(opened)
    return opened


def _type(window: MainWindow) -> SettingsPage:
    page = window.open_page("settings")
    assert isinstance(page, SettingsPage)
    page.form.editor("leader_name").set_value("Chưa lưu")
    return page


def test_preferences_that_cannot_be_saved_are_told_and_the_window_shows(
    session: WindowSession, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_settings: Settings) -> None:
        raise FileProblem("Không ghi được tùy chọn.")

    monkeypatch.setattr(desktop.shell.session, "save_settings", refuse)
    _main(session)._preferences.keep(theme="dark")
    assert said.texts == ["Không ghi được tùy chọn."]
    assert session.settings.theme == "dark"
    assert _main(session).isVisible()


def test_a_locked_window_shows_nothing_and_its_database_is_closed(
    qtbot: QtBot, session: WindowSession
) -> None:
    main = _main(session)
    main.activateWindow()
    qtbot.keyClick(main, "l", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(session.window, LoginWindow))
    assert not main.isVisible()
    assert session.office is None
    assert main.office.lock is not None
    assert main.office.lock._handle is None


def test_what_was_typed_before_the_lock_is_there_after_the_password(
    session: WindowSession, said: Said
) -> None:
    main = _main(session)
    page = _type(main)
    session.lock()
    _log_in(session)
    assert session.window is main
    assert main.isVisible()
    assert page.form.editor("leader_name").value() == "Chưa lưu"
    page.form.submit()
    with main.office.read() as asked:
        assert unit_of(asked).leader_name == "Chưa lưu"
    assert said.texts == []


def test_a_dialog_is_hidden_with_its_window_and_comes_back_modal(session: WindowSession) -> None:
    main = _main(session)
    dialog = QDialog(main)
    dialog.open()
    session.lock()
    assert not dialog.isVisible()
    _log_in(session)
    assert dialog.isVisible()
    assert dialog.isModal()
    dialog.close()


def test_somebody_else_gets_a_window_of_his_own(session: WindowSession) -> None:
    main = _main(session)
    _type(main)
    session.lock()
    assert isinstance(session.window, LoginWindow)
    opened = open_office(session.folder, "canbo", PASSWORD)
    opened.actor = Actor("khac", "Người khác (hư cấu)", Role.VIEWER)
    session.window.opened.emit(opened)
    assert isinstance(session.window, MainWindow)
    assert session.window is not main
    assert session.window.office is opened


def test_nobody_there_for_the_minutes_of_the_settings_locks(
    qtbot: QtBot, session: WindowSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "MINUTE_MS", 300)
    page = _type(_main(session))
    _main(session)._preferences.keep(idle_minutes=1)
    window = _main(session).windowHandle()
    for _ in range(5):  # somebody is there for longer than that
        qtbot.wait(100)
        QTest.keyClick(window, Qt.Key.Key_Shift)
    assert isinstance(session.window, MainWindow)
    qtbot.waitUntil(lambda: isinstance(session.window, LoginWindow), timeout=2000)
    _log_in(session)
    assert page.form.editor("leader_name").value() == "Chưa lưu"


def test_no_minutes_means_never(
    qtbot: QtBot, session: WindowSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "MINUTE_MS", 1)
    _main(session)._preferences.keep(idle_minutes=0)
    qtbot.wait(50)
    assert isinstance(session.window, MainWindow)


def test_the_log_in_window_itself_is_never_locked(
    qtbot: QtBot, session: WindowSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "MINUTE_MS", 20)
    session.lock()
    login = session.window
    qtbot.wait(100)
    assert session.window is login
    assert QApplication.activeModalWidget() is None
