"""The record typed without a mouse, and what was typed outliving the program."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.accounts.drafts import DraftText, KeptDraft, drafts_of, keep_draft
from desktop.accounts.gui.draft_keeper import DraftKeeper
from desktop.accounts.office import Office, open_with_key
from desktop.accounts.rights import Actor, Role
from desktop.people.actions import remove_person, update_person
from desktop.people.gui.people_page import PeoplePage
from desktop.people.queries import get_person
from desktop.people.standing.gui.standing_dialog import StandingDialog
from people.gui.hands import CTRL, change, choose, click, enter, names, shown, strike, write
from widgets.doors import Said

DAO, HOA = "Nguyễn Thị Đào", "Trần Minh Hòa"

TYPED = {
    "full_name": ("đỗ quang mẫu", "Đỗ Quang Mẫu"),
    "birth": ("5/3/1981", "1981-03-05"),
    "sex": ("nam", "nam"),
    "ethnicity": ("tay", "02"),
    "id_number": ("075081000345", "075081000345"),
    "relation": ("cong tac", "cong_tac"),
    "residence": ("tran bien", "26041"),
    "address": ("12 Khu phố 3", "12 Khu phố 3"),
    "origin": ("dong nai", "75"),
    "phone": ("0912345678", "0912345678"),
    "email": ("mau@example.vn", "mau@example.vn"),
    "workplace": ("Viện Mẫu", "Viện Mẫu"),
    "sector": ("su nghiep", None),
    "position": ("Trưởng phòng", "Trưởng phòng"),
    "work_field": ("y te", None),
    "association": ("nu tri", "nu_tri_thuc"),
    "degree": ("ts", "TS"),
    "degree_year": ("2012", 2012),
    "academic_title": ("pgs", "PGS"),
    "specialist": ("ckii", "CKII"),
    "honour": ("ttut", "TTUT"),
    "training_field": ("suc khoe", None),
    "major": ("Nội khoa", "Nội khoa"),
    "research_field": ("y hoc lam", None),
    "trained_year": ("2024", 2024),
    "status_since": ("9/2010", "2010-09"),
    "note": ("Có thể tư vấn", "Có thể tư vấn"),
    "confirmed_on": ("01/11/2026", "2026-11-01"),
}
"""What an officer types into each field, and what is to be stored; None: whatever code was found first."""

A_MINUTE = 320
"""So many keys an office worker strikes in a minute (about sixty words)."""


def drafts(office: Office) -> list[KeptDraft]:
    with office.read() as session:
        return drafts_of(session)


def stored(office: Office, uid: str) -> dict[str, object]:
    with office.read() as session:
        return dict(get_person(session, uid).values)


def test_a_whole_record_is_typed_in_a_minute_without_a_mouse(page: PeoplePage) -> None:
    struck = 1
    page.table.setFocus()
    strike(Qt.Key.Key_N, CTRL)
    for key, editor in ((key, page.panel.form.editor(key)) for key in page.panel.form.values()):
        assert QApplication.focusWidget() is editor
        text = TYPED.get(key, ("", None))[0]
        write(text)
        enter()
        struck += len(text) + 1
        if isinstance(editor, QPlainTextEdit):
            enter()
            struck += 1
    strike(Qt.Key.Key_S, CTRL)
    assert struck + 1 <= A_MINUTE
    values = stored(page.office, page.panel.uid)
    wanted = {key: value for key, (_text, value) in TYPED.items() if value is not None}
    assert {key: values[key] for key in wanted} == wanted
    assert [key for key in TYPED if values[key] is None] == []


def test_enter_in_a_note_makes_a_line_and_leaves_it_from_an_empty_one(page: PeoplePage) -> None:
    choose(page, DAO)
    note = page.panel.form.editor("note")
    assert isinstance(note, QPlainTextEdit)
    note.setFocus()
    write("Một")
    enter()
    write("Hai")
    enter()
    assert QApplication.focusWidget() is note
    enter()
    assert QApplication.focusWidget() is page.panel.form.editor("confirmed_on")
    assert note.toPlainText() == "Một\nHai"


def test_what_is_typed_is_kept_within_two_seconds_and_forgotten_when_saved(
    page: PeoplePage, qtbot: QtBot
) -> None:
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    qtbot.waitUntil(lambda: bool(drafts(page.office)), timeout=2_000)
    (draft,) = drafts(page.office)
    assert (draft.subject, draft.values) == (page.panel.uid, {"workplace": "Viện Mẫu"})
    click(page.panel.save_button)
    assert drafts(page.office) == []


def test_steady_typing_is_kept_too(page: PeoplePage, qtbot: QtBot) -> None:
    page.ask_new()
    began = time.monotonic()
    while not drafts(page.office):
        write("a")
        qtbot.wait(50)
        assert time.monotonic() - began < 2


def test_what_was_given_up_or_taken_back_is_forgotten(page: PeoplePage, said: Said) -> None:
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    page.panel.keeper.keep_now()
    said.will_answer(True)
    strike(Qt.Key.Key_Escape)
    assert drafts(page.office) == []
    change(page, "workplace", "Viện Mẫu")
    page.panel.keeper.keep_now()
    change(page, "workplace", "Bệnh viện Mẫu")
    page.panel.keeper.keep_now()
    assert drafts(page.office) == []


def test_what_is_given_up_on_leaving_is_forgotten_before_the_office_closes(page: PeoplePage) -> None:
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    page.panel.keeper.keep_now()
    assert len(drafts(page.office)) == 1
    page.give_up()
    assert drafts(page.office) == []


def test_advice_stands_under_its_field_and_holds_nothing_up(page: PeoplePage) -> None:
    choose(page, "Lê Văn Ánh")
    assert "từ ngày nào" in page.panel.form.problem_text("status")
    change(page, "workplace", "Viện Mẫu")
    click(page.panel.save_button)
    assert stored(page.office, page.panel.uid)["workplace"] == "Viện Mẫu"


def test_keeping_a_draft_refreshes_no_page(page: PeoplePage) -> None:
    heard: list[frozenset[str]] = []
    page.office.listeners.append(heard.append)
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    page.panel.keeper.keep_now()
    assert heard == []


@pytest.fixture
def threaded(peopled: Office, dressed: QApplication, qtbot: QtBot) -> Iterator[PeoplePage]:
    """The page with real threads."""
    for page in shown(PeoplePage(peopled), qtbot):
        qtbot.waitUntil(lambda page=page: bool(names(page)))
        yield page


def test_the_window_does_not_wait_for_a_draft_even_while_somebody_else_writes(
    threaded: PeoplePage, qtbot: QtBot
) -> None:
    choose(threaded, DAO)
    change(threaded, "workplace", "Viện Mẫu")
    with threaded.office.write():
        began = time.perf_counter()
        threaded.panel.keeper.keep_now()
        assert time.perf_counter() - began < 1
        qtbot.wait(50)
        assert drafts(threaded.office) == []
    qtbot.waitUntil(lambda: bool(drafts(threaded.office)), timeout=2_000)


def test_a_draft_under_way_does_not_outlive_saving(threaded: PeoplePage, qtbot: QtBot) -> None:
    choose(threaded, DAO)
    for number in range(5):
        change(threaded, "workplace", f"Viện Mẫu {number}")
        threaded.panel.keeper.keep_now()
        click(threaded.panel.save_button)
    qtbot.wait(200)
    assert drafts(threaded.office) == []


def left_behind(office: Office, subject: str, basis: str, **values: object) -> None:
    """Leave a draft as a program that died would have."""
    with office.write() as session:
        keep_draft(session, DraftText("cu", "person", subject, "hồ sơ “Mẫu”", values, basis))


def reopened(office: Office, qtbot: QtBot) -> Iterator[PeoplePage]:
    yield from shown(PeoplePage(office), qtbot)


def test_a_new_record_is_offered_again_and_gone_on_with(
    peopled: Office, dressed: QApplication, qtbot: QtBot, no_threads: None
) -> None:
    left_behind(peopled, "", "", full_name="Đỗ Quang Mẫu", birth="1981-03-05", degree="TS")
    for page in reopened(peopled, qtbot):
        assert page.panel.drafts.offer.isVisible()
        assert page.panel.drafts.offer.text.text().startswith("Có bản đang gõ dở lúc ")
        click(page.panel.drafts.offer.resume_button)
        assert page.has_unsaved()
        assert not page.panel.drafts.offer.isVisible()
        click(page.panel.save_button)
        assert "Đỗ Quang Mẫu" in names(page)
    assert drafts(peopled) == []


def test_a_changed_record_is_gone_on_with_and_chosen_in_the_list(page: PeoplePage, qtbot: QtBot) -> None:
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    page.panel.keeper.keep_now()
    for again in reopened(page.office, qtbot):
        click(again.panel.drafts.offer.resume_button)
        assert again.panel.name == DAO
        assert again.table.selected_ids() == [again.panel.person.id if again.panel.person else 0]
        assert again.panel.form.values()["workplace"] == "Viện Mẫu"
        click(again.panel.save_button)
    assert stored(page.office, page.panel.uid)["workplace"] == "Viện Mẫu"


def test_a_draft_can_be_dropped(
    peopled: Office, dressed: QApplication, qtbot: QtBot, no_threads: None
) -> None:
    left_behind(peopled, "", "", full_name="Đỗ Quang Mẫu")
    for page in reopened(peopled, qtbot):
        click(page.panel.drafts.offer.drop_button)
        assert not page.panel.drafts.offer.isVisible()
    assert drafts(peopled) == []


def test_a_draft_of_a_record_that_was_changed_since_says_so_and_keeps_the_other_changes(
    page: PeoplePage, qtbot: QtBot
) -> None:
    choose(page, DAO)
    uid = page.panel.uid
    change(page, "workplace", "Viện Mẫu")
    page.panel.keeper.keep_now()
    with page.office.write() as session:
        update_person(session, uid, {"position": "Trưởng khoa"})
    for again in reopened(page.office, qtbot):
        assert "đã được sửa sau đó" in again.panel.drafts.offer.text.text()
        click(again.panel.drafts.offer.resume_button)
        click(again.panel.save_button)
    values = stored(page.office, uid)
    assert (values["workplace"], values["position"]) == ("Viện Mẫu", "Trưởng khoa")


def test_a_draft_of_a_record_that_is_gone_can_only_be_dropped(page: PeoplePage, qtbot: QtBot) -> None:
    choose(page, DAO)
    uid = page.panel.uid
    change(page, "workplace", "Viện Mẫu")
    page.panel.keeper.keep_now()
    with page.office.write() as session:
        remove_person(session, uid, "thử")
    for again in reopened(page.office, qtbot):
        assert "không còn trong sổ" in again.panel.drafts.offer.text.text()
        assert not again.panel.drafts.offer.resume_button.isEnabled()


def test_another_user_is_offered_nothing(
    peopled: Office, dressed: QApplication, qtbot: QtBot, no_threads: None
) -> None:
    left_behind(peopled, "", "", full_name="Đỗ Quang Mẫu")
    other = replace(peopled, actor=Actor("khac", "Người Khác (hư cấu)", Role.EDITOR))
    for page in reopened(other, qtbot):
        assert not page.panel.drafts.offer.isVisible()


def test_nothing_is_offered_while_something_else_is_typed(
    peopled: Office, dressed: QApplication, qtbot: QtBot, no_threads: None
) -> None:
    left_behind(peopled, "", "", full_name="Đỗ Quang Mẫu")
    for page in reopened(peopled, qtbot):
        choose(page, HOA)
        change(page, "workplace", "Viện Mẫu")
        assert not page.panel.drafts.offer.isVisible()
        click(page.panel.save_button)
        assert page.panel.drafts.offer.isVisible()


TYPIST = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from desktop.accounts.office import open_with_key
from desktop.people.gui.person_panel import PersonPanel
from desktop.widgets.theme import apply_theme
from widgets.doors import type_text
app = QApplication([])
apply_theme(app, "light", 10)
office = open_with_key(Path(sys.argv[1]), bytes.fromhex(sys.stdin.readline()), "canbo")
panel = PersonPanel(office)
panel.start_new()
panel.show()
type_text(panel.form.editor("full_name"), "đỗ quang mẫu")
loop, typing = QEventLoop(), QTimer(interval=10)
typing.timeout.connect(lambda: type_text(panel.form.editor("workplace"), "x"))
typing.start()
QTimer.singleShot(2_000, lambda: print("typed", flush=True))
loop.exec()
"""


