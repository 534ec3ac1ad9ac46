"""Typing values, baselines and milestones of targets, and keeping what the register computes on a day."""

from collections.abc import Iterator
from datetime import date
from typing import NotRequired, TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.accounts.rights import Right, authorize
from desktop.errors import Invalid, NotFound, Problem, UserError
from desktop.indicators.compute import COMPUTED_SOURCE, POPULATION, asked_of, compute, compute_all
from desktop.indicators.figures import Figures, check_base, check_figures, check_point, is_growth, value_of
from desktop.indicators.models import TargetBaseline, TargetMilestone, TargetValue
from desktop.indicators.rules import ASSESSMENTS
from desktop.plans.plan import Plan, Target
from desktop.plans.queries import find_plan
from desktop.text import clean, clean_lines, day, fold

REACHES = {"own": "Riêng địa bàn đơn vị", "whole": "Toàn tỉnh, thành phố"}
"""For what a typed figure stands."""

_EARLIEST = date(1990, 1, 1)
"""A figure of an earlier day is a slip of the hand."""


class ValueEntry(TypedDict):
    """One value as typed; `today` is for tests and samples, the clock's day by default."""

    as_of: date
    value: NotRequired[float | None]
    numerator: NotRequired[float | None]
    denominator: NotRequired[float | None]
    assessment: NotRequired[str | None]
    reach: NotRequired[str | None]
    source: NotRequired[str | None]
    document: NotRequired[str | None]
    note: NotRequired[str | None]
    today: NotRequired[date]


class PointEntry(TypedDict):
    """A baseline as typed, or what the register computes on its day when there is no `value`."""

    as_of: date
    value: NotRequired[float | None]
    source: NotRequired[str | None]
    note: NotRequired[str | None]
    today: NotRequired[date]


class MilestoneEntry(TypedDict):
    """A milestone as typed."""

    year: int
    value: NotRequired[float | None]
    source: NotRequired[str | None]
    note: NotRequired[str | None]


def record_value(session: Session, plan_code: str, target_code: str, **entry: Unpack[ValueEntry]) -> str:
    """Add a value of a target (or, under DAN_SO, the population) and return the code; earlier values stay.

    The value may be given, or numerator and denominator, from which it then follows in the target's unit. A
    target in words takes the office's own assessment with its proof instead. Raises NotAllowed, NotFound,
    Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, f"Nhập số liệu chỉ tiêu {_real(session, plan_code, target_code)}")
    target = target_named(find_plan(session, plan_code), target_code)
    figures = Figures(entry.get("value"), entry.get("numerator"), entry.get("denominator"))
    in_words = target is not None and target.comparator == "text"
    problems = _check_words(figures, entry) if in_words else _check_number(target, figures, entry)
    problems = [*problems, *_check_day(entry["as_of"], entry.get("today"))]
    if problems:
        raise Invalid(problems)
    session.add(
        TargetValue(
            unit_code=session.scalars(select(Unit.code)).one(),
            plan_code=plan_code,
            target_code=target.code if target else POPULATION,
            as_of=entry["as_of"].isoformat(),
            value=value_of(target, figures),
            numerator=figures.numerator,
            denominator=figures.denominator,
            reach=entry.get("reach") or None,
            assessment=entry.get("assessment") or None,
            source=_line(entry.get("source")),
            document=_line(entry.get("document")),
            note=clean_lines(entry.get("note") or "") or None,
        )
    )
    session.flush()
    return target.code if target else POPULATION


def _line(text: str | None) -> str | None:
    return clean(text or "") or None


_SOURCELESS = "Số liệu chưa có nguồn; hãy ghi cơ quan, báo cáo hoặc văn bản có con số này."


def _check_words(figures: Figures, entry: ValueEntry) -> list[Problem]:
    problems = []
    if figures != Figures():
        sentence = "Chỉ tiêu này bằng lời, không có con số; hãy chọn mức tự đánh giá và ghi minh chứng."
        problems.append(Problem("value", sentence))
    if entry.get("assessment") not in ASSESSMENTS:
        known = ", ".join(ASSESSMENTS)
        problems.append(Problem("assessment", f"Chưa có mức tự đánh giá; hãy chọn một trong: {known}."))
    if not (_line(entry.get("source")) or _line(entry.get("document"))):
        sentence = "Tự đánh giá cần minh chứng; hãy ghi văn bản hoặc nguồn chứng minh."
        problems.append(Problem("document", sentence))
    return problems


def _check_number(target: Target | None, figures: Figures, entry: ValueEntry) -> list[Problem]:
    problems = check_figures(target, figures)
    if entry.get("assessment"):
        sentence = "Chỉ tiêu này có con số nên không tự đánh giá bằng lời; hãy nhập số liệu."
        problems.append(Problem("assessment", sentence))
    if entry.get("reach") and entry.get("reach") not in REACHES:
        problems.append(Problem("reach", f"Phạm vi số liệu chỉ nhận: {', '.join(REACHES)}."))
    if not (_line(entry.get("source")) or _line(entry.get("document"))):
        problems.append(Problem("source", _SOURCELESS))
    return problems


def _check_day(as_of: date, today: date | None) -> Iterator[Problem]:
    if as_of > (today or date.today()):  # noqa: DTZ011 - the calendar on the user's wall
        yield Problem("as_of", f"Ngày {day(as_of)} chưa tới; hãy ghi ngày của số liệu đã có.")
    elif as_of < _EARLIEST:
        yield Problem("as_of", f"Ngày {day(as_of)} quá xa; hãy ghi ngày từ năm {_EARLIEST.year} trở đi.")


def target_named(plan: Plan, code: str) -> Target | None:
    """Return a plan's target by its code, accents aside; None for the population. Raises NotFound."""
    wanted = fold(clean(code))
    return None if wanted == fold(POPULATION) else find_target(plan, code)


