"""Cells that say more than they are for."""

import pytest

from desktop.errors import Severity
from desktop.excel.book import Book, Cell, Sheet
from desktop.people.importing.list_rows import ListRow
from desktop.people.importing.reading import parse_book


def row_of(headings: list[Cell], cells: list[Cell]) -> ListRow:
    book = Book("a.xlsx", (Sheet("Sheet", [headings, cells]),))
    (row,) = parse_book(book).people
    assert all(one.severity is Severity.WARN for one in row.said)
    return row


def named(name: str) -> ListRow:
    return row_of(["Họ và tên", "Trình độ"], [name, "TS"])


@pytest.mark.parametrize(
    ("typed", "name", "note"),
    [
        ("PHẠM GIA KHÁNH\n(ĐÃ NGHỈ HƯU)", "PHẠM GIA KHÁNH", "ĐÃ NGHỈ HƯU"),
        ("Phạm Gia Khánh (đã mất)", "Phạm Gia Khánh", "đã mất"),
        ("Phạm Gia Khánh (Út)", "Phạm Gia Khánh", "Út"),
        ("PGS.TS. Phạm Gia Khánh (Út)", "PGS.TS. Phạm Gia Khánh", "Út"),
        ("Phạm Gia Khánh\nhưu trí từ 2020", "Phạm Gia Khánh", "hưu trí từ 2020"),
    ],
)
def test_a_remark_beside_a_name_goes_into_the_note(typed: str, name: str, note: str) -> None:
    row = named(typed)
    assert (row.values["full_name"], row.values["note"]) == (name, note)
    assert ("tình trạng" in row.said[0].message) is (note != "Út")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("PHẠM GIA\nKHÁNH", "PHẠM GIA KHÁNH"), ("Phạm\nGia Khánh", "Phạm Gia Khánh"),
        ("Phạm Gia Khánh (TS)", "Phạm Gia Khánh (TS)"), ("Phạm Gia Khánh\nPGS.TS", "Phạm Gia Khánh, PGS.TS"),
    ],
)  # fmt: skip
def test_a_name_in_two_lines_and_titles_behind_it_stay(typed: str, name: str) -> None:
    row = named(typed)
    assert (row.values["full_name"], "note" in row.values, row.said) == (name, False, ())


@pytest.mark.parametrize(
    ("typed", "name", "birth"),
    [
        ("Nguyễn Văn A, 1975", "Nguyễn Văn A", "1975"),
        ("Nguyễn Văn A (1975)", "Nguyễn Văn A", "1975"),
        ("Nguyễn Văn A - 1975", "Nguyễn Văn A", "1975"),
        ("Nguyễn Văn A, sinh năm 1975", "Nguyễn Văn A", "1975"),
        ("Nguyễn Văn A SN: 05/1975", "Nguyễn Văn A", "05/1975"),
        ("Nguyễn Văn A 12/5/1975", "Nguyễn Văn A", "12/5/1975"),
        ("TS. Nguyễn Văn A; 12.05.1975", "TS. Nguyễn Văn A", "12.05.1975"),
    ],
)
def test_a_birth_behind_a_name_is_the_birth(typed: str, name: str, birth: str) -> None:
    row = row_of(["Họ tên, năm sinh", "Trình độ"], [typed, "TS"])
    assert (row.values["full_name"], row.values["birth"], row.said) == (name, birth, ())


def test_a_birth_behind_a_name_does_not_replace_the_one_given() -> None:
    row = row_of(["Họ và tên", "Ngày sinh", "Trình độ"], ["Nguyễn Văn A 1975", "02/03/1976", "TS"])
    assert row.values["birth"] == "02/03/1976"


