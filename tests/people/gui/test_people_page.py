"""The page of the register, used through its widgets; what counts is the database and what was said."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import RIGHTS, Actor, Right, Role
from desktop.journal.queries import list_acts
from desktop.people.actions import remove_person, update_person
from desktop.people.gui.accept_dialog import AcceptDialog
from desktop.people.gui.history_dialog import HistoryDialog
from desktop.people.gui.people_page import PeoplePage
from desktop.people.gui.remove_dialog import RemoveDialog
from desktop.people.quality.models import AcceptedWarning
from desktop.people.queries import MASK, PersonRow, ids_in_order, rows_by_ids
from desktop.widgets.controls import ChoiceBox
from people.gui.hands import CTRL, change, choose, click, enter, go_to, names, shown, strike, write
from widgets.doors import ChosenFiles, Said, type_text

ANH, DAO, HOA = "Lê Văn Ánh", "Nguyễn Thị Đào", "Trần Minh Hòa"


def stored(office: Office) -> dict[str, PersonRow]:
    """Return all people of the register by their names."""
    with office.read() as session:
        return {row.values["full_name"]: row for row in rows_by_ids(session, ids_in_order(session))}


def acts(office: Office) -> int:
    with office.read() as session:
        return len(list_acts(session))


def test_the_list_shows_everybody_in_name_order(page: PeoplePage) -> None:
    assert names(page) == [ANH, DAO, HOA]
    assert page.count.text() == "3 hồ sơ"


def test_a_new_record_is_made_by_keyboard_only(page: PeoplePage) -> None:
    page.table.setFocus()
    strike(Qt.Key.Key_N, CTRL)
    write("đỗ quang mẫu")
    enter()
    write("5/3/1981")
    enter()
    write("nam")
    go_to(page, "id_number")
    write("075 081 000 345")
    go_to(page, "degree")
    write("tien si")
    enter()
    strike(Qt.Key.Key_Return, CTRL)
    values = stored(page.office)["Đỗ Quang Mẫu"].values
    assert (values["birth"], values["sex"], values["id_number"]) == ("1981-03-05", "nam", "075081000345")
    assert (values["degree"], values["status"]) == ("TS", "dang_lam")
    assert page.table.selected_ids() == [stored(page.office)["Đỗ Quang Mẫu"].id]
    assert not page.has_unsaved()


def test_a_wrong_id_number_is_shown_in_place_and_nothing_is_saved(page: PeoplePage) -> None:
    choose(page, DAO)
    before = acts(page.office)
    change(page, "id_number", "12345")
    strike(Qt.Key.Key_S, CTRL)
    assert "5 chữ số" in page.panel.form.problem_text("id_number")
    assert page.panel.save_button.text() == "Lưu"
    assert stored(page.office)[DAO].values["id_number"] == "075180000012"
    assert acts(page.office) == before


def test_the_number_of_another_record_is_refused_in_place(page: PeoplePage) -> None:
    page.ask_new()
    for key, text in (("full_name", "Lê Văn Hai"), ("birth", "1975"), ("sex", "nam"), ("degree", "dai hoc")):
        change(page, key, text)
    change(page, "id_number", "075075000034")
    click(page.panel.save_button)
    assert f"đã có trong sổ, của “{ANH}”" in page.panel.form.problem_text("id_number")
    assert "Lê Văn Hai" not in stored(page.office)


def test_a_warning_holds_saving_up_once(page: PeoplePage) -> None:
    choose(page, DAO)
    change(page, "phone", "123")
    click(page.panel.save_button)
    assert "10 chữ số" in page.panel.form.problem_text("phone")
    assert stored(page.office)[DAO].values["phone"] is None
    assert page.panel.save_button.text() == "Vẫn lưu"
    click(page.panel.save_button)
    accept(page, "Người khai xác nhận là đúng")
    assert stored(page.office)[DAO].values["phone"] == "123"
    assert page.panel.save_button.text() == "Lưu"


def accept(page: PeoplePage, reason: str) -> None:
    """Pick a usual reason for saving in spite of a warning."""
    dialog = page.findChild(AcceptDialog)
    assert isinstance(dialog, AcceptDialog)
    assert not dialog.agree_button.isEnabled()
    usual = dialog.findChild(ChoiceBox)
    assert isinstance(usual, ChoiceBox)
    usual.set_code(reason)
    click(dialog.agree_button)


def test_a_warning_is_accepted_with_its_reason_in_the_act_that_saves(page: PeoplePage) -> None:
    choose(page, DAO)
    change(page, "phone", "123")
    click(page.panel.save_button)
    click(page.panel.save_button)
    before = acts(page.office)
    accept(page, "Người khai xác nhận là đúng")
    assert acts(page.office) == before + 1
    with page.office.read() as session:
        accepted = session.execute(select(AcceptedWarning.field, AcceptedWarning.reason)).one()
    assert tuple(accepted) == ("phone", "Người khai xác nhận là đúng")


def test_typing_on_takes_back_the_consent_to_a_warning(page: PeoplePage) -> None:
    choose(page, DAO)
    change(page, "phone", "123")
    click(page.panel.save_button)
    change(page, "phone", "1234")
    assert page.panel.save_button.text() == "Lưu"
    click(page.panel.save_button)
    assert stored(page.office)[DAO].values["phone"] is None


def test_a_warning_that_stood_before_does_not_ask_again(page: PeoplePage) -> None:
    with page.office.write() as session:
        update_person(session, stored(page.office)[DAO].uid, {"phone": "123"})
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    click(page.panel.save_button)
    assert stored(page.office)[DAO].values["workplace"] == "Viện Mẫu"


def test_only_what_was_changed_is_written(page: PeoplePage) -> None:
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    with page.office.write() as session:
        update_person(session, stored(page.office)[DAO].uid, {"position": "Trưởng khoa"})
    click(page.panel.save_button)
    values = stored(page.office)[DAO].values
    assert (values["workplace"], values["position"]) == ("Viện Mẫu", "Trưởng khoa")


def test_the_user_may_stay_with_unsaved_changes(page: PeoplePage, said: Said) -> None:
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    said.will_answer(False)
    choose(page, HOA)
    assert said.texts == [f"Hồ sơ “{DAO}” có thay đổi chưa lưu. Bỏ các thay đổi này?"]
    assert page.panel.form.values()["workplace"] == "Viện Mẫu"
    assert page.table.selected_ids() == [stored(page.office)[DAO].id]


def test_the_user_may_drop_unsaved_changes(page: PeoplePage, said: Said) -> None:
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    said.will_answer(True)
    choose(page, HOA)
    assert page.panel.form.values()["full_name"] == HOA
    assert stored(page.office)[DAO].values["workplace"] == "Bệnh viện Mẫu"


def test_escape_puts_the_record_back_as_it_was(page: PeoplePage, said: Said) -> None:
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    said.will_answer(True)
    strike(Qt.Key.Key_Escape)
    assert page.panel.form.values()["workplace"] == "Bệnh viện Mẫu"
    assert not page.has_unsaved()


def test_giving_up_an_empty_new_record_asks_nothing(page: PeoplePage, said: Said) -> None:
    choose(page, DAO)
    page.ask_new()
    click(page.panel.cancel_button)
    assert said.texts == []
    assert page.panel.form.values()["full_name"] is None


def test_a_refresh_keeps_what_is_being_typed(page: PeoplePage) -> None:
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    page.refresh()
    assert page.panel.form.values()["workplace"] == "Viện Mẫu"


def test_a_record_changed_elsewhere_is_shown_anew(page: PeoplePage) -> None:
    choose(page, DAO)
    with page.office.write() as session:
        update_person(session, stored(page.office)[DAO].uid, {"workplace": "Viện Mẫu"})
    assert page.panel.form.values()["workplace"] == "Viện Mẫu"


def test_a_record_removed_elsewhere_leaves_the_panel(page: PeoplePage) -> None:
    choose(page, DAO)
    with page.office.write() as session:
        remove_person(session, stored(page.office)[DAO].uid, "thử")
    assert page.panel.uid == ""
    assert names(page) == [ANH, HOA]


@pytest.mark.parametrize("typed", ["nguyen thi dao", "đào", "075180000012", "benh vien mau"])
def test_searching_needs_no_accents(page: PeoplePage, typed: str) -> None:
    strike_search(page, typed)
    assert names(page) == [DAO]
    assert page.count.text() == "1 hồ sơ"


def strike_search(page: PeoplePage, typed: str) -> None:
    """Search by keyboard: Ctrl+F, the text, Enter."""
    page.table.setFocus()
    strike(Qt.Key.Key_F, CTRL)
    write(typed)
    enter()


def test_enter_goes_from_search_to_the_first_person_and_on_to_the_form(page: PeoplePage) -> None:
    strike_search(page, "hoa")
    assert page.panel.name == HOA
    enter()
    assert QApplication.focusWidget() is page.panel.form.editor("full_name")


def test_another_search_leaves_a_person_who_is_not_found(page: PeoplePage) -> None:
    choose(page, ANH)
    strike_search(page, "khong co ai")
    assert page.panel.uid == ""


def test_another_search_keeps_what_is_being_typed(page: PeoplePage) -> None:
    choose(page, ANH)
    change(page, "workplace", "Viện Mẫu")
    strike_search(page, "khong co ai")
    assert page.panel.name == ANH
    assert page.has_unsaved()


def test_a_saved_record_stays_in_sight_though_the_filter_leaves_it_out(page: PeoplePage) -> None:
    click(page.filter_button)
    filter_by(page, "degree", "TS")
    choose(page, DAO)
    change(page, "degree", "thac si")
    click(page.panel.save_button)
    assert names(page) == []
    assert page.panel.name == DAO


def test_escape_in_an_unchanged_record_goes_back_to_the_list(page: PeoplePage) -> None:
    choose(page, ANH)
    page.panel.focus_first()
    strike(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.table
    assert page.panel.name == ANH


def test_nobody_found_is_said_in_words(page: PeoplePage) -> None:
    strike_search(page, "khong co ai")
    assert names(page) == []
    assert page.count.text() == "0 hồ sơ"


def test_filters_narrow_the_list_and_closing_them_takes_them_away(page: PeoplePage) -> None:
    click(page.filter_button)
    filter_by(page, "work_field", "yte")
    assert names(page) == [DAO]
    filter_by(page, "work_field", "?")
    assert names(page) == [HOA]
    click(page.filter_button)
    assert names(page) == [ANH, DAO, HOA]


def filter_by(page: PeoplePage, key: str, code: str) -> None:
    """Choose a line of a filter as the user does."""
    box = page.filters.boxes[key]
    box.set_code(code)
    box.activated.emit(box.currentIndex())


def test_filters_narrow_what_was_found(page: PeoplePage) -> None:
    click(page.filter_button)
    filter_by(page, "status", "dang_lam")
    strike_search(page, "van")
    assert names(page) == []


def test_a_click_on_a_heading_sorts(page: PeoplePage) -> None:
    heads = page.table.horizontalHeader()
    heads.sectionClicked.emit(1)
    assert names(page) == [ANH, DAO, HOA]
    heads.sectionClicked.emit(1)
    assert names(page) == [HOA, DAO, ANH]


def test_delete_asks_for_the_reason_and_can_be_undone(page: PeoplePage) -> None:
    choose(page, DAO)
    page.table.setFocus()
    strike(Qt.Key.Key_Delete)
    dialog = page.findChild(RemoveDialog)
    assert isinstance(dialog, RemoveDialog)
    assert not dialog.agree_button.isEnabled()
    type_text(dialog.why, "nhập trùng")
    click(dialog.agree_button)
    assert names(page) == [ANH, HOA]
    with page.office.read() as session:
        act = list_acts(session)[0]
    assert (act.verb, act.why) == ("Xóa hồ sơ", "nhập trùng")
    with page.office.write() as session:
        undo(session, act.uid)
    assert names(page) == [ANH, DAO, HOA]


def test_the_history_tells_old_and_new_in_words(page: PeoplePage) -> None:
    choose(page, DAO)
    change(page, "degree", "thac si")
    click(page.panel.save_button)
    click(page.panel.history_button)
    dialog = page.findChild(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Tiến sĩ → Thạc sĩ" in texts
    assert "Trình độ cao nhất" in texts
    assert any(text.endswith("· Nguyễn Thị Mẫu (hư cấu)") for text in texts)


def test_a_pasted_card_fills_the_new_record(page: PeoplePage) -> None:
    click_new(page)
    QApplication.clipboard().setText("075085000123|271234567|Phạm Văn Mẫu|05031985|Nam|Khu phố 1|01012022")
    page.panel.card_field.paste()
    values = page.panel.form.values()
    assert (values["full_name"], values["birth"], values["sex"]) == ("Phạm Văn Mẫu", "1985-03-05", "nam")
    assert (values["id_number"], values["address"]) == ("075085000123", "Khu phố 1")
    assert page.has_unsaved()


def click_new(page: PeoplePage) -> None:
    page.table.setFocus()
    strike(Qt.Key.Key_N, CTRL)


def test_a_scanner_types_the_card_and_ends_with_enter(page: PeoplePage) -> None:
    click_new(page)
    page.panel.card_field.setFocus()
    write("075085000123||Pham Van Mau|1985|Nam|")
    enter()
    assert page.panel.form.values()["full_name"] == "Pham Van Mau"
    assert page.panel.form.values()["birth"] == "1985"


def test_a_text_that_is_no_card_is_refused_in_place(page: PeoplePage) -> None:
    click_new(page)
    page.panel.card_field.setFocus()
    write("xin chào")
    enter()
    assert any("không phải mã QR" in label.text() for label in page.panel.form.findChildren(QLabel))
    assert page.panel.form.values()["full_name"] is None


@pytest.fixture
def looking(peopled: Office, dressed: QApplication, qtbot: QtBot, no_threads: None) -> Iterator[PeoplePage]:
    """The page of somebody who may only look."""
    viewer = replace(peopled, actor=Actor("xem", "Người Xem (hư cấu)", Role.VIEWER))
    yield from shown(PeoplePage(viewer), qtbot)


def test_who_may_only_look_finds_nothing_to_press(looking: PeoplePage) -> None:
    choose(looking, DAO)
    assert not looking.panel.save_button.isVisible()
    assert not looking.panel.remove_button.isVisible()
    change(looking, "workplace", "Viện Mẫu")
    assert not looking.has_unsaved()
    strike(Qt.Key.Key_N, CTRL)
    assert not looking.panel.is_new


def test_who_may_not_see_personal_data_sees_none_in_record_and_history(looking: PeoplePage) -> None:
    choose(looking, DAO)
    assert looking.panel.form.values()["id_number"] == MASK
    click(looking.panel.history_button)
    dialog = looking.findChild(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    assert all("075180000012" not in label.text() for label in dialog.findChildren(QLabel))


def test_masked_values_are_never_written_back(
    peopled: Office, dressed: QApplication, qtbot: QtBot, no_threads: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RIGHTS, Role.CLERK, frozenset({Right.EDIT_PEOPLE}))
    clerk = replace(peopled, actor=Actor("vanthu", "Văn Thư (hư cấu)", Role.CLERK))
    for page in shown(PeoplePage(clerk), qtbot):
        choose(page, DAO)
        change(page, "id_number", "1")
        change(page, "workplace", "Viện Mẫu")
        click(page.panel.save_button)
    values = stored(peopled)[DAO].values
    assert (values["id_number"], values["workplace"]) == ("075180000012", "Viện Mẫu")


def test_rarer_things_stand_in_a_menu_with_their_keys(page: PeoplePage) -> None:
    entries = {one.text(): one.shortcut().toString() for one in page.more.menu().actions()}
    assert entries["Xuất danh sách…"] == "Ctrl+E"
    assert "Tìm trùng…" in entries


def test_a_key_of_the_menu_works_all_over_the_page(page: PeoplePage, chosen_files: ChosenFiles) -> None:
    page.search.setFocus()
    strike(Qt.Key.Key_E, CTRL)
    assert [asked.title for asked in chosen_files.requests] == ["Xuất danh sách"]


def test_everything_that_takes_the_keyboard_has_a_name(page: PeoplePage) -> None:
    click(page.filter_button)
    choose(page, DAO)
    takers = [
        one
        for one in page.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(takers) > 30
    assert [one for one in takers if not one.accessibleName()] == []


def test_long_labels_are_readable_in_narrow_panels(page: PeoplePage) -> None:
    choose(page, DAO)
    page.resize(900, 600)
    for one in page.panel.form.findChildren(QLineEdit) + page.panel.form.findChildren(QPlainTextEdit):
        assert one.width() >= one.minimumSizeHint().width()
