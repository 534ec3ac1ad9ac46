"""Fixtures for the windows of the register: an application in its look, the page with some people."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.people.actions import record_person
from desktop.people.gui.people_page import PeoplePage
from desktop.widgets.theme import apply_theme
from desktop.widgets.translations import install_translations
from people.gui.hands import shown
from widgets.doors import chosen_files, no_threads, said

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

__all__ = ["chosen_files", "no_threads", "said"]

OFFSCREEN_CANNOT = "^This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"

PEOPLE = (
    {
        "full_name": "Nguyễn Thị Đào", "birth": "1980-03-12", "sex": "nu", "id_number": "075180000012",
        "degree": "TS", "work_field": "yte", "workplace": "Bệnh viện Mẫu", "status": "dang_lam",
    },
    {
        "full_name": "Lê Văn Ánh", "birth": "1975", "sex": "nam", "id_number": "075075000034",
        "degree": "DH", "work_field": "gddt", "workplace": "Trường Mẫu", "status": "nghi_huu",
    },
    {"full_name": "Trần Minh Hòa", "birth": "1990-07", "sex": "nam", "degree": "ThS", "status": "dang_lam"},
)  # fmt: skip
"""Three invented people; by name they stand as Ánh, Đào, Hòa."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every warning of Qt fails a test, but for what the screen that nobody sees cannot do."""
    for item in items:
        if "gui" in item.path.relative_to(Path(__file__).parent.parent).parts:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_CANNOT))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application in the program's look and language."""
    install_translations(qapp)
    apply_theme(qapp, "light", 10)
    return qapp


@pytest.fixture
def peopled(office: Office) -> Office:
    """The office with `PEOPLE` in its register."""
    with office.write() as session:
        for values in PEOPLE:
            record_person(session, values)
    return office


@pytest.fixture
def page(peopled: Office, dressed: QApplication, qtbot: QtBot, no_threads: None) -> Iterator[PeoplePage]:
    """The page on screen, refreshed after every act as the main window does."""
    yield from shown(PeoplePage(peopled), qtbot)
