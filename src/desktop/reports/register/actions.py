"""Giving numbers, recording papers made elsewhere, giving numbers up, linking papers to earlier ones."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.accounts.queries import UnitFacts, unit_of
from desktop.accounts.rights import Right, authorize
from desktop.activities.rules import check_declared, stored_values
from desktop.documents.model import Report
from desktop.errors import Invalid, NotFound, UserError
from desktop.people.normal import today
from desktop.reports.models import IssuedPaper, Snapshot, SnapshotFile
from desktop.reports.register.rules import (
    FIELDS,
    LETTER_TYPE,
    Given,
    Relation,
    check_number,
    check_recorded,
    symbol,
    type_code_of,
)
from desktop.text import clean

_LONGEST_REASON = 300


def next_number(session: Session, year: int, type_code: str) -> int:
    """Return the number after the highest one of this type of paper in the year, cancelled ones counted."""
    newest = select(func.max(IssuedPaper.number)).where(
        IssuedPaper.year == year, IssuedPaper.type_code == type_code
    )
    return (session.scalar(newest) or 0) + 1


def take_number(session: Session, on: date, type_code: str, typed: int | None = None) -> int:
    """Return the number for a paper of this day: the next one, or the one that the clerk gave.

    Raises UserError when it was given before or does not stand in the order of the days.
    """
    wanted = next_number(session, on.year, type_code) if typed is None else typed
    check_number(wanted, on, type_code, _given(session, on.year, type_code))
    return wanted


def enter_paper(
    session: Session, snapshot: Snapshot, report: Report, on: date, *, by_clerk: bool = False
) -> None:
    """Write a frozen paper with its number into the register, tied to the numbered one that it replaces."""
    number = report.letterhead.number
    if number is None:
        raise ValueError("a paper without a number has no line in the register")
    session.add(
        IssuedPaper(
            unit_code=snapshot.unit_code,
            year=on.year,
            type_code=type_code_of(report),
            number=number,
            issued_on=on.isoformat(),
            subject=" ".join(report.subject.split()),
            signer=report.signer.name,
            recipient="; ".join(report.addressees or report.recipients[:1]),
            snapshot_id=snapshot.id,
            notation=report.letterhead.notation,
            kept_by=unit_of(session).drafting_section or None,
            by_clerk=int(by_clerk) or None,
            replaces=_line_of(session, snapshot.replaces),
        )
    )


def record_paper(session: Session, values: Mapping[str, object]) -> str:
    """Record a paper made outside the program, so that the series of numbers stays whole; return its uid.

    Raises NotAllowed, Invalid with every problem, UserError for a number that cannot be.
    """
    authorize(session, Right.MAKE_REPORTS, "Ghi văn bản đi làm ngoài chương trình")
    stored = stored_values(FIELDS, dict.fromkeys(FIELDS) | dict(values), today())
    problems = check_declared(FIELDS, stored, today()) or check_recorded(stored, today())
    if problems:
        raise Invalid(problems)
    on = date.fromisoformat(stored["issued_on"])
    take_number(session, on, stored["type_code"], stored["number"])
    unit = unit_of(session)
    stored["notation"] = stored["notation"] or usual_notation(unit, stored["type_code"])
    paper = IssuedPaper(unit_code=unit.code, year=on.year, **stored)
    session.add(paper)
    session.flush()
    return paper.uid


def usual_notation(unit: UnitFacts, type_code: str) -> str:
    """Return what follows the number on this office's papers: BC-UBND; UBND-VHXH on a công văn."""
    body = unit.notation or "UBND"
    if type_code == LETTER_TYPE:
        return f"{body}-{unit.drafting_section}" if unit.drafting_section else body
    return f"{type_code}-{body}"


def cancel_paper(session: Session, uid: str, reason: str) -> None:
    """Give a number up for a reason; it stays in the register as “hủy” and is never given again.

    Raises NotAllowed, NotFound, UserError without a reason, for one given up before, and for a paper that
    bears the office's signature: that one is issued and can only be replaced.
    """
    authorize(session, Right.MAKE_REPORTS, "Hủy số văn bản đi")
    paper = find_paper_line(session, uid)
    why = clean(reason)[:_LONGEST_REASON]
    name = symbol(paper.number, paper.notation or paper.type_code)
    if not why:
        raise UserError(f"Hủy số {name} phải ghi lý do; hãy ghi vì sao không dùng số này.")
    if paper.cancelled:
        raise UserError(f"Số {name} đã hủy rồi ({paper.cancelled}); không cần hủy lại.")
    signed = (SnapshotFile.snapshot_id == paper.snapshot_id, SnapshotFile.role == "signed")
    if session.scalar(select(SnapshotFile.id).where(*signed).limit(1)):
        raise UserError(
            f"Văn bản số {name} đã có chữ ký số của cơ quan, tức là đã ban hành, nên không hủy số được; "
            "hãy lập văn bản thay thế."
        )
    paper.cancelled = why


def link_papers(session: Session, uid: str, relation: Relation, earlier: str) -> None:
    """Say that a paper replaces or corrects an earlier one; both show it.

    Raises NotAllowed, NotFound, UserError for a paper and itself, a later one, a cancelled one, and a link
    that is there already.
    """
    authorize(session, Right.MAKE_REPORTS, "Ghi văn bản thay thế, đính chính")
    paper, former = find_paper_line(session, uid), find_paper_line(session, earlier)
    name = symbol(former.number, former.notation or former.type_code)
    if paper.id == former.id:
        raise UserError("Một văn bản không thể thay thế hoặc đính chính chính nó; hãy chọn văn bản khác.")
    if paper.cancelled or former.cancelled:
        raise UserError("Số đã hủy không có văn bản để thay thế hoặc đính chính; hãy chọn văn bản khác.")
    if (former.issued_on, former.id) > (paper.issued_on, paper.id) and former.issued_on != paper.issued_on:
        raise UserError(
            f"Văn bản số {name} ban hành sau văn bản này; hãy ghi liên kết từ văn bản ban hành sau."
        )
    if former.uid in (paper.replaces, paper.corrects):
        raise UserError(f"Văn bản này đã ghi liên kết với văn bản số {name}; không cần ghi lại.")
    if paper.uid in (former.replaces, former.corrects):
        raise UserError(f"Văn bản số {name} đã ghi liên kết với văn bản này; hai chiều sẽ mâu thuẫn.")
    setattr(paper, relation.value, former.uid)


def find_paper_line(session: Session, uid: str) -> IssuedPaper:
    """Return a line of the register; raises NotFound."""
    found = session.scalar(select(IssuedPaper).where(IssuedPaper.uid == uid))
    if found is None:
        raise NotFound("Không tìm thấy văn bản này trong sổ văn bản đi; hãy chọn lại trong sổ.")
    return found


def _given(session: Session, year: int, type_code: str) -> list[Given]:
    rows = select(
        IssuedPaper.number, IssuedPaper.issued_on, IssuedPaper.subject, IssuedPaper.cancelled
    ).where(IssuedPaper.year == year, IssuedPaper.type_code == type_code)
    return [Given(*row) for row in session.execute(rows)]


def _line_of(session: Session, snapshot_uid: str | None) -> str | None:
    """Return the line of the newest numbered paper from this snapshot back through those it replaces."""
    while snapshot_uid:
        former = session.scalars(select(Snapshot).where(Snapshot.uid == snapshot_uid)).one()
        numbered = (IssuedPaper.snapshot_id == former.id, IssuedPaper.cancelled.is_(None))
        if found := session.scalar(select(IssuedPaper.uid).where(*numbered).limit(1)):
            return found
        snapshot_uid = former.replaces
    return None
