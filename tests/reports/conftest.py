"""A ward with people, an adopted plan and some progress, ready to report."""

from datetime import date

import pytest
from conftest import add_people

from desktop.accounts.actions import update_unit
from desktop.accounts.office import Office
from desktop.plans.catalogue import load_plan
from desktop.tasks.actions import adopt_plan, report_progress

PLAN, PERIOD, ON = "dong-nai-2026", "2026-H1", date(2026, 6, 14)


@pytest.fixture
def ready(office: Office) -> Office:
    """Five people, Đồng Nai's plan taken on, one task done and one late with a difficulty."""
    add_people(
        office,
        {"full_name": "Nguyễn Văn An", "degree": "TS", "sex": "nam", "birth": "1980", "work_field": "yte"},
        {
            "full_name": "Trần Thị Bình",
            "degree": "ThS",
            "sex": "nu",
            "birth": "1990-05",
            "work_field": "gddt",
        },
        {
            "full_name": "Lê Thị Cúc",
            "sex": "nu",
            "birth": "1960-01-02",
            "work_field": "gddt",
            "ethnicity": "04",
        },
        {"full_name": "Phạm Văn Đạt", "sex": "nam", "work_field": "khcn", "association": "lhh"},
        {"full_name": "Người Đã Đi", "sex": "nam", "status": "chuyen_di", "status_since": "2026-01"},
    )
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), date(2026, 5, 20))
    with office.write() as session:
        update_unit(session, {"leader_name": "Nguyễn Văn Mẫu"})
    with office.write() as session:
        report_progress(
            session,
            "ĐN26.3",
            percent=100,
            note="Đã ban hành kế hoạch của phường",
            on=date(2026, 6, 5),
            evidence="Kế hoạch số 12/KH-UBND ngày 05/6/2026",
        )
        report_progress(
            session,
            "ĐN26.2",
            percent=40,
            note="Đã quán triệt tại 3/7 khu phố",
            on=date(2026, 6, 10),
            difficulty="Thiếu báo cáo viên",
            proposal="Đề nghị Sở cử báo cáo viên",
        )
    return office
