"""The plans an office can take on: those that ship with the program, and its own."""

import json
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

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
    own = session.scalars(select(OwnPlan.content).order_by(OwnPlan.id))
    return (*load_plans(), *map(_read, own))


@lru_cache(maxsize=32)
def _read(content: str) -> Plan:
    return read_table(Plan, json.loads(content), "Kế hoạch đã lưu")
