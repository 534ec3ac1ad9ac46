"""Headings as offices word them, and what each column is taken for."""

import pytest

from desktop.excel.book import Cell
from desktop.people.importing.headings import find_heading
from desktop.people.importing.meanings import code_of


def meanings(*headings: Cell) -> list[str]:
    found = find_heading([["Họ và tên", *headings]])
    assert found
    return [code_of(found.columns.get(column)) for column in range(1, len(headings) + 1)]


@pytest.mark.parametrize(
    ("heading", "means"),
    [
        ("Th.S", "degree=ThS"), ("T.S", "degree=TS"), ("Số định danh cá nhân/CMND", "id_number"),
        ("Số CCCD (12 số)", "id_number"), ("5. Số CCCD", "id_number"), ("5/ Số CCCD", "id_number"),
        ("ĐTDĐ", "phone"), ("Trình độ CM", "degree"), ("TĐCM", "degree"),
        ("Trình độ chuyên môn cao nhất", "degree"), ("NS", "birth"), ("GT", "sex"), ("Năm TN", "degree_year"),
        ("Date of birth", "birth"), ("2. Ngày, tháng, năm sinh (dd/mm/yyyy) *", "birth"),
        ("4. Số điện thoại của Thầy/Cô (Zalo)", "phone"), ("Email; điện thoại", "phone"),
        ("SĐT/Email", "phone"),
        ("Họ tên, năm sinh", "full_name"), ("Họ và tên và ngày sinh", "full_name"), ("Nam/Nữ", "sex"),
        ("Họ và tên cán bộ", "full_name"), ("Họ tên trí thức", "full_name"), ("Điện thoại liên hệ", "phone"),
        ("30/9/2026", "-"),
    ],
)  # fmt: skip
def test_a_heading_means_a_field(heading: str, means: str) -> None:
    assert meanings("Nơi công tác", heading) == ["workplace", means]


@pytest.mark.parametrize("name", ["Full name", "1. Họ và tên của Thầy/Cô (viết IN HOA có dấu) *"])
def test_a_name_is_asked_for_in_many_ways(name: str) -> None:
    found = find_heading([["Dấu thời gian", name, "Năm sinh"]])
    assert found
    assert code_of(found.columns[1]) == "full_name"


@pytest.mark.parametrize("three", [("Ngày", "Tháng", "Năm sinh"), ("Ngày sinh", "Tháng sinh", "Năm sinh")])
def test_a_birth_in_three_columns_needs_no_heading_above(three: tuple[str, ...]) -> None:
    assert meanings(*three, "Giới tính") == ["birth.day", "birth.month", "birth.year", "sex"]
