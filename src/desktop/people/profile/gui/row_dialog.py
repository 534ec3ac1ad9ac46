"""One row of a profile in a dialog: what is typed is kept as a draft until it is saved or given up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QWidget

from desktop.accounts.drafts import KeptDraft
from desktop.accounts.gui.draft_keeper import DraftKeeper
from desktop.accounts.office import Office
from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right
from desktop.people.gui.person_fields import choices_for
from desktop.people.profile.actions import add_row, change_row
from desktop.people.profile.queries import Line, hidden_keys
from desktop.people.profile.sections import Section
from desktop.widgets import messages
from desktop.widgets.form import FieldForm
from desktop.widgets.form_dialog import FormDialog

FORM = "profile."
"""The drafts of a row's dialog are kept under this word and the section's key."""


@dataclass(frozen=True)
class Whose:
    """The person whose profile it is."""

    uid: str
    name: str


class RowDialog(FormDialog):
    """Takes a new row, or shows and changes the one given; `saved` receives its uid."""

    def __init__(
        self,
        parent: QWidget,
        office: Office,
        section: Section,
        whose: Whose,
        line: Line | None,
        saved: Callable[[str], object],
    ) -> None:
        self._office, self._section, self._whose = office, section, whose
        self._row = line.uid if line else ""
        self._stored: Mapping[str, object] = line.values if line else {}
        self._saved = saved
        with office.read() as session:
            province = unit_of(session).province
            self._hidden = hidden_keys(session, section)
        form = FieldForm(list(section.fields.values()), choices_for(province))
        may_edit = office.actor.may(Right.EDIT_PEOPLE)
        title = section.title if line else f"Thêm {section.one}"
        super().__init__(parent, title, form, self._write if may_edit else None, whose.name)
        for key in self._hidden if line else ():
            form.editor(key).setReadOnly(True)
        self.keeper = DraftKeeper(self, office, self._changed, self._draft_title)
        self.keeper.troubled.connect(lambda said: messages.warn(self, said))
        form.changed.connect(self.keeper.touch)
        self.finished.connect(self._on_finished)

    def show_row(self, draft: KeptDraft | None = None) -> None:
        """Open the dialog on the row, with what an earlier draft of it says."""
        self.ask(self._stored)
        subject = f"{self._whose.uid}/{self._row}"
        self.keeper.begin(FORM + self._section.key, subject, self._stored, draft.uid if draft else "")
        if draft:
            self.form.fill_in(draft.values)
        self._focus_first()

    def _focus_first(self) -> None:
        first = self.form.editor(next(iter(self._section.fields)))
        assert isinstance(first, QWidget)  # noqa: S101 - every editor is one
        first.setFocus()

    def _changed(self) -> dict[str, object]:
        """Return what was typed, without what this user may not see and so never writes."""
        typed = self.form.values().items()
        mine = {key: value for key, value in typed if not (self._row and key in self._hidden)}
        return {key: value for key, value in mine.items() if value != self._stored.get(key)}

    def _write(self, _values: dict[str, object]) -> None:
        with self._office.write() as session:
            uid = self._row or add_row(session, self._section, self._whose.uid, self._changed())
            if self._row:
                change_row(session, self._section, uid, self._changed())
            self.keeper.drop_in(session)
        self.form.mark_clean()
        self._saved(uid)

    def _on_finished(self, _result: QDialog.DialogCode | int) -> None:
        self.keeper.forget()
        self.deleteLater()

    def _draft_title(self) -> str:
        return f"{self._section.one} của “{self._whose.name}”"
