"""Targets of a plan with their values on a day, their paths and how they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.accounts.units import bare_name
from desktop.indicators.compute import COMPUTED_SOURCE, Measured, compute_all
from desktop.indicators.figures import is_amount, is_growth, value_of
from desktop.indicators.formulas import FORMULAS
from desktop.indicators.path import Path, Point, end_of, path_of
from desktop.indicators.rules import (
    NOT_ENOUGH,
    TARGET_STATE_LABELS,
    Judgement,
    TargetState,
    goal_of,
    is_met,
    judge,
    judge_words,
)
from desktop.indicators.stored import Base, Entered, Said, Step, read_stored
from desktop.plans.plan import STAGES, TYPED_BECAUSE, Plan, Target, TargetStage
from desktop.tasks.obligations import first_day
from desktop.text import fold

WISH = "định tính"
"""What stands for the number of a target that has none."""


@dataclass(frozen=True)
class TargetLine:
    """One target as lists and reports show it.

    `kind` is computed, typed or words; `basis` and `limits` say what is counted and what cannot be known,
    `reach` for what territory. `path` begins at the `baseline`; `expected` is what it asks on the day,
    `done` how much of it is gone in percent (None where that would say nothing). `among_people`: the
    denominator counts people of the register.
    """

    code: str
    text: str
    horizon: int
    stage: TargetStage
    kind: str
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
    source: str
    place: str
    basis: str = ""
    limits: str = ""
    reach: str = ""
    baseline: Base | None = None
    milestones: tuple[Step, ...] = ()
    path: Path | None = None
    expected: float | None = None
    done: float | None = None
    history: tuple[Point, ...] = ()
    among_people: bool = False

    @property
    def computed(self) -> bool:
        """Whether the register computes it."""
        return self.kind == "computed"

    @property
    def is_assessed(self) -> bool:
        """Whether it is a target in words that the office has judged itself."""
        return self.kind == "words" and self.state is not TargetState.NO_DATA

    @property
    def state_label(self) -> str:
        """The state in words; a value that nothing can be held against is not called missing."""
        if self.state is TargetState.NO_DATA and self.value is not None:
            return NOT_ENOUGH
        return TARGET_STATE_LABELS[self.state]


def target_lines(
    session: Session, plan: Plan, on: date, computed: Mapping[str, Measured] | None = None
) -> list[TargetLine]:
    """Return a plan's targets in its order with their values on a day.

    What the register can compute is computed (`computed` when that was done already); where it cannot, the
    newest typed value stands in. Stored values of earlier days are the points of the path.
    """
    said = read_stored(session, plan, on)
    if computed is None:
        computed = compute_all(session, plan, on)
    unit = unit_of(session)
    own_name = bare_name(unit.name)
    city_asks = unit.kind == "ward" and fold(own_name) not in fold(plan.issuer)
    by_code = {target.code: target for target in plan.targets}
    seen = _Seen(plan, on, own_name, city_asks, by_code)
    return [
        _line(seen, target, _with_base_of(by_code.get(target.after), target, said), computed.get(target.code))
        for target in plan.targets
    ]


def _with_base_of(earlier: Target | None, target: Target, said: Mapping[str, Said]) -> Said:
    """Let a target that goes on from another of the same figure begin where that one begins."""
    own = said[target.code]
    if earlier is None or own.base or earlier.measure != target.measure:
        return own
    return replace(own, base=said[earlier.code].base)


@dataclass(frozen=True)
class _Seen:
    """What all lines share; `city_asks`: the targets are asked of more than this office's territory."""

    plan: Plan
    on: date
    own_name: str
    city_asks: bool
    targets: dict[str, Target]


