"""Everything together: reachable by keyboard, named for readers of screens, sound under random hands."""

import gc
import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.cards import Banner, Card
from desktop.widgets.controls import ChoiceBox, SearchField, button
from desktop.widgets.form import FieldForm
from desktop.widgets.page import ScrollPage
from desktop.widgets.partial_date import DateEdit
from desktop.widgets.sidebar import Place, Sidebar
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import apply_theme
from desktop.widgets.tokens import Tone
from widgets.doors import Said, press, type_text
from widgets.fields import FIELDS, choices


@pytest.fixture
def page(qtbot: QtBot) -> ScrollPage:
    made = ScrollPage("Trí thức", "UBND phường Mẫu")
    qtbot.addWidget(made)
    table = RowTable([TableColumn("name", "Họ và tên")], lambda ids: [(f"Người {one}",) for one in ids])
    table.set_ids(range(50))
    card, form = Card("Hồ sơ"), FieldForm(FIELDS, choices)
    card.add(form)
    made.add(Banner("Có 3 hồ sơ trùng.", Tone.WARN, "Xem", gc.collect))
    made.add_tools(
        SearchField(), ChoiceBox("Tình trạng", [("", "Tất cả")]), button("&Thêm", gc.collect, "plus")
    )
    made.add(Sidebar([Place("people", "people", "Trí thức")]))
    made.add(table)
    made.add(card)
    made.resize(900, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def reachable(window: QWidget) -> list[QWidget]:
    """The widgets that the tabulator reaches."""
    tab = Qt.FocusPolicy.TabFocus
    return [w for w in window.findChildren(QWidget) if w.focusPolicy() & tab and w.isVisibleTo(window)]


def test_every_widget_that_takes_the_focus_has_a_name(page: ScrollPage) -> None:
    nameless = [widget for widget in reachable(page) if not widget.accessibleName()]
    assert len(reachable(page)) > 15
    assert nameless == []


def test_the_tabulator_comes_past_every_field(page: ScrollPage) -> None:
    seen = set()
    page.findChild(SearchField).setFocus()
    for _ in range(60):
        seen.add(QApplication.focusWidget())
        page.focusNextChild()
    assert set(reachable(page)) <= seen


def test_the_calendar_is_named_too(qtbot: QtBot) -> None:
    window, date = QWidget(), DateEdit()
    qtbot.addWidget(window)
    date.setAccessibleName("Ngày")
    QVBoxLayout(window).addWidget(date)
    window.show()
    date.open_calendar()
    assert [w for w in reachable(date._popup) if not _named(w)] == []  # type: ignore[arg-type]


def _named(widget: QWidget) -> bool:
    """Inner pieces of Qt's calendar are read by their text."""
    return bool(
        widget.accessibleName() or getattr(widget, "text", str)() or widget.objectName().startswith("qt_")
    )


KEYS = [
    Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace,
    Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Delete,
]  # fmt: skip
LETTERS = "aăđêôơưẦ9/.-@ "


@pytest.mark.parametrize("seed", range(4))
def test_random_hands_break_nothing(
    page: ScrollPage, light: QApplication, said: Said, no_threads: None, seed: int
) -> None:
    hand = random.Random(seed)
    for _ in range(250):
        popup = QApplication.activePopupWidget()
        widget = popup or QApplication.focusWidget() or hand.choice(reachable(page))
        if hand.random() < 0.5:
            type_text(widget, hand.choice(LETTERS))
        elif hand.random() < 0.1:
            apply_theme(light, hand.choice(["light", "dark"]), hand.choice([8, 10, 15, 20]))  # type: ignore[arg-type]
        else:
            press(widget, hand.choice(KEYS))
    form = page.findChild(FieldForm)
    assert set(form.values()) == {field.key for field in FIELDS}
    page.grab()
