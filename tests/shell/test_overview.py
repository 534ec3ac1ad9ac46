"""The first page: what it leads to, what it says of targets and of the register."""

from dataclasses import replace
from datetime import date

import pytest
from conftest import add_people
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.backup.actions import make_backup
from desktop.indicators.queries import TargetLine
from desktop.indicators.rules import TargetState
from desktop.shell.main_window import MainWindow
from desktop.shell.overview import look
from desktop.shell.overview_page import OverviewPage
from desktop.shell.overview_pulse import mark_of, pulse_of, records_of
from desktop.shell.overview_targets import share_of, target_bars
from desktop.tasks.gui.tasks_page import TasksPage

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")

ON = date(2026, 7, 15)


@pytest.fixture
def target(filled: Office) -> TargetLine:
    with filled.read() as session:
        return next(line for line in look(session, ON).targets if line.kind != "words")


@pytest.mark.parametrize(
    ("value", "comparator", "state", "done", "share"),
    [
        (30.0, ">=", TargetState.BEHIND, None, 0.5),
        (0.0, ">=", TargetState.BEHIND, None, 0.0),
        (90.0, ">=", TargetState.MET, None, 1.0),
        (90.0, "<=", TargetState.BEHIND, 25.0, 0.25),
        (90.0, "<=", TargetState.BEHIND, None, None),
        (None, ">=", TargetState.NO_DATA, None, None),
    ],
)
def test_a_bar_goes_only_as_far_as_is_known(
    target: TargetLine, value: float | None, comparator: str, state: TargetState, done: float | None,
    share: float | None,
) -> None:  # fmt: skip
    line = replace(target, value=value, comparator=comparator, state=state, done=done)
    assert share_of(line, 60.0) == share


def test_a_goal_of_nothing_gives_no_share(target: TargetLine) -> None:
    line = replace(target, value=3.0, comparator=">=", state=TargetState.BEHIND, done=None)
    assert share_of(line, 0.0) is None


def test_the_bars_begin_with_what_is_behind(target: TargetLine) -> None:
    states = [TargetState.NO_DATA, TargetState.MET, TargetState.BEHIND]
    bars = target_bars([("p", replace(target, state=state)) for state in states])
    assert [one.state for one in bars] == [TargetState.BEHIND, TargetState.MET, TargetState.NO_DATA]


def test_the_pulse_counts_the_register_and_names_the_last_backup(filled: Office) -> None:
    make_backup(filled)
    with filled.read() as session:
        pulse = pulse_of(session, filled.folder, records_of(session))
    lines = {name: words for name, words, _to in pulse.lines()}
    assert lines["Xác nhận trong 12 tháng"] == "100% (2/2 hồ sơ)"
    assert lines["Nhập danh sách gần nhất"] == "chưa nhập"
    assert lines["Sao lưu gần nhất"] != "chưa sao lưu"


def test_an_empty_register_has_no_share(office: Office) -> None:
    with office.read() as session:
        pulse = pulse_of(session, office.folder, records_of(session))
    assert [words for _name, words, _to in pulse.lines()][:2] == ["–", "–"]


def test_the_pulse_is_counted_again_only_when_a_record_changed(filled: Office) -> None:
    with filled.read() as session:
        before = mark_of(session, ON)
    make_backup(filled)
    with filled.read() as session:
        assert mark_of(session, ON) == before
    add_people(filled, {"full_name": "Lê Thị Mẫu (hư cấu)"})
    with filled.read() as session:
        assert mark_of(session, ON) != before


def test_a_figure_leads_to_the_list_behind_it(qtbot: QtBot, window: MainWindow) -> None:
    page = window.open_page("overview")
    assert isinstance(page, OverviewPage)
    page.late.opened.emit()
    tasks = window._stack.currentWidget()
    assert isinstance(tasks, TasksPage)
    assert tasks.show_which.code() == "overdue"


def test_an_office_without_a_plan_is_told_what_to_do_first(
    qtbot: QtBot, office: Office, no_threads: None
) -> None:
    page = OverviewPage(office)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(page.start.isVisible)
    with qtbot.waitSignal(page.wanted) as told:
        page.start.wanted.emit("tasks", "adopt")
    assert told.args == ["tasks", "adopt"]
    assert "Chưa nhận kế hoạch" in page.due.lines.text()
