"""The window that looks a paper up by the code printed on it."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.plans.catalogue import load_plan
from desktop.reports.actions import Issue
from desktop.reports.gui.code_dialog import CodeDialog
from desktop.reports.paper_code import printed_code, qr_code
from desktop.reports.queries import get_snapshot
from desktop.reports.ward_plan import issue_ward_plan
from desktop.tasks.actions import adopt_plan
from desktop.tasks.ward_plan.actions import draft_plan
from widgets.doors import press, type_text

PLAN, ON = "dong-nai-2026", date(2026, 6, 5)

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")


@pytest.fixture
def issued(office: Office) -> str:
    """The office's own plan, frozen with its number; its uid."""
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    with office.write() as session:
        draft_plan(session, PLAN, ON)
    with office.write() as session:
        return issue_ward_plan(session, PLAN, ON, issue=Issue(ON)).snapshot_uid


@pytest.fixture
def seen() -> list[str]:
    """The uids of the papers that the window was asked to show."""
    return []


@pytest.fixture
def dialog(office: Office, qtbot: QtBot, seen: list[str]) -> Iterator[CodeDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = CodeDialog(parent, office, seen.append)
    made.open()
    yield made
    made.close()


def test_a_scanned_code_of_a_ward_plan_is_answered_and_leads_to_the_paper(
    dialog: CodeDialog, issued: str, office: Office, seen: list[str]
) -> None:
    with office.read() as session:
        scanned = qr_code(get_snapshot(session, issued))
    type_text(dialog.code, scanned)
    press(dialog.code, Qt.Key.Key_Return)  # a reader types Enter behind the code
    assert dialog.answer.text().startswith("Đúng văn bản của đơn vị số 01, ngày 05/06/2026: KẾ HOẠCH ")
    assert dialog.isVisible()
    dialog.see.click()
    assert seen == [issued]


def test_a_typed_code_is_answered_too(dialog: CodeDialog, issued: str, office: Office) -> None:
    with office.read() as session:
        typed = printed_code(get_snapshot(session, issued).sha256)
    dialog.code.setText(typed.lower())
    dialog.look_up()
    assert dialog.answer.text().startswith("Đúng văn bản của đơn vị")


def test_what_is_no_code_and_an_unknown_code_are_told_in_the_window(dialog: CodeDialog) -> None:
    for text, words in (("xin chào", "không phải mã số liệu"), ("0" * 16, "Không có văn bản nào")):
        dialog.code.setText(text)
        dialog.look_up()
        assert words in dialog.answer.text()
        assert not dialog.see.isEnabled()
