from collections.abc import Iterator
from datetime import date

import pytest
from conftest import add_people
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.errors import NotAllowed
from desktop.reports.compose import compose
from desktop.reports.composing.differences import Difference, differences
from desktop.reports.composing.texts import Place, keep_text, kept_texts
from desktop.reports.gui.compose_dialog import ComposeDialog
from desktop.reports.queries import list_snapshots
from reports.conftest import ON, PERIOD, PLAN

PLACE = Place(PLAN, PERIOD)


def keep(office: Office, text: str, sitting: str = "a", generated: str = "Soạn.") -> None:
    with office.write() as session:
        keep_text(session, PLACE, "register", sitting, (text, generated))


def kept(office: Office) -> list[str]:
    with office.read() as session:
        return [one.text for one in kept_texts(session, PLACE).get("register", [])]


def test_what_is_written_in_one_sitting_stands_for_what_was_before(office: Office) -> None:
    keep(office, "Một")
    keep(office, "Một hai")
    assert kept(office) == ["Một hai"]


def test_a_later_sitting_never_writes_over_an_earlier_one(office: Office) -> None:
    keep(office, "Bản sáng")
    keep(office, "", "b")
    assert kept(office) == ["", "Bản sáng"]


@pytest.mark.parametrize("text", ["dài " * 50_000, "a\x01b\x0b", "🙂 vui"], ids=["long", "control", "emoji"])
def test_any_text_is_kept_letter_by_letter(office: Office, text: str) -> None:
    keep(office, text)
    assert kept(office) == [text]


def test_who_may_not_make_reports_keeps_no_text(office: Office) -> None:
    reader = Office(office.folder, office.database, Actor("xem", "Người xem", Role.VIEWER))
    with pytest.raises(NotAllowed):
        keep(reader, "Không được")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("Có 4 người. Nữ 2.", "Có 5 người. Nữ 2.", [("Có 4 người.", "Có 5 người.")]),
        ("Một.\nHai.", "Một.", [("Hai.", "")]),
        ("Một.", "Một. Hai.", [("", "Hai.")]),
        ("Một.", "Một.", []),
    ],
)
def test_changes_are_told_sentence_by_sentence(before: str, after: str, found: list[tuple[str, str]]) -> None:
    assert differences(before, after) == [Difference(*pair) for pair in found]


class Desk:
    """The windows of one test, opened again and again."""

    def __init__(self, office: Office, parent: QWidget) -> None:
        self.office, self.parent, self.made = office, parent, list[str]()

    def open(self) -> ComposeDialog:
        with self.office.read() as session:
            draft = compose(session, PLAN, PERIOD, ON)
            texts = kept_texts(session, PLACE)
        dialog = ComposeDialog(self.parent, self.office, draft, self.made.append, texts)
        dialog.show()
        return dialog


@pytest.fixture
def desk(qtbot: QtBot, no_threads: None, ready: Office) -> Iterator[Desk]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield Desk(ready, parent)
    parent.close()


def wrote(desk: Desk, text: str) -> None:
    dialog = desk.open()
    dialog._sections["register"].editor.setPlainText(text)
    dialog.reject()


def test_what_was_written_is_offered_again(desk: Desk) -> None:
    wrote(desk, "Lời của cán bộ.")
    section = desk.open()._sections["register"]
    assert section.text == "Lời của cán bộ."
    assert not section.is_behind


def test_what_was_typed_is_there_after_a_crash(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.open()
    dialog._sections["register"].editor.setPlainText("Chưa đóng cửa sổ.")
    qtbot.waitUntil(lambda: kept(desk.office) == ["Chưa đóng cửa sổ."])


def test_new_data_leave_the_own_text_and_say_what_changed(desk: Desk) -> None:
    wrote(desk, "Lời của cán bộ.")
    add_people(desk.office, {"full_name": "Người Mới", "sex": "nu"})
    section = desk.open()._sections["register"]
    assert section.text == "Lời của cán bộ."
    assert section.is_behind
    assert any("có 5 trí thức" in change.after for change in section.changes())


def test_keeping_the_own_text_is_remembered(desk: Desk) -> None:
    wrote(desk, "Lời của cán bộ.")
    add_people(desk.office, {"full_name": "Người Mới"})
    dialog = desk.open()
    dialog._sections["register"].keep_own()
    dialog.reject()
    assert not desk.open()._sections["register"].is_behind


def test_taking_the_new_draft_keeps_the_own_text_among_those_of_before(desk: Desk) -> None:
    wrote(desk, "Lời của cán bộ.")
    add_people(desk.office, {"full_name": "Người Mới"})
    dialog = desk.open()
    dialog._sections["register"].take_new()
    assert "có 5 trí thức" in dialog._sections["register"].text
    dialog.reject()
    section = desk.open()._sections["register"]
    assert [one.text for one in section.versions()] == ["Lời của cán bộ."]
    section.bring_back(section.versions()[0])
    assert section.text == "Lời của cán bộ."


def test_the_paper_has_the_chosen_annexes_in_their_order(desk: Desk) -> None:
    dialog = desk.open()
    dialog.annexes["intellectuals"].setChecked(True)
    dialog.annexes["targets"].setChecked(False)
    draft = dialog._rewritten()()
    assert [(one.number, one.title) for one in draft.report.annexes] == [
        ("I", "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ"),
        ("II", "SỐ LIỆU ĐỘI NGŨ TRÍ THỨC"),
        ("III", "DANH SÁCH TRÍ THỨC TRÊN ĐỊA BÀN"),
    ]


def test_the_frozen_report_has_the_officers_words(desk: Desk) -> None:
    dialog = desk.open()
    dialog._sections["register"].editor.setPlainText("Lời của cán bộ.")
    dialog.freeze()
    with desk.office.read() as session:
        assert [line.uid for line in list_snapshots(session)] == desk.made
        assert date.fromisoformat(list_snapshots(session)[0].cut_off) == ON
