"""Shows the very bytes of a PDF: pages one below the other, search, zoom; printing."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from desktop.widgets.controls import SearchField, button
from desktop.widgets.flow import FlowRow
from desktop.widgets.printing import ask_and_print
from desktop.widgets.theme import em, mark

_ZOOM_STEP = 1.2
_SMALLEST, _LARGEST = 0.2, 5.0


class PdfPreview(QWidget):
    """A PDF on the screen; what is shown is what was given, byte for byte."""

    def __init__(self) -> None:
        super().__init__()
        self._document = QPdfDocument(self)
        self._found = QPdfSearchModel(self)
        self._found.setDocument(self._document)
        self._at = 0
        self._bytes, self._buffer = QByteArray(), QBuffer(self)
        self._view = _View(self)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setAccessibleName("Xem trước văn bản")
        self._view.setDocument(self._document)
        self._view.setSearchModel(self._found)
        self.page = QSpinBox(minimum=1, maximum=1, prefix="Trang ")
        self.page.setAccessibleName("Đến trang")
        self.words = SearchField("Tìm trong văn bản")
        self.told = QLabel()
        mark(self.told, look="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self, 0.4))
        layout.addWidget(self._tools())
        layout.addWidget(self._view, 1)
        self._connect()
        self.show_pdf(b"")

    def _tools(self) -> FlowRow:
        return FlowRow(
            self.page,
            _icon_button("minus", "Nhỏ hơn", self.zoom_out),
            _icon_button("plus", "Lớn hơn", self.zoom_in),
            button("Vừa trang", self.fit),
            button("In…", self.print_pages, "print"),
            self.words,
            _icon_button("left", "Chỗ trước", self.find_previous),
            _icon_button("right", "Chỗ sau", self.find_next),
            self.told,
        )

    def _connect(self) -> None:
        navigator = self._view.pageNavigator()
        navigator.currentPageChanged.connect(lambda page: self.page.setValue(page + 1))
        self.page.editingFinished.connect(self._go_to_page)
        self.words.searched.connect(self._search)
        for changed in (self._found.rowsInserted, self._found.rowsRemoved, self._found.modelReset):
            changed.connect(self._tell_found)

    def show_pdf(self, data: bytes) -> None:
        """Show these bytes; nothing is shown for an empty value."""
        self._document.close()
        self._buffer.close()
        self._bytes = QByteArray(data)
        if data:
            self._buffer.setBuffer(self._bytes)
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self._document.load(self._buffer)
        count = self.page_count()
        self.page.setMaximum(max(count, 1))
        self.page.setSuffix(f" / {count}")
        self.page.setEnabled(count > 1)
        self._at = 0
        self._tell_found()

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return self._document.pageCount()

    def found_count(self) -> int:
        """Return at how many places the searched words stand, as far as they were looked for."""
        return self._found.rowCount(self._found.index(-1, -1))

    def find_next(self) -> None:
        """Go to the next place of the searched words; after the last one the first."""
        self._go_to_place(self._at + 1)

    def find_previous(self) -> None:
        """Go to the place before; before the first one the last."""
        self._go_to_place(self._at - 1)

    def zoom_in(self) -> None:
        """Make the page larger."""
        self._zoom(_ZOOM_STEP)

    def zoom_out(self) -> None:
        """Make the page smaller."""
        self._zoom(1 / _ZOOM_STEP)

    def fit(self) -> None:
        """Make the page as wide as the place."""
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def print_pages(self) -> None:
        """Ask for a printer and print."""
        if self.page_count() > 0:
            ask_and_print(self, bytes(self._bytes.data()), self.page_count())

    def _zoom(self, factor: float) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(max(_SMALLEST, min(_LARGEST, self._view.zoomFactor() * factor)))

    def _go_to_page(self) -> None:
        navigator = self._view.pageNavigator()
        if self.page_count() > 0 and self.page.value() != navigator.currentPage() + 1:
            navigator.jump(self.page.value() - 1, QPointF(), 0)

    def _search(self, words: str) -> None:
        """Look for new words; Enter on the same ones goes on to their next place."""
        if words == self._found.searchString():
            self.find_next()
            return
        self._at = 0
        self._found.setSearchString(words)
        self._tell_found()

    def _go_to_place(self, place: int) -> None:
        count = self.found_count()
        if not count:
            return
        self._at = place % count
        found = self._found.resultAtIndex(self._at)
        self._view.setCurrentSearchResultIndex(self._at)
        self._view.pageNavigator().jump(found.page(), found.location(), 0)
        self._tell_found()

    def _tell_found(self) -> None:
        count = self.found_count()
        if count and self._view.currentSearchResultIndex() < 0:
            self._go_to_place(0)
            return
        wanted = self._found.searchString()
        self.told.setText(f"{self._at + 1}/{count}" if count else "Không thấy" if wanted else "")


def _icon_button(icon_name: str, name: str, do: Callable[[], object]) -> QPushButton:
    made = button("", do, icon_name)
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made


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
