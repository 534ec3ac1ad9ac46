"""What came before a report: the same period of the year before, and what changed since the last report."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.indicators.queries import target_lines
from desktop.people.counting.figures import people_of_figures
from desktop.plans.catalogue import Plan
from desktop.reports.baseline import baseline_of
from desktop.reports.models import IssuedPaper, Snapshot
from desktop.reports.periods import ADHOC, KINDS, Period, parse_period, same_period_before
from desktop.reports.register.rules import symbol
from desktop.tasks.changes import TaskChange, changes_since
from desktop.text import day

_REGISTER, _TARGET = "register.", "target."


@dataclass(frozen=True)
class Earlier:
    """The figures of the same period of the year before: people by name of the figure, values by target.

    `source` names the frozen report they stand in; empty when they were found out again as of its cut-off.
    """

    label: str
    source: str
    people: Mapping[str, int]
    targets: Mapping[str, float]


@dataclass(frozen=True)
class Since:
    """What became of the tasks since the last frozen report, which `label` names."""

    label: str
    changes: tuple[TaskChange, ...]


def same_period(session: Session, plan: Plan, period: Period) -> Earlier | None:
    """Return the same period of the year before; None when nothing is known of it.

    The frozen report of that period tells it, else the register and the values as of its cut-off.
    """
    before = same_period_before(period)
    if before is None:
        return None
    label = "cùng kỳ năm trước" if before.kind == ADHOC else f"cùng kỳ năm {before.year}"
    snapshot = _newest(session, Snapshot.plan_code == plan.code, Snapshot.period == before.code)
    if snapshot is not None:
        return _frozen(session, snapshot, label)
    people = {
        name: len(uids) for name, uids in people_of_figures(session, before.cut_off, before.starts_on).items()
    }
    if not people["total"]:
        return None
    values = {line.code: line.value for line in target_lines(session, plan, before.cut_off)}
    return Earlier(label, "", people, {code: value for code, value in values.items() if value is not None})


def _frozen(session: Session, snapshot: Snapshot, label: str) -> Earlier:
    people: dict[str, int] = {}
    targets: dict[str, float] = {}
    for figure in json.loads(snapshot.content)["figures"]:
        if figure["value"] is None:
            continue
        if figure["code"].startswith(_REGISTER):
            people[figure["code"].removeprefix(_REGISTER)] = int(figure["value"])
        elif figure["code"].startswith(_TARGET):
            targets[figure["code"].removeprefix(_TARGET)] = figure["value"]
    return Earlier(label, _named(session, snapshot), people, targets)


def since_last_report(session: Session, plan: Plan, as_of: date) -> Since | None:
    """Return what became of the tasks since the newest report frozen of an earlier day; None without one."""
    last = _newest(session, Snapshot.plan_code == plan.code, Snapshot.cut_off < as_of.isoformat())
    if last is None:
        return None
    baseline, _ = baseline_of(session, last.uid)
    changes = tuple(changes_since(session, baseline, as_of, plan.code))
    return Since(f"{_named(session, last)} (số liệu đến ngày {day(baseline.on)})", changes)


def _newest(session: Session, *conditions: object) -> Snapshot | None:
    chosen = select(Snapshot).where(Snapshot.kind.in_(KINDS), *conditions)  # type: ignore[arg-type]
    return session.scalar(chosen.order_by(Snapshot.cut_off.desc(), Snapshot.id.desc()).limit(1))


def _named(session: Session, snapshot: Snapshot) -> str:
    """Name a report as running text does: by its number, or by its period when it has none."""
    given = select(IssuedPaper).where(IssuedPaper.snapshot_id == snapshot.id, IssuedPaper.cancelled.is_(None))
    paper = session.scalar(given.order_by(IssuedPaper.id.desc()).limit(1))
    if paper is None:
        return f"báo cáo {parse_period(snapshot.period).label}"
    issued = day(date.fromisoformat(paper.issued_on))
    return f"Báo cáo số {symbol(paper.number, paper.notation or paper.type_code)} ngày {issued}"
