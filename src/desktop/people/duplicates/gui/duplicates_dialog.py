"""Records that may be one person: the pairs, one pair side by side, and what to do with it."""

from collections.abc import Callable, Sequence
from textwrap import fill

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from desktop.accounts.office import Office
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.people.duplicates.actions import merge_people, unmerge
from desktop.people.duplicates.queries import SURE, DuplicatePair, find_duplicates, mark_not_same
from desktop.people.normal import FIELDS
from desktop.people.queries import PersonRow, ids_of, rows_by_ids
from desktop.text import number
from desktop.widgets import messages
from desktop.widgets.cards import Banner
from desktop.widgets.controls import button
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_COLUMNS = (
    TableColumn("score", "Điểm", 7, "right", sortable=False, tones={str(SURE): Tone.BAD}),
    TableColumn("one", "Hồ sơ ghi trước", 22, sortable=False),
    TableColumn("other", "Hồ sơ ghi sau", 22, sortable=False),
    TableColumn("why", "Vì sao", 44, sortable=False),
)
_LINE = 44
"""So many letters of a value stand on one line; a button does not break its text by itself."""

_LABEL, _KEPT, _DROPPED = range(3)
_LEFT, _RIGHT = range(2)


class SideBySide(QWidget):
    """The filled fields of two records; where both are filled and differ, one of the two is chosen."""

    def __init__(self, kept: PersonRow, dropped: PersonRow) -> None:
        super().__init__()
        self._dropped = dropped
        self._same_status = kept.values["status"] == dropped.values["status"]
        self._choices: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, em(self, 0.5), 0)
        self._grid.setColumnMinimumWidth(_LABEL, em(self, 12))
        for column in (_KEPT, _DROPPED):
            self._grid.setColumnMinimumWidth(column, em(self, 20))
            self._grid.setColumnStretch(column, 1)
        self._grid.setHorizontalSpacing(em(self))
        self._put(_text("Ghi trước – giữ lại", "strong"), 0, _KEPT)
        self._put(_text("Ghi sau – gộp vào hồ sơ bên trái", "strong"), 0, _DROPPED)
        for key in FIELDS:
            if kept.texts[key] or dropped.texts[key]:
                self._add_field(key, kept.texts[key], dropped.texts[key])
        self._keep_date_with_status()
        carried = "Các tình trạng trước đó và các mục lý lịch của cả hai được giữ trong hồ sơ gộp."
        self._grid.addWidget(_text(carried, "muted"), self._grid.rowCount(), _KEPT, 1, 2)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def choice(self, key: str) -> tuple[QRadioButton, QRadioButton] | None:
        """Return the two buttons of a field, None where there is nothing to choose."""
        return self._choices.get(key)

    def values(self) -> dict[str, object]:
        """Return the values that were chosen against the kept record."""
        return {
            key: self._dropped.values[key] for key, (_, right) in self._choices.items() if right.isChecked()
        }

    def _add_field(self, key: str, kept: str, dropped: str) -> None:
        row, label = self._grid.rowCount(), FIELDS[key].label
        self._put(_text(label, "muted"), row, _LABEL)
        if kept and dropped and kept != dropped:
            self._add_choice(key, row, (kept, dropped))
            return
        taken = "(trống)" if key == "status_since" and not self._same_status else "(lấy ở hồ sơ bên phải)"
        for column, text, empty in ((_KEPT, kept, taken), (_DROPPED, dropped, "(trống)")):
            self._put(_text(text or empty, "" if text else "muted"), row, column)

    def _keep_date_with_status(self) -> None:
        """Let status and date be chosen as one: a date alone says nothing of another status."""
        pair = [self._choices[key] for key in ("status", "status_since") if key in self._choices]
        if len(pair) == 2:
            for one, other in (pair, reversed(pair)):
                for side in (_LEFT, _RIGHT):
                    one[side].toggled.connect(other[side].setChecked)

    def _add_choice(self, key: str, row: int, texts: tuple[str, str]) -> None:
        group = QButtonGroup(self)
        left, right = (_radio(FIELDS[key].label, text) for text in texts)
        for column, one in ((_KEPT, left), (_DROPPED, right)):
            group.addButton(one)
            self._put(one, row, column)
        left.setChecked(True)
        self._choices[key] = (left, right)

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)


