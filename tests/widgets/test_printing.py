"""Printing through a real CUPS, started for the tests, which keeps what it was given in its spool folder."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from desktop.documents.pdf import write_pdf
from desktop.errors import Cancelled
from desktop.jobs import Job
from desktop.widgets.pdf_view import PdfPreview
from desktop.widgets.printing import NO_PRINTER, paint_pages
from documents.half_year_report import half_year_report
from widgets.doors import Said

QUEUE = "SO-TRI-THUC"
_DAEMON = """\
Listen {folder}/cups.sock
Browsing No
PreserveJobFiles Yes
DirtyCleanInterval 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
  </Limit>
</Policy>
"""
_FILES = """\
ServerRoot {folder}
StateDir {folder}
CacheDir {folder}/cache
RequestRoot {folder}/spool
ErrorLog {folder}/error.log
AccessLog {folder}/access.log
PageLog {folder}/page.log
FileDevice Yes
Sandboxing relaxed
"""


@pytest.fixture(scope="module")
def paper() -> bytes:
    return write_pdf(half_year_report()).data


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """A CUPS of its own on a socket of its own; the machine's printers stay out of it."""
    folder = Path(os.environ["CUPS_SERVER"]).parent
    folder.mkdir(mode=0o755)
    for part in ("cache", "spool"):
        (folder / part).mkdir()
    (folder / "cupsd.conf").write_text(_DAEMON.format(folder=folder), encoding="utf-8")
    (folder / "cups-files.conf").write_text(_FILES.format(folder=folder), encoding="utf-8")
    command = [shutil.which("cupsd") or "/usr/sbin/cupsd", "-f", "-c", folder / "cupsd.conf"]
    daemon = subprocess.Popen([*command, "-s", folder / "cups-files.conf"])
    try:
        yield folder
    finally:
        daemon.terminate()
        daemon.wait()
        shutil.rmtree(folder)


@pytest.fixture
def spool(server: Path) -> Path:
    """The folder where the only printer, whose paper is nowhere, keeps its documents; empty."""
    add = ["lpadmin", "-p", QUEUE, "-E", "-v", "file:///dev/null", "-m", "raw"]
    for _ in range(50):
        if subprocess.run(add, capture_output=True, check=False).returncode == 0:
            break
        time.sleep(0.1)
    folder = server / "spool"
    for kept in (*folder.glob("d*"), *folder.glob("c*")):
        kept.unlink()
    return folder


def printer() -> QPrinter:
    made = QPrinter(QPrinterInfo.printerInfo(QUEUE), QPrinter.PrinterMode.HighResolution)
    made.setResolution(72)
    return made


def sheets(qtbot: QtBot, spool: Path) -> list[tuple[int, int]]:
    """Return the sizes of the sheets of the only document, in millimetres."""
    qtbot.waitUntil(lambda: any(file.read_bytes().rstrip().endswith(b"%%EOF") for file in spool.glob("d*")))
    (document,) = spool.glob("d*")
    with pikepdf.open(document) as pdf:
        boxes = [[float(side) * 25.4 / 72 for side in page.mediabox] for page in pdf.pages]
    return [(round(box[2]), round(box[3])) for box in boxes]


def test_every_page_comes_out_as_it_lies(qtbot: QtBot, spool: Path, paper: bytes) -> None:
    assert paint_pages(paper, printer()) == 8
    assert sheets(qtbot, spool) == [(210, 297)] * 3 + [(297, 210)] * 4 + [(210, 297)]


def test_only_the_chosen_pages_come_out(qtbot: QtBot, spool: Path, paper: bytes) -> None:
    chosen = printer()
    chosen.setPageRanges(QPageRanges.fromString("2,4-5"))
    assert paint_pages(paper, chosen) == 3
    assert sheets(qtbot, spool) == [(210, 297), (297, 210), (297, 210)]


def test_a_print_stopped_before_its_first_page_leaves_nothing_in_the_queue(spool: Path, paper: bytes) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        paint_pages(paper, printer(), job)
    assert not list(spool.glob("d*"))


def test_a_machine_without_printers_is_told_so(
    qtbot: QtBot, said: Said, monkeypatch: pytest.MonkeyPatch, paper: bytes
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.show_pdf(paper)
    preview.print_pages()
    assert said.texts == [NO_PRINTER]


def test_a_paper_that_ends_across_is_not_turned_as_a_whole(qtbot: QtBot, spool: Path, paper: bytes) -> None:
    chosen = printer()
    chosen.setPageRanges(QPageRanges.fromString("1,4"))
    paint_pages(paper, chosen)
    qtbot.waitUntil(lambda: any(spool.glob("c*")))
    orders = max(spool.glob("c*"), key=lambda file: file.name).read_bytes()
    assert b"document-format" in orders
    assert b"landscape" not in orders
    assert b"orientation-requested" not in orders
