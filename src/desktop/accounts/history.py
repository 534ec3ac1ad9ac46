"""The journal as users meet it: undo needs a right, and says who asked for it."""

from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.lists import adopted_lists, refuse_lost_codes
from desktop.accounts.rights import Right, actor_of, require
from desktop.journal.undo import undo_act


def undo(session: Session, act_uid: str) -> None:
    """Undo one act of the journal in the user's name; see `journal.undo.undo_act` for what is refused.

    The adoption of a code list stays, too, while records bear codes that only this list has.
    """
    actor = actor_of(session)
    require(actor, Right.UNDO)
    before = adopted_lists(session, date.max)
    undo_act(session, act_uid, who=actor.login)
    if before:
        refuse_lost_codes(session, before, adopted_lists(session, date.max))
