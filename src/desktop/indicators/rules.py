"""How a value stands against a target: one of four states and why. Pure.

A target to be reached by its horizon is on track while its value lies on or above its path (`path`). What is
known only of one day has no path yet: a first value is never on track by itself.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.indicators.path import Path, Point
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
    TargetState.ON_TRACK: "Đúng lộ trình",
    TargetState.BEHIND: "Chậm",
    TargetState.NO_DATA: "Chưa có dữ liệu",
}

NOT_ENOUGH = "Chưa đủ dữ liệu"
"""What a target is called that has a value, but nothing to hold it against."""

ASSESSMENTS = (TargetState.MET, TargetState.ON_TRACK, TargetState.BEHIND)
"""What an office may say of a target in words."""


@dataclass(frozen=True)
class Judgement:
    """A state and why."""

    state: TargetState
    note: str


def judge(target: Target, now: Point | None, path: Path, on: date) -> Judgement:
    """Return how a value of some day stands against its target, asked on the day `on`.

    The goal is where the path ends. Targets in words are not judged here but by the office itself
    (`judge_words`).
    """
    if now is None:
        return Judgement(TargetState.NO_DATA, "Chưa có số liệu.")
    goal = path.goal.value
    yearly = target.period_kind in ("each_year", "growth_per_year")
    if yearly and now.on.year < on.year:
        return _of_year_gone(target, now, goal, on)
    if is_met(target, now.value, goal):
        return Judgement(TargetState.MET, _met_words(target, now.value, goal))
    return _judge_year(target, now, goal) if yearly else _judge_path(target, now, path)


def judge_words(assessment: str | None) -> Judgement:
    """Return what the office itself says of a target in words."""
    if not assessment:
        return Judgement(TargetState.NO_DATA, "Chỉ tiêu bằng lời; đơn vị chưa tự đánh giá.")
    state = TargetState(assessment)
    return Judgement(state, f"Đơn vị tự đánh giá: {TARGET_STATE_LABELS[state].lower()}.")


def goal_of(target: Target) -> float:
    """Return the number to reach: the nearer bound of a range."""
    bound = target.high if target.comparator in ("<", "<=") else target.low
    if bound is None:
        raise ValueError(f"target {target.code} has no bound")
    return bound


def is_met(target: Target, value: float, goal: float) -> bool:
    """Tell whether a value reaches a goal as the target's comparator says."""
    if target.comparator == ">":
        return value > goal
    if target.comparator == "<":
        return value < goal
    if target.comparator == "<=":
        return value <= goal + _ROUNDING
    if target.comparator == "about":
        return value >= goal * (1 - ABOUT) - _ROUNDING
    return value >= goal - _ROUNDING


def _met_words(target: Target, value: float, goal: float) -> str:
    reached = f"Đạt {amount(target, value)}"
    if _is_own(target, goal):
        return f"{reached}, mức giao cho đơn vị {amount(target, goal)}."
    if (
        target.high is not None
        and target.low is not None
        and target.high > target.low
        and value > target.high
    ):
        return f"{reached}, vượt mức cao của chỉ tiêu ({target.asks})."
    return f"{reached}, chỉ tiêu {target.asks}."


def _is_own(target: Target, goal: float) -> bool:
    return goal != goal_of(target)


def _of_year_gone(target: Target, now: Point, goal: float, on: date) -> Judgement:
    """A yearly target whose newest figure is of an earlier year: reached then or not; this year is open."""
    reached = is_met(target, now.value, goal)
    words = f"Năm {now.on.year} {'đạt' if reached else 'chỉ đạt'} {amount(target, now.value)}"
    note = f"{words}, chỉ tiêu {target.asks}; năm {on.year} chưa có số liệu."
    return Judgement(TargetState.MET if reached else TargetState.BEHIND, note)


def _judge_year(target: Target, now: Point, goal: float) -> Judgement:
    """A target of every year: a share or growth is reached or not, a count follows the days of the year."""
    wanted = (
        f"mức giao cho đơn vị {amount(target, goal)}" if _is_own(target, goal) else f"chỉ tiêu {target.asks}"
    )
    short = f"mới {amount(target, now.value)}, {wanted}"
    if target.unit == "%":
        return Judgement(TargetState.BEHIND, f"Năm {now.on.year} {short}.")
    start, end = date(now.on.year, 1, 1), date(now.on.year, 12, 31)
    expected = goal * ((now.on - start).days + 1) / ((end - start).days + 1)
    words = f"Đến {day(now.on)} {short}; theo tiến độ năm cần {number(expected, 1)}."
    state = TargetState.ON_TRACK if now.value >= expected - _ROUNDING else TargetState.BEHIND
    return Judgement(state, words)


def _judge_path(target: Target, now: Point, path: Path) -> Judgement:
    end = path.goal
    lacking = (
        f"Mới {amount(target, now.value)}, cần {amount(target, end.value)} vào cuối năm {target.horizon}"
    )
    if now.on > end.on:
        return Judgement(TargetState.BEHIND, f"{lacking}; đã quá thời hạn của chỉ tiêu.")
    expected = path.expected(now.on)
    if expected is None or path.start is None or path.start.on >= now.on:
        words = "đây là số liệu đầu tiên, chưa có mốc xuất phát để so nên chưa biết đúng lộ trình hay chậm"
        return Judgement(TargetState.NO_DATA, f"{lacking}; {words}.")
    falling = target.comparator in ("<", "<=")
    kept = now.value <= expected + _ROUNDING if falling else now.value >= expected - _ROUNDING
    since = f"từ {amount(target, path.start.value)} ngày {day(path.start.on)}"
    way = "qua các mốc" if len(path.turns) > 1 else "đi đều"
    state = TargetState.ON_TRACK if kept else TargetState.BEHIND
    return Judgement(state, f"{lacking}; {way} {since} thì lúc này cần {amount(target, expected)}.")


def amount(target: Target, value: float) -> str:
    """Write a value with its unit: “12,5%”, “12 người/vạn dân”."""
    if target.unit == "%":
        return f"{number(value)}%"
    unit = f"{number(value)} {target.unit}".strip()
    return f"{unit}/{target.per}" if target.per not in ("", "năm") else unit
