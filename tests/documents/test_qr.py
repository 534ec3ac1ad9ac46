from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.docx import write_docx
from desktop.documents.model import Chart
from desktop.documents.qr import dark_runs, qr_picture, squares
from documents.half_year_report import half_year_report
from documents.reading import run


@given(st.text("0123456789ABCDEF:-", min_size=1, max_size=120))
def test_the_bars_cover_exactly_the_dark_squares(text: str) -> None:
    covered = [(row, at) for row, first, length in dark_runs(text) for at in range(first, first + length)]
    dark = {(row, at) for row, line in enumerate(squares(text)) for at, is_dark in enumerate(line) if is_dark}
    assert set(covered) == dark
    assert len(covered) == len(dark)


@pytest.mark.parametrize("text", ["1", "SO-TRI-THUC:26041:2026:" + "0A1B2C3D" * 8, "mã số có dấu"])
def test_another_program_reads_the_picture(tmp_path: Path, text: str) -> None:
    picture = tmp_path / "ma.png"
    picture.write_bytes(qr_picture(text))
    assert run(b"", "zbarimg", "--quiet", "--raw", str(picture)).decode().strip() == text


def test_the_code_is_square_and_has_its_three_corners() -> None:
    rows = squares("SO-TRI-THUC")
    assert {len(line) for line in rows} == {len(rows)}
    corners = [rows[0][:7], rows[0][-7:], rows[-1][:7]]
    assert all(chain.from_iterable(corners))


def test_a_word_file_carries_the_code_beside_its_words(tmp_path: Path) -> None:
    path, page = tmp_path / "van-ban.docx", tmp_path / "anh.png"
    body = tuple(block for block in half_year_report().body if not isinstance(block, Chart))
    write_docx(half_year_report(body=body, annexes=()), path)
    with ZipFile(path) as parts:
        pictures = {parts.read(name) for name in parts.namelist() if "/media/" in name}
    page.write_bytes(pictures.pop())
    assert (
        run(b"", "zbarimg", "--quiet", "--raw", str(page)).decode().strip() == half_year_report().trace_code
    )
