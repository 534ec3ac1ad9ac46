"""Who is late: own tasks of a ward by section or officer, and how wards are addressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop.codelists import code_list, label_of
from desktop.errors import UserError
from desktop.tasks.queries import list_obligations
from desktop.tasks.rules import State
from desktop.tasks.ward_plan.queries import OwnLine, ward_plan
from desktop.text import day, fold

_NOBODY = "các phòng, đơn vị"


@dataclass(frozen=True)
class LateTask:
    """One late task as a reminder lists it."""

    text: str
    who: str
    deadline: str
    percent: int


def late_tasks(
    session: Session, plan_code: str, to: Sequence[str], on: date
) -> tuple[list[LateTask], tuple[str, ...]]:
    """Return the late tasks of these sections or officers (all when none is named), and who they are.

    Tasks are those of the office's own plan; without one, those the city's plan gives the office.
    Raises UserError when nothing is late or a name fits no section and no officer with tasks.
    """
    view = ward_plan(session, plan_code, on)
    if not view.exists:
        return _city_tasks(session, plan_code, to, on)
    for one in to:
        if not any(_is_of(line, one) for line in view.lines):
            known = ", ".join(dict.fromkeys(line.section_label for line in view.lines))
            raise UserError(f"“{one}” không phụ trách nhiệm vụ nào của kế hoạch; hãy chọn trong: {known}.")
    late = [
        line
        for line in view.lines
        if line.state is State.OVERDUE and (not to or any(_is_of(line, one) for one in to))
    ]
    if not late:
        raise UserError("Không có nhiệm vụ nào quá hạn nên không có gì để đôn đốc.")
    tasks = [
        LateTask(line.text, line.officer or line.section_label, line.deadline, line.percent) for line in late
    ]
    return tasks, tuple(dict.fromkeys(_addressed(line, to) for line in late))


def late_choices(session: Session, plan_code: str, on: date) -> list[tuple[str, str]]:
    """Return who has late tasks as (name, label with their number); none for a plan without own tasks."""
    view = ward_plan(session, plan_code, on)
    counted: dict[str, int] = {}
    for line in view.lines:
        if line.state is State.OVERDUE:
            for name in filter(None, (line.section_label, line.officer)):
                counted[name] = counted.get(name, 0) + 1
    return [(name, f"{name} ({count} nhiệm vụ quá hạn)") for name, count in counted.items()]


def names_of_wards(to: Sequence[str]) -> tuple[str, ...]:
    """Return wards as they are addressed, from codes or names; raises UserError when none is given."""
    if not to:
        raise UserError("Chưa chọn phường, xã nào để đôn đốc; hãy chọn ít nhất một đơn vị.")
    communes = {one.code: one.label for one in code_list("commune").codes}
    return tuple(_ward(communes.get(one, one)) for one in to)


def _ward(label: str) -> str:
    if fold(label).startswith(("uy ban", "ubnd")):
        return label
    return f"Ủy ban nhân dân {label[:1].lower()}{label[1:]}"


def _is_of(line: OwnLine, name: str) -> bool:
    wanted = fold(name)
    return wanted in (fold(line.section), fold(line.section_label), fold(line.officer)) and bool(wanted)


def _addressed(line: OwnLine, to: Sequence[str]) -> str:
    if line.officer and any(fold(line.officer) == fold(one) for one in to):
        return f"{line.officer} ({label_of('ward_section', line.section)})"
    return line.section_label


def _city_tasks(
    session: Session, plan_code: str, to: Sequence[str], on: date
) -> tuple[list[LateTask], tuple[str, ...]]:
    late = [
        one for one in list_obligations(session, on, plan_code) if one.is_owed and one.state is State.OVERDUE
    ]
    if not late:
        raise UserError("Không có nhiệm vụ nào quá hạn nên không có gì để đôn đốc.")
    who = tuple(to) or (_NOBODY,)
    tasks = [
        LateTask(one.text, ", ".join(to), day(one.due_on) if one.due_on else one.deadline_text, one.percent)
        for one in late
    ]
    return tasks, who
