"""The button beside the search field: which list is shown, and all one does with saved lists."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import UserError
from desktop.people.lists.actions import change_list, remove_list, rename_list, save_list
from desktop.people.lists.models import SavedList
from desktop.people.lists.queries import KeptList, ListShape, saved_lists
from desktop.storage.fields import field_of
from desktop.widgets import messages
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog
from desktop.widgets.theme import em

EVERYBODY = "Tất cả hồ sơ"
_LONGEST = 24


class ListButton(QPushButton):
    """Tells the list shown and whether it was changed since. `chosen` gives the shape of the list chosen.

    `shape` says what the page shows now: that is what is saved.
    """

    chosen = Signal(object)
    columns_wanted = Signal()

    def __init__(self, office: Office, shape: Callable[[], ListShape]) -> None:
        super().__init__()
        self._office, self._shape = office, shape
        self.current: KeptList | None = None
        self._shown_first = ListShape()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)
        self.show_state()

    def show_state(self) -> None:
        """Name the list that is shown; one that now asks or shows something else is marked."""
        name = self.current.name if self.current else EVERYBODY
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        self.setText(f"Danh sách: {short}{' (đã đổi)' if self.is_changed() else ''}")
        self.setAccessibleName(f"Danh sách: {name}")
        self.setToolTip(f"Danh sách đang xem: {name}")

    def is_changed(self) -> bool:
        """Tell whether the page asks or shows something else than the saved list that was chosen."""
        return self.current is not None and self._shown_first != self._shape()

    def fill(self) -> None:
        """Write the menu anew: the saved lists, and what can be done with the one shown."""
        self._menu.clear()
        with self._office.read() as session:
            known = saved_lists(session)
        group = QActionGroup(self._menu)
        for kept in (None, *known):
            action = self._add(kept.name if kept else EVERYBODY, partial(self.choose, kept))
            action.setCheckable(True)
            if kept and kept.hidden:
                action.setText(f"{kept.name} (cần quyền xem dữ liệu cá nhân)")
                action.setEnabled(False)
            action.setChecked((kept and kept.uid) == (self.current and self.current.uid))
            group.addAction(action)
        self._menu.addSeparator()
        self._add("Chọn cột…", self.columns_wanted.emit)
        if self._office.actor.may(Right.EDIT_PEOPLE):
            self._add_keeping()

    def _add_keeping(self) -> None:
        self._add("Lưu thành danh sách mới…", self.ask_save)
        if self.current:
            name = self.current.name
            self._add(f"Lưu thay đổi vào “{name}”", self.save_change).setEnabled(self.is_changed())
            self._add(f"Đổi tên “{name}”…", self.ask_name)
            self._add(f"Xóa danh sách “{name}”…", self.ask_removal)

    def _add(self, text: str, do: Callable[[], object]) -> QAction:
        action = self._menu.addAction(text)
        action.triggered.connect(lambda _checked: do())
        return action

    def choose(self, kept: KeptList | None) -> None:
        """Show a saved list, or everybody again."""
        self.current = kept
        self.chosen.emit(kept.shape if kept else ListShape())
        self._shown_first = self._shape()
        self.show_state()

    def ask_save(self) -> None:
        """Ask for a name and save what is shown under it."""

        def save(name: str) -> str:
            with self._office.write() as session:
                return save_list(session, name, self._shape())

        self._ask_name("Lưu danh sách", "", save)

    def save_change(self) -> None:
        """Let the list shown ask and show from now on what the page does."""
        if self.current:
            uid = self.current.uid
            try:
                with self._office.write() as session:
                    change_list(session, uid, self._shape())
            except UserError as wrong:
                messages.error(self, wrong)
            self._take(uid)

    def ask_name(self) -> None:
        """Ask for another name of the list shown."""
        if self.current:
            uid = self.current.uid

            def rename(name: str) -> str:
                with self._office.write() as session:
                    rename_list(session, uid, name)
                return uid

            self._ask_name("Đổi tên danh sách", self.current.name, rename)

    def ask_removal(self) -> None:
        """Ask whether the list shown shall be forgotten; its people stay in the register."""
        if self.current:
            text = f"Xóa danh sách “{self.current.name}”? Hồ sơ của những người trong đó vẫn còn trong sổ."
            messages.ask(self, text, "Xóa danh sách", "Giữ lại", partial(self._remove, self.current.uid))

    def _remove(self, uid: str) -> None:
        try:
            with self._office.write() as session:
                remove_list(session, uid)
        except UserError as wrong:
            messages.error(self, wrong)
        self.current = None
        self.show_state()

    def _ask_name(self, title: str, name: str, save: Callable[[str], str]) -> None:
        form = FieldForm((field_of(SavedList, "name"),), lambda _field: (), columns=1)

        def submit(values: Mapping[str, object]) -> None:
            self._take(save(str(values["name"] or "")))

        dialog = FormDialog(self.window(), title, form, submit)
        dialog.resize(em(self, 26), dialog.sizeHint().height())
        dialog.ask({"name": name})

    def _take(self, uid: str) -> None:
        """Show that this is the list shown."""
        with self._office.read() as session:
            self.current = next((one for one in saved_lists(session) if one.uid == uid), None)
        self._shown_first = self._shape()
        self.show_state()
