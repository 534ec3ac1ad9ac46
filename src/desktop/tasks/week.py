"""What an officer has before him: late, due this week and the next two, waited for, reports ahead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.tasks.calendar import WorkCalendar
from desktop.tasks.queries import TaskLine, adopted_plans, list_obligations
from desktop.tasks.reminders import Reminder, upcoming
from desktop.tasks.rules import State
from desktop.tasks.units import TaskRole
from desktop.tasks.ward_plan.models import WardPlan
from desktop.tasks.ward_plan.queries import OwnLine, ward_plan
from desktop.tasks.ward_plan.rules import term_of
from desktop.tasks.workdays.queries import office_calendar
from desktop.text import day

AHEAD_DAYS = 200
"""So far ahead reports and closing periods are looked for: more than the half-year between two of them."""

REDO = "Kết quả bị trả lại, chờ đơn vị làm lại"
"""What is said of a returned result: it waits for us."""

_GUIDANCE_OF = re.compile(r"hướng dẫn\s+(?:của|từ)\s+(.+?)\s*$", re.IGNORECASE)


class Part(StrEnum):
    """Where something stands in the week."""

    LATE = "late"
    THIS_WEEK = "this_week"
    NEXT_WEEKS = "next_weeks"
    WAITING = "waiting"
    AHEAD = "ahead"


PART_LABELS = {
    Part.LATE: "Quá hạn",
    Part.THIS_WEEK: "Tuần này",
    Part.NEXT_WEEKS: "Hai tuần tới",
    Part.WAITING: "Đang chờ, bị trả lại",
    Part.AHEAD: "Báo cáo, việc thường xuyên",
}


class ItemKind(StrEnum):
    """What it is."""

    TASK = "task"
    OWN = "own"
    REPORT = "report"
    PERIOD = "period"
    GUIDANCE = "guidance"
    RETURNED = "returned"


ITEM_LABELS = {
    ItemKind.TASK: "Nhiệm vụ",
    ItemKind.OWN: "Việc của đơn vị",
    ItemKind.REPORT: "Báo cáo phải gửi",
    ItemKind.PERIOD: "Kỳ này chưa có kết quả",
    ItemKind.GUIDANCE: "Chờ hướng dẫn",
    ItemKind.RETURNED: "Bị trả lại",
}


@dataclass(frozen=True)
class WeekItem:
    """One thing in the week.

    `number` is its place in its plan, empty for a report; `working_days` remain up to the last day, 0 on it
    and after it; `who` says whom it waits for or who answers for it; `code` is the task's, empty where there
    is none.
    """

    part: Part
    kind: ItemKind
    plan_code: str
    code: str
    number: str
    text: str
    why: str
    who: str = ""
    due_on: date | None = None
    working_days: int | None = None
    percent: int | None = None


@dataclass(frozen=True)
class Week:
    """All of it on a day: the week from Monday to Sunday `until`, the two after it up to `next_until`."""

    on: date
    monday: date
    until: date
    next_until: date
    items: tuple[WeekItem, ...]

    def of(self, part: Part) -> tuple[WeekItem, ...]:
        """Return what stands in one part, the soonest first."""
        return tuple(one for one in self.items if one.part is part)


@dataclass(frozen=True)
class Whose:
    """Whose week it is: everybody's, one section's or one officer's (his uid in the office's own plan)."""

    section: str = ""
    officer: str = ""

    def answers_for(self, line: OwnLine) -> bool:
        """Tell whether an own task is in this section's or this officer's hands."""
        return (not self.section or line.section == self.section) and (
            not self.officer or line.officer_uid == self.officer
        )

    @property
    def is_everybody(self) -> bool:
        """Whether nobody is chosen."""
        return not self.section and not self.officer


EVERYBODY = Whose()


def week(session: Session, on: date, whose: Whose = EVERYBODY) -> Week:
    """Return the week of a day.

    Of the city's tasks an officer or a section sees those that an own task in their hands carries out; the
    reports that plans ask for everybody sees.
    """
    monday = on - timedelta(days=on.weekday())
    frame = _Frame(on, monday + timedelta(days=6), monday + timedelta(days=20), office_calendar(session))
    own = [one for one in _own_lines(session, on) if whose.answers_for(one[1])]
    mine = None if whose.is_everybody else {(plan_code, line.task_code) for plan_code, line in own}
    lines = [line for line in list_obligations(session, on) if line.is_owed and _is_mine(line, mine)]
    by_code = {(line.plan_code, line.code): line for line in lines}
    items = [
        *_late_and_waiting(lines, frame),
        *_ahead(upcoming(session, on, AHEAD_DAYS), by_code, frame),
        *(item for plan_code, line in own if (item := _own(plan_code, line, frame))),
    ]
    order = list(Part)
    items.sort(key=lambda one: (order.index(one.part), one.due_on or date.max))
    return Week(on, monday, frame.until, frame.next_until, tuple(items))


@dataclass(frozen=True)
class _Frame:
    """What the parts are cut by."""

    on: date
    until: date
    next_until: date
    calendar: WorkCalendar

    def part_of(self, due_on: date) -> Part:
        """Return the part of a last day that has not passed."""
        if due_on <= self.until:
            return Part.THIS_WEEK
        return Part.NEXT_WEEKS if due_on <= self.next_until else Part.AHEAD

    def left(self, due_on: date) -> int:
        """Return the working days up to a last day."""
        return self.calendar.working_days_until(due_on, self.on)


def _is_mine(line: TaskLine, mine: set[tuple[str, str]] | None) -> bool:
    return mine is None or (line.plan_code, line.task_code) in mine


def _late_and_waiting(lines: Sequence[TaskLine], frame: _Frame) -> Iterator[WeekItem]:
    for line in lines:
        if line.state is State.OVERDUE:
            yield _item(line, Part.LATE, ItemKind.TASK, line.due_on, frame)
        elif line.state is State.WAITING:
            who = awaited_from(line)
            yield replace(_item(line, Part.WAITING, ItemKind.GUIDANCE, None, frame), who=who)
        elif line.returned and (line.due_on is None or frame.part_of(line.due_on) is Part.AHEAD):
            yield _item(line, Part.WAITING, ItemKind.RETURNED, line.due_on, frame)


def awaited_from(line: TaskLine) -> str:
    """Say whom a task without a day waits for: who is named in its wording, else who leads it."""
    named = _GUIDANCE_OF.search(" ".join(line.deadline_text.split()))
    if named:
        return f"Chờ {named[1].rstrip('.')}"
    if line.deadline_kind == "after_event":
        return f"Chờ “{' '.join(line.deadline_text.split())}”"
    if line.deadline_kind != "on_guidance":
        return "Chờ xác nhận thời hạn"
    if line.lead and line.role != TaskRole.LEAD:
        return f"Chờ {'; '.join(' '.join(one.split()) for one in line.lead)}"
    return "Chờ cơ quan cấp trên"


def _ahead(
    reminders: Sequence[Reminder], lines: dict[tuple[str, str], TaskLine], frame: _Frame
) -> Iterator[WeekItem]:
    """Yield what falls due in the three weeks, and later the next report of each plan and closing periods."""
    told: set[str] = set()
    for one in reminders:
        part = frame.part_of(one.due_on)
        if one.kind == "report":
            if part is not Part.AHEAD or one.plan_code not in told:
                yield _report(one, part)
            told.add(one.plan_code)
            continue
        line = lines.get((one.plan_code, one.code))
        if line is None or line.state is State.OVERDUE:
            continue
        if one.kind == "period":
            yield _item(line, part, ItemKind.PERIOD, one.due_on, frame)
        elif part is not Part.AHEAD:
            yield _item(line, part, ItemKind.TASK, one.due_on, frame)


def _report(one: Reminder, part: Part) -> WeekItem:
    return WeekItem(
        part=part,
        kind=ItemKind.REPORT,
        plan_code=one.plan_code,
        code="",
        number="",
        text=f"{one.text[:1].upper()}{one.text[1:]}",
        why=one.why,
        due_on=one.due_on,
        working_days=one.working_days_left,
    )


def _item(line: TaskLine, part: Part, kind: ItemKind, due_on: date | None, frame: _Frame) -> WeekItem:
    return WeekItem(
        part=part,
        kind=kind,
        plan_code=line.plan_code,
        code=line.code,
        number=line.number,
        text=line.text,
        why=line.why,
        who=REDO if line.returned else "",
        due_on=due_on,
        working_days=frame.left(due_on) if due_on else None,
        percent=line.percent if line.last_on else None,
    )


def _own_lines(session: Session, on: date) -> Iterator[tuple[str, OwnLine]]:
    """Yield the own tasks of every plan that the office has made one under."""
    made = set(session.scalars(select(WardPlan.plan_code)))
    for plan in adopted_plans(session):
        if plan.plan_code in made:
            yield from ((plan.plan_code, line) for line in ward_plan(session, plan.plan_code, on).lines)


def _own(plan_code: str, line: OwnLine, frame: _Frame) -> WeekItem | None:
    due_on = term_of(line.deadline_text, line.starts_on, line.ends_on, frame.on).due_on
    if line.state is State.DONE or due_on is None:
        return None
    part = Part.LATE if line.state is State.OVERDUE else frame.part_of(due_on)
    if part is Part.AHEAD:
        return None
    return WeekItem(
        part=part,
        kind=ItemKind.OWN,
        plan_code=plan_code,
        code=line.task_code,
        number=str(line.number),
        text=line.text,
        why=line.why,
        who=line.officer or line.section_label,
        due_on=due_on,
        working_days=frame.left(due_on),
        percent=line.percent if line.last_on else None,
    )


def when_words(item: WeekItem, on: date) -> str:
    """Say when it is due: “Hạn 19/06/2026 – còn 5 ngày làm việc”; empty without a day."""
    if item.due_on is None:
        return ""
    if item.due_on < on:
        return f"Hạn {day(item.due_on)}"
    if item.due_on == on:
        return f"Hạn {day(item.due_on)} – hôm nay"
    left = f"còn {item.working_days} ngày làm việc" if item.working_days else "không còn ngày làm việc"
    return f"Hạn {day(item.due_on)} – {left}"