@pytest.mark.parametrize(
    ("typed", "phone", "mail"),
    [
        ("an@mau.vn; 0912 345 678", "0912 345 678", "an@mau.vn"),
        ("0912345678 / an@mau.vn", "0912345678", "an@mau.vn"),
        ("0912345678 an@mau.vn", "0912345678", "an@mau.vn"),
        ("an@mau.vn 0912 345 678", "0912 345 678", "an@mau.vn"),
        ("an@mau.vn", None, "an@mau.vn"),
        ("0912345678", "0912345678", None),
    ],
)
def test_a_mail_beside_a_telephone_goes_where_mail_belongs(
    typed: str, phone: str | None, mail: str | None
) -> None:
    row = row_of(["Họ và tên", "Trình độ", "Email; điện thoại"], ["Lê An", "TS", typed])
    assert (row.values.get("phone"), row.values.get("email")) == (phone, mail)


@pytest.mark.parametrize(
    ("typed", "kept", "noted"),
    [
        ("0912345678, 0251.382 (cơ quan), an@mau.vn", "0912345678", "0251.382 (cơ quan)"),
        ("0912345678 an@mau.vn binh@mau.vn", "0912345678", "binh@mau.vn"),
        ("an@mau.vn, chưa có", None, "chưa có"),
    ],
)
def test_nothing_is_lost_of_a_cell_with_telephone_mail_and_more(
    typed: str, kept: str | None, noted: str
) -> None:
    row = row_of(["Họ và tên", "Điện thoại"], ["Lê An", typed])
    assert (row.values.get("phone"), row.values.get("email")) == (kept, "an@mau.vn")
    assert noted in str(row.values["note"])
    assert noted in row.said[0].message


def test_a_year_in_brackets_behind_a_name_is_the_birth() -> None:
    assert named("Phạm Gia Khánh (SN 1966)").values["birth"] == "1966"


@pytest.mark.parametrize(
    "typed", ["0903 222 444 - 0918 333 555", "0903222444; 0918 333 555", "0903222444/0918 333 555"]
)
def test_of_two_telephone_numbers_the_first_is_kept(typed: str) -> None:
    row = row_of(["Họ và tên", "ĐTDĐ", "Ghi chú"], ["Lê An", typed, "Đảng viên"])
    assert str(row.values["phone"]).replace(" ", "") == "0903222444"
    assert row.values["note"] == "Đảng viên\nĐiện thoại khác: 0918 333 555"
    assert "0918 333 555" in row.said[0].message


def test_one_telephone_number_in_parts_stays() -> None:
    row = row_of(["Họ và tên", "ĐTDĐ"], ["Lê An", "0251 - 3822 999"])
    assert (row.values["phone"], row.said) == ("0251 - 3822 999", ())


@pytest.mark.parametrize(("typed", "year"), [("93", "1993"), (93, "1993"), ("05", "2005"), (15, "1915")])
def test_half_a_year_is_that_of_a_grown_person(
    typed: Cell, year: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    monkeypatch.setattr("desktop.people.importing.crowded.today", lambda: date(2026, 11, 21))
    row = row_of(["Họ và tên", "Năm sinh"], ["Lê An", typed])
    assert row.values["birth"] == year
    assert year in row.said[0].message


def test_marks_under_both_sexes_count_for_neither_and_are_told() -> None:
    row = row_of(["Họ và tên", "Nam", "Nữ", "Trình độ"], ["Lê An", "x", "x", "TS"])
    assert row.values["sex"] is None
    assert "cả “Nam” và “Nữ”" in row.said[0].message


def test_of_two_marked_degrees_the_higher_counts_and_it_is_told() -> None:
    row = row_of(["Họ và tên", "ĐH", "Th.S", "T.S"], ["Lê An", "x", None, "x"])
    assert row.values["degree"] == "TS"
    assert "trình độ cao hơn" in row.said[0].message


def test_numbers_of_columns_and_totals_of_pages_are_nobody() -> None:
    rows: list[list[Cell]] = [
        ["TT", "Họ đệm", "Tên", "Năm sinh", "Trình độ", "Ghi chú"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        [1, "Lê Thị", "An", 1980, "TS", None],
        [None, "Cộng trang 1", None, 3, 3, 1],
        ["Mang sang", None, None, 3, 3, 1],
    ]
    (row,) = parse_book(Book("a.xlsx", (Sheet("Sheet", rows),))).people
    assert row.values["full_name"] == "Lê Thị An"
