"""Confirming a plan read from a paper, by hand."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.plans.gui.draft_dialog import DraftDialog
from desktop.plans.importing.draft import read_draft
from desktop.plans.plan import Plan
from desktop.widgets.form_dialog import FormDialog
from widgets.doors import Said, said

__all__ = ["said"]

PAPERS = Path(__file__).parents[2] / "data" / "plans"

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")


@pytest.fixture
def kept() -> list[Plan]:
    return []


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def dialog(parent: QWidget, kept: list[Plan]) -> DraftDialog:
    made = DraftDialog(parent, read_draft(PAPERS / "dong-nai-2026.txt"), kept.append)
    made.open()
    return made


def test_what_was_guessed_stands_in_front(dialog: DraftDialog) -> None:
    assert dialog.tabs.currentWidget() is dialog.guesses
    assert dialog.tabs.tabText(1) == "Nhiệm vụ (28)"


def test_the_plan_is_kept_as_it_was_corrected(dialog: DraftDialog, kept: list[Plan]) -> None:
    dialog.head.editor("number").set_value("12/KH-UBND")
    dialog.tasks.activated_id.emit(0)
    [form] = dialog.findChildren(FormDialog)
    form.form.editor("deadline").set_value("Quý III/2026")
    form.form.submit()
    dialog.head.submit()
    assert not dialog.isVisible()
    assert kept[0].number == "12/KH-UBND"
    assert kept[0].tasks[0].deadline == "Quý III/2026"


def test_a_row_read_by_mistake_is_left_out(dialog: DraftDialog, kept: list[Plan]) -> None:
    dialog.tabs.setCurrentWidget(dialog.targets)
    dialog.targets.select_id(0)
    QTest.keyClick(dialog.targets, Qt.Key.Key_Delete)
    dialog.head.submit()
    assert (len(kept[0].tasks), len(kept[0].targets)) == (28, 29)


def test_what_the_paper_does_not_say_must_be_filled_in(dialog: DraftDialog, kept: list[Plan]) -> None:
    dialog.head.editor("title").set_value(None)
    dialog.head.submit()
    assert "Tên kế hoạch còn trống" in dialog.head.problem_text("title")
    assert not kept


def test_a_refusal_leaves_the_dialog_open(parent: QWidget, said: Said) -> None:
    def refuse(_plan: Plan) -> None:
        raise UserError("Không lưu được.")

    made = DraftDialog(parent, read_draft(PAPERS / "ha-noi-2024.txt"), refuse)
    made.open()
    made.head.submit()
    assert made.isVisible()
    assert said.texts == ["Không lưu được."]
