"""The form made from fields."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.codelists import CodeList, use_lists
from desktop.errors import Problem, Severity
from desktop.storage.fields import Field, Kind
from desktop.widgets.cards import Banner
from desktop.widgets.form import FieldForm
from desktop.widgets.theme import apply_theme
from widgets.doors import press, type_text
from widgets.fields import FIELDS, VALUES, choices


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def form(window: QWidget, qtbot: QtBot) -> FieldForm:
    made = FieldForm(FIELDS, choices)
    QVBoxLayout(window).addWidget(made)
    window.resize(900, 500)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


def widget(form: FieldForm, key: str) -> QWidget:
    editor = form.editor(key)
    assert isinstance(editor, QWidget)
    return editor


def test_values_come_back_as_they_were_set(form: FieldForm) -> None:
    form.set_values(VALUES)
    assert form.values() == VALUES
    assert not form.is_dirty


def test_a_new_form_is_empty_and_clean(form: FieldForm) -> None:
    assert set(form.values().values()) == {None, False}
    assert not form.is_dirty


def test_a_form_made_later_is_made_between_events_and_opens_as_it_would_have_been(
    form: FieldForm, qtbot: QtBot
) -> None:
    later = FieldForm(FIELDS, choices, later=True)
    qtbot.addWidget(later)
    assert not later.is_made
    qtbot.waitUntil(lambda: later.is_made)
    assert later.values() == form.values()
    assert not later.is_dirty


def test_a_form_made_later_is_whole_for_whoever_asks_it(window: QWidget) -> None:
    later = FieldForm(FIELDS, choices, later=True)
    QVBoxLayout(window).addWidget(later)
    later.set_values(VALUES)
    assert later.is_made
    assert later.values() == VALUES


def test_typing_makes_the_form_dirty_and_taking_it_back_clean(form: FieldForm, qtbot: QtBot) -> None:
    form.set_values(VALUES)
    name = widget(form, "full_name")
    assert isinstance(name, QLineEdit)
    with qtbot.waitSignal(form.changed):
        type_text(name, "X")
    assert form.is_dirty
    name.undo()
    assert not form.is_dirty
    type_text(name, "Y")
    form.mark_clean()
    assert not form.is_dirty


def test_setting_values_is_no_change_by_the_user(form: FieldForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.set_values(VALUES)


def test_sections_and_required_fields_can_be_seen(form: FieldForm) -> None:
    texts = [label.text() for label in form.findChildren(QLabel)]
    assert [text for text in texts if text in ("Định danh", "Chuyên môn", "Liên hệ")] == [
        "Định danh", "Chuyên môn", "Liên hệ"
    ]  # fmt: skip
    assert "&Họ và tên *" in texts
    assert not any(text.endswith("*") and "Trình độ" in text for text in texts)


def test_every_field_is_named_for_readers_of_screens_and_has_its_label(form: FieldForm) -> None:
    for field in FIELDS:
        assert widget(form, field.key).accessibleName() == field.label
    assert "Bắt buộc." in widget(form, "full_name").accessibleDescription()
    buddies = {label.buddy() for label in form.findChildren(QLabel) if label.buddy()}
    assert buddies == {widget(form, field.key) for field in FIELDS}


def test_no_two_fields_share_a_shortcut_letter(form: FieldForm) -> None:
    labels = [label.text() for label in form.findChildren(QLabel) if label.buddy()]
    letters = [text[text.index("&") + 1].lower() for text in labels if "&" in text]
    assert len(letters) == len(set(letters)) >= 10


def test_problems_stand_under_their_fields_and_the_first_bad_one_has_the_focus(form: FieldForm) -> None:
    form.show_problems(
        [
            Problem("phone", "Số điện thoại thiếu chữ số.", Severity.WARN),
            Problem("year", "Năm tốt nghiệp sớm hơn năm sinh."),
            Problem("id_number", "Số định danh phải có 12 chữ số."),
            Problem("id_number", "Số định danh đã có ở hồ sơ khác."),
        ]
    )
    assert form.problem_text("id_number") == (
        "Số định danh phải có 12 chữ số.\nSố định danh đã có ở hồ sơ khác."
    )
    assert form.problem_text("phone") == "Số điện thoại thiếu chữ số."
    assert form.problem_text("full_name") == ""
    assert widget(form, "id_number").hasFocus()
    assert widget(form, "id_number").property("tone") == "bad"
    assert widget(form, "phone").property("tone") == "warn"
    assert "12 chữ số" in widget(form, "id_number").accessibleDescription()


def test_a_field_far_below_is_brought_into_sight(form: FieldForm, qtbot: QtBot) -> None:
    form.resize(500, 200)
    form.show_problems([Problem("note", "Ghi chú quá dài.")])
    note = widget(form, "note")
    qtbot.waitUntil(lambda: note.visibleRegion().boundingRect().height() > 10)


def test_problems_of_no_field_stand_on_top(form: FieldForm) -> None:
    form.show_problems([Problem("", "Hồ sơ đang được người khác sửa.")])
    banner = form.findChild(Banner)
    assert banner.isVisible()
    assert banner.text() == "Hồ sơ đang được người khác sửa."
    form.show_problems([])
    assert not banner.isVisible()


def test_a_problem_goes_when_the_field_is_changed(form: FieldForm) -> None:
    form.show_problems([Problem("id_number", "Số định danh phải có 12 chữ số.")])
    type_text(widget(form, "id_number"), "0")
    assert form.problem_text("id_number") == ""
    shown = [label.text() for label in form.findChildren(QLabel) if label.isVisible()]
    assert "12 chữ số trên thẻ" in shown


def test_a_date_that_does_not_exist_is_told_when_the_field_is_left(form: FieldForm) -> None:
    birth = widget(form, "birth")
    birth.setFocus()
    type_text(birth, "31/02/1980")
    assert form.problem_text("birth") == ""
    widget(form, "full_name").setFocus()
    assert form.problem_text("birth").startswith("Không có ngày 31/02/1980")


def test_enter_goes_to_the_next_field(form: FieldForm) -> None:
    order = [field.key for field in FIELDS]
    widget(form, order[0]).setFocus()
    for here, following in pairwise(order):
        assert widget(form, here).hasFocus()
        press(widget(form, here), Qt.Key.Key_Return)
        assert widget(form, following).hasFocus()


def test_enter_in_a_note_begins_a_line(form: FieldForm) -> None:
    note = widget(form, "note")
    assert isinstance(note, QPlainTextEdit)
    note.setFocus()
    type_text(note, "Một")
    press(note, Qt.Key.Key_Return)
    type_text(note, "Hai")
    assert form.values()["note"] == "Một\nHai"


def test_picking_a_code_goes_to_the_next_field(form: FieldForm) -> None:
    degree = form.editor("degree")
    widget(form, "degree").setFocus()
    type_text(widget(form, "degree"), "tien si")
    press(degree._popup, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert form.values()["degree"] == "TS"
    assert widget(form, "year").hasFocus()


@pytest.mark.parametrize("key", ["full_name", "note", "degree", "abroad"])
def test_control_enter_submits_from_everywhere(form: FieldForm, qtbot: QtBot, key: str) -> None:
    with qtbot.waitSignal(form.submitted):
        press(widget(form, key), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_nothing_is_submitted_while_something_cannot_be_read(form: FieldForm, qtbot: QtBot) -> None:
    type_text(widget(form, "joined"), "hôm qua")
    with qtbot.assertNotEmitted(form.submitted):
        assert not form.submit()
    assert widget(form, "joined").hasFocus()
    assert form.problem_text("joined").startswith("Không đọc được ngày “hôm qua”")
    assert form.values()["joined"] == "hôm qua"


def test_a_form_can_be_shown_only(form: FieldForm) -> None:
    form.set_values(VALUES)
    form.set_read_only(True)
    for field in FIELDS:
        type_text(widget(form, field.key), "9")
    box = widget(form, "abroad")
    assert isinstance(box, QCheckBox)
    box.click()
    assert form.values() == VALUES


@pytest.mark.parametrize(("width", "columns"), [(900, 2), (300, 1)])
def test_a_narrow_form_uses_one_column(form: FieldForm, qtbot: QtBot, width: int, columns: int) -> None:
    form.window().resize(width, 500)
    name, birth = widget(form, "full_name"), widget(form, "birth")
    together = columns == 2
    qtbot.waitUntil(
        lambda: (name.mapTo(form, name.pos()).y() == birth.mapTo(form, birth.pos()).y()) == together
    )


@pytest.mark.parametrize("size", [10, 15, 20])
def test_nothing_is_cut_at_any_size_of_text(
    form: FieldForm, qtbot: QtBot, light: QApplication, size: int
) -> None:
    apply_theme(light, "light", size)
    form.window().resize(form.window().minimumSizeHint().expandedTo(form.window().size()))
    form.show_problems([Problem("birth", "Không có ngày 31/02/1980: tháng 2 năm 1980 chỉ có 29 ngày.")])
    qtbot.wait(20)
    assert form.horizontalScrollBar().maximum() == 0
    for label in form.findChildren(QLabel):
        if label.isVisible() and label.text().strip():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_values_filled_in_count_as_typed_and_leave_the_others(form: FieldForm, qtbot: QtBot) -> None:
    form.set_values(VALUES)
    with qtbot.waitSignal(form.changed):
        form.fill_in({"place": "Viện Mẫu", "unknown": "x"})
    assert form.is_dirty
    assert form.values() == VALUES | {"place": "Viện Mẫu"}


def test_a_button_stands_on_the_line_of_a_label(form: FieldForm, qtbot: QtBot) -> None:
    beside = QPushButton("Xem")
    form.add_beside("degree", beside)
    qtbot.waitUntil(beside.isVisible)
    degree = widget(form, "degree")
    bottom = beside.mapToGlobal(beside.rect().bottomRight())
    assert bottom.y() <= degree.mapToGlobal(degree.rect().topLeft()).y()
    assert bottom.x() <= degree.mapToGlobal(degree.rect().bottomRight()).x() + 1


def test_enter_leaves_an_empty_note(form: FieldForm) -> None:
    note = widget(form, "note")
    note.setFocus()
    press(note, Qt.Key.Key_Return)
    assert not note.hasFocus()
    assert form.values()["note"] is None


def test_a_form_shown_again_offers_the_lists_that_came_into_force(qtbot: QtBot) -> None:
    offered = [("A", "Một")]
    form = FieldForm((Field("group", "Nhóm", Kind.CODE),), lambda _field: tuple(offered))
    qtbot.addWidget(form)
    form.set_values({"group": "A"})
    offered[:] = [("A", "Một mới"), ("B", "Hai")]
    form.show()
    assert widget(form, "group").text() == "Một"  # type: ignore[attr-defined]
    form.hide()
    use_lists([CodeList("strategic_group", "Nhóm", "Sở", (), "2026-10-01", adopted=True)])
    form.show()
    assert widget(form, "group").text() == "Một mới"  # type: ignore[attr-defined]
    assert (form.values(), form.is_dirty) == ({"group": "A"}, False)
