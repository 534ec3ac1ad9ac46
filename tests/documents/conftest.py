"""Fixtures of the documents room: a realistic report and its PDF, read back with real programs."""

from pathlib import Path

import pytest

from desktop.documents.model import Report
from desktop.documents.pdf import PdfFile, write_pdf
from documents.half_year_report import half_year_report
from documents.reading import Line, printed_lines


@pytest.fixture(scope="session")
def report() -> Report:
    return half_year_report()


@pytest.fixture(scope="session")
def pdf(report: Report) -> PdfFile:
    return write_pdf(report)


@pytest.fixture(scope="session")
def pdf_path(pdf: PdfFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "bao-cao.pdf"
    pdf.save(path)
    return path


@pytest.fixture(scope="session")
def lines(pdf_path: Path) -> list[Line]:
    return printed_lines(str(pdf_path))
