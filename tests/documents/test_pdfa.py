"""The finished file as an archive and a signing program see it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from desktop.documents.pdf import PdfFile, write_pdf
from desktop.documents.pdfa import srgb_profile
from documents.half_year_report import half_year_report
from documents.reading import run


@pytest.fixture
def opened(pdf_path: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(pdf_path) as pdf:
        yield pdf


def test_qpdf_finds_no_fault(pdf_path: Path) -> None:
    done = subprocess.run(["qpdf", "--check", pdf_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PDF Version: 1.7" in done.stdout


def test_every_font_is_embedded_as_a_subset_and_none_is_helvetica(pdf_path: Path) -> None:
    rows = run(b"", "pdffonts", str(pdf_path)).decode().splitlines()[2:]
    assert len(rows) == 4
    assert all(re.search(r"TrueType .* yes yes yes ", row) for row in rows)
    assert not any("Helvetica" in row for row in rows)


def test_it_says_it_is_pdfa_2b_in_vietnamese(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "B")
        assert xmp["dc:title"] == half_year_report().title == str(opened.docinfo["/Title"])
        assert xmp["dc:creator"] == [str(opened.docinfo["/Author"])] == ["Ủy ban nhân dân phường Trấn Biên"]
        assert xmp["pdf:Keywords"] == str(opened.docinfo["/Keywords"])
        assert xmp["pdf:Producer"] == str(opened.docinfo["/Producer"])
        assert str(xmp["xmp:CreateDate"]).startswith("2026-06-15T00:00:00")
    assert str(opened.Root.Lang) == "vi-VN"
    assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_colours_have_an_srgb_output_intent(opened: pikepdf.Pdf) -> None:
    intent = opened.Root.OutputIntents[0]
    assert intent.S == Name.GTS_PDFA1
    profile = intent.DestOutputProfile.read_bytes()
    assert profile == srgb_profile()
    assert profile[36:40] == b"acsp"
    assert profile[16:20] == b"RGB "


def test_nothing_is_transparent_moving_or_outside_the_file(opened: pikepdf.Pdf) -> None:
    forbidden = {"/SMask", "/Trans", "/JavaScript", "/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/Encrypt"}
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            assert not forbidden & set(thing.keys())
            assert float(thing.get("/ca", 1)) == float(thing.get("/CA", 1)) == 1
            assert thing.get("/S") != Name.Transparency


def test_the_outline_leads_to_headings_and_annexes(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        below = [child.title for entry in outline.root for child in entry.children]
    assert titles[0] == "I. Công tác chỉ đạo, triển khai"
    assert titles[-2].startswith("Phụ lục I. Tiến độ thực hiện nhiệm vụ")
    assert titles[-1] == "Phụ lục II. Kết quả thực hiện chỉ tiêu"
    assert "2. Về thực hiện nhiệm vụ, chỉ tiêu" in below


def test_the_same_report_gives_the_same_bytes(pdf: PdfFile) -> None:
    assert write_pdf(half_year_report()).data == pdf.data


def test_a_report_without_day_has_no_date_and_the_same_bytes_too() -> None:
    report = half_year_report(annexes=())
    undated = replace(report, letterhead=replace(report.letterhead, on=None))
    first, second = write_pdf(undated).data, write_pdf(undated).data
    assert first == second
    assert b"CreationDate" not in first


def test_another_process_writes_the_same_bytes(pdf: PdfFile, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "from documents.half_year_report import half_year_report\n"
        "from pathlib import Path\n"
        "from desktop.documents.pdf import write_pdf\n"
        "write_pdf(half_year_report()).save(Path(sys.argv[1]))\n"
    )
    roots = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]
    subprocess.run([sys.executable, "-c", code, tmp_path / "a.pdf", *roots], check=True)
    assert (tmp_path / "a.pdf").read_bytes() == pdf.data
