"""The workbook as openpyxl reads it back."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from desktop.documents.model import Annex, Cell, Column, Paragraph, Row, Table
from desktop.documents.xlsx import write_xlsx
from desktop.documents.xlsx_cells import row_height
from documents.half_year_report import degree_table, half_year_report

FORMULAS = ["=1+1", "+84123", "-5", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1+1", "\r=cmd|'/c calc'!A1"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("xlsx") / "bao-cao.xlsx"
    write_xlsx(half_year_report(), path)
    return openpyxl.load_workbook(path)


def written(tmp_path: Path, *tables: Table) -> Workbook:
    write_xlsx(half_year_report(body=tables, annexes=()), tmp_path / "a.xlsx")
    return openpyxl.load_workbook(tmp_path / "a.xlsx")


def one_column(*cells: Cell, **column: int) -> Table:
    return Table((Column("Ô", decimals=column.get("decimals")),), tuple(Row((cell,)) for cell in cells))


def test_the_text_comes_first_then_a_sheet_for_each_table_and_chart(book: Workbook) -> None:
    assert book.sheetnames == [
        "Văn bản",
        "Bảng 1",
        *(f"Biểu đồ {n}" for n in range(1, 5)),
        "Phụ lục I",
        "Phụ lục II",
    ]


def test_the_first_sheet_says_what_the_paper_says(book: Workbook) -> None:
    texts = [cell.value for cell in book["Văn bản"]["A"]]
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 05/BC-UBND",
        "BÁO CÁO",
        "Nơi nhận:",
        "Trần Thị Ánh Mẫu",
    ):
        assert part in texts
    assert half_year_report().body[0].text in texts  # type: ignore[union-attr]
    assert any(text.endswith("tổng hợp./.") for text in texts)


def test_figures_are_real_numbers_with_the_printed_decimals(book: Workbook) -> None:
    rows = [[cell.value for cell in row] for row in book["Bảng 1"].iter_rows(min_row=2)]
    assert rows[0] == [column.title for column in degree_table().columns]
    assert [tuple(row) for row in rows[1:]] == [row.cells for row in degree_table().rows]
    assert book["Bảng 1"]["G3"].number_format == "#,##0.0"
    assert book["Bảng 1"]["C3"].number_format == "#,##0"


def test_dates_are_real_dates(book: Workbook) -> None:
    cell = book["Phụ lục II"]["E3"]
    assert cell.value == datetime(2026, 6, 14)  # noqa: DTZ001  (a spreadsheet knows no time zones)
    assert cell.number_format == "dd/mm/yyyy"


def test_a_charts_figures_stand_on_its_sheet(book: Workbook) -> None:
    assert [cell.value for cell in book["Biểu đồ 1"][3]] == ["Giáo dục", 612, 148, 21]
    assert book["Biểu đồ 3"]["B3"].value == datetime(2026, 1, 1)  # noqa: DTZ001


def test_heads_are_frozen_and_repeated_and_print_on_a4(book: Workbook) -> None:
    sheet = book["Phụ lục I"]
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.print_area == "'Phụ lục I'!$A$1:$G$33"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert book["Bảng 1"].page_setup.orientation == "portrait"


def test_section_rows_reach_across(book: Workbook) -> None:
    assert "A3:G3" in {str(merged) for merged in book["Phụ lục I"].merged_cells.ranges}


def test_a_table_is_found_by_its_code(book: Workbook) -> None:
    assert book.defined_names["tien_do"].attr_text == "'Phụ lục I'!$A$1:$G$33"


def test_numbers_of_people_stay_text(tmp_path: Path) -> None:
    sheet = written(tmp_path, one_column("012345678901", "0912345678"))["Bảng 1"]
    assert [(cell.value, cell.data_type) for cell in sheet["A"][1:]] == [
        ("012345678901", "s"),
        ("0912345678", "s"),
    ]
    assert sheet["A2"].number_format == "@"


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    table = Table((Column(text),), (Row((text,)), Row((text,), section=True)), text)
    write_xlsx(half_year_report(body=(Paragraph(text), table), subject=text, annexes=()), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    ours = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-8", "-5", "@"))]
    assert len(ours) >= 4
    assert all(cell.quotePrefix for cell in ours)


def test_days_excel_cannot_count_and_numbers_it_would_round_are_texts(tmp_path: Path) -> None:
    sheet = written(tmp_path, one_column(date(1899, 5, 19), 123456789012345678, float("nan")))["Bảng 1"]
    assert [cell.value for cell in sheet["A"][1:]] == ["19/05/1899", "123456789012345678", None]


def test_a_text_longer_than_a_cell_is_cut_with_a_note_in_tables_and_goes_on_in_text(tmp_path: Path) -> None:
    long = "dài " * 20_000
    write_xlsx(half_year_report(body=(Paragraph(long), one_column(long)), annexes=()), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert sum(str(cell.value).count("dài") for cell in book["Văn bản"]["A"]) >= 19_998
    assert book["Bảng 1"]["A2"].value.endswith("(xem đầy đủ trong bản PDF)")


def test_sheet_names_are_legal_and_differ(tmp_path: Path) -> None:
    table = one_column(1)
    annexes = (Annex("a", (table, table), "I"), Annex("b", (table,), "i:*?"), Annex("c", (table,), "X" * 60))
    write_xlsx(half_year_report(body=(), annexes=annexes), tmp_path / "a.xlsx")
    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert names[1:4] == ["Phụ lục I", "Phụ lục I (2)", "Phụ lục i (3)"]
    assert max(map(len, names)) <= 31


def test_rows_are_high_enough_for_their_lines() -> None:
    assert row_height([("ngắn", 20.0)], 12) < 20
    assert row_height([("một dòng dài hơn hẳn bề rộng của cột", 10.0)], 12) >= 4 * 12 * 1.2
    assert row_height([("a\nb\nc", 50.0)], 12) >= 3 * 12 * 1.2


ODD = st.text(st.characters(codec=None), max_size=40)


@settings(max_examples=30, deadline=None)
@given(ODD, ODD, st.one_of(ODD, st.integers(), st.floats(), st.dates(), st.none()))
def test_any_text_makes_a_workbook_that_opens_again(
    tmp_path_factory: pytest.TempPathFactory, one: str, two: str, cell: Cell
) -> None:
    path = tmp_path_factory.getbasetemp() / "bat-ky.xlsx"
    table = Table((Column(one),), (Row((cell,)),), two, code=one)
    write_xlsx(half_year_report(body=(Paragraph(one), table), annexes=(Annex(two, (table,), one),)), path)
    assert len(openpyxl.load_workbook(path).sheetnames) == 3
