"""Records that may be one person, looked at side by side and decided through the window; all invented."""

from dataclasses import replace

import pytest
from conftest import add_people

from desktop.accounts.rights import Actor, Role
from desktop.journal.queries import list_acts
from desktop.people.actions import remove_person, update_person
from desktop.people.duplicates.gui.duplicates_dialog import DuplicatesDialog
from desktop.people.duplicates.queries import find_duplicates
from desktop.people.gui.people_page import PeoplePage
from desktop.people.queries import PersonRow, ids_in_order, rows_by_ids
from people.gui.hands import click, names, write
from widgets.doors import Said

DAO = "Nguyễn Thị Đào"
TWICE = {
    "full_name": "Nguyễn Thị Đào", "birth": "1980", "degree": "ThS", "phone": "0900000001",
    "workplace": "Viện Mẫu & Bạn",
}  # fmt: skip
"""The same as a person of the register, by name and year of birth."""


@pytest.fixture
def dialog(page: PeoplePage) -> DuplicatesDialog:
    """The window with one likely pair, opened by its button."""
    add_people(page.office, TWICE)
    return opened(page)


def opened(page: PeoplePage) -> DuplicatesDialog:
    (twice,) = (one for one in page.more.menu().actions() if one.text() == "Tìm trùng…")
    twice.trigger()
    return page.findChildren(DuplicatesDialog)[-1]


def named(page: PeoplePage, name: str = DAO) -> list[PersonRow]:
    """Return the records of this name, the older first."""
    with page.office.read() as session:
        rows = rows_by_ids(session, sorted(ids_in_order(session)))
    return [row for row in rows if row.values["full_name"] == name]


def cells(dialog: DuplicatesDialog) -> list[tuple[str, ...]]:
    model = dialog.table.model()
    columns = range(model.columnCount())
    return [tuple(model.index(row, c).data() for c in columns) for row in range(model.rowCount())]


def choose_right(dialog: DuplicatesDialog, key: str) -> None:
    assert dialog.sides is not None
    buttons = dialog.sides.choice(key)
    assert buttons is not None
    assert buttons[0].isChecked()
    buttons[1].click()
    assert not buttons[0].isChecked()


def test_a_pair_stands_with_score_and_reason(dialog: DuplicatesDialog) -> None:
    assert cells(dialog) == [("75", DAO, DAO, "Cùng họ tên, ngày sinh khớp nhau (12/03/1980 và 1980).")]
    assert dialog.banner.text() == "Có 1 cặp hồ sơ có thể là của một người."


def test_only_fields_that_differ_are_a_choice(dialog: DuplicatesDialog) -> None:
    assert dialog.sides is not None
    differing = {key for key in ("full_name", "birth", "degree", "workplace", "phone", "sex", "status")
                 if dialog.sides.choice(key)}  # fmt: skip
    assert differing == {"birth", "degree", "workplace"}
    texts = [one.text() for one in dialog.sides.choice("workplace") or ()]
    assert texts == ["Bệnh viện Mẫu", "Viện Mẫu && Bạn"]


def test_merging_keeps_the_older_record_with_what_was_chosen(
    dialog: DuplicatesDialog, page: PeoplePage
) -> None:
    older = named(page)[0].uid
    choose_right(dialog, "workplace")
    click(dialog.merge_button)
    (person,) = named(page)
    assert person.uid == older
    assert (person.values["workplace"], person.values["degree"]) == ("Viện Mẫu & Bạn", "TS")
    assert (person.values["birth"], person.values["phone"]) == ("1980-03-12", "0900000001")
    assert names(page).count(DAO) == 1
    assert cells(dialog) == []
    assert dialog.banner.text().startswith("Đã gộp")
    assert not dialog.merge_button.isEnabled()


def test_a_merge_is_taken_apart_in_the_same_window(dialog: DuplicatesDialog, page: PeoplePage) -> None:
    before = [row.values for row in named(page)]
    assert not dialog.undo_button.isVisible()
    choose_right(dialog, "degree")
    click(dialog.merge_button)
    click(dialog.undo_button)
    assert [row.values for row in named(page)] == before
    assert len(cells(dialog)) == 1
    assert not dialog.undo_button.isVisible()


def test_a_merge_that_was_built_upon_is_taken_apart_too(dialog: DuplicatesDialog, page: PeoplePage) -> None:
    click(dialog.merge_button)
    with page.office.write() as session:
        update_person(session, named(page)[0].uid, {"phone": "0900000002"})
    click(dialog.undo_button)
    assert sorted(row.values["phone"] for row in named(page)) == ["0900000001", "0900000002"]


def test_not_one_person_is_remembered_with_its_reason(dialog: DuplicatesDialog, page: PeoplePage) -> None:
    dialog.why.setFocus()
    write("hai chị em họ")
    click(dialog.apart_button)
    assert cells(dialog) == []
    assert len(named(page)) == 2
    with page.office.read() as session:
        assert find_duplicates(session) == []
        assert list_acts(session)[0].why == "hai chị em họ"
    assert cells(opened(page)) == []


def test_the_next_pair_is_shown_after_a_decision(page: PeoplePage) -> None:
    add_people(page.office, TWICE, {"full_name": "Trần Minh Hòa", "birth": "1990", "phone": "0900000009"})
    dialog = opened(page)
    assert len(cells(dialog)) == 2
    click(dialog.merge_button)
    assert [row[1] for row in cells(dialog)] == ["Trần Minh Hòa"]
    click(dialog.merge_button)
    (person,) = named(page, "Trần Minh Hòa")
    assert person.values["phone"] == "0900000009"


def test_a_record_gone_meanwhile_cannot_be_merged(
    dialog: DuplicatesDialog, page: PeoplePage, said: Said
) -> None:
    with page.office.write() as session:
        remove_person(session, named(page)[1].uid, "nhập trùng")
    click(dialog.merge_button)
    assert "Không tìm thấy hồ sơ" in said.texts[0]
    assert len(named(page)) == 1


def test_without_duplicates_the_window_says_so(page: PeoplePage) -> None:
    dialog = opened(page)
    assert cells(dialog) == []
    assert dialog.banner.text() == ""
    assert not dialog.apart_button.isEnabled()


def test_who_may_not_edit_has_no_such_button(page: PeoplePage) -> None:
    viewer = replace(page.office, actor=Actor("xem", "Người Xem (hư cấu)", Role.VIEWER))
    other = PeoplePage(viewer)
    assert "Tìm trùng…" not in [one.text() for one in other.more.menu().actions()]
    other.deleteLater()


def test_status_and_date_are_chosen_as_one(page: PeoplePage) -> None:
    add_people(page.office, TWICE | {"status": "nghi_huu", "status_since": "2024"})
    with page.office.write() as session:
        update_person(session, named(page)[0].uid, {"status_since": "2010"})
    dialog = opened(page)
    choose_right(dialog, "status")
    assert dialog.sides is not None
    assert dialog.sides.values() == {"status": "nghi_huu", "status_since": "2024"}
    date = dialog.sides.choice("status_since")
    assert date is not None
    date[0].click()
    assert dialog.sides.values() == {}
