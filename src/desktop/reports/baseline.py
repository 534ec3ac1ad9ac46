"""A frozen report as a baseline: how the tasks stood when it was made, to tell what changed since."""

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.journal.models import Act, Change
from desktop.reports.models import LETTER, WARD_PLAN, Snapshot
from desktop.reports.queries import SnapshotLine, get_snapshot, list_snapshots
from desktop.tasks.changes import Baseline, Stand
from desktop.text import day

_TASK = "task."


def baseline_choices(session: Session) -> list[tuple[str, str]]:
    """Return the frozen reports as (uid, label), newest first, for choosing one to compare with."""
    return [
        (one.uid, _label(one))
        for one in list_snapshots(session)
        if one.kind != WARD_PLAN and not one.kind.startswith(LETTER)
    ]


def _label(one: SnapshotLine) -> str:
    number = f", số {one.number}" if one.number else ""
    until = day(date.fromisoformat(one.cut_off))
    return f"báo cáo {one.period_label} – {one.plan_name}, số liệu đến {until}{number}"


def baseline_of(session: Session, snapshot_uid: str) -> tuple[Baseline, str]:
    """Return what a frozen report said of the tasks, and its plan's code; NotFound for an unknown one."""
    snapshot = get_snapshot(session, snapshot_uid)
    stands = {
        figure["code"].removeprefix(_TASK): Stand(
            figure["label"], int(figure["value"] or 0), figure["state"], snapshot.plan_code
        )
        for figure in json.loads(snapshot.content)["figures"]
        if figure["code"].startswith(_TASK)
    }
    return Baseline(date.fromisoformat(snapshot.cut_off), stands, _frozen_at(session, snapshot)), (
        snapshot.plan_code
    )


def _frozen_at(session: Session, snapshot: Snapshot) -> str:
    """Return the moment at which the report was frozen."""
    question = (
        select(Act.at)
        .join(Change, Change.act_id == Act.id)
        .where(Change.table_name == Snapshot.__tablename__, Change.row_key == snapshot.uid)
    )
    return session.scalars(question.order_by(Act.id)).first() or ""
