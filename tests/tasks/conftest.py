from datetime import date

import pytest

from desktop.accounts.office import Office
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan

DONG_NAI = "dong-nai-2026"
ADOPTED_ON = date(2026, 5, 20)


@pytest.fixture
def adopted(office: Office) -> Office:
    """A ward office that has taken on Đồng Nai's plan of 2026."""
    with office.write() as session:
        adopt_plan(session, load_plan(DONG_NAI), ADOPTED_ON)
    return office
