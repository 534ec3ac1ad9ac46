"""The window of the office's own plan, used through its widgets."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.tasks.gui.tasks_page import TasksPage
from desktop.tasks.ward_plan.actions import add_officer, change_own_task, retire_officer
from desktop.tasks.ward_plan.gui.ward_plan_dialog import WardPlanDialog
from desktop.tasks.ward_plan.queries import officers, ward_plan
from desktop.widgets.form_dialog import FormDialog
from tasks.ward_plan.conftest import ON, PLAN, viewed
from widgets.doors import Said, no_threads, press, said

__all__ = ["no_threads", "said"]

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")


@pytest.fixture
def printed() -> list[str]:
    return []


@pytest.fixture
def dialog(drafted: Office, qtbot: QtBot, no_threads: None, printed: list[str]) -> Iterator[WardPlanDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = WardPlanDialog(parent, drafted, PLAN, lambda _parent, code: printed.append(code))
    made.open()
    yield made
    made.form.mark_clean()
    made.close()


def asked(dialog: WardPlanDialog) -> FormDialog:
    """Return the form that was opened last."""
    return dialog.findChildren(FormDialog)[-1]


def labels(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_the_tasks_stand_under_the_citys(dialog: WardPlanDialog) -> None:
    head = dialog.tree.topLevelItem(0)
    assert head is not None
    assert head.text(0).startswith("2. Thực hiện việc quán triệt")
    child = head.child(0)
    assert child is not None
    assert child.text(0).startswith("1. Thực hiện việc quán triệt")
    assert child.text(1) == "Thường xuyên"


def test_what_is_typed_is_saved_and_shown(dialog: WardPlanDialog, drafted: Office) -> None:
    dialog.form.fill_in({"money_planned": 20_000_000, "money_source": "xa", "result": "12 hội nghị"})
    dialog.form.submit()
    line = viewed(drafted).lines[0]
    assert (line.planned, line.result) == (20_000_000, "12 hội nghị")
    assert not dialog.form.is_dirty
    assert "Dự kiến 20.000.000 đồng (ngân sách cấp xã 20.000.000 đồng)" in labels(dialog)
    head = dialog.tree.topLevelItem(0)
    assert head is not None
    assert head.child(0).text(4) == "– / 20"


def test_what_is_wrong_is_told_in_place_and_nothing_is_lost(dialog: WardPlanDialog, drafted: Office) -> None:
    dialog.form.fill_in({"starts_on": "2026-12-01", "ends_on": "2026-11-01", "deadline_text": None})
    dialog.form.submit()
    assert "trước ngày bắt đầu" in dialog.form.problem_text("ends_on")
    assert dialog.form.is_dirty
    assert viewed(drafted).lines[0].ends_on == ""


def test_leaving_an_unsaved_task_asks_first(dialog: WardPlanDialog, said: Said) -> None:
    shown = dialog.current()
    dialog.form.fill_in({"result": "Chưa lưu"})
    said.will_answer(False)
    dialog.tree.choose(dialog.view.lines[1].uid)
    assert "chưa lưu" in said.texts[0]
    assert dialog.current() == shown
    assert dialog.tree.current_uid() == dialog.view.lines[0].uid
    said.will_answer(True)
    dialog.tree.choose(dialog.view.lines[1].uid)
    now = dialog.current()
    assert now is not None
    assert now.number == 2


def test_a_task_is_added_under_the_citys_that_is_chosen(dialog: WardPlanDialog, drafted: Office) -> None:
    dialog.ask_task()
    form = asked(dialog).form
    assert form.editor("task_code").value() == "ĐN26.2"
    form.fill_in(
        {"text": "Mở chuyên mục trên trang thông tin.", "section": "vhxh", "deadline_text": "Hằng năm"}
    )
    form.submit()
    lines = [line for line in viewed(drafted).lines if line.task_code == "ĐN26.2"]
    assert len(lines) == 2
    now = dialog.current()
    assert now is not None
    assert now.text == "Mở chuyên mục trên trang thông tin."


def test_del_takes_a_task_out_when_the_user_agrees(
    dialog: WardPlanDialog, drafted: Office, said: Said
) -> None:
    before = len(viewed(drafted).lines)
    said.will_answer(False, True)
    press(dialog.tree, Qt.Key.Key_Delete)
    assert len(viewed(drafted).lines) == before
    press(dialog.tree, Qt.Key.Key_Delete)
    assert len(viewed(drafted).lines) == before - 1
    assert dialog.current() is not None


def test_money_spent_over_the_plan_is_said_and_can_be_taken_back(
    dialog: WardPlanDialog, drafted: Office, said: Said
) -> None:
    dialog.ask_spending()
    form = asked(dialog).form
    form.fill_in({"amount": 5_000_000, "document": "PC 12 ngày 20/5/2026"})
    form.submit()
    assert "Đã chi 5.000.000 đồng nhưng kế hoạch chưa dự kiến kinh phí." in labels(dialog.entries)
    assert "1 việc chi vượt dự kiến" in labels(dialog)
    link = next(one for one in dialog.entries.findChildren(QLabel) if "Bỏ khoản" in one.text())
    said.will_answer(True)
    link.linkActivated.emit(link.text().split('href="')[1].split('"')[0])
    assert viewed(drafted).spent == 0


def test_progress_is_entered_and_shown(dialog: WardPlanDialog) -> None:
    dialog.ask_progress()
    form = asked(dialog).form
    form.fill_in({"percent": 60, "note": "Đã họp 4/7 khu phố"})
    form.submit()
    assert "Đã họp 4/7 khu phố" in labels(dialog.entries)


def test_an_officer_who_is_added_can_be_chosen(dialog: WardPlanDialog, drafted: Office) -> None:
    dialog.ask_officer()
    form = asked(dialog).form
    form.fill_in({"full_name": "Trần Văn Mẫu", "section": "vhxh"})
    form.submit()
    with drafted.read() as session:
        [officer] = officers(session)
    dialog.form.fill_in({"officer": officer.uid})
    dialog.form.submit()
    assert viewed(drafted).lines[0].officer == "Trần Văn Mẫu"


def test_an_officer_who_left_is_kept_when_the_task_is_saved(dialog: WardPlanDialog, drafted: Office) -> None:
    first = viewed(drafted).lines[0].uid
    with drafted.write() as session:
        uid = add_officer(session, {"full_name": "Trần Văn Mẫu", "section": "vhxh"}, ON)
        change_own_task(session, first, {"officer": uid}, ON)
        retire_officer(session, uid)
    dialog.reload()
    dialog.form.fill_in({"result": "Báo cáo"})
    dialog.save_task()
    line = viewed(drafted).lines[0]
    assert (line.officer, line.result) == ("Trần Văn Mẫu", "Báo cáo")


def test_only_the_words_that_were_changed_become_the_officers(
    dialog: WardPlanDialog, drafted: Office
) -> None:
    dialog.ask_words()
    form = asked(dialog).form
    form.fill_in({"goals": "Mục tiêu của phường."})
    form.submit()
    own = {key for key, text in viewed(drafted).texts.items() if text}
    assert own == {"goals"}


def test_the_plan_is_printed_only_when_all_is_saved(
    dialog: WardPlanDialog, printed: list[str], said: Said
) -> None:
    dialog.form.fill_in({"result": "Chưa lưu"})
    dialog._print(lambda _parent, code: printed.append(code))
    assert printed == []
    assert "hãy lưu rồi in" in said.texts[0]
    dialog.form.submit()
    dialog._print(lambda _parent, code: printed.append(code))
    assert printed == [PLAN]


def test_who_may_not_edit_only_looks(drafted: Office, qtbot: QtBot, no_threads: None) -> None:
    drafted.actor = Actor("xem", "Người Xem", Role.VIEWER)
    parent = QWidget()
    qtbot.addWidget(parent)
    made = WardPlanDialog(parent, drafted, PLAN, None)
    assert not made._save.isEnabled()
    assert not made._draft.isEnabled()
    made.ask_removal()
    made.reject()
    with drafted.read() as session:
        assert ward_plan(session, PLAN, made._today).lines


def test_a_window_that_is_gone_hears_nothing_more(drafted: Office, qtbot: QtBot, no_threads: None) -> None:
    before = list(drafted.listeners)
    parent = QWidget()
    qtbot.addWidget(parent)
    made = WardPlanDialog(parent, drafted, PLAN, None)
    made.open()
    made.reject()
    assert drafted.listeners == before


def test_the_page_of_tasks_has_the_door(drafted: Office, qtbot: QtBot, no_threads: None) -> None:
    page = TasksPage(drafted, None)
    qtbot.addWidget(page)
    page.refresh()
    assert page._own.text() == "Kế hoạch của phường…"
    page.open_ward_plan()
    [opened] = page.findChildren(WardPlanDialog)
    assert opened.windowTitle() == "Kế hoạch của phường Trấn Biên"
    opened.close()
