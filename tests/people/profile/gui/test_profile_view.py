"""The profile in the window, used by keyboard; what counts is the database and what was said."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.drafts import KeptDraft, drafts_of
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.people.actions import record_person
from desktop.people.gui.person_panel import PersonPanel
from desktop.people.profile.actions import add_row
from desktop.people.profile.gui.profile_tree import ProfileTree
from desktop.people.profile.gui.row_dialog import RowDialog
from desktop.people.profile.queries import Line, sections_of
from desktop.people.profile.sections import section_of
from desktop.people.queries import get_person
from people.gui.hands import CTRL, click, enter, strike, write
from people.profile.samples import SAMPLES
from widgets.doors import Said

AN = {"full_name": "Nguyễn Văn An", "birth": "1980", "degree": "DH", "status": "dang_lam"}


@pytest.fixture
def an(office: Office) -> str:
    with office.write() as session:
        return record_person(session, AN)


@pytest.fixture
def panel(office: Office, an: str, dressed: QApplication, qtbot: QtBot, no_threads: None) -> PersonPanel:
    return opened(PersonPanel(office), an, qtbot)


def opened(panel: PersonPanel, uid: str, qtbot: QtBot) -> PersonPanel:
    """Show the panel on a person's profile, with the keyboard in it."""
    qtbot.addWidget(panel)
    panel.resize(380, 640)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    with panel.office.read() as session:
        panel.show_person(get_person(session, uid))
    panel.focus_first()
    strike(Qt.Key.Key_F6)
    return panel


def tree(panel: PersonPanel) -> ProfileTree:
    return panel.profile.tree


def rows(panel: PersonPanel, key: str) -> tuple[Line, ...]:
    with panel.office.read() as session:
        return next(one.lines for one in sections_of(session, panel.uid) if one.section.key == key)


def drafts(office: Office) -> list[KeptDraft]:
    with office.read() as session:
        return drafts_of(session)


def dialogs(panel: PersonPanel) -> list[RowDialog]:
    return [one for one in panel.findChildren(RowDialog) if one.isVisible()]


def in_dialog(panel: PersonPanel) -> RowDialog:
    """Return the dialog that is open once it has the keyboard."""
    (dialog,) = dialogs(panel)
    for _ in range(100):
        if QApplication.activeWindow() is dialog:
            return dialog
        QTest.qWait(10)
    raise AssertionError("the dialog never got the keyboard")


def add_degree(office: Office, uid: str, **values: object) -> str:
    with office.write() as session:
        return add_row(session, section_of("degrees"), uid, {"degree": "TS"} | values)


