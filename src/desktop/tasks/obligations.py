"""What a plan asks of this office: from its words to the obligations to store. Stores nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.plans.deadlines import Deadline, DeadlineKind
from desktop.plans.plan import Plan, Task
from desktop.tasks.models import Obligation
from desktop.tasks.units import Part, TaskRole, decide_part

GENERAL_GROUP = "TN"
_GENERAL_TITLE = "Trách nhiệm chung nêu trong kế hoạch"


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


def last_year(plan: Plan) -> int | None:
    """Return the year a plan's tasks run to: its first horizon or its latest deadline; None names neither.

    A plan “đến năm 2030, tầm nhìn 2045” asks for its tasks until 2030.
    """
    ends = [deadline.end.year for task in plan.tasks if (deadline := plan.deadline_of(task)).end]
    horizons = {target.horizon for target in plan.targets}
    return max([*ends, min(horizons)] if horizons else ends, default=None)


def obligations_of(
    plan: Plan, owner: Owner, until_year: int, since: date | None = None
) -> Iterator[Obligation]:
    """Yield a plan's obligations in its order; what recurs yearly yields one a year up to `until_year`.

    They are owed from the day `since` on (by default the plan's first day), a year's not before the year.
    """
    taken_on = since or first_day(plan)
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
                owed_from=_owed_from(deadline, taken_on).isoformat(),
            )


def _owed_from(deadline: Deadline, taken_on: date) -> date:
    if deadline.kind is not DeadlineKind.YEARLY or deadline.start is None:
        return taken_on
    return max(taken_on, date(deadline.start.year, 1, 1))


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
        spans = deadline.spans_in(year)
        for number, (start, end) in enumerate(spans, 1):
            part = f".{number}" if len(spans) > 1 else ""
            yield (
                f"{task.code}@{year}{part}",
                Deadline(deadline.text, deadline.kind, start, end, deadline.why),
            )
