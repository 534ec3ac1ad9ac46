"""Beginning and sealing acts: one act for each writing session, chained by hash to all before it."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from desktop.jobs import many_made
from desktop.journal.models import Act

_GENESIS = b"\0" * 32
_CHANGES = text("SELECT digest, table_name FROM journal_change WHERE act_id = :act ORDER BY id")


def begin_act(session: Session, verb: str, *, who: str, why: str = "", undoes: str | None = None) -> int:
    """Open the act under which this session's changes are journalled; the first caller names it.

    `verb` is a Vietnamese label ("Nhập danh sách từ Excel"); later calls in the same session only return
    the act that is open already, so that verbs may call each other.
    """
    if "act" in session.info:
        return int(session.info["act"])
    now = datetime.now(UTC).isoformat(timespec="seconds")
    act = Act(verb=verb, who=who, why=why, undoes=undoes, at=now)
    session.add(act)
    session.flush()
    session.execute(text("INSERT INTO current_act (id) VALUES (:id)"), {"id": act.id})
    session.info["act"] = act.id
    return act.id


@many_made()
def seal_act(session: Session) -> None:
    """Close the session's act: chain it, or remove it when nothing was changed.

    Leaves the names of the changed tables in `session.info["changed"]` for those who refresh views.
    """
    act_id = session.info.pop("act", None)
    if act_id is None:
        return
    changes = session.execute(_CHANGES, {"act": act_id}).all()
    session.execute(text("DELETE FROM current_act"))
    if not changes:
        session.execute(delete(Act).where(Act.id == act_id))
        return
    act = session.get_one(Act, act_id)
    act.changes = len(changes)
    act.chain = chain_link(head(session), act, [change.digest for change in changes])
    session.flush()
    session.info["changed"] = frozenset(change.table_name for change in changes)


def head(session: Session) -> bytes:
    """Return the chain's newest link; it stands in every data package."""
    newest = select(Act.chain).where(Act.chain.is_not(None)).order_by(Act.id.desc()).limit(1)
    return session.scalar(newest) or _GENESIS


def chain_link(before: bytes, act: Act, digests: Sequence[bytes]) -> bytes:
    """Return the link of one act: SHA-256 over the link before, the act's own facts and its changes."""
    facts = [act.uid, act.verb, act.why, act.who, act.at, act.undoes, len(digests)]
    hashed = hashlib.sha256(before)
    hashed.update(json.dumps(facts, ensure_ascii=False).encode())
    hashed.update(b"".join(digests))
    return hashed.digest()


def count_acts(session: Session) -> int:
    """Return how many acts the journal holds."""
    return session.scalar(select(func.count(Act.id))) or 0
