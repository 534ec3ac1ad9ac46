"""What was typed for a plan's targets up to a day: values, baselines, milestones."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.indicators.figures import Figures
from desktop.indicators.models import TargetBaseline, TargetMilestone, TargetValue
from desktop.plans.plan import Plan


@dataclass(frozen=True)
class Entered:
    """One stored value of a target (or of the population)."""

    uid: str
    on: date
    value: float | None
    numerator: float | None
    denominator: float | None
    reach: str
    assessment: str | None
    source: str
    document: str
    note: str

    def figures(self, denominator: float) -> Figures:
        """Return its numerator over another denominator."""
        return Figures(None, self.numerator, denominator)


@dataclass(frozen=True)
class Base:
    """Where a path begins; `entered` tells whether somebody said so, or it is merely the first value."""

    on: date
    value: float
    source: str
    entered: bool = True
    note: str = ""


@dataclass(frozen=True)
class Step:
    """What shall be reached by the end of a year."""

    year: int
    value: float
    source: str
    note: str = ""


@dataclass(frozen=True)
class Said:
    """All that was typed for one target, values oldest first."""

    values: tuple[Entered, ...] = ()
    base: Base | None = None
    steps: tuple[Step, ...] = ()


def read_stored(session: Session, plan: Plan, on: date) -> Mapping[str, Said]:
    """Return by target what holds on a day; a target of which nothing was said gets an empty `Said`."""
    values: dict[str, list[Entered]] = defaultdict(list)
    asked = select(TargetValue).where(TargetValue.plan_code == plan.code, TargetValue.as_of <= on.isoformat())
    for row in session.scalars(asked.order_by(TargetValue.as_of, TargetValue.id)):
        values[row.target_code].append(_entered(row))
    bases, steps = _bases(session, plan.code, on), _steps(session, plan.code)
    return {
        target.code: Said(
            tuple(values[target.code]), bases.get(target.code), tuple(_in_order(steps.get(target.code, {})))
        )
        for target in plan.targets
    }


def values_of(session: Session, plan_code: str, target_code: str) -> list[Entered]:
    """Return the stored values of a target (of DAN_SO: of any plan), newest first."""
    rows = select(TargetValue).where(TargetValue.target_code == target_code)
    found = session.scalars(rows.order_by(TargetValue.as_of.desc(), TargetValue.id.desc()))
    return [_entered(row) for row in found if target_code == "DAN_SO" or row.plan_code == plan_code]


def _entered(row: TargetValue) -> Entered:
    return Entered(
        uid=row.uid,
        on=date.fromisoformat(row.as_of),
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        reach=row.reach or "",
        assessment=row.assessment,
        source=row.source or "",
        document=row.document or "",
        note=row.note or "",
    )


def _bases(session: Session, plan_code: str, on: date) -> dict[str, Base]:
    asked = select(TargetBaseline).where(
        TargetBaseline.plan_code == plan_code, TargetBaseline.as_of <= on.isoformat()
    )
    return {
        row.target_code: Base(date.fromisoformat(row.as_of), row.value, row.source or "", note=row.note or "")
        for row in session.scalars(asked.order_by(TargetBaseline.id))
    }


def _steps(session: Session, plan_code: str) -> dict[str, dict[int, TargetMilestone]]:
    found: dict[str, dict[int, TargetMilestone]] = defaultdict(dict)
    asked = select(TargetMilestone).where(TargetMilestone.plan_code == plan_code)
    for row in session.scalars(asked.order_by(TargetMilestone.id)):
        found[row.target_code][row.year] = row
    return found


def _in_order(rows: Mapping[int, TargetMilestone]) -> list[Step]:
    return [
        Step(year, rows[year].value or 0.0, rows[year].source or "", rows[year].note or "")
        for year in sorted(rows)
        if rows[year].value is not None
    ]
