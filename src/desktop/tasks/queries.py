"""Questions about obligations: the list with states, the reports on one of them, what falls due."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.plans.queries import find_plan
from desktop.tasks.lookup import find_obligation
from desktop.tasks.models import AdoptedPlan, Obligation, Progress
from desktop.tasks.rules import Reported, State, StateLine, Term, derive_state
from desktop.tasks.units import TaskRole


@dataclass(frozen=True)
class TaskLine:
    """One obligation as lists and reports show it on a day.

    `percent` is 0 while nothing has been reported (`last_on` is then None); note, evidence, difficulty and
    proposal come from the reports asked for, empty when none says anything.
    """

    code: str
    task_code: str
    plan_code: str
    number: str
    group: str
    group_title: str
    text: str
    role: str
    role_reason: str
    lead: tuple[str, ...]
    with_: tuple[str, ...]
    result: str
    legal_source: str
    deadline_text: str
    deadline_kind: str
    due_on: date | None
    state: State
    why: str
    percent: int
    last_on: date | None
    note: str
    evidence: str
    difficulty: str
    proposal: str

    @property
    def is_owed(self) -> bool:
        """Whether our office owes it; what is only watched never counts."""
        return self.role != TaskRole.WATCH


@dataclass(frozen=True)
class ProgressLine:
    """One report of progress."""

    uid: str
    on: date
    percent: int
    note: str
    evidence: str
    difficulty: str
    proposal: str
    entered_by: str


@dataclass(frozen=True)
class AdoptedLine:
    """A plan that the office has taken on."""

    plan_code: str
    title: str
    adopted_on: date


def list_obligations(
    session: Session, on: date, plan_code: str | None = None, since: date | None = None
) -> list[TaskLine]:
    """Return the obligations of one plan or all, in plan order, as they stand on a day.

    Percent and state count every report up to `on`; with `since` the words (note, evidence, difficulty,
    proposal) are only those of reports from that day on, as a report on a period needs them.
    """
    question = select(Obligation).order_by(
        Obligation.plan_code, Obligation.position, Obligation.due_on, Obligation.code
    )
    if plan_code is not None:
        question = question.where(Obligation.plan_code == plan_code)
    reports = _reports_until(session, on)
    return [_line(one, reports.get(one.id, ()), on, since) for one in session.scalars(question)]


def progress_of(session: Session, code: str, on: date | None = None) -> list[ProgressLine]:
    """Return all reports on one obligation, newest first; NotFound for an unknown code."""
    obligation = find_obligation(session, code, on or date.today())  # noqa: DTZ011 - picks this year's
    rows = select(Progress).where(Progress.obligation_id == obligation.id)
    return [
        ProgressLine(
            row.uid,
            date.fromisoformat(row.reported_on),
            row.percent,
            row.note,
            row.evidence or "",
            row.difficulty or "",
            row.proposal or "",
            row.entered_by,
        )
        for row in session.scalars(rows.order_by(Progress.reported_on.desc(), Progress.id.desc()))
    ]


def adopted_plans(session: Session) -> list[AdoptedLine]:
    """Return the plans the office has taken on, oldest first."""
    rows = session.scalars(select(AdoptedPlan).order_by(AdoptedPlan.id))
    return [AdoptedLine(row.plan_code, row.title, date.fromisoformat(row.adopted_on)) for row in rows]


def plan_choices(session: Session) -> list[tuple[str, str]]:
    """Return the adopted plans as (code, short name), for choice lists."""
    return [(plan.plan_code, find_plan(session, plan.plan_code).name) for plan in adopted_plans(session)]


def counts_by_state(lines: Iterable[TaskLine]) -> dict[State, int]:
    """Return how many owed obligations are in each state, all states named; watched ones are left out."""
    counted = Counter(line.state for line in lines if line.is_owed)
    return {state: counted[state] for state in State}


def _reports_until(session: Session, on: date) -> Mapping[int, Sequence[Progress]]:
    question = select(Progress).where(Progress.reported_on <= on.isoformat())
    grouped: dict[int, list[Progress]] = {}
    for row in session.scalars(question.order_by(Progress.reported_on, Progress.id)):
        grouped.setdefault(row.obligation_id, []).append(row)
    return grouped


def _line(one: Obligation, reports: Sequence[Progress], on: date, since: date | None) -> TaskLine:
    reported, standing = _reported(reports), _state(one, reports, on)
    told = [row for row in reports if since is None or row.reported_on >= since.isoformat()]
    return TaskLine(
        code=one.code,
        task_code=one.task_code,
        plan_code=one.plan_code,
        number=one.number,
        group=one.group_code,
        group_title=one.group_title,
        text=one.text,
        role=one.role,
        role_reason=one.role_reason,
        lead=tuple(one.lead.splitlines()),
        with_=tuple(one.with_units.splitlines()),
        result=one.result,
        legal_source=one.legal_source,
        deadline_text=one.deadline_text,
        deadline_kind=one.deadline_kind,
        due_on=_day(one.due_on),
        state=standing.state,
        why=standing.why,
        percent=reported.percent if reported else 0,
        last_on=reported.on if reported else None,
        note=told[-1].note if told else "",
        evidence="; ".join(dict.fromkeys(row.evidence for row in told if row.evidence)),
        difficulty=_newest(row.difficulty for row in told),
        proposal=_newest(row.proposal for row in told),
    )


def _state(one: Obligation, reports: Sequence[Progress], on: date) -> StateLine:
    term = Term(one.deadline_kind, one.deadline_text, _day(one.starts_on), _day(one.due_on))
    return derive_state(term, one.role, _reported(reports), on)


def _reported(reports: Sequence[Progress]) -> Reported | None:
    """Return the newest report, with the day since which 100 % has held."""
    if not reports:
        return None
    done_on = None
    for row in reversed(reports):
        if row.percent < 100:
            break
        done_on = _day(row.reported_on)
    return Reported(reports[-1].percent, date.fromisoformat(reports[-1].reported_on), done_on)


def _newest(texts: Iterable[str | None]) -> str:
    return next((text for text in reversed(list(texts)) if text), "")


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
