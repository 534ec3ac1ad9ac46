"""Targets of a plan with their values on a day and how they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.indicators.compute import COMPUTED_SOURCE, POPULATION, Measured, compute_all
from desktop.indicators.models import TargetValue
from desktop.indicators.rules import Point, TargetState, judge
from desktop.plans.plan import Plan, Target
from desktop.tasks.obligations import first_day

WISH = "định tính"
"""What stands for the number of a target that has none."""


@dataclass(frozen=True)
class TargetLine:
    """One target as lists and reports show it; `uids` are the people counted in a computed value."""

    code: str
    text: str
    horizon: int
    target_text: str
    comparator: str
    low: float | None
    high: float | None
    unit: str
    per: str
    value: float | None
    numerator: float | None
    denominator: float | None
    as_of: date | None
    state: TargetState
    note: str
    computed: bool
    source: str
    basis: str = ""
    uids: tuple[str, ...] = ()


@dataclass(frozen=True)
class ValueLine:
    """One stored value of a target."""

    uid: str
    as_of: date
    value: float | None
    numerator: float | None
    denominator: float | None
    source: str
    note: str


def target_lines(session: Session, plan: Plan, on: date) -> list[TargetLine]:
    """Return a plan's targets in its order with their values on a day.

    What the register can compute is computed; for it, stored values are only the earlier points of the path.
    """
    stored, computed = _stored(session, plan, on), compute_all(session, plan, on)
    lines = []
    for target in plan.targets:
        rows = stored.get(target.code, [])
        figure = _computed(computed[target.measure], on) if target.measure else _typed(rows)
        lines.append(_line(target, figure, _path(plan, target, rows), on))
    return lines


def values_of(session: Session, target_code: str) -> list[ValueLine]:
    """Return the stored values of a target (or of DAN_SO), newest first."""
    rows = select(TargetValue).where(TargetValue.target_code == target_code)
    return [
        ValueLine(
            row.uid,
            date.fromisoformat(row.as_of),
            row.value,
            row.numerator,
            row.denominator,
            row.source or "",
            row.note or "",
        )
        for row in session.scalars(rows.order_by(TargetValue.as_of.desc(), TargetValue.id.desc()))
    ]


def _stored(session: Session, plan: Plan, on: date) -> dict[str, list[TargetValue]]:
    rows = select(TargetValue).where(TargetValue.plan_code == plan.code, TargetValue.as_of <= on.isoformat())
    grouped: dict[str, list[TargetValue]] = {}
    for row in session.scalars(rows.order_by(TargetValue.as_of, TargetValue.id)):
        grouped.setdefault(row.target_code, []).append(row)
    return grouped


@dataclass(frozen=True)
class _Figure:
    """A value and where it comes from; `note` stands for the judgement's when there is nothing to judge."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    as_of: date | None = None
    source: str = ""
    note: str = ""
    remark: str = ""
    basis: str = ""
    uids: tuple[str, ...] = ()


def _line(target: Target, figure: _Figure, path: Sequence[Point], on: date) -> TargetLine:
    verdict = judge(target, figure.value, figure.as_of or on, path)
    return TargetLine(
        code=target.code,
        text=target.text,
        horizon=target.horizon,
        target_text=target.asks or WISH,
        comparator=target.comparator,
        low=target.low,
        high=target.high,
        unit=target.unit,
        per=target.per,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        as_of=figure.as_of,
        state=verdict.state,
        note=" ".join(filter(None, (figure.note or verdict.note, figure.remark))),
        computed=bool(target.measure),
        source=figure.source,
        basis=figure.basis,
        uids=figure.uids,
    )


def _computed(measured: Measured, on: date) -> _Figure:
    return _Figure(
        value=measured.value,
        numerator=measured.numerator,
        denominator=measured.denominator,
        as_of=on,
        source=COMPUTED_SOURCE,
        note="" if measured.value is not None else _why_not(measured),
        basis=measured.basis,
        uids=measured.uids,
    )


def _why_not(measured: Measured) -> str:
    if measured.denominator is None:
        return f"Chưa nhập dân số (mã {POPULATION}) nên chưa tính được."
    return "Sổ chưa có người nào để tính chỉ tiêu này."


def _typed(stored: Sequence[TargetValue]) -> _Figure:
    if not stored:
        return _Figure()
    newest = stored[-1]
    return _Figure(
        value=newest.value,
        numerator=newest.numerator,
        denominator=newest.denominator,
        as_of=date.fromisoformat(newest.as_of),
        source=newest.source or "",
        remark=newest.note or "",
    )


def _path(plan: Plan, target: Target, stored: Sequence[TargetValue]) -> list[Point]:
    """Return the known points, one a day; what is summed over the whole period begins at nothing."""
    points = {row.as_of: row.value for row in stored if row.value is not None}
    if target.period_kind == "over_period" and target.comparator != "times":
        points.setdefault(first_day(plan).isoformat(), 0.0)
    return [Point(date.fromisoformat(as_of), value) for as_of, value in sorted(points.items())]
