"""Board, line of time, my week, and what changed since a report, in the window."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan, report_progress
from desktop.tasks.changes import baseline_on
from desktop.tasks.gui.changes_dialog import ChangesDialog, FrozenReports
from desktop.tasks.gui.task_views import Remembered
from desktop.tasks.gui.tasks_page import TasksPage
from desktop.tasks.ward_plan.actions import add_officer
from desktop.tasks.week import Part
from widgets.doors import ChosenFiles, Said

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")

ENTERED = date(2026, 11, 20)
REPORTS = FrozenReports(
    lambda _session: [("one", "báo cáo năm")],
    lambda session, _uid: (baseline_on(session, date(2026, 6, 1)), "dong-nai-2026"),
)


@pytest.fixture
def kept() -> list[str]:
    """What the page remembered."""
    return []


@pytest.fixture
def page(office: Office, qtbot: QtBot, no_threads: None, kept: list[str]) -> TasksPage:
    with office.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), date(2026, 5, 20))
    with office.write() as session:
        report_progress(session, "ĐN26.18", percent=50, note="Đã họp.", on=ENTERED, today=ENTERED)
    made = TasksPage(office, None, REPORTS, Remembered("", kept.append))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.refresh()
    return made


def test_the_switch_is_worked_by_the_keyboard(page: TasksPage, qtbot: QtBot) -> None:
    switch = page.switch
    second = switch._group.button(1)
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert (switch.code(), page.views.view()) == ("board", "board")


def test_a_card_of_the_board_opens_beside_it_and_is_put_away(page: TasksPage) -> None:
    page.show_view("board")
    assert page._side.isHidden()
    assert not page._progress.isEnabled()
    page.views.board.opened.emit("ĐN26.18")
    line = page.selected()
    assert line is not None
    assert (line.code, page._side.isHidden(), page._progress.isEnabled()) == ("ĐN26.18", False, True)
    page.close_card()
    assert page._side.isHidden()


def test_every_shown_task_is_on_the_board(page: TasksPage) -> None:
    page.show_view("board")
    on_board = {key for column in page.views.board.card_keys() for key in column}
    assert on_board == {line.code for line in page._lines if line.is_owed}


def test_arrows_and_enter_go_along_the_board(page: TasksPage, qtbot: QtBot) -> None:
    page.show_view("board")
    first, second, *_ = page.views.board._lists
    first.setCurrentRow(0)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert (first.currentRow(), second.currentRow()) == (-1, 0)
    qtbot.keyClick(second, Qt.Key.Key_Return)
    line = page.selected()
    assert line is not None
    assert line.code == second.card(0).key


def test_the_line_of_time_says_how_the_chosen_task_stands_and_opens_it(page: TasksPage, qtbot: QtBot) -> None:
    page.show_view("timeline")
    line = page.views.line
    qtbot.keyClick(line, Qt.Key.Key_Home)
    code = line.current_code()
    whole = next(one for one in page._lines if one.code == code)
    assert page.views.sentence.text() == whole.why
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.selected() == whole


def test_a_task_of_the_week_opens_its_card(page: TasksPage) -> None:
    page.show_view("week")
    week = page.views._week
    assert week is not None
    place = next(at for at, one in enumerate(week.items) if one.code and one.part is not Part.WAITING)
    page.views.week_board.opened.emit(str(place))
    line = page.selected()
    assert line is not None
    assert line.code == week.items[place].code


def test_a_report_of_the_week_leads_to_the_reports(page: TasksPage, qtbot: QtBot) -> None:
    page.show_view("week")
    week = page.views._week
    assert week is not None
    place = next(at for at, one in enumerate(week.items) if one.kind == "report")
    with qtbot.waitSignal(page.wanted) as told:
        page.views.week_board.opened.emit(str(place))
    assert told.args == ["reports", ""]


def test_whose_week_it_is_is_remembered(page: TasksPage, kept: list[str]) -> None:
    with page.office.write() as session:
        values = {"full_name": "Trần Thị Mẫu (hư cấu)", "section": "vhxh"}
        uid = add_officer(session, values, date(2026, 5, 25))
    page.show_view("week")
    assert page.views.whose.findData(f"officer:{uid}") > 0
    page.views.whose.set_code("section:vhxh")
    page.views.whose.chosen.emit("section:vhxh")
    assert kept == ["section:vhxh"]
    assert page.views._whose().section == "vhxh"


def test_changes_since_a_report_are_listed_and_exported(
    page: TasksPage, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    page.open_changes()
    [dialog] = page.findChildren(ChangesDialog)
    assert "ĐN26.18" in [one.code for one in dialog._answer.changes]
    assert "Từ hết ngày 01/06/2026" in dialog.told.text()
    assert not dialog.day.isVisible()
    chosen_files.will_choose(tmp_path / "ra.xlsx")
    dialog.ask_export()
    assert "Đã xuất" in said.texts[-1]
    assert (tmp_path / "ra.xlsx").stat().st_size > 1000


def test_changes_since_a_day_ask_for_the_day(page: TasksPage) -> None:
    page.open_changes()
    [dialog] = page.findChildren(ChangesDialog)
    dialog.since.set_code("day")
    dialog.read()
    assert dialog.day.isVisible()
    dialog.day.setDate(dialog.day.maximumDate())
    assert "chưa có thay đổi nào" in dialog.told.text()
    assert not dialog._export.isEnabled()


def test_another_page_asks_for_one_state_one_task_or_the_week(page: TasksPage) -> None:
    page.show_only("overdue")
    assert (page.show_which.code(), page.views.view()) == ("overdue", "list")
    page.show_only("week")
    assert page.views.view() == "week"
    page.show_only("task:dong-nai-2026:ĐN26.18")
    line = page.selected()
    assert line is not None
    assert (line.code, page.views.view()) == ("ĐN26.18", "list")
