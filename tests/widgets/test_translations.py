"""Qt's own words in Vietnamese."""

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop.widgets.translations import TEXTS

_OTHERS = ("de", "fr", "ru", "ja", "uk", "sv", "es")


@pytest.fixture(scope="module")
def shipped() -> list[QTranslator]:
    """Qt's own translations into other languages: they know which words exist."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    made = [QTranslator() for _ in _OTHERS]
    assert all(one.load(f"{folder}/qtbase_{name}.qm") for one, name in zip(made, _OTHERS, strict=True))
    return made


@pytest.mark.parametrize("context", TEXTS)
def test_every_word_is_one_that_qt_really_says(context: str, shipped: list[QTranslator]) -> None:
    unknown = [word for word in TEXTS[context] if not any(one.translate(context, word) for one in shipped)]
    assert unknown == []


def test_no_word_is_blank_and_places_for_values_are_kept() -> None:
    pairs = [(word, ours) for table in TEXTS.values() for word, ours in table.items()]
    assert len(set(pairs)) > 150
    assert all(ours.strip() for _, ours in pairs)
    assert all(word.count("%1") == ours.count("%1") for word, ours in pairs)


def test_a_word_that_is_not_ours_stays_as_it_is(light: QApplication) -> None:
    assert QCoreApplication.translate("QLineEdit", "No such word") == "No such word"
    assert QCoreApplication.translate("People", "Họ và tên") == "Họ và tên"


def test_standard_buttons_speak_vietnamese_and_none_is_blank(qtbot: QtBot) -> None:
    every = [one for one in QDialogButtonBox.StandardButton if one.value and one.name not in ("FirstButton",)]
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    texts = {one.name: button.text() for one in every if (button := box.addButton(one))}
    assert all(texts.values())
    assert texts["Cancel"] == "Hủy"
    assert texts["Save"] == "Lưu"
    assert texts["Yes"] == "&Có"


def test_the_edit_menu_speaks_vietnamese(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    assert isinstance(menu, QMenu)
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert texts == ["&Hoàn tác", "&Làm lại", "Cắ&t", "&Chép", "&Dán", "Xóa", "Chọn tất cả"]


def test_months_and_numbers_are_those_of_the_country(light: QApplication) -> None:
    assert QLocale().monthName(3).lower() == "tháng 3"
    assert QLocale().toString(1234.5, "f", 1) == "1.234,5"
