"""Everything one report is composed from, asked of the rooms once, so that all its parts agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.queries import UnitFacts, unit_of
from desktop.accounts.units import bare_name, full_name
from desktop.activities.figures import ActivityFigure, Span, activity_figures
from desktop.activities.queries import ActivityLine, activity_lines
from desktop.activities.rules import HELD
from desktop.indicators.compute import Behind, compute_with_people
from desktop.indicators.queries import TargetLine, target_lines
from desktop.people.counting.figures import RegisterFigures, figure_names, figures_from, people_of_figures
from desktop.people.queries import PersonRow, ids_in_order, ids_of, rows_by_ids
from desktop.people.standing.queries import people_on
from desktop.plans.catalogue import Plan
from desktop.plans.citation import full_title, short_title
from desktop.reports.dues import recipient_of
from desktop.reports.earlier import Earlier, Since, same_period, since_last_report
from desktop.reports.periods import STAGE, Period
from desktop.tasks.obligations import first_day, last_year
from desktop.tasks.queries import TaskLine, list_obligations
from desktop.text import day

_PAGE = 500
_DECEMBER = 12
"""A period that begins in the middle of December is one of the next year."""


@dataclass(frozen=True)
class ReportData:
    """The figures of a plan in a period, as known on the day they are counted to (`as_of`).

    `people` names each figure of the register with its label and the uids behind it; `behind` holds who is
    behind the computed targets, by code. `listed` are the people themselves, when their list is asked for;
    what this user may not see is masked in it.
    """

    unit: UnitFacts
    plan: Plan
    period: Period
    as_of: date
    tasks: tuple[TaskLine, ...]
    targets: tuple[TargetLine, ...]
    register: RegisterFigures
    people: tuple[tuple[str, str, tuple[str, ...]], ...]
    behind: Mapping[str, Behind]
    earlier: Earlier | None = None
    since: Since | None = None
    activities: tuple[ActivityLine, ...] = ()
    activity_figures: tuple[ActivityFigure, ...] = ()
    listed: tuple[PersonRow, ...] = ()
    subject: str = ""

    @property
    def owed(self) -> tuple[TaskLine, ...]:
        """The tasks this office must do something about; those it only watches are left out."""
        return tuple(line for line in self.tasks if line.is_owed)

    @property
    def is_estimate(self) -> bool:
        """Whether the figures were taken before the period's cut-off (“ước thực hiện”)."""
        return self.as_of < self.period.cut_off

    @property
    def recipient(self) -> str:
        """Who receives the report: as the plan says, in the province's name."""
        return recipient_of(self.plan, self.period, self.unit.kind)

    def words(self) -> Mapping[str, str]:
        """The values of an outline's placeholders."""
        ends = last_year(self.plan)
        review = "tổng kết" if ends is None or self.period.year >= ends else "sơ kết"
        return {
            "plan": short_title(self.plan),
            "plan_full": full_title(self.plan),
            "period": self.period.label,
            "unit": full_name(self.unit.name),
            "bare_unit": bare_name(self.unit.name),
            "as_of": day(self.as_of),
            "recipient": self.recipient,
            "review": review,
            "subject": self.subject,
        }


def period_for(plan: Plan, period: Period) -> Period:
    """Return the period as it holds for a plan: a stage does not begin before work counts for the plan."""
    if period.kind != STAGE or period.starts_on >= first_day(plan):
        return period
    return replace(period, starts_on=first_day(plan))


def collect(session: Session, plan: Plan, period: Period, on: date) -> ReportData:
    """Ask every room for the figures of the period as known on a day, not later than its cut-off."""
    as_of, since = min(on, period.cut_off), period.starts_on
    measured = compute_with_people(session, plan, as_of)
    computed = {code: one for code, (one, _) in measured.items()}
    people = people_of_figures(session, as_of, since)
    lines = list_obligations(session, as_of, plan.code, since)
    return ReportData(
        unit=unit_of(session),
        plan=plan,
        period=period,
        as_of=as_of,
        tasks=tuple(line for line in lines if _belongs(line, period)),
        targets=tuple(target_lines(session, plan, as_of, computed)),
        register=figures_from({name: len(uids) for name, uids in people.items()}),
        people=tuple(
            (name, label, tuple(people[name])) for name, label in figure_names(as_of).items() if people[name]
        ),
        behind={code: behind for code, (_, behind) in measured.items()},
        earlier=same_period(session, plan, period),
        since=since_last_report(session, plan, as_of),
        activities=tuple(
            line
            for line in activity_lines(session, as_of)
            if line.state == HELD and since <= line.starts_on <= as_of
        ),
        activity_figures=tuple(activity_figures(session, Span(since, as_of))),
    )


def with_people(session: Session, data: ReportData) -> ReportData:
    """Return the data with the people themselves in name order, as they were on the day."""
    uids = next((uids for name, _, uids in data.people if name == "total"), ())
    ids = ids_in_order(session, among=set(ids_of(session, uids)))
    people = people_on(data.as_of)

    def rows() -> Iterator[PersonRow]:
        for start in range(0, len(ids), _PAGE):
            yield from rows_by_ids(session, ids[start : start + _PAGE], people)

    return replace(data, listed=tuple(rows()))


def _belongs(line: TaskLine, period: Period) -> bool:
    """Tell whether a task is this period's: of the yearly ones only those of its years."""
    _, _, year = line.code.partition("@")
    first = period.starts_on.year if period.starts_on.month < _DECEMBER else period.starts_on.year + 1
    return not year or first <= int(year.partition(".")[0]) <= period.year
