from collections.abc import Callable
from datetime import date

import pytest
from conftest import add_people
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.accounts.drafts import DraftText, keep_draft
from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.activities.gui.activities_page import ActivitiesPage
from desktop.people.gui.people_page import PeoplePage
from desktop.reports.actions import make_report
from desktop.reports.compose import compose
from desktop.reports.gui.reports_page import ReportsPage, period_choices
from desktop.reports.queries import list_snapshots
from desktop.settings import Settings
from desktop.shell.main_window import MainWindow
from desktop.shell.overview import look
from desktop.shell.overview_page import OverviewPage
from desktop.shell.pages import PAGES
from desktop.shell.preferences import Preferences
from desktop.shell.settings_page import SettingsPage
from desktop.storage.troubles import DatabaseDamaged
from desktop.tasks.gui.tasks_page import TasksPage
from desktop.tasks.queries import progress_of
from desktop.widgets import jobs_qt
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.table import RowTable
from desktop.widgets.theme import em
from widgets.doors import ChosenFiles, Said


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_every_page_opens_and_refreshes(window: MainWindow, key: str) -> None:
    page = window.open_page(key)
    page.refresh()
    assert page.isVisible()
    assert page.accessibleName()


def test_the_keyboard_goes_to_every_page(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    for number, entry in enumerate(PAGES, 1):
        qtbot.keyClick(window, str(number), Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda key=entry.key: window._stack.currentWidget() is window._pages.get(key))


def test_the_overview_shows_todays_figures(qtbot: QtBot, window: MainWindow) -> None:
    page = window.open_page("overview")
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: page.people.accessibleName().startswith("Tổng số trí thức: 2."))
    with window.office.read() as session:
        seen = look(session, date(2026, 7, 15))
    assert seen.count("overdue") == 1
    assert set(seen.charts) == {"degrees", "ages", "groups", "timeline"}


def test_the_overview_counts_once_more_what_changes_while_it_counts(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.open_page("overview")
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: not page._reading)
    waiting: list[Callable[[], None]] = []
    monkeypatch.setattr(jobs_qt, "start", waiting.append)
    page.refresh()
    qtbot.waitUntil(lambda: bool(waiting))
    add_people(window.office, {"full_name": "Lê Thị Mẫu"})
    page.refresh()
    page.refresh()
    assert len(waiting) == 1
    waiting.pop()()
    qtbot.waitUntil(lambda: bool(waiting))
    waiting.pop()()
    assert page.people.accessibleName().startswith("Tổng số trí thức: 3.")
    assert not page._reading
    while waiting:
        waiting.pop()()


def test_the_overview_says_why_it_could_not_count(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DatabaseDamaged

    monkeypatch.setattr("desktop.shell.overview.look", refuse)
    page = window.open_page("overview")
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: "hỏng" in page.banner.text())


def test_progress_typed_in_the_dialog_reaches_the_list(window: MainWindow, said: Said) -> None:
    page = window.open_page("tasks")
    assert isinstance(page, TasksPage)
    page.table.select_id(next(i for i, line in enumerate(page._lines) if line.code == "ĐN26.3"))
    page.ask_progress()
    dialog = page.findChild(FormDialog)
    assert dialog is not None
    dialog.form.set_values({"reported_on": "2026-06-05", "percent": 100, "note": "Đã ban hành kế hoạch"})
    dialog.form.submit()
    assert said.texts == []
    with window.office.read() as session:
        assert [one.percent for one in progress_of(session, "ĐN26.3")] == [100]
    assert next(line.state for line in page._lines if line.code == "ĐN26.3") == "done"


def test_a_wrong_percent_is_shown_in_place_and_nothing_is_saved(window: MainWindow) -> None:
    page = window.open_page("tasks")
    assert isinstance(page, TasksPage)
    page.ask_progress()
    dialog = page.findChild(FormDialog)
    assert dialog is not None
    dialog.form.set_values({"reported_on": "2026-06-05", "percent": 140, "note": "x"})
    dialog.form.submit()
    assert "0 đến 100" in dialog.form.problem_text("percent")
    assert dialog.isVisible()


def test_an_emptied_required_field_is_named_and_nothing_is_saved(window: MainWindow, said: Said) -> None:
    page = window.open_page("tasks")
    assert isinstance(page, TasksPage)
    page.ask_progress()
    dialog = page.findChild(FormDialog)
    assert dialog is not None
    dialog.form.set_values({"reported_on": None, "percent": 10, "note": "x"})
    dialog.form.submit()
    assert "còn trống" in dialog.form.problem_text("reported_on")
    assert said.texts == []


def test_the_office_facts_are_saved_by_the_form(window: MainWindow, said: Said) -> None:
    page = window.open_page("settings")
    assert isinstance(page, SettingsPage)
    page.form.set_values({**page.form.values(), "leader_name": "Nguyễn Văn Mẫu"})
    page.form.submit()
    with window.office.read() as session:
        assert unit_of(session).leader_name == "Nguyễn Văn Mẫu"
    assert said.texts == []


