"""What contradicts itself in a plan file: codes, groups, bounds of targets, dates."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from desktop.codelists import code_list
from desktop.errors import Problem
from desktop.plans.plan import MEASURES, Comparator, Plan, ReportDue, Target

_YEARS = (1990, 2100)
"""A plan issued outside is a slip of the hand, and its deadlines would leave the calendar."""


def repeated(codes: Iterable[str]) -> list[str]:
    """Return the codes that occur more than once."""
    return [code for code, times in Counter(codes).items() if times > 1]


def check_plan(plan: Plan) -> list[Problem]:
    """Return what contradicts itself in a plan: codes, groups, bounds of targets, dates."""
    return [
        *_check_head(plan),
        *_check_codes(plan),
        *chain.from_iterable(_check_target(target) for target in plan.targets),
        *chain.from_iterable(_check_report(report) for report in plan.reports),
    ]


def _check_head(plan: Plan) -> Iterator[Problem]:
    if not _is_partial_day(plan.issued):
        yield Problem(
            "issued",
            f"Ngày ban hành “{plan.issued}” phải là ngày có thật từ năm {_YEARS[0]} đến {_YEARS[1]}, "
            "ghi dạng yyyy, yyyy-MM hoặc yyyy-MM-dd.",
        )
    if code_list("province").get(plan.province) is None:
        yield Problem("province", f"Không có tỉnh, thành phố mã “{plan.province}”.")


def _check_codes(plan: Plan) -> Iterator[Problem]:
    for code in repeated((*plan.codes, *(group.code for group in plan.groups))):
        yield Problem("code", f"Mã “{code}” dùng hơn một lần.")
    for code in plan.codes:
        if not code.startswith(f"{plan.task_prefix}."):
            yield Problem("code", f"Mã “{code}” phải bắt đầu bằng “{plan.task_prefix}.”.")
    groups = {group.code for group in plan.groups}
    for task in plan.tasks:
        if task.group not in groups:
            yield Problem("group", f"Nhiệm vụ {task.code} thuộc nhóm “{task.group}” không có trong kế hoạch.")
        if not task.text.strip():
            yield Problem("text", f"Nhiệm vụ {task.code} chưa có nội dung.")
    for place in repeated(duty.place for duty in plan.general_duties):
        yield Problem("place", f"Trách nhiệm chung ở mục “{place}” ghi hơn một lần.")


def _check_target(target: Target) -> Iterator[Problem]:
    if not _bounds_fit(target.comparator, target.low, target.high):
        yield Problem(
            "low", f"Chỉ tiêu {target.code}: mức “{target.comparator}” không hợp với số thấp nhất, cao nhất."
        )
    if (target.comparator == "text") != (target.period_kind == "qualitative"):
        yield Problem("period_kind", f"Chỉ tiêu {target.code}: chỉ tiêu định tính và chỉ tiêu số lẫn nhau.")
    if target.measure and target.measure not in MEASURES:
        yield Problem("measure", f"Chỉ tiêu {target.code}: không có cách tính “{target.measure}”.")
    if not 2000 <= target.horizon <= 2100:
        yield Problem("horizon", f"Chỉ tiêu {target.code}: năm đích {target.horizon} không hợp lý.")


def _bounds_fit(comparator: Comparator, low: float | None, high: float | None) -> bool:
    """Whether a target's bounds say the same as its comparator."""
    if comparator == "text":
        return low is None and high is None
    if comparator in ("<", "<="):
        return low is None and high is not None
    if comparator == "range":
        return low is not None and high is not None and low < high
    if comparator in ("=", "about"):
        return low is not None and low == high
    if comparator == "growth":
        return low is not None and (high is None or high >= low)
    if comparator == "times":
        return low is not None and high in (None, low)
    return low is not None and high is None


def _check_report(report: ReportDue) -> Iterator[Problem]:
    if report.due and not _is_day_of_year(report.due):
        yield Problem("due", f"Ngày báo cáo “{report.due}” phải ghi dạng MM-DD và là ngày có thật.")
    if report.before and not report.due:
        yield Problem("before", f"Báo cáo ở mục {report.source} ghi “trước ngày” nhưng không có ngày.")


def _is_partial_day(issued: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", issued):
        return False
    try:
        day = date.fromisoformat((issued + "-01-01")[:10])
    except ValueError:
        return False
    return _YEARS[0] <= day.year <= _YEARS[1]


def _is_day_of_year(due: str) -> bool:
    try:
        date.fromisoformat(f"2001-{due}")
    except ValueError:
        return False
    return re.fullmatch("[0-9]{2}-[0-9]{2}", due) is not None
