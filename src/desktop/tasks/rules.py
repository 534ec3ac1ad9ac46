"""How a task stands on a day (one state and why), and what is wrong with a report of progress. Pure.

A deadline's last day counts as in time. What recurs without a last day (“thường xuyên”, “định kỳ”) is judged
by activity in the half-year that NĐ 09/2019/NĐ-CP counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, get_args

from desktop.errors import Problem
from desktop.storage.fields import field_of
from desktop.tasks.calendar import half_year
from desktop.tasks.models import Progress
from desktop.tasks.units import TaskRole
from desktop.text import day

SOON_DAYS = 15
"""A deadline this many calendar days ahead or fewer is near: about ten working days, time for one paper."""


class State(StrEnum):
    """How a task stands."""

    NOT_DUE = "not_due"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    STANDING = "standing"
    WAITING = "waiting"


STATE_LABELS = {
    State.NOT_DUE: "Chưa đến hạn",
    State.IN_PROGRESS: "Đang thực hiện",
    State.DONE: "Hoàn thành",
    State.DUE_SOON: "Sắp đến hạn",
    State.OVERDUE: "Quá hạn",
    State.STANDING: "Thường xuyên",
    State.WAITING: "Chờ hướng dẫn",
}


@dataclass(frozen=True)
class Term:
    """When a task is to be done: a kind of `plans.deadlines`, its wording, first and last day."""

    kind: str
    text: str = ""
    starts_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Reported:
    """The newest report of progress; `done_on` is the day from which 100 % has held without a break."""

    percent: int
    on: date
    done_on: date | None = None


@dataclass(frozen=True)
class StateLine:
    """A state and why."""

    state: State
    why: str


_RECURRING = ("standing", "periodic")
_AWAITED = {
    "on_guidance": "Chờ hướng dẫn của cấp trên (“{text}”), chưa tính hạn.",
    "after_event": "Chờ việc nêu ở thời hạn (“{text}”), chưa tính hạn.",
}


def derive_state(term: Term, role: str, reported: Reported | None, on: date) -> StateLine:
    """Return how a task stands on a day; exactly one state for every input, and done is never overdue.

    `reported` is the newest report on or before `on`, None when there is none.
    """
    if role == TaskRole.WATCH:
        return _watched(reported)
    if term.kind in _RECURRING and not _ends_soon(term, on):
        return _standing(term, reported, on)
    if reported and reported.percent >= 100:
        return StateLine(State.DONE, _done_words(term.due_on, reported))
    if term.due_on:
        return _before_or_after(term, term.due_on, reported, on)
    return _without_end(term, reported, on)


def _watched(reported: Reported | None) -> StateLine:
    if reported is None:
        return StateLine(State.NOT_DUE, "Đơn vị chỉ theo dõi, không phải báo cáo nhiệm vụ này.")
    state = State.DONE if reported.percent >= 100 else State.IN_PROGRESS
    return StateLine(state, f"Đơn vị chỉ theo dõi; đã ghi {reported.percent}% ngày {day(reported.on)}.")


def _ends_soon(term: Term, on: date) -> bool:
    return term.due_on is not None and (term.due_on - on).days <= SOON_DAYS


def _standing(term: Term, reported: Reported | None, on: date) -> StateLine:
    first, last = half_year(on)
    period = f"kỳ {day(first)} – {day(last)}"
    if term.starts_on and on < term.starts_on:
        return StateLine(State.NOT_DUE, f"Bắt đầu từ {day(term.starts_on)}, sau đó làm thường xuyên.")
    if reported and reported.on >= first:
        words = f"Việc thường xuyên; {period} đã có kết quả, cập nhật ngày {day(reported.on)}."
    elif reported:
        words = f"Việc thường xuyên; {period} chưa có kết quả nào, lần cập nhật trước là {day(reported.on)}."
    else:
        left = f"còn {(last - on).days} ngày" if on < last else "hôm nay chốt kỳ"
        words = f"Việc thường xuyên; {period} chưa có kết quả nào, {left}."
    return StateLine(State.STANDING, words)


def _done_words(due_on: date | None, reported: Reported) -> str:
    finished = reported.done_on or reported.on
    if due_on is None:
        return f"Đã báo cáo hoàn thành ngày {day(finished)}."
    late = (finished - due_on).days
    how = f"muộn {late} ngày so với hạn" if late > 0 else "trong hạn"
    return f"Hoàn thành ngày {day(finished)}, {how} {day(due_on)}."


def _before_or_after(term: Term, due_on: date, reported: Reported | None, on: date) -> StateLine:
    left = (due_on - on).days
    reached = f"mới đạt {reported.percent}%" if reported else "chưa có cập nhật nào"
    if left < 0:
        return StateLine(State.OVERDUE, f"Hạn cuối {day(due_on)} đã qua {-left} ngày, {reached}.")
    if left <= SOON_DAYS:
        until = f"Còn {left} ngày đến hạn {day(due_on)}" if left else f"Hôm nay là hạn cuối {day(due_on)}"
        return StateLine(State.DUE_SOON, f"{until}, {reached}.")
    if reported:
        words = (
            f"Đạt {reported.percent}% (cập nhật {day(reported.on)}), còn {left} ngày đến hạn {day(due_on)}."
        )
        return StateLine(State.IN_PROGRESS, words)
    if term.starts_on and on < term.starts_on:
        return StateLine(State.NOT_DUE, f"Bắt đầu từ {day(term.starts_on)}; hạn cuối {day(due_on)}.")
    return StateLine(State.NOT_DUE, f"Còn {left} ngày đến hạn {day(due_on)}, {reached}.")


def _without_end(term: Term, reported: Reported | None, on: date) -> StateLine:
    if reported:
        words = (
            f"Đạt {reported.percent}% (cập nhật {day(reported.on)}); thời hạn: {term.text or 'không ghi'}."
        )
        return StateLine(State.IN_PROGRESS, words)
    if term.kind == "from":
        return _open_ended(term, on)
    if term.kind in _AWAITED:
        return StateLine(State.WAITING, _AWAITED[term.kind].format(text=term.text))
    named = f"Thời hạn “{term.text}” chưa rõ ngày" if term.text else "Kế hoạch không ghi thời hạn"
    return StateLine(State.WAITING, f"{named}; cần xác nhận thời hạn.")


def _open_ended(term: Term, on: date) -> StateLine:
    start = f"Thực hiện từ {day(term.starts_on)}" if term.starts_on else f"Thời hạn: {term.text}"
    if term.starts_on and on < term.starts_on:
        return StateLine(State.NOT_DUE, f"{start}, chưa đến ngày bắt đầu.")
    return StateLine(State.STANDING, f"{start}, không có hạn cuối; chưa có cập nhật nào.")


ProgressText = Literal["note", "evidence", "difficulty", "proposal"]
PROGRESS_TEXTS: tuple[ProgressText, ...] = get_args(ProgressText)
"""The words of a report of progress."""


def check_progress(
    percent: int, on: date, texts: Mapping[ProgressText, str | None], span: tuple[date, date]
) -> list[Problem]:
    """Return what is wrong with a report of progress; `span` is the first and last day it may stand for."""
    first, today = span
    problems = []
    if not 0 <= percent <= 100:
        problems.append(Problem("percent", "Mức hoàn thành phải từ 0 đến 100 (%)."))
    if on > today:
        problems.append(Problem("reported_on", f"Ngày báo cáo {day(on)} chưa tới; hãy kiểm tra lại."))
    if on < first:
        words = f"Ngày báo cáo {day(on)} trước năm ban hành kế hoạch; hãy ghi từ {day(first)} trở đi."
        problems.append(Problem("reported_on", words))
    if not texts.get("note"):
        problems.append(Problem("note", "Chưa ghi kết quả đã làm; hãy ghi ngắn gọn việc đã làm."))
    return [*problems, *_too_long(texts)]


def _too_long(texts: Mapping[ProgressText, str | None]) -> list[Problem]:
    declared = [(field_of(Progress, key), text or "") for key, text in texts.items()]
    return [
        Problem(field.key, f"“{field.label}” dài quá {field.max_length} ký tự; hãy rút gọn.")
        for field, text in declared
        if len(text) > field.max_length
    ]
