"""The window that prints and issues the office's own plan."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.plans.catalogue import load_plan
from desktop.reports.actions import Issue
from desktop.reports.gui.issue_plan_dialog import IssuePlanDialog
from desktop.reports.queries import list_snapshots
from desktop.reports.ward_plan import issue_ward_plan
from desktop.tasks.actions import adopt_plan
from desktop.tasks.queries import list_obligations
from desktop.tasks.ward_plan.actions import draft_plan
from desktop.tasks.ward_plan.queries import ward_plan
from widgets.doors import ChosenFiles, Said, chosen_files, no_threads, said

__all__ = ["chosen_files", "no_threads", "said"]

PLAN = "dong-nai-2026"

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")


def today() -> date:
    return date.today()  # noqa: DTZ011 - the window uses the calendar on the wall


@pytest.fixture
def planned(office: Office) -> Office:
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    with office.write() as session:
        draft_plan(session, PLAN, today())
    return office


@pytest.fixture
def dialog(planned: Office, qtbot: QtBot, no_threads: None) -> Iterator[IssuePlanDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = IssuePlanDialog(parent, planned, PLAN)
    made.open()
    yield made
    made.close()


def test_the_paper_is_shown_before_anything_is_frozen(dialog: IssuePlanDialog, planned: Office) -> None:
    assert dialog.preview.page_count() > 3
    with planned.read() as session:
        assert list_snapshots(session) == []


def test_it_is_frozen_with_number_answered_and_written(
    dialog: IssuePlanDialog, planned: Office, said: Said, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    assert dialog.answers.isChecked()
    dialog.numbered.setChecked(True)
    chosen_files.will_choose(tmp_path)
    said.will_answer(True)
    dialog.freeze()
    assert "Đã chốt Kế hoạch số 01/KH-UBND" in said.texts[0]
    assert {path.suffix for path in tmp_path.glob("ke-hoach_*")} == {".pdf", ".docx", ".xlsx"}
    with planned.read() as session:
        assert [line.number for line in list_snapshots(session)] == [1]
        line = next(one for one in list_obligations(session, today(), PLAN) if one.code == "ĐN26.3")
    assert line.percent == 100


def test_without_the_tick_the_citys_task_is_left_alone(
    dialog: IssuePlanDialog, planned: Office, said: Said
) -> None:
    dialog.answers.setChecked(False)
    said.will_answer(False)
    dialog.freeze()
    with planned.read() as session:
        line = next(one for one in list_obligations(session, today(), PLAN) if one.code == "ĐN26.3")
        assert len(ward_plan(session, PLAN, today()).versions) == 1
    assert line.percent == 0


def test_a_draft_is_written_without_freezing(
    dialog: IssuePlanDialog, planned: Office, said: Said, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    chosen_files.will_choose(tmp_path)
    dialog.export_draft()
    assert {path.name for path in tmp_path.glob("*_du-thao.*")} == {
        f"ke-hoach_{PLAN}_du-thao.{one}" for one in ("pdf", "docx", "xlsx")
    }
    with planned.read() as session:
        assert list_snapshots(session) == []


def test_what_is_issued_already_is_only_written_and_may_still_be_answered(
    planned: Office, qtbot: QtBot, no_threads: None, said: Said, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    with planned.write() as session:
        issue_ward_plan(session, PLAN, today(), issue=Issue(today()))
    parent = QWidget()
    qtbot.addWidget(parent)
    made = IssuePlanDialog(parent, planned, PLAN)
    chosen_files.will_choose(tmp_path)
    said.will_answer(True)
    made.freeze()
    made.close()
    assert len(list(tmp_path.glob("ke-hoach_*"))) == 3
    with planned.read() as session:
        assert len(list_snapshots(session)) == 1
        line = next(one for one in list_obligations(session, today(), PLAN) if one.code == "ĐN26.3")
    assert line.percent == 100


def test_a_wrong_day_is_told(dialog: IssuePlanDialog, said: Said) -> None:
    dialog.numbered.setChecked(True)
    dialog.issue_on.set_value("2199-01-01")
    dialog.freeze()
    assert "chưa tới" in said.texts[0]


def test_an_empty_plan_cannot_be_issued(office: Office, qtbot: QtBot, no_threads: None, said: Said) -> None:
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    parent = QWidget()
    qtbot.addWidget(parent)
    made = IssuePlanDialog(parent, office, PLAN)
    assert "chưa có việc nào" in said.texts[0]
    made.freeze()
    assert len(said.texts) == 1
    made.close()
