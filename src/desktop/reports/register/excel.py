"""Writing the register as files: a spreadsheet with real dates and numbers, a PDF to print."""

from collections.abc import Sequence
from pathlib import Path

from desktop.documents.saving import save
from desktop.errors import UserError
from desktop.excel.writer import NewSheet, write_book
from desktop.jobs import NO_JOB, Job
from desktop.reports.register.queries import RegisterFilter, RegisterLine
from desktop.reports.register.report import COLUMNS, TITLE, cells, in_order, register_paper

_WIDTHS = (18, 13, 60, 24, 36, 20, 11, 40)


def write_register(
    lines: Sequence[RegisterLine], asked: RegisterFilter, issuer: str, out: Path, job: Job = NO_JOB
) -> None:
    """Write the lines as .xlsx or .pdf, as the ending says.

    Raises UserError for another ending, FileProblem when the file cannot be written, Cancelled.
    """
    if out.suffix.lower() == ".xlsx":
        rows: list[list[object]] = [[column.title for column in COLUMNS]]
        rows += [list(cells(one)) for one in in_order(lines)]
        write_book(out, [NewSheet(TITLE, rows, _WIDTHS)], job)
    elif out.suffix.lower() == ".pdf":
        from desktop.documents.pdf import write_list

        save(write_list(register_paper(lines, asked, issuer), job).data, out)
    else:
        raise UserError(f"Sổ văn bản đi xuất được ra .xlsx hoặc .pdf, không phải “{out.suffix}”.")
