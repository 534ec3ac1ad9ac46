"""Hands on the keyboard: they type where the focus is, or into the list that is open."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.people.gui.people_page import PeoplePage
from widgets.doors import press, type_text

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


def shown(page: PeoplePage, qtbot: QtBot) -> Iterator[PeoplePage]:
    """Show a page in an active window; it hears of changes until the test ends."""
    qtbot.addWidget(page)
    page.resize(1130, 740)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.refresh()

    def changed(tables: frozenset[str]) -> None:
        if page.tables & tables:
            page.refresh()

    page.office.listeners.append(changed)
    yield page
    page.office.listeners.remove(changed)


def under_hands() -> QWidget:
    """Return the widget that gets what is typed."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert found is not None
    return found


def write(text: str) -> None:
    """Type a text."""
    type_text(under_hands(), text)


def enter() -> None:
    """Press Enter."""
    press(under_hands(), ENTER)


def strike(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key that may be a shortcut."""
    QTest.keyClick(under_hands(), key, modifiers)


def go_to(page: PeoplePage, key: str) -> None:
    """Press Enter until the field is reached."""
    wanted = page.panel.form.editor(key)
    for _ in range(60):
        if QApplication.focusWidget() is wanted:
            return
        enter()
    raise AssertionError(f"Enter never came to {key}")


def click(one: QPushButton) -> None:
    """Press a button that can be seen and pressed."""
    assert one.isVisible()
    assert one.isEnabled()
    one.click()


def names(page: PeoplePage) -> list[str]:
    """Return the names in the list, in the order shown."""
    model = page.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose(page: PeoplePage, name: str) -> None:
    """Choose a person in the list."""
    page.table.select_id(page.table.ids()[names(page).index(name)])


def change(page: PeoplePage, key: str, text: str) -> None:
    """Replace what stands in a field of the record by typing."""
    editor = page.panel.form.editor(key)
    assert isinstance(editor, QWidget)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, CTRL)
    press(editor, Qt.Key.Key_Delete)
    type_text(editor, text)
