"""Accepting warnings with a reason, and confirming that records still hold."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, authorize
from desktop.errors import NotFound, Problem, Severity, UserError
from desktop.people.actions import find_person
from desktop.people.models import Person
from desktop.people.normal import FIELDS, today
from desktop.people.quality.models import AcceptedWarning
from desktop.people.quality.rules import value_hash
from desktop.text import clean, number

_LONGEST_REASON = 500
_CHUNK = 500


def accept_warnings(session: Session, uid: str, problems: Iterable[Problem], reason: str) -> int:
    """Keep that the office accepts these warnings about the values now stored, and why; return how many.

    They are not shown again until the value changes. Refusals and advice among the problems are passed over.
    Raises NotAllowed, NotFound, and UserError when no reason is given.
    """
    why = clean(reason)
    actor = authorize(session, Right.EDIT_PEOPLE, "Chấp nhận cảnh báo", why=why)
    if not why:
        raise UserError("Chưa ghi lý do chấp nhận cảnh báo; hãy ghi lý do để người sau hiểu vì sao.")
    if len(why) > _LONGEST_REASON:
        raise UserError(f"Lý do dài {len(why)} chữ, nhiều nhất {_LONGEST_REASON}; hãy ghi ngắn hơn.")
    person = find_person(session, uid)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    warnings = [one for one in problems if one.severity is Severity.WARN and one.field in FIELDS]
    for one in warnings:
        _forget(session, person, one)
        session.add(
            AcceptedWarning(
                person_id=person.id,
                field=one.field,
                message=one.message,
                value_hash=value_hash(getattr(person, one.field)),
                reason=why,
                accepted_by=actor.login,
                accepted_at=now,
            )
        )
    session.flush()
    return len(warnings)


def _forget(session: Session, person: Person, problem: Problem) -> None:
    """Take away what was accepted before of the same warning, for another value or another reason."""
    session.execute(
        delete(AcceptedWarning).where(
            AcceptedWarning.person_id == person.id,
            AcceptedWarning.field == problem.field,
            AcceptedWarning.message == problem.message,
        )
    )


def confirm_people(session: Session, uids: Sequence[str]) -> int:
    """Note that these records were looked through today and hold, as one act; return how many they are.

    Raises NotAllowed, and NotFound, changing nothing, when one of them is not in the register.
    """
    authorize(session, Right.EDIT_PEOPLE, "Rà soát hồ sơ")
    wanted = list(dict.fromkeys(uids))
    parts = [wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK)]
    known = sum(
        session.scalar(select(func.count(Person.id)).where(Person.uid.in_(part))) or 0 for part in parts
    )
    if known < len(wanted):
        raise NotFound(
            f"Có {number(len(wanted) - known)} hồ sơ không còn trong sổ nên chưa ghi rà soát cho ai; "
            "hãy mở lại danh sách rồi làm lại."
        )
    for part in parts:
        session.execute(update(Person).where(Person.uid.in_(part)).values(confirmed_on=today().isoformat()))
    session.expire_all()
    return known
