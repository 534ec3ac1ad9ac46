"""One section of a report being written: its text, what became of the data since, and the texts of before."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.reports.composing.differences import Difference, differences
from desktop.reports.composing.texts import KeptText
from desktop.widgets.controls import button, hint
from desktop.widgets.flow import FlowRow
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark

LONGEST = 200_000
"""So many letters of a section are kept and printed."""

_NO_BREAK = "\u00a0"
"""A blank that the editor gives back as a plain one."""

_WHEN = "%H:%M %d/%m/%Y"
_PART = 60


class SectionEditor(QWidget):
    """The text of one section over what the data say of it (`generated`).

    `changed` tells that something is to be kept; `closes_sitting` that what stood there before shall stay.
    """

    changed = Signal()
    closes_sitting = Signal()

    def __init__(self, heading: str, generated: str, kept: Sequence[KeptText]) -> None:
        super().__init__()
        self.generated = self._basis = generated.replace(_NO_BREAK, " ")
        self._kept = list(kept)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(heading)
        self.editor.setTabChangesFocus(True)
        self._heading = QLabel(heading)
        self._heading.setWordWrap(True)
        mark(self._heading, look="heading")
        self._state = hint("")
        self.see = button("Xem chỗ đổi…", self.show_changes, "search")
        self.take = button("Lấy bản mới", self.take_new, "refresh")
        self.keep = button("Giữ bản đã viết", self.keep_own, "check")
        self.earlier = button("Bản trước…", self._offer_earlier, "history")
        self._build()
        self._begin()
        self.editor.textChanged.connect(self._on_typed)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self, 0.4))
        layout.addWidget(self._heading)
        layout.addWidget(self._state)
        layout.addWidget(FlowRow(self.see, self.take, self.keep, self.earlier, spacing=em(self, 0.4)))
        layout.addWidget(self.editor, 1)

    def _begin(self) -> None:
        newest = self._kept[0] if self._kept else None
        text = self.generated
        if newest is not None and newest.is_own:
            text, self._basis = newest.text, newest.generated
        self.editor.setPlainText(text)
        self._tell()

    @property
    def text(self) -> str:
        """The text as it stands, no longer than what is kept."""
        return self.editor.toPlainText()[:LONGEST]

    @property
    def basis(self) -> str:
        """What the data said when the officer's text was written or last held against them."""
        return self._basis

    @property
    def is_own(self) -> bool:
        """Whether the officer's words stand there."""
        return self.text != self.generated

    @property
    def is_behind(self) -> bool:
        """Whether the officer's words stand over data that say something else now."""
        return self.is_own and self._basis != self.generated

    def changes(self) -> list[Difference]:
        """Return what the data say otherwise since the officer's text was written."""
        return differences(self._basis, self.generated)

    def show_changes(self) -> None:
        """Show what changed in the data, sentence by sentence."""
        ChangesDialog(self, self.changes()).open()

    def take_new(self) -> None:
        """Put the new draft in the place of the own text, which stays among those of before."""
        self._put(self.generated)

    def keep_own(self) -> None:
        """Leave the own text as it is; the data as they are now have been seen."""
        self._basis = self.generated
        self._tell()
        self.changed.emit()

    def bring_back(self, kept: KeptText) -> None:
        """Put a text of before in the place of what stands there, which stays among those of before."""
        self._put(kept.text)

    def _put(self, text: str) -> None:
        if self.is_own:
            self._kept.insert(0, KeptText(self.text, self._basis, "", datetime.now().astimezone()))
        self.closes_sitting.emit()
        self._basis = self.generated
        self.editor.setPlainText(text)
        self._on_typed()

    def _on_typed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Say whose words stand there and whether the data have changed since."""
        length = len(self.editor.toPlainText())
        if length > LONGEST:
            words = f"Phần này dài {length} chữ; chỉ {LONGEST} chữ đầu được giữ và in, hãy rút gọn."
        elif self.is_behind:
            words = (
                f"Số liệu đã đổi {len(self.changes())} chỗ từ khi viết phần này; bản đã viết vẫn giữ nguyên."
            )
        elif self.is_own:
            words = "Bản cán bộ viết, được lưu ngay khi gõ."
        else:
            words = "Bản chương trình soạn từ số liệu; sửa thẳng vào đây, chữ sửa được lưu ngay."
        self._state.setText(words)
        for one in (self.see, self.keep):
            one.setVisible(self.is_behind)
        self.take.setVisible(self.is_own)
        self.take.setText("Lấy bản mới" if self.is_behind else "Lấy lại bản soạn từ số liệu")
        self.earlier.setVisible(bool(self.versions()))

    def versions(self) -> list[KeptText]:
        """Return the own texts of before that differ from what stands there, the newest first, each once."""
        found = {kept.text: kept for kept in reversed(self._kept) if kept.is_own and kept.text != self.text}
        return list(found.values())[::-1]

    def _offer_earlier(self) -> None:
        menu = QMenu(self)
        for kept in self.versions():
            who = f" – {kept.login}" if kept.login else ""
            begins = " ".join(kept.text.split())[:_PART]
            menu.addAction(f"{kept.at.strftime(_WHEN)}{who}: {begins}", self._bringing(kept))
        menu.exec(self.earlier.mapToGlobal(self.earlier.rect().bottomLeft()))

    def _bringing(self, kept: KeptText) -> Callable[[], None]:
        return lambda: self.bring_back(kept)


_COLUMNS = (
    TableColumn("before", "Khi viết", 40, sortable=False),
    TableColumn("after", "Bây giờ", 40, sortable=False),
)


class ChangesDialog(QDialog):
    """Lists the sentences that the data say otherwise now; the whole of the chosen one stands below."""

    def __init__(self, parent: QWidget, changes: Sequence[Difference]) -> None:
        super().__init__(parent)
        self._changes = changes
        self.setWindowTitle("Số liệu thay đổi từ khi viết")
        self.table = RowTable(_COLUMNS, self._rows, "Các câu thay đổi")
        self.whole = hint("")
        close = button("Đóng", self.accept, "close")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        layout.addLayout(foot)
        self.table.selection_changed.connect(self._show)
        self.table.set_ids(range(len(changes)))
        if changes:
            self.table.select_id(0)
            self._show()
        self.resize(em(self, 56), em(self, 26))

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [(self._changes[one].before or "(chưa có)", self._changes[one].after or "(bỏ)") for one in ids]

    def _show(self) -> None:
        at = self.table.current_id()
        if at is not None:
            one = self._changes[at]
            self.whole.setText(f"{one.before or '(chưa có)'}\n→ {one.after or '(bỏ)'}")
