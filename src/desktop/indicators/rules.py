"""How a value stands against a target (one of four states and why), and what is wrong with a value. Pure.

A target to be reached by its horizon is on track while its value lies on or above the straight line from the
first known value to the goal at the end of the horizon's year.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

from desktop.errors import Problem
from desktop.plans.plan import Target
from desktop.text import day, number

ABOUT = 0.05
"""“Khoảng 15” is reached from 5 % below on: a convention of this program, no plan says how near."""

_ROUNDING = 1e-9


class TargetState(StrEnum):
    """How a target stands."""

    MET = "met"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    NO_DATA = "no_data"


TARGET_STATE_LABELS = {
    TargetState.MET: "Đạt",
    TargetState.ON_TRACK: "Đúng tiến độ",
    TargetState.BEHIND: "Chậm tiến độ",
    TargetState.NO_DATA: "Chưa có số liệu",
}


@dataclass(frozen=True)
class Point:
    """A value on a day."""

    on: date
    value: float


@dataclass(frozen=True)
class Judgement:
    """A state and why."""

    state: TargetState
    note: str


def judge(target: Target, value: float | None, on: date, history: Sequence[Point] = ()) -> Judgement:
    """Return how a value of the day `on` stands against its target.

    `history` holds earlier values, oldest first: the first is where the path begins; without any, the
    path begins at this value, which therefore lies on it. Wishes without a number are judged by the office,
    as a percentage of fulfilment.
    """
    if value is None:
        return Judgement(TargetState.NO_DATA, _missing(target))
    goal = goal_of(target)
    if _is_met(target, value, goal):
        return Judgement(TargetState.MET, _met_words(target, value))
    if target.period_kind in ("each_year", "growth_per_year"):
        return _judge_year(target, value, goal, on)
    return _judge_path(target, Point(on, value), goal, history)


def goal_of(target: Target) -> float:
    """Return the number to reach: the nearer bound of a range; 100 (%) for a wish without a number."""
    if target.comparator == "text":
        return 100.0
    bound = target.high if target.comparator in ("<", "<=") else target.low
    if bound is None:
        raise ValueError(f"target {target.code} has no bound")
    return bound


def _missing(target: Target) -> str:
    if target.comparator == "text":
        return "Chỉ tiêu định tính; đơn vị chưa tự đánh giá mức đạt (%)."
    return "Chưa có số liệu."


def _is_met(target: Target, value: float, goal: float) -> bool:
    if target.comparator == ">":
        return value > goal
    if target.comparator == "<":
        return value < goal
    if target.comparator == "<=":
        return value <= goal + _ROUNDING
    if target.comparator == "about":
        return value >= goal * (1 - ABOUT) - _ROUNDING
    return value >= goal - _ROUNDING


def _met_words(target: Target, value: float) -> str:
    if target.comparator == "text":
        return "Đơn vị tự đánh giá đã đạt."
    if target.comparator == "range" and target.high is not None and value > target.high:
        return f"Đạt {_amount(target, value)}, vượt mức cao của chỉ tiêu ({target.asks})."
    return f"Đạt {_amount(target, value)}, chỉ tiêu {target.asks}."


def _judge_year(target: Target, value: float, goal: float, on: date) -> Judgement:
    """A target of every year: a share or growth is reached or not, a count follows the days of the year."""
    short = f"mới {_amount(target, value)}, chỉ tiêu {target.asks}"
    if target.unit == "%":
        return Judgement(TargetState.BEHIND, f"Năm {on.year} {short}.")
    start, end = date(on.year, 1, 1), date(on.year, 12, 31)
    expected = goal * ((on - start).days + 1) / ((end - start).days + 1)
    words = f"Đến {day(on)} {short}; theo tiến độ năm cần {number(expected, 1)}."
    state = TargetState.ON_TRACK if value >= expected - _ROUNDING else TargetState.BEHIND
    return Judgement(state, words)


def _judge_path(target: Target, now: Point, goal: float, history: Sequence[Point]) -> Judgement:
    end = date(target.horizon, 12, 31)
    lacking = f"Mới {_amount(target, now.value)}, cần {_amount(target, goal)} vào cuối năm {target.horizon}"
    if now.on > end:
        return Judgement(TargetState.BEHIND, f"{lacking}; đã quá thời hạn của chỉ tiêu.")
    earlier = [point for point in history if point.on < now.on]
    if not earlier:
        return Judgement(TargetState.ON_TRACK, f"{lacking}; đây là số liệu đầu tiên, lấy làm mốc xuất phát.")
    expected = _expected(earlier[0], Point(end, goal), now.on)
    falling = target.comparator in ("<", "<=")
    kept = now.value <= expected + _ROUNDING if falling else now.value >= expected - _ROUNDING
    since = f"từ {_amount(target, earlier[0].value)} ngày {day(earlier[0].on)}"
    state = TargetState.ON_TRACK if kept else TargetState.BEHIND
    return Judgement(state, f"{lacking}; đi đều {since} thì lúc này cần {_amount(target, expected)}.")


def _expected(start: Point, end: Point, on: date) -> float:
    share = (on - start.on).days / max((end.on - start.on).days, 1)
    return start.value + (end.value - start.value) * min(share, 1.0)


def _amount(target: Target, value: float) -> str:
    """Write a value with its unit: “12,5%”, “12 người/vạn dân”."""
    if target.comparator == "text" or target.unit == "%":
        return f"{number(value)}%"
    unit = f"{number(value)} {target.unit}".strip()
    return f"{unit}/{target.per}" if target.per not in ("", "năm") else unit


@dataclass(frozen=True)
class Figures:
    """A value as typed: itself, or what it is divided from."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


