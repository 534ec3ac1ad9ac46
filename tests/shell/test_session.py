import pytest
from pytestqt.qtbot import QtBot

import desktop.shell.session
from desktop.accounts.office import Office
from desktop.errors import FileProblem
from desktop.settings import Settings
from desktop.shell.main_window import MainWindow
from desktop.shell.session import WindowSession
from widgets.doors import Said


def test_preferences_that_cannot_be_saved_are_told_and_the_window_shows(
    qtbot: QtBot, office: Office, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_settings: Settings) -> None:
        raise FileProblem("Không ghi được tùy chọn.")

    monkeypatch.setattr(desktop.shell.session, "save_settings", refuse)
    session = WindowSession(office.folder, Settings())
    session.enter(office)
    assert isinstance(session.window, MainWindow)
    qtbot.addWidget(session.window)
    assert session.window.isVisible()
    assert said.texts == ["Không ghi được tùy chọn."]
