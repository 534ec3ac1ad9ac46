"""One kept file: PDF and pictures are seen inside the program, every kind can be saved outside by wish."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.paths import atomic_write
from desktop.tasks.evidence import SEEN_INSIDE, EvidenceFile
from desktop.widgets import files, messages
from desktop.widgets.controls import button
from desktop.widgets.pdf_view import PdfPreview
from desktop.widgets.theme import em, mark


class EvidenceDialog(QDialog):
    """Shows a file without writing it anywhere; `remove` takes it off its report, None when not allowed."""

    def __init__(self, parent: QWidget, file: EvidenceFile, remove: Callable[[], object] | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tệp minh chứng")
        self._file, self._remove = file, remove
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        heading = QLabel(file.name)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        mark(heading, look="heading")
        layout.addWidget(heading)
        layout.addWidget(_view(file), 1)
        buttons = QHBoxLayout()
        if remove:
            buttons.addWidget(button("Bỏ tệp", self.ask_removal, "delete", "danger"))
        buttons.addStretch(1)
        buttons.addWidget(button("Lưu ra ngoài…", self.save_outside, "export"))
        buttons.addWidget(button("Đóng", self.reject, look="primary"))
        layout.addLayout(buttons)
        self.resize(QSize(em(self, 56), em(self, 46)).boundedTo(self.screen().availableSize() * 0.95))

    def save_outside(self) -> None:
        """Let the user choose where a copy goes; outside the program nothing protects it any more."""

        def write(path: Path) -> None:
            try:
                with atomic_write(path) as temporary:
                    temporary.write_bytes(self._file.content)
            except UserError as wrong:
                messages.error(self, wrong)
                return
            messages.info(self, f"Đã lưu “{path.name}”. Bản này nằm ngoài sổ, không còn được mã hóa.")

        files.save_file(self, "Lưu tệp minh chứng", self._file.name, [files.ANY], write)

    def ask_removal(self) -> None:
        """Take the file off its report when the user agrees."""
        text = f"Bỏ tệp “{self._file.name}” khỏi lần báo cáo này? Có thể hoàn tác trong nhật ký."
        messages.ask(self, text, "Bỏ tệp", "Giữ lại", self._take_off)

    def _take_off(self) -> None:
        if self._remove:
            self._remove()
        self.accept()


def _view(file: EvidenceFile) -> QWidget:
    suffix = Path(file.name).suffix.lower()
    if suffix == ".pdf":
        preview = PdfPreview()
        preview.show_pdf(file.content)
        return preview
    shown = QLabel()
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    picture = QPixmap()
    if suffix in SEEN_INSIDE and picture.loadFromData(file.content):
        shown.setPixmap(picture)
    else:
        shown.setText("Chương trình không tự mở loại tệp này; hãy lưu ra ngoài rồi mở bằng Word hoặc Excel.")
        shown.setWordWrap(True)
    area = QScrollArea()
    area.setWidget(shown)
    area.setWidgetResizable(picture.isNull())
    area.setAccessibleName("Nội dung tệp")
    return area