def value_of(target: Target | None, figures: Figures) -> float | None:
    """Return the value: as typed, or numerator over denominator in the target's unit.

    `target` None stands for the population; the result is None when the figures do not suffice.
    """
    if figures.value is not None or figures.numerator is None or not figures.denominator:
        return figures.value
    return figures.numerator * _scale(target) / figures.denominator


def _scale(target: Target | None) -> int:
    if target is None:
        return 1
    if target.unit == "%" or target.comparator == "text":
        return 100
    return 10_000 if target.per == "vạn dân" else 1


LARGEST = 1e12
"""A larger figure is a slip: no target counts in more than a thousand billion of its unit."""


def check_figures(target: Target | None, figures: Figures) -> list[Problem]:
    """Return what is wrong with a typed value; `target` None stands for the population."""
    given = [figure for figure in astuple(figures) if figure is not None]
    if not all(map(isfinite, given)):
        return [Problem("value", "Số liệu phải là số; hãy nhập lại.")]
    if any(abs(figure) > LARGEST for figure in given):
        return [Problem("value", f"Số liệu lớn quá {number(LARGEST)}; hãy kiểm tra lại số chữ số và đơn vị.")]
    problems = []
    if figures.denominator is not None and figures.denominator <= 0:
        problems.append(Problem("denominator", "Mẫu số phải lớn hơn 0."))
    value = value_of(target, figures)
    if value is None:
        problems.append(Problem("value", "Chưa có giá trị; hãy nhập giá trị, hoặc cả tử số và mẫu số."))
        return problems
    derived = value_of(target, Figures(None, figures.numerator, figures.denominator))
    if derived is not None and abs(derived - value) > 0.01 * max(1.0, abs(value)):
        sentence = f"Giá trị {number(value)} không khớp với tử số chia mẫu số ({number(derived)})."
        problems.append(Problem("value", sentence))
    return [*problems, *_check_range(target, value)]


def _check_range(target: Target | None, value: float) -> list[Problem]:
    if target is None:
        wrong = "Dân số phải lớn hơn 0." if value <= 0 else ""
    elif target.comparator == "growth":
        wrong = ""
    elif value < 0:
        wrong = "Giá trị không được âm."
    elif _scale(target) == 100 and value > 100:
        wrong = f"Tỷ lệ {number(value)}% vượt quá 100%; hãy kiểm tra tử số và mẫu số."
    else:
        wrong = ""
    return [Problem("value", wrong)] if wrong else []
