"""The register on screen: finding and filtering people, one record beside the list, import and export."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from desktop.accounts.gui.more_menu import SEPARATOR, Entry, more_button
from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import NotFound
from desktop.people.actions import remove_person
from desktop.people.finding import FOUND_LIMIT, Question, find_ids
from desktop.people.gui.exporting import ask_export
from desktop.people.gui.filter_row import FilterRow
from desktop.people.gui.history_dialog import HistoryDialog
from desktop.people.gui.person_panel import PersonPanel
from desktop.people.gui.remove_dialog import RemoveDialog
from desktop.people.history import person_history
from desktop.people.queries import get_person, rows_by_ids
from desktop.text import number
from desktop.widgets.controls import SearchField, button, shortcut_action
from desktop.widgets.icons import icon
from desktop.widgets.jobs_qt import run_job
from desktop.widgets.table import RowTable, TableColumn
from desktop.widgets.theme import em, mark

COLUMNS = (
    TableColumn("full_name", "Họ và tên", 21),
    TableColumn("birth", "Ngày sinh", 11, "right"),
    TableColumn("sex", "Giới tính", 9),
    TableColumn("degree", "Trình độ", 13),
    TableColumn("academic_title", "Học hàm", 11),
    TableColumn("work_field", "Lĩnh vực hoạt động", 26),
    TableColumn("workplace", "Nơi công tác", 30),
    TableColumn("status", "Tình trạng", 16),
)

_EMPTY = "Chưa có hồ sơ nào. Bấm “Thêm hồ sơ” (Ctrl+N) hoặc “Nhập từ Excel” để bắt đầu."
_NOT_FOUND = "Không có hồ sơ nào hợp với từ tìm và bộ lọc; hãy gõ ít chữ hơn hoặc bỏ lọc."


class PeoplePage(OfficePage):
    """Left the list, right the record of the chosen person."""

    tables: ClassVar[frozenset[str]] = frozenset({"person"})

    def __init__(self, office: Office) -> None:
        super().__init__("Trí thức", office)
        self.search = SearchField("Tìm theo họ tên, số định danh, nơi công tác")
        self.filters, self.filter_button = FilterRow(), button("Lọc", self._toggle_filters, "filter")
        self.table = RowTable(COLUMNS, self._rows, "Danh sách trí thức")
        self.count = QLabel()
        self.panel = PersonPanel(office)
        self._may_edit = office.actor.may(Right.EDIT_PEOPLE)
        self._sort = ("", False)
        self._asked = self._answered = Question()
        self._build()
        self._connect()
        self._add_shortcuts()

    def refresh(self) -> None:
        """Read list and record anew; what is being typed into the record stays."""
        super().refresh()
        self._read_list()
        if self.panel.uid and not self.panel.is_dirty:
            self._show(self.panel.uid)

    def has_unsaved(self) -> bool:
        """Tell whether something was typed into the record that is not saved."""
        return self.panel.is_dirty

    def ask_new(self) -> None:
        """Begin a new record, unless the present one has changes that shall not be lost."""
        if self._may_edit:
            self.panel.leave(self._start_new)

    def ask_removal(self) -> None:
        """Ask why the record shown shall go, and take it out of the register."""
        uid = self.panel.uid
        if uid and self._may_edit:
            RemoveDialog(self, self.panel.name, lambda why: self._remove(uid, why)).open()

    def show_history(self) -> None:
        """Show what was done to the record."""
        with self.office.read() as session:
            changes = person_history(session, self.panel.uid)
        HistoryDialog(self, self.panel.name, changes).open()

    def ask_import(self) -> None:
        """Let the user choose a list, look at what it would change, and take it over."""
        from desktop.people.importing.gui.import_dialog import ask_list

        ask_list(self, self.office)

    def ask_duplicates(self) -> None:
        """Look for records that may be one person, to merge them or to say that they are not."""
        from desktop.people.duplicates.gui.duplicates_dialog import DuplicatesDialog

        dialog = DuplicatesDialog(self, self.office)
        dialog.open()
        dialog.read()

    def ask_export(self) -> None:
        """Write the people in the list, all or those found, into a spreadsheet that can be imported again."""
        ask_export(self, self.office, list(self.table.ids()))

    def _start_new(self) -> None:
        self.table.clearSelection()
        self.panel.start_new()

    def _remove(self, uid: str, why: str) -> None:
        self.panel.clear()
        self.act(lambda session: remove_person(session, uid, why))

    # The list

    def _read_list(self) -> None:
        """Ask for the ids, in a job where it may take a while; an overtaken answer is dropped."""
        sort, descending = self._sort
        asked = Question(self.search.text().strip(), self.filters.where(), sort, descending)
        self._asked = asked
        if asked.is_quick:
            self._show_ids(asked, self._find(asked))
        else:
            run_job(self, "Đọc danh sách", lambda _job: self._find(asked), partial(self._show_ids, asked))

    def _find(self, asked: Question) -> list[int]:
        with self.office.read() as session:
            return find_ids(session, asked)

    def _show_ids(self, asked: Question, ids: list[int]) -> None:
        if asked is not self._asked:
            return
        self.table.set_empty_text(_NOT_FOUND if asked.text or asked.where else _EMPTY)
        self.table.set_ids(ids)
        self.table.show_sorting(asked.sort or ("" if asked.text else "full_name"), asked.descending)
        first = " đầu trong số tìm thấy" if asked.text and len(ids) == FOUND_LIMIT else ""
        self.count.setText(f"{number(len(ids))} hồ sơ{first}")
        self._mark_shown()
        if asked != self._answered and not self.table.selected_count():
            self._leave_who_is_not_listed()
        self._answered = asked

    def _leave_who_is_not_listed(self) -> None:
        """After another search do not go on showing somebody who was not found; what was typed stays."""
        if not self.panel.is_new and not self.panel.is_dirty:
            self.panel.clear()

    def _rows(self, ids: Sequence[int]) -> list[Mapping[str, str] | None]:
        with self.office.read() as session:
            found = {row.id: row.texts for row in rows_by_ids(session, ids)}
        return [found.get(one) for one in ids]

    def _on_searched(self, text: str) -> None:
        """Look for what was typed, the best first again."""
        if text != self._asked.text:
            self._sort = ("", False)
            self._read_list()

    def _on_sort(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self._read_list()

    def _toggle_filters(self) -> None:
        """Open the filters, or close them and take them away: what is not seen does not filter."""
        opened = not self.filters.isVisibleTo(self)
        self.filters.setVisible(opened)
        self.filter_button.setText("Bỏ lọc" if opened else "Lọc")
        self.filter_button.setIcon(icon("close" if opened else "filter"))
        self.filters.clear()

    def _enter_list(self) -> None:
        """Go from the search field to the first person found."""
        if self.table.ids():
            self.table.select_id(self.table.ids()[0])
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # The record

    def _on_selection(self) -> None:
        """Show the person chosen; when changes would be lost and the user stays, choose the old one again."""
        chosen = self.table.selected_ids() if self.table.selected_count() == 1 else []
        if not chosen:
            return
        with self.office.read() as session:
            rows = rows_by_ids(session, chosen)
        if rows and rows[0].uid != self.panel.uid:
            self.panel.leave(lambda: self.panel.show_person(rows[0]), self._mark_shown)

    def _show(self, uid: str) -> None:
        try:
            with self.office.read() as session:
                person = get_person(session, uid)
        except NotFound:
            self.panel.clear()
            return
        self.panel.show_person(person)

    def _mark_shown(self) -> None:
        """Choose in the list the person whose record is shown, nobody if they are not in it."""
        person = self.panel.person
        if person is None or not self.table.select_id(person.id):
            self.table.clearSelection()

    def _on_saved(self, uid: str) -> None:
        self._show(uid)
        self._mark_shown()

    # How it is put together

    def _entries(self) -> tuple[Entry, ...]:
        """Return the rarer things to do here, one line each: name, icon, key, handler, needed right."""
        return (
            Entry("Xuất danh sách…", "export", "Ctrl+E", self.ask_export),
            SEPARATOR,
            Entry("Tìm trùng…", "people", "", self.ask_duplicates, Right.EDIT_PEOPLE),
        )

    def _build(self) -> None:
        self.more = more_button(self, "Việc khác", self._entries(), self.office.actor)
        bring = button("Nhập từ Excel", self.ask_import, "import")
        new = button("Thêm hồ sơ", self.ask_new, "plus", "primary")
        self.add_tools(self.search, self.filter_button, self.more, bring, new)
        new.setToolTip("Ctrl+N")
        for one in (bring, new):
            one.setVisible(self._may_edit)
        self.add(self.filters)
        self.filters.hide()
        mark(self.count, look="caption")
        left = QWidget()
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self, 0.3))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.count)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([em(self, 45), em(self, 19)])
        split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        split.setMinimumHeight(em(self, 18))
        self.add(split, 1)

    def _connect(self) -> None:
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self._enter_list)
        self.filters.changed.connect(self._read_list)
        self.table.sort_requested.connect(self._on_sort)
        self.table.selection_changed.connect(self._on_selection)
        self.table.activated_id.connect(lambda _id: self.panel.focus_first())
        self.panel.saved.connect(self._on_saved)
        self.panel.cancelled.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.panel.history_wanted.connect(self.show_history)
        self.panel.removal_wanted.connect(self.ask_removal)

    def _add_shortcuts(self) -> None:
        for keys, do in (("Ctrl+N", self.ask_new), ("Ctrl+S", self.panel.save)):
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        shortcut_action(self.panel, "Hủy", "Esc", self.panel.cancel)
        shortcut_action(self.table, "Xóa hồ sơ", "Del", self.ask_removal)
