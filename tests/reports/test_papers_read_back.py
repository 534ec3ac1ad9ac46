"""Every kind of paper for every plan with the sample data, read back from PDF, Word and Excel."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from docx.oxml.ns import qn
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.accounts.actions import update_unit
from desktop.accounts.office import Office, open_with_key
from desktop.documents.fonts import unknown_letters
from desktop.documents.model import Report, Table, tables_of
from desktop.documents.pdf import write_list
from desktop.documents.wording import cell_text, texts_of
from desktop.indicators.sample import enter_sample_values
from desktop.people.finding import Listing
from desktop.people.importing.actions import apply_import, preview_import
from desktop.people.importing.office_list import read_list
from desktop.people.lists.paper import list_paper
from desktop.people.sample import write_sample_list
from desktop.plans.catalogue import load_plan, plan_codes
from desktop.reports.actions import FORMATS, write_report
from desktop.reports.compose import compose
from desktop.reports.ward_plan import draft_paper
from desktop.tasks.actions import adopt_plan
from desktop.tasks.sample import enter_sample_progress
from desktop.tasks.ward_plan.actions import draft_plan
from desktop.text import day, number
from documents.libreoffice import converted, pages_in
from documents.reading import pdf_text, run

ISSUED, HALF, YEAR = date(2026, 6, 5), date(2026, 6, 20), date(2026, 12, 1)
KINDS = ("2026-H1", "2026", "ward_plan")
LISTED = ("full_name", "birth", "sex", "id_number", "workplace", "position", "degree", "major")

CUT_FROM = 2_000
"""A row of so many letters may be higher than a page; its cells go on below each other's first parts."""

Grid = list[list[str]]
"""The rows of a table as texts, its head first; a row across the table has one text."""


@pytest.fixture(scope="module")
def sampled(template: tuple[Path, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A ward with the sample list, all shipped plans taken on, the sample's progress and values."""
    folder = tmp_path_factory.mktemp("mau")
    shutil.copytree(template[0], folder / "so")
    office = open_with_key(folder / "so", template[1], "canbo")
    write_sample_list(folder / "danh-sach.xlsx")
    with office.read() as session:
        preview = preview_import(session, read_list(folder / "danh-sach.xlsx"))
    with office.write() as session:
        apply_import(session, preview)
    for code in plan_codes():
        with office.write() as session:
            adopt_plan(session, load_plan(code), date(2026, 5, 20))
    with office.write() as session:
        update_unit(session, {"leader_name": "Nguyễn Văn Mẫu"})
        enter_sample_progress(session)
        enter_sample_values(session)
    yield office
    office.close()


def paper_of(office: Office, plan: str, kind: str) -> Report:
    if kind != "ward_plan":
        with office.read() as session:
            return compose(session, plan, kind, HALF if kind == "2026-H1" else YEAR).report
    with office.write() as session:
        draft_plan(session, plan, ISSUED)
    with office.read() as session:
        return draft_paper(session, plan, ISSUED)


def in_model(table: Table) -> Grid:
    rows = (row.cells[:1] if row.section else row.cells for row in table.rows)
    texts = [[cell_text(c, col) for c, col in zip(row, table.columns, strict=False)] for row in rows]
    return [[column.title for column in table.columns], *texts]


def in_word(path: Path) -> list[Grid]:
    """Return the tables with a repeated head; those without are the letterhead and the signature."""
    return [
        [[docx.table._Cell(cell, table).text for cell in row.tc_lst] for row in table._tbl.tr_lst]
        for table in docx.Document(str(path)).tables
        if table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
    ]


def in_excel(path: Path) -> list[Grid]:
    """Return the tables of the sheets, numbers and dates written as their format shows them."""
    book = openpyxl.load_workbook(path)
    tables = [sheet for sheet in book.worksheets[1:] if not sheet.title.startswith("Biểu đồ")]
    return [on_sheet(sheet) for sheet in tables]


def on_sheet(sheet: Worksheet) -> Grid:
    across = {merged.min_row for merged in sheet.merged_cells.ranges}
    first = int(str(sheet.freeze_panes)[1:]) - 1
    assert sheet.print_title_rows == f"${first}:${first}"
    assert str(sheet.print_area).endswith(f"!$A$1:${get_column_letter(sheet.max_column)}${sheet.max_row}")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [
        [shown(cell) for cell in (row[:1] if row[0].row in across else row)]
        for row in sheet.iter_rows(min_row=first)
    ]


def shown(cell: SheetCell) -> str:
    value, look = cell.value, str(cell.number_format)
    if isinstance(value, datetime):
        assert look == "dd/mm/yyyy"
        return day(value.date())
    if isinstance(value, int | float):
        assert look.startswith("#,##0")
        return number(value, len(look.partition(".")[2]))
    return value or ""


def squeezed(text: str) -> str:
    return "".join(text.split())


def assert_printed(grids: list[Grid], pdf: bytes) -> None:
    """Every row of every table stands in the PDF, its cells beside each other, in the order of the tables."""
    text, place = squeezed(pdf_text(pdf, "-raw")), 0
    for row in (row for grid in grids for row in grid):
        words = squeezed("".join(row))
        if len(words) > CUT_FROM:
            assert all(word in text[place:] for cell in row for word in cell.split())
            continue
        found = text.find(words, place)
        assert found >= 0, f"not printed: {row}"
        place = found + len(words)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("plan", plan_codes())
def test_every_figure_is_the_same_in_pdf_word_and_excel(
    sampled: Office, tmp_path: Path, plan: str, kind: str
) -> None:
    report = paper_of(sampled, plan, kind)
    pdf, word, excel = write_report(report, "van-ban", FORMATS, tmp_path)
    expected = [in_model(table) for table in tables_of(report)]
    assert expected
    assert in_word(word) == expected
    assert in_excel(excel) == expected
    assert_printed(expected, pdf.read_bytes())
    assert unknown_letters(texts_of(report)) == ()


@pytest.mark.slow
def test_a_printed_list_has_every_person_of_the_book(sampled: Office) -> None:
    with sampled.read() as session:
        paper = list_paper(session, Listing(), LISTED)
    made = write_list(paper)
    assert len(paper.table.rows) > 100
    assert made.replaced == ()
    assert_printed([in_model(paper.table)], made.data)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_is_an_archive_file_with_all_letters_inside(
    sampled: Office, tmp_path: Path, kind: str
) -> None:
    [path] = write_report(paper_of(sampled, "dong-nai-2026", kind), "van-ban", ("pdf",), tmp_path)
    with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "B")
    fonts = run(b"", "pdffonts", str(path)).decode().splitlines()[2:]
    assert fonts
    assert all(" yes yes yes " in row for row in fonts)  # embedded, a subset, with its letters' meaning


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["2026", "ward_plan"])
def test_libreoffice_opens_the_word_file_without_loss(sampled: Office, tmp_path: Path, kind: str) -> None:
    report = paper_of(sampled, "dong-nai-2026", kind)
    pdf, word = write_report(report, "van-ban", ("pdf", "docx"), tmp_path)
    again = converted(word, tmp_path)
    assert abs(pages_in(again) - pages_in(pdf.read_bytes())) <= 1
    printed = squeezed(
        re.sub(r"\f\d+\n", "", pdf_text(again, "-raw"))
    )  # a paragraph may go on below a number
    for paragraph in docx.Document(str(word)).paragraphs:
        assert squeezed(paragraph.text) in printed
    assert_printed([in_model(table) for table in tables_of(report)], again)
