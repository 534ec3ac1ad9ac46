"""The register on screen: finding and filtering people, one record beside the list, import and export."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QSplitter

from desktop.accounts.gui.more_menu import SEPARATOR, Entry, more_button
from desktop.accounts.gui.office_page import OfficePage
from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right
from desktop.errors import NotFound
from desktop.people.actions import remove_person
from desktop.people.finding import Listing, meant
from desktop.people.gui.exporting import ask_list_export
from desktop.people.gui.filter_row import FilterRow
from desktop.people.gui.history_dialog import HistoryDialog
from desktop.people.gui.people_list import PeopleList
from desktop.people.gui.person_panel import PersonPanel
from desktop.people.gui.question_bar import QuestionBar
from desktop.people.gui.remove_dialog import RemoveDialog
from desktop.people.gui.search_help import SearchHelp
from desktop.people.history import person_history
from desktop.people.lists.gui.columns_dialog import ColumnsDialog
from desktop.people.lists.gui.list_button import ListButton
from desktop.people.lists.gui.print_dialog import ask_print
from desktop.people.lists.queries import ListShape
from desktop.people.lists.question import Guess, Question, without
from desktop.people.lists.reading import read_question
from desktop.people.normal import FIELDS, today
from desktop.people.queries import get_person, rows_by_ids
from desktop.storage.fields import Field, Kind
from desktop.text import clean
from desktop.widgets import messages
from desktop.widgets.controls import SearchField, button, shortcut_action
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.icons import icon
from desktop.widgets.theme import em


class PeoplePage(OfficePage):
    """Left the list, right the record of the chosen person."""

    tables: ClassVar[frozenset[str]] = frozenset({"person"})

    def __init__(self, office: Office) -> None:
        super().__init__("Trí thức", office)
        self.search = SearchField("Tìm: họ tên, số, hoặc điều kiện như nữ tiến sĩ tuổi<45")
        self.filters, self.filter_button = FilterRow(), button("Lọc", self._toggle_filters, "filter")
        self.understood = QuestionBar()
        self.people = PeopleList(office)
        self.table, self.count = self.people.table, self.people.count
        self.lists = ListButton(office, self.shape)
        self.panel = PersonPanel(office)
        self._may_edit = office.actor.may(Right.EDIT_PEOPLE)
        self._province = ""
        self._build()
        self._connect()
        self._add_shortcuts()

    def refresh(self) -> None:
        """Read list and record anew; what is being typed into the record stays."""
        super().refresh()
        with self.office.read() as session:
            self._province = unit_of(session).province
        self._read_list()
        if self.panel.uid and not self.panel.is_dirty:
            self._show(self.panel.uid)

    def show_only(self, what: str) -> None:
        """Show all people, or begin what another page offered: import, duplicates, quality."""
        begin = {"import": self.ask_import, "duplicates": self.ask_duplicates, "quality": self.show_quality}
        begin.get(what, lambda: self.ask(""))()

    def has_unsaved(self) -> bool:
        """Tell whether something was typed into the record that is not saved."""
        return self.panel.is_dirty

    def give_up(self) -> None:
        """Offer what was typed into the record never again."""
        self.panel.keeper.forget_at_once()

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

    def ask_paste(self) -> None:
        """Look at the list that was copied in a spreadsheet or in Word, and take it over."""
        from desktop.people.importing.gui.paste import ask_paste

        ask_paste(self, self.office)

    def ask_duplicates(self) -> None:
        """Look for records that may be one person, to merge them or to say that they are not."""
        from desktop.people.duplicates.gui.duplicates_dialog import DuplicatesDialog

        dialog = DuplicatesDialog(self, self.office)
        dialog.open()
        dialog.read()

    def show_quality(self) -> None:
        """Show how complete the register is, what is doubtful in it and what wants a look."""
        from desktop.people.quality.gui.quality_dialog import QualityDialog

        dialog = QualityDialog(self, self.office)
        dialog.person_wanted.connect(lambda uid: self.panel.leave(lambda: self._on_saved(uid)))
        dialog.open()
        dialog.read()

    def ask_export(self) -> None:
        """Write the people in the list into a spreadsheet, with the columns shown."""
        ask_list_export(self, self.office, self.people.listing, self.people.columns)

    def ask_whole_export(self) -> None:
        """Write the people in the list with all that their records hold."""
        ask_list_export(self, self.office, self.people.listing, tuple(FIELDS))

    def ask_print(self) -> None:
        """Show the list as it will be printed."""
        name = self.lists.current.name if self.lists.current else ""
        ask_print(self, self.office, self.people.listing, self.people.columns, name)

    def show_profile_paper(self) -> None:
        """Show the scientific profile of the person shown, as a paper."""
        from desktop.people.profile.gui.paper_dialog import show_profile_paper

        if self.panel.uid:
            show_profile_paper(self, self.office, self.panel.uid)
        else:
            messages.info(self, "Hãy chọn một người trong danh sách để in lý lịch khoa học.")

    def show_form_paper(self) -> None:
        """Show the form to be filled by hand: with what is known of the person shown, else blank."""
        from desktop.people.profile.gui.paper_dialog import show_form_paper

        show_form_paper(self, self.office, self.panel.uid)

    def ask_columns(self) -> None:
        """Choose the columns of the list."""
        ColumnsDialog(self, self.people.columns, self._show_columns).open()

    def _show_columns(self, columns: tuple[str, ...]) -> None:
        self.people.show_columns(columns)
        self.lists.show_state()

    def shape(self) -> ListShape:
        """Return what the list asks and how it looks, as it is saved."""
        listing = self.people.listing
        return ListShape(listing.question.text, self.people.columns, listing.sort, listing.descending)

    def show_shape(self, shape: ListShape) -> None:
        """Show a list: its question in the search field, its columns and order; without filters."""
        if self.filters.isVisibleTo(self):
            self._toggle_filters()
        self.people.show_columns(shape.columns)
        self.search.setText(shape.question)
        asked = self.question()
        self.understood.show_question(asked)
        self.people.show_listing(Listing(asked, shape.sort, shape.descending))

    def ask_day(self) -> None:
        """Ask of which day the register is to be shown; the day becomes a part of the question."""
        form = FieldForm((Field("on", "Ngày", Kind.DATE, required=True),), lambda _field: (), columns=1)
        why = "Danh sách và số đếm như sổ đã có vào ngày ấy; bỏ ngày trên hàng điều kiện để trở về hôm nay."
        day = self.question().on or today()
        FormDialog(self, "Xem sổ tính đến ngày", form, self._take_day, why).ask({"on": day.isoformat()})

    def _take_day(self, values: dict[str, object]) -> None:
        chosen = Question(on=date.fromisoformat(str(values["on"])))
        asked = self.question()
        text = without(asked.source, *asked.on_place) if asked.on else asked.source
        self.ask(f"{text} {chosen.text}".strip())

    def show_help(self) -> None:
        """Explain what may be typed into the search field."""
        SearchHelp(self).open()

    def _start_new(self) -> None:
        self.table.clearSelection()
        self.panel.start_new()

    def _remove(self, uid: str, why: str) -> None:
        self.panel.clear()
        self.act(lambda session: remove_person(session, uid, why))

    # The list

    def question(self) -> Question:
        """Return what is asked by the search field, without the filters."""
        return read_question(self.search.text(), province=self._province)

    def ask(self, text: str) -> None:
        """Ask this question as if it had been typed."""
        self.search.setText(text)
        self._read_list()

    def _read_list(self) -> None:
        """Say what was understood and list the people; a doubtful word that names nobody is a condition."""
        asked = self.question()
        if asked.guesses:
            with self.office.read() as session:
                asked = meant(session, asked)
        self.understood.show_question(asked)
        self.people.ask(replace(asked, conditions=(*asked.conditions, *self.filters.conditions())))

    def _on_answered(self, changed: bool) -> None:
        """Keep the person of the record chosen; after another question leave who is not listed."""
        self._mark_shown()
        self.lists.show_state()
        if changed and not self.table.selected_count():
            self._leave_who_is_not_listed()

    def _leave_who_is_not_listed(self) -> None:
        """After another search do not go on showing somebody who was not found; what was typed stays."""
        if not self.panel.is_new and not self.panel.is_dirty:
            self.panel.clear()

    def _on_searched(self, text: str) -> None:
        if clean(text) != self.people.listing.question.source:
            self._read_list()

    def _on_removed(self, start: int, end: int) -> None:
        self.ask(without(self.question().source, start, end))

    def _on_meant(self, guess: Guess) -> None:
        source = self.question().source
        self.ask(f"{source[: guess.start]}{guess.text}{source[guess.end :]}")

    def _toggle_filters(self) -> None:
        """Open the filters, or close them and take them away."""
        opened = not self.filters.isVisibleTo(self)
        self.filter_button.setText("Bỏ lọc" if opened else "Lọc")
        self.filter_button.setIcon(icon("close" if opened else "filter"))
        if opened:
            self.filters.show_boxes()
        else:
            self.filters.close_boxes()

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
            Entry("Dán từ bảng tính…", "import", "Ctrl+Shift+V", self.ask_paste, Right.EDIT_PEOPLE),
            Entry("Xuất danh sách…", "export", "Ctrl+E", self.ask_export),
            Entry("Xuất đủ mọi cột…", "export", "", self.ask_whole_export),
            Entry("In danh sách…", "print", "Ctrl+P", self.ask_print),
            Entry("Chọn cột…", "settings", "", self.ask_columns),
            Entry("Xem sổ tính đến ngày…", "calendar", "", self.ask_day),
            SEPARATOR,
            Entry("Lý lịch khoa học…", "print", "", self.show_profile_paper),
            Entry("Phiếu thu thập thông tin…", "print", "", self.show_form_paper),
            SEPARATOR,
            Entry("Tìm trùng…", "people", "", self.ask_duplicates, Right.EDIT_PEOPLE),
            Entry("Chất lượng dữ liệu…", "passed", "", self.show_quality),
        )

    def _build(self) -> None:
        self.more = more_button(self, "Việc khác", self._entries(), self.office.actor)
        bring = button("Nhập từ Excel", self.ask_import, "import")
        new = button("Thêm hồ sơ", self.ask_new, "plus", "primary")
        why = button("?", self.show_help)
        why.setAccessibleName("Cách tìm")
        why.setToolTip("Cách tìm (F1)")
        self.add_tools(self.search, why, self.lists, self.filter_button, self.more, bring, new)
        new.setToolTip("Ctrl+N")
        for one in (bring, new):
            one.setVisible(self._may_edit)
        self.add(self.understood)
        self.add(self.filters)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.people)
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
        self.understood.removed.connect(self._on_removed)
        self.understood.meant.connect(self._on_meant)
        self.people.answered.connect(self._on_answered)
        self.lists.chosen.connect(self.show_shape)
        self.lists.columns_wanted.connect(self.ask_columns)
        self.table.selection_changed.connect(self._on_selection)
        self.table.activated_id.connect(lambda _id: self.panel.focus_first())
        self.panel.saved.connect(self._on_saved)
        self.panel.opened.connect(self._mark_shown)
        self.panel.cancelled.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.panel.history_wanted.connect(self.show_history)
        self.panel.removal_wanted.connect(self.ask_removal)

    def _add_shortcuts(self) -> None:
        for keys, do in (("Ctrl+N", self.ask_new), ("Ctrl+S", self.panel.save), ("F1", self.show_help)):
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        shortcut_action(self.panel, "Hủy", "Esc", self.panel.cancel)
        shortcut_action(self.table, "Xóa hồ sơ", "Del", self.ask_removal)
