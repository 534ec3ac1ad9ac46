"""Asking how good the register is: how complete, what is doubtful, what was not confirmed for long.

Asked are the people who count today; those who moved away or died need no further data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from desktop.accounts.models import User
from desktop.accounts.rights import Right, actor_of
from desktop.dates import months_before
from desktop.errors import NotFound, Problem, Severity
from desktop.jobs import NO_JOB, Job
from desktop.journal.models import Act, Change
from desktop.journal.past import VIETNAM
from desktop.people.admission import admission_of
from desktop.people.counting.conditions import counted_on
from desktop.people.finding import check_seen
from desktop.people.models import Person
from desktop.people.normal import FIELDS, today
from desktop.people.quality.models import AcceptedWarning
from desktop.people.quality.rules import WEIGHTS, Completeness, completeness_of, facts_mark, sections, share
from desktop.people.queries import MASK, MASKED
from desktop.people.rules import REVIEW_MONTHS, broken_rules

NOT_ALL = "Không liệt kê những mục mà tài khoản này không được xem."
"""Said with the lists to those from whom some fields are hidden."""

_COLUMNS = tuple(getattr(Person, key) for key in FIELDS)

Accepted = frozenset[tuple[str, str]]
"""Accepted warnings of one person: title of the rule, mark of the values it read."""


@dataclass(frozen=True)
class FieldShare:
    """In how many of the records a field is filled, in percent; `weight` says how much it matters."""

    key: str
    label: str
    section: str
    weight: int
    filled: int
    missing: int
    percent: float


@dataclass(frozen=True)
class RegisterCompleteness:
    """How complete all records are together, by section and by field, in percent by weight."""

    people: int
    percent: float
    sections: tuple[tuple[str, float], ...]
    fields: tuple[FieldShare, ...]


@dataclass(frozen=True)
class RuleFinding:
    """One rule and whom it concerns; warnings accepted with a reason are left out."""

    rule: str
    severity: Severity
    ids: tuple[int, ...]


@dataclass(frozen=True)
class RegisterQuality:
    """How good the register is today: how complete, what the rules find, who is to be reviewed."""

    completeness: RegisterCompleteness
    findings: tuple[RuleFinding, ...]
    to_review: tuple[int, ...]

    @property
    def doubtful(self) -> int:
        """How many records break a rule by more than advice."""
        grave = (one.ids for one in self.findings if one.severity is not Severity.INFORM)
        return len({person for ids in grave for person in ids})


@dataclass(frozen=True)
class RecordQuality:
    """How complete one record is, and what is doubtful in what the user may see of it."""

    completeness: Completeness
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class AcceptedLine:
    """One accepted warning of a person as shown; `is_valid` while the values are the ones accepted."""

    label: str
    rule: str
    reason: str
    who: str
    at: datetime
    is_valid: bool


def register_quality(session: Session, job: Job = NO_JOB) -> RegisterQuality:
    """Return all there is to say about the register's quality."""
    job.step("Tính độ đầy đủ")
    completeness = register_completeness(session)
    job.step("Tìm hồ sơ cần rà soát")
    review = ids_to_review(session)
    return RegisterQuality(completeness, tuple(findings(session, job)), tuple(review))


def register_completeness(session: Session) -> RegisterCompleteness:
    """Return how complete the register is today; without the fields that this user may not see one by one."""
    hidden = _hidden(session)
    filled = [func.count().filter(_is_filled(key)) for key in WEIGHTS]
    found = session.execute(
        select(func.count(), *filled).select_from(Person).where(counted_on(today()))
    ).one()
    people, counts = int(found[0]), dict(zip(WEIGHTS, found[1:], strict=True))
    return RegisterCompleteness(
        people=people,
        percent=_percent(counts, WEIGHTS, people),
        sections=tuple((name, _percent(counts, keys, people)) for name, keys in sections().items()),
        fields=tuple(_share(key, counts[key], people) for key in WEIGHTS if key not in hidden),
    )


def missing_ids(session: Session, key: str) -> list[int]:
    """Return the people who count today and in whose records this field is empty.

    Raises NotAllowed when this user may not see the field.
    """
    check_seen(session, [key])
    empty = select(Person.id).where(counted_on(today()), ~_is_filled(key))
    return list(session.scalars(empty.order_by(Person.id)))


def findings(session: Session, job: Job = NO_JOB) -> list[RuleFinding]:
    """Return what the rules find in the register, by rule, the gravest and most frequent first.

    Left out is what they find in fields that this user may not see.
    """
    hidden = _hidden(session)
    day, admission = today(), admission_of(session)
    accepted = _accepted(session)
    found: dict[tuple[str, Severity], list[int]] = {}
    rows = session.execute(select(Person.id, *_COLUMNS).where(counted_on(day)).order_by(Person.id)).all()
    for row in job.each(rows, "Kiểm tra hồ sơ"):
        values = dict(zip(FIELDS, row[1:], strict=True))
        for problem, rule in broken_rules(values, day, admission):
            passed = accepted.get(row[0], frozenset())
            if problem.field not in hidden and not _is_accepted(problem, rule, values, passed):
                ids = found.setdefault((rule, problem.severity), [])
                if row[0] not in ids[-1:]:
                    ids.append(row[0])
    order = list(Severity)
    lines = [RuleFinding(rule, severity, tuple(ids)) for (rule, severity), ids in found.items()]
    return sorted(lines, key=lambda line: (order.index(line.severity), -len(line.ids), line.rule))


