"""Keeping a plan that was read from a paper, so that the office can take it on."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.accounts.rights import Right, authorize
from desktop.errors import Invalid, Problem, UserError
from desktop.plans.importing.head import slug
from desktop.plans.importing.wording import plain
from desktop.plans.models import OwnPlan
from desktop.plans.plan import Plan
from desktop.plans.queries import all_plans, own_plans
from desktop.plans.rules import check_plan
from desktop.plans.toml_tables import as_table


def keep_plan(session: Session, plan: Plan, read_from: str) -> Plan:
    """Store a confirmed draft among the office's plans and return it as it is kept.

    A code or a prefix that another plan has already gets the next free ending. Raises NotAllowed; Invalid
    with everything that contradicts itself; UserError when the office keeps this plan already.
    """
    kept = _with_free_codes(plan, all_plans(session))
    authorize(session, Right.EDIT_TASKS, f"Lưu kế hoạch {kept.code}", why=read_from)
    problems = _missing(plan) or check_plan(plan)
    if problems:
        raise Invalid(problems)
    for own in own_plans(session):
        _refuse_twice(plan, own)
    unit_code = session.scalars(select(Unit.code)).one()
    content = json.dumps(as_table(kept), ensure_ascii=False)
    session.add(OwnPlan(unit_code=unit_code, plan_code=kept.code, content=content, read_from=read_from))
    session.flush()
    return kept


def _refuse_twice(plan: Plan, own: Plan) -> None:
    """Raise UserError when a plan of the office says the same, or has its issuer, number and year."""
    if _bare(plan) == _bare(own):
        same = "nội dung giống hệt"
    elif _NUMBERED.match(plan.number) and _paper(plan) == _paper(own):
        same = f"cùng số {own.number} của {own.issuer}"
    else:
        return
    raise UserError(
        f"Kế hoạch này đã được lưu với mã {own.code} ({same}) nên không lưu lần nữa; hãy nhận kế hoạch "
        f"{own.code}, hoặc hoàn tác lần lưu trước nếu cần lưu lại."
    )


def _bare(plan: Plan) -> Plan:
    """Return what a plan says, whatever the codes it is kept under."""
    return replace(_under(plan, ""), code="")


def _paper(plan: Plan) -> tuple[str, str, str]:
    return plain(plan.number), plain(plan.issuer), plan.issued[:4]


_NUMBERED = re.compile(r"\s*[0-9]")
"""“12/KH-UBND” is a number; “/KH-UBND” stands on every paper that got none."""


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
