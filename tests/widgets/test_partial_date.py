"""Date fields."""

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.partial_date import DateEdit, PartialDateEdit
from widgets.doors import press, type_text


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "shown", "value"),
    [
        ("5/3/80", "05/03/1980", "1980-03-05"),
        ("3.1980", "03/1980", "1980-03"),
        ("1980", "1980", "1980"),
        ("ngày 5 tháng 3 năm 1980", "05/03/1980", "1980-03-05"),
    ],
)
def test_a_date_is_written_tidily_when_the_field_is_left(
    window: QWidget, typed: str, shown: str, value: str
) -> None:
    date = PartialDateEdit()
    date.setParent(window)
    type_text(date, typed)
    date.editingFinished.emit()
    assert (date.text(), date.value()) == (shown, value)


def test_a_text_that_is_no_date_stays_as_it_was_typed(window: QWidget) -> None:
    date = PartialDateEdit()
    date.setParent(window)
    type_text(date, "31/02/1980")
    date.editingFinished.emit()
    assert date.text() == "31/02/1980"
    assert date.complaint().startswith("Không có ngày 31/02/1980")


@pytest.mark.parametrize(
    ("stored", "shown"), [("1980-03-05", "05/03/1980"), ("1980-03", "03/1980"), ("1980", "1980"), (None, "")]
)
def test_a_stored_date_is_shown_as_offices_write_it(window: QWidget, stored: str | None, shown: str) -> None:
    date = PartialDateEdit()
    date.set_value(stored)
    assert (date.text(), date.value()) == (shown, stored)


def test_a_day_can_be_taken_from_the_calendar(window: QWidget, qtbot: QtBot) -> None:
    date = DateEdit()
    date.setParent(window)
    date.show()
    date.set_value("2026-03-05")
    press(date, Qt.Key.Key_Down)
    calendar = date.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 3, 5)
    with qtbot.waitSignal(date.changed):
        calendar.clicked.emit(QDate(2026, 3, 17))
    assert date.text() == "17/03/2026"
    qtbot.waitUntil(lambda: date.findChild(QCalendarWidget) is None)


def test_the_calendar_of_an_empty_field_begins_today(window: QWidget) -> None:
    date = DateEdit()
    date.setParent(window)
    date.opener.click()
    assert date.findChild(QCalendarWidget).selectedDate() == QDate.currentDate()


def test_a_field_that_only_shows_opens_no_calendar(window: QWidget) -> None:
    date = DateEdit()
    date.setParent(window)
    date.setReadOnly(True)
    date.opener.click()
    assert date.findChild(QCalendarWidget) is None
