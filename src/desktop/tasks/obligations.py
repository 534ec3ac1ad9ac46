"""What a plan asks of this office: from its words to the obligations to store. Stores nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.plans.deadlines import Deadline, DeadlineKind, parse_deadline
from desktop.plans.plan import Plan, Task
from desktop.tasks.models import Obligation
from desktop.tasks.units import Part, TaskRole, decide_part

GENERAL_GROUP = "TN"
_GENERAL_TITLE = "Trách nhiệm chung nêu trong kế hoạch"
_EVERY_YEAR = re.compile(r"\b(?:hằng|hàng|mỗi|từng) năm\b", re.IGNORECASE)


@dataclass(frozen=True)
class Owner:
    """Whose obligations they are: kind (ward or department), code and name of the office."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True)
class _Entry:
    """One line of the plan for us: the task, the title it stands under, our part."""

    task: Task
    group_title: str
    part: Part


def first_day(plan: Plan) -> date:
    """Return the day since which work counts for a plan: 1 January of the year it was issued.

    Plans carry on what an earlier plan began, so work of that year done before the signature counts.
    """
    return date(int(plan.issued[:4]), 1, 1)


def obligations_of(plan: Plan, owner: Owner, until_year: int) -> Iterator[Obligation]:
    """Yield a plan's obligations in its order; what recurs yearly yields one a year up to `until_year`."""
    for position, entry in enumerate(_entries(plan, owner)):
        for code, deadline in _terms(plan, entry.task, until_year):
            yield Obligation(
                unit_code=owner.code,
                plan_code=plan.code,
                task_code=entry.task.code,
                code=code,
                position=position,
                **_words_of(entry),
                deadline_text=deadline.text,
                deadline_kind=deadline.kind.value,
                starts_on=deadline.start.isoformat() if deadline.start else None,
                due_on=deadline.end.isoformat() if deadline.end else None,
            )


def _words_of(entry: _Entry) -> dict[str, str]:
    task = entry.task
    return {
        "number": task.number,
        "group_code": task.group,
        "group_title": entry.group_title,
        "text": task.text,
        "role": entry.part.role.value,
        "role_reason": entry.part.reason,
        "lead": "\n".join(task.lead),
        "with_units": "\n".join(task.coordinators),
        "result": task.result,
        "legal_source": task.legal_source,
    }


def _entries(plan: Plan, owner: Owner) -> Iterator[_Entry]:
    titles = {group.code: group.title for group in plan.groups}
    for task in plan.tasks:
        part = decide_part(owner.kind, owner.name, task.lead, task.coordinators)
        yield _Entry(task, titles[task.group], part)
    yield from _general_entries(plan, owner)


def _general_entries(plan: Plan, owner: Owner) -> Iterator[_Entry]:
    """Yield the plan's duties in prose that are addressed to us: carried out locally, without a last day."""
    for index, duty in enumerate(plan.general_duties, start=1):
        part = decide_part(owner.kind, owner.name, (duty.addressee,), ())
        if part.role is TaskRole.WATCH:
            continue
        task = Task(
            code=f"{plan.task_prefix}.{GENERAL_GROUP}{index}",
            number=duty.place,
            group=GENERAL_GROUP,
            text=duty.text,
            lead=(duty.addressee,),
            deadline="Thường xuyên",
            legal_source=f"Mục {duty.place}",
        )
        reason = f"Mục {duty.place} của kế hoạch giao chung cho “{duty.addressee}”, trong đó có đơn vị."
        yield _Entry(task, _GENERAL_TITLE, Part(TaskRole.LOCAL, reason))


def _terms(plan: Plan, task: Task, until_year: int) -> Iterator[tuple[str, Deadline]]:
    deadline = plan.deadline_of(task)
    if deadline.kind is not DeadlineKind.YEARLY:
        yield task.code, deadline
        return
    first = deadline.start.year if deadline.start else first_day(plan).year
    last = min(until_year, deadline.end.year) if deadline.end else until_year
    for year in range(first, last + 1):
        start, end = date(year, 1, 1), _last_day(deadline, year)
        yield f"{task.code}@{year}", Deadline(deadline.text, deadline.kind, start, end, deadline.why)


def _last_day(deadline: Deadline, year: int) -> date:
    """Return the last day in one year: the one named (“trước ngày 15/12 hằng năm”), or 31 December."""
    named = parse_deadline(_EVERY_YEAR.sub("", deadline.text), str(year)).end
    return named if named and named.year == year else date(year, 12, 31)
