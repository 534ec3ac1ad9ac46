"""The whole window on an office of its own, in the program's look, with stand-ins for its doors."""

from collections.abc import Iterator
from datetime import date

import pytest
from conftest import add_people
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.plans.catalogue import load_plan
from desktop.settings import Settings
from desktop.shell.main_window import MainWindow
from desktop.shell.preferences import Preferences
from desktop.tasks.actions import adopt_plan
from desktop.widgets.theme import apply_theme
from desktop.widgets.translations import install_translations


@pytest.fixture
def filled(office: Office) -> Office:
    """An office with two people and Đồng Nai's plan."""
    add_people(
        office,
        {"full_name": "Nguyễn Văn An", "degree": "TS", "sex": "nam", "birth": "1980", "work_field": "yte"},
        {"full_name": "Trần Thị Bình", "degree": "ThS", "sex": "nu", "birth": "1990", "work_field": "gddt"},
    )
    with office.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), date(2026, 5, 20))
    return office


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, filled: Office) -> Iterator[MainWindow]:
    """The main window, shown."""
    install_translations(qapp)
    apply_theme(qapp, "light", 10)
    made = MainWindow(filled, Preferences(Settings(), lambda _settings: None))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
