"""Looking a paper up by the code printed on it: paste, type, or scan with a reader that types."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.reports.paper_code import KnownPaper, find_paper
from desktop.widgets.controls import IconMark, button, hint
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_HOW = (
    "Quét mã QR ở chân trang ký, hoặc gõ 16 ký tự in cạnh mã. Chương trình so với bản đã chốt trong sổ của "
    "đơn vị, không cần mạng."
)


class CodeDialog(QDialog):
    """Answers with a sentence; `show_paper` receives the uid of a found paper that is to be looked at."""

    def __init__(self, parent: QWidget, office: Office, show_paper: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._office, self._show_paper = office, show_paper
        self._found: KnownPaper | None = None
        self.setWindowTitle("Tra mã trên văn bản")
        self.code = QLineEdit()
        self.code.setAccessibleName("Mã số liệu")
        self.code.setPlaceholderText("Quét, dán hoặc gõ mã, ví dụ 1A2B 3C4D 5E6F 7A8B")
        self.code.setMaxLength(500)
        self.code.returnPressed.connect(self.look_up)
        self._icon = IconMark("info")
        self.answer = QLabel()
        self.answer.setWordWrap(True)
        self.see = button("Xem văn bản", self._see_paper)
        self._build()

    def _build(self) -> None:
        heading = QLabel(self.windowTitle())
        mark(heading, look="heading")
        asked = QHBoxLayout()
        asked.addWidget(self.code, 1)
        asked.addWidget(button("Tra", self.look_up, "search", "primary"))
        said = QHBoxLayout()
        said.addWidget(self._icon)
        said.addWidget(self.answer, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.see)
        foot.addWidget(button("Đóng", self.reject))
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.7))
        layout.addWidget(heading)
        layout.addWidget(hint(_HOW))
        layout.addLayout(asked)
        layout.addLayout(said, 1)
        layout.addLayout(foot)
        for one in (*self.findChildren(QWidget),):
            if hasattr(one, "setAutoDefault"):
                one.setAutoDefault(False)  # Enter, which readers type behind a code, looks it up
        self._icon.hide()
        self.see.setEnabled(False)
        self.resize(QSize(em(self, 40), em(self, 17)))

    def look_up(self) -> None:
        """Say what is known of the paper of the code in the field."""
        self._found = None
        try:
            with self._office.read() as session:
                self._found = find_paper(session, self.code.text())
        except UserError as wrong:
            self._say(wrong.message, "warning", Tone.BAD)
        else:
            is_good = self._found.intact and self._found.replaced_by is None
            icon, tone = ("check", Tone.GOOD) if is_good else ("warning", Tone.WARN)
            self._say(self._found.answer, icon, tone if self._found.intact else Tone.BAD)
        self.see.setEnabled(self._found is not None)
        self.code.selectAll()

    def _say(self, sentence: str, icon: str, tone: Tone) -> None:
        self._icon.show_icon(icon, tone)
        self._icon.show()
        self.answer.setText(sentence)
        self.answer.setAccessibleName(sentence)

    def _see_paper(self) -> None:
        if self._found is not None:
            self.accept()
            self._show_paper(self._found.uid)
