"""Saved lists: kept with question, columns and order, shown, written, undone like every act."""

from pathlib import Path

import openpyxl
import pytest
from conftest import add_people

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Actor, Role
from desktop.codelists import Code, CodeList, use_lists
from desktop.documents.pdf import write_list as write_pdf
from desktop.errors import Invalid, NotAllowed, NotFound, UserError
from desktop.journal.queries import list_acts
from desktop.people.finding import find_ids
from desktop.people.lists.actions import change_list, remove_list, rename_list, save_list
from desktop.people.lists.columns import USUAL, columns_named, known_columns
from desktop.people.lists.paper import list_paper, write_list
from desktop.people.lists.queries import (
    ListShape,
    asked_of,
    list_named,
    listing_of,
    listing_of_kept,
    saved_lists,
)
from desktop.people.queries import MASK, rows_by_ids
from documents.reading import flat, pdf_text, run

PEOPLE = (
    {"full_name": "Nguyễn Thị Đào", "birth": "1980-03-12", "sex": "nu", "degree": "TS", "degree_year": 2010},
    {"full_name": "Lê Văn Ánh", "birth": "1975", "sex": "nam", "degree": "DH", "id_number": "075075000034"},
    {"full_name": "Trần Thị Hòa", "birth": "1990-07", "sex": "nu", "degree": "TS", "workplace": "=1+1"},
)
WOMEN = ListShape("giới tính:Nữ tiến sĩ", ("full_name", "birth", "degree_year", "workplace"), "birth", True)


@pytest.fixture
def peopled(office: Office) -> Office:
    add_people(office, *PEOPLE)
    return office


def save(office: Office, name: str = "Nữ tiến sĩ", shape: ListShape = WOMEN) -> str:
    with office.write() as session:
        return save_list(session, name, shape)


def names(office: Office) -> list[str]:
    with office.read() as session:
        return [one.name for one in saved_lists(session)]


def test_a_list_is_kept_with_question_columns_and_order(peopled: Office) -> None:
    save(peopled)
    with peopled.read() as session:
        kept = list_named(session, "nu tien si")
        rows = rows_by_ids(session, find_ids(session, listing_of(session, kept.shape)))
    assert kept.shape == WOMEN
    assert [row.values["full_name"] for row in rows] == ["Trần Thị Hòa", "Nguyễn Thị Đào"]


def test_lists_stand_in_the_order_of_their_names(peopled: Office) -> None:
    for name in ("Đoàn", "Ánh sáng", "An", "Dân"):
        save(peopled, name)
    assert names(peopled) == ["An", "Ánh sáng", "Dân", "Đoàn"]


@pytest.mark.parametrize(("name", "why"), [("", "Chưa ghi"), ("nu TIEN si", "Đã có"), ("x" * 81, "dài quá")])
def test_a_bad_name_is_refused_with_a_reason(peopled: Office, name: str, why: str) -> None:
    save(peopled)
    with pytest.raises(Invalid, match=why):
        save(peopled, name)
    assert names(peopled) == ["Nữ tiến sĩ"]


def test_a_list_can_be_changed_renamed_removed_and_brought_back(peopled: Office) -> None:
    uid = save(peopled)
    with peopled.write() as session:
        change_list(session, uid, ListShape("nghỉ hưu"))
    with peopled.write() as session:
        rename_list(session, uid, "NỮ tiến sĩ")
    with peopled.read() as session:
        assert list_named(session, "NỮ tiến sĩ").shape == ListShape("nghỉ hưu")
    with peopled.write() as session:
        remove_list(session, uid)
    assert names(peopled) == []
    with peopled.write() as session:
        undo(session, list_acts(session)[0].uid)
    assert names(peopled) == ["NỮ tiến sĩ"]


def test_who_may_only_look_saves_no_list(peopled: Office) -> None:
    peopled.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    with pytest.raises(NotAllowed):
        save(peopled)


def test_a_list_that_is_gone_is_said_with_those_that_are_there(peopled: Office) -> None:
    save(peopled)
    with pytest.raises(NotFound, match="chọn trong: “Nữ tiến sĩ”"), peopled.read() as session:
        list_named(session, "Không có")
    with pytest.raises(NotFound, match="không còn"), peopled.write() as session:
        remove_list(session, "khong-co")


def test_a_question_that_is_not_understood_is_said_and_not_asked(peopled: Office) -> None:
    with pytest.raises(UserError, match="không phải số tuổi"), peopled.read() as session:
        asked_of(session, "tuổi<abc")


