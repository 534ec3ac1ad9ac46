"""What the columns mean: shown, corrected by keyboard, remembered by source, forgotten; pasted lists."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from desktop.excel.legacy import Encoding
from desktop.people.gui.people_page import PeoplePage
from desktop.people.importing.gui.import_dialog import ImportDialog
from people.gui.hands import click, enter, strike, write
from people.importing.gui.test_import_dialog import acts, cells, open_list, stored, write_list
from people.importing.messy import in_old_font
from widgets.doors import ChosenFiles, Said

HEADINGS = ("STT", "Họ và tên", "Năm sinh", "Học vị", "Chỗ làm")
ROWS = (
    (1, "Phạm Thị Mẫu", "1988", "Thạc sĩ", "Trường Mẫu"),
    (2, "Vũ Văn Thử", "1979", "Tiến sĩ", "Viện Mẫu"),
)


@pytest.fixture
def dialog(page: PeoplePage, chosen_files: ChosenFiles, tmp_path: Path) -> ImportDialog:
    """A list with a column that the program does not know, its columns shown."""
    dialog = open_list(page, chosen_files, write_list(tmp_path / "danh sach.xlsx", ROWS, HEADINGS))
    click(dialog.mapping_button)
    return dialog


def set_meaning(dialog: ImportDialog, column: int, words: str) -> None:
    """Go to a column and type what it means."""
    box = dialog.mapping.box(column)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    box.selectAll()
    write(words)
    enter()
    strike(Qt.Key.Key_Tab)


def shown(dialog: ImportDialog) -> list[tuple[str, ...]]:
    """Return letter, heading and values of each column as they stand on the page."""
    grid, rows = dialog.mapping.grid, []
    for row in range(1, grid.rowCount()):
        items = [grid.itemAtPosition(row, column) for column in range(3)]
        labels = [item.widget() for item in items if item]
        if len(labels) == 3:
            rows.append(tuple(label.text() for label in labels if isinstance(label, QLabel)))
    return rows


def paste(page: PeoplePage, rows: Sequence[Sequence[str]]) -> ImportDialog:
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
    page.ask_paste()
    dialog = page.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    return dialog


def test_every_column_shows_its_heading_and_first_values(dialog: ImportDialog) -> None:
    assert shown(dialog) == [
        ("A", "STT", "1 · 2"),
        ("B", "Họ và tên", "Phạm Thị Mẫu · Vũ Văn Thử"),
        ("C", "Năm sinh", "1988 · 1979"),
        ("D", "Học vị", "Thạc sĩ · Tiến sĩ"),
        ("E", "Chỗ làm", "Trường Mẫu · Viện Mẫu"),
    ]
    assert [dialog.mapping.box(c).text() for c in range(5)] == [
        "Số thứ tự", "Họ và tên", "Ngày sinh", "Trình độ cao nhất", "Không dùng",
    ]  # fmt: skip


def test_a_meaning_is_corrected_by_keyboard_and_the_preview_follows(
    dialog: ImportDialog, page: PeoplePage
) -> None:
    set_meaning(dialog, 4, "noi cong tac")
    click(dialog.preview_button)
    assert cells(dialog)[0][3] == "1988 · Thạc sĩ · Trường Mẫu"
    click(dialog.apply_button)
    assert stored(page.office)["Phạm Thị Mẫu"].values["workplace"] == "Trường Mẫu"


def test_a_correction_is_remembered_for_the_next_list_of_the_source(
    dialog: ImportDialog, page: PeoplePage, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    set_meaning(dialog, 4, "noi cong tac")
    click(dialog.preview_button)
    dialog.reject()
    dialog.deleteLater()
    dialog.setParent(None)
    later = [(1, "Hồ Thị Sau", "1990", "Đại học", "Sở Mẫu")]
    again = open_list(page, chosen_files, write_list(tmp_path / "thang sau.xlsx", later, HEADINGS))
    assert "Đã dùng cách hiểu cột của lần nhập trước" in again.banner.text()
    assert cells(again)[0][3] == "1990 · Đại học · Sở Mẫu"
    click(again.mapping_button)
    click(again.forget_button)
    assert "lần nhập trước" not in again.banner.text()
    assert "Không dùng cột “Chỗ làm”" in again.banner.text()


def test_what_is_not_to_be_remembered_is_not(dialog: ImportDialog, page: PeoplePage) -> None:
    before = acts(page.office)
    dialog.mapping.remember.setChecked(False)
    set_meaning(dialog, 4, "noi cong tac")
    click(dialog.preview_button)
    assert acts(page.office) == before
    assert "Trường Mẫu" in cells(dialog)[0][3]


def test_looking_at_the_columns_alone_teaches_nothing(dialog: ImportDialog, page: PeoplePage) -> None:
    before = acts(page.office)
    click(dialog.preview_button)
    assert acts(page.office) == before


def test_without_a_name_there_is_no_preview(dialog: ImportDialog) -> None:
    set_meaning(dialog, 1, "khong dung")
    assert "Chưa có cột nào là “Họ và tên”" in dialog.mapping.banner.text()
    assert not dialog.preview_button.isEnabled()
    set_meaning(dialog, 1, "ho va ten")
    assert dialog.preview_button.isEnabled()


def test_two_columns_of_one_meaning_are_said(dialog: ImportDialog) -> None:
    set_meaning(dialog, 4, "ngay sinh")
    assert "Có hai cột “Ngày sinh”" in dialog.mapping.banner.text()


def test_headings_in_a_strange_row_are_shown_to_the_program(
    page: PeoplePage, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    rows = [("Quý danh", "Ra đời", "Bằng"), ("Phạm Thị Mẫu", "1988", "Thạc sĩ"), ("Vũ Văn Thử", "1979", "TS")]
    path = write_list(tmp_path / "la.xlsx", rows, ("Danh sách lạ (hư cấu)",))
    dialog = open_list(page, chosen_files, path)
    assert dialog.pages.currentWidget() is dialog.mapping
    dialog.mapping.first_row.setValue(2)
    QApplication.processEvents()
    for column, meaning in enumerate(("ho va ten", "ngay sinh", "trinh do cao nhat")):
        set_meaning(dialog, column, meaning)
    click(dialog.preview_button)
    assert [row[2] for row in cells(dialog)] == ["Phạm Thị Mẫu", "Vũ Văn Thử"]


def test_a_column_in_an_old_encoding_is_shown_before_and_after(
    page: PeoplePage, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    works = [in_old_font(text, Encoding.TCVN3) for text in ("Trường Tiểu học Mẫu", "Bệnh viện Mẫu")]
    rows = [(1, "Phạm Thị Mẫu", "1988", "Thạc sĩ", works[0]), (2, "Vũ Văn Thử", "1979", "TS", works[1])]
    path = write_list(tmp_path / "cu.xlsx", rows, (*HEADINGS[:4], "Nơi công tác"))
    dialog = open_list(page, chosen_files, path)
    assert "“Nơi công tác” có vẻ gõ bằng phông cũ TCVN3" in dialog.banner.text()
    click(dialog.mapping_button)
    choice = dialog.mapping.encoding(4)
    choice.set_code("tcvn3")
    choice.activated.emit(choice.currentIndex())
    assert "TiÓu häc MÉu → Trường Tiểu học Mẫu" in shown(dialog)[4][2]
    click(dialog.preview_button)
    assert cells(dialog)[0][3] == "1988 · Thạc sĩ · Trường Tiểu học Mẫu"


def test_what_was_copied_is_pasted_with_its_headings(page: PeoplePage) -> None:
    dialog = paste(page, [HEADINGS, *([str(one) for one in row] for row in ROWS)])
    assert [row[1:3] for row in cells(dialog)] == [("Mới", "Phạm Thị Mẫu"), ("Mới", "Vũ Văn Thử")]
    click(dialog.apply_button)
    assert "Vũ Văn Thử" in stored(page.office)


def test_a_paste_without_headings_asks_and_remembers(page: PeoplePage) -> None:
    copied = [[str(one) for one in row] for row in ROWS]
    dialog = paste(page, copied)
    assert dialog.pages.currentWidget() is dialog.mapping
    assert dialog.mapping.box(1).text() == "Họ và tên"
    set_meaning(dialog, 4, "noi cong tac")
    click(dialog.preview_button)
    assert cells(dialog)[0][3] == "1988 · Thạc sĩ · Trường Mẫu"
    dialog.reject()
    dialog.setParent(None)
    again = paste(page, [["1", "Hồ Thị Sau", "1990", "Đại học", "Sở Mẫu"]])
    assert cells(again)[0][3] == "1990 · Đại học · Sở Mẫu"
    assert "lần nhập trước" in again.banner.text()


def test_an_empty_clipboard_says_what_to_do(page: PeoplePage, said: Said) -> None:
    QGuiApplication.clipboard().setText("")
    page.ask_paste()
    assert "Ctrl+C" in said.texts[-1]
    assert page.findChild(ImportDialog) is None


def test_everything_on_the_page_has_a_name(dialog: ImportDialog) -> None:
    mapping = dialog.mapping
    named = (
        mapping.sheet,
        mapping.first_row,
        mapping.row_count,
        mapping.area,
        mapping.box(0),
        mapping.encoding(1),
    )
    assert all(one.accessibleName() for one in named)
