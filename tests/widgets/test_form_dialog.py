"""A form in a window of its own: nothing typed is dropped silently."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Invalid, Problem
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog, Save
from widgets.doors import Said, press
from widgets.fields import FIELDS, VALUES, choices


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def dialog(window: QWidget, save: Save | None) -> FormDialog:
    made = FormDialog(window, "Hồ sơ mẫu", FieldForm(FIELDS, choices), save)
    made.ask(VALUES)
    made.activateWindow()
    return made


def buttons(shown: FormDialog) -> list[str]:
    return [one.text() for one in shown.findChildren(QPushButton)]


def test_what_was_typed_is_saved_and_the_dialog_closes(window: QWidget, qtbot: QtBot) -> None:
    saved: list[dict[str, object]] = []
    shown = dialog(window, saved.append)
    qtbot.waitUntil(shown.isActiveWindow)
    shown.form.fill_in({"place": "Viện Mẫu"})
    QTest.keyClick(shown, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved == [VALUES | {"place": "Viện Mẫu"}]
    assert not shown.isVisible()


def test_what_is_refused_is_shown_in_place(window: QWidget) -> None:
    def refuse(_values: dict[str, object]) -> None:
        raise Invalid([Problem("place", "Nơi này không có; hãy ghi lại.")])

    shown = dialog(window, refuse)
    shown.form.submit()
    assert shown.form.problem_text("place") == "Nơi này không có; hãy ghi lại."
    assert shown.isVisible()


def test_closing_asks_only_when_something_was_typed(window: QWidget, said: Said) -> None:
    shown = dialog(window, lambda _values: None)
    shown.form.fill_in({"place": "Viện Mẫu"})
    said.will_answer(False)
    press(shown, Qt.Key.Key_Escape)
    assert shown.isVisible()
    shown.form.set_values(VALUES)
    press(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert len(said.texts) == 1


def test_without_saving_the_values_are_only_shown(window: QWidget) -> None:
    shown = dialog(window, None)
    assert buttons(shown) == ["Đóng"]
    assert shown.form.submit()
    assert shown.isVisible()


def test_a_short_form_makes_a_low_dialog(window: QWidget) -> None:
    low = FormDialog(window, "Ngắn", FieldForm(FIELDS[:2], choices), None)
    high = FormDialog(window, "Dài", FieldForm(FIELDS, choices), None)
    assert low.height() < high.height()
