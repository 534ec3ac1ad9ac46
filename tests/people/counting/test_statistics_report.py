"""A cross table as PDF and XLSX, by the command line; all invented."""

import json
from pathlib import Path

import openpyxl
import pytest
from conftest import PASSWORD, add_people

from desktop.accounts.office import Office
from desktop.cli.main import main
from desktop.commands import PASSWORD_VARIABLE
from desktop.documents.model import Chart, Table, tables_of
from desktop.people.counting.charts import picture_of
from desktop.people.counting.conditions import Moment
from desktop.people.counting.cube import read_cube
from desktop.people.counting.report import statistics_report
from desktop.people.counting.tables import Layout, Shares, cross
from people.counting.test_tables import ON, some_people

PEOPLE = (
    {"full_name": "A", "sex": "nu", "degree": "TS", "work_field": "yte"},
    {"full_name": "B", "sex": "nu", "degree": "DH", "work_field": "yte"},
    {"full_name": "C", "sex": "nam", "degree": "DH"},
)


@pytest.fixture
def run(office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run `statistics` on an office with `PEOPLE` and return its JSON, or what it says when it fails."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    add_people(office, *PEOPLE)
    office.close()

    def command(*words: str, status: int = 0) -> object:
        assert main(["--data", str(office.folder), "statistics", *words, "--json"]) == status
        said = capsys.readouterr()
        return json.loads(said.out) if status == 0 else said.err

    return command


def test_the_command_counts_by_any_number_of_dimensions(run) -> None:
    found = run("--by", "field,degree,sex,age", "--on", "2026-05-14")
    assert found["rows"][0] == {
        "field": "Y tế", "degree": "Tiến sĩ", "sex": "Nữ", "age": "Chưa ghi", "count": 1
    }  # fmt: skip
    assert (found["total"], found["on"], found["known"]) == (3, "2026-05-14", None)
    assert found["dimensions"]["field"] == "Lĩnh vực hoạt động"


def test_the_command_writes_a_workbook_with_real_numbers_and_frozen_heads(run, tmp_path: Path) -> None:
    out = tmp_path / "bang.xlsx"
    assert run("--by", "degree,sex", "--shares", "row", "--out", str(out))["files"] == [str(out)]
    book = openpyxl.load_workbook(out)
    sheet, shares = book["Bảng 1"], book["Bảng 2"]
    assert sheet.freeze_panes == "A3"
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["Trình độ cao nhất", "Nam", "Nữ", "Tổng số"],
        ["Tiến sĩ", 0, 1, 1],
        ["Đại học", 1, 1, 2],
        ["Tổng số", 1, 2, 3],
    ]
    assert [cell.value for cell in shares[5]] == ["Tổng số", 33.3, 66.7, 100]
    assert "Biểu đồ 1" in book.sheetnames


def test_the_command_writes_a_pdf(run, tmp_path: Path) -> None:
    out = tmp_path / "bang.pdf"
    run("--by", "age5,sex", "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--by", "sex", "--out", "bang.docx"), "đuôi .xlsx hoặc .pdf"),
        (("--by", "sex,degree,field,age", "--out", "bang.pdf"), "nhiều nhất 3 chiều"),
        (("--by", "mau_mat"), "hãy chọn trong"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(run, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in run(*words, status=1)


def test_the_paper_names_day_and_source_and_holds_table_shares_and_chart(office: Office) -> None:
    add_people(office, *PEOPLE)
    with office.read() as session:
        cube = read_cube(session, Moment(ON))
        matrix = cross(cube, Layout("degree", "sex"))
        report = statistics_report(session, matrix, picture_of(cube, matrix), Shares.TOTAL)
    assert report.subject == "Trí thức theo trình độ cao nhất và giới tính\n(tính đến ngày 14/05/2026)"
    assert [type(block) for block in report.body[1:4]] == [Table, Table, Chart]
    assert "Nguồn: Sổ Trí thức của Ủy ban nhân dân phường Trấn Biên." in str(report.body[-1])
    assert report.annexes == ()


def test_a_wide_table_lies_across_a_page_of_its_own(office: Office) -> None:
    add_people(office, *some_people())
    with office.read() as session:
        cube = read_cube(session, Moment(ON))
        matrix = cross(cube, Layout("degree", "age5", "sex"))
        report = statistics_report(session, matrix, picture_of(cube, matrix))
    assert [annex.landscape for annex in report.annexes] == [True]
    (table,) = tables_of(report)
    assert [row.cells[0] for row in table.rows if row.section] == [
        "Giới tính: Nam", "Giới tính: Nữ", "Giới tính: Chưa ghi", "Giới tính: tất cả",
    ]  # fmt: skip
    assert table.rows[-1].cells[-1] == matrix.total
