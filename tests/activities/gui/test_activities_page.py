"""The page of activities: recording by keyboard, people in every way, opinions, papers, figures."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from activities.conftest import HELD, Record
from desktop.accounts.drafts import drafts_of
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.activities.attending import Attendee, add_participants
from desktop.activities.gui.activities_page import ActivitiesPage
from desktop.activities.gui.figures_dialog import BehindDialog, FiguresDialog
from desktop.activities.gui.people_dialogs import MatchDialog, SearchPeopleDialog
from desktop.activities.gui.tasks_dialog import ServedTasksDialog
from desktop.people.lists.gui.print_dialog import PrintDialog
from desktop.people.normal import today
from desktop.tasks.queries import progress_of
from desktop.widgets.form_dialog import FormDialog
from widgets.doors import Said, chosen_files, no_threads, said

__all__ = ["chosen_files", "no_threads", "said"]

Dialog = TypeVar("Dialog", bound=QDialog)

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")


@pytest.fixture
def page(adopted: Office, people: list[str], qtbot: QtBot, no_threads: None) -> Iterator[ActivitiesPage]:
    made = ActivitiesPage(adopted)
    qtbot.addWidget(made)

    def changed(tables: frozenset[str]) -> None:
        if made.tables & tables:
            made.refresh()

    adopted.listeners.append(changed)
    made.resize(1120, 740)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: made.panel.is_made)
    yield made
    adopted.listeners.remove(changed)


def opened(page: ActivitiesPage, kind: type[Dialog]) -> Dialog:
    """Return the page's newest visible dialog of this kind."""
    return [one for one in page.findChildren(kind) if one.isVisible()][-1]


def names(page: ActivitiesPage) -> list[str]:
    return [str(line.values["name"]) for line in page.panel.people.lines]


def test_an_empty_page_tells_what_to_do(page: ActivitiesPage) -> None:
    assert page._empty.isVisible()
    assert not page._split.isVisible()


def test_the_panel_is_made_between_events(adopted: Office, record: Record, qtbot: QtBot) -> None:
    record()
    page = ActivitiesPage(adopted)
    qtbot.addWidget(page)
    page.refresh()
    assert not page.panel.is_made
    assert page.panel.heading.text() == HELD["title"]
    qtbot.waitUntil(lambda: page.panel.is_made)
    assert page.panel.form.form.values()["title"] == HELD["title"]


def test_an_activity_is_recorded_with_its_task(page: ActivitiesPage) -> None:
    page.ask_new()
    form = page.panel.form
    form.form.fill_in(
        {"kind": "doi_thoai", "state": "da_to_chuc", "title": "Đối thoại quý I", "starts_on": "2026-03-05"}
    )
    form.ask_tasks()
    dialog = opened(page, ServedTasksDialog)
    item = next(item for item in dialog._items() if item.text().startswith("ĐN26.3 "))
    item.setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    page.panel.save()
    assert not page.has_unsaved()
    assert page.panel.heading.text() == "Đối thoại quý I"
    assert form.served.text() == "Phục vụ nhiệm vụ: ĐN26.3."
    assert len(page.table.ids()) == 1


def test_what_is_wrong_stands_under_its_field(page: ActivitiesPage) -> None:
    page.ask_new()
    form = page.panel.form.form
    values = {"kind": "doi_thoai", "state": "da_to_chuc", "title": "A", "starts_on": "2026-03-05"}
    form.fill_in(values | {"ends_on": "2026-03-01"})
    page.panel.save()
    assert "trước khi bắt đầu" in form.problem_text("ends_on")
    assert page.has_unsaved()


def test_people_are_added_by_typing_their_names(page: ActivitiesPage, record: Record) -> None:
    record()
    page.panel.people.ask_search()
    dialog = opened(page, SearchPeopleDialog)
    dialog.look_for("tran thu")
    dialog.add()
    assert names(page) == ["Trần Thị Thử"]
    dialog.add()
    assert "đã có trong danh sách" in dialog.said.text()