def test_what_was_typed_survives_a_killed_program(office: Office, template: tuple[Path, bytes]) -> None:
    office.close()
    with subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(office.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=None,
        cwd=Path(__file__).parents[2],
    ) as typist:
        assert typist.stdin is not None
        assert typist.stdout is not None
        typist.stdin.write(template[1].hex() + "\n")
        typist.stdin.flush()
        assert typist.stdout.readline() == "typed\n"
        typist.kill()
    again = open_with_key(office.folder, template[1], "canbo")
    (draft,) = drafts(again)
    assert draft.values["full_name"] == "Đỗ Quang Mẫu"
    again.close()


def test_a_draft_that_cannot_be_kept_is_told(
    page: PeoplePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.accounts.gui import draft_keeper
    from desktop.errors import FileProblem

    def full(*_: object) -> None:
        raise FileProblem("Ổ đĩa đã đầy; hãy giải phóng chỗ trống.")

    monkeypatch.setattr(draft_keeper, "keep_draft", full)
    choose(page, DAO)
    change(page, "workplace", "Viện Mẫu")
    with qtbot.waitSignal(page.panel.keeper.troubled) as told:
        page.panel.keeper.keep_now()
    assert "Ổ đĩa đã đầy" in told.args[0]
    assert isinstance(page.panel.keeper, DraftKeeper)


def test_the_standings_of_a_person_open_beside_his_status(page: PeoplePage) -> None:
    choose(page, DAO)
    page.panel.form.ensureWidgetVisible(page.panel.standing_button)
    click(page.panel.standing_button)
    (dialog,) = page.findChildren(StandingDialog)
    assert dialog.isVisible()
    page.ask_new()
    assert not page.panel.standing_button.isVisible()
