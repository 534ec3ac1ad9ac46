"""A meeting of intellectuals with its list, and an office that reports."""

from datetime import date

import pytest
from conftest import add_people

from desktop.accounts.actions import update_unit
from desktop.accounts.office import Office
from desktop.activities.actions import record_activity
from desktop.activities.attending import Attendee, add_participants
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan
from desktop.tasks.ward_plan.actions import draft_plan

PLAN = "dong-nai-2026"


@pytest.fixture
def meeting(office: Office) -> str:
    """A planned meeting with two of the register and one guest; return its uid."""
    uids = add_people(
        office,
        {"full_name": "Nguyễn Văn An", "birth": "1980-05", "degree": "TS", "position": "Giảng viên",
         "workplace": "Trường A (hư cấu)"},
        {"full_name": "Trần Thị Bình", "birth": "1990", "degree": "ThS", "workplace": "Bệnh viện B (hư cấu)"},
    )  # fmt: skip
    with office.write() as session:
        update_unit(session, {"leader_name": "Nguyễn Văn Mẫu"})
    values = {
        "kind": "gap_mat",
        "state": "du_kien",
        "title": "Hội nghị gặp mặt trí thức năm 2026",
        "starts_on": "2026-12-20",
        "place": "Hội trường UBND phường",
        "content": "Lấy ý kiến về kế hoạch năm 2027.",
    }
    with office.write() as session:
        uid = record_activity(session, values)
        guest = Attendee(
            name="Lê Thị Khách (hư cấu)", position="Phó Giám đốc", workplace="Công ty C (hư cấu)"
        )
        honoured = Attendee(person_uid=uids[0], role="duoc_khen", award="Giấy khen")
        add_participants(session, uid, [honoured, Attendee(person_uid=uids[1]), guest])
    return uid


@pytest.fixture
def late(office: Office) -> Office:
    """The ward's own plan drafted in May 2026; by 2031 its dated tasks are late."""
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    with office.write() as session:
        draft_plan(session, PLAN, date(2026, 5, 25))
    return office
