"""Papers about a task's term and the working calendar, entered in their windows."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan, report_progress
from desktop.tasks.gui.tasks_page import TasksPage
from desktop.tasks.workdays.gui.workdays_dialog import WorkdaysDialog
from desktop.tasks.workdays.queries import office_calendar
from desktop.widgets import jobs_qt
from desktop.widgets.form_dialog import FormDialog
from widgets.doors import ChosenFiles, Said

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")


@pytest.fixture
def page(office: Office, qtbot: QtBot, no_threads: None) -> Iterator[TasksPage]:
    with office.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), date(2026, 5, 20))
    made = TasksPage(office)
    qtbot.addWidget(made)

    def changed(tables: frozenset[str]) -> None:
        if made.tables & tables:
            made.refresh()

    office.listeners.append(changed)
    made.show()
    made.refresh()
    made.show_which.set_code("all")
    made._filter()
    yield made
    office.listeners.remove(changed)


def choose(page: TasksPage, code: str) -> None:
    page.table.select_id(next(i for i, line in enumerate(page._lines) if line.code == code))


def buttons(page: TasksPage) -> dict[str, QPushButton]:
    return {one.text(): one for one in page.card.findChildren(QPushButton)}


def card_words(page: TasksPage) -> str:
    return " ".join(label.text() for label in page.card.findChildren(QLabel))


def fill_and_save(page: TasksPage, values: dict[str, object]) -> FormDialog:
    dialog = page.findChildren(FormDialog)[-1]
    dialog.form.fill_in(values)
    dialog.form.submit()
    return dialog


def test_a_waiting_task_takes_the_paper_it_waited_for(page: TasksPage) -> None:
    choose(page, "ĐN26.8")
    assert list(buttons(page)) == ["Có hướng dẫn…"]
    buttons(page)["Có hướng dẫn…"].click()
    fill_and_save(
        page,
        {
            "document": "Công văn số 125 (hư cấu)",
            "issued_on": "2026-07-01",
            "days": 30,
            "issuer": "Bộ Nội vụ",
        },
    )
    line = page.selected()
    assert line is not None
    assert line.due_on == date(2026, 7, 31)
    assert "Hướng dẫn: Công văn số 125 (hư cấu) ngày 01/07/2026 của Bộ Nội vụ" in card_words(page)


def test_an_extension_is_refused_in_place_and_then_granted(page: TasksPage) -> None:
    choose(page, "ĐN26.3")
    assert list(buttons(page)) == ["Gia hạn…"]
    buttons(page)["Gia hạn…"].click()
    paper = {"document": "CV 9 (hư cấu)", "issued_on": "2026-07-10", "reason": "Chờ số liệu"}
    dialog = fill_and_save(page, {"due_on": "2026-06-30", **paper})
    assert "không sau hạn hiện nay 30/06/2026" in dialog.form.problem_text("due_on")
    fill_and_save(page, {"due_on": "2027-01-31"})
    line = page.selected()
    assert line is not None
    assert line.due_on == date(2027, 1, 31)
    assert "Gia hạn từ 30/06/2026 đến 31/01/2027" in card_words(page)


def test_a_reported_task_can_be_returned(page: TasksPage) -> None:
    with page.office.write() as session:
        report_progress(session, "ĐN26.3", percent=100, note="Đã ban hành.", on=date(2026, 6, 28))
    choose(page, "ĐN26.3")
    buttons(page)["Bị trả lại…"].click()
    fill_and_save(page, {"issuer": "Sở Nội vụ", "reason": "Thiếu phụ lục"})
    line = page.selected()
    assert line is not None
    assert (line.state, line.percent) == ("overdue", 0)
    assert "bị Sở Nội vụ trả lại ngày" in card_words(page)


def test_progress_is_entered_as_a_count(page: TasksPage) -> None:
    choose(page, "ĐN26.3")
    page.ask_progress()
    fill_and_save(page, {"done": 3, "whole": 5, "counted": "chương", "note": "Đã soạn."})
    line = page.selected()
    assert line is not None
    assert (line.percent, line.counted) == (60, "3/5 chương")


def test_who_may_only_look_sees_no_buttons(page: TasksPage) -> None:
    page.office.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    page.refresh()
    choose(page, "ĐN26.3")
    assert buttons(page) == {}


def test_the_working_calendar_is_corrected_and_put_back(page: TasksPage) -> None:
    dialog = WorkdaysDialog(page, page.office)
    dialog.year.set_code("2026")
    dialog.ask_new()
    form = dialog.findChildren(FormDialog)[-1].form
    form.fill_in({"day": "2026-11-23", "kind": "off", "name": "Hoán đổi", "document": "TB 1 (hư cấu)"})
    form.submit()
    place = next(i for i, line in enumerate(dialog._lines) if line.day == date(2026, 11, 23))
    assert dialog._lines[place].document == "TB 1 (hư cấu)"
    dialog.table.select_id(place)
    dialog.forget()
    assert date(2026, 11, 23) not in [line.day for line in dialog._lines]


def test_a_years_list_is_read_in_the_window(
    page: TasksPage, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    path = tmp_path / "lich.csv"
    path.write_text("Ngày;Loại;Lý do;Văn bản\n23/11/2026;Nghỉ;Lễ;TB 1 (hư cấu)\n", encoding="utf-8")
    chosen_files.will_choose(path)
    WorkdaysDialog(page, page.office).choose()
    assert "Đã nhập 1 ngày" in said.texts[-1]
    with page.office.read() as session:
        assert not office_calendar(session).is_working_day(date(2026, 11, 23))


def test_a_years_list_is_read_beside_the_window(
    page: TasksPage, tmp_path: Path, chosen_files: ChosenFiles, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lich.csv"
    path.write_text("Ngày,Loại,Lý do,Văn bản\n23/11/2026,nghỉ,Hoán đổi,TB 1\n", encoding="utf-8")
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(jobs_qt, "start", waiting.append)
    chosen_files.will_choose(path)
    dialog = WorkdaysDialog(page, page.office)
    dialog.choose()
    assert len(waiting) == 1
    with page.office.read() as session:
        assert office_calendar(session).is_working_day(date(2026, 11, 23))
    waiting[0]()
    assert "Đã nhập 1 ngày" in said.texts[-1]
    with page.office.read() as session:
        assert not office_calendar(session).is_working_day(date(2026, 11, 23))
