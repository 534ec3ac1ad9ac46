"""Shows the very bytes of a PDF: pages one below the other, zoom by buttons and Ctrl+wheel; printing."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.widgets import messages
from desktop.widgets.controls import button
from desktop.widgets.theme import em, mark

_ZOOM_STEP = 1.2
_PRINT_DPI = 300


class PdfPreview(QWidget):
    """A PDF on the screen; what is shown is what was given, byte for byte."""

    def __init__(self) -> None:
        super().__init__()
        self._document = QPdfDocument(self)
        self._view = _View(self)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName("Xem trước văn bản")
        self._view.setDocument(self._document)
        self._pages = QLabel()
        mark(self._pages, look="muted")
        self._bytes, self._buffer = QByteArray(), QBuffer(self)
        tools = QHBoxLayout()
        tools.addWidget(self._pages)
        tools.addStretch(1)
        for text, do in (("Nhỏ hơn", self.zoom_out), ("Vừa trang", self.fit), ("Lớn hơn", self.zoom_in)):
            tools.addWidget(button(text, do))
        tools.addWidget(button("In…", self.print_pages, "print"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self, 0.4))
        layout.addLayout(tools)
        layout.addWidget(self._view, 1)

    def show_pdf(self, data: bytes) -> None:
        """Show these bytes; nothing is shown for an empty value."""
        self._document.close()
        self._buffer.close()
        self._bytes = QByteArray(data)
        if data:
            self._buffer.setBuffer(self._bytes)
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document.load(self._buffer)
        self._pages.setText(f"{self.page_count()} trang" if data else "")

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return self._document.pageCount()

    def zoom_in(self) -> None:
        """Make the page larger."""
        self._zoom(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make the page smaller."""
        self._zoom(1 / _ZOOM_STEP)

    def fit(self) -> None:
        """Make the page as wide as the place."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _zoom(self, factor: float) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(max(0.2, min(5.0, self._view.zoomFactor() * factor)))

    def print_pages(self) -> None:
        """Ask for a printer and print; a machine without printers is a normal case and is told."""
        if not QPrinterInfo.availablePrinterNames():
            messages.info(self, "Máy này chưa cài máy in; hãy xuất PDF rồi in ở máy khác.")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(_PRINT_DPI)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.page_count())
        dialog.accepted.connect(lambda: self.paint_on(printer))
        QDialog.open(dialog)

    def paint_on(self, printer: QPrinter) -> None:
        """Draw the chosen pages on a printer, each as large as the paper allows."""
        first = printer.fromPage() or 1
        last = printer.toPage() or self.page_count()
        painter = QPainter(printer)
        for page in range(first - 1, last):
            if page > first - 1:
                printer.newPage()
            area = printer.pageRect(QPrinter.Unit.DevicePixel)
            size = self._document.pagePointSize(page)
            scale = min(area.width() / size.width(), area.height() / size.height())
            pixels = QSize(round(size.width() * scale), round(size.height() * scale))
            painter.drawImage(0, 0, self._document.render(page, pixels))
        painter.end()


class _View(QPdfView):
    """Zooms with Ctrl and the wheel, as every reader does."""

    def __init__(self, owner: PdfPreview) -> None:
        super().__init__(owner)
        self._owner = owner

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            larger = event.angleDelta().y() > 0
            self._owner.zoom_in() if larger else self._owner.zoom_out()
            return
        super().wheelEvent(event)
