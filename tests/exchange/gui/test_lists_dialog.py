from datetime import date
from pathlib import Path

import pytest
from conftest import DEPARTMENT
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.codelists import code_list
from desktop.exchange.gui.key_dialog import KeyDialog
from desktop.exchange.gui.lists_dialog import ListsDialog
from desktop.exchange.list_files import make_list_file
from desktop.signing.keys import key_from_p12
from desktop.signing.throwaway import make_throwaway_pki
from desktop.widgets.form_dialog import FormDialog
from widgets.doors import ChosenFiles, Said

PIN, NAME = "mau-thu", "strategic_group"
NEW = "code,label\nA1,Nhóm công nghệ lõi\nkhac,Khác\n"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(office: Office, window: QWidget, no_threads: None) -> ListsDialog:
    made = ListsDialog(window, office)
    made.show()
    return made


def choose(dialog: ListsDialog, name: str) -> None:
    dialog.lists.select_id([line.name for line in dialog._lines].index(name))


def shown(dialog: ListsDialog) -> list[str]:
    model = dialog.entries.model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def test_a_list_is_shown_with_its_source_and_its_entries(dialog: ListsDialog) -> None:
    choose(dialog, "academic_title")
    assert dialog.heading.text() == "Học hàm"
    assert dialog.source.text() == "Nguồn: Quyết định 37/2018/QĐ-TTg."
    assert shown(dialog) == ["Giáo sư", "Phó giáo sư"]


def test_entries_are_searched_without_accents(dialog: ListsDialog) -> None:
    choose(dialog, "commune")
    dialog.search.setText("tran bien")
    dialog.search.searched.emit("tran bien")
    assert shown(dialog) == ["Phường Trấn Biên"]


def test_former_communes_are_shown_with_what_replaced_them(dialog: ListsDialog) -> None:
    choose(dialog, "commune_old")
    dialog.search.setText("phuong trung dung")
    dialog.search.searched.emit("")
    model = dialog.entries.model()
    assert [model.index(0, column).data() for column in range(5)] == [
        "26041", "Phường Trung Dũng", "Thành phố Biên Hòa", "đến 30/06/2025", "Phường Trấn Biên",
    ]  # fmt: skip


def test_a_list_of_the_department_is_taken_after_a_question(
    dialog: ListsDialog, department: Office, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    pki = make_throwaway_pki(office=DEPARTMENT.name, password=PIN)
    with key_from_p12(pki.office_p12, PIN) as key, department.write() as session:
        data = make_list_file(session, NAME, NEW.encode(), "15/QĐ-SKHCN", date(2026, 10, 1), key)
    (tmp_path / "nhom.asice").write_bytes(data)
    trusted = dialog._office.folder / "tin-cay"
    trusted.mkdir(exist_ok=True)
    (trusted / "goc.pem").write_bytes(pki.root_pem)
    (trusted / "thu-hoi.crl").write_bytes(pki.crl_der)
    chosen_files.will_choose(tmp_path / "nhom.asice")
    said.will_answer(True)
    dialog.take_button.click()
    assert said.texts[0] == (
        "Thay danh mục “Nhóm chiến lược” bằng bản theo văn bản số 15/QĐ-SKHCN của Sở Khoa học và Công nghệ "
        "thành phố Đồng Nai, 2 mục, có hiệu lực từ 01/10/2026?"
    )
    assert said.texts[1].startswith("Đã nhận danh mục.")
    assert code_list(NAME).adopted
    choose(dialog, NAME)
    assert shown(dialog) == ["Nhóm công nghệ lõi", "Khác"]
    assert "Sở đã ban hành bản này." in dialog.source.text()


def test_a_file_that_is_no_list_is_told(
    dialog: ListsDialog, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    (tmp_path / "x.asice").write_bytes(b"x")
    chosen_files.will_choose(tmp_path / "x.asice")
    dialog.take_button.click()
    assert said.texts[0].startswith("Tệp danh mục: ")


def test_who_may_not_manage_only_looks(office: Office, window: QWidget) -> None:
    office.actor = Actor("xem", "Xem", Role.VIEWER)
    assert ListsDialog(window, office).take_button.isHidden()


def test_a_department_makes_the_file_in_the_window(
    department: Office,
    window: QWidget,
    chosen_files: ChosenFiles,
    said: Said,
    no_threads: None,
    tmp_path: Path,
) -> None:
    (tmp_path / "nhom.csv").write_text(NEW, encoding="utf-8")
    (tmp_path / "so.p12").write_bytes(make_throwaway_pki(office=DEPARTMENT.name, password=PIN).office_p12)
    made = ListsDialog(window, department)
    made.show()
    choose(made, "degree")
    assert not made.make_button.isEnabled()
    choose(made, NAME)
    chosen_files.will_choose(tmp_path / "nhom.csv")
    made.make_button.click()
    (form,) = made.findChildren(FormDialog)
    form.form.fill_in({"number": "15/QĐ-SKHCN", "start": "2026-12-01"})
    form.form.submit()
    (key,) = made.findChildren(KeyDialog)
    key.path.setText(str(tmp_path / "so.p12"))
    key.secret.setText(PIN)
    said.will_answer(True)
    chosen_files.will_choose(tmp_path / "nhom.asice")
    key.start()
    assert "Đã làm tệp danh mục “nhom.asice”" in said.texts[-1]
    assert (tmp_path / "nhom.asice").read_bytes().startswith(b"PK")


def test_a_list_that_is_wrong_is_told_before_a_key_is_asked_for(
    department: Office, window: QWidget, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    (tmp_path / "nhom.csv").write_text("code,label\nA1,Nhóm\n", encoding="utf-8")
    made = ListsDialog(window, department)
    choose(made, NAME)
    chosen_files.will_choose(tmp_path / "nhom.csv")
    made.make_button.click()
    assert "thiếu mã “khac”" in said.texts[-1]
    assert made.findChildren(FormDialog) == []


def test_a_ward_makes_no_lists(dialog: ListsDialog) -> None:
    assert dialog.make_button.isHidden()