class DuplicatesDialog(QDialog):
    """Goes through the pairs one by one; each decision is one act that can be undone."""

    def __init__(self, parent: QWidget, office: Office) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tìm hồ sơ trùng")
        self._office = office
        self._merged = ""
        self.pairs: list[DuplicatePair] = []
        self.sides: SideBySide | None = None
        self.banner = Banner()
        self.table = RowTable(_COLUMNS, self._rows, "Các cặp hồ sơ có thể là một người")
        self.area = QScrollArea()
        self.why = QLineEdit()
        self.undo_button = button("Tách lại", self._unmerge, "undo")
        self.apart_button = button("Không phải một người", self._mark_not_same, "close")
        self.merge_button = button("Gộp", self._merge, "check", "primary")
        self._build()
        self.table.selection_changed.connect(self._show_pair)
        self.resize(QSize(em(self, 76), em(self, 42)).boundedTo(parent.window().size()))
        self._show_pairs([])

    def read(self) -> None:
        """Look for duplicates in the whole register."""
        run_job(self, "Tìm hồ sơ trùng", self._find, self._show_found)

    def _find(self, _job: Job) -> list[DuplicatePair]:
        with self._office.read() as session:
            return find_duplicates(session)

    def _show_found(self, pairs: list[DuplicatePair]) -> None:
        self.table.set_empty_text("Không thấy hồ sơ nào trùng nhau.")
        self.banner.say(f"Có {number(len(pairs))} cặp hồ sơ có thể là của một người." if pairs else "")
        self._show_pairs(pairs)

    def _show_pairs(self, pairs: Sequence[DuplicatePair]) -> None:
        """List these pairs, and show the one that now stands where the last one stood."""
        place = self.table.current_id() or 0
        self.pairs = list(pairs)
        self.table.clearSelection()
        self.table.set_ids(range(len(self.pairs)))
        self.table.refresh()
        if self.pairs:
            self.table.select_id(min(place, len(self.pairs) - 1))
        self._show_pair()

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...]]:
        pairs = [self.pairs[one] for one in ids]
        people = self._people([uid for pair in pairs for uid in pair.uids])
        names = {uid: row.texts["full_name"] for uid, row in people.items()}
        return [
            (str(pair.score), *(names.get(uid, "(đã xóa)") for uid in pair.uids), pair.why) for pair in pairs
        ]

    def _people(self, uids: Sequence[str]) -> dict[str, PersonRow]:
        with self._office.read() as session:
            return {row.uid: row for row in rows_by_ids(session, ids_of(session, uids))}

    def _pair(self) -> DuplicatePair | None:
        chosen = self.table.selected_ids()
        return self.pairs[chosen[0]] if len(chosen) == 1 and chosen[0] < len(self.pairs) else None

    def _show_pair(self) -> None:
        pair = self._pair()
        people = self._people(pair.uids) if pair else {}
        both = [people[uid] for uid in pair.uids if uid in people] if pair else []
        self.sides = SideBySide(*both) if len(both) == 2 else None
        self.area.setWidget(self.sides or _text("Chọn một cặp hồ sơ để so từng mục.", "muted"))
        for one in (self.why, self.apart_button, self.merge_button):
            one.setEnabled(self.sides is not None)
        self.why.clear()

    # What is decided

    def _merge(self) -> None:
        pair, sides = self._pair(), self.sides
        if pair and sides:
            keep, drop = pair.uids
            if self._act(lambda session: merge_people(session, keep, drop, sides.values())):
                self._merged = keep
                self._leave(drop, "Đã gộp hai hồ sơ thành một; nhật ký còn giữ hồ sơ được gộp.")

    def _mark_not_same(self) -> None:
        pair, why = self._pair(), self.why.text()
        if pair and self._act(lambda session: mark_not_same(session, *pair.uids, why)):
            self._show_pairs([one for one in self.pairs if one is not pair])
            self.banner.say("Đã ghi nhận là hai người; cặp này không được nhắc lại nữa.", Tone.GOOD)

    def _unmerge(self) -> None:
        """Take back the last merge made here."""
        if self._act(lambda session: unmerge(session, self._merged)):
            self.undo_button.hide()
            self.read()
            self.banner.say("Đã tách; hai hồ sơ trở lại như trước khi gộp.", Tone.GOOD)

    def _leave(self, gone: str, said: str) -> None:
        """Go on without the pairs of a record that is gone."""
        self._show_pairs([one for one in self.pairs if gone not in one.uids])
        self.banner.say(said, Tone.GOOD)
        self.undo_button.show()

    def _act(self, do: Callable[[Session], None]) -> bool:
        """Do one act; a UserError is told and nothing is changed."""
        try:
            with self._office.write() as session:
                do(session)
        except UserError as wrong:
            messages.error(self, wrong)
            return False
        return True

    # How it is put together

    def _build(self) -> None:
        heading = QLabel("Hồ sơ có thể là của một người")
        mark(heading, look="heading")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName("Hai hồ sơ đặt cạnh nhau")
        self.table.setMinimumHeight(em(self, 9))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[em(self)] * 4)
        layout.setSpacing(em(self, 0.6))
        layout.addWidget(heading)
        layout.addWidget(self.banner)
        layout.addWidget(self.table, 2)
        layout.addWidget(self.area, 3)
        layout.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        self.why.setAccessibleName("Lý do không phải một người")
        self.why.setPlaceholderText("Lý do nếu không phải một người (có thể bỏ trống)")
        self.undo_button.hide()
        row = QHBoxLayout()
        row.addWidget(self.undo_button)
        row.addWidget(self.why, 1)
        for one in (self.apart_button, self.merge_button, button("Đóng", self.accept)):
            one.setAutoDefault(False)
            row.addWidget(one)
        return row


def _text(text: str, look: str = "") -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    mark(label, look=look)
    return label


def _radio(label: str, text: str) -> QRadioButton:
    made = QRadioButton("\n".join(fill(line, _LINE) for line in text.splitlines()).replace("&", "&&"))
    made.setAccessibleName(f"{label}: {text}")
    return made
