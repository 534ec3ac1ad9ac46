"""Questions about obligations: the list with states, the reports on one of them, what falls due."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.plans.queries import find_plan
from desktop.tasks.calendar import WorkCalendar
from desktop.tasks.lookup import find_obligation
from desktop.tasks.models import AdoptedPlan, Obligation, Progress
from desktop.tasks.rules import STATE_LABELS, State, derive_state
from desktop.tasks.succession.links import Links, links_on
from desktop.tasks.terms.history import (
    Papers,
    counted_words,
    papers_until,
    reported_of,
    term_of,
    wording_of,
)
from desktop.tasks.units import TaskRole
from desktop.tasks.workdays.queries import office_calendar


@dataclass(frozen=True)
class TaskLine:
    """One obligation as lists and reports show it on a day.

    `percent` is 0 while nothing has been reported (`last_on` is then None); note, evidence, difficulty and
    proposal come from the reports asked for, empty when none says anything. `plan_role` is the part read from
    the plan where the office chose another one. `closed` says that the plan was replaced, `successor` what
    carries it on, `carries` what of older plans it carries on. `due_on` is the last day as guidance and
    extensions made it, `planned_due_on` the plan's own; `counted` is the level in things (“3/5 lớp”),
    `returned` says that the newest result was sent back, `active_on` is the newest day with a report or
    something held for the task.
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
    plan_role: str = ""
    plan_role_reason: str = ""
    closed: bool = False
    successor: str = ""
    carries: tuple[str, ...] = ()
    starts_on: date | None = None
    owed_from: date | None = None
    planned_due_on: date | None = None
    counted: str = ""
    returned: bool = False
    active_on: date | None = None

    @property
    def is_recurring(self) -> bool:
        """Whether it is judged by activity in the half-year, having no last day."""
        return self.deadline_kind in ("standing", "periodic")

    @property
    def state_label(self) -> str:
        """How lists name its state; what ended with its plan says so."""
        if self.closed:
            return "Đã chuyển tiếp" if self.successor else "Đã đóng"
        return STATE_LABELS[self.state]

    @property
    def is_owed(self) -> bool:
        """Whether our office owes it; what is only watched or ended with its plan never counts."""
        return self.role != TaskRole.WATCH and not self.closed


@dataclass(frozen=True)
class ProgressLine:
    """One report of progress; `of_code` names the older plan's task when it was entered there."""

    uid: str
    on: date
    percent: int
    note: str
    evidence: str
    difficulty: str
    proposal: str
    entered_by: str
    of_code: str = ""
    counted: str = ""


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
    links = links_on(session, on)
    papers, calendar = papers_until(session, on, links.heirs), office_calendar(session)
    return [
        _linked(_line(_Known(one, papers.get(one.id, Papers()), on, calendar), since), one.id, links)
        for one in session.scalars(question)
        if not _is_to_come(one, on)
    ]


def _is_to_come(one: Obligation, on: date) -> bool:
    """Whether it is a yearly task's obligation of a year that has not begun."""
    return one.deadline_kind == "yearly" and (one.starts_on or "")[:4] > f"{on.year:04d}"


def progress_of(session: Session, code: str, on: date | None = None) -> list[ProgressLine]:
    """Return all reports on one obligation and on those it carries on, newest first.

    Raises NotFound for an unknown code.
    """
    today = date.today()  # noqa: DTZ011 - picks this year's
    obligation, links = find_obligation(session, code, on or today), links_on(session, on or today)
    sources = (*links.before.get(obligation.id, ()), obligation.id)
    rows = select(Progress).where(Progress.obligation_id.in_(sources))
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
            links.codes.get(row.obligation_id, "") if row.obligation_id != obligation.id else "",
            counted_words(row),
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


def _linked(line: TaskLine, obligation_id: int, links: Links) -> TaskLine:
    carries = tuple(links.codes[one] for one in links.before.get(obligation_id, ()))
    closed = links.closed.get(obligation_id)
    if closed is None:
        return replace(line, carries=carries) if carries else line
    return replace(
        line,
        state=State.NOT_DUE,
        why=closed.why,
        closed=True,
        successor=closed.successor,
        carries=carries,
    )


@dataclass(frozen=True)
class _Known:
    """An obligation with all that is known of it on a day."""

    one: Obligation
    papers: Papers
    on: date
    calendar: WorkCalendar


def _line(known: _Known, since: date | None) -> TaskLine:
    one, reports = known.one, known.papers.progress
    term, reported = term_of(one, known.papers), reported_of(known.papers)
    active = known.papers.active
    standing = derive_state(term, one.role, reported, known.on, active, known.calendar)
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
        deadline_text=wording_of(term),
        deadline_kind=one.deadline_kind,
        due_on=term.due_on,
        state=standing.state,
        why=standing.why,
        percent=reported.percent if reported else 0,
        last_on=date.fromisoformat(reports[-1].reported_on) if reports else None,
        note=told[-1].note if told else "",
        evidence="; ".join(dict.fromkeys(row.evidence for row in told if row.evidence)),
        difficulty=_newest(row.difficulty for row in told),
        proposal=_newest(row.proposal for row in told),
        plan_role=one.plan_role or "",
        plan_role_reason=one.plan_role_reason or "",
        starts_on=term.starts_on,
        owed_from=term.owed_from,
        planned_due_on=date.fromisoformat(one.due_on) if one.due_on else None,
        counted=reported.counted if reported else "",
        returned=bool(reported and reported.returned),
        active_on=max(active, default=None),
    )


def _newest(texts: Iterable[str | None]) -> str:
    return next((text for text in reversed(list(texts)) if text), "")
