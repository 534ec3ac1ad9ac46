"""Finding an own task, an officer or the plan itself by what people type."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import NotFound
from desktop.tasks.ward_plan.models import OwnTask, WardOfficer, WardPlan
from desktop.text import clean, fold

SHORT = 8
"""So many of the last letters of a uid name an own task on the command line; the first tell the time."""


def find_ward_plan(session: Session, plan_code: str) -> WardPlan:
    """Return the office's own plan under a city's; raises NotFound."""
    found = session.scalar(select(WardPlan).where(WardPlan.plan_code == plan_code))
    if found is None:
        raise NotFound(
            "Đơn vị chưa lập kế hoạch riêng theo kế hoạch này; hãy lập dự thảo từ nhiệm vụ được giao trước."
        )
    return found


def find_own_task(session: Session, uid: str) -> OwnTask:
    """Return an own task by its uid or the end of it; raises NotFound."""
    wanted = clean(uid).lower()
    if len(wanted) >= SHORT and wanted.isalnum():
        found = session.scalars(select(OwnTask).where(OwnTask.uid.endswith(wanted)).limit(2)).all()
        if len(found) == 1:
            return found[0]
    raise NotFound(f"Không có việc mã “{clean(uid)[:40]}” trong kế hoạch của đơn vị; hãy xem lại danh sách.")


def find_officer(session: Session, named: str) -> WardOfficer:
    """Return an officer of the office by uid or by full name, accents aside; raises NotFound."""
    wanted = clean(named)
    officers = session.scalars(select(WardOfficer).where(WardOfficer.active == 1)).all()
    found = [one for one in officers if one.uid == wanted]
    found = found or [one for one in officers if one.full_name.casefold() == wanted.casefold()]
    found = found or [one for one in officers if fold(one.full_name) == fold(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"Có {len(found)} cán bộ tên “{wanted}”; hãy chọn đúng người trong danh sách.")
    raise NotFound(
        f"Chưa có cán bộ “{wanted[:60]}” trong danh sách cán bộ của đơn vị; hãy thêm vào rồi chọn lại."
    )
