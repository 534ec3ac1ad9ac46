"""Frozen reports as lists and pages ask for them."""

import json
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import StoredFile
from desktop.documents.codec import from_json
from desktop.documents.model import Report
from desktop.errors import NotFound
from desktop.plans.queries import find_plan
from desktop.reports.models import LETTER, WARD_PLAN, IssuedPaper, Snapshot, SnapshotFile
from desktop.reports.paper_code import printed_code, qr_code
from desktop.reports.periods import parse_period


@dataclass(frozen=True)
class SnapshotLine:
    """One frozen report in a list; `stage` is prepared, leader_signed or signed."""

    uid: str
    kind: str
    plan_code: str
    plan_name: str
    period: str
    period_label: str
    cut_off: str
    made_on: str
    made_by: str
    is_estimate: bool
    number: int | None
    stage: str
    sha256: str


def list_snapshots(session: Session) -> list[SnapshotLine]:
    """Return all frozen reports, newest first."""
    rows = session.execute(
        select(Snapshot, IssuedPaper.number)
        .outerjoin(IssuedPaper, IssuedPaper.snapshot_id == Snapshot.id)
        .order_by(Snapshot.id.desc())
    ).all()
    stages: dict[int, str] = {}
    for snapshot_id, role in session.execute(
        select(SnapshotFile.snapshot_id, SnapshotFile.role).order_by(SnapshotFile.id)
    ):
        stages[snapshot_id] = role
    codes = {snapshot.plan_code for snapshot, _ in rows if snapshot.plan_code}
    names = {"": ""} | {code: find_plan(session, code).name for code in codes}
    return [
        _line(snapshot, names[snapshot.plan_code], number, stages.get(snapshot.id, ""))
        for snapshot, number in rows
    ]


def _line(snapshot: Snapshot, plan_name: str, number: int | None, stage: str) -> SnapshotLine:
    return SnapshotLine(
        snapshot.uid,
        snapshot.kind,
        snapshot.plan_code,
        plan_name,
        snapshot.period,
        _label(snapshot),
        snapshot.cut_off,
        snapshot.made_on,
        snapshot.made_by,
        bool(snapshot.is_estimate),
        number,
        stage,
        snapshot.sha256,
    )


def _label(snapshot: Snapshot) -> str:
    if snapshot.kind.startswith(LETTER):
        report = report_of(snapshot)
        return f"{report.kind.capitalize() or 'Công văn'}: {report.subject[:1].lower()}{report.subject[1:]}"
    period = parse_period(snapshot.period).label
    return f"Kế hoạch của đơn vị, {period}" if snapshot.kind == WARD_PLAN else period


def get_snapshot(session: Session, uid: str) -> Snapshot:
    """Return a frozen report; NotFound when there is none of that uid."""
    snapshot = session.scalar(select(Snapshot).where(Snapshot.uid == uid))
    if snapshot is None:
        raise NotFound("Không tìm thấy báo cáo đã chốt; hãy chọn lại trong danh sách báo cáo.")
    return snapshot


def newest_snapshot(session: Session, plan_code: str, period: str) -> Snapshot:
    """Return the newest frozen report (no other paper) of a plan and period; NotFound when none was made."""
    same = (
        Snapshot.plan_code == plan_code,
        Snapshot.period == period,
        Snapshot.kind != WARD_PLAN,
        Snapshot.kind.not_like(f"{LETTER}%"),
    )
    snapshot = session.scalar(select(Snapshot).where(*same).order_by(Snapshot.id.desc()).limit(1))
    if snapshot is None:
        raise NotFound(
            f"Chưa có báo cáo {parse_period(period).label} của kế hoạch này; hãy chốt báo cáo trước."
        )
    return snapshot


def report_of(snapshot: Snapshot) -> Report:
    """Return the frozen paper with the line and the code that tie it to its snapshot."""
    report: Report = from_json(json.loads(snapshot.content)["report"])
    trace = f"Mã số liệu {printed_code(snapshot.sha256)} · kỳ {snapshot.period}"
    if snapshot.kind.startswith(LETTER):
        trace = f"Mã văn bản {printed_code(snapshot.sha256)}"
    return replace(report, trace=trace, trace_code=qr_code(snapshot))


def latest_pdf(session: Session, snapshot: Snapshot) -> StoredFile:
    """Return the newest PDF kept for a frozen report: prepared, leader's, then the office's."""
    newest = (
        select(StoredFile)
        .join(SnapshotFile, SnapshotFile.sha256 == StoredFile.sha256)
        .where(SnapshotFile.snapshot_id == snapshot.id)
        .order_by(SnapshotFile.id.desc())
        .limit(1)
    )
    return session.scalars(newest).one()
