"""The working calendar in force, and a year's special days as lists show them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.tasks.calendar import WorkCalendar, special_days
from desktop.tasks.workdays.models import Workday

SHIPPED_SOURCE = "Lịch có sẵn của chương trình"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class DayLine:
    """One day that is no usual weekday or weekend; `document` names the decision of a corrected one."""

    day: date
    works: bool
    name: str
    document: str
    is_own: bool

    @property
    def weekday(self) -> str:
        """“Thứ Hai” … “Chủ nhật”."""
        return WEEKDAYS[self.day.weekday()]


def office_calendar(session: Session) -> WorkCalendar:
    """Return the working calendar as this office has corrected it."""
    rows = session.execute(select(Workday.day, Workday.kind))
    return WorkCalendar({date.fromisoformat(row.day): row.kind == "work" for row in rows})


def year_days(session: Session, year: int) -> list[DayLine]:
    """Return a year's holidays, swapped days and corrections in their order; a correction goes before."""
    lines = {day: DayLine(day, works, name, "", is_own=False) for day, works, name in special_days(year)}
    for row in session.scalars(select(Workday).where(Workday.day.like(f"{year:04d}-%"))):
        on = date.fromisoformat(row.day)
        lines[on] = DayLine(on, row.kind == "work", row.name, row.document, is_own=True)
    return [lines[day] for day in sorted(lines)]
