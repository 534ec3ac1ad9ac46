"""What a list's headings leave out is said as a warning."""

import pytest

from desktop.excel.book import Book, Cell, Sheet
from desktop.people.importing.reading import parse_book
from desktop.people.importing.unused import left_out


def warnings(*rows: list[Cell]) -> list[tuple[int, str, str]]:
    parsed = parse_book(Book("a.xlsx", (Sheet("Sheet", list(rows)),)))
    return [(one.row, one.column, one.message) for one in left_out(parsed)]


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (("075080001234", "075080001235"), "số định danh"), (("x", None), "dấu x"),
        (("0912345678", "0912345679"), "số điện thoại"), (("a@b.vn", "c@d.vn"), "thư điện tử"),
    ],
)  # fmt: skip
def test_an_unused_column_that_holds_something_is_told(cells: tuple[Cell, Cell], what: str) -> None:
    rows: list[list[Cell]] = [["Lê An", "TS", cells[0]], ["Võ Ba", "TS", cells[1]]]
    ((row, column, message),) = warnings(["Họ và tên", "Trình độ", "Cột lạ"], *rows)
    assert (row, column) == (1, "Cột lạ")
    assert what in message


def test_other_unused_columns_need_no_warning() -> None:
    assert warnings(["Họ và tên", "Trình độ", "Màu áo"], ["Lê An", "TS", "xanh"]) == []


def test_a_list_without_any_degree_says_so_once() -> None:
    (found,) = warnings(["Họ và tên", "Năm sinh"], ["Lê An", 1980], ["Võ Ba", 1981])
    assert "không có cột trình độ" in found[2]
    assert warnings(["Họ và tên", "Năm sinh"], ["PGS.TS. Lê An", 1980]) == []