def test_a_pasted_column_is_decided_row_by_row(page: ActivitiesPage, record: Record) -> None:
    record()
    QGuiApplication.clipboard().setText("Nguyễn Văn Mẫu\nLê Thị Giả\nVõ Người Lạ")
    page.panel.people.ask_paste()
    dialog = opened(page, MatchDialog)
    assert dialog.table.current_id() == 1
    assert "còn 1 dòng chưa chắc là ai" in dialog.said.text()
    dialog.who.setCurrentIndex(1)
    dialog.choose(dialog.who.code())
    dialog.take_guests()
    dialog.add()
    assert sorted(names(page)) == ["Lê Thị Giả", "Nguyễn Văn Mẫu", "Võ Người Lạ"]
    assert page.panel.tabs.tabText(1) == "Người dự (3)"


def test_who_was_absent_is_noted(page: ActivitiesPage, record: Record) -> None:
    record()
    page.panel.people.ask_search()
    dialog = opened(page, SearchPeopleDialog)
    dialog.look_for("tran thu")
    dialog.add()
    page.panel.people.absent.click()
    assert [line.texts["attended"] for line in page.panel.people.lines] == ["Vắng"]


def test_an_opinion_is_written_down_and_answered(page: ActivitiesPage, record: Record) -> None:
    record()
    page.panel.opinions.ask_new()
    dialog = opened(page, FormDialog)
    dialog.form.fill_in({"text": "Nên công khai quy hoạch.", "said_by": "Võ Khách"})
    dialog.form.submit()
    page.panel.opinions.ask_change()
    dialog = opened(page, FormDialog)
    dialog.form.fill_in({"answer": "Đã công khai.", "answered_on": "2026-04-01"})
    dialog.form.submit()
    [line] = page.panel.opinions.lines
    assert (line.state_label, line.texts["said_by"]) == ("Đã trả lời", "Võ Khách")


def test_progress_of_a_task_is_reported_from_the_activity(
    page: ActivitiesPage, record: Record, said: Said
) -> None:
    record(("ĐN26.3",))
    page.panel.form.progress_button.click()
    dialog = opened(page, FormDialog)
    dialog.form.fill_in({"percent": 30})
    dialog.form.submit()
    with page.office.read() as session:
        assert [one.percent for one in progress_of(session, "ĐN26.3")] == [30]
    assert "đã ghi tiến độ" in page.panel.form.served.text()


def test_a_paper_is_shown_and_an_empty_one_says_why(page: ActivitiesPage, record: Record, said: Said) -> None:
    record()
    page.panel.papers.show_paper("invited")
    assert "không có gì để in" in said.texts[-1]
    page.panel.people.ask_search()
    dialog = opened(page, SearchPeopleDialog)
    dialog.look_for("tran thu")
    dialog.add()
    page.panel.papers.show_paper("invited")
    assert opened(page, PrintDialog).isVisible()


def test_the_people_behind_a_figure_are_shown(page: ActivitiesPage, record: Record) -> None:
    record()
    page.panel.people.ask_search()
    search = opened(page, SearchPeopleDialog)
    search.look_for("tran thu")
    search.add()
    page.show_figures()
    dialog = opened(page, FiguresDialog)
    dialog.year.set_code("2026")
    dialog.read()
    place = next(at for at, one in enumerate(dialog.figures) if one.name == "participants")
    dialog.table.select_id(place)
    dialog.show_behind()
    assert [row["full_name"] for row in opened(page, BehindDialog)._cells] == ["Trần Thị Thử"]


def test_another_activity_is_not_shown_over_what_was_typed(
    page: ActivitiesPage, record: Record, said: Said
) -> None:
    record()
    record(title="Gặp mặt đầu xuân", starts_on="2026-02-01")
    page.panel.form.form.fill_in({"place": "Nhà văn hóa"})
    said.will_answer(False)
    shown = page.panel.uid
    page.table.select_id(next(one for one in page.table.ids() if page._lines[one].uid != shown))
    assert page.panel.uid == shown
    assert page._lines[page.table.current_id() or 0].uid == shown


