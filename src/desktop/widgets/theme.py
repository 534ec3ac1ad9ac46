"""Puts the program's look on an application: font, palette and style sheet from tokens and one base size."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.style import style_sheet
from desktop.widgets.tokens import DARK, LIGHT, Tokens

Mode = Literal["light", "dark", "system"]

FONT_SIZE = 10
"""The usual base size in points; the settings offer 8 to 20."""

STYLE = "Fusion"
"""What draws all that the style sheet leaves out."""

FAMILY = "Be Vietnam Pro"
_FILES = ("Regular", "Italic", "Medium", "SemiBold", "Bold", "BoldItalic")
_FALLBACKS = ("Segoe UI", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial")
_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0309\u0303\u0301\u0323"


def vietnamese_letters() -> str:
    """Return every letter that Vietnamese adds to the Latin ones, small and capital."""
    import unicodedata

    small = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES)]
    return "".join(dict.fromkeys("".join(small) + "đ" + "".join(small).upper() + "Đ"))


def covers_vietnamese(font: QFont) -> bool:
    """Tell whether the font itself, without borrowing from others, can draw every Vietnamese letter."""
    raw = QRawFont.fromFont(font)
    return all(raw.supportsCharacter(ord(letter)) for letter in vietnamese_letters())


def apply_theme(app: QApplication, mode: Mode, font_size: int = FONT_SIZE) -> Tokens:
    """Give the whole application its look and return the tokens in force; may be called again at any time."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    app.styleHints().setColorScheme(schemes.get(mode, Qt.ColorScheme.Unknown))
    tokens = DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark or mode == "dark" else LIGHT
    if app.property("style") != STYLE:
        app.setStyle(STYLE)
        app.setProperty("style", STYLE)
    font = _font(font_size)
    with _nothing_collected():
        app.setFont(font)
        app.setPalette(palette(tokens))
        app.setProperty("tokens", tokens)
        app.setStyleSheet(style_sheet(tokens, font_size, QFontInfo(font).pixelSize()))
    return tokens


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep Python from deleting forgotten windows: Qt walks over all of them by bare pointers meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def current_tokens() -> Tokens:
    """Return the tokens of the look in force; the light ones before any was applied."""
    app = QApplication.instance()
    tokens = app.property("tokens") if app else None
    return tokens if isinstance(tokens, Tokens) else LIGHT


def em(widget: QWidget, factor: float = 1.0) -> int:
    """Return a length in pixels that grows with the widget's text: `factor` times the height of a line."""
    return round(widget.fontMetrics().height() * factor)


def mark(widget: QWidget, **properties: str) -> None:
    """Set the properties by which the style sheet knows a widget (`look`, `tone`) and draw it anew.

    Nothing is done when it has them already: a form says of each of its fields that it is right. A widget
    that was not shown yet gets its look when it is.
    """
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def palette(tokens: Tokens) -> QPalette:
    """Return the palette from which Fusion draws all that the style sheet leaves to it."""
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.field,
        QPalette.ColorRole.AlternateBase: tokens.stripe,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Button: tokens.button,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.bad,
        QPalette.ColorRole.Highlight: tokens.primary_fill,
        QPalette.ColorRole.HighlightedText: tokens.on_primary,
        QPalette.ColorRole.Accent: tokens.primary_fill,
        QPalette.ColorRole.Link: tokens.primary,
        QPalette.ColorRole.LinkVisited: tokens.primary,
        QPalette.ColorRole.ToolTipBase: tokens.card,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Light: tokens.card,
        QPalette.ColorRole.Midlight: tokens.border,
        QPalette.ColorRole.Mid: tokens.handle,
        QPalette.ColorRole.Dark: tokens.field_border,
        QPalette.ColorRole.Shadow: tokens.sidebar,
    }
    made = QPalette()
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    return made


def _font(font_size: int) -> QFont:
    """Return the program's font, or the first one of the machine that can draw Vietnamese."""
    _load_fonts()
    for family in (
        FAMILY,
        QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family(),
        *_FALLBACKS,
    ):
        font = QFont(family, font_size)
        if QFontInfo(font).family() == family and covers_vietnamese(font):
            return font
    return QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family(), font_size)


@cache
def _load_fonts() -> None:
    """Add the program's font to those of the machine, which are not listed for it: that takes a while."""
    package = find_spec("fontpkg_be_vietnam_pro")
    for folder in (package and package.submodule_search_locations) or ():
        for name in _FILES:
            file = Path(folder, "files", f"BeVietnamPro-{name}.ttf")
            if file.is_file():
                QFontDatabase.addApplicationFontFromData(file.read_bytes())
