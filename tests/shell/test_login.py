from pathlib import Path

import pytest
from conftest import CHEAP, PASSWORD, WARD
from pytestqt.qtbot import QtBot

from desktop.accounts.folder import office_exists
from desktop.accounts.gui.login_window import LoginWindow
from desktop.accounts.office import Office, create_office
from desktop.shell.app import NO_DISPLAY, run_window
from desktop.shell.first_run import FirstRunWindow
from widgets.doors import ChosenFiles, Said


@pytest.fixture
def login(qtbot: QtBot, office: Office) -> LoginWindow:
    office.close()
    made = LoginWindow(office.folder)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.usefixtures("no_threads")
def test_the_right_password_opens_the_office(qtbot: QtBot, login: LoginWindow) -> None:
    login._password.setText(PASSWORD)
    with qtbot.waitSignal(login.opened) as told:
        login._open()
    opened = told.args[0]
    assert opened.actor.login == "canbo"
    assert login._password.text() == ""
    opened.close()


@pytest.mark.usefixtures("no_threads")
def test_a_wrong_password_is_said_in_place(login: LoginWindow) -> None:
    login._password.setText("sai-mat-khau")
    login._open()
    assert login._banner.text().startswith("Mật khẩu không đúng")
    assert login._enter.isEnabled()


@pytest.mark.usefixtures("no_threads")
def test_the_recovery_code_opens_and_sets_a_new_password(qtbot: QtBot, tmp_path: Path) -> None:
    code = create_office(tmp_path / "so", WARD, PASSWORD, CHEAP)
    window = LoginWindow(tmp_path / "so")
    qtbot.addWidget(window)
    window._show_recovery()
    window._code.setText(code)
    window._new.setText("mat-khau-moi")
    with qtbot.waitSignal(window.opened) as told:
        window._open()
    told.args[0].close()


@pytest.mark.usefixtures("no_threads")
def test_a_new_office_is_made_with_its_recovery_sheet(
    qtbot: QtBot, tmp_path: Path, said: Said, chosen_files: ChosenFiles
) -> None:
    window = FirstRunWindow(tmp_path / "so")
    qtbot.addWidget(window)
    window.show()
    window._province.set_value("75")
    window._on_province()
    window._commune.set_value("26041")
    window._full_name.setText("Trần Thị Mẫu")
    for secret in (window._password, window._again):
        secret.setText(PASSWORD)
    window._create()
    chosen_files.will_choose(tmp_path / "phieu.pdf")
    window._save_sheet()
    assert (tmp_path / "phieu.pdf").read_bytes().startswith(b"%PDF")
    with qtbot.waitSignal(window.opened) as told:
        window._enter()
    told.args[0].close()
    assert said.texts == []


@pytest.mark.usefixtures("no_threads")
def test_passwords_that_differ_make_no_office(qtbot: QtBot, tmp_path: Path) -> None:
    window = FirstRunWindow(tmp_path / "so")
    qtbot.addWidget(window)
    window._province.set_value("75")
    window._on_province()
    window._commune.set_value("26041")
    window._full_name.setText("Trần Thị Mẫu")
    window._password.setText(PASSWORD)
    window._again.setText(PASSWORD + "x")
    window._create()
    assert "không giống nhau" in window._banner.text()
    assert not office_exists(tmp_path / "so")


def test_without_a_display_the_program_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run_window([]) == 1
    assert capsys.readouterr().err.strip() == NO_DISPLAY
