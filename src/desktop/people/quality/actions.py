"""Accepting warnings with a reason, and confirming that records still hold."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, authorize
from desktop.errors import NotFound, Problem, Severity, UserError
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
    warnings = [(one, rule) for one, rule in _broken(session, person) if one in chosen]
    for one, rule in warnings:
        _accept(session, person, one, rule, why)
    session.flush()
    return len(warnings)


def accept_rule(session: Session, uids: Sequence[str], rule: str, reason: str) -> int:
    """Accept what one rule says of these people for one reason, as one act; return of how many it did.

    Passed over is whom the rule does not warn of any more. Raises like `accept_warnings`.
    """
    why = _reason(session, reason)
    done = 0
    for uid in dict.fromkeys(uids):
        person = find_person(session, uid)
        for one, broken in _broken(session, person):
            if broken == rule and one.severity is Severity.WARN:
                _accept(session, person, one, rule, why)
                done += 1
    session.flush()
    return done


def _reason(session: Session, typed: str) -> str:
    why = clean(typed)
    authorize(session, Right.EDIT_PEOPLE, "Chấp nhận cảnh báo", why=why)
    if not why:
        raise UserError("Chưa ghi lý do chấp nhận cảnh báo; hãy ghi lý do để người sau hiểu vì sao.")
    if len(why) > _LONGEST_REASON:
        raise UserError(f"Lý do dài {len(why)} chữ, nhiều nhất {_LONGEST_REASON}; hãy ghi ngắn hơn.")
    return why


def _broken(session: Session, person: Person) -> list[tuple[Problem, str]]:
    values = {key: getattr(person, key) for key in FIELDS}
    return broken_rules(values, today(), admission_of(session))


def _accept(session: Session, person: Person, problem: Problem, rule: str, why: str) -> None:
    """Keep one accepted warning, in the place of what was accepted before of the same rule."""
    _forget(session, person, rule)
    session.add(
        AcceptedWarning(
            person_id=person.id,
            field=problem.field,
            rule=rule,
            facts_mark=facts_mark(rule, {key: getattr(person, key) for key in FIELDS}),
            reason=why,
            accepted_by=actor_of(session).login,
            accepted_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


def _forget(session: Session, person: Person, rule: str) -> None:
    """Take away what was accepted before of the same rule, for other values or another reason."""
    session.execute(
        delete(AcceptedWarning).where(AcceptedWarning.person_id == person.id, AcceptedWarning.rule == rule)
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
