"""Colours, fonts and sizes of the whole program."""

import sys
from itertools import product

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets import theme
from desktop.widgets.style import style_sheet
from desktop.widgets.theme import (
    FAMILY,
    apply_theme,
    covers_vietnamese,
    current_tokens,
    em,
    mark,
    vietnamese_letters,
)
from desktop.widgets.tokens import DARK, LIGHT, Tokens, Tone

TEXT_PAIRS = [
    *product(["text", "muted"], ["window", "card", "stripe", "field", "button", "selected"]),
    *product(["primary", "good", "warn", "bad"], ["window", "card", "stripe"]),
    *product(["on_primary"], ["primary_fill", "primary_hover", "bad_fill", "bad_hover", "sidebar_selected"]),
    *((tone.value, f"{tone.value}_soft") for tone in Tone),
    *(("text", f"{tone.value}_soft") for tone in Tone),
    ("sidebar_text", "sidebar"),
    ("text", "button_hover"),
    ("primary", "button_hover"),
    ("text", "progress"),
]

SHAPE_PAIRS = [
    ("field_border", "card"),
    ("field_border", "window"),
    ("focus", "card"),
    ("focus", "window"),
    ("focus", "field"),
    ("sidebar_text", "sidebar_selected"),
]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1.4.3."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_computed_as_the_guideline_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def too_weak(tokens: Tokens, pairs: list[tuple[str, str]], least: float) -> list[tuple[str, str]]:
    return [pair for pair in pairs if contrast(*(getattr(tokens, name) for name in pair)) < least]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_its_ground(tokens: Tokens) -> None:
    assert too_weak(tokens, TEXT_PAIRS, 4.5) == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_fields_and_focus_can_be_seen(tokens: Tokens) -> None:
    assert too_weak(tokens, SHAPE_PAIRS, 3) == []


def test_every_vowel_with_every_tone_and_the_letter_d_with_stroke_are_letters() -> None:
    letters = vietnamese_letters()
    assert len(letters) == len(set(letters)) == 2 * (12 * 6 + 1)
    assert {"ặ", "Ữ", "đ", "Đ", "ỵ"} <= set(letters)


def test_the_programs_font_draws_every_vietnamese_letter(light: QApplication) -> None:
    assert QFontInfo(light.font()).family() == FAMILY
    assert covers_vietnamese(light.font())


def test_a_font_without_vietnamese_is_found_out(light: QApplication) -> None:
    assert not covers_vietnamese(QFont("OpenSymbol", 10))


def test_without_the_programs_font_another_that_covers_vietnamese_is_taken(
    light: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "FAMILY", "Không có phông này")
    monkeypatch.setattr(theme, "_FILES", ())
    apply_theme(light, "light", 10)
    assert light.font().family() in QFontDatabase.families()
    assert light.font().family() != FAMILY
    assert covers_vietnamese(light.font())


def test_the_mode_decides_the_palette_and_the_tokens_in_force(light: QApplication) -> None:
    apply_theme(light, "dark", 10)
    assert current_tokens() is DARK
    assert light.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    apply_theme(light, "light", 10)
    assert current_tokens() is LIGHT
    assert light.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window


def test_the_systems_mode_is_one_of_the_two(light: QApplication) -> None:
    assert apply_theme(light, "system", 10) in (LIGHT, DARK)


def test_all_sizes_follow_the_base_size(light: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    title, field = QLabel("Tổng quan", window), QLineEdit(window)
    mark(title, look="title")
    window.ensurePolished()
    before = title.sizeHint().height(), field.sizeHint().height(), em(field)
    apply_theme(light, "light", 20)
    for widget in (title, field):
        widget.ensurePolished()
    after = title.sizeHint().height(), field.sizeHint().height(), em(field)
    assert all(1.8 < large / small < 2.3 for small, large in zip(before, after, strict=True))


def test_the_style_sheet_stays_small() -> None:
    assert len(style_sheet(LIGHT, 10, 13)) < 9_000


@pytest.mark.parametrize("make", [QLineEdit, QPushButton])
def test_the_focus_can_be_seen(qtbot: QtBot, make: type[QWidget]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    widget, other = make(window), QPushButton("khác", window)
    widget.setGeometry(10, 10, 120, 30)
    other.setGeometry(10, 60, 120, 30)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.setFocus()
    without = widget.grab().toImage()
    widget.setFocus()
    with_focus = widget.grab().toImage()
    changed = sum(
        without.pixel(x, y) != with_focus.pixel(x, y)
        for x in range(without.width())
        for y in range(without.height())
    )
    assert changed > 100


def test_the_binding_keeps_its_count_of_none() -> None:
    """PySide6 6.12.0 lost a reference to None with every call and aborted after a few thousand."""
    rect = QRect()
    rect.setX(1)
    before = sys.getrefcount(None)
    for _ in range(1_000):
        rect.setX(1)
    assert abs(sys.getrefcount(None) - before) < 100