def ids_to_review(session: Session, months: int = REVIEW_MONTHS) -> list[int]:
    """Return the people not confirmed for so many months, the longest first.

    Entering a record confirms it; one of which not even that day is known comes first.
    """
    day = today()
    entered = (
        select(func.substr(func.max(Act.at), 1, len("yyyy-mm-dd")))
        .join(Change, Change.act_id == Act.id)
        .where(
            Change.table_name == Person.__tablename__, Change.row_key == Person.uid, Change.before.is_(None)
        )
        .scalar_subquery()
    )
    confirmed = func.coalesce(Person.confirmed_on, entered, "")
    since = months_before(day, months).isoformat()
    question = select(Person.id).where(counted_on(day), confirmed <= since)
    return list(session.scalars(question.order_by(confirmed, Person.id)))


def record_quality(session: Session, uid: str) -> RecordQuality:
    """Return how good one record is, as far as this user may see it; raises NotFound."""
    row = session.execute(select(*_COLUMNS).where(Person.uid == uid)).one_or_none()
    if row is None:
        raise NotFound("Không tìm thấy hồ sơ trong sổ; có thể hồ sơ đã bị xóa, hãy xem nhật ký.")
    values = dict(zip(FIELDS, row, strict=True))
    hidden = _hidden(session)
    broken = broken_rules(values, today(), admission_of(session))
    seen = [one for one in broken if one[0].field not in hidden]
    whole = completeness_of(values)
    named = replace(whole, missing=tuple(key for key in whole.missing if key not in hidden))
    return RecordQuality(named, tuple(open_problems(session, uid, values, seen)))


def open_problems(
    session: Session, uid: str, values: Mapping[str, Any], broken: Iterable[tuple[Problem, str]]
) -> list[Problem]:
    """Return what `broken_rules` says of a record without the warnings accepted for its present values."""
    accepted = accepted_of(session, uid)
    return [one for one, rule in broken if not _is_accepted(one, rule, values, accepted)]


def accepted_of(session: Session, uid: str) -> Accepted:
    """Return the accepted warnings of one person."""
    person = session.scalar(select(Person.id).where(Person.uid == uid))
    found = _accepted(session, AcceptedWarning.person_id == person) if person else {}
    return found.get(person or 0, frozenset())


def _accepted(session: Session, *where: ColumnElement[bool]) -> dict[int, Accepted]:
    columns = (AcceptedWarning.person_id, AcceptedWarning.rule, AcceptedWarning.facts_mark)
    found: dict[int, set[tuple[str, str]]] = {}
    for person, rule, facts in session.execute(select(*columns).where(*where)):
        found.setdefault(person, set()).add((rule, facts))
    return {person: frozenset(warnings) for person, warnings in found.items()}


def _is_accepted(problem: Problem, rule: str, values: Mapping[str, Any], accepted: Accepted) -> bool:
    if problem.severity is not Severity.WARN or not accepted:
        return False
    return (rule, facts_mark(rule, values)) in accepted


def accepted_lines(session: Session, uid: str) -> list[AcceptedLine]:
    """Return the warnings accepted for a person, newest first; masked where the user may not see."""
    names = {user.login: user.full_name for user in session.scalars(select(User))}
    hidden = _hidden(session)
    person = session.scalars(select(Person).where(Person.uid == uid)).one_or_none()
    if person is None:
        return []
    values = {key: getattr(person, key) for key in FIELDS}
    question = select(AcceptedWarning).where(AcceptedWarning.person_id == person.id)
    return [
        AcceptedLine(
            label=FIELDS[one.field].label if one.field in FIELDS else one.field,
            rule=MASK if one.field in hidden else one.rule,
            reason=one.reason,
            who=names.get(one.accepted_by, one.accepted_by),
            at=datetime.fromisoformat(one.accepted_at).astimezone(VIETNAM),
            is_valid=facts_mark(one.rule, values) == one.facts_mark,
        )
        for one in session.scalars(question.order_by(AcceptedWarning.id.desc()))
    ]


def _hidden(session: Session) -> frozenset[str]:
    """Return the fields of which this user is told nothing about anybody."""
    return frozenset() if actor_of(session).may(Right.SEE_SENSITIVE) else MASKED


def _is_filled(key: str) -> ColumnElement[bool]:
    column = getattr(Person, key)
    return and_(column.is_not(None), column != "")


def _percent(counts: Mapping[str, int], keys: Iterable[str], people: int) -> float:
    keys = tuple(keys)
    whole = people * sum(WEIGHTS[key] for key in keys)
    return share(sum(counts[key] * WEIGHTS[key] for key in keys), whole)


def _share(key: str, filled: int, people: int) -> FieldShare:
    field = FIELDS[key]
    return FieldShare(
        key, field.label, field.section, WEIGHTS[key], filled, people - filled, share(filled, people)
    )
