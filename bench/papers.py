"""A full annual report and a list of 20,000 people as papers, each side in fresh processes.

The floors do the least with the same cells: ReportLab's canvas, openpyxl's write-only sheet, and rows of Word
written as bare text by python-docx's own calls.
"""

import gc
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from lists import printed_rows
from measure import Figure, Target, apart_in_turn
from register import LOGIN, PASSWORD

from desktop.accounts.office import Office, open_office

if TYPE_CHECKING:
    from desktop.documents.model import Report, Table

PLAN, PERIOD, ON, ADOPTED = "dong-nai-2026", "2026", date(2026, 12, 1), date(2026, 5, 20)

Cells = list[list[tuple[str | int | float | date | None, ...]]]
"""The rows of each table of a paper, as both sides write them."""

_TARGETS = {"pdf": Target(ratio=1.5), "docx": Target(ratio=1.2), "xlsx": Target(ratio=4.0)}
_REPORT = Target(ratio=1.5)


def reporting(register: Path, times: int) -> Iterator[Figure]:
    """Measure the annual report from the register to each file; the floor composes it as well.

    What the floor leaves out is all that makes a paper of the composed cells.
    """
    for ending in ("pdf", "docx", "xlsx"):
        time, _ = apart_in_turn(write_annual, write_annual_raw, (register, ending), times)
        yield Figure(f"annual report as {ending}", *time, _REPORT)


def listing(register: Path, rows: int, times: int) -> Iterator[Figure]:
    """Measure a long list as annex of a paper in each format beside its floor."""
    for ending in ("pdf", "docx", "xlsx"):
        time, memory = apart_in_turn(write_list, write_list_raw, (register, rows, ending), times)
        yield Figure(f"paper with {rows:,} rows as {ending}", *time, _TARGETS[ending])
        yield Figure(f"paper with {rows:,} rows as {ending}: memory", *memory, Target(), unit="MB")


def write_annual(register: Path, ending: str) -> float:
    """Compose the report and write it, as the program does behind its button."""
    from desktop.documents.writing import write_paper

    office = _ready(register)
    out = register.parent / f"bao-cao.{ending}"
    gc.collect()
    began = perf_counter()
    write_paper(_annual(office), out)
    took = perf_counter() - began
    office.close()
    out.unlink()
    return took


def write_annual_raw(register: Path, ending: str) -> float:
    """Compose the report and write the cells of its tables only."""
    office = _ready(register)
    gc.collect()
    began = perf_counter()
    report = _annual(office)
    took = perf_counter() - began
    office.close()
    return took + _written_raw(_cells(report), ending)


def write_list(register: Path, count: int, ending: str) -> float:
    """Write the list as an annex: styled cells, repeated head, widths that hold every word."""
    from desktop.documents.writing import write_paper

    report = _long_report(register, count)
    out = register.parent / f"danh-sach.{ending}"
    gc.collect()
    began = perf_counter()
    write_paper(report, out)
    took = perf_counter() - began
    out.unlink()
    return took


def write_list_raw(register: Path, count: int, ending: str) -> float:
    """Write the cells of the list only."""
    return _written_raw(_cells(_long_report(register, count)), ending)


def _ready(register: Path) -> Office:
    """Open the register as a ward that has taken the plan on."""
    from desktop.plans.catalogue import load_plan
    from desktop.tasks.actions import adopt_plan
    from desktop.tasks.queries import adopted_plans

    office = open_office(register, LOGIN, PASSWORD)
    with office.read() as session:
        is_taken = PLAN in {one.plan_code for one in adopted_plans(session)}
    if not is_taken:
        with office.write() as session:
            adopt_plan(session, load_plan(PLAN), ADOPTED)
    return office


def _annual(office: Office) -> "Report":
    from desktop.reports.compose import compose

    with office.read() as session:
        return compose(session, PLAN, PERIOD, ON).report


def _long_report(register: Path, count: int) -> "Report":
    from desktop.documents.model import Annex, Column, Letterhead, Report, Row, Signer, Table

    heads, rows = printed_rows(register, count)
    table = Table(tuple(Column(title, 1.5) for title in heads), tuple(Row(cells) for cells in rows))
    return Report(
        Letterhead("", "ỦY BAN NHÂN DÂN PHƯỜNG TRẤN BIÊN", "BC-UBND", "Trấn Biên"),
        "BÁO CÁO",
        "Danh sách trí thức (hư cấu)",
        (),
        Signer(("CHỦ TỊCH",), "Nguyễn Văn Mẫu"),
        annexes=(Annex("Danh sách", (table,), landscape=True),),
    )


def _cells(report: "Report") -> Cells:
    from desktop.documents.model import tables_of

    return [_rows(table) for table in tables_of(report)]


def _rows(table: "Table") -> list[tuple[str | int | float | date | None, ...]]:
    return [tuple(column.title for column in table.columns), *(row.cells for row in table.rows)]


def _written_raw(tables: Cells, ending: str) -> float:
    raw = {"pdf": _canvas, "docx": _bare_word, "xlsx": _write_only}[ending]
    raw([[("",)]])  # loads the library, which both sides need
    gc.collect()
    began = perf_counter()
    raw(tables)
    return perf_counter() - began


def _write_only(tables: Cells) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for rows in tables:
        sheet = book.create_sheet()
        for cells in rows:
            sheet.append(cells)
    book.save(BytesIO())


def _bare_word(tables: Cells) -> None:
    import docx

    document = docx.Document()
    for rows in tables:
        grid = document.add_table(0, max(map(len, rows)))
        for cells in rows:
            for place, cell in zip(grid.add_row().cells, cells, strict=False):
                place.text = str(cell or "")
    document.save(BytesIO())


def _canvas(tables: Cells) -> None:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    face = _face()
    width, height = landscape(A4)
    canvas, margin, line = Canvas(BytesIO(), (width, height)), 50, 30
    lines = int((height - 2 * margin) // line)
    for rows in tables:
        columns = max(map(len, rows))
        step = (width - 2 * margin) / columns
        for start in range(0, len(rows), lines):
            canvas.setFont(face, 11)
            shown = rows[start : start + lines]
            for place, cells in enumerate(shown):
                for column, cell in enumerate(cells):
                    text = str(cell or "")[:18]
                    canvas.drawString(margin + column * step + 2, height - margin - place * line - 20, text)
            across = [margin + column * step for column in range(columns + 1)]
            canvas.grid(across, [height - margin - place * line for place in range(len(shown) + 1)])
            canvas.showPage()
    canvas.save()


@cache
def _face() -> str:
    from desktop.documents.fonts import Face, paper_fonts

    paper_fonts()
    return Face.REGULAR.value
