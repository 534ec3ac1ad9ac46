"""What each kind of field makes of what is typed."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.storage.fields import Field, Kind
from desktop.widgets.editors import Editor, make_editor
from widgets.doors import compose, type_text
from widgets.fields import FIELDS, VALUES, choices

BY_KIND = {field.kind: field for field in FIELDS}


def editor_for(qtbot: QtBot, kind: Kind) -> Editor:
    made = make_editor(BY_KIND[kind], choices)
    assert isinstance(made, QWidget)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_an_editor_that_begins_empty(qtbot: QtBot, kind: Kind) -> None:
    editor = editor_for(qtbot, kind)
    assert editor.value() == (False if kind == Kind.FLAG else None)
    assert editor.complaint() == ""


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_a_stored_value_is_shown_and_given_back_silently(qtbot: QtBot, field: Field) -> None:
    editor = make_editor(field, choices)
    assert isinstance(editor, QWidget)
    qtbot.addWidget(editor)
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value(VALUES[field.key])
    assert editor.value() == VALUES[field.key]
    assert editor.complaint() == ""
    editor.set_value(None)
    assert editor.value() == (False if field.kind == Kind.FLAG else None)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.LINE, "  Trường   Mẫu ", "Trường Mẫu"),
        (Kind.NAME, "nguyễn thị mẫu", "Nguyễn Thị Mẫu"),
        (Kind.NAME, "NGUYỄN THỊ MẪU", "Nguyễn Thị Mẫu"),
        (Kind.NAME, "H’Hen Niê", "H’Hen Niê"),
        (Kind.ID_NUMBER, "001 180 012.345", "001180012345"),
        (Kind.PHONE, " 0912 345 678 ", "0912 345 678"),
        (Kind.EMAIL, " mau@example.vn", "mau@example.vn"),
        (Kind.NUMBER, "1.234", 1234),
        (Kind.NUMBER, "-5", -5),
        (Kind.YEAR, "2004", 2004),
        (Kind.DATE, "5/3/2026", "2026-03-05"),
        (Kind.PARTIAL_DATE, "3/1980", "1980-03"),
        (Kind.CODE, "tien si khoa hoc", "TSKH"),
        (Kind.NOTE, "Một  hai", "Một hai"),
    ],
)
def test_what_is_typed_becomes_the_stored_value(qtbot: QtBot, kind: Kind, typed: str, value: object) -> None:
    field = Field("degree", "Trình độ", kind) if kind == Kind.CODE else BY_KIND[kind]
    editor = make_editor(field, choices)
    assert isinstance(editor, QWidget)
    qtbot.addWidget(editor)
    with qtbot.waitSignal(editor.changed):
        type_text(editor, typed)
    assert editor.value() == value
    assert editor.complaint() == ""


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        (Kind.NUMBER, "mười", "“mười” không phải số nguyên; hãy chỉ ghi chữ số."),
        (Kind.NUMBER, "1,5", "“1,5” không phải số nguyên; hãy chỉ ghi chữ số."),
        (Kind.YEAR, "04", "Năm phải có bốn chữ số, ví dụ 1980."),
        (Kind.YEAR, "nay", "“nay” không phải số nguyên; hãy chỉ ghi chữ số."),
        (Kind.LINE, "Trường Cao đẳng Mẫu số Một", "Dài 26 chữ, nhiều nhất là 20; hãy viết gọn lại."),
        (
            Kind.PARTIAL_DATE,
            "31/02/1980",
            "Không có ngày 31/02/1980: tháng 2 năm 1980 chỉ có 29 ngày; hãy kiểm tra lại.",
        ),
        (
            Kind.DATE,
            "2026",
            "“2026” chưa phải một ngày trọn vẹn; hãy ghi đủ ngày, tháng, năm, ví dụ 05/03/2026.",
        ),
        (Kind.CODE, "sao Hỏa", "“sao Hỏa” không có trong danh sách; hãy chọn một dòng trong danh sách."),
    ],
)
def test_what_cannot_be_read_is_kept_and_complained_of(
    qtbot: QtBot, kind: Kind, typed: str, sentence: str
) -> None:
    field = BY_KIND[kind] if kind != Kind.LINE else next(one for one in FIELDS if one.key == "place")
    editor = make_editor(field, choices)
    assert isinstance(editor, QWidget)
    qtbot.addWidget(editor)
    type_text(editor, typed)
    assert editor.complaint() == sentence
    assert str(editor.value()) in (typed, typed.lstrip("0"))


@pytest.mark.parametrize(
    ("kind", "value"), [(Kind.NAME, "Thạc"), (Kind.LINE, "Thạc"), (Kind.NOTE, "Thạc"), (Kind.CODE, "ThS")]
)
def test_an_input_method_can_compose_vietnamese(qtbot: QtBot, kind: Kind, value: str) -> None:
    editor = editor_for(qtbot, kind)
    assert isinstance(editor, QWidget)
    compose(editor, ["T", "Tha", "Thạ"], "Thạc")
    assert editor.value() == value


def test_an_unfinished_composition_is_no_text_yet(qtbot: QtBot) -> None:
    editor = editor_for(qtbot, Kind.NAME)
    assert isinstance(editor, QLineEdit)
    compose(editor, ["N", "Ng"], "")
    assert editor.value() is None


def test_a_read_only_editor_takes_no_keys(qtbot: QtBot) -> None:
    for kind in (Kind.LINE, Kind.CODE, Kind.DATE, Kind.NOTE):
        editor = editor_for(qtbot, kind)
        editor.setReadOnly(True)
        assert isinstance(editor, QWidget)
        type_text(editor, "01/02/2020")
        assert editor.value() is None
