"""One person's papers in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import add_people
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.people.gui.people_page import PeoplePage
from desktop.people.profile.gui.paper_dialog import PersonPaperDialog
from widgets.doors import ChosenFiles, Said

pytestmark = [
    pytest.mark.usefixtures("no_threads"),
    pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)"),
]


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> PeoplePage:
    """The page of the register with one person."""
    add_people(office, {"full_name": "Nguyễn Văn An", "birth": "1980"})
    made = PeoplePage(office)
    qtbot.addWidget(made)
    made.refresh()
    return made


@pytest.mark.parametrize(
    ("show", "title"),
    [
        (PeoplePage.show_profile_paper, "Lý lịch khoa học"),
        (PeoplePage.show_form_paper, "Phiếu thu thập thông tin"),
    ],
)
def test_the_papers_of_the_person_shown_are_seen_and_saved(
    page: PeoplePage,
    said: Said,
    chosen_files: ChosenFiles,
    tmp_path: Path,
    show: Callable[[PeoplePage], None],
    title: str,
) -> None:
    page.table.select_id(page.table.ids()[0])
    show(page)
    dialog = page.findChild(PersonPaperDialog)
    assert dialog is not None
    assert dialog.windowTitle() == title
    assert dialog.preview.page_count() >= 1
    chosen_files.will_choose(tmp_path / "giay.docx")
    dialog.ask_save("Văn bản Word (*.docx)", "docx")
    assert (tmp_path / "giay.docx").exists()
    assert "dữ liệu cá nhân" in said.texts[0]
    dialog.close()


def test_without_a_person_the_form_is_blank_and_the_profile_asks_for_one(
    page: PeoplePage, said: Said
) -> None:
    page.show_profile_paper()
    assert "Hãy chọn một người" in said.texts[0]
    page.show_form_paper()
    dialog = page.findChild(PersonPaperDialog)
    assert dialog is not None
    dialog.close()
