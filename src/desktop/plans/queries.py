"""The plans an office can take on: those that ship with the program, and its own."""

import json
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit
from desktop.codelists import label_of
from desktop.errors import NotFound
from desktop.plans.catalogue import load_plan, load_plans, plan_codes
from desktop.plans.models import OwnPlan
from desktop.plans.plan import Plan
from desktop.plans.toml_tables import read_table


def find_plan(session: Session, code: str) -> Plan:
    """Return a plan of the catalogue or of the office; NotFound names the codes there are."""
    if code in plan_codes():
        return load_plan(code)
    content = session.scalar(select(OwnPlan.content).where(OwnPlan.plan_code == code))
    if content is None:
        codes = ", ".join(plan.code for plan in all_plans(session))
        raise NotFound(f"Không có kế hoạch “{code}”; các kế hoạch đang có: {codes}.")
    return _read(content)


def all_plans(session: Session) -> tuple[Plan, ...]:
    """Return the plans of the catalogue and then the office's own."""
    return (*load_plans(), *own_plans(session))


def own_plans(session: Session) -> tuple[Plan, ...]:
    """Return the plans that the office read from papers, in the order in which they were kept."""
    return tuple(map(_read, session.scalars(select(OwnPlan.content).order_by(OwnPlan.id))))


def foreign_plan_words(session: Session, plan: Plan) -> str:
    """Say that a plan was issued for another province than the office's; empty when it was not."""
    own = session.scalars(select(Unit.province)).one()
    if plan.province == own:
        return ""
    return (
        f"Kế hoạch {plan.code} do {label_of('province', plan.province)} ban hành, còn đơn vị thuộc "
        f"{label_of('province', own)}; hãy kiểm tra lại có đúng kế hoạch cần nhận không."
    )


@lru_cache(maxsize=32)
def _read(content: str) -> Plan:
    return read_table(Plan, json.loads(content), "Kế hoạch đã lưu")
