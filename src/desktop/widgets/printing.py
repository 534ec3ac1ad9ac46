"""Printing the pages of a PDF: the printer dialog, and the pages drawn beside the window.

The printer gets pictures of the pages at 300 dpi, which every printer driver of Windows and CUPS takes.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from desktop.errors import Cancelled, FileProblem
from desktop.jobs import NO_JOB, Job
from desktop.widgets import messages
from desktop.widgets.jobs_qt import run_job

_DPI = 300
NO_PRINTER = "Máy này chưa cài máy in; hãy xuất PDF rồi in ở máy khác."
_FAILED = "Máy in không nhận bản in; hãy xem máy in đã bật, còn giấy và nối với máy tính rồi in lại."


def ask_and_print(parent: QWidget, data: bytes, pages: int) -> None:
    """Ask for printer, pages and copies, then print in a job that can be stopped.

    A machine without printers is a normal case and is told.
    """
    if not QPrinterInfo.availablePrinterNames():
        messages.info(parent, NO_PRINTER)
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    printer.setDocName("Văn bản")
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)

    def work(job: Job) -> int:
        return paint_pages(data, printer, job)

    def done(count: int) -> None:
        messages.info(parent, f"Đã gửi {count} trang tới máy in “{printer.printerName()}”.")

    dialog.accepted.connect(lambda: run_job(parent, "Đang in", work, done))
    QDialog.open(dialog)


def paint_pages(data: bytes, printer: QPrinter, job: Job = NO_JOB) -> int:
    """Draw the chosen pages on a printer, each upright or across as it lies; return how many sheets of text.

    Copies are the printer's care where it can make them. Raises FileProblem when the printer takes nothing,
    Cancelled when the job was stopped; what was drawn by then may come out where a printer cannot forget it.
    """
    kept, buffer, document = QByteArray(data), QBuffer(), QPdfDocument()
    buffer.setBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = _chosen(printer, document.pageCount())
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    _turn(printer, document, pages[0])
    job.check()
    painter = QPainter()
    if not painter.begin(printer):
        raise FileProblem(_FAILED)
    try:
        for place, page in enumerate(job.each(pages * copies, "Đang in")):
            if place:
                _turn(printer, document, page)
                printer.newPage()
            _paint(painter, printer, document, page)
        # CUPS would turn the whole document as the last page lies; each page says for itself how it lies.
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
        document.close()
    return len(pages)


def _chosen(printer: QPrinter, count: int) -> list[int]:
    """Return the pages asked for, counted from 0; all when none were named."""
    ranges = printer.pageRanges()
    return [page for page in range(count) if ranges.contains(page + 1)] or list(range(count))


def _turn(printer: QPrinter, document: QPdfDocument, page: int) -> None:
    size = document.pagePointSize(page)
    across = size.width() > size.height()
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    )


def _paint(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    """Draw a page in its real size; what the printer cannot reach is the paper's white margin."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    reach = printer.pageRect(QPrinter.Unit.DevicePixel)
    size = document.pagePointSize(page)
    scale = min(paper.width() / size.width(), paper.height() / size.height())
    pixels = QSize(round(size.width() * scale), round(size.height() * scale))
    painter.drawImage(-reach.topLeft(), document.render(page, pixels))