def test_a_tab_of_the_settings_is_made_when_it_is_first_looked_at(window: MainWindow) -> None:
    page = window.open_page("settings")
    assert isinstance(page, SettingsPage)
    assert page.findChildren(RowTable) == []
    page.tabs.setCurrentIndex(3)
    assert page.findChildren(RowTable) == [page.journal]
    assert len(page.journal.ids()) > 0


def test_the_minutes_until_the_window_locks_itself_are_chosen_in_the_settings(
    qtbot: QtBot, filled: Office
) -> None:
    kept: list[Settings] = []
    page = SettingsPage(filled, Preferences(Settings(idle_minutes=7), kept.append))
    qtbot.addWidget(page)
    assert page.idle.currentText() == "7 phút không dùng"
    page.idle.setCurrentIndex(page.idle.findText("Không tự khóa"))
    page.idle.activated.emit(page.idle.currentIndex())
    assert [one.idle_minutes for one in kept] == [0]


def test_what_is_not_saved_is_asked_about_before_the_window_closes(
    qtbot: QtBot, window: MainWindow, said: Said
) -> None:
    page = window.open_page("settings")
    assert isinstance(page, SettingsPage)
    editor = page.form.editor("leader_name")
    editor.set_value("Chưa lưu")
    said.will_answer(False)
    window.close()
    assert window.isVisible()
    assert "chưa lưu" in said.texts[-1]
    said.will_answer(True)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_draft_is_offered_wherever_the_user_is(window: MainWindow, said: Said) -> None:
    window.offer_drafts()
    assert said.texts == []
    with window.office.write() as session:
        keep_draft(session, DraftText("a", "person", "", "hồ sơ mới “An”", {"full_name": "An"}, ""))
    said.will_answer(True)
    window.offer_drafts()
    assert "hồ sơ mới “An”" in said.texts[-1]
    page = window.open_page("people")
    assert isinstance(page, PeoplePage)
    assert page.panel.drafts.offer.draft is not None


def test_a_draft_of_an_activity_is_offered_on_its_page(window: MainWindow, said: Said) -> None:
    with window.office.write() as session:
        keep_draft(session, DraftText("a", "activity", "", "hoạt động mới", {"title": "Gặp mặt"}, ""))
    said.will_answer(True)
    window.offer_drafts()
    assert isinstance(window._stack.currentWidget(), ActivitiesPage)


@pytest.mark.usefixtures("no_threads")
def test_an_act_is_undone_from_the_journal(window: MainWindow, said: Said) -> None:
    page = window.open_page("settings")
    assert isinstance(page, SettingsPage)
    page.journal.select_id(0)
    said.will_answer(True)
    page._undo()
    tasks = window.open_page("tasks")
    assert isinstance(tasks, TasksPage)
    assert tasks._lines == []


def test_a_frozen_report_is_shown_as_the_very_pdf(window: MainWindow) -> None:
    with window.office.read() as session:
        draft = compose(session, "dong-nai-2026", "2026-H1", date(2026, 6, 14))
    with window.office.write() as session:
        make_report(session, draft, made_on=date(2026, 6, 15))
    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    assert page.preview.page_count() > 2


@pytest.mark.usefixtures("no_threads")
def test_a_report_is_composed_edited_and_frozen(qtbot: QtBot, window: MainWindow, said: Said) -> None:
    from desktop.reports.gui.compose_dialog import ComposeDialog

    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    page.period.set_code(period_choices(date.today())[0][0])  # noqa: DTZ011
    page.compose()
    dialog = page.findChild(ComposeDialog)
    assert dialog is not None
    dialog._editors["proposals"].setPlainText("Đề nghị cấp kinh phí.")
    assert dialog.own_texts() == {"proposals": "Đề nghị cấp kinh phí."}
    dialog.numbered.setChecked(True)
    dialog.freeze()
    assert said.texts == []
    with window.office.read() as session:
        assert [line.number for line in list_snapshots(session)] == [1]


@pytest.mark.usefixtures("no_threads")
def test_exporting_without_a_report_says_what_to_choose(
    window: MainWindow, said: Said, chosen_files: ChosenFiles
) -> None:
    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    page.export()
    assert "chọn một báo cáo" in said.texts[0]


@pytest.mark.parametrize(
    ("room", "fills"), [((1920, 1040), False), ((1366, 728), True), ((1366, 768), True), ((1024, 600), True)]
)
def test_the_window_never_begins_larger_than_the_screen(
    window: MainWindow, room: tuple[int, int], fills: bool
) -> None:
    window.hide()
    window.fit_into(QSize(*room))
    assert window.isMaximized() == fills
    normal = window.normalGeometry() if fills else window.geometry()
    assert normal.height() + em(window, 2) <= room[1]
    assert normal.width() <= room[0]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [10, 18])
def test_no_page_is_wider_than_the_window(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, mode: str, size: int
) -> None:
    from desktop.widgets.theme import apply_theme

    apply_theme(qapp, mode, size)  # type: ignore[arg-type]
    window.resize(1366, 768)
    for entry in PAGES:
        page = window.open_page(entry.key)
        qtbot.wait(10)
        assert window.width() == 1366
        assert page.horizontalScrollBar().maximum() == 0, entry.key
