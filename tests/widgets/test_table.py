"""The table of many rows."""

import sys
import threading
from array import array
from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.widgets.row_model import PAGE_ROWS, PAGES_KEPT, RowModel
from desktop.widgets.table import COPY_LIMIT, RESTORE_LIMIT, RowTable, TableColumn
from desktop.widgets.theme import apply_theme
from desktop.widgets.tokens import LIGHT, Tone
from widgets.doors import Said, press

COLUMNS = (
    TableColumn("code", "Mã hồ sơ", 12),
    TableColumn("name", "Họ và tên", 24),
    TableColumn("year", "Năm sinh", 8, "right"),
    TableColumn("state", "Tình trạng", 14, sortable=False, tones={"Quá hạn": Tone.BAD}),
)


class Register:
    """Rows as a database would give them; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, ids: Sequence[int]) -> list[tuple[object, ...]]:
        self.asked.append(list(ids))
        return [
            (f"TT{one:06d}", f"Người {one}", 1950 + one % 50, "Quá hạn" if one % 2 else None) for one in ids
        ]


@pytest.fixture
def register() -> Register:
    return Register()


@pytest.fixture
def table(qtbot: QtBot, register: Register) -> Iterator[RowTable]:
    made = RowTable(COLUMNS, register, "Danh sách trí thức")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    yield made
    made.close()


def cell(table: RowTable, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return table.model().index(row, column).data(role)


def select(table: RowTable, *rows: int) -> None:
    table.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for row in rows:
        table.selectionModel().select(table.model().index(row, 0), flags.Select | flags.Rows)


def test_only_what_is_in_sight_is_fetched(table: RowTable, register: Register) -> None:
    table.set_ids(range(100_000))
    table.grab()
    assert register.asked == [list(range(PAGE_ROWS))]
    table.scrollToBottom()
    table.grab()
    assert register.asked[1:] == [list(range(100_000 - PAGE_ROWS, 100_000))]


def test_a_page_that_is_still_known_is_not_fetched_again(table: RowTable, register: Register) -> None:
    table.set_ids(range(1_000))
    for row in (0, 300, 0, 301, 199):
        cell(table, row, 0)
    assert len(register.asked) == 2


def test_pages_long_unseen_are_forgotten(register: Register) -> None:
    model = RowModel(COLUMNS, register)
    model.set_ids(range(PAGE_ROWS * (PAGES_KEPT + 5)))
    model.row_texts(0)
    for page in range(1, PAGES_KEPT):
        model.row_texts(page * PAGE_ROWS)
    model.row_texts(0)
    model.row_texts(PAGES_KEPT * PAGE_ROWS)
    asked = len(register.asked)
    model.row_texts(0)
    assert len(register.asked) == asked
    model.row_texts(PAGE_ROWS)
    assert len(register.asked) == asked + 1
    assert len(model._pages) == PAGES_KEPT


def test_a_million_rows_can_be_walked_end_to_end(table: RowTable, register: Register) -> None:
    table.set_ids(array("q", range(1_000_000)))
    assert table.model().rowCount() == 1_000_000
    table.select_id(999_999)
    table.grab()
    assert cell(table, 999_999, 0) == "TT999999"
    assert table.selected_ids() == [999_999]
    table.selectAll()
    assert table.selected_count() == 1_000_000
    assert sum(len(ids) for ids in register.asked) < 1_500


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        ((1, "An", date(2026, 3, 5), None), ("1", "An", "05/03/2026", "")),
        ({"state": "Tốt", "name": "An", "code": "TT1", "year": 1980}, ("TT1", "An", "1980", "Tốt")),
        (None, ("", "", "", "")),
    ],
)
def test_rows_may_be_tuples_or_mappings_or_gone(row: object, texts: tuple[str, ...]) -> None:
    model = RowModel(COLUMNS, lambda ids: [row for _ in ids])  # type: ignore[misc]
    model.set_ids([7])
    assert model.row_texts(0) == texts


def failing_table(qtbot: QtBot, error: Exception) -> RowTable:
    def broken(ids: Sequence[int]) -> list[None]:
        raise error

    table = RowTable(COLUMNS, broken)
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.set_ids(range(50))
    table.grab()
    return table


def test_a_fetch_that_fails_is_told_once_and_not_for_every_cell(qtbot: QtBot, said: Said) -> None:
    table = failing_table(qtbot, UserError("Sổ đang được sao lưu; hãy thử lại sau."))
    qtbot.waitUntil(lambda: bool(said.messages))
    assert said.texts == ["Sổ đang được sao lưu; hãy thử lại sau."]
    assert cell(table, 0, 0) == ""


def test_a_bug_in_a_fetch_goes_to_the_hook(qtbot: QtBot, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: caught.append(error))
    table = failing_table(qtbot, ZeroDivisionError())
    qtbot.waitUntil(lambda: bool(caught))
    assert [type(error) for error in caught] == [ZeroDivisionError]
    assert (said.messages, table.ids()) == ([], range(50))


def test_a_fetch_that_gives_too_few_rows_is_a_bug(qtbot: QtBot) -> None:
    model = RowModel(COLUMNS, lambda ids: [])
    model.set_ids([1, 2])
    with qtbot.waitSignal(model.failed) as failure:
        model.row_texts(0)
    assert str(failure.args[0]) == "asked for 2 rows, got 0"


def test_the_selection_follows_the_ids_through_another_order(table: RowTable, qtbot: QtBot) -> None:
    table.set_ids(range(1_000))
    select(table, 5, 6, 7, 900)
    with qtbot.waitSignal(table.selection_changed):
        table.set_ids(range(999, -1, -1))
    assert table.selected_ids() == [900, 7, 6, 5]


def test_the_current_row_stays_current_and_in_sight(table: RowTable) -> None:
    table.set_ids(range(1_000))
    table.select_id(10)
    table.set_ids(range(999, -1, -1))
    assert table.current_id() == 10
    assert table.selected_ids() == [10]
    assert table.viewport().rect().intersects(table.visualRect(table.currentIndex()))


def test_an_unchanged_selection_is_not_told_again(table: RowTable, qtbot: QtBot) -> None:
    table.set_ids(range(10))
    table.select_id(3)
    with qtbot.assertNotEmitted(table.selection_changed):
        table.set_ids(range(20))
    assert table.selected_ids() == [3]


def test_rows_that_are_gone_are_no_longer_selected(table: RowTable) -> None:
    table.set_ids(range(10))
    select(table, 2, 3)
    table.set_ids([3, 4, 5])
    assert table.selected_ids() == [3]
    table.set_ids([])
    assert table.selected_ids() == []
    assert table.current_id() is None


def test_a_selection_of_very_many_rows_is_dropped(table: RowTable) -> None:
    table.set_ids(range(RESTORE_LIMIT + 1))
    table.selectAll()
    table.set_ids(range(RESTORE_LIMIT))
    assert table.selected_count() == 0


def test_a_heading_asks_for_an_order_and_for_its_reverse(table: RowTable) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_requested.connect(lambda key, descending: asked.append((key, descending)))
    for section in (1, 1, 2, 3):
        table.horizontalHeader().sectionClicked.emit(section)
    assert asked == [("name", False), ("name", True), ("year", False)]
    assert table.horizontalHeader().sortIndicatorSection() == 2


def test_enter_and_double_click_open_the_row(table: RowTable, qtbot: QtBot) -> None:
    opened: list[int] = []
    table.activated_id.connect(opened.append)
    table.set_ids([40, 41, 42])
    table.select_id(41)
    press(table, Qt.Key.Key_Return)
    place = table.visualRect(table.model().index(2, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert opened == [41, 42]


def test_selected_rows_are_copied_as_a_spreadsheet_takes_them(table: RowTable) -> None:
    table.set_ids(range(300))
    select(table, 250, 1)
    press(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert (
        QGuiApplication.clipboard().text() == "TT000001\tNgười 1\t1951\tQuá hạn\nTT000250\tNgười 250\t1950\t"
    )


def test_a_key_held_down_does_not_change_which_row_is_chosen(table: RowTable) -> None:
    table.set_ids(range(10))
    table.select_id(3)
    press(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    table.select_id(3)
    assert table.selected_ids() == [3]


def test_tabs_and_line_breaks_in_a_cell_do_not_break_the_copy(qtbot: QtBot) -> None:
    table = RowTable(COLUMNS, lambda ids: [("a\tb", "c\nd", 1, "e") for _ in ids])
    qtbot.addWidget(table)
    table.set_ids([1])
    table.selectAll()
    table.copy_selection()
    assert QGuiApplication.clipboard().text() == "a b\tc d\t1\te"


def test_too_many_rows_are_not_copied_but_told(table: RowTable, said: Said, register: Register) -> None:
    QGuiApplication.clipboard().setText("cũ")
    table.set_ids(range(COPY_LIMIT + 1))
    table.selectAll()
    register.asked.clear()
    table.copy_selection()
    assert said.texts == ["Chỉ chép được nhiều nhất 5.000 dòng một lần; hãy dùng chức năng Xuất."]
    assert QGuiApplication.clipboard().text() == "cũ"
    assert register.asked == []


def test_cells_stand_and_are_coloured_as_their_column_says(table: RowTable) -> None:
    table.set_ids([1, 2])
    assert cell(table, 0, 2, Qt.ItemDataRole.TextAlignmentRole) == int(
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    )
    assert cell(table, 0, 3, Qt.ItemDataRole.ForegroundRole).name() == LIGHT.bad  # type: ignore[attr-defined]
    assert cell(table, 1, 3, Qt.ItemDataRole.ForegroundRole) is None


def test_an_empty_table_says_how_to_fill_it(table: RowTable) -> None:
    blank = table.grab().toImage()
    table.set_empty_text("Chưa có hồ sơ nào; hãy nhập từ Excel.")
    assert table.grab().toImage() != blank


def test_a_refresh_fetches_again_what_is_in_sight(table: RowTable, register: Register) -> None:
    table.set_ids(range(1_000))
    table.grab()
    table.select_id(4)
    register.asked.clear()
    table.refresh()
    table.grab()
    assert register.asked == [list(range(PAGE_ROWS))]
    assert table.selected_ids() == [4]


def test_a_table_that_fetches_aside_paints_first_and_shows_the_rows_when_they_have_come(
    qtbot: QtBot, register: Register
) -> None:
    threads: list[int] = []

    def fetch(ids: Sequence[int]) -> list[tuple[object, ...]]:
        threads.append(threading.get_ident())
        return register(ids)

    table = RowTable(COLUMNS, fetch, aside=True)
    qtbot.addWidget(table)
    table.set_ids(range(1_000))
    blank = table.grab().toImage()
    qtbot.waitUntil(lambda: not table._asked)
    filled = table.grab().toImage()
    assert filled != blank
    assert register.asked == [list(range(PAGE_ROWS))]
    assert threading.get_ident() not in threads
    table.refresh()
    assert table.grab().toImage() == filled  # as last known, until the answer is there
    qtbot.waitUntil(lambda: len(register.asked) == 2)
    qtbot.waitUntil(lambda: not table._asked)


def test_first_rows_that_were_read_before_are_not_fetched_again(table: RowTable, register: Register) -> None:
    first = table.read_first(range(1_000))
    table.set_ids(range(1_000), first)
    table.grab()
    assert register.asked == [list(range(PAGE_ROWS))]
    assert cell(table, 1, 0) == "TT000001"


def test_first_rows_of_other_columns_are_dropped(table: RowTable, register: Register) -> None:
    first = table.read_first(range(10))
    table.set_columns(COLUMNS[::-1])
    table.set_ids(range(10), first)
    table.grab()
    assert len(register.asked) == 2


def test_an_unknown_id_cannot_be_selected(table: RowTable) -> None:
    table.set_ids([1, 2, 3])
    assert table.select_id(2)
    assert not table.select_id(9)
    assert table.selected_ids() == [2]


def test_rows_and_columns_grow_with_the_text(table: RowTable, light: QApplication) -> None:
    table.set_ids([1])
    height, width = table.rowHeight(0), table.columnWidth(1)
    apply_theme(light, "light", 20)
    assert 1.8 < table.rowHeight(0) / height < 2.2
    assert 1.7 < table.columnWidth(1) / width < 2.3
