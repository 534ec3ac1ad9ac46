"""What the register itself can compute for a target: numerator, denominator and the people behind both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, require
from desktop.indicators.formulas import FORMULAS, Formula
from desktop.indicators.models import TargetValue
from desktop.indicators.who import Asked, Condition
from desktop.indicators.works import Counted
from desktop.people.counting.conditions import People
from desktop.people.standing.queries import people_on
from desktop.plans.plan import Plan, Target
from desktop.tasks.obligations import first_day
from desktop.text import number

POPULATION = "DAN_SO"
"""The code under which an office types the population of its territory (a TargetValue of any plan)."""

COMPUTED_SOURCE = "Tính từ sổ trí thức"


@dataclass(frozen=True)
class Measured:
    """What the register gives for a target: `value` in percent, per 10,000, times or pieces.

    Without a value `why` says what is lacking; `left_out` says how many are not counted, and why.
    """

    value: float | None
    numerator: float
    denominator: float | None
    basis: str
    limits: str
    why: str = ""
    left_out: str = ""


def compute_all(session: Session, plan: Plan, on: date) -> dict[str, Measured]:
    """Compute every target of a plan that names a measure; all people are counted in one question."""
    measures, asked = _measures_of(plan, on)
    counts, population = _counts(session, asked, on), population_on(session, on)
    return {
        code: _measured(measure, asked[measure], counts, population, _of_profile(session, measure, asked))
        for code, measure in measures.items()
    }


def compute(session: Session, measure: str, asked: Asked) -> Measured:
    """Compute one measure of `FORMULAS`."""
    counts, population = _counts(session, {measure: asked}, asked.on), population_on(session, asked.on)
    works = _of_profile(session, measure, {measure: asked})
    return _measured(measure, asked, counts, population, works)


def _measures_of(plan: Plan, on: date) -> tuple[dict[str, str], dict[str, Asked]]:
    """Return the measures by target code, and for what each measure is computed."""
    named = [target for target in plan.targets if target.measure]
    asked = {target.measure: asked_of(plan, target, on) for target in named}
    return {target.code: target.measure for target in named}, asked


def _of_profile(session: Session, measure: str, asked: Mapping[str, Asked]) -> Counted | None:
    """Return what rows of the profile give for a measure; None for one that counts people."""
    works = FORMULAS[measure].works
    return works(session, asked[measure]) if works else None


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


def _counts(session: Session, measures: Mapping[str, Asked], on: date) -> dict[tuple[str, str], int]:
    """Count numerators and denominators of all measures that count people, and the register itself."""
    people = people_on(on)
    conditions = _conditions(people, measures)
    different = {id(condition): func.count().filter(condition) for condition in conditions.values()}
    everybody, *found = session.execute(select(func.count(), *different.values()).select_from(people)).one()
    counted = dict(zip(different, found, strict=True))
    parts = {part: counted[id(condition)] for part, condition in conditions.items()}
    return {(_ALL, _ALL): everybody, **parts}


def _measured(
    measure: str,
    asked: Asked,
    counts: Mapping[tuple[str, str], int],
    population: float | None,
    works: Counted | None,
) -> Measured:
    formula = FORMULAS[measure]
    if works is not None:
        return _of_works(formula, measure, works, asked)
    basis, found = _basis(formula, asked), counts[measure, "counts"]
    among = population if formula.scale == 10_000 else counts.get((measure, "among"))
    value, why = _value(formula, found, among, counts[_ALL, _ALL])
    left_out = _left_out(formula, measure, asked, counts)
    return Measured(value, found, among, basis, formula.limits, why.format(year=asked.since_year), left_out)


_NOBODY = "Sổ chưa có người nào để tính chỉ tiêu này."


def _value(formula: Formula, found: int, among: float | None, register: int) -> tuple[float | None, str]:
    """Return the value, or why there is none."""
    if not register:
        return None, _NOBODY
    if formula.unsaid and not found and (among or formula.among is None):
        return None, formula.unsaid
    if formula.scale == 1:
        return float(found), ""
    if among:
        return found * formula.scale / among, ""
    unpeopled = f"Chưa nhập dân số (mã {POPULATION}) nên chưa tính được."
    return None, unpeopled if formula.among is None else _NOBODY


def _left_out(formula: Formula, measure: str, asked: Asked, counts: Mapping[tuple[str, str], int]) -> str:
    """Say how many are not counted because of what is or is not written of them."""
    told = ((counts[measure, str(place)], words) for place, (_, words) in enumerate(formula.left_out))
    return " ".join(words.format(n=number(n, 0), year=asked.since_year) for n, words in told if n)


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


def compute_with_people(session: Session, plan: Plan, on: date) -> dict[str, tuple[Measured, Behind]]:
    """Like `compute_all`, with the people behind each value: asked once, not to be shown."""
    measures, asked = _measures_of(plan, on)
    works = {measure: _of_profile(session, measure, asked) for measure in asked}
    parts = _people_of_parts(session, asked, on)
    counts, population = {part: len(uids) for part, uids in parts.items()}, population_on(session, on)
    found: dict[str, tuple[Measured, Behind]] = {}
    for code, measure in measures.items():
        of_profile = works[measure]
        measured = _measured(measure, asked[measure], counts, population, of_profile)
        if of_profile is not None:
            found[code] = measured, Behind(of_profile.uids, of_profile.among)
        else:
            counted, among = (tuple(parts.get((measure, part), ())) for part in ("counts", "among"))
            found[code] = measured, Behind(counted, among)
    return found


def _people_of_parts(
    session: Session, asked: Mapping[str, Asked], on: date
) -> dict[tuple[str, str], list[str]]:
    """Return who is in the numerator and in the denominator of each measure, in the order of entry."""
    people = people_on(on)
    conditions = _conditions(people, asked)
    columns = [condition.label(f"part_{place}") for place, condition in enumerate(conditions.values())]
    found: dict[tuple[str, str], list[str]] = {(_ALL, _ALL): [], **{part: [] for part in conditions}}
    everybody, lists = found[_ALL, _ALL], [found[part] for part in conditions]
    question = select(people.uid, *columns).order_by(people.id)
    for uid, *values in session.connection().execute(question):
        everybody.append(uid)
        for value, inside in zip(values, lists, strict=True):
            if value:
                inside.append(uid)
    return found


def _conditions(people: People, asked: Mapping[str, Asked]) -> dict[tuple[str, str], ColumnElement[bool]]:
    """Return who is in the numerator (“counts”) and in the denominator (“among”) of each measure.

    What several measures have in common is one and the same condition, to be looked at once.
    """
    made = dict[tuple[Condition, Asked], ColumnElement[bool]]()
    found = dict[tuple[str, str], ColumnElement[bool]]()
    for name, one in asked.items():
        for part, condition in _parts(FORMULAS[name]):
            if (condition, one) not in made:
                made[condition, one] = condition(people, one)
            found[name, part] = made[condition, one]
    return found


def _parts(formula: Formula) -> Iterator[tuple[str, Condition]]:
    """Yield the conditions of a formula by their names; those left out by their places."""
    if formula.counts:
        yield "counts", formula.counts
    if formula.among:
        yield "among", formula.among
    for place, (condition, _words) in enumerate(formula.left_out):
        yield str(place), condition


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
