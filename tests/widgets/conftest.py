"""Fixtures for the pieces of windows: an application in the program's look and language."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.widgets.theme import FAMILY, FONT_SIZE, apply_theme, current_tokens
from desktop.widgets.tokens import LIGHT
from desktop.widgets.translations import install_translations


@pytest.fixture(scope="session")
def _speaking(qapp: QApplication) -> QApplication:
    install_translations(qapp)
    return qapp


@pytest.fixture(autouse=True)
def light(_speaking: QApplication) -> QApplication:
    """Every test starts in the light look at the usual size."""
    font = _speaking.font()
    if current_tokens() is not LIGHT or (font.family(), font.pointSize()) != (FAMILY, FONT_SIZE):
        apply_theme(_speaking, "light", FONT_SIZE)
    return _speaking
