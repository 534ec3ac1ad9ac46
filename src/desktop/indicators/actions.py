"""Typing values of targets and keeping what the register computes on a day."""

from collections.abc import Iterator
from datetime import date
from typing import NotRequired, TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.accounts.rights import Right, authorize
from desktop.errors import Invalid, NotFound, Problem
from desktop.indicators.compute import COMPUTED_SOURCE, POPULATION, compute_all
from desktop.indicators.models import TargetValue
from desktop.indicators.rules import Figures, check_figures, value_of
from desktop.plans.plan import Plan, Target
from desktop.plans.queries import find_plan
from desktop.text import clean, clean_lines, day, fold


class ValueEntry(TypedDict):
    """One value as typed; `today` is for tests and samples, the clock's day by default."""

    as_of: date
    value: NotRequired[float | None]
    numerator: NotRequired[float | None]
    denominator: NotRequired[float | None]
    source: NotRequired[str | None]
    note: NotRequired[str | None]
    today: NotRequired[date]


def record_value(session: Session, plan_code: str, target_code: str, **entry: Unpack[ValueEntry]) -> str:
    """Add a value of a target (or, under DAN_SO, the population) and return the code; earlier values stay.

    The value may be given, or numerator and denominator, from which it then follows: in percent, per 10,000
    people, or as the plain quotient. Raises NotAllowed, NotFound, Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, f"Nhập số liệu chỉ tiêu {clean(target_code)}")
    target = target_named(find_plan(session, plan_code), target_code)
    figures = Figures(entry.get("value"), entry.get("numerator"), entry.get("denominator"))
    value = value_of(target, figures)
    problems = [*check_figures(target, figures), *_check_day(entry)]
    if problems:
        raise Invalid(problems)
    session.add(
        TargetValue(
            unit_code=session.scalars(select(Unit.code)).one(),
            plan_code=plan_code,
            target_code=target.code if target else POPULATION,
            as_of=entry["as_of"].isoformat(),
            value=value,
            numerator=figures.numerator,
            denominator=figures.denominator,
            source=clean(entry.get("source") or "") or None,
            note=clean_lines(entry.get("note") or "") or None,
        )
    )
    session.flush()
    return target.code if target else POPULATION


def _check_day(entry: ValueEntry) -> Iterator[Problem]:
    today = entry.get("today") or date.today()  # noqa: DTZ011 - the calendar on the user's wall
    if entry["as_of"] > today:
        yield Problem("as_of", f"Ngày {day(entry['as_of'])} chưa tới; hãy ghi ngày của số liệu đã có.")


def target_named(plan: Plan, code: str) -> Target | None:
    """Return a plan's target by its code, accents aside; None for the population. Raises NotFound."""
    wanted = fold(clean(code))
    if wanted == fold(POPULATION):
        return None
    for target in plan.targets:
        if fold(target.code) == wanted:
            return target
    raise NotFound(
        f"Kế hoạch {plan.code} không có chỉ tiêu “{clean(code)}”; hãy xem mã trong danh sách chỉ tiêu."
    )


def keep_computed(session: Session, plan_code: str, on: date) -> int:
    """Store what the register computes for a plan's targets on a day; return how many values were stored.

    These are the points of the path by which later values are judged: the first when the plan is taken on,
    then one at every report. A day that has a value already keeps it.
    """
    authorize(session, Right.EDIT_TASKS, f"Chốt số liệu tính từ sổ cho kế hoạch {plan_code}")
    plan = find_plan(session, plan_code)
    computed = compute_all(session, plan, on)
    known = set(session.scalars(select(TargetValue.target_code).where(TargetValue.as_of == on.isoformat())))
    unit_code = session.scalars(select(Unit.code)).one()
    stored = [
        TargetValue(
            unit_code=unit_code,
            plan_code=plan.code,
            target_code=target.code,
            as_of=on.isoformat(),
            value=computed[target.measure].value,
            numerator=computed[target.measure].numerator,
            denominator=computed[target.measure].denominator,
            source=COMPUTED_SOURCE,
        )
        for target in plan.targets
        if target.measure and target.code not in known and computed[target.measure].value is not None
    ]
    session.add_all(stored)
    session.flush()
    return len(stored)
