"""Finding an own task or an officer by what people type."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import NotFound
from desktop.tasks.ward_plan.models import OwnTask, WardOfficer
from desktop.text import clean, fold

SHORT = 8
"""So many of the last letters of a uid name an own task on the command line; the first tell the time."""


def find_own_task(session: Session, uid: str) -> OwnTask:
    """Return an own task by its uid or the end of it; raises NotFound."""
    wanted = clean(uid).lower()
    if len(wanted) >= SHORT and wanted.isalnum():
        found = session.scalars(select(OwnTask).where(OwnTask.uid.endswith(wanted)).limit(2)).all()
        if len(found) == 1:
            return found[0]
    raise NotFound(f"Không có việc mã “{clean(uid)[:40]}” trong kế hoạch của đơn vị; hãy xem lại danh sách.")


def find_officer(session: Session, named: str, kept: WardOfficer | None = None) -> WardOfficer:
    """Return an officer of the office by uid or by full name, accents aside; raises NotFound.

    Those who were taken off the list are not found, but for `kept`, who answers for the task already.
    """
    wanted = clean(named)
    if kept is not None and kept.uid == wanted:
        return kept
    officers = session.scalars(select(WardOfficer).where(WardOfficer.active == 1)).all()
    if kept is not None and all(fold(one.full_name) != fold(kept.full_name) for one in officers):
        officers = [*officers, kept]
    found = [one for one in officers if one.uid == wanted]
    found = found or [one for one in officers if one.full_name.casefold() == wanted.casefold()]
    found = found or [one for one in officers if fold(one.full_name) == fold(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"Có {len(found)} cán bộ tên “{wanted}”; hãy chọn đúng người trong danh sách.")
    gone = session.scalar(select(WardOfficer).where(WardOfficer.uid == wanted))
    if gone is not None:
        raise NotFound(f"Cán bộ “{gone.full_name}” đã thôi phân công; hãy chọn người khác trong danh sách.")
    raise NotFound(
        f"Chưa có cán bộ “{wanted[:60]}” trong danh sách cán bộ của đơn vị; hãy thêm vào rồi chọn lại."
    )
