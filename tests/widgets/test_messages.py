"""The door to the user: boxes that never block, and the stand-in for tests."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.errors import Invalid, Problem, UserError
from desktop.widgets import messages
from widgets.doors import Said, press


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def box_of(window: QWidget) -> QMessageBox:
    return window.findChildren(QMessageBox)[-1]


def click(box: QMessageBox, text: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == text).click()


def test_a_message_opens_without_blocking_and_goes_when_closed(window: QWidget, qtbot: QtBot) -> None:
    messages.info(window, "Đã lưu hồ sơ.")
    box = box_of(window)
    assert box.isVisible()
    assert (box.text(), box.windowTitle()) == ("Đã lưu hồ sơ.", "Thông báo")
    click(box, "Đã hiểu")
    qtbot.waitUntil(lambda: not isValid(box))


@pytest.mark.parametrize("agreed", [True, False])
def test_a_question_calls_what_follows_from_the_answer(window: QWidget, agreed: bool) -> None:
    followed: list[str] = []
    messages.ask(
        window, "Gộp hai hồ sơ?", "Gộp", "Thôi", lambda: followed.append("yes"), lambda: followed.append("no")
    )
    assert followed == []
    click(box_of(window), "Gộp" if agreed else "Thôi")
    assert followed == (["yes"] if agreed else ["no"])


def test_escape_means_no(window: QWidget) -> None:
    followed: list[str] = []
    messages.ask(window, "Gộp?", "Gộp", "Thôi", lambda: followed.append("yes"), lambda: followed.append("no"))
    press(box_of(window), Qt.Key.Key_Escape)
    assert followed == ["no"]


def test_enter_does_not_agree_to_something_dangerous(window: QWidget, qtbot: QtBot) -> None:
    followed: list[str] = []
    messages.ask_danger(window, "Xóa hồ sơ?", "Xóa", "Giữ lại", lambda: followed.append("deleted"))
    box = box_of(window)
    assert box.defaultButton().text() == "Giữ lại"
    press(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not box.isVisible())
    assert followed == []


def test_several_problems_are_told_line_by_line(window: QWidget) -> None:
    wrong = Invalid([Problem("a", "Thiếu tên."), Problem("b", "Sai ngày."), Problem("c", "Sai ngày.")])
    messages.error(window, wrong)
    assert box_of(window).text() == "• Thiếu tên.\n• Sai ngày."


def test_markup_in_a_message_is_shown_as_it_is(window: QWidget) -> None:
    messages.warn(window, "<b>Tổ 5</b>")
    assert box_of(window).textFormat() == Qt.TextFormat.PlainText


def test_a_box_that_is_still_open_survives_a_collection_of_garbage(light: QApplication) -> None:
    followed: list[str] = []
    messages.ask(None, "Còn đây?", "Còn", "Không", lambda: followed.append("yes"))
    gc.collect()
    boxes = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox)]
    click(next(box for box in boxes if box.text() == "Còn đây?"), "Còn")
    assert followed == ["yes"]


def test_the_stand_in_records_and_answers(said: Said) -> None:
    followed: list[str] = []
    said.will_answer(False, True)
    for _ in range(2):
        messages.ask(
            None, "Xóa?", "Xóa", "Thôi", lambda: followed.append("yes"), lambda: followed.append("no")
        )
    messages.error(None, UserError("Ổ đĩa đã đầy."))
    assert followed == ["no", "yes"]
    assert said.texts == ["Xóa?", "Xóa?", "Ổ đĩa đã đầy."]
    assert said.messages[-1].kind == "error"


def test_the_stand_in_complains_of_a_question_nobody_answers(said: Said) -> None:
    with pytest.raises(AssertionError, match="nobody answers"):
        messages.ask(None, "Xóa?", "Xóa", "Thôi", said.messages.clear)
