"""The windows of succession, roles and units: what they show, what they store."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.plans.actions import keep_plan
from desktop.plans.importing.draft import read_draft
from desktop.tasks.actions import adopt_plan, report_progress
from desktop.tasks.gui.tasks_page import TasksPage
from desktop.tasks.gui.units_label import UnitsLabel
from desktop.tasks.queries import list_obligations
from desktop.tasks.succession.gui.adopting import take_on
from desktop.tasks.succession.gui.succession_dialog import SuccessionDialog
from desktop.widgets.form_dialog import FormDialog
from widgets.doors import Said, no_threads, said

__all__ = ["no_threads", "said"]

PAPER = Path(__file__).parents[3] / "data" / "papers" / "dong-nai-401.txt"
OLD, NEW = "dong-nai-2024", "dong-nai-2026"
ON = date(2026, 5, 20)
TODAY = date.today()  # noqa: DTZ011 - the window takes the clock's day

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")


@pytest.fixture
def page(office: Office, qtbot: QtBot, no_threads: None) -> Iterator[TasksPage]:
    with office.write() as session:
        adopt_plan(session, keep_plan(session, read_draft(PAPER).plan, PAPER.name), date(2025, 1, 10))
    with office.write() as session:
        report_progress(session, "ĐN24.4", percent=30, note="Đã lập danh sách.", on=date(2026, 2, 1))
    made = TasksPage(office)
    qtbot.addWidget(made)

    def changed(tables: frozenset[str]) -> None:
        if made.tables & tables:
            made.refresh()

    office.listeners.append(changed)
    made.show()
    made.refresh()
    yield made
    office.listeners.remove(changed)


def asked(page: TasksPage) -> SuccessionDialog:
    take_on(page, page.office, {"plan": NEW, "on": ON.isoformat(), "old": OLD}, page.show_plan)
    return page.findChildren(SuccessionDialog)[0]


def texts(page: TasksPage) -> str:
    return " ".join(label.text() for label in page.card.findChildren(QLabel))


def choose(page: TasksPage, code: str) -> None:
    page.show_which.set_code("all")
    page._filter()
    page.table.select_id(next(place for place, line in enumerate(page._lines) if line.code == code))


def test_nothing_is_written_before_the_pairs_are_confirmed(page: TasksPage) -> None:
    dialog = asked(page)
    assert dialog.isVisible()
    with page.office.read() as session:
        assert {line.plan_code for line in list_obligations(session, ON)} == {OLD}


def test_a_chosen_pair_is_confirmed_with_the_others(page: TasksPage, said: Said) -> None:
    dialog = asked(page)
    places = {match.old: place for place, match in enumerate(dialog._matches)}
    dialog._ask(places["ĐN24.5"])
    [form] = dialog.findChildren(FormDialog)
    form.form.editor("new").set_value("ĐN26.25")
    form.form.submit()
    dialog.form.submit()
    assert "Đã thay kế hoạch" in said.texts[-1]
    with page.office.read() as session:
        found = {line.code: line for line in list_obligations(session, TODAY)}
    assert found["ĐN24.5"].successor == "ĐN26.25"
    assert found["ĐN26.18"].percent == 30


def test_the_card_shows_what_a_task_carries_on_and_where_it_was_reported(page: TasksPage, said: Said) -> None:
    asked(page).form.submit()
    choose(page, "ĐN26.18")
    assert "<b>Tiếp nối:</b> ĐN24.4" in texts(page)
    assert "ghi ở ĐN24.4 của kế hoạch cũ" in texts(page)


def test_the_card_names_units_as_they_are_now_and_expands_groups(page: TasksPage) -> None:
    choose(page, "ĐN24.5")
    [label] = page.card.findChildren(UnitsLabel)
    assert "Sở Giao thông vận tải <i>(nay: Sở Xây dựng)</i>" in label.text()
    assert "95 phường, xã, đặc khu" not in label.text()
    label.linkActivated.emit("members")
    assert "95 phường, xã, đặc khu" in label.text()


def test_a_changed_role_stands_beside_the_one_of_the_plan(page: TasksPage) -> None:
    choose(page, "ĐN24.5")
    page.ask_role()
    form = page.findChildren(FormDialog)[-1]
    form.form.editor("role").set_value("lead")
    form.form.editor("why").set_value("Công văn 12/UBND-VX")
    form.form.submit()
    choose(page, "ĐN24.5")
    assert "<b>Vai trò:</b> Chủ trì. Đơn vị tự xác định: Công văn 12/UBND-VX." in texts(page)
    assert "<b>Vai trò theo kế hoạch:</b> Phối hợp." in texts(page)
