"""Drafts of records and of their profiles, offered again in the panel of the register."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from desktop.accounts.drafts import KeptDraft
from desktop.accounts.gui.left_drafts import DraftKind
from desktop.accounts.rights import Right
from desktop.people.profile.gui.row_dialog import FORM as ROW
from desktop.people.profile.queries import sections_of
from desktop.people.queries import get_person

FORM = "person"
"""The drafts of the record itself are kept under this word; their subject is its uid, none for a new one."""


def _stored_of(session: Session, draft: KeptDraft) -> Mapping[str, object]:
    """Return what is stored today of the record or of the line of its profile that the draft is about."""
    person, _slash, row = draft.subject.partition("/")
    stored = get_person(session, person).values
    if draft.form == FORM:
        return stored
    lines = [line for one in sections_of(session, person) for line in one.lines]
    return next((line.values for line in lines if line.uid == row), {})


PERSON_DRAFTS = DraftKind(
    Right.EDIT_PEOPLE, lambda form: form == FORM or form.startswith(ROW), _stored_of, "Hồ sơ"
)
