"""The page of tasks: a paper read into a plan, files that prove progress."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.plans.catalogue import load_plan
from desktop.plans.gui.draft_dialog import DraftDialog
from desktop.tasks.actions import adopt_plan, report_progress
from desktop.tasks.gui.evidence_dialog import EvidenceDialog
from desktop.tasks.gui.tasks_page import TasksPage
from desktop.tasks.queries import plan_choices
from desktop.tasks.succession.gui.adopting import take_on
from widgets.doors import ChosenFiles, Said, chosen_files, no_threads, said

__all__ = ["chosen_files", "no_threads", "said"]

Dialog = TypeVar("Dialog", bound=QDialog)

PAPERS = Path(__file__).parents[2] / "data" / "plans"

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support (propagateSizeHints|raise)")


@pytest.fixture
def page(office: Office, qtbot: QtBot, no_threads: None) -> Iterator[TasksPage]:
    with office.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), date(2026, 11, 20))
    with office.write() as session:
        report_progress(session, "ĐN26.3", percent=50, note="Đã họp.", on=date(2026, 11, 20))
    made = TasksPage(office)
    qtbot.addWidget(made)

    def changed(tables: frozenset[str]) -> None:
        if made.tables & tables:
            made.refresh()

    office.listeners.append(changed)
    made.show()
    made.refresh()
    made.table.select_id(next(i for i, line in enumerate(made._lines) if line.code == "ĐN26.3"))
    yield made
    office.listeners.remove(changed)


def links(page: TasksPage) -> str:
    return " ".join(label.text() for label in page.card.findChildren(QLabel))


def follow(page: TasksPage, begin: str) -> None:
    """Activate the first link of the card that begins so."""
    label = next(one for one in page.card.findChildren(QLabel) if f'href="{begin}' in one.text())
    label.linkActivated.emit(label.text().split(f'href="{begin}')[1].split('"')[0].join([begin, ""]))


def opened(page: TasksPage, kind: type[Dialog]) -> Dialog:
    """Return the page's one dialog of this kind."""
    [dialog] = page.findChildren(kind)
    return dialog


def attach(page: TasksPage, chosen_files: ChosenFiles, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    chosen_files.will_choose(path)
    follow(page, "attach:")


def test_a_plan_taken_on_later_is_named_in_full(office: Office, qtbot: QtBot, no_threads: None) -> None:
    page = TasksPage(office)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    with office.write() as session:
        adopt_plan(session, load_plan("tp-ho-chi-minh-2024"), date(2026, 11, 20))
    page.refresh()
    qtbot.wait(10)
    name = page.plan.fontMetrics().horizontalAdvance(page.plan.currentText())
    assert page.plan.width() > name + page.plan.height() // 2


def test_a_file_is_attached_seen_and_saved_outside(
    page: TasksPage, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    attach(page, chosen_files, tmp_path / "ảnh.png", b"\x89PNG\r\n\x1a\n fictional")
    assert "ảnh.png (1 KB)" in links(page)
    follow(page, "evidence:")
    dialog = opened(page, EvidenceDialog)
    chosen_files.will_choose(tmp_path / "ra.png")
    dialog.save_outside()
    assert (tmp_path / "ra.png").read_bytes() == b"\x89PNG\r\n\x1a\n fictional"
    assert "không còn được mã hóa" in said.texts[-1]


def test_a_file_is_taken_off_after_a_question(
    page: TasksPage, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    attach(page, chosen_files, tmp_path / "bb.docx", b"PK\x03\x04 fictional")
    follow(page, "evidence:")
    dialog = opened(page, EvidenceDialog)
    said.will_answer(True)
    dialog.ask_removal()
    assert "bb.docx" not in links(page)


def test_a_program_is_refused_in_words(
    page: TasksPage, chosen_files: ChosenFiles, said: Said, tmp_path: Path
) -> None:
    attach(page, chosen_files, tmp_path / "thu.exe", b"MZ")
    assert "Không nhận tệp “thu.exe”" in said.texts[-1]


def test_the_paper_of_another_plan_is_read_confirmed_and_kept(
    page: TasksPage, chosen_files: ChosenFiles, said: Said
) -> None:
    chosen_files.will_choose(PAPERS / "ha-noi-2024.txt")
    page.ask_paper()
    dialog = opened(page, DraftDialog)
    dialog.head.submit()
    assert "Đã lưu kế hoạch Hà Nội 2024" in said.texts[-1]
    said.will_answer(True)
    take_on(page, page.office, {"plan": "ha-noi-2024-2", "on": "2026-11-20"}, page.show_plan)
    assert page.plan.code() == "ha-noi-2024-2"


def test_a_plan_of_another_province_is_taken_on_only_when_confirmed(page: TasksPage, said: Said) -> None:
    said.will_answer(False)
    take_on(page, page.office, {"plan": "hai-phong-2026", "on": "2026-11-20"}, page.show_plan)
    assert "Hải Phòng ban hành, còn đơn vị thuộc" in said.texts[-1]
    with page.office.read() as session:
        assert "hai-phong-2026" not in dict(plan_choices(session))
