"""The line that takes the QR text of an ID card: typed by a hand-held scanner or pasted."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop.errors import UserError
from desktop.people.normal import today
from desktop.people.qr import read_id_card


class CardField(QLineEdit):
    """`found` gives what the card tells of a person, `refused` the sentence why the text is no card's."""

    found = Signal(dict)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._length = 0
        self.setPlaceholderText("Quét hoặc dán mã QR thẻ căn cước")
        self.setAccessibleName("Mã QR thẻ căn cước")
        self.setToolTip("Máy quét tự bấm Enter khi quét xong; cũng có thể dán nội dung mã QR vào đây.")
        self.textEdited.connect(self._on_edited)
        self.returnPressed.connect(self._read)

    def _on_edited(self, text: str) -> None:
        """Read what was pasted at once; a scanner types letter by letter and ends with Enter."""
        pasted = len(text) > self._length + 1
        self._length = len(text)
        if pasted:
            self._read()

    def _read(self) -> None:
        if not self.text().strip():
            return
        try:
            found = read_id_card(self.text(), today())
        except UserError as wrong:
            self.refused.emit(wrong.message)
            return
        self.clear()
        self._length = 0
        self.found.emit(found)
