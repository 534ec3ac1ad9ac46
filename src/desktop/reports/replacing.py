"""What a corrected paper says about the one it replaces (NĐ 30/2020/NĐ-CP, Article 18: a new paper)."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents.model import Block, Paragraph, Report
from desktop.documents.wording import issuer_name
from desktop.reports.models import WARD_PLAN, Snapshot
from desktop.reports.queries import report_of
from desktop.tasks.ward_plan.wording import cited

_LETTER = "công văn"


def telling_what_it_replaces(session: Session, report: Report, kind: str, former_uid: str | None) -> Report:
    """Return the paper with the sentence that names the issued one it replaces, before its closing words.

    Versions that never got a number never left the office and are passed over. The office's own plan names
    its former version by itself.
    """
    former = None if kind == WARD_PLAN else _issued(session, former_uid)
    if former is None:
        return report
    own = report.kind or _LETTER
    sentence: Block = Paragraph(f"{own.capitalize()} này thay thế {_citation(former)}.")
    return replace(report, body=(*report.body[:-1], sentence, *report.body[-1:]))


def _issued(session: Session, uid: str | None) -> Report | None:
    """Return the nearest version, backwards from this one, that has a number."""
    while uid is not None:
        snapshot = session.scalars(select(Snapshot).where(Snapshot.uid == uid)).one()
        report = report_of(snapshot)
        if report.letterhead.number is not None and report.letterhead.on is not None:
            return report
        uid = snapshot.replaces
    return None


def _citation(report: Report) -> str:
    head = report.letterhead
    assert head.on is not None  # noqa: S101 - for the type checker
    named = cited(report.kind or _LETTER, head.number, head.notation, head.on)
    about = f" về {report.subject[:1].lower()}{report.subject[1:]}" if report.subject else ""
    return f"{named} của {issuer_name(report)}{about}"
