"""Accepting warnings with a reason, and confirming that records still hold."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, authorize
from desktop.errors import NotFound, Problem, Severity, UserError
from desktop.jobs import NO_JOB, Job
from desktop.people.actions import find_person
from desktop.people.admission import admission_of
from desktop.people.models import Person
from desktop.people.normal import FIELDS, today
from desktop.people.quality.models import AcceptedWarning
from desktop.people.quality.rules import facts_mark
from desktop.people.rules import broken_rules
from desktop.text import clean, number

_LONGEST_REASON = 500
_CHUNK = 500


def accept_warnings(session: Session, uid: str, problems: Iterable[Problem], reason: str) -> int:
    """Keep that the office accepts these warnings about the values now stored, and why; return how many.

    They are not shown again until a value changes that their rule reads. Passed over are refusals and advice,
    and what no rule says of the record as it is stored.
    Raises NotAllowed, NotFound, and UserError when no reason is given.
    """
    why = _reason(session, reason)
    person = find_person(session, uid)
    chosen = {one for one in problems if one.severity is Severity.WARN}
    broken = broken_rules(_values(person), today(), admission_of(session))
    warnings = [(one, rule) for one, rule in broken if one in chosen]
    for one, rule in warnings:
        _forget(session, [person], rule)
        session.add(_accepted(session, person, one, rule, why))
    session.flush()
    return len(warnings)


def accept_rule(session: Session, uids: Sequence[str], rule: str, reason: str, job: Job = NO_JOB) -> int:
    """Accept what one rule says of these people for one reason, as one act; return of how many it did.

    Passed over is whom the rule does not warn of any more. Raises like `accept_warnings`, and Cancelled.
    """
    why = _reason(session, reason)
    admission, wanted, done = admission_of(session), list(dict.fromkeys(uids)), 0
    for start in range(0, len(wanted), _CHUNK):
        job.step("Chấp nhận cảnh báo", start, len(wanted))
        people = _people(session, wanted[start : start + _CHUNK])
        warned = [
            (person, one)
            for person in people
            for one, broken in broken_rules(_values(person), today(), admission)
            if broken == rule and one.severity is Severity.WARN
        ]
        _forget(session, [person for person, _ in warned], rule)
        session.add_all(_accepted(session, person, one, rule, why) for person, one in warned)
        session.flush()
        done += len(warned)
    return done


def _people(session: Session, uids: Sequence[str]) -> list[Person]:
    """Return these people; NotFound, when one of them is not in the register, for the whole act."""
    people = list(session.scalars(select(Person).where(Person.uid.in_(uids))))
    if len(people) < len(uids):
        raise NotFound(
            f"Có {number(len(uids) - len(people))} hồ sơ không còn trong sổ nên chưa chấp nhận cho ai; "
            "hãy mở lại danh sách rồi làm lại."
        )
    return people


def _reason(session: Session, typed: str) -> str:
    why = clean(typed)
    authorize(session, Right.EDIT_PEOPLE, "Chấp nhận cảnh báo", why=why)
    if not why:
        raise UserError("Chưa ghi lý do chấp nhận cảnh báo; hãy ghi lý do để người sau hiểu vì sao.")
    if len(why) > _LONGEST_REASON:
        raise UserError(f"Lý do dài {len(why)} chữ, nhiều nhất {_LONGEST_REASON}; hãy ghi ngắn hơn.")
    return why


def _values(person: Person) -> dict[str, object]:
    return {key: getattr(person, key) for key in FIELDS}


def _accepted(session: Session, person: Person, problem: Problem, rule: str, why: str) -> AcceptedWarning:
    return AcceptedWarning(
        person_id=person.id,
        field=problem.field,
        rule=rule,
        facts_mark=facts_mark(rule, _values(person)),
        reason=why,
        accepted_by=actor_of(session).login,
        accepted_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _forget(session: Session, people: Sequence[Person], rule: str) -> None:
    """Take away what was accepted before of the same rule, for other values or another reason."""
    ids = [person.id for person in people]
    session.execute(
        delete(AcceptedWarning).where(AcceptedWarning.person_id.in_(ids), AcceptedWarning.rule == rule)
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
