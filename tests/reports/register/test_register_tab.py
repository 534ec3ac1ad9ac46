"""The register of issued papers in the window."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.reports.gui.reports_page import ReportsPage
from desktop.reports.register.queries import register_lines
from desktop.widgets.form_dialog import FormDialog
from reports.register.test_register import issued, outside, recorded
from widgets.doors import ChosenFiles, Said

pytestmark = [
    pytest.mark.usefixtures("no_threads"),
    pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)"),
]


def page_of(office: Office, qtbot: QtBot) -> ReportsPage:
    page = ReportsPage(office)
    qtbot.addWidget(page)
    page.refresh()
    page.tabs.setCurrentWidget(page.register)
    return page


def dialog_of(page: ReportsPage) -> FormDialog:
    return page.register.findChildren(FormDialog)[-1]


def test_the_lines_are_filtered_and_gaps_are_named(office: Office, qtbot: QtBot) -> None:
    recorded(office, outside(1, "2025-05-05"), outside(3), outside(1, type_code="KH"))
    tab = page_of(office, qtbot).register
    assert len(tab.table.ids()) == 3
    assert "báo cáo năm 2026: 01–02" in tab.missing.text()
    tab.year.set_code("2025")
    assert len(tab.table.ids()) == 1
    tab.year.set_code("")
    tab.type.set_code("KH")
    assert [one.symbol for one in tab._lines] == ["01/KH-UBND"]


def test_a_paper_made_outside_is_recorded_by_form(office: Office, qtbot: QtBot) -> None:
    page = page_of(office, qtbot)
    page.register.record()
    dialog = dialog_of(page)
    dialog.form.set_values(outside(7))
    dialog.form.submit()
    with office.read() as session:
        assert [one.number for one in register_lines(session)] == [7]


def test_a_number_is_cancelled_with_its_reason(office: Office, qtbot: QtBot) -> None:
    recorded(office, outside(1))
    page = page_of(office, qtbot)
    page.register.table.select_id(0)
    page.register.cancel()
    dialog = dialog_of(page)
    dialog.form.set_values({"reason": "in hỏng"})
    dialog.form.submit()
    page.refresh()
    assert page.register._lines[0].state == "Hủy"


def test_papers_are_linked_from_the_later_one(office: Office, qtbot: QtBot) -> None:
    recorded(office, outside(1), outside(2))
    page = page_of(office, qtbot)
    page.register.table.select_id(0)
    page.register.link()
    dialog_of(page).form.submit()
    page.refresh()
    assert page.register._lines[0].links == ("Thay thế số 01/BC-UBND",)


def test_the_paper_of_a_line_is_opened_and_one_made_outside_is_told(
    ready: Office, qtbot: QtBot, said: Said
) -> None:
    recorded(ready, outside(1))
    uid = issued(ready, date(2026, 6, 15))
    page = page_of(ready, qtbot)
    page.register.table.select_id(0)
    page.register.show_paper()
    assert page.tabs.currentIndex() == 0
    line = page.selected()
    assert line is not None
    assert line.uid == uid
    page.register.table.select_id(1)
    page.register.show_paper()
    assert "làm ngoài chương trình" in said.texts[0]


@pytest.mark.parametrize("ending", ["xlsx", "pdf"])
def test_the_register_is_exported(
    office: Office, qtbot: QtBot, said: Said, chosen_files: ChosenFiles, tmp_path: Path, ending: str
) -> None:
    recorded(office, outside(1))
    out = tmp_path / f"so.{ending}"
    chosen_files.will_choose(out)
    page_of(office, qtbot).register.export(ending)
    assert out.exists()
    assert "Đã xuất" in said.texts[0]
