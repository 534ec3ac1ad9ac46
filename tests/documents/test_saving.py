"""What the disk holds after a paper was written, or could not be."""

import errno
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from desktop.documents.docx import write_docx
from desktop.documents.model import Report
from desktop.documents.pdf import write_pdf
from desktop.documents.wording import cell_text
from desktop.documents.xlsx import write_xlsx
from desktop.errors import FileProblem
from documents.half_year_report import degree_table, half_year_report
from documents.reading import flat, pdf_text

Writer = Callable[[Report, Path], None]
SHORT = half_year_report(body=half_year_report().body[:1], annexes=())


def save_pdf(report: Report, path: Path) -> None:
    write_pdf(report).save(path)


def full_disk(path: Path, data: bytes) -> int:
    """Stands in for `Path.write_bytes` on a disk that fills up half way."""
    with path.open("wb") as target:
        target.write(data[: len(data) // 2])
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("writer", [save_pdf, write_docx, write_xlsx])
def test_a_full_disk_is_told_and_leaves_the_old_file(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bao-cao"
    path.write_bytes(b"ban cu")
    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(
        FileProblem, match="Không dùng được “bao-cao”: ổ đĩa đã đầy; hãy giải phóng chỗ trống"
    ):
        writer(SHORT, path)
    assert {one.name for one in tmp_path.iterdir()} == {"bao-cao"}
    assert path.read_bytes() == b"ban cu"


@pytest.mark.parametrize("writer", [save_pdf, write_docx, write_xlsx])
def test_a_folder_in_the_place_of_the_file_is_told(writer: Writer, tmp_path: Path) -> None:
    (tmp_path / "bao-cao").mkdir()
    with pytest.raises(FileProblem, match="đây là thư mục; hãy chọn một tệp"):
        writer(SHORT, tmp_path / "bao-cao")
    assert [one.name for one in tmp_path.iterdir()] == ["bao-cao"]


def test_the_same_figures_stand_in_pdf_word_and_excel(tmp_path: Path) -> None:
    report = half_year_report()
    write_docx(report, tmp_path / "a.docx")
    write_xlsx(report, tmp_path / "a.xlsx")
    printed = flat(pdf_text(write_pdf(report).data, "-layout"))
    word = [
        [cell.text for cell in row.cells]
        for table in docx.Document(str(tmp_path / "a.docx")).tables
        for row in table.rows
    ]
    excel = openpyxl.load_workbook(tmp_path / "a.xlsx")["Bảng 1"]
    columns = degree_table().columns
    for number, row in enumerate(degree_table().rows, start=3):
        texts = [cell_text(cell, column) for cell, column in zip(row.cells, columns, strict=True)]
        assert flat(" ".join(texts)) in printed
        assert texts in word
        assert tuple(cell.value for cell in excel[number]) == row.cells
