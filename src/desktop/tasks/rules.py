"""How a task stands on a day (one state and why), and what is wrong with a report of progress. Pure.

A deadline's last day counts as in time. What recurs without a last day (“thường xuyên”, “định kỳ”) is judged
by activity in the half-year that NĐ 09/2019/NĐ-CP counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal, get_args

from desktop.errors import Problem
from desktop.storage.fields import field_of
from desktop.tasks.calendar import SHIPPED, WorkCalendar, half_year
from desktop.tasks.models import Obligation, Progress
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
    """When a task is to be done: a kind of `plans.deadlines`, its wording, first and last day.

    `set_by` says by which paper the last day came to be (“gia hạn từ … theo …”), empty when it is the plan's
    own; `result` is what the plan wants to see; `owed_from` the day since which the office owes the task.
    """

    kind: str
    text: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    set_by: str = ""
    result: str = ""
    owed_from: date | None = None

    @property
    def due_words(self) -> str:
        """The last day and, where it is not the plan's own, the paper that set it."""
        due = day(self.due_on) if self.due_on else ""
        return f"{due} ({self.set_by})" if self.set_by else due


@dataclass(frozen=True)
class Reported:
    """The newest report of progress; `done_on` is the day from which 100 % has held without a break.

    `counted` tells it in things (“3/5 lớp”); `returned` tells that the result was sent back since, and why.
    """

    percent: int
    on: date
    done_on: date | None = None
    counted: str = ""
    returned: str = ""

    @property
    def reached(self) -> str:
        """How far it is, in a few words."""
        if self.returned:
            return self.returned
        return f"mới đạt {self.percent}%{f' ({self.counted})' if self.counted else ''}"


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
_RESULT_LETTERS = 120


def derive_state(
    term: Term,
    role: str,
    reported: Reported | None,
    on: date,
    active: Collection[date] = (),
    calendar: WorkCalendar = SHIPPED,
) -> StateLine:
    """Return how a task stands on a day; exactly one state for every input, and done is never overdue.

    `reported` is the newest report on or before `on`, None when there is none; `active` are the days on which
    something was reported or held for the task, which is what recurring tasks are judged by.
    """
    if role == TaskRole.WATCH:
        return _watched(reported)
    if term.kind in _RECURRING and not _ends_soon(term, on):
        days = {*active, *([reported.on] if reported and not reported.returned else ())}
        return _standing(term, sorted(one for one in days if one <= on), on)
    if reported and reported.percent >= 100:
        return StateLine(State.DONE, _done_words(term, reported, calendar))
    if term.due_on:
        return _before_or_after(term, term.due_on, reported, on, calendar)
    return _without_end(term, reported, on)


def _watched(reported: Reported | None) -> StateLine:
    if reported is None:
        return StateLine(State.NOT_DUE, "Đơn vị chỉ theo dõi, không phải báo cáo nhiệm vụ này.")
    state = State.DONE if reported.percent >= 100 else State.IN_PROGRESS
    return StateLine(state, f"Đơn vị chỉ theo dõi; đã ghi {reported.percent}% ngày {day(reported.on)}.")


def _ends_soon(term: Term, on: date) -> bool:
    return term.due_on is not None and (term.due_on - on).days <= SOON_DAYS


def _standing(term: Term, active: Sequence[date], on: date) -> StateLine:
    """Judge what recurs by activity in the half-year: none in a whole one that was owed means late."""
    first, last = half_year(on)
    period = f"kỳ {day(first)} – {day(last)}"
    if term.starts_on and on < term.starts_on:
        return StateLine(State.NOT_DUE, f"Bắt đầu từ {day(term.starts_on)}, sau đó làm thường xuyên.")
    times = sum(one >= first for one in active)
    if times:
        often = f" ({times} lần)" if times > 1 else ""
        words = f"Việc thường xuyên; {period} đã có kết quả{often}, cập nhật ngày {day(active[-1])}."
        return StateLine(State.STANDING, words)
    left = f"còn {(last - on).days} ngày" if on < last else "hôm nay chốt kỳ"
    missed = _missed(term, active, first)
    if missed:
        words = f"Việc thường xuyên; {missed} không có kết quả nào, {period} cũng chưa có, {left}."
        return StateLine(State.OVERDUE, words)
    before = f"lần cập nhật trước là {day(active[-1])}" if active else left
    if (last - on).days <= SOON_DAYS:
        words = f"Việc thường xuyên; sắp chốt {period} mà chưa có kết quả nào, {left}."
        return StateLine(State.DUE_SOON, words)
    return StateLine(State.STANDING, f"Việc thường xuyên; {period} chưa có kết quả nào, {before}.")


