"""Drafts of activities, offered again in the panel of their page."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from desktop.accounts.drafts import KeptDraft
from desktop.accounts.gui.left_drafts import DraftKind
from desktop.accounts.rights import Right
from desktop.activities.queries import activity_facts

FORM = "activity"
"""The drafts of activities are kept under this word; their subject is the uid, none for a new one."""


def _stored_of(session: Session, draft: KeptDraft) -> Mapping[str, object]:
    return activity_facts(session, draft.subject).values


ACTIVITY_DRAFTS = DraftKind(Right.EDIT_TASKS, lambda form: form == FORM, _stored_of, "Hoạt động")
