"""How alive the register is: confirmed lately, complete, free of doubles and doubts, imported, backed up."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.backup.actions import list_backups
from desktop.jobs import NO_JOB, Job
from desktop.journal.models import Act, Change
from desktop.journal.past import VIETNAM
from desktop.people.duplicates.queries import find_duplicates
from desktop.people.importing.actions import IMPORT
from desktop.people.quality.queries import register_quality
from desktop.text import day, number

_RECORDS = ("person", "accepted_warning", "dropped_duplicate")
"""The tables whose changes may change a figure here."""

Mark = tuple[date, int]
"""What the figures depend on: the day, and the newest change of a record."""


@dataclass(frozen=True)
class Records:
    """What is counted record by record; it holds as long as the mark does."""

    people: int
    confirmed: int
    complete: float
    doubtful: int
    duplicates: int


@dataclass(frozen=True)
class Pulse:
    """How alive the register is; the moments are None while it never happened."""

    records: Records
    imported_at: datetime | None
    backed_up_at: datetime | None

    def lines(self) -> list[tuple[str, str, str]]:
        """Return what a card says: name, figure, and the page's part that it leads to."""
        records = self.records
        confirmed = "–"
        if records.people:
            share = number(100 * records.confirmed / records.people, 0)
            confirmed = f"{share}% ({number(records.confirmed)}/{number(records.people)} hồ sơ)"
        return [
            ("Xác nhận trong 12 tháng", confirmed, "quality"),
            ("Độ đầy đủ", f"{number(records.complete, 1)}%" if records.people else "–", "quality"),
            ("Hồ sơ có cảnh báo", number(records.doubtful), "quality"),
            ("Cặp nghi trùng", number(records.duplicates), "duplicates"),
            ("Nhập danh sách gần nhất", _moment(self.imported_at, "chưa nhập"), ""),
            ("Sao lưu gần nhất", _moment(self.backed_up_at, "chưa sao lưu"), ""),
        ]


def mark_of(session: Session, on: date) -> Mark:
    """Return what the figures of records depend on, without counting them."""
    newest = select(func.max(Change.id)).where(Change.table_name.in_(_RECORDS))
    return on, session.scalar(newest) or 0


def records_of(session: Session, job: Job = NO_JOB) -> Records:
    """Count the records; in a large register that takes seconds, so it belongs in a job."""
    quality = register_quality(session, job)
    people = quality.completeness.people
    return Records(
        people=people,
        confirmed=people - len(quality.to_review),
        complete=quality.completeness.percent,
        doubtful=quality.doubtful,
        duplicates=len(find_duplicates(session)) if people else 0,
    )


def pulse_of(session: Session, folder: Path, records: Records) -> Pulse:
    """Return the whole pulse around records that were counted."""
    at = session.scalar(select(func.max(Act.at)).where(Act.verb == IMPORT))
    backups = list_backups(folder)
    imported = datetime.fromisoformat(at).astimezone(VIETNAM) if at else None
    return Pulse(records, imported, backups[0].made_at if backups else None)


def _moment(at: datetime | None, never: str) -> str:
    return f"{at:%H:%M} {day(at.date())}" if at else never
