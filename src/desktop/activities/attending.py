"""Who was invited and who came: adding people of the register and guests, noting, taking out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.accounts.rights import Right, authorize
from desktop.activities.lookup import find_row
from desktop.activities.models import Activity, Participant
from desktop.activities.rules import HELD, INVITED, TAKES_PART, check_declared, stored_values
from desktop.errors import Invalid, Problem, UserError
from desktop.people.models import Person
from desktop.people.normal import today
from desktop.storage.fields import fields_of
from desktop.text import fold

FIELDS = {field.key: field for field in fields_of(Participant)}
"""The declared fields of somebody in a list by key."""

_OF_PERSON = ("name", "position", "workplace")
"""What the register says of its own people; of guests it is typed."""

_CHUNK = 500


@dataclass(frozen=True)
class Attendee:
    """Somebody to be added: of the register (`person_uid`), else a guest of whom at least the name is given.

    Without a role it is the usual one: invited to what is planned, taking part in what was held; who takes
    part in what was held was there unless `attended` says otherwise.
    """

    person_uid: str = ""
    name: str = ""
    position: str = ""
    workplace: str = ""
    role: str = ""
    attended: int | None = None
    award: str = ""


def add_participants(session: Session, uid: str, attendees: Sequence[Attendee]) -> list[str]:
    """Add people to the list of an activity in one act; return the uids of their rows in the same order.

    Raises NotAllowed, NotFound for an unknown activity, Invalid when somebody is in the list already, is
    named twice or is not in the register: then nobody is added.
    """
    authorize(session, Right.EDIT_TASKS, "Thêm người dự hoạt động")
    activity = find_row(session, Activity, uid)
    people = _people(session, [one.person_uid for one in attendees if one.person_uid])
    rows = [_row(activity, one, people.get(one.person_uid)) for one in attendees]
    _refuse_twice(session, activity, rows)
    session.add_all(rows)
    session.flush()
    return [row.uid for row in rows]


def change_participants(session: Session, uids: Sequence[str], values: Mapping[str, object]) -> None:
    """Change the given fields of people in a list, all of them to the same; the others stay.

    Name, position and workplace of people of the register are the register's and stay.
    Raises NotAllowed, NotFound, Invalid.
    """
    authorize(session, Right.EDIT_TASKS, "Sửa người dự hoạt động")
    stored = stored_values(FIELDS, values, today())
    for row in _rows_of(session, uids):
        own = stored if row.person_id is None else _without(stored, _OF_PERSON)
        problems = check_declared(FIELDS, {key: getattr(row, key) for key in FIELDS} | own, today())
        if problems:
            raise Invalid(problems)
        for key, value in own.items():
            if getattr(row, key) != value:
                setattr(row, key, value)
    session.flush()


def remove_participants(session: Session, uids: Sequence[str]) -> None:
    """Take people out of a list; the act can be undone. Raises NotAllowed, NotFound."""
    authorize(session, Right.EDIT_TASKS, "Bỏ người dự khỏi hoạt động")
    for row in _rows_of(session, uids):
        session.delete(row)
    session.flush()


def present(session: Session, uid: str) -> set[str]:
    """Return the uids of the people of the register that are in the list of an activity already."""
    activity = find_row(session, Activity, uid)
    inside = select(Person.uid).join(Participant, Participant.person_id == Person.id)
    return set(session.scalars(inside.where(Participant.activity_id == activity.id)))


def _people(session: Session, uids: Sequence[str]) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for start in range(0, len(uids), _CHUNK):
        part = select(Person).where(Person.uid.in_(uids[start : start + _CHUNK]))
        found.update({person.uid: person for person in session.scalars(part)})
    gone = [uid for uid in uids if uid not in found]
    if gone:
        said = f"Có {len(gone)} người không còn trong sổ; hãy tìm lại trong danh sách trí thức rồi thêm."
        raise Invalid([Problem("name", said)])
    return found


def _row(activity: Activity, one: Attendee, person: Person | None) -> Participant:
    values = stored_values(
        FIELDS,
        {
            "name": person.full_name if person else one.name,
            "position": person.position if person else one.position,
            "workplace": person.workplace if person else one.workplace,
            "role": one.role or (TAKES_PART if activity.state == HELD else INVITED),
            "attended": 1 if one.attended is None and activity.state == HELD else one.attended,
            "award": one.award,
        },
        today(),
    )
    problems = check_declared(FIELDS, values, today())
    if problems:
        raise Invalid(problems)
    person_id = person.id if person else None
    return Participant(unit_code=activity.unit_code, activity_id=activity.id, person_id=person_id, **values)


def _refuse_twice(session: Session, activity: Activity, rows: Sequence[Participant]) -> None:
    listed = select(Participant).where(Participant.activity_id == activity.id)
    known = {_identity(row) for row in session.scalars(listed)}
    problems = []
    for row in rows:
        who = _identity(row)
        if who in known:
            said = f"“{row.name}” đã có trong danh sách của hoạt động; hãy bỏ tên trùng rồi thêm lại."
            problems.append(Problem("name", said))
        known.add(who)
    if problems:
        raise Invalid(problems)


def _identity(row: Participant) -> tuple[Any, ...]:
    """Return what tells one from another: the record in the register, else name and workplace."""
    return (row.person_id,) if row.person_id else (fold(row.name), fold(row.workplace or ""))


def _rows_of(session: Session, uids: Sequence[str]) -> Iterable[Participant]:
    """Return the rows named, with all others of the same people in the same activity.

    Two of one person stand in a list when two records of him were merged that both were in it.
    """
    if not uids:
        raise UserError("Chưa chọn ai trong danh sách; hãy chọn ít nhất một người.")
    named = aliased(Participant)
    same = and_(Participant.activity_id == named.activity_id, Participant.person_id == named.person_id)
    question = select(named.uid, Participant).join(named, or_(Participant.id == named.id, same))
    found: dict[int, Participant] = {}
    known: set[str] = set()
    for start in range(0, len(uids), _CHUNK):
        for uid, row in session.execute(question.where(named.uid.in_(uids[start : start + _CHUNK]))):
            found[row.id] = row
            known.add(uid)
    for uid in uids:
        if uid not in known:
            find_row(session, Participant, uid)
    return list(found.values())


def _without(values: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in set(keys)}
