"""The field that is filled from a code list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.code_box import Choices, CodeBox, matching
from widgets.doors import press, type_text
from widgets.fields import DEGREES


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def box(window: QWidget) -> CodeBox:
    made = CodeBox("Trình độ", DEGREES)
    made.setParent(window)
    window.show()
    made.setFocus()
    return made


def offered(box: CodeBox) -> list[str]:
    popup = box._popup
    assert isinstance(popup, QListView)
    model = popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())] if popup.isVisible() else []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("tien si", ["Tiến sĩ", "Tiến sĩ khoa học"]),
        ("TIẾN", ["Tiến sĩ khoa học", "Tiến sĩ"]),
        ("si", ["Thạc sĩ", "Tiến sĩ khoa học", "Tiến sĩ"]),
        ("khoa", ["Tiến sĩ khoa học"]),
        ("dai", ["Đại học"]),
        ("ths", ["Thạc sĩ"]),
        ("xyz", []),
        ("", [label for _, label in DEGREES]),
    ],
)
def test_lines_are_found_without_accents_the_best_first(text: str, labels: list[str]) -> None:
    assert [label for _, label in matching(DEGREES, text)] == labels


def test_typing_offers_the_lines_that_match(box: CodeBox) -> None:
    type_text(box, "tien si")
    assert offered(box) == ["Tiến sĩ", "Tiến sĩ khoa học"]


def test_enter_takes_the_first_line_and_goes_on(box: CodeBox, qtbot: QtBot) -> None:
    type_text(box, "thac")
    with qtbot.waitSignal(box.picked):
        press(box._popup, Qt.Key.Key_Return)
    assert (box.value(), box.text()) == ("ThS", "Thạc sĩ")
    assert offered(box) == []


def test_the_arrow_down_opens_the_whole_list_at_the_chosen_line(box: CodeBox) -> None:
    box.set_value("TS")
    press(box, Qt.Key.Key_Down)
    assert offered(box) == [label for _, label in DEGREES]
    assert box._popup.currentIndex().data() == "Tiến sĩ"


def test_the_chevron_opens_the_whole_list(box: CodeBox) -> None:
    box.opener.click()
    assert len(offered(box)) == len(DEGREES)


def test_leaving_the_field_writes_what_was_meant(box: CodeBox) -> None:
    type_text(box, "dai hoc")
    box._popup.hide()
    box.editingFinished.emit()
    assert (box.text(), box.value()) == ("Đại học", "DH")


def test_a_text_that_could_mean_two_lines_is_complained_of(box: CodeBox) -> None:
    type_text(box, "si")
    assert box.complaint() == "“si” không có trong danh sách; hãy chọn một dòng trong danh sách."


def test_a_code_that_is_no_longer_listed_is_kept(box: CodeBox) -> None:
    box.set_value("PTS")
    assert (box.text(), box.value(), box.complaint()) == ("PTS", "PTS", "")


def test_of_two_lines_with_one_label_the_chosen_one_is_kept(qtbot: QtBot) -> None:
    box = CodeBox("Xã", [("1", "Xã Tân Phú"), ("2", "Xã Tân Phú")])
    qtbot.addWidget(box)
    box.set_value("2")
    box.editingFinished.emit()
    assert box.value() == "2"


def test_emptying_the_field_empties_the_value(box: CodeBox) -> None:
    box.set_value("TS")
    box.selectAll()
    press(box, Qt.Key.Key_Delete)
    assert box.value() is None


@pytest.fixture
def associations(window: QWidget) -> CodeBox:
    made = CodeBox("Hội", [("lhh", "Liên hiệp hội"), ("khac", "Hội khác")])
    made.setParent(window)
    window.show()
    made.setFocus()
    return made


def test_what_is_typed_may_be_kept_beside_other(associations: CodeBox) -> None:
    type_text(associations, "Hội Sử học")
    assert offered(associations) == ["Khác: Hội Sử học"]
    press(associations._popup, Qt.Key.Key_Return)
    assert associations.text() == "Khác: Hội Sử học"
    assert associations.value() == "khac:Hội Sử học"
    assert associations.complaint() == ""


def test_choosing_other_waits_for_its_text(associations: CodeBox, qtbot: QtBot) -> None:
    type_text(associations, "hoi khac")
    with qtbot.assertNotEmitted(associations.picked):
        press(associations._popup, Qt.Key.Key_Return)
    assert associations.text() == "Khác: "
    type_text(associations, "Hội Luật gia")
    assert associations.value() == "khac:Hội Luật gia"


def test_other_without_a_text_is_plain_other(associations: CodeBox) -> None:
    associations.setText("Khác: ")
    associations.editingFinished.emit()
    assert (associations.text(), associations.value()) == ("Hội khác", "khac")


def test_a_stored_text_beside_other_is_shown(associations: CodeBox) -> None:
    associations.set_value("khac:Hội Sử học")
    assert (associations.text(), associations.value()) == ("Khác: Hội Sử học", "khac:Hội Sử học")


@pytest.fixture
def communes(window: QWidget) -> CodeBox:
    def former(typed: str) -> list[tuple[str, str]]:
        return [("1", "Phường Trung Dũng (cũ) → Phường Trấn Biên")] if typed in "Trung Dũng" else []

    lines = [("1", "Phường Trấn Biên"), ("2", "Phường Tam Hiệp")]
    made = CodeBox("Xã", Choices(lines, lambda code: f"mã {code}", former))
    made.setParent(window)
    window.show()
    made.setFocus()
    return made


def test_a_former_name_offers_what_it_has_become(communes: CodeBox) -> None:
    type_text(communes, "Trung D")
    assert offered(communes) == ["Phường Trung Dũng (cũ) → Phường Trấn Biên"]
    press(communes._popup, Qt.Key.Key_Return)
    assert (communes.text(), communes.value()) == ("Phường Trấn Biên", "1")


def test_leaving_the_field_reads_a_former_name(communes: CodeBox) -> None:
    type_text(communes, "Trung Dũng")
    communes._popup.hide()
    communes.editingFinished.emit()
    assert (communes.text(), communes.value()) == ("Phường Trấn Biên", "1")


def test_a_code_no_longer_in_use_is_shown_by_its_label(communes: CodeBox) -> None:
    communes.set_value("9")
    assert (communes.text(), communes.value(), communes.complaint()) == ("mã 9", "9", "")


def test_the_list_is_wide_enough_for_its_lines(communes: CodeBox) -> None:
    communes.resize(80, 30)
    type_text(communes, "Trung D")
    line = offered(communes)[0]
    assert communes._popup.width() > communes._popup.fontMetrics().horizontalAdvance(line)