@dataclass(frozen=True)
class _Figure:
    """A value and where it comes from; `lacking` says why there is none."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    as_of: date | None = None
    source: str = ""
    lacking: str = ""
    remark: str = ""
    reach: str = "own"
    assessment: str | None = None


def _line(seen: _Seen, target: Target, said: Said, measured: Measured | None) -> TargetLine:
    figure = _figure(seen, target, said, measured)
    path = None if target.comparator == "text" else _path(seen, target, said, figure)
    now = Point(figure.as_of, figure.value) if figure.value is not None and figure.as_of else None
    verdict = _judged(seen, target, figure, now, path)
    return TargetLine(
        code=target.code,
        text=target.text,
        horizon=target.horizon,
        stage=target.stage,
        kind="words" if target.comparator == "text" else "computed" if target.measure else "typed",
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
        note=" ".join(filter(None, (figure.lacking or verdict.note, figure.remark))),
        source=figure.source,
        place=target.source,
        basis=measured.basis if measured else TYPED_BECAUSE.get(target.typed_because, ""),
        limits=measured.limits if measured else "",
        reach=_reach_words(seen, target, figure),
        baseline=_baseline(said, path, figure),
        milestones=said.steps,
        path=path,
        expected=path.expected(seen.on) if path else None,
        done=path.done(now.value) if path and now and not _is_yearly(target) else None,
        history=_history(target, said, figure),
        among_people=_counts_among_people(target),
    )


def _counts_among_people(target: Target) -> bool:
    """Tell whether the denominator of a measure counts people of the register too."""
    formula = FORMULAS.get(target.measure)
    return formula is not None and (formula.among is not None or formula.works is not None)


def _judged(seen: _Seen, target: Target, figure: _Figure, now: Point | None, path: Path | None) -> Judgement:
    if path is None:
        return judge_words(figure.assessment)
    part = seen.city_asks and is_amount(target) and figure.reach == "own"
    given = path.goal.value != goal_of(target)
    if now and part and not given and not is_met(target, now.value, path.goal.value):
        words = (
            f"Chỉ tiêu giao cho toàn tỉnh, thành phố; đây là phần của {seen.own_name} nên chưa đánh giá "
            f"được. Nếu đơn vị được giao mức riêng, hãy ghi mốc năm {target.horizon}."
        )
        return Judgement(TargetState.NO_DATA, words)
    return judge(target, now, path, seen.on)


def _reach_words(seen: _Seen, target: Target, figure: _Figure) -> str:
    if not seen.city_asks or target.comparator == "text":
        return ""
    if figure.reach == "whole":
        return "Số liệu toàn tỉnh, thành phố."
    return f"Chỉ tiêu của toàn tỉnh, thành phố; số liệu là phần của {seen.own_name}."


def _figure(seen: _Seen, target: Target, said: Said, measured: Measured | None) -> _Figure:
    if measured is None:
        return _typed(target, said)
    derived = _against_base(target, said, measured)
    if derived.value is not None:
        return replace(
            _Figure(derived.value, derived.numerator, derived.denominator, seen.on, COMPUTED_SOURCE),
            remark=measured.left_out,
        )
    entered = [one for one in said.values if one.source != COMPUTED_SOURCE]
    if not entered:
        return replace(
            _Figure(None, measured.numerator, derived.denominator, seen.on, COMPUTED_SOURCE, derived.why),
            remark=measured.left_out,
        )
    stand_in = _typed(target, said)
    remark = " ".join(filter(None, (stand_in.remark, "Sổ chưa tính được nên lấy số đơn vị nhập.")))
    return replace(stand_in, remark=remark)


def _against_base(target: Target, said: Said, measured: Measured) -> Measured:
    """Turn a count into its growth since the baseline, where the target asks for that."""
    counted = target.comparator == "growth" and target.period_kind == "over_period"
    if not counted or measured.value is None:
        return measured
    base = (
        said.base.value if said.base else next((one.numerator for one in said.values if one.numerator), None)
    )
    if not base:
        why = "Chưa có mốc xuất phát (số ban đầu lớn hơn 0) nên chưa tính được mức tăng."
        return Measured(None, measured.numerator, base, measured.basis, measured.limits, why)
    value = 100 * (measured.numerator - base) / base
    return Measured(value, measured.numerator, base, measured.basis, measured.limits)


def _typed(target: Target, said: Said) -> _Figure:
    entered = [one for one in said.values if one.source != COMPUTED_SOURCE]
    if not entered:
        return _Figure()
    newest = entered[-1]
    value, denominator, lacking = newest.value, newest.denominator, ""
    if value is None and not newest.assessment:
        denominator = _compared_with(target, said, newest)
        if denominator:
            value = value_of(target, newest.figures(denominator))
        else:
            lacking = (
                "Chưa có số của kỳ đem so sánh (năm trước hoặc mốc xuất phát, lớn hơn 0) nên chưa tính được."
            )
    source = "; ".join(filter(None, (newest.source, newest.document)))
    return _Figure(
        value=value,
        numerator=newest.numerator,
        denominator=denominator,
        as_of=newest.on,
        source=source,
        lacking=lacking,
        remark=newest.note,
        reach=newest.reach or "own",
        assessment=newest.assessment,
    )


def _compared_with(target: Target, said: Said, newest: Entered) -> float | None:
    """Return what a growth told by its number is counted from: the year before's, or the baseline's."""
    if target.period_kind != "growth_per_year":
        return said.base.value if said.base else None
    before = [one.numerator for one in said.values if one.on.year == newest.on.year - 1]
    return before[-1] if before else None


def _is_yearly(target: Target) -> bool:
    return target.period_kind in ("each_year", "growth_per_year")


def _path(seen: _Seen, target: Target, said: Said, figure: _Figure) -> Path:
    end = end_of(target.horizon)
    own = next((step.value for step in said.steps if step.year == target.horizon), None)
    turns = [Point(end_of(step.year), step.value) for step in said.steps]
    earlier = seen.targets.get(target.after)
    if earlier:
        turns.insert(0, Point(end_of(earlier.horizon), goal_of(earlier)))
    goal = Point(end, goal_of(target) if own is None else own)
    return path_of(_start(seen, target, said, figure), turns, goal)


def _start(seen: _Seen, target: Target, said: Said, figure: _Figure) -> Point | None:
    """Return where the path begins: as typed, at nothing for a growth or a sum, or with the first value."""
    if _is_yearly(target):
        return None
    if is_growth(target):
        return _start_of_growth(target, said)
    if said.base:
        return Point(said.base.on, said.base.value)
    if target.period_kind == "over_period":
        return Point(first_day(seen.plan), 0.0)
    first = next((one for one in said.values if one.value is not None), None)
    if first is None or first.value is None or (figure.as_of and first.on >= figure.as_of):
        return None
    return Point(first.on, first.value)


def _start_of_growth(target: Target, said: Said) -> Point | None:
    _, _, last = target.base.rpartition("-")
    on = (
        said.base.on
        if said.base
        else end_of(int(last))
        if last
        else said.values[0].on
        if said.values
        else None
    )
    if on is None:
        return None
    same = 1.0 if target.comparator == "times" and target.period_kind != "over_period" else 0.0
    return Point(on, same)


def _baseline(said: Said, path: Path | None, figure: _Figure) -> Base | None:
    """Return the baseline: as entered, or the first value of the path."""
    if said.base:
        return said.base
    if path is None or path.start is None or (figure.as_of and path.start.on > figure.as_of):
        return None
    first = next((one for one in said.values if one.on == path.start.on), None)
    source = "theo kế hoạch"
    if first:
        source = ": ".join(filter(None, ("số liệu đầu tiên", first.source)))
    return Base(path.start.on, path.start.value, source, entered=False)


def _history(target: Target, said: Said, figure: _Figure) -> tuple[Point, ...]:
    """Return the known values up to the day, one a day, oldest first; the figure of the day is the last."""
    points = {one.on: one.value for one in said.values if one.value is not None}
    if is_growth(target) and target.measure and target.period_kind == "over_period" and not target.base:
        points = {}
    if figure.as_of and figure.value is not None:
        points[figure.as_of] = figure.value
    return tuple(Point(on, points[on]) for on in sorted(points))


def target_groups(lines: Sequence[TargetLine]) -> list[tuple[int, TargetStage]]:
    """Return the groups in which papers list targets: by horizon, then by class of indicator."""
    there = {(line.horizon, line.stage) for line in lines}
    horizons = dict.fromkeys(line.horizon for line in lines)
    return [(horizon, stage) for horizon in horizons for stage in STAGES if (horizon, stage) in there]
