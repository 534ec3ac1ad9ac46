"""Drafts of records and of their profiles, offered again in the panel of the register."""

from collections.abc import Callable

from desktop.accounts.drafts import KeptDraft, basis_of, drafts_of, drop_draft
from desktop.accounts.gui.draft_offer import DraftOffer
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import NotFound, UserError
from desktop.people.profile.gui.row_dialog import FORM as ROW
from desktop.people.profile.queries import sections_of
from desktop.people.queries import get_person
from desktop.widgets import messages

FORM = "person"
"""The drafts of the record itself are kept under this word; their subject is its uid, none for a new one."""

_GONE = "Hồ sơ này nay không còn trong sổ nên chỉ có thể bỏ bản gõ dở."
_CHANGED = "Hồ sơ đã được sửa sau đó; mở tiếp sẽ chỉ đặt lại những ô đã gõ, hãy xem kỹ trước khi lưu."


class PersonDrafts:
    """Holds what this user left unsaved before; `offer` shows one after the other."""

    def __init__(self, office: Office, resume: Callable[[KeptDraft], object]) -> None:
        self._office = office
        self._left = self._read()
        self._quiet = False
        self.offer = DraftOffer(resume, self._drop)
        self._offer_next()

    def taken(self, draft: KeptDraft) -> None:
        """This one is being typed on; offer the next."""
        self._left = [one for one in self._left if one.uid != draft.uid]
        self._offer_next()

    def set_quiet(self, quiet: bool) -> None:
        """Offer nothing while something else is being typed."""
        if quiet != self._quiet:
            self._quiet = quiet
            self._offer_next()

    def _read(self) -> list[KeptDraft]:
        if self._office.database.read_only or not self._office.actor.may(Right.EDIT_PEOPLE):
            return []
        with self._office.read() as session:
            return [one for one in drafts_of(session) if one.form == FORM or one.form.startswith(ROW)]

    def _drop(self, draft: KeptDraft) -> None:
        try:
            with self._office.write() as session:
                drop_draft(session, draft.uid)
        except UserError as wrong:
            messages.error(self.offer, wrong)
            return
        self.taken(draft)

    def _offer_next(self) -> None:
        if not self._left or self._quiet:
            self.offer.take_away()
            return
        draft = self._left[0]
        remark = self._remark(draft)
        self.offer.offer(draft, remark, len(self._left) - 1)
        self.offer.resume_button.setEnabled(remark != _GONE)

    def _remark(self, draft: KeptDraft) -> str:
        """Say what has become of the record since it was typed on."""
        person, _slash, row = draft.subject.partition("/")
        if not person:
            return ""
        try:
            with self._office.read() as session:
                stored = get_person(session, person).values
                if draft.form != FORM:
                    lines = [line for one in sections_of(session, person) for line in one.lines]
                    stored = next((line.values for line in lines if line.uid == row), {})
        except NotFound:
            return _GONE
        return "" if basis_of(stored) == draft.basis else _CHANGED
