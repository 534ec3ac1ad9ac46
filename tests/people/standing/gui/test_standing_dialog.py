"""The window of somebody's standings, worked through its widgets; all people are invented."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.people.actions import record_person
from desktop.people.standing.gui.standing_dialog import StandingDialog
from desktop.people.standing.queries import standings_of
from widgets.doors import Said

AN = {"full_name": "Nguyễn Văn An", "birth": "1970", "degree": "TS", "status": "dang_lam"}


@pytest.fixture
def uid(office: Office) -> str:
    with office.write() as session:
        return record_person(session, AN)


@pytest.fixture
def dialog(office: Office, uid: str, dressed: QApplication, qtbot: QtBot) -> Iterator[StandingDialog]:
    parent = QWidget()
    parent.resize(1366, 768)
    qtbot.addWidget(parent)
    made = StandingDialog(parent, office, uid)
    made.open()
    yield made
    made.done(0)


def fill(dialog: StandingDialog, **values: object) -> None:
    assert dialog.form_dialog is not None
    for key, value in values.items():
        dialog.form_dialog.form.editor(key).set_value(value)
    dialog.form_dialog.form.submit()


def statuses(office: Office, uid: str) -> list[tuple[str, str | None]]:
    with office.read() as session:
        return [row.line.said for row in standings_of(session, uid)]


def test_a_standing_is_added_and_told(dialog: StandingDialog, office: Office, uid: str) -> None:
    dialog.add_button.click()
    fill(dialog, status="nghi_huu", since="2024-05", document="QĐ 12/QĐ-UBND")
    assert statuses(office, uid) == [("nghi_huu", "2024-05"), ("dang_lam", None)]
    assert "Đã ghi" in dialog.banner.text()
    assert [row.period for row in dialog.rows] == ["Từ 05/2024 đến nay", "Trước 05/2024"]


def test_what_is_wrong_is_shown_in_its_field(dialog: StandingDialog, office: Office, uid: str) -> None:
    dialog.add_button.click()
    fill(dialog, status="nghi_huu")
    assert dialog.form_dialog is not None
    assert "Đã có một dòng" in dialog.form_dialog.form.problem_text("since")
    assert statuses(office, uid) == [("dang_lam", None)]
    dialog.form_dialog.form.mark_clean()
    dialog.form_dialog.reject()


def test_the_chosen_standing_is_corrected(dialog: StandingDialog, office: Office, uid: str) -> None:
    dialog.edit_button.click()
    fill(dialog, since="2001")
    assert statuses(office, uid) == [("dang_lam", "2001")]


def test_a_standing_is_removed_after_a_question(
    dialog: StandingDialog, office: Office, uid: str, said: Said
) -> None:
    dialog.add_button.click()
    fill(dialog, status="nghi_huu", since="2024")
    dialog.table.select_id(0)
    said.will_answer(True)
    dialog.remove_button.click()
    assert statuses(office, uid) == [("dang_lam", None)]


def test_the_only_standing_cannot_be_removed(dialog: StandingDialog) -> None:
    assert not dialog.remove_button.isEnabled()


def test_who_may_not_edit_only_looks(office: Office, uid: str, dressed: QApplication, qtbot: QtBot) -> None:
    office.actor = Actor("xem", "Người xem", Role.VIEWER)
    parent = QWidget()
    qtbot.addWidget(parent)
    made = StandingDialog(parent, office, uid)
    made.open()
    assert not made.add_button.isVisible()
    made.correct()
    assert made.form_dialog is None
    made.done(0)
