from collections.abc import Callable
from datetime import date

import pytest
from conftest import add_people

from desktop.accounts.office import Office
from desktop.activities.actions import record_activity
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan

HELD = {
    "kind": "doi_thoai",
    "state": "da_to_chuc",
    "title": "Hội nghị đối thoại với trí thức",
    "starts_on": "2026-03-05",
    "place": "Hội trường UBND phường",
}

Record = Callable[..., str]


@pytest.fixture
def people(office: Office) -> list[str]:
    """Four invented people: two women, one of a minority, two namesakes; return their uids."""
    return add_people(
        office,
        {"full_name": "Nguyễn Văn Mẫu", "birth": "1990", "sex": "nam",
         "id_number": "075090000001", "workplace": "Trường A (hư cấu)", "position": "Giảng viên"},
        {"full_name": "Trần Thị Thử", "birth": "1970-05-02", "sex": "nu", "ethnicity": "02",
         "workplace": "Bệnh viện B (hư cấu)"},
        {"full_name": "Lê Thị Giả", "birth": "1988", "sex": "nu", "workplace": "Viện C (hư cấu)"},
        {"full_name": "Lê Thị Giả", "birth": "1961", "sex": "nu", "workplace": "Hưu trí"},
    )  # fmt: skip


@pytest.fixture
def record(office: Office) -> Record:
    """Record an activity that was held on 5 March 2026, but for what is given; return its uid."""

    def make(tasks: tuple[str, ...] = (), **values: object) -> str:
        with office.write() as session:
            return record_activity(session, HELD | values, tasks)

    return make


@pytest.fixture
def adopted(office: Office) -> Office:
    """The office has taken on Đồng Nai's plan of 2026."""
    with office.write() as session:
        adopt_plan(session, load_plan("dong-nai-2026"), date(2026, 5, 20))
    return office
