"""Everything one report is composed from, asked of the rooms once, so that all its parts agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.queries import UnitFacts, unit_of
from desktop.accounts.units import bare_name, full_name
from desktop.indicators.compute import Behind, compute_with_people
from desktop.indicators.queries import TargetLine, target_lines
from desktop.people.counting.figures import RegisterFigures, figure_names, figures_from, people_of_figures
from desktop.plans.catalogue import Plan, ReportDue
from desktop.plans.citation import full_title, short_title
from desktop.reports.periods import Period
from desktop.tasks.queries import TaskLine, list_obligations
from desktop.text import day

_DEPARTMENT = "Sở Khoa học và Công nghệ"


@dataclass(frozen=True)
class ReportData:
    """The figures of a plan in a period, as known on the day they are counted to (`as_of`).

    `people` names each figure of the register with its label and the uids behind it; `behind` holds who is
    behind the computed targets, by code.
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
        named = next((due.recipient for due in self._due() if due.recipient), _DEPARTMENT)
        place = bare_name(self.plan.issuer)
        known = place == self.plan.issuer or place.lower() in named.lower()
        return named if known else f"{named} {place}"

    def _due(self) -> list[ReportDue]:
        return [r for r in self.plan.reports if r.sender == "units" and r.period_kind == self.period.kind]

    def words(self) -> Mapping[str, str]:
        """The values of an outline's placeholders."""
        return {
            "plan": short_title(self.plan),
            "plan_full": full_title(self.plan),
            "period": self.period.label,
            "unit": full_name(self.unit.name),
            "bare_unit": bare_name(self.unit.name),
            "as_of": day(self.as_of),
            "recipient": self.recipient,
        }


def collect(session: Session, plan: Plan, period: Period, on: date) -> ReportData:
    """Ask every room for the figures of the period as known on a day, not later than its cut-off."""
    as_of = min(on, period.cut_off)
    measured = compute_with_people(session, plan, as_of)
    computed = {code: one for code, (one, _) in measured.items()}
    people = people_of_figures(session, as_of, period.starts_on)
    return ReportData(
        unit=unit_of(session),
        plan=plan,
        period=period,
        as_of=as_of,
        tasks=tuple(
            line
            for line in list_obligations(session, as_of, plan.code, period.starts_on)
            if _belongs(line, period)
        ),
        targets=tuple(target_lines(session, plan, as_of, computed)),
        register=figures_from({name: len(uids) for name, uids in people.items()}),
        people=tuple(
            (name, label, tuple(people[name])) for name, label in figure_names(as_of).items() if people[name]
        ),
        behind={code: behind for code, (_, behind) in measured.items()},
    )


def _belongs(line: TaskLine, period: Period) -> bool:
    """Tell whether a task is this period's: of the yearly ones only those of its year."""
    _, _, year = line.code.partition("@")
    return not year or year.partition(".")[0] == str(period.year)