def test_a_saved_list_means_the_same_people_after_its_code_list_was_replaced(office: Office) -> None:
    add_people(
        office,
        {"full_name": "An", "strategic_group": "tai_nang"},
        {"full_name": "Bình", "strategic_group": "khac"},
    )
    with office.read() as session:
        question = asked_of(session, 'nhóm chiến lược:"Tài năng trẻ"').text
    assert question == 'nhóm chiến lược:"tai_nang"'
    save(office, "Trẻ", ListShape(question))
    codes = (Code("A1", "Nhóm lõi"), Code("khac", "Khác"))
    renamed = (Code("tai_nang", "Người tài"), Code("A1", "Tài năng trẻ"))
    ended = (Code("tai_nang", "Tài năng trẻ", valid_to="2020-01-01", replaced_by=("A1",)),)
    for new in (renamed, ended):
        use_lists([CodeList("strategic_group", "Nhóm chiến lược", "", (*codes[len(new) - 1 :], *new))])
        with office.read() as session:
            kept = listing_of_kept(session, list_named(session, "Trẻ"))
            found = rows_by_ids(session, find_ids(session, kept))
        assert [row.values["full_name"] for row in found] == ["An"]


@pytest.mark.parametrize("question", ["dân tộc:kinh", '"075080001234"', "không có:mục này"])
def test_a_question_with_personal_data_is_hidden_from_who_may_not_see_it(
    peopled: Office, question: str
) -> None:
    save(peopled, "Riêng", ListShape(question))
    save(peopled)
    peopled.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    with peopled.read() as session:
        assert [(one.hidden, one.shape.question) for one in saved_lists(session)] == [
            (False, WOMEN.question),
            (True, ""),
        ]
        with pytest.raises(NotAllowed, match="“Riêng” tìm theo dữ liệu cá nhân"):
            listing_of_kept(session, list_named(session, "Riêng"))


def test_columns_are_named_by_key_or_label() -> None:
    assert columns_named("full_name, Ngày sinh,cơ quan") == ("full_name", "birth", "workplace")
    for typed in ("", "tuổi", "không có cột này"):
        with pytest.raises(UserError, match="cột"):
            columns_named(typed)
    assert known_columns(["gone", "birth", "birth"]) == ("birth",)
    assert known_columns(["gone"]) == USUAL


def test_a_workbook_holds_what_is_listed_with_its_columns(peopled: Office, tmp_path: Path) -> None:
    with peopled.read() as session:
        count = write_list(session, listing_of(session, WOMEN), WOMEN.columns, tmp_path / "a.xlsx")
    assert count == 2
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [cell.data_type for cell in sheet["E"]] == ["s", "s", "n"]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["STT", "Họ và tên", "Ngày sinh", "Năm được cấp bằng", "Nơi công tác"],
        [1, "Trần Thị Hòa", "07/1990", None, "=1+1"],
        [2, "Nguyễn Thị Đào", "12/03/1980", 2010, None],
    ]


def test_who_may_not_see_personal_data_exports_none(peopled: Office, tmp_path: Path) -> None:
    peopled.actor = Actor("xem", "Người Xem (hư cấu)", Role.VIEWER)
    shape = ListShape(columns=("full_name", "id_number"))
    with peopled.read() as session:
        write_list(session, listing_of(session, shape), shape.columns, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet["C2"].value == MASK


def test_a_paper_lies_across_and_says_question_day_and_number(peopled: Office) -> None:
    shape = ListShape("nữ tiến sĩ tính đến:30/6/2026")
    with peopled.read() as session:
        paper = list_paper(session, listing_of(session, shape), shape.columns, "Nữ tiến sĩ")
    made = write_pdf(paper)
    text = flat(pdf_text(made.data))
    for said in (
        "NỮ TIẾN SĨ",
        "Giới tính: Nữ; Trình độ cao nhất: Tiến sĩ",
        "30/06/2026; 2 người",
        "UBND phường",
    ):
        assert said in text
    assert b"841.89 x 595.276" in run(made.data, "pdfinfo", "-")
    assert made.replaced == ()


def test_the_headings_of_a_long_paper_stand_on_every_page(office: Office) -> None:
    add_people(office, *({"full_name": f"Nguyễn Văn Mẫu {number}"} for number in range(60)))
    with office.read() as session:
        paper = list_paper(session, listing_of(session, ListShape()), USUAL)
    pages = pdf_text(write_pdf(paper).data).strip("\f").split("\f")
    assert len(pages) > 1
    assert all("Họ và tên" in page for page in pages)