def _missed(term: Term, active: Sequence[date], first: date) -> str:
    """Name the half-year before when all of it was owed and nothing was done in it."""
    since, until = half_year(first - timedelta(days=1))
    owed = term.owed_from is not None and max(term.owed_from, term.starts_on or since) <= since
    return f"kỳ trước {day(since)} – {day(until)}" if owed and not any(a >= since for a in active) else ""


def _done_words(term: Term, reported: Reported, calendar: WorkCalendar) -> str:
    finished, due_on = reported.done_on or reported.on, term.due_on
    if due_on is None:
        return f"Đã báo cáo hoàn thành ngày {day(finished)}."
    how = f"muộn {_span(due_on, finished, calendar)} so với hạn" if finished > due_on else "trong hạn"
    return f"Hoàn thành ngày {day(finished)}, {how} {term.due_words}."


def _span(since: date, until: date, calendar: WorkCalendar) -> str:
    """Write “12 ngày (8 ngày làm việc)”."""
    return f"{(until - since).days} ngày ({calendar.working_days_until(until, since)} ngày làm việc)"


def _before_or_after(
    term: Term, due_on: date, reported: Reported | None, on: date, calendar: WorkCalendar
) -> StateLine:
    left = (due_on - on).days
    reached = reported.reached if reported else "chưa có cập nhật nào"
    if left < 0:
        words = f"Hạn cuối {term.due_words} đã qua {_span(due_on, on, calendar)}, {reached}{_wanted(term)}."
        return StateLine(State.OVERDUE, words)
    off = _day_off(due_on, calendar)
    if left <= SOON_DAYS:
        until = f"Còn {left} ngày đến hạn" if left else "Hôm nay là hạn cuối"
        return StateLine(State.DUE_SOON, f"{until} {term.due_words}, {reached}.{off}")
    if reported:
        words = f"{_so_far(reported)}, còn {left} ngày đến hạn {term.due_words}.{off}"
        return StateLine(State.IN_PROGRESS, words)
    if term.starts_on and on < term.starts_on:
        return StateLine(State.NOT_DUE, f"Bắt đầu từ {day(term.starts_on)}; hạn cuối {term.due_words}.{off}")
    return StateLine(State.NOT_DUE, f"Còn {left} ngày đến hạn {term.due_words}, {reached}.{off}")


def _day_off(due_on: date, calendar: WorkCalendar) -> str:
    """Say that a deadline falls on a day off, and the last working day before it."""
    if calendar.is_working_day(due_on):
        return ""
    last = due_on
    while not calendar.is_working_day(last):
        last -= timedelta(days=1)
    return f" Hạn rơi vào ngày nghỉ, ngày làm việc cuối trước đó là {day(last)}."


def _wanted(term: Term) -> str:
    """Say what the plan still wants to see, where it names it."""
    result = " ".join(term.result.split()).rstrip(".")
    if not result:
        return ""
    short = result if len(result) <= _RESULT_LETTERS else f"{result[: _RESULT_LETTERS - 1].rstrip()}…"
    return f"; còn thiếu kết quả: {short}"


def _so_far(reported: Reported) -> str:
    if reported.returned:
        return f"{reported.returned[:1].upper()}{reported.returned[1:]}"
    counted = f" ({reported.counted})" if reported.counted else ""
    return f"Đạt {reported.percent}%{counted} (cập nhật {day(reported.on)})"


