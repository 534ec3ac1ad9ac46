"""Asking the register in words and keeping lists, through the page; what counts is what is listed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from conftest import add_people
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.people.gui import people_list
from desktop.people.gui.people_page import PeoplePage
from desktop.people.gui.question_bar import QuestionBar
from desktop.people.gui.search_help import SearchHelp
from desktop.people.lists.columns import USUAL
from desktop.people.lists.gui.columns_dialog import ColumnsDialog
from desktop.people.lists.gui.print_dialog import PrintDialog
from desktop.people.lists.queries import saved_lists
from desktop.widgets import jobs_qt
from desktop.widgets.form_dialog import FormDialog
from people.gui.hands import CTRL, click, enter, names, shown, strike, write
from widgets.doors import ChosenFiles, Said, press

ANH, DAO, HOA = "Lê Văn Ánh", "Nguyễn Thị Đào", "Trần Minh Hòa"


def ask(page: PeoplePage, typed: str) -> None:
    """Ask by keyboard: Ctrl+F, the text, Enter."""
    page.table.setFocus()
    strike(Qt.Key.Key_F, CTRL)
    write(typed)
    enter()


def chips(page: PeoplePage) -> list[str]:
    return page.understood.chips()


def chip(page: PeoplePage, text: str) -> QPushButton:
    shown_now = (one for one in page.understood.findChildren(QPushButton) if not one.isHidden())
    return next(one for one in shown_now if one.text().startswith(text))


def entry(page: PeoplePage, text: str) -> QAction:
    """Return a line of the menu of lists, as it stands when opened."""
    page.lists.fill()
    return next(one for one in page.lists.menu().actions() if one.text().startswith(text))


def heads(page: PeoplePage) -> list[str]:
    model = page.table.model()
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def test_a_question_lists_who_fits_and_is_shown_back(page: PeoplePage) -> None:
    ask(page, "nu tien si linh vuc:y")
    assert names(page) == [DAO]
    assert chips(page) == [
        "Giới tính: Nữ  ✕", "Trình độ cao nhất: Tiến sĩ  ✕", "Lĩnh vực hoạt động: Y tế  ✕",
    ]  # fmt: skip


def test_a_condition_is_taken_away_by_its_chip(page: PeoplePage) -> None:
    ask(page, "nam -nghỉ hưu")
    assert names(page) == [HOA]
    click(chip(page, "Trừ Tình trạng"))
    assert page.search.text() == "nam"
    ask(page, "giới tính:nam -nghỉ hưu")
    click(chip(page, "Trừ Tình trạng"))
    assert names(page) == [ANH, HOA]
    assert page.search.text() == "giới tính:nam"


def test_a_name_that_means_something_else_is_offered(peopled: Office, page: PeoplePage) -> None:
    add_people(peopled, {"full_name": "Phạm Văn Nam (hư cấu)"})
    ask(page, "nam")
    assert names(page) == ["Phạm Văn Nam (hư cấu)"]
    click(chip(page, "Ý là “Giới tính: Nam”?"))
    assert names(page) == [ANH, HOA]
    assert chips(page) == ["Giới tính: Nam  ✕"]


def test_a_doubtful_word_that_names_nobody_is_a_condition_at_once(page: PeoplePage) -> None:
    ask(page, "nam")
    assert names(page) == [ANH, HOA]
    assert chips(page) == ["Giới tính: Nam  ✕"]


def test_nu_alone_are_the_women_and_the_name_is_offered(peopled: Office, page: PeoplePage) -> None:
    add_people(peopled, {"full_name": "Tôn Nữ Mẫu", "sex": "nam"})
    ask(page, "nữ")
    assert names(page) == [DAO]
    click(chip(page, "Ý là họ tên có “nữ”?"))
    assert names(page) == ["Tôn Nữ Mẫu"]


def test_a_year_alone_is_that_of_birth_and_the_number_is_offered(peopled: Office, page: PeoplePage) -> None:
    add_people(peopled, {"full_name": "Phạm Số", "phone": "0912001975"})
    ask(page, "1975")
    assert names(page) == [ANH]
    click(chip(page, "Ý là số có “1975”?"))
    assert names(page) == ["Phạm Số"]


def test_what_is_not_understood_is_said_and_the_rest_is_asked(page: PeoplePage) -> None:
    ask(page, "giới tính:nữ tuổi<abc")
    assert names(page) == [DAO]
    assert any("không phải số tuổi" in one.text() for one in page.understood.findChildren(QLabel))


def test_without_conditions_the_row_of_chips_takes_no_room(page: PeoplePage) -> None:
    ask(page, "đào")
    assert page.understood.isHidden()
    ask(page, "tiến sĩ")
    assert page.understood.isVisible()


def test_the_register_of_a_day_is_chosen_in_the_menu(page: PeoplePage) -> None:
    ask(page, "tiến sĩ")
    page.ask_day()
    (dialog,) = page.findChildren(FormDialog)
    dialog.form.set_values({"on": "2026-06-30"})
    dialog.form.submitted.emit()
    assert page.search.text() == "tiến sĩ tính đến:30/06/2026"
    assert names(page) == [DAO]
    assert chips(page)[-1] == "Tính đến ngày 30/06/2026  ✕"
    click(chip(page, "Tính đến ngày"))
    assert page.search.text() == "tiến sĩ"


def test_the_help_is_opened_by_its_key(page: PeoplePage) -> None:
    page.search.setFocus()
    strike(Qt.Key.Key_F1)
    (told,) = page.findChildren(SearchHelp)
    assert any("ngoặc kép" in one.text() for one in told.findChildren(QLabel))


def test_a_list_is_saved_chosen_and_seen_to_have_changed(page: PeoplePage) -> None:
    ask(page, "giới tính:nam")
    page.table.horizontalHeader().sectionClicked.emit(1)
    page.table.horizontalHeader().sectionClicked.emit(1)
    save_as(page, "Nam giới")
    assert page.lists.text() == "Danh sách: Nam giới"
    entry(page, "Tất cả hồ sơ").trigger()
    assert names(page) == [ANH, DAO, HOA]
    entry(page, "Nam giới").trigger()
    assert names(page) == [HOA, ANH]
    ask(page, "nữ tiến sĩ")
    assert page.lists.text() == "Danh sách: Nam giới (đã đổi)"
    entry(page, "Lưu thay đổi vào “Nam giới”").trigger()
    assert page.lists.text() == "Danh sách: Nam giới"
    with page.office.read() as session:
        assert [one.shape.question for one in saved_lists(session)] == [
            'giới tính:"nu" trình độ cao nhất:"TS"'
        ]


def save_as(page: PeoplePage, name: str) -> FormDialog:
    entry(page, "Lưu thành danh sách mới…").trigger()
    dialog = page.window().findChildren(FormDialog)[-1]
    dialog.form.set_values({"name": name})
    dialog.form.submitted.emit()
    return dialog


def test_filters_are_saved_as_conditions(page: PeoplePage) -> None:
    click(page.filter_button)
    box = page.filters.boxes["degree"]
    box.set_code("TS")
    box.activated.emit(box.currentIndex())
    save_as(page, "Tiến sĩ")
    entry(page, "Tiến sĩ").trigger()
    assert page.search.text() == 'trình độ cao nhất:"TS"'
    assert page.filters.isHidden()
    assert names(page) == [DAO]


def test_a_list_about_personal_data_cannot_be_chosen_by_who_may_not_see_it(page: PeoplePage) -> None:
    ask(page, "dân tộc:kinh")
    save_as(page, "Riêng")
    assert entry(page, "Riêng").isEnabled()
    page.office.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    hidden = entry(page, "Riêng")
    assert (hidden.isEnabled(), hidden.text()) == (False, "Riêng (cần quyền xem dữ liệu cá nhân)")


def test_a_list_is_renamed_and_removed(page: PeoplePage, said: Said) -> None:
    save_as(page, "Cũ")
    entry(page, "Đổi tên “Cũ”…").trigger()
    dialog = page.window().findChildren(FormDialog)[-1]
    dialog.form.set_values({"name": "Mới"})
    dialog.form.submitted.emit()
    assert page.lists.text() == "Danh sách: Mới"
    said.will_answer(True)
    entry(page, "Xóa danh sách “Mới”…").trigger()
    assert "vẫn còn trong sổ" in said.texts[0]
    assert page.lists.text() == "Danh sách: Tất cả hồ sơ"
    with page.office.read() as session:
        assert saved_lists(session) == []


def test_a_name_that_is_taken_is_refused_in_place(page: PeoplePage) -> None:
    save_as(page, "Nam giới")
    dialog = save_as(page, "nam gioi")
    assert dialog.isVisible()
    assert "Đã có danh sách" in dialog.form.problem_text("name")


def test_columns_are_chosen_and_moved(page: PeoplePage) -> None:
    page.ask_columns()
    (dialog,) = page.findChildren(ColumnsDialog)
    assert dialog.columns() == USUAL
    dialog.list.setCurrentRow(1)
    click(dialog.up)
    assert dialog.columns()[:2] == ("birth", "full_name")
    dialog.list.setCurrentRow(2)
    press(dialog.list, Qt.Key.Key_Space)
    dialog.accept()
    assert heads(page)[:3] == ["Ngày sinh", "Họ và tên", "Trình độ"]
    assert page.table.model().index(0, 1).data() == ANH


def test_a_list_without_columns_is_refused(page: PeoplePage, said: Said) -> None:
    page.ask_columns()
    (dialog,) = page.findChildren(ColumnsDialog)
    for row in range(len(USUAL)):
        dialog.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.accept()
    assert "ít nhất một cột" in said.texts[0]
    assert dialog.isVisible()


def test_what_is_listed_is_exported_with_its_columns(
    page: PeoplePage, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    ask(page, "giới tính:nam")
    page.people.show_columns(("full_name", "birth"))
    chosen_files.will_choose(tmp_path / "a.xlsx")
    strike(Qt.Key.Key_E, CTRL)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["STT", "Họ và tên", "Ngày sinh"], [1, ANH, "1975"], [2, HOA, "07/1990"],
    ]  # fmt: skip
    assert "Đã xuất 2 hồ sơ" in said.texts[-1]


def test_a_list_is_looked_at_before_it_is_printed(
    page: PeoplePage, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    ask(page, "giới tính:nam")
    strike(Qt.Key.Key_P, CTRL)
    (dialog,) = page.findChildren(PrintDialog)
    assert dialog.preview.page_count() == 1
    chosen_files.will_choose(tmp_path / "a.pdf")
    dialog.ask_save()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.fixture
def looking(peopled: Office, dressed: QApplication, qtbot: QtBot, no_threads: None) -> Iterator[PeoplePage]:
    """The page of somebody who may only look."""
    viewer = replace(peopled, actor=Actor("xem", "Người Xem (hư cấu)", Role.VIEWER))
    yield from shown(PeoplePage(viewer), qtbot)


def test_who_may_only_look_chooses_lists_but_keeps_none(looking: PeoplePage) -> None:
    looking.lists.fill()
    assert [one.text() for one in looking.lists.menu().actions()] == ["Tất cả hồ sơ", "", "Chọn cột…"]


def test_who_may_not_see_a_field_is_told_and_nobody_is_listed(looking: PeoplePage) -> None:
    ask(looking, "có:điện thoại")
    assert names(looking) == []
    assert "không được xem “Điện thoại”" in looking.count.text()


def test_an_overtaken_question_is_dropped(page: PeoplePage, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(jobs_qt, "start", waiting.append)
    ask(page, "đào")
    ask(page, "hòa")
    for work in waiting:
        work()
    assert names(page) == [HOA]


def test_a_long_list_shows_its_first_page_before_it_is_counted(
    page: PeoplePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_list, "PAGE", 2)
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(jobs_qt, "start", waiting.append)
    ask(page, "")
    page.refresh()
    waiting.pop()()
    assert page.count.text() == "Đang đếm…"
    waiting.pop()()
    assert (names(page), page.count.text()) == ([ANH, DAO, HOA], "3 hồ sơ")


def test_the_bar_of_chips_can_be_reached_by_keyboard_and_is_named(page: PeoplePage) -> None:
    ask(page, "nữ tiến sĩ")
    bar = page.findChild(QuestionBar)
    assert isinstance(bar, QuestionBar)
    assert [one.accessibleName() for one in bar.findChildren(QPushButton) if one.isVisible()] == [
        "Bỏ điều kiện Giới tính: Nữ",
        "Bỏ điều kiện Trình độ cao nhất: Tiến sĩ",
    ]