def test_f6_turns_to_the_profile_with_the_keyboard_in_its_first_section(panel: PersonPanel) -> None:
    assert QApplication.focusWidget() is tree(panel)
    assert tree(panel).currentItem().text(0) == "Bằng cấp"
    strike(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is panel.form.editor("full_name")


def test_a_row_is_added_by_keyboard_only(panel: PersonPanel) -> None:
    enter()
    in_dialog(panel)
    write("tien si")
    enter()
    write("Khoa học máy tính")
    for _ in range(7):
        enter()
    write("2015")
    strike(Qt.Key.Key_Return, CTRL)
    (line,) = rows(panel, "degrees")
    assert (line.values["degree"], line.values["major"], line.values["year"]) == (
        "TS", "Khoa học máy tính", 2015
    )  # fmt: skip
    assert tree(panel).currentItem().text(0) == "Tiến sĩ – Khoa học máy tính"
    assert panel.window().focusWidget() is tree(panel)


def test_a_row_is_opened_by_enter_and_changed(panel: PersonPanel) -> None:
    uid = add_degree(panel.office, panel.uid)
    panel.profile.refresh()
    tree(panel).go_to(uid)
    enter()
    in_dialog(panel)
    enter()
    write("Cơ học")
    strike(Qt.Key.Key_Return, CTRL)
    assert rows(panel, "degrees")[0].title == "Tiến sĩ – Cơ học"


def test_what_is_wrong_is_shown_in_the_dialog_and_nothing_is_saved(panel: PersonPanel) -> None:
    panel.profile.ask_new(section_of("degrees"))
    dialog = in_dialog(panel)
    strike(Qt.Key.Key_Return, CTRL)
    assert "còn trống" in dialog.form.problem_text("degree")
    write("tien si")
    enter()
    dialog.form.fill_in({"year": 1970})
    strike(Qt.Key.Key_Return, CTRL)
    assert "trước khi sinh" in dialog.form.problem_text("year")
    assert rows(panel, "degrees") == ()


def test_escape_asks_before_typed_words_are_dropped(panel: PersonPanel, said: Said) -> None:
    panel.profile.ask_new(section_of("posts"))
    dialog = in_dialog(panel)
    write("Viện Mẫu")
    said.will_answer(False, True)
    strike(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    strike(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(said.texts) == 2


def test_delete_removes_a_row_and_says_how_to_get_it_back(panel: PersonPanel) -> None:
    uid = add_degree(panel.office, panel.uid)
    panel.profile.refresh()
    tree(panel).go_to(uid)
    strike(Qt.Key.Key_Delete)
    assert rows(panel, "degrees") == ()
    assert panel.profile.removed.text() == "Đã xóa “Tiến sĩ”."
    click(panel.profile.removed.findChild(QPushButton))
    assert rows(panel, "degrees")[0].uid == uid
    assert panel.profile.removed.text() == ""


def test_delete_on_a_section_removes_nothing(panel: PersonPanel) -> None:
    add_degree(panel.office, panel.uid)
    panel.profile.refresh()
    tree(panel).go_to("degrees")
    strike(Qt.Key.Key_Delete)
    assert len(rows(panel, "degrees")) == 1


def test_what_the_profile_knows_better_is_offered_and_written_on_consent(
    panel: PersonPanel, said: Said
) -> None:
    add_degree(panel.office, panel.uid, year=2015)
    panel.profile.refresh()
    assert panel.profile.suggestion.text() == "Có 1 mục nên ghi vào hồ sơ chính."
    said.will_answer(True)
    click(panel.profile.suggestion.findChild(QPushButton))
    assert said.texts == [
        "Ghi vào hồ sơ chính theo hồ sơ khoa học:\n• trình độ cao nhất: Tiến sĩ (đang ghi Đại học)"
    ]
    with panel.office.read() as session:
        assert get_person(session, panel.uid).values["degree"] == "TS"
    assert panel.profile.suggestion.text() == ""


def test_who_may_only_look_opens_rows_and_changes_none(
    office: Office, an: str, dressed: QApplication, qtbot: QtBot, no_threads: None
) -> None:
    uid = add_degree(office, an)
    viewer = replace(office, actor=Actor("xem", "Người Xem (hư cấu)", Role.VIEWER))
    panel = opened(PersonPanel(viewer), an, qtbot)
    enter()
    assert dialogs(panel) == []
    tree(panel).go_to(uid)
    strike(Qt.Key.Key_Delete)
    enter()
    dialog = in_dialog(panel)
    assert [one.text() for one in dialog.findChildren(QPushButton)] == ["Đóng"]
    assert len(rows(panel, "degrees")) == 1


def test_a_new_record_has_no_profile_yet(panel: PersonPanel) -> None:
    panel.start_new()
    assert not panel.tabs.isTabEnabled(1)
    assert panel.tabs.currentIndex() == 0


def test_what_is_typed_into_a_row_is_kept_until_it_is_saved(panel: PersonPanel, qtbot: QtBot) -> None:
    panel.profile.ask_new(section_of("posts"))
    in_dialog(panel)
    write("Viện Mẫu")
    qtbot.waitUntil(lambda: bool(drafts(panel.office)), timeout=2_000)
    (draft,) = drafts(panel.office)
    assert (dict(draft.values), draft.title) == (
        {"place": "Viện Mẫu"},
        "quá trình công tác của “Nguyễn Văn An”",
    )
    strike(Qt.Key.Key_Return, CTRL)
    assert drafts(panel.office) == []
    assert len(rows(panel, "posts")) == 1


def test_a_row_that_was_being_typed_is_gone_on_with(
    panel: PersonPanel, office: Office, an: str, qtbot: QtBot
) -> None:
    uid = add_degree(office, an)
    panel.profile.refresh()
    tree(panel).go_to(uid)
    enter()
    first = in_dialog(panel)
    enter()
    write("Cơ học")
    first.keeper.keep_now()
    again = opened(PersonPanel(office), an, qtbot)
    assert "bằng cấp của “Nguyễn Văn An”" in again.drafts.offer.text.text()
    click(again.drafts.offer.resume_button)
    dialog = in_dialog(again)
    assert dialog.form.values()["major"] == "Cơ học"
    strike(Qt.Key.Key_Return, CTRL)
    assert rows(again, "degrees")[0].values["major"] == "Cơ học"
    assert drafts(office) == []


def test_everything_that_takes_the_keyboard_has_a_name(panel: PersonPanel) -> None:
    for key in ("degrees", "wishes"):
        with panel.office.write() as session:
            add_row(session, section_of(key), panel.uid, SAMPLES[key])
    panel.profile.refresh()
    takers = [
        one
        for one in panel.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [one for one in takers if not one.accessibleName()] == []
    assert all(one.accessibleName() for one in tree(panel).findChildren(QPushButton))


def test_rows_are_read_out_with_all_they_say(panel: PersonPanel) -> None:
    add_degree(panel.office, panel.uid, institution="Đại học Mẫu")
    panel.profile.refresh()
    item = tree(panel).topLevelItem(0).child(0)
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Tiến sĩ. Đại học Mẫu"
    assert "Đại học Mẫu" in item.toolTip(0)
    view, middle = tree(panel).viewport(), tree(panel).visualItemRect(item).center()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=middle)
    assert len(dialogs(panel)) == 1


def test_what_is_wrong_with_the_record_is_shown_though_the_profile_was_in_sight(panel: PersonPanel) -> None:
    panel.form.fill_in({"id_number": "12"})
    panel.save()
    assert panel.tabs.currentIndex() == 0
    assert "2 chữ số" in panel.form.problem_text("id_number")


def test_the_keyboard_comes_into_the_list_when_the_profile_is_in_sight(panel: PersonPanel) -> None:
    panel.tabs.tabBar().setFocus()
    panel.focus_first()
    assert QApplication.focusWidget() is tree(panel)