def test_an_activity_is_removed(page: ActivitiesPage, record: Record, said: Said) -> None:
    record()
    said.will_answer(True)
    page.ask_removal()
    assert page._empty.isVisible()
    assert page.panel.uid == ""


def test_what_was_typed_is_offered_again_after_a_crash(
    adopted: Office, page: ActivitiesPage, qtbot: QtBot, no_threads: None
) -> None:
    page.ask_new()
    page.panel.form.form.fill_in({"title": "Gặp mặt đầu xuân", "place": "Nhà văn hóa"})
    page.panel.form._take_tasks(("ĐN26.3",))
    page.panel.form.keeper.keep_now()
    again = ActivitiesPage(adopted)
    qtbot.addWidget(again)
    again.show()
    again.refresh()
    offer = again.panel.drafts.offer
    assert "hoạt động mới “Gặp mặt đầu xuân”" in offer.text.text()
    offer.resume_button.click()
    assert again.panel.form.form.values()["place"] == "Nhà văn hóa"
    assert again.panel.form.served.text() == "Phục vụ nhiệm vụ: ĐN26.3."
    assert again.has_unsaved()
    assert not offer.isVisible()


def test_a_saved_activity_leaves_no_draft(page: ActivitiesPage, record: Record, no_threads: None) -> None:
    record()
    page.panel.form.form.fill_in({"place": "Nhà văn hóa"})
    page.panel.form.keeper.keep_now()
    page.panel.save()
    with page.office.read() as session:
        assert drafts_of(session) == []


def test_who_only_looks_changes_nothing(
    adopted: Office, record: Record, qtbot: QtBot, no_threads: None
) -> None:
    record()
    adopted.actor = Actor("xem", "Người xem (hư cấu)", Role.VIEWER)
    page = ActivitiesPage(adopted)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    assert not page.panel.form.save_button.isVisible()
    page.ask_new()
    assert not page.panel.is_new


def test_of_several_only_what_was_touched_is_changed(
    page: ActivitiesPage, record: Record, people: list[str]
) -> None:
    uid = record()
    with page.office.write() as session:
        roles = ("bao_cao_vien", "du", "du")
        listed = [Attendee(one, role=role) for one, role in zip(people, roles, strict=False)]
        add_participants(session, uid, [*listed[:2], replace(listed[2], attended=0)])
    tab = page.panel.people
    tab.table.selectAll()
    tab.ask_change()
    dialog = opened(page, FormDialog)
    assert set(dialog.form.values().values()) == {None}
    dialog.form.fill_in({"attended": "absent"})
    assert dialog.form.editor("attended").text() == "Vắng"  # type: ignore[attr-defined]
    dialog.form.submit()
    assert not dialog.isVisible()
    assert {line.texts["attended"] for line in tab.lines} == {"Vắng"}
    assert [line.values["role"] for line in tab.lines] == list(roles)


def test_who_came_stays_open_when_something_else_is_changed(
    page: ActivitiesPage, record: Record, people: list[str]
) -> None:
    uid = record(state="du_kien")
    with page.office.write() as session:
        add_participants(session, uid, [Attendee(people[0])])
    page.panel.people.ask_change()
    dialog = opened(page, FormDialog)
    dialog.form.fill_in({"award": "Giấy khen"})
    dialog.form.submit()
    [line] = page.panel.people.lines
    assert (line.values["award"], line.values["attended"]) == ("Giấy khen", None)


def test_figures_open_on_this_year_whatever_lies_ahead(page: ActivitiesPage, record: Record) -> None:
    record(state="du_kien", starts_on=f"{today().year + 1}-01-10")
    page.show_figures()
    dialog = opened(page, FiguresDialog)
    assert dialog.span().until == date(today().year, 12, 14)
