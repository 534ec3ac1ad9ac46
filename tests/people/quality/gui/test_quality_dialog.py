"""The window about the quality of the register, worked through its widgets; all people are invented."""

import pytest
from sqlalchemy import update

from desktop.accounts.rights import Actor, Role
from desktop.journal.models import Act
from desktop.journal.queries import list_acts
from desktop.people.actions import record_person
from desktop.people.duplicates.gui.duplicates_dialog import DuplicatesDialog
from desktop.people.gui.accept_dialog import AcceptDialog
from desktop.people.gui.people_page import PeoplePage
from desktop.people.normal import today
from desktop.people.quality.gui.quality_dialog import LACKING, REVIEW, QualityDialog
from desktop.people.quality.queries import NOT_ALL
from desktop.people.queries import MASKED, rows_by_ids
from desktop.text import day
from widgets.doors import Said

WORKING = {"status": "dang_lam"}
RULE = "Số điện thoại không đúng dạng"


@pytest.fixture
def dialog(page: PeoplePage) -> QualityDialog:
    """The window about five people, three of them recorded long ago, one with a doubtful number."""
    with page.office.write() as session:
        session.execute(update(Act).values(at="2024-01-01T00:00:00+00:00"))
    for values in ({"full_name": "Đỗ Văn Khoa", "phone": "12345"}, {"full_name": "Vũ Thị Lan", "phone": ""}):
        with page.office.write() as session:
            record_person(session, {"birth": "1980", "degree": "ThS", "status": "dang_lam"} | values)
    return opened(page)


def opened(page: PeoplePage) -> QualityDialog:
    (entry,) = (one for one in page.more.menu().actions() if one.text() == "Chất lượng dữ liệu…")
    entry.trigger()
    return page.findChildren(QualityDialog)[-1]


def choose(dialog: QualityDialog, kind: str, what: str = "") -> None:
    (place,) = (
        at for at, one in enumerate(dialog.lines) if one.kind == kind and (not what or one.what == what)
    )
    dialog.table.select_id(place)


def listed(dialog: QualityDialog) -> list[str]:
    with dialog._office.read() as session:
        return [row.texts["full_name"] for row in rows_by_ids(session, list(dialog.people.ids()))]


def test_the_figures_tell_how_good_the_register_is(dialog: QualityDialog) -> None:
    share, doubtful, review = (one.accessibleName() for one in dialog.figures)
    assert share.startswith("Độ đầy đủ của sổ: ")
    assert "5 hồ sơ đang được tính" in share
    assert doubtful.startswith("Hồ sơ có điều cần xem lại: 1.")
    assert review.startswith("Hồ sơ cần rà soát: 3.")
    assert "Nhân thân" in dialog.sections.text()


def test_a_line_lists_whom_it_concerns(dialog: QualityDialog) -> None:
    choose(dialog, "Cảnh báo", RULE)
    assert listed(dialog) == ["Đỗ Văn Khoa"]
    choose(dialog, LACKING, "Nơi công tác")
    assert listed(dialog) == ["Trần Minh Hòa", "Đỗ Văn Khoa", "Vũ Thị Lan"]


def test_the_emptiest_field_stands_first_with_its_share(dialog: QualityDialog) -> None:
    fields = [one for one in dialog.lines if one.kind == LACKING]
    assert fields[0].share == "0,0 %"
    assert fields[-1].share != "0,0 %"


def test_all_that_are_due_are_confirmed_after_a_question(dialog: QualityDialog, said: Said) -> None:
    choose(dialog, REVIEW)
    assert dialog.confirm_button.text() == "Đã rà soát hôm nay (3)"
    said.will_answer(True)
    dialog.confirm_button.click()
    assert "rà soát 3 hồ sơ" in dialog.banner.text()
    assert dialog.lines[0].people == 0


def test_a_warning_is_accepted_for_all_of_its_people_with_one_reason(
    dialog: QualityDialog, page: PeoplePage
) -> None:
    with page.office.write() as session:
        record_person(session, {"full_name": "Mai Văn Sáu", "phone": "678", "degree": "DH"} | WORKING)
    dialog.read()
    choose(dialog, REVIEW)
    assert not dialog.accept_button.isVisible()
    choose(dialog, "Cảnh báo", RULE)
    dialog.accept_button.click()
    (asked,) = dialog.findChildren(AcceptDialog)
    asked.why.setText("Số nội bộ của cơ quan")
    asked.agree_button.click()
    assert "của 2 hồ sơ" in dialog.banner.text()
    assert RULE not in [one.what for one in dialog.lines]
    with page.office.read() as session:
        act = list_acts(session)[0]
    assert (act.verb, act.why) == ("Chấp nhận cảnh báo", "Số nội bộ của cơ quan")


def test_one_chosen_is_confirmed_at_once(dialog: QualityDialog, said: Said) -> None:
    choose(dialog, REVIEW)
    chosen = dialog.people.ids()[0]
    dialog.people.select_id(chosen)
    dialog.confirm_button.click()
    assert said.texts == []
    with dialog._office.read() as session:
        assert rows_by_ids(session, [chosen])[0].texts["confirmed_on"] == day(today())


def test_a_record_is_opened_from_the_list(dialog: QualityDialog, page: PeoplePage) -> None:
    choose(dialog, "Cảnh báo", RULE)
    dialog.people.select_id(dialog.people.ids()[0])
    dialog.open_button.click()
    assert not dialog.isVisible()
    assert page.panel.name == "Đỗ Văn Khoa"


def test_the_search_for_duplicates_is_a_click_away(dialog: QualityDialog, page: PeoplePage) -> None:
    dialog.duplicates_button.click()
    assert page.findChildren(DuplicatesDialog)


def test_who_may_not_edit_confirms_nothing(page: PeoplePage) -> None:
    page.office.actor = Actor("xem", "Người xem", Role.VIEWER)
    made = opened(page)
    assert not made.confirm_button.isVisible()
    assert not made.duplicates_button.isVisible()
    made.accept()


def test_who_may_not_see_all_goes_through_every_line(
    dialog: QualityDialog, page: PeoplePage, said: Said
) -> None:
    dialog.accept()
    page.office.actor = Actor("xem", "Người xem", Role.VIEWER)
    made = opened(page)
    assert MASKED.isdisjoint(one.key for one in made.lines)
    assert RULE not in [one.what for one in made.lines]
    for place in range(len(made.lines)):
        made.table.select_id(place)
        assert len(made.people.ids()) == made.lines[place].people
    assert made.sections.text().endswith(NOT_ALL)
    assert said.texts == []
    made.accept()
