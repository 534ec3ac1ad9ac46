"""Importing a list through the windows: looked at first, taken over as one act, taken back as one."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.excel.legacy import Encoding
from desktop.journal.queries import list_acts
from desktop.people.actions import update_person
from desktop.people.gui.people_page import PeoplePage
from desktop.people.importing.gui.import_dialog import ImportDialog
from desktop.people.queries import PersonRow, ids_in_order, rows_by_ids
from people.gui.hands import click, names
from people.importing.messy import in_old_font
from widgets.doors import ChosenFiles, Said

ANH, DAO, HOA, NEW = "Lê Văn Ánh", "Nguyễn Thị Đào", "Trần Minh Hòa", "Phạm Thị Mẫu"
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Trình độ", "Đơn vị công tác")
LISTED = (
    (1, DAO, "12/03/1980", "Nữ", "075180000012", "Tiến sĩ", "Viện Mẫu"),
    (2, ANH, "1975", "Nam", "075075000034", "Đại học", "Trường Mẫu"),
    (3, NEW, "01/02/1988", "Nữ", "075188000056", "Thạc sĩ", "Trường Mẫu"),
    (4, "Vũ Văn Sai", "31/02/1985", "Nam", "", "Thạc sĩ", "Trường Mẫu"),
)
"""One changed, one the same, one new, one wrong."""


def write_list(path: Path, rows: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS) -> Path:
    book = openpyxl.Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    book.save(path)
    return path


def open_list(page: PeoplePage, chosen_files: ChosenFiles, path: Path) -> ImportDialog:
    """Press the button, choose the file, look at the preview."""
    chosen_files.will_choose(path)
    page.ask_import()
    dialog = page.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    return dialog


@pytest.fixture
def dialog(page: PeoplePage, chosen_files: ChosenFiles, tmp_path: Path) -> ImportDialog:
    """The preview of `LISTED`."""
    return open_list(page, chosen_files, write_list(tmp_path / "danh sach.xlsx", LISTED))


def stored(office: Office) -> dict[str, PersonRow]:
    with office.read() as session:
        return {row.values["full_name"]: row for row in rows_by_ids(session, ids_in_order(session))}


def acts(office: Office) -> list[str]:
    with office.read() as session:
        return [act.uid for act in list_acts(session)]


def cells(dialog: ImportDialog) -> list[tuple[str, ...]]:
    """Return the rows of the preview as they stand on the screen."""
    model = dialog.table.model()
    columns = range(model.columnCount())
    return [tuple(model.index(row, c).data() for c in columns) for row in range(model.rowCount())]


def tabs(dialog: ImportDialog) -> list[str]:
    return [dialog.which.tabText(tab) for tab in range(dialog.which.count())]


def test_the_preview_counts_and_writes_nothing(dialog: ImportDialog, page: PeoplePage) -> None:
    assert tabs(dialog) == ["Mọi dòng: 4", "Mới: 1", "Thay đổi: 1", "Giữ nguyên: 1", "Sai: 1", "Có lưu ý: 0"]
    assert dialog.apply_button.text() == "Nhập 2 hồ sơ"
    assert names(page) == [ANH, DAO, HOA]
    assert stored(page.office)[DAO].values["workplace"] == "Bệnh viện Mẫu"


def test_the_preview_tells_what_becomes_of_each_row(dialog: ImportDialog) -> None:
    *good, wrong = cells(dialog)
    assert good == [
        ("2", "Thay đổi", DAO, "Nơi công tác: Bệnh viện Mẫu → Viện Mẫu"),
        ("3", "Giữ nguyên", ANH, ""),
        ("4", "Mới", NEW, "01/02/1988 · Thạc sĩ · Trường Mẫu"),
    ]
    assert wrong[:3] == ("5", "Sai", "Vũ Văn Sai")
    assert wrong[3].startswith("Ngày sinh: ")


def test_a_tab_lists_only_its_rows(dialog: ImportDialog) -> None:
    dialog.which.setCurrentIndex(4)
    assert [row[2] for row in cells(dialog)] == ["Vũ Văn Sai"]


def test_the_chosen_row_is_written_out_under_the_table(dialog: ImportDialog) -> None:
    dialog.table.selectRow(0)
    assert dialog.detail.text() == f"{DAO}\nNơi công tác: Bệnh viện Mẫu → Viện Mẫu"


def test_an_import_is_one_act_and_is_taken_back_as_one(
    dialog: ImportDialog, page: PeoplePage, said: Said
) -> None:
    before = acts(page.office)
    click(dialog.apply_button)
    assert names(page) == [ANH, DAO, HOA, NEW]
    assert stored(page.office)[DAO].values["workplace"] == "Viện Mẫu"
    assert not dialog.isVisible()
    assert "2 hồ sơ: 1 mới, 1 thay đổi" in said.texts[-1]
    assert "Nhật ký" in said.texts[-1]
    (act,) = (uid for uid in acts(page.office) if uid not in before)
    with page.office.write() as session:
        undo(session, act)
    assert names(page) == [ANH, DAO, HOA]
    assert stored(page.office)[DAO].values["workplace"] == "Bệnh viện Mẫu"


def test_closing_the_preview_changes_nothing(dialog: ImportDialog, page: PeoplePage) -> None:
    before = acts(page.office)
    dialog.reject()
    assert acts(page.office) == before


def test_a_register_changed_meanwhile_is_looked_at_anew(
    dialog: ImportDialog, page: PeoplePage, said: Said
) -> None:
    with page.office.write() as session:
        update_person(session, stored(page.office)[DAO].uid, {"workplace": "Viện Mẫu"})
    click(dialog.apply_button)
    assert "xem trước lại" in said.texts[-1]
    assert tabs(dialog)[2:4] == ["Thay đổi: 0", "Giữ nguyên: 2"]
    assert NEW not in names(page)


def test_an_old_encoding_is_asked_for_then_read_as_told(
    page: PeoplePage, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    names = ("Ân", "Bình", "Chính", "Dũng", "Hường")
    rows = [
        (at, in_old_font(f"Nguyễn Văn {n}", Encoding.TCVN3), "1980", "Th¹c sÜ") for at, n in enumerate(names)
    ]
    path = write_list(tmp_path / "cu.xlsx", rows, ("STT", "Họ và tên", "Năm sinh", "Trình độ"))
    dialog = open_list(page, chosen_files, path)
    assert "phông cũ TCVN3" in dialog.mapping.banner.text()
    assert dialog.pages.currentWidget() is dialog.mapping
    dialog.encoding.set_code("tcvn3")
    dialog.encoding.activated.emit(dialog.encoding.currentIndex())
    assert cells(dialog)[0][2] == "Nguyễn Văn Ân"
    assert dialog.apply_button.text() == "Nhập 5 hồ sơ"


def test_zeros_that_excel_took_away_are_added_only_when_asked(
    page: PeoplePage, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    rows = [(1, NEW, "01/02/1988", "Nữ", 75188000056, "Thạc sĩ", "")]
    dialog = open_list(page, chosen_files, write_list(tmp_path / "so.xlsx", rows))
    assert cells(dialog)[0][1] == "Sai"
    dialog.zeros.click()
    assert cells(dialog)[0][1] == "Mới"
    assert tabs(dialog)[-1] == "Có lưu ý: 1"
    click(dialog.apply_button)
    assert stored(page.office)[NEW].values["id_number"] == "075188000056"


def test_a_file_without_a_list_asks_what_its_columns_mean(
    page: PeoplePage, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    dialog = open_list(page, chosen_files, write_list(tmp_path / "khac.xlsx", [("một", "hai")], ("a", "b")))
    assert "Không thấy dòng tiêu đề" in dialog.mapping.banner.text()
    assert "Họ và tên" in dialog.mapping.banner.text()
    assert not dialog.preview_button.isEnabled()


def test_what_was_not_used_of_the_file_is_said(
    page: PeoplePage, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    rows = [(*LISTED[2], "xanh"), ("", "Tổng cộng: 1 người")]
    dialog = open_list(page, chosen_files, write_list(tmp_path / "a.xlsx", rows, (*HEADINGS, "Màu áo")))
    assert "Không dùng cột “Màu áo”" in dialog.banner.text()
    assert "Bỏ qua 1 dòng" in dialog.banner.text()


def test_the_errors_are_written_beside_the_rows(
    dialog: ImportDialog, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    out = tmp_path / "loi.xlsx"
    chosen_files.will_choose(out)
    click(dialog.errors_button)
    rows = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))
    assert rows[0][-1] == "Lỗi"
    assert [row[1] for row in rows if row[-1] and row[-1] != "Lỗi"] == ["Vũ Văn Sai"]
    assert "loi.xlsx" in said.texts[-1]


def test_what_is_found_is_exported_and_nothing_else(
    page: PeoplePage, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    page.search.setText("dao")
    page.search.searched.emit("dao")
    out = tmp_path / "xuat.xlsx"
    chosen_files.will_choose(out)
    page.ask_export()
    rows = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))
    assert [row[1] for row in rows] == ["Họ và tên", DAO]
    assert "Đã xuất 1 hồ sơ" in said.texts[-1]
    assert "không được mã hóa" in said.texts[-1]


def test_everything_in_the_preview_has_a_name(dialog: ImportDialog) -> None:
    for one in (dialog.table, dialog.which, dialog.encoding):
        assert one.accessibleName()
    assert any("danh sach.xlsx" in label.text() for label in dialog.findChildren(QLabel))


def test_the_errors_are_not_written_over_the_list_itself(
    dialog: ImportDialog, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    source = tmp_path / "danh sach.xlsx"
    before = source.read_bytes()
    chosen_files.will_choose(tmp_path / "x" / ".." / "danh sach.xlsx")
    click(dialog.errors_button)
    assert "không ghi đè" in said.texts[-1]
    assert source.read_bytes() == before
