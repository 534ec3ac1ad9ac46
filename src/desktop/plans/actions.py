"""Keeping a plan that was read from a paper, so that the office can take it on."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.accounts.rights import Right, authorize
from desktop.errors import Invalid, Problem
from desktop.plans.importing.head import slug
from desktop.plans.models import OwnPlan
from desktop.plans.plan import Plan
from desktop.plans.queries import all_plans
from desktop.plans.rules import check_plan
from desktop.plans.toml_tables import as_table


def keep_plan(session: Session, plan: Plan, read_from: str) -> Plan:
    """Store a confirmed draft among the office's plans and return it as it is kept.

    A code or a prefix that another plan has already gets the next free ending. Raises NotAllowed; Invalid
    with everything that contradicts itself.
    """
    authorize(session, Right.EDIT_TASKS, f"Lưu kế hoạch {plan.code}", why=read_from)
    problems = _missing(plan) or check_plan(plan)
    if problems:
        raise Invalid(problems)
    kept = _with_free_codes(plan, all_plans(session))
    unit_code = session.scalars(select(Unit.code)).one()
    content = json.dumps(as_table(kept), ensure_ascii=False)
    session.add(OwnPlan(unit_code=unit_code, plan_code=kept.code, content=content, read_from=read_from))
    session.flush()
    return kept


def _missing(plan: Plan) -> list[Problem]:
    named = {
        "code": "mã kế hoạch",
        "title": "tên kế hoạch",
        "issuer": "cơ quan ban hành",
        "issued": "ngày ban hành",
        "province": "tỉnh, thành phố ban hành",
    }
    found = [
        Problem(key, f"Chưa có {words}; hãy ghi vào rồi lưu.")
        for key, words in named.items()
        if not getattr(plan, key).strip()
    ]
    if plan.code != slug(plan.code):
        found.append(
            Problem("code", f"Mã “{plan.code}” có ký tự lạ; hãy chỉ dùng chữ thường, số và gạch nối.")
        )
    if not plan.tasks and not plan.targets:
        found.append(Problem("tasks", "Kế hoạch chưa có nhiệm vụ hay chỉ tiêu nào; hãy đọc lại phụ lục."))
    return found


def _with_free_codes(plan: Plan, others: Sequence[Plan]) -> Plan:
    """Return the plan under codes that no other plan has: task codes name tasks across all plans."""
    codes = {other.code for other in others}
    taken = {code for other in others for code in other.codes}
    code = next(one for one in _endings(plan.code, "-") if one not in codes)
    for prefix in _endings(plan.task_prefix, "-"):
        moved = _under(plan, prefix)
        if not taken.intersection(moved.codes):
            return replace(moved, code=code)
    raise AssertionError  # the endings never end


def _endings(text: str, joint: str) -> Iterator[str]:
    yield text
    for number in count(2):
        yield f"{text}{joint}{number}"


def _under(plan: Plan, prefix: str) -> Plan:
    """Return the plan with the codes of its tasks and targets under another prefix."""
    old = len(plan.task_prefix)
    tasks = tuple(replace(task, code=prefix + task.code[old:]) for task in plan.tasks)
    targets = tuple(replace(target, code=prefix + target.code[old:]) for target in plan.targets)
    return replace(plan, task_prefix=prefix, tasks=tasks, targets=targets)
