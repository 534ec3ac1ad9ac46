"""Writing lists: text stays text, no half files."""

import errno
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.errors import Cancelled, FileProblem
from desktop.excel.office_list import ListColumn, OfficeList, Section, write_office_list
from desktop.excel.reader import read_book
from desktop.excel.writer import NewSheet, write_book
from desktop.jobs import Job


def written(path: Path, rows: list[list[object]]) -> openpyxl.worksheet.worksheet.Worksheet:
    write_book(path, [NewSheet("Danh sách", rows, widths=(30, 15))])
    return openpyxl.load_workbook(path).active


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_what_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    cell = written(tmp_path / "a.xlsx", [["Họ tên"], [text]])["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix


def test_a_formula_in_a_heading_is_text_too(tmp_path: Path) -> None:
    assert written(tmp_path / "a.xlsx", [["=1+1"]])["A1"].data_type == "s"


def test_numbers_as_text_keep_their_zeros_also_when_edited(tmp_path: Path) -> None:
    cell = written(tmp_path / "a.xlsx", [["CCCD"], ["075080001234"]])["A2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("075080001234", "s", "@")


def test_dates_and_numbers_stay_what_they_are(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", [["a", "b", "c"], [date(1980, 3, 5), 7.0, 1.5]])
    assert sheet["A2"].number_format == "dd/mm/yyyy"
    assert [cell.value for cell in sheet[2]][1:] == [7, 1.5]


@pytest.mark.parametrize(
    "value",
    [datetime(2026, 3, 5, 8, 30), time(8, 30), timedelta(hours=30), True, False, -3, 0, 2.5],  # noqa: DTZ001 - cells know no time zone
)
def test_every_kind_of_value_is_read_back_as_it_was(tmp_path: Path, value: object) -> None:
    assert written(tmp_path / "a.xlsx", [["a", "b"], [value, "x"]])["A2"].value == value


def test_blanks_and_line_breaks_in_a_text_are_kept(tmp_path: Path) -> None:
    text = "  một <hai> & “ba”\r\n bốn "
    assert written(tmp_path / "a.xlsx", [["a"], [text]])["A2"].value == text


def test_cells_of_one_column_do_not_leak_into_the_next_row(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", [["a", "b"], ["001", "=x"], [None, "b"], ["002", None]])
    assert [[cell.value for cell in row] for row in sheet] == [
        ["a", "b"],
        ["001", "=x"],
        [None, "b"],
        ["002", None],
    ]


def test_headings_stay_in_sight(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", [["Họ tên"], ["An"]])
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == 30


@settings(max_examples=50)
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40))
def test_any_text_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("a") / "a.xlsx"
    write_book(path, [NewSheet("a", [["x", "y"], [text, "y"]])])
    assert read_book(path).sheets[0].rows[1][0] == text.replace("\ufffe", "").replace("\uffff", "") or None


@settings(max_examples=50)
@given(name=st.text(max_size=40))
def test_any_name_of_a_sheet_can_be_written(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path = tmp_path_factory.mktemp("a") / "a.xlsx"
    write_book(path, [NewSheet(name, [["x"]])])
    assert len(read_book(path).sheets[0].name) <= 31


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FileProblem, match="ổ đĩa đã đầy"):
        write_book(tmp_path / "a.xlsx", [NewSheet("a", [["x"]])])
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_job_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    job = Job()

    def rows() -> Iterator[list[str]]:
        yield ["Họ tên"]
        job.cancel()
        for number in range(2000):
            yield [str(number)]

    with pytest.raises(Cancelled):
        write_book(path, [NewSheet("a", rows())], job)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_list_of_an_office_has_title_groups_sections_and_signatures(tmp_path: Path) -> None:
    columns = (ListColumn("STT", "", 5), ListColumn("Họ và tên", "", 20), ListColumn("Giới tính", "Nam", 6))
    columns += (ListColumn("", "Nữ", 6),)
    listed = OfficeList(
        name="Mẫu",
        office=("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU"),
        title="DANH SÁCH",
        subtitle="(hư cấu)",
        columns=columns,
        sections=(Section("I", "KHỐI Y TẾ", [[1, "An", "x", ""]]),),
        total="Tổng cộng: 1 người.",
        place_and_day="Mẫu, ngày 05 tháng 01 năm 2026",
        signers=("NGƯỜI LẬP BIỂU", "TM. ỦY BAN NHÂN DÂN"),
    )
    write_office_list(tmp_path / "a.xlsx", listed)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A7:A8", "B7:B8", "C7:D7"} <= merged
    assert [cell.value for cell in sheet[11]] == [1, "An", "x", None]
    assert sheet["A4"].value == "DANH SÁCH"
    assert sheet["A12"].value == "Tổng cộng: 1 người."
