"""The journal as users meet it: undo needs a right, and says who asked for it."""

from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, require
from desktop.journal.undo import undo_act


def undo(session: Session, act_uid: str) -> None:
    """Undo one act of the journal in the user's name; see `journal.undo.undo_act` for what is refused."""
    actor = actor_of(session)
    require(actor, Right.UNDO)
    undo_act(session, act_uid, who=actor.login)
