"""What was typed and not saved: kept for the same user, offered again after a crash, never a change of data.

No act and no right: a draft tells nobody anything and changes no record. It lies in the encrypted database.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from desktop.accounts.models import Draft
from desktop.accounts.rights import actor_of

KEPT_DAYS = 30
"""An older draft is of no use any more, and what is not needed is not kept."""


@dataclass(frozen=True)
class DraftText:
    """One draft as it is written: which form, of what, how the user is told of it, what was typed."""

    uid: str
    form: str
    subject: str
    title: str
    values: Mapping[str, object]
    basis: str


@dataclass(frozen=True)
class KeptDraft(DraftText):
    """One draft as it is offered again; `at` in the time of this machine."""

    at: datetime


def basis_of(stored: Mapping[str, Any]) -> str:
    """Return what tells whether a record is still as it was when the typing began."""
    text = json.dumps(dict(stored), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def keep_draft(session: Session, draft: DraftText) -> None:
    """Write down what is being typed, in place of what was written before under the same uid.

    Drafts of whomever that are older than `KEPT_DAYS` go at the same time.
    """
    now = datetime.now(UTC)
    oldest = (now - timedelta(days=KEPT_DAYS)).isoformat(timespec="seconds")
    session.execute(delete(Draft).where(Draft.saved_at < oldest))
    row = {
        "login": actor_of(session).login,
        "form": draft.form,
        "subject": draft.subject,
        "title": draft.title,
        "values": json.dumps(dict(draft.values), ensure_ascii=False),
        "basis": draft.basis,
        "saved_at": now.isoformat(timespec="seconds"),
    }
    known = session.scalar(select(Draft.id).where(Draft.uid == draft.uid))
    if known is None:
        session.execute(insert(Draft).values(uid=draft.uid, **row))
    else:
        session.execute(update(Draft).where(Draft.id == known).values(**row))


def drop_draft(session: Session, uid: str) -> None:
    """Forget a draft of this user: what was typed is saved, or given up."""
    session.execute(delete(Draft).where(Draft.uid == uid, Draft.login == actor_of(session).login))


def drafts_of(session: Session) -> list[KeptDraft]:
    """Return the drafts of this session's user, the newest first; never those of anybody else."""
    mine = select(Draft).where(Draft.login == actor_of(session).login)
    return [
        KeptDraft(
            uid=draft.uid,
            form=draft.form,
            subject=draft.subject,
            title=draft.title,
            values=json.loads(draft.values),
            basis=draft.basis,
            at=datetime.fromisoformat(draft.saved_at).astimezone(),
        )
        for draft in session.scalars(mine.order_by(Draft.saved_at.desc(), Draft.id.desc()))
    ]
