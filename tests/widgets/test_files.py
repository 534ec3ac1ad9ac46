"""The door to file dialogs."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets import files
from widgets.doors import ChosenFiles


def test_the_chosen_file_is_handed_on(chosen_files: ChosenFiles, tmp_path: Path) -> None:
    chosen: list[Path] = []
    chosen_files.will_choose(tmp_path / "danh sách.xlsx")
    files.open_file(None, "Chọn danh sách", [files.EXCEL], chosen.append)
    assert chosen == [tmp_path / "danh sách.xlsx"]
    assert chosen_files.requests == [files.Request("open", "Chọn danh sách", (files.EXCEL,))]


def test_several_files_and_a_folder_can_be_chosen(chosen_files: ChosenFiles, tmp_path: Path) -> None:
    chosen: list[object] = []
    chosen_files.will_choose(tmp_path / "a.asice", tmp_path / "b.asice")
    chosen_files.will_choose(tmp_path)
    files.open_files(None, "Chọn gói", [files.PACKAGE], chosen.append)
    files.choose_folder(None, "Chọn thư mục", chosen.append)
    assert chosen == [[tmp_path / "a.asice", tmp_path / "b.asice"], tmp_path]


def test_nothing_follows_when_the_user_changes_their_mind(chosen_files: ChosenFiles) -> None:
    chosen: list[Path] = []
    files.save_file(None, "Lưu", "bao-cao.pdf", [files.PDF], chosen.append)
    assert chosen == []


def test_the_dialog_to_save_adds_the_ending_and_asks_before_replacing(qtbot: QtBot, tmp_path: Path) -> None:
    request = files.Request("save", "Lưu báo cáo", (files.EXCEL, files.ANY), str(tmp_path / "bao-cao"))
    dialog = files.build_dialog(None, request)
    qtbot.addWidget(dialog)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert dialog.defaultSuffix() == "xlsx"
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert dialog.selectedFiles() == [str(tmp_path / "bao-cao.xlsx")]


def test_a_filter_of_all_files_adds_no_ending(qtbot: QtBot) -> None:
    dialog = files.build_dialog(None, files.Request("save", "Lưu", (files.ANY,)))
    qtbot.addWidget(dialog)
    assert dialog.defaultSuffix() == ""


def test_a_real_dialog_opens_without_blocking_and_hands_on_what_was_chosen(
    qtbot: QtBot, light: QApplication, tmp_path: Path
) -> None:
    wanted = tmp_path / "phường.xlsx"
    wanted.touch()
    window, chosen = QWidget(), list[Path]()
    qtbot.addWidget(window)
    files.open_file(window, "Chọn danh sách", [files.EXCEL], chosen.append)
    dialog = window.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(wanted))
    dialog.accept()
    assert chosen == [wanted]
    assert files.build_dialog(window, files.Request("open", "Chọn tiếp")).directory().path() == str(tmp_path)


def test_a_real_dialog_that_is_closed_hands_on_nothing(qtbot: QtBot) -> None:
    window, chosen = QWidget(), list[Path]()
    qtbot.addWidget(window)
    files.choose_folder(window, "Chọn thư mục", chosen.append)
    window.findChild(QFileDialog).reject()
    assert chosen == []
