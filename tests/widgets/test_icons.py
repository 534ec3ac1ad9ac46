"""The program's own icons."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from desktop.widgets.icons import PATHS, icon
from desktop.widgets.theme import apply_theme
from desktop.widgets.tokens import DARK, LIGHT


def drawn(made: QIcon, side: int = 48, mode: QIcon.Mode = QIcon.Mode.Normal, ratio: float = 1.0) -> QImage:
    return made.pixmap(QSize(side, side), ratio, mode).toImage()


def strongest(image: QImage) -> str:
    """The colour of the most opaque pixel."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return QColor(max(pixels, key=QColor.alpha)).name()


@pytest.mark.parametrize("name", PATHS)
def test_every_icon_is_drawn_inside_its_field(name: str) -> None:
    image = drawn(icon(name))
    alphas = {(x, y): image.pixelColor(x, y).alpha() for x in range(48) for y in range(48)}
    edge = [alpha for (x, y), alpha in alphas.items() if x in (0, 47) or y in (0, 47)]
    assert sum(alpha > 128 for alpha in alphas.values()) > 80
    assert max(edge) == 0


def test_no_two_icons_look_the_same() -> None:
    pictures = {name: bytes(drawn(icon(name)).constBits()) for name in PATHS}
    assert len(set(pictures.values())) == len(PATHS)


def test_an_icon_follows_the_look_in_force(light: QApplication) -> None:
    made = icon("home")
    assert strongest(drawn(made)) == LIGHT.text
    apply_theme(light, "dark", 10)
    assert strongest(drawn(made)) == DARK.text


@pytest.mark.parametrize(
    ("color", "expected"), [("bad", LIGHT.bad), ("on_primary", LIGHT.on_primary), ("#336699", "#336699")]
)
def test_an_icon_takes_the_colour_it_is_given(color: str, expected: str) -> None:
    assert strongest(drawn(icon("home", color))) == expected


def test_a_disabled_icon_is_grey() -> None:
    assert strongest(drawn(icon("home", "primary"), mode=QIcon.Mode.Disabled)) == LIGHT.disabled


@pytest.mark.parametrize(("side", "ratio"), [(13, 1.0), (16, 2.0), (17, 1.5), (64, 1.0)])
def test_an_icon_is_drawn_at_the_very_size_asked_for(side: int, ratio: float) -> None:
    image = drawn(icon("settings"), side, ratio=ratio)
    assert (image.width(), image.height()) == (round(side * ratio), round(side * ratio))


def test_an_unknown_name_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        icon("không có")


def test_copies_of_an_icon_outlive_it() -> None:
    copies = [QIcon(icon("sun", "warn")) for _ in range(200)]
    assert {strongest(drawn(copy, 16)) for copy in copies} == {LIGHT.warn}
