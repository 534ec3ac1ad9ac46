"""What this user left unsaved in the forms of one page, offered again one after the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desktop.accounts.drafts import KeptDraft, basis_of, drafts_of, drop_draft
from desktop.accounts.gui.draft_offer import DraftOffer
from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.errors import NotFound, UserError
from desktop.widgets import messages


@dataclass(frozen=True)
class DraftKind:
    """Which drafts belong to a page: the right to go on, which forms, what is stored today under a draft.

    `stored_of` raises NotFound when the record is gone; `what` names such a record, beginning a sentence.
    """

    right: Right
    is_ours: Callable[[str], bool]
    stored_of: Callable[[Session, KeptDraft], Mapping[str, object]]
    what: str


class LeftDrafts:
    """Holds what this user left unsaved before; `offer` shows one after the other."""

    def __init__(self, office: Office, kind: DraftKind, resume: Callable[[KeptDraft], object]) -> None:
        self._office, self._kind = office, kind
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
        if self._office.database.read_only or not self._office.actor.may(self._kind.right):
            return []
        with self._office.read() as session:
            return [one for one in drafts_of(session) if self._kind.is_ours(one.form)]

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
        remark, is_there = self._remark(draft)
        self.offer.offer(draft, remark, len(self._left) - 1)
        self.offer.resume_button.setEnabled(is_there)

    def _remark(self, draft: KeptDraft) -> tuple[str, bool]:
        """Say what has become of the record since it was typed on, and whether it is still there."""
        if not draft.subject.partition("/")[0]:
            return "", True
        what = self._kind.what
        try:
            with self._office.read() as session:
                stored = self._kind.stored_of(session, draft)
        except NotFound:
            return f"{what} này nay không còn trong sổ nên chỉ có thể bỏ bản gõ dở.", False
        if basis_of(stored) == draft.basis:
            return "", True
        changed = "đã được sửa sau đó; mở tiếp sẽ chỉ đặt lại những ô đã gõ, hãy xem kỹ trước khi lưu."
        return f"{what} {changed}", True
