"""The second tab of an activity: who is invited, who came, as what; adding them in every way."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.gui.more_menu import SEPARATOR, Entry, more_button
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.activities.attending import (
    FIELDS,
    Attendee,
    add_participants,
    change_participants,
    remove_participants,
)
from desktop.activities.gui.people_dialogs import MatchDialog, SearchPeopleDialog
from desktop.activities.listing import ListedRow, match_file, match_pasted, people_of_list
from desktop.activities.profiles import Filled, fill_profiles, rows_to_add
from desktop.activities.queries import ParticipantLine, participants
from desktop.errors import UserError
from desktop.jobs import Job
from desktop.people.gui.person_fields import choices_for
from desktop.people.lists.queries import KeptList, saved_lists
from desktop.storage.fields import Field, Kind
from desktop.text import number
from desktop.widgets import files, messages
from desktop.widgets.code_box import Choice
from desktop.widgets.controls import button
from desktop.widgets.flow import FlowRow
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.icons import icon
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark
from desktop.widgets.tokens import Tone

_COLUMNS = (
    TableColumn("name", "Họ và tên", 20, sortable=False),
    TableColumn("attended", "Có mặt", 9, sortable=False, tones={"Có mặt": Tone.GOOD, "Vắng": Tone.BAD}),
    TableColumn("role", "Tư cách", 16, sortable=False),
    TableColumn("place", "Chức vụ, nơi công tác", 30, sortable=False),
)
_EMPTY = "Chưa có ai trong danh sách. Bấm “Thêm người” để tìm trong sổ, hoặc “Thêm từ…” để dán danh sách."
_CAME, _ABSENT = "came", "absent"
_ATTENDANCE = ((_CAME, "Có mặt"), (_ABSENT, "Vắng"))
_ATTENDED = replace(FIELDS["attended"], kind=Kind.CODE, codes="attended")
"""Presence as a choice, since it may also not be noted yet; a tick knows only yes and no."""
_LEFT_EMPTY = "ô để trống thì giữ nguyên như đang ghi của từng người."
_SHEETS = "Danh sách (*.xlsx *.xls *.ods *.csv)"


class PeopleTab(QWidget):
    """The list of one activity; every act is told to the office's listeners, which refresh the page."""

    def __init__(self, office: Office, *, may_edit: bool) -> None:
        super().__init__()
        self._office, self._may_edit, self.uid = office, may_edit, ""
        self.lines: list[ParticipantLine] = []
        self.table = RowTable(_COLUMNS, self._rows, "Người dự hoạt động")
        self.table.set_empty_text(_EMPTY)
        self.count = QLabel()
        mark(self.count, look="muted")
        self.count.setWordWrap(True)
        self.came = button("Có mặt", partial(self._note, 1), "check")
        self.absent = button("Vắng", partial(self._note, 0))
        self.lists_menu = QMenu("Từ danh sách đã lưu", self)
        self._build()

    def show_activity(self, uid: str) -> None:
        """Show the list of an activity."""
        self.uid = uid
        with self._office.read() as session:
            self.lines = participants(session, uid) if uid else []
        self.table.set_ids([line.id for line in self.lines])
        self.table.refresh()
        if self.lines and self.table.current_id() is None:
            self.table.select_id(self.lines[0].id)
        came = sum(line.came for line in self.lines)
        guests = sum(not line.person_uid for line in self.lines)
        self.count.setText(
            f"{number(len(self.lines))} người, {number(came)} có mặt, {number(guests)} ngoài sổ."
            if self.lines
            else ""
        )
        for one in (self.came, self.absent):
            one.setEnabled(bool(self.lines))

    def selected(self) -> list[ParticipantLine]:
        """Return the people selected."""
        chosen = set(self.table.selected_ids())
        return [line for line in self.lines if line.id in chosen]

    def ask_search(self) -> None:
        """Find people of the register by typing."""
        SearchPeopleDialog(self, self._office, self.uid).open()

    def ask_paste(self) -> None:
        """Take the column of names or numbers that was copied."""
        typed = QGuiApplication.clipboard().text()
        self._match(lambda session: match_pasted(session, self.uid, typed))

    def ask_file(self) -> None:
        """Take the names of a spreadsheet."""

        def read(path: Path) -> None:
            self._match(lambda session: match_file(session, self.uid, path))

        files.open_file(self, "Chọn danh sách người dự", [_SHEETS, files.ANY], read)

    def ask_guest(self) -> None:
        """Ask for a guest who is not in the register."""
        keys = ("name", "position", "workplace", "role")
        form = FieldForm([FIELDS[key] for key in keys], choices_for(""))

        def save(values: dict[str, object]) -> None:
            said = {key: str(value or "") for key, value in values.items()}
            with self._office.write() as session:
                add_participants(session, self.uid, [Attendee(**said)])  # type: ignore[arg-type]

        FormDialog(self, "Khách ngoài sổ", form, save).ask({"role": "moi"})

    def ask_change(self) -> None:
        """Change what is said of those selected: role, presence, award; only what the user touches.

        For several all fields begin empty, and one left empty stays as it is with each of them.
        """
        chosen = self.selected()
        if not chosen or not self._may_edit:
            return
        one = chosen[0] if len(chosen) == 1 else None
        form = FieldForm(_changeable(one), _choices())
        shown = {**one.values, "attended": _code_of(one.values["attended"])} if one else {}
        uids = [line.uid for line in chosen]

        def save(values: dict[str, object]) -> None:
            touched = {key: value for key, value in values.items() if value != shown.get(key)}
            if "attended" in touched:
                touched["attended"] = None if touched["attended"] is None else touched["attended"] == _CAME
            with self._office.write() as session:
                change_participants(session, uids, touched)

        intro = str(one.values["name"]) if one else f"{number(len(chosen))} người; {_LEFT_EMPTY}"
        FormDialog(self, "Sửa người dự", form, save, intro).ask(shown)

    def ask_removal(self) -> None:
        """Take those selected out of the list when the user agrees."""
        chosen = self.selected()
        if not chosen or not self._may_edit:
            return
        whom = f"“{chosen[0].values['name']}”" if len(chosen) == 1 else f"{number(len(chosen))} người"
        text = f"Bỏ {whom} khỏi danh sách của hoạt động? Có thể hoàn tác trong nhật ký."
        uids = [line.uid for line in chosen]
        messages.ask(
            self,
            text,
            "Bỏ ra",
            "Giữ lại",
            lambda: self._act(lambda session: remove_participants(session, uids)),
        )

    def ask_profiles(self) -> None:
        """Write the training, the awards or the advice into the profiles, after saying what that is."""
        with self._office.read() as session:
            rows = rows_to_add(session, self.uid)
        if not rows:
            self._act(lambda session: fill_profiles(session, self.uid))
            return
        titles = ", ".join(dict.fromkeys(row.section.title for row in rows))
        text = (
            f"Thêm {number(len(rows))} dòng vào hồ sơ khoa học (mục {titles}) của những người dự? "
            "Dòng đã có thì không thêm nữa; hoàn tác được trong nhật ký."
        )
        do = partial(self._act, lambda session: fill_profiles(session, self.uid), self._tell_filled)
        messages.ask(self, text, "Ghi vào hồ sơ", "Chưa ghi", do)

    def _tell_filled(self, filled: Filled) -> None:
        count = sum(filled.added.values())
        left = f" Không thêm {number(len(filled.left))} dòng:\n" + "\n".join(filled.left[:10])
        messages.info(self, f"Đã thêm {number(count)} dòng vào hồ sơ khoa học.{left if filled.left else ''}")

    def _note(self, attended: int) -> None:
        uids = [line.uid for line in self.selected()]
        self._act(lambda session: change_participants(session, uids, {"attended": attended}))

    def _match(self, read: Callable[[Session], list[ListedRow]]) -> None:
        def work(_job: Job) -> list[ListedRow]:
            with self._office.read() as session:
                return read(session)

        def show(rows: list[ListedRow]) -> None:
            MatchDialog(self, self._office, self.uid, rows).open()

        run_job(self, "Đối chiếu danh sách với sổ", work, show)

    def _fill_lists(self) -> None:
        self.lists_menu.clear()
        with self._office.read() as session:
            kept = [one for one in saved_lists(session) if not one.hidden]
        for one in kept:
            self.lists_menu.addAction(one.name).triggered.connect(partial(self._add_list, one))
        if not kept:
            self.lists_menu.addAction("Chưa lưu danh sách nào ở trang Trí thức").setEnabled(False)

    def _add_list(self, kept: KeptList, _checked: bool = False) -> None:
        try:
            with self._office.read() as session:
                uids = people_of_list(session, self.uid, kept)
        except UserError as wrong:
            messages.error(self, wrong)
            return
        if not uids:
            messages.info(self, f"Mọi người của danh sách “{kept.name}” đã có ở đây.")
            return
        text = f"Thêm {number(len(uids))} người của danh sách “{kept.name}”?"
        attendees = [Attendee(uid) for uid in uids]
        do = partial(self._act, lambda session: add_participants(session, self.uid, attendees))
        messages.ask(self, text, "Thêm", "Chưa thêm", do)

    def _act(self, do: Callable[[Session], object], then: Callable[..., object] | None = None) -> None:
        try:
            with self._office.write() as session:
                result = do(session)
        except UserError as wrong:
            messages.error(self, wrong)
            return
        if then:
            then(result)

    def _rows(self, ids: Sequence[int]) -> list[tuple[str, ...] | None]:
        known = {line.id: line for line in self.lines}
        return [_row(known[one]) if one in known else None for one in ids]

    def _build(self) -> None:
        entries = (
            Entry("Dán cột họ tên, số định danh", "copy", "", self.ask_paste),
            Entry("Từ tệp Excel…", "import", "", self.ask_file),
            Entry("Khách ngoài sổ…", "user", "", self.ask_guest),
        )
        whence = more_button(self, "Thêm từ…", entries, self._office.actor)
        self.lists_menu.setIcon(icon("people"))
        self.lists_menu.aboutToShow.connect(self._fill_lists)
        whence.menu().insertMenu(whence.menu().actions()[0], self.lists_menu)
        rest = (
            Entry("Sửa…", "edit", "", self.ask_change),
            Entry("Bỏ khỏi danh sách", "delete", "", self.ask_removal),
            SEPARATOR,
            Entry("Ghi vào hồ sơ khoa học…", "save", "", self.ask_profiles, Right.EDIT_PEOPLE),
        )
        more = more_button(self, "Việc khác", rest, self._office.actor)
        add = button("Thêm người", self.ask_search, "plus", "primary")
        tools = FlowRow(add, whence, self.came, self.absent, more, spacing=em(self, 0.4))
        tools.setVisible(self._may_edit)
        self.table.activated_id.connect(lambda _id: self.ask_change())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em(self, 0.4), 0, 0)
        layout.setSpacing(em(self, 0.4))
        layout.addWidget(tools)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)


def _changeable(one: ParticipantLine | None) -> list[Field]:
    """Return what may be changed: of a guest also the name; of several people what they can share."""
    if one is None:
        return [replace(FIELDS["role"], required=False), _ATTENDED]
    own = () if one.person_uid else ("name", "position", "workplace")
    return [*(FIELDS[key] for key in (*own, "role")), _ATTENDED, FIELDS["award"], FIELDS["merit"]]


def _choices() -> Callable[[Field], Sequence[Choice]]:
    usual = choices_for("")
    return lambda field: _ATTENDANCE if field is _ATTENDED else usual(field)


def _code_of(attended: object) -> str | None:
    return None if attended is None else _CAME if attended else _ABSENT


def _row(line: ParticipantLine) -> tuple[str, ...]:
    texts = line.texts
    where = ", ".join(part for part in (texts["position"], texts["workplace"]) if part)
    guest = "" if line.person_uid else " (ngoài sổ)"
    return (f"{texts['name']}{guest}", texts["attended"], texts["role"], where)
