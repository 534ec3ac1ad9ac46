"""The window that makes letters."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.reports.letters.gui.letter_dialog import LetterDialog
from desktop.reports.queries import list_snapshots
from widgets.doors import Said

pytestmark = [
    pytest.mark.usefixtures("no_threads"),
    pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)"),
]

Open = Callable[[Office], LetterDialog]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Open the window on an office."""
    kept = []

    def make(office: Office) -> LetterDialog:
        parent = QWidget()
        qtbot.addWidget(parent)
        dialog = LetterDialog(parent, office, lambda _uid: None)
        dialog.open()
        kept.append((parent, dialog))
        return dialog

    yield make
    for _, dialog in kept:
        dialog.close()


def test_an_invitation_is_seen_and_frozen_with_the_clerks_number(
    office: Office, meeting: str, opened: Open, said: Said
) -> None:
    dialog = opened(office)
    dialog.kind.set_code("invitation")
    dialog.boxes["activity"].set_code(meeting)
    dialog.show_paper()
    assert dialog.preview.page_count() == 2
    dialog.issue_row.numbered.setChecked(True)
    dialog.issue_row.number.setText("12")
    dialog.freeze()
    assert said.texts == []
    with office.read() as session:
        assert [(one.kind, one.number) for one in list_snapshots(session)] == [("letter:invitation", 12)]


def test_only_the_fields_of_the_kind_are_shown(office: Office, opened: Open) -> None:
    dialog = opened(office)
    dialog.kind.set_code("forward")
    assert dialog.boxes["report"].isVisibleTo(dialog)
    assert not dialog.lines["award"].isVisibleTo(dialog)
    dialog.kind.set_code("honours")
    assert dialog.lines["award"].isVisibleTo(dialog)
    assert not dialog.wards.isVisibleTo(dialog)


def test_what_is_missing_is_told_and_the_window_stays(office: Office, opened: Open, said: Said) -> None:
    dialog = opened(office)
    dialog.kind.set_code("invitation")
    dialog.freeze()
    assert "hãy chọn một hoạt động" in said.texts[0]
    dialog.issue_row.numbered.setChecked(True)
    dialog.issue_row.number.setText("mười hai")
    dialog.freeze()
    assert "Số văn bản “mười hai” chưa đúng" in said.texts[1]


def test_a_department_ticks_the_wards_it_reminds(department: Office, opened: Open, said: Said) -> None:
    dialog = opened(department)
    dialog.kind.set_code("reminder")
    dialog.wards.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.wards.item(1).setCheckState(Qt.CheckState.Checked)
    assert len(dialog.wish().to) == 2
    dialog.show_paper()
    assert said.texts == []
    assert dialog.preview.page_count() == 1
