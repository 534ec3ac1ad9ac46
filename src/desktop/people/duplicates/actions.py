"""Merging two records of one person into one, field by field, and taking the merge back at any time."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, authorize, require
from desktop.codelists import code_list
from desktop.errors import NotFound, UserError
from desktop.journal.models import Act
from desktop.people.actions import find_person, update_person
from desktop.people.duplicates.carrying import carry_rows
from desktop.people.duplicates.parting import part
from desktop.people.models import DroppedDuplicate, Person
from desktop.people.normal import FIELDS, normalize_person
from desktop.people.standing.entering import owners_of, save_times
from desktop.people.standing.queries import times_of
from desktop.people.standing.rules import Line, joined
from desktop.storage.fields import Kind

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
    changes |= _standing_of(kept, dropped, dict(values or {}))
    _join_times(session, kept, dropped, changes)
    carry_rows(session, kept.id, dropped.id)
    for key in _old_codes(kept, dropped, changes):
        setattr(kept, key, changes[key])
    session.delete(dropped)
    session.flush()
    if changes:
        update_person(session, keep_uid, changes)
    _carry_over(session, keep_uid, drop_uid)


def unmerge(session: Session, uid: str) -> None:
    """Take back the newest merge in which this record was kept or dropped, at any time.

    Both stand as they did before, but for what was written later into the kept record, which stays there.
    The act is named by the one it takes back (“Hoàn tác: …”), so only the rights are checked here.
    Raises NotAllowed; NotFound when no merge of this record is in force; UserError when the kept record is no
    longer there, and as `parting.part` does.
    """
    actor = actor_of(session)
    for right in (Right.EDIT_PEOPLE, Right.UNDO):
        require(actor, right)
    kept = Act.why.startswith(_KEPT.format(uid), autoescape=True)
    dropped = Act.why.endswith(_DROPPED.format(uid), autoescape=True)
    merges = select(Act).where(Act.verb == MERGE, kept | dropped).order_by(Act.id.desc())
    for merge in session.scalars(merges):
        standing = _standing(session, merge)
        if standing:
            _refuse_without_kept(session, merge)
            part(session, standing, who=actor.login)
            return
    raise NotFound("Hồ sơ này không có lần gộp nào đang có hiệu lực; hãy xem lại mã hồ sơ trong nhật ký.")


def filled_from(kept: Person, dropped: Person) -> dict[str, Any]:
    """Return what the dropped record knows and the kept one does not, but for when its standing began."""
    return {
        key: getattr(dropped, key)
        for key in FIELDS
        if key != "status_since"
        and getattr(kept, key) in (None, "")
        and getattr(dropped, key) not in (None, "")
    }


def _old_codes(kept: Person, dropped: Person, changes: Mapping[str, object]) -> list[str]:
    """Return the fields that take a code from the dropped record which no list knows: it was there before."""
    return [
        key
        for key, value in changes.items()
        if FIELDS[key].kind is Kind.CODE
        and value == getattr(dropped, key) != getattr(kept, key)
        and value
        and code_list(FIELDS[key].codes).get(str(value)) is None
    ]


def _standing_of(kept: Person, dropped: Person, values: Mapping[str, object]) -> dict[str, Any]:
    """Return the newest standing of the one person: a date goes with the status it was said of."""
    said = {
        "status": kept.status,
        **{key: values[key] for key in ("status", "status_since") if key in values},
    }
    now = normalize_person(said)
    since = {dropped.status: dropped.status_since, kept.status: kept.status_since}
    if kept.status == dropped.status:
        since[kept.status] = kept.status_since or dropped.status_since
    return {"status_since": since.get(now["status"])} | now


def _join_times(session: Session, kept: Person, dropped: Person, changes: Mapping[str, Any]) -> None:
    """Make one time of two; the record as it is to be says which standing is the newest."""
    times = times_of(session, [kept.id, dropped.id])
    whole = {one.id: times.get(one.id) or (_said(one),) for one in (kept, dropped)}
    after = joined(whole[kept.id], whole[dropped.id], changes["status"], changes["status_since"])
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


def _refuse_without_kept(session: Session, merge: Act) -> None:
    """Refuse when the record that was kept has gone since: what was carried over went with it."""
    uid = merge.why.removeprefix(_KEPT.split("{")[0]).partition(",")[0]
    if session.scalar(select(Person.id).where(Person.uid == uid)) is None:
        raise UserError(
            "Hồ sơ được giữ lại khi gộp không còn trong sổ nên chưa tách được; hãy hoàn tác việc xóa hồ sơ "
            "đó trong nhật ký rồi tách lại."
        )


def _standing(session: Session, act: Act) -> Act | None:
    """Return the act whose undoing takes the merge back, None when it is taken back already.

    An undo may itself be undone, which puts the merge in force again; its newest link is what can be undone.
    """
    newest, in_force = act, True
    while undoer := session.scalar(select(Act).where(Act.undoes == newest.uid)):
        newest, in_force = undoer, not in_force
    return newest if in_force else None
