"""What the register itself can compute for a target: numerator, denominator and the people behind both."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, require
from desktop.indicators.formulas import FORMULAS, Formula
from desktop.indicators.models import TargetValue
from desktop.indicators.who import Asked, Condition
from desktop.indicators.works import Counted
from desktop.people.standing.queries import people_on
from desktop.plans.plan import Plan, Target
from desktop.tasks.obligations import first_day

POPULATION = "DAN_SO"
"""The code under which an office types the population of its territory (a TargetValue of any plan)."""

COMPUTED_SOURCE = "Tính từ sổ trí thức"


@dataclass(frozen=True)
class Measured:
    """What the register gives for a target: `value` in percent, per 10,000, times or pieces.

    Without a value `why` says what is lacking.
    """

    value: float | None
    numerator: float
    denominator: float | None
    basis: str
    limits: str
    why: str = ""


def compute_all(session: Session, plan: Plan, on: date) -> dict[str, Measured]:
    """Compute every target of a plan that names a measure; all people are counted in one question."""
    asked = {target.code: asked_of(plan, target, on) for target in plan.targets if target.measure}
    measures = {target.code: target.measure for target in plan.targets if target.measure}
    counts = _counts(session, {measure: asked[code] for code, measure in measures.items()}, on)
    population = population_on(session, on)
    return {
        code: _measured(session, measure, asked[code], counts, population)
        for code, measure in measures.items()
    }


def compute(session: Session, measure: str, asked: Asked) -> Measured:
    """Compute one measure of `FORMULAS`."""
    counts = _counts(session, {measure: asked}, asked.on)
    return _measured(session, measure, asked, counts, population_on(session, asked.on))


def asked_of(plan: Plan, target: Target, on: date) -> Asked:
    """Return for what a target's measure is computed on a day."""
    first, _, last = target.base.partition("-")
    base = (int(first), int(last or first)) if first else None
    return Asked(on, first_day(plan).year, base)


def population_on(session: Session, on: date) -> float | None:
    """Return the newest population that the office has typed for a day on or before `on`."""
    question = select(TargetValue.value).where(
        TargetValue.target_code == POPULATION, TargetValue.as_of <= on.isoformat()
    )
    return session.scalar(question.order_by(TargetValue.as_of.desc(), TargetValue.id.desc()).limit(1))


_ALL = ""


def _counts(session: Session, measures: dict[str, Asked], on: date) -> dict[tuple[str, str], int]:
    """Count numerators and denominators of all measures that count people, and the register itself."""
    people = people_on(on)
    sums: dict[tuple[str, str], ColumnElement[int]] = {(_ALL, _ALL): func.count()}
    for name, asked in measures.items():
        formula = FORMULAS[name]
        for part, condition in (("counts", formula.counts), ("among", formula.among)):
            if condition:
                sums[name, part] = func.count().filter(condition(people, asked))
    row = session.execute(select(*sums.values()).select_from(people)).one()
    return dict(zip(sums, row, strict=True))


def _measured(
    session: Session,
    measure: str,
    asked: Asked,
    counts: dict[tuple[str, str], int],
    population: float | None,
) -> Measured:
    formula = FORMULAS[measure]
    if formula.works:
        return _of_works(formula, measure, formula.works(session, asked), asked)
    found, basis = counts[measure, "counts"], _basis(formula, asked)
    if not counts[_ALL, _ALL]:
        empty = "Sổ chưa có người nào để tính chỉ tiêu này."
        return Measured(
            None, 0, population if formula.scale == 10_000 else None, basis, formula.limits, empty
        )
    if formula.scale == 1:
        return Measured(float(found), found, None, basis, formula.limits)
    if formula.zero_is_unknown and not found and counts[measure, "among"]:
        unsaid = "Hồ sơ chưa ghi nội dung này cho ai trong mẫu số nên chưa tính (0 có thể chỉ là chưa ghi)."
        return Measured(None, 0, counts[measure, "among"], basis, formula.limits, unsaid)
    among = population if formula.among is None else counts[measure, "among"]
    value = found * formula.scale / among if among else None
    lacking = "Sổ chưa có người nào để tính chỉ tiêu này."
    if formula.among is None:
        lacking = f"Chưa nhập dân số (mã {POPULATION}) nên chưa tính được."
    return Measured(value, found, among, basis, formula.limits, "" if among else lacking)


def _of_works(formula: Formula, measure: str, counted: Counted, asked: Asked) -> Measured:
    basis = _basis(formula, asked)
    if counted.unrecorded:
        why = "Hồ sơ khoa học trong sổ chưa ghi nội dung này cho ai nên chưa tính được."
        return Measured(None, 0, None, basis, formula.limits, why)
    found, among = counted.numerator, counted.denominator
    if among is None:
        return Measured(float(found), found, None, basis, formula.limits)
    if not among:
        why = "Kỳ đem so sánh trong sổ bằng 0 nên không tính được mức tăng."
        return Measured(None, found, 0, basis, formula.limits, why)
    value = 100 * (found - among) / among if measure == "patents_growth" else found / among
    return Measured(value, found, among, basis, formula.limits)


def _basis(formula: Formula, asked: Asked) -> str:
    base = "–".join(str(year) for year in dict.fromkeys(asked.base or ()))
    return formula.basis.format(year=asked.since_year, base=base)


@dataclass(frozen=True)
class Behind:
    """The uids of those whom a computed value counts, and of those among whom."""

    counted: tuple[str, ...]
    among: tuple[str, ...]


def people_of_target(session: Session, plan: Plan, target: Target, on: date) -> Behind:
    """Return who is behind a computed value, in the order of entry; nobody for a target that is typed.

    Raises NotAllowed when the figure tells of each of them what this user may not see.
    """
    if target.measure and FORMULAS[target.measure].reads_sensitive:
        require(actor_of(session), Right.SEE_SENSITIVE)
    return uids_of_target(session, plan, target, on)


def uids_of_target(session: Session, plan: Plan, target: Target, on: date) -> Behind:
    """Return who is behind a computed value, for counting them further; not to be shown."""
    return behind(session, target.measure, asked_of(plan, target, on)) if target.measure else Behind((), ())


def behind(session: Session, measure: str, asked: Asked) -> Behind:
    """Return who is behind the value of a measure."""
    formula = FORMULAS[measure]
    if formula.works:
        counted = formula.works(session, asked)
        return Behind(counted.uids, counted.among)
    parts = (formula.counts, formula.among)
    found = [_uids(session, condition, asked) if condition else () for condition in parts]
    return Behind(*found)


def _uids(session: Session, condition: Condition, asked: Asked) -> tuple[str, ...]:
    people = people_on(asked.on)
    return tuple(session.scalars(select(people.uid).where(condition(people, asked)).order_by(people.id)))