def _without_end(term: Term, reported: Reported | None, on: date) -> StateLine:
    if reported:
        words = f"{_so_far(reported)}; thời hạn: {term.text or 'không ghi'}."
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


@dataclass(frozen=True)
class Level:
    """How far a task is: a percent, or `done` of `whole` things (`counted` names them), or both."""

    percent: int | None = None
    done: int | None = None
    whole: int | None = None
    counted: str = ""

    @property
    def value(self) -> int:
        """The percent; it follows from the count where there is one, rounded down, never above 100."""
        if self.done is not None and self.whole:
            return max(0, min(100, self.done * 100 // self.whole))
        return self.percent if self.percent is not None else 0


_MOST = 1_000_000
"""More things than this are no count."""


def check_level(level: Level) -> list[Problem]:
    """Return what is wrong with a percent or a count; 0 is a level like any other."""
    if level.done is None and level.whole is None:
        return _check_percent(level.percent)
    if level.done is None or level.whole is None:
        words = "Ghi đủ cả số đã làm và tổng số (ví dụ 3 trên 5 lớp), hoặc để trống cả hai."
        return [Problem("whole" if level.whole is None else "done", words)]
    if not 0 < level.whole <= _MOST or not 0 <= level.done <= _MOST:
        words = f"Không tính được {level.done} trên {level.whole}; tổng số phải từ 1, số đã làm phải từ 0."
        return [Problem("done" if 0 < level.whole <= _MOST else "whole", words)]
    if level.done > level.whole:
        words = f"Số đã làm {level.done} lớn hơn tổng số {level.whole}; hãy kiểm tra lại hai số."
        return [Problem("done", words)]
    if level.percent is not None and level.percent != level.value:
        counted = f"{level.done}/{level.whole} {level.counted}".rstrip()
        words = f"Mức {level.percent}% không khớp với {counted} ({level.value}%); hãy chỉ ghi một trong hai."
        return [Problem("percent", words)]
    return []


def _check_percent(percent: int | None) -> list[Problem]:
    if percent is None:
        words = "Chưa ghi mức hoàn thành; hãy ghi phần trăm, hoặc số đã làm trên tổng số."
        return [Problem("percent", words)]
    if not 0 <= percent <= 100:
        return [Problem("percent", f"Mức hoàn thành {percent}% không có; hãy ghi từ 0 đến 100 (%).")]
    return []


def check_progress(
    level: Level, on: date, texts: Mapping[ProgressText, str | None], span: tuple[date, date]
) -> list[Problem]:
    """Return what is wrong with a report of progress; `span` is the first and last day it may stand for."""
    first, today = span
    problems = check_level(level)
    if on > today:
        problems.append(Problem("reported_on", f"Ngày báo cáo {day(on)} chưa tới; hãy kiểm tra lại."))
    if on < first:
        words = f"Ngày báo cáo {day(on)} trước năm ban hành kế hoạch; hãy ghi từ {day(first)} trở đi."
        problems.append(Problem("reported_on", words))
    if not texts.get("note"):
        problems.append(Problem("note", "Chưa ghi kết quả đã làm; hãy ghi ngắn gọn việc đã làm."))
    return [*problems, *_too_long(texts)]


def check_year(obligation: Obligation, on: date) -> list[Problem]:
    """Refuse a report on a yearly task's later year that stands for a day before it."""
    year = int((obligation.starts_on or "0")[:4])
    if obligation.deadline_kind != "yearly" or on.year >= year:
        return []
    words = (
        f"Ngày báo cáo {day(on)} trước năm {year} của nhiệm vụ {obligation.code}; hãy ghi vào nhiệm vụ của "
        f"năm {on.year}."
    )
    return [Problem("reported_on", words)]


def _too_long(texts: Mapping[ProgressText, str | None]) -> list[Problem]:
    declared = [(field_of(Progress, key), text or "") for key, text in texts.items()]
    return [
        Problem(field.key, f"“{field.label}” dài quá {field.max_length} ký tự; hãy rút gọn.")
        for field, text in declared
        if len(text) > field.max_length
    ]
