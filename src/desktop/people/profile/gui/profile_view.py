"""The second face of a record: the sections of the profile, rows added, opened and removed by keyboard."""

from collections.abc import Callable
from textwrap import shorten

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from desktop.accounts.drafts import KeptDraft
from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import NotFound, UserError
from desktop.journal.queries import list_acts
from desktop.people.profile.actions import remove_row, take_over
from desktop.people.profile.gui.profile_tree import ProfileTree
from desktop.people.profile.gui.row_dialog import FORM, RowDialog, Whose
from desktop.people.profile.queries import Line, SectionLines, sections_of
from desktop.people.profile.sections import Section, section_of
from desktop.people.profile.suggestions import suggestions_of
from desktop.widgets import messages
from desktop.widgets.cards import Banner
from desktop.widgets.controls import hint
from desktop.widgets.theme import em
from desktop.widgets.tokens import Tone

_TITLE = 48
"""So many letters of a removed row's title are repeated."""


class ProfileView(QWidget):
    """Shows the profile of one person; what it knows better than the core record is offered, not written."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self._may_edit = office.actor.may(Right.EDIT_PEOPLE)
        self._whose: Whose | None = None
        self._removal = ""
        self._offered: list[str] = []
        self.tree = ProfileTree(self._may_edit)
        self.suggestion = Banner(action="Xem và ghi…", on_action=self.ask_take_over)
        self.removed = Banner(action="Hoàn tác", on_action=self._undo)
        self.tree.add_wanted.connect(self.ask_new)
        self.tree.open_wanted.connect(self._open)
        self.tree.remove_wanted.connect(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, em(self, 0.4), 0, 0)
        layout.setSpacing(em(self, 0.4))
        for widget in (self.suggestion, self.removed):
            layout.addWidget(widget)
        layout.addWidget(self.tree, 1)
        if self._may_edit:
            layout.addWidget(hint("Enter mở · Insert thêm · Delete xóa"))

    def show_person(self, uid: str, name: str) -> None:
        """Show somebody's profile."""
        if self._whose is None or self._whose.uid != uid:
            self._forget_removal()
        self._whose = Whose(uid, name)
        self.refresh()

    def clear(self) -> None:
        """Show nobody's."""
        self._whose = None
        self._forget_removal()
        self.suggestion.say("")
        self.tree.clear()

    def refresh(self) -> None:
        """Read the profile anew."""
        if self._whose is None:
            return
        try:
            with self.office.read() as session:
                profile = sections_of(session, self._whose.uid)
                offered = suggestions_of(session, self._whose.uid) if self._may_edit else []
        except NotFound:
            self.clear()
            return
        self._offered = [one.words for one in offered]
        self.suggestion.say(f"Có {len(offered)} mục nên ghi vào hồ sơ chính." if offered else "")
        self.tree.show_sections(profile)

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_new(self, section: Section) -> None:
        """Take a new row for a section."""
        self._open(section, None)

    def resume(self, draft: KeptDraft) -> None:
        """Go on with a row that was being typed; one that is gone since is taken as a new one."""
        section = section_of(draft.form.removeprefix(FORM))
        row = draft.subject.partition("/")[2]
        self.tree.go_to(row or section.key)
        line = next((one for one in self._lines(section) if one.uid == row), None)
        self._open(section, line, draft)

    def _lines(self, section: Section) -> tuple[Line, ...]:
        if self._whose is None:
            return ()
        with self.office.read() as session:
            profile: tuple[SectionLines, ...] = sections_of(session, self._whose.uid)
        return next(one.lines for one in profile if one.section is section)

    def _open(self, section: Section, line: Line | None, draft: KeptDraft | None = None) -> None:
        if self._whose:
            RowDialog(self, self.office, section, self._whose, line, self._on_saved).show_row(draft)

    def _on_saved(self, uid: str) -> None:
        self._forget_removal()
        self.refresh()
        self.tree.go_to(uid)
        self.focus_list()

    def _remove(self, section: Section, line: Line) -> None:
        """Take the row out at once, and say how to get it back."""
        try:
            with self.office.write() as session:
                remove_row(session, section, line.uid)
            with self.office.read() as session:
                self._removal = list_acts(session, 1)[0].uid
        except UserError as wrong:
            messages.error(self, wrong)
            return
        self.refresh()
        self.tree.go_to(section.key)
        self.removed.say(f"Đã xóa “{shorten(line.title, _TITLE, placeholder='…')}”.", Tone.NEUTRAL)

    def _undo(self) -> None:
        self._act(lambda session: undo(session, self._removal))
        self._forget_removal()
        self.focus_list()

    def _forget_removal(self) -> None:
        self._removal = ""
        self.removed.say("")

    def ask_take_over(self) -> None:
        """Show what the core record would say instead, and write it when the user agrees."""
        text = "\n".join(["Ghi vào hồ sơ chính theo hồ sơ khoa học:", *(f"• {one}" for one in self._offered)])
        messages.ask(self, text, "Ghi vào hồ sơ", "Để sau", self._take_over)

    def _take_over(self) -> None:
        uid = self._whose.uid if self._whose else ""
        self._act(lambda session: take_over(session, uid))

    def _act(self, do: Callable[[Session], object]) -> None:
        try:
            with self.office.write() as session:
                do(session)
        except UserError as wrong:
            messages.error(self, wrong)
        self.refresh()
