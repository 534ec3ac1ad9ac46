"""Keeping a plan that was read from a paper, so that the office can take it on."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.accounts.rights import Right, authorize
from desktop.errors import Invalid, Problem
from desktop.plans.models import OwnPlan
from desktop.plans.plan import Plan
from desktop.plans.queries import all_plans
from desktop.plans.rules import check_plan
from desktop.plans.toml_tables import as_table


def keep_plan(session: Session, plan: Plan, read_from: str) -> None:
    """Store a confirmed draft among the office's plans.

    Raises NotAllowed; Invalid with everything that contradicts itself or another plan.
    """
    authorize(session, Right.EDIT_TASKS, f"Lưu kế hoạch {plan.code}", why=read_from)
    problems = [*check_plan(plan), *_missing(plan), *_taken(session, plan)]
    if problems:
        raise Invalid(problems)
    unit_code = session.scalars(select(Unit.code)).one()
    content = json.dumps(as_table(plan), ensure_ascii=False)
    session.add(OwnPlan(unit_code=unit_code, plan_code=plan.code, content=content, read_from=read_from))
    session.flush()


def _missing(plan: Plan) -> list[Problem]:
    named = {"title": "tên kế hoạch", "issuer": "cơ quan ban hành"}
    found = [
        Problem(key, f"Chưa có {words}; hãy ghi vào rồi lưu.")
        for key, words in named.items()
        if not getattr(plan, key).strip()
    ]
    if not plan.tasks and not plan.targets:
        found.append(Problem("tasks", "Kế hoạch chưa có nhiệm vụ hay chỉ tiêu nào; hãy đọc lại phụ lục."))
    return found


def _taken(session: Session, plan: Plan) -> list[Problem]:
    others = all_plans(session)
    if plan.code in {other.code for other in others}:
        return [Problem("code", f"Đã có kế hoạch mã “{plan.code}”; hãy đặt mã khác.")]
    known = {code for other in others for code in other.codes}
    shared = sorted(set(plan.codes) & known)
    if shared:
        message = f"Mã {', '.join(shared[:3])} đã dùng ở kế hoạch khác; hãy đổi tiền tố “{plan.task_prefix}”."
        return [Problem("task_prefix", message)]
    return []