def _real(session: Session, plan_code: str, target_code: str) -> str:
    """Return a target's own code for what was typed; what names none stays as typed, to be refused."""
    try:
        target = target_named(find_plan(session, plan_code), target_code)
    except NotFound:
        return clean(target_code)
    return target.code if target else POPULATION


def find_target(plan: Plan, code: str) -> Target:
    """Return a plan's target by its code, accents and the plan's prefix aside; raises NotFound."""
    wanted = fold(clean(code))
    for target in plan.targets:
        if fold(target.code) == wanted:
            return target
    short = [target for target in plan.targets if fold(target.code).endswith(f".{wanted}")]
    if len(short) == 1:
        return short[0]
    if not plan.targets:
        raise NotFound(f"Kế hoạch {plan.code} không nêu chỉ tiêu nào.")
    raise NotFound(
        f"Kế hoạch {plan.code} không có chỉ tiêu “{clean(code)}”; hãy xem mã trong danh sách chỉ tiêu."
    )


def set_baseline(session: Session, plan_code: str, target_code: str, **entry: Unpack[PointEntry]) -> float:
    """Say where a target's path begins; return the value. The newest baseline counts, earlier ones stay.

    Without a value it is what the register computes on the day. Raises NotAllowed, NotFound, Invalid,
    UserError when there is nothing to compute.
    """
    authorize(
        session, Right.EDIT_TASKS, f"Ghi mốc xuất phát của chỉ tiêu {_real(session, plan_code, target_code)}"
    )
    plan = find_plan(session, plan_code)
    target = _with_number(plan, target_code)
    value, source = entry.get("value"), _line(entry.get("source"))
    if value is None:
        value, source = _computed_base(session, plan, target, entry["as_of"]), source or COMPUTED_SOURCE
    problems = [*check_base(target, value), *_check_day(entry["as_of"], entry.get("today"))]
    if problems:
        raise Invalid(problems)
    session.add(
        TargetBaseline(
            unit_code=session.scalars(select(Unit.code)).one(),
            plan_code=plan.code,
            target_code=target.code,
            as_of=entry["as_of"].isoformat(),
            value=value,
            source=source,
            note=clean_lines(entry.get("note") or "") or None,
        )
    )
    session.flush()
    return value


def _with_number(plan: Plan, code: str) -> Target:
    target = find_target(plan, code)
    if target.comparator == "text":
        raise UserError(
            f"Chỉ tiêu {target.code} bằng lời nên không có mốc bằng số; hãy tự đánh giá kèm minh chứng."
        )
    return target


def _computed_base(session: Session, plan: Plan, target: Target, on: date) -> float:
    if not target.measure:
        raise UserError(f"Sổ không tính được chỉ tiêu {target.code}; hãy nhập giá trị của mốc kèm nguồn.")
    measured = compute(session, target.measure, asked_of(plan, target, on))
    value = measured.numerator if is_growth(target) and measured.value is not None else measured.value
    if value is None:
        raise UserError(f"{measured.why} Hãy nhập giá trị của mốc kèm nguồn.")
    return value


def set_milestone(
    session: Session, plan_code: str, target_code: str, **entry: Unpack[MilestoneEntry]
) -> None:
    """Say what shall be reached by the end of a year; without a value that milestone is taken back.

    In the year of the target itself it is what this office is given of it. Raises NotAllowed, NotFound,
    Invalid.
    """
    year, value = entry["year"], entry.get("value")
    authorize(
        session, Right.EDIT_TASKS, f"Mốc năm {year} của chỉ tiêu {_real(session, plan_code, target_code)}"
    )
    target = _with_number(find_plan(session, plan_code), target_code)
    problems = [] if value is None else check_point(target, value)
    if not _EARLIEST.year <= year <= target.horizon:
        sentence = f"Năm của mốc phải từ {_EARLIEST.year} đến {target.horizon}, là năm của chỉ tiêu."
        problems.append(Problem("year", sentence))
    if problems:
        raise Invalid(problems)
    session.add(
        TargetMilestone(
            unit_code=session.scalars(select(Unit.code)).one(),
            plan_code=plan_code,
            target_code=target.code,
            year=year,
            value=value,
            source=_line(entry.get("source")),
            note=clean_lines(entry.get("note") or "") or None,
        )
    )
    session.flush()


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
            target_code=code,
            as_of=on.isoformat(),
            value=one.value,
            numerator=one.numerator,
            denominator=one.denominator,
            source=COMPUTED_SOURCE,
        )
        for code, one in computed.items()
        if code not in known and one.value is not None
    ]
    session.add_all(stored)
    session.flush()
    return len(stored)
