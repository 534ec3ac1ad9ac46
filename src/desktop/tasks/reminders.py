"""What falls due in the coming days: tasks, periods about to close, reports the plans ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.plans.plan import ReportDue
from desktop.plans.queries import find_plan
from desktop.tasks.calendar import WorkCalendar, half_year
from desktop.tasks.queries import TaskLine, adopted_plans, list_obligations
from desktop.tasks.rules import State
from desktop.tasks.succession.links import replaced_plans
from desktop.tasks.workdays.queries import office_calendar
from desktop.text import day


@dataclass(frozen=True)
class Reminder:
    """Something with a last day ahead; `period` is the code of the period a report is for (2026-H1, 2026).

    kind: task (a task's last day), period (a standing task without any result in the period that closes),
    report (a report's last day to be sent).
    """

    kind: Literal["task", "period", "report"]
    plan_code: str
    code: str
    text: str
    due_on: date
    days_left: int
    working_days_left: int
    why: str
    period: str = ""


def upcoming(session: Session, on: date, days: int) -> list[Reminder]:
    """Return what falls due from `on` to `days` later, soonest first; watched and done tasks aside.

    “Trước ngày 20/6” means that 19/6 is the last day.
    """
    calendar = office_calendar(session)
    found = [*_tasks(session, on, calendar), *_reports(session, on, days, calendar)]
    until = on + timedelta(days=days)
    return sorted(
        (one for one in found if on <= one.due_on <= until),
        key=lambda one: one.due_on,
    )


def _tasks(session: Session, on: date, calendar: WorkCalendar) -> Iterator[Reminder]:
    first, last = half_year(on)
    for line in list_obligations(session, on):
        if not line.is_owed or line.state is State.DONE:
            continue
        is_judged = line.state is State.STANDING or (line.is_recurring and line.state is not State.NOT_DUE)
        if line.due_on and not is_judged:
            yield _reminder(line, "task", line.due_on, (on, calendar))
        elif is_judged and not (line.active_on and line.active_on >= first):
            yield _reminder(line, "period", min(line.due_on or last, last), (on, calendar))


def _reminder(
    line: TaskLine, kind: Literal["task", "period"], due_on: date, today: tuple[date, WorkCalendar]
) -> Reminder:
    on, calendar = today
    return Reminder(
        kind=kind,
        plan_code=line.plan_code,
        code=line.code,
        text=line.text,
        due_on=due_on,
        days_left=(due_on - on).days,
        working_days_left=calendar.working_days_until(due_on, on),
        why=line.why,
    )


def _reports(session: Session, on: date, days: int, calendar: WorkCalendar) -> Iterator[Reminder]:
    sender = "department" if session.scalars(select(Unit.kind)).one() == "department" else "units"
    replaced = replaced_plans(session, on)
    for plan in adopted_plans(session):
        if plan.plan_code in replaced:
            continue
        for report in find_plan(session, plan.plan_code).reports:
            if report.sender != sender:
                continue
            for year in range(on.year, (on + timedelta(days=days)).year + 1):
                due_on = report.last_day(year)
                if due_on is not None:
                    yield _report(plan.plan_code, report, due_on, (on, calendar))


def _report(plan_code: str, report: ReportDue, due_on: date, today: tuple[date, WorkCalendar]) -> Reminder:
    on, calendar = today
    period = f"{due_on.year}-H1" if report.period_kind == "half_year" else str(due_on.year)
    return Reminder(
        kind="report",
        plan_code=plan_code,
        code=f"{plan_code}:{period}",
        text=report.text,
        due_on=due_on,
        days_left=(due_on - on).days,
        working_days_left=calendar.working_days_until(due_on, on),
        why=f"Gửi {report.recipient}, hạn cuối {day(due_on)} (mục {report.source} của kế hoạch).",
        period=period,
    )
