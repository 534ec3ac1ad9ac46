"""Merging two records of one person into one, field by field, and taking the merge back at any time."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.accounts.history import undo
from desktop.accounts.rights import Right, actor_of, authorize, require
from desktop.errors import NotFound, UserError
from desktop.journal.models import Act
from desktop.people.actions import find_person, update_person
from desktop.people.duplicates.carrying import carry_rows
from desktop.people.models import DroppedDuplicate, Person
from desktop.people.normal import FIELDS, normalize_person
from desktop.people.standing.entering import owners_of, save_times
from desktop.people.standing.queries import times_of
from desktop.people.standing.rules import Line, joined

MERGE = "Gộp hồ sơ trùng"

_KEPT, _DROPPED = "Giữ hồ sơ {}, ", "gộp vào đó hồ sơ {}"
"""The reason in the journal names both records: a kept one that was full already has no change of its own."""


def merge_people(
    session: Session, keep_uid: str, drop_uid: str, values: Mapping[str, object] | None = None
) -> None:
    """Make one record of two in one act: the kept one stays, the dropped one remains in the journal only.

    A field filled in both keeps the kept record's value unless `values` gives another; an empty one is filled
    from the dropped record. What either tells of standings before the newest is kept, and that somebody is
    not the dropped person now holds for the kept one.
    Raises NotAllowed, NotFound, UserError for one record named twice, Invalid (see `record_person`).
    """
    authorize(session, Right.EDIT_PEOPLE, MERGE, why=_KEPT.format(keep_uid) + _DROPPED.format(drop_uid))
    if keep_uid == drop_uid:
        raise UserError("Hai mã này là cùng một hồ sơ nên không có gì để gộp; hãy chọn hai hồ sơ khác nhau.")
    kept, dropped = find_person(session, keep_uid), find_person(session, drop_uid)
    changes = filled_from(kept, dropped) | dict(values or {})
    _join_times(session, kept, dropped, changes)
    carry_rows(session, kept.id, dropped.id)
    session.delete(dropped)
    session.flush()
    if changes:
        update_person(session, keep_uid, changes)
    _carry_over(session, keep_uid, drop_uid)


def unmerge(session: Session, uid: str) -> None:
    """Take back the newest merge in which this record was kept or dropped; both stand as they did before.

    The act is the journal's own (“Hoàn tác: …”), so only the right is checked here and no act is named.
    Raises NotAllowed; NotFound when no merge of this record is in force; UserError when later acts stand on
    the merge (see `journal.undo.undo_act`).
    """
    require(actor_of(session), Right.EDIT_PEOPLE)
    kept = Act.why.startswith(_KEPT.format(uid), autoescape=True)
    dropped = Act.why.endswith(_DROPPED.format(uid), autoescape=True)
    merges = select(Act.uid).where(Act.verb == MERGE, kept | dropped).order_by(Act.id.desc())
    for act in session.scalars(merges):
        standing = _standing(session, act)
        if standing:
            undo(session, standing)
            return
    raise NotFound("Hồ sơ này không có lần gộp nào đang có hiệu lực; hãy xem lại mã hồ sơ trong nhật ký.")


def filled_from(kept: Person, dropped: Person) -> dict[str, Any]:
    """Return what the dropped record knows and the kept one does not; a date belongs to its own status."""
    found = {
        key: getattr(dropped, key)
        for key in FIELDS
        if getattr(kept, key) in (None, "") and getattr(dropped, key) not in (None, "")
    }
    if kept.status != dropped.status:
        found.pop("status_since", None)
    return found


def _join_times(session: Session, kept: Person, dropped: Person, changes: Mapping[str, object]) -> None:
    """Make one time of two; the record as it is to be says which standing is the newest."""
    told = {"status": kept.status, "status_since": kept.status_since}
    now = normalize_person(told | {key: changes[key] for key in told if key in changes})
    times = times_of(session, [kept.id, dropped.id])
    whole = {one.id: times.get(one.id) or (_said(one),) for one in (kept, dropped)}
    after = joined(whole[kept.id], whole[dropped.id], now["status"], now["status_since"])
    owner = owners_of(session, [kept.id])[0]
    save_times(session, [(owner, times.get(kept.id, ()), after)])


def _said(person: Person) -> Line:
    return Line(person.status or "", person.status_since)


def _carry_over(session: Session, keep_uid: str, drop_uid: str) -> None:
    """Let “not one person”, said of the dropped record, hold for the kept one."""
    first, second = DroppedDuplicate.first_uid, DroppedDuplicate.second_uid
    for own, other in ((first, second), (second, first)):
        session.execute(
            update(DroppedDuplicate).where(own == drop_uid, other != keep_uid).values({own: keep_uid})
        )


def _standing(session: Session, act: str) -> str:
    """Return the act whose undoing takes the merge back, empty when it is taken back already.

    An undo may itself be undone, which puts the merge in force again; its newest link is what can be undone.
    """
    newest, in_force = act, True
    while undoer := session.scalar(select(Act.uid).where(Act.undoes == newest)):
        newest, in_force = undoer, not in_force
    return newest if in_force else ""
