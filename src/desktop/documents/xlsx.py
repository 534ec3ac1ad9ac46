"""Write a paper as XLSX: its text on the first sheet, one sheet for each table and each chart's figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import absolute_coordinate, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from desktop.documents.model import Chart, Report, Table
from desktop.documents.saving import save
from desktop.documents.steady import steady
from desktop.documents.wording import annex_label, chart_table, issuer_name, tidy
from desktop.documents.xlsx_cells import FONT
from desktop.documents.xlsx_table import write_table
from desktop.documents.xlsx_text import write_text
from desktop.jobs import NO_JOB, Job

TEXT_SHEET = "Văn bản"
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys(":\\/?*[]'", " "))


@dataclass(frozen=True)
class _Sheet:
    """A table with the name its sheet would like and where in the paper it stands."""

    table: Table
    name: str
    place: str
    landscape: bool = False


def write_xlsx(report: Report, path: Path, job: Job = NO_JOB) -> None:
    """Write the paper's figures as real numbers and dates, its texts as texts that can never be formulas.

    Raises FileProblem (Vietnamese) when the disk is full or the folder cannot be written to.
    """
    clean = tidy(report)
    book = Workbook()
    normal = book._named_styles["Normal"]  # noqa: SLF001  (openpyxl has no public way to the standard font)
    normal.font = Font(FONT, size=12)
    first: Worksheet = book.active
    first.title = TEXT_SHEET
    names = {TEXT_SHEET.casefold()}
    for wanted in _sheets(clean):
        sheet = book.create_sheet(_free_name(wanted.name, names))
        write_table(sheet, wanted.table, wanted.place, wanted.landscape, job)
        _name_figures(book, sheet, wanted.table.code)
    write_text(first, clean, [sheet.title for sheet in book.worksheets[1:]])
    book.properties.title, book.properties.creator = clean.title, issuer_name(clean)
    book.properties.language = "vi-VN"
    target = BytesIO()
    book.save(target)
    job.check()
    save(steady(target.getvalue(), clean.letterhead.on), path)


def _sheets(report: Report) -> Iterator[_Sheet]:
    """Yield the tables and charts in reading order; those of an annex carry its name."""
    tables, charts = count(1), count(1)
    for block in report.body:
        if isinstance(block, Table):
            yield _Sheet(block, f"Bảng {next(tables)}", "")
        elif isinstance(block, Chart):
            yield _Sheet(chart_table(block), f"Biểu đồ {next(charts)}", "")
    for annex in report.annexes:
        place = f"{annex_label(annex)}. {annex.title}"
        for block in annex.body:
            if isinstance(block, Table):
                yield _Sheet(block, annex_label(annex), place, annex.landscape)
            elif isinstance(block, Chart):
                yield _Sheet(chart_table(block), f"Biểu đồ {next(charts)}", place)


def _name_figures(book: Workbook, sheet: Worksheet, code: str) -> None:
    """Give the sheet's table its code as defined name, so that programs find the figures again."""
    name = re.sub(r"\W", "_", code)
    if name and not name[0].isdigit() and name not in book.defined_names:
        title = quote_sheetname(sheet.title)
        book.defined_names[name] = DefinedName(
            name, attr_text=f"{title}!{absolute_coordinate(sheet.dimensions)}"
        )


def _free_name(wanted: str, taken: set[str]) -> str:
    """Return a name Excel accepts (31 letters, none of `:\\/?*[]'`) and no other sheet has."""
    base = " ".join(wanted.translate(_FORBIDDEN).split())[:_LONGEST_NAME].strip() or "Bảng"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        suffix = f" ({number})"
        name = base[: _LONGEST_NAME - len(suffix)] + suffix
    taken.add(name.casefold())
    return name
