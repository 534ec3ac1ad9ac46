"""A ward that has taken on Đồng Nai's plan and drafted its own."""

from collections.abc import Callable
from datetime import date

import pytest

from desktop.accounts.office import Office
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan
from desktop.tasks.ward_plan.actions import draft_plan
from desktop.tasks.ward_plan.queries import WardPlanView, ward_plan

PLAN, ON = "dong-nai-2026", date(2026, 5, 25)

View = Callable[[Office], WardPlanView]


def viewed(office: Office, on: date = ON, plan: str = PLAN) -> WardPlanView:
    """Return the office's own plan as it stands on a day."""
    with office.read() as session:
        return ward_plan(session, plan, on)


@pytest.fixture
def drafted(office: Office) -> Office:
    """The city's plan taken on, and a first draft of the ward's own made from it."""
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    with office.write() as session:
        draft_plan(session, PLAN, ON)
    return office
