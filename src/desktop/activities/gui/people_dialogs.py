"""Adding people to an activity: by search in the register, from a saved list, from a list that was read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.accounts.office import Office
from desktop.activities.attending import Attendee, add_participants, present
from desktop.activities.listing import MATCH_LABELS, ListedRow, Match
from desktop.activities.queries import activity_facts
from desktop.activities.rules import INVITED, TAKES_PART
from desktop.codelists import code_list
from desktop.errors import UserError
from desktop.people.queries import rows_by_ids
from desktop.search.queries import search_people
from desktop.text import number
from desktop.widgets import messages
from desktop.widgets.controls import ChoiceBox, SearchField, button, under_label
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_MOST = 50
_FOUND_COLUMNS = (
    TableColumn("full_name", "Họ và tên", 24, sortable=False),
    TableColumn("birth", "Ngày sinh", 12, sortable=False),
    TableColumn("position", "Chức vụ", 20, sortable=False),
    TableColumn("workplace", "Nơi công tác", 28, sortable=False),
    TableColumn("listed", "Danh sách", 12, sortable=False),
)
_TONES = {
    MATCH_LABELS[Match.FOUND]: Tone.GOOD,
    MATCH_LABELS[Match.SEVERAL]: Tone.WARN,
    MATCH_LABELS[Match.OTHER_NUMBER]: Tone.WARN,
    MATCH_LABELS[Match.UNKNOWN]: Tone.BAD,
}
_MATCH_COLUMNS = (
    TableColumn("row", "Dòng", 6, "right", sortable=False),
    TableColumn("name", "Ghi trong danh sách", 22, sortable=False),
    TableColumn("match", "Đối chiếu với sổ", 30, sortable=False, tones=_TONES),
    TableColumn("chosen", "Sẽ thêm", 36, sortable=False),
)
_GUEST, _SKIP = "guest", ""


def role_box(office: Office, uid: str) -> ChoiceBox:
    """Return the choice of a role, at first the usual one: who takes part, or is invited to a plan."""
    with office.read() as session:
        is_held = activity_facts(session, uid).is_held
    box = ChoiceBox("Tư cách tham dự", code_list("participant_role").choices())
    box.set_code(TAKES_PART if is_held else INVITED)
    return box


class SearchPeopleDialog(QDialog):
    """Finds people of the register as one types; Enter adds the only one found, else goes to the list.

    In the list Enter adds those selected; the dialog stays for the next.
    """

    def __init__(self, parent: QWidget, office: Office, uid: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Thêm người từ sổ")
        self._office, self._uid = office, uid
        self._added, self._words = 0, ""
        self.search = SearchField("Gõ họ tên, số định danh hoặc nơi công tác", shortcut="")
        self.role, self.said = role_box(office, uid), QLabel()
        self.table = RowTable(_FOUND_COLUMNS, self._rows, "Người tìm thấy trong sổ")
        self.table.set_empty_text("Gõ tên để tìm người trong sổ.")
        self._inside: set[str] = set()
        self._build()

    def look_for(self, words: str) -> None:
        """Show who fits, the likeliest first."""
        self._words = words
        with self._office.read() as session:
            self._inside = present(session, self._uid)
            ids = search_people(session, words, _MOST) if words else []
        self.table.set_empty_text("Không thấy ai; hãy gõ ít chữ hơn." if words else "Gõ tên để tìm người.")
        self.table.set_ids(ids)
        if ids:
            self.table.select_id(ids[0])

    def add(self) -> None:
        """Add the selected people and stay open."""
        with self._office.read() as session:
            rows = rows_by_ids(session, self.table.selected_ids())
        chosen = [row for row in rows if row.uid not in self._inside]
        if not chosen:
            self.said.setText("Người đang chọn đã có trong danh sách." if rows else "Chưa chọn ai.")
            return
        attendees = [Attendee(row.uid, role=self.role.code()) for row in chosen]
        if _add(self, self._office, self._uid, attendees):
            self._added += len(chosen)
            self.said.setText(
                f"Đã thêm {number(self._added)} người; vừa thêm {chosen[-1].texts['full_name']}."
            )
            self.look_for(self._words)
            self.search.setFocus()
            self.search.selectAll()

    def _enter(self) -> None:
        if len(self.table.ids()) == 1:
            self.add()
        else:
            self.table.setFocus()

    def _rows(self, ids: Sequence[int]) -> list[Mapping[str, str] | None]:
        with self._office.read() as session:
            found = {row.id: row for row in rows_by_ids(session, ids)}
        return [
            {**found[one].texts, "listed": "đã có" if found[one].uid in self._inside else ""}
            if one in found
            else None
            for one in ids
        ]

    def _build(self) -> None:
        mark(self.said, look="muted")
        self.said.setWordWrap(True)
        self.search.searched.connect(self.look_for)
        self.search.returnPressed.connect(self._enter)
        self.table.activated_id.connect(lambda _id: self.add())
        top = QHBoxLayout()
        top.addWidget(under_label("Tìm người", self.search), 1)
        top.addWidget(under_label("Tư cách tham dự", self.role))
        buttons = QHBoxLayout()
        buttons.addWidget(self.said, 1)
        close, add = button("Đóng", self.accept), button("Thêm", self.add, "plus", "primary")
        for one in (close, add):
            one.setAutoDefault(False)
            buttons.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.resize(QSize(em(self, 54), em(self, 32)).boundedTo(self.screen().availableSize() * 0.9))
        self.search.setFocus()


class MatchDialog(QDialog):
    """Shows a list that was read beside the register; what is not sure is decided by the user, row by row."""

    def __init__(self, parent: QWidget, office: Office, uid: str, rows: Sequence[ListedRow]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đối chiếu danh sách với sổ")
        self._office, self._uid, self._listed = office, uid, rows
        self.choices = [row.candidates[0].uid if row.match is Match.FOUND else _SKIP for row in rows]
        self.table = RowTable(_MATCH_COLUMNS, self._rows, "Các dòng của danh sách")
        self.who, self.said = ChoiceBox("Người của dòng đang chọn", ()), QLabel()
        self.role = role_box(office, uid)
        self.guests = button("Mọi dòng không có trong sổ: ghi là khách", self.take_guests)
        self._build()
        self.table.set_ids(range(len(rows)))
        unsure = next((at for at, row in enumerate(rows) if row.is_unsure), 0)
        self.table.select_id(unsure)
        self._show_row()

    def attendees(self) -> list[Attendee]:
        """Return whom “Thêm” adds."""
        return [
            replace(row.attendee("" if chosen == _GUEST else chosen, self.role.code()), person_uid="")
            if chosen == _GUEST
            else row.attendee(chosen, self.role.code())
            for row, chosen in zip(self._listed, self.choices, strict=True)
            if chosen != _SKIP
        ]

    def choose(self, chosen: str) -> None:
        """Decide for the row that is selected."""
        at = self.table.current_id()
        if at is not None:
            self.choices[at] = chosen
            self.table.refresh()
            self._count()

    def take_guests(self) -> None:
        """Take everybody who is not in the register as a guest."""
        for at, row in enumerate(self._listed):
            if row.match is Match.UNKNOWN and row.name:
                self.choices[at] = _GUEST
        self.table.refresh()
        self._show_row()

    def add(self) -> None:
        """Add them all in one act and close."""
        if _add(self, self._office, self._uid, self.attendees()):
            self.accept()

    def _show_row(self) -> None:
        at = self.table.current_id()
        row = self._listed[at] if at is not None else None
        lines = [(_SKIP, "Bỏ qua dòng này")]
        if row:
            lines += [(one.uid, one.words) for one in row.candidates if row.match is not Match.LISTED]
            lines += [(_GUEST, "Ghi là khách ngoài sổ")] if row.name and row.match is not Match.LISTED else []
        self.who.set_choices(lines)
        self.who.set_code(self.choices[at] if at is not None else _SKIP)
        self._count()

    def _count(self) -> None:
        count = sum(one != _SKIP for one in self.choices)
        unsure = sum(
            row.is_unsure and chosen == _SKIP for row, chosen in zip(self._listed, self.choices, strict=True)
        )
        rest = f"; còn {number(unsure)} dòng chưa chắc là ai, hãy chọn ở dưới" if unsure else ""
        self.said.setText(f"{number(len(self._listed))} dòng, sẽ thêm {number(count)} người{rest}.")

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        return [self._row(self._listed[at], self.choices[at]) for at in ids]

    def _row(self, row: ListedRow, chosen: str) -> tuple[str, ...]:
        words = {one.uid: one.words for one in row.candidates}
        whom = "Khách ngoài sổ" if chosen == _GUEST else words.get(chosen, "")
        return (str(row.row), row.name, MATCH_LABELS[row.match], whom)

    def _build(self) -> None:
        mark(self.said, look="muted")
        self.said.setWordWrap(True)
        self.table.selection_changed.connect(self._show_row)
        self.who.chosen.connect(self.choose)
        below = QHBoxLayout()
        below.addWidget(under_label("Dòng đang chọn là", self.who), 1)
        below.addWidget(under_label("Tư cách tham dự", self.role))
        buttons = QHBoxLayout()
        buttons.addWidget(self.guests)
        buttons.addStretch(1)
        buttons.addWidget(button("Hủy", self.reject))
        buttons.addWidget(button("Thêm", self.add, "plus", "primary"))
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self, 0.6))
        for one in (self.said, self.table):
            layout.addWidget(one, int(one is self.table))
        layout.addLayout(below)
        layout.addLayout(buttons)
        self.resize(QSize(em(self, 58), em(self, 36)).boundedTo(self.screen().availableSize() * 0.9))


def _add(parent: QWidget, office: Office, uid: str, attendees: Sequence[Attendee]) -> bool:
    if not attendees:
        messages.info(parent, "Chưa có ai để thêm; hãy chọn người cho ít nhất một dòng.")
        return False
    try:
        with office.write() as session:
            add_participants(session, uid, attendees)
    except UserError as wrong:
        messages.error(parent, wrong)
        return False
    return True
