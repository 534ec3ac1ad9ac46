"""What the page of reports says when it has written the files of a paper."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.errors import FileProblem
from desktop.reports.actions import make_report
from desktop.reports.compose import compose
from desktop.reports.gui.code_dialog import CodeDialog
from desktop.reports.gui.reports_page import ReportsPage
from reports.conftest import ON, PERIOD, PLAN
from widgets.doors import ChosenFiles, Said

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")


def page_of(office: Office, qtbot: QtBot, texts: dict[str, str] | None = None) -> ReportsPage:
    with office.read() as session:
        draft = compose(session, PLAN, PERIOD, ON, texts)
    with office.write() as session:
        make_report(session, draft, made_on=date(2026, 6, 15))
    page = ReportsPage(office)
    qtbot.addWidget(page)
    page.refresh()
    return page


@pytest.mark.usefixtures("no_threads")
def test_letters_no_font_can_draw_are_told_with_the_files(
    ready: Office, qtbot: QtBot, said: Said, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    page = page_of(ready, qtbot, {"proposals": "Đề nghị \ue123 hỗ trợ."})
    chosen_files.will_choose(tmp_path / "ra")
    page.export()
    [text] = said.texts
    assert text.startswith("Đã xuất:\n• bao-cao_26041_dong-nai-2026_2026-H1.pdf")
    assert "không có “\ue123” (U+E123) nên bản PDF in thành ô vuông □" in text


@pytest.mark.usefixtures("no_threads")
def test_files_that_are_whole_are_named_and_nothing_else_is_said(
    ready: Office, qtbot: QtBot, said: Said, chosen_files: ChosenFiles, tmp_path: Path
) -> None:
    page = page_of(ready, qtbot)
    chosen_files.will_choose(tmp_path / "ra")
    page.export()
    assert said.texts[0].count("•") == 3
    assert "□" not in said.texts[0]


@pytest.mark.usefixtures("no_threads")
def test_a_folder_that_takes_nothing_is_told(
    ready: Office,
    qtbot: QtBot,
    said: Said,
    chosen_files: ChosenFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_given: object, **_named: object) -> str:
        raise FileProblem("Không dùng được “ra”: thư mục chỉ cho đọc; hãy chọn thư mục khác.")

    page = page_of(ready, qtbot)
    monkeypatch.setattr("desktop.reports.actions.new_folder_in", refuse)
    chosen_files.will_choose(tmp_path / "ra")
    page.export()
    assert said.texts == ["Không dùng được “ra”: thư mục chỉ cho đọc; hãy chọn thư mục khác."]


def test_the_page_opens_the_window_for_codes(ready: Office, qtbot: QtBot) -> None:
    page = page_of(ready, qtbot)
    page.look_up()
    [dialog] = page.findChildren(CodeDialog)
    assert dialog.isVisible()
    dialog.close()
