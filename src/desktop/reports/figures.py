"""The figures of a report that are frozen with it: value, numerator, denominator and the uids behind them."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from desktop.indicators.compute import Behind
from desktop.journal.past import VIETNAM
from desktop.journal.queries import history_of
from desktop.people.counting.conditions import Moment
from desktop.reports.data import ReportData
from desktop.reports.models import Snapshot

_PERSON = "person"


@dataclass(frozen=True)
class Figure:
    """One figure; `code` finds it again: `register.female`, `task.ĐN26.3`, `target.ĐN26.CT01`.

    `uids` are the people it counts, `among` those of its denominator.
    """

    code: str
    label: str
    value: float | None
    state: str = ""
    numerator: float | None = None
    denominator: float | None = None
    uids: tuple[str, ...] = ()
    among: tuple[str, ...] = ()

    @property
    def counts_people(self) -> bool:
        """Whether there are people behind it to be looked at."""
        return bool(self.uids or self.among)


def figures_of(data: ReportData) -> list[Figure]:
    """Return every figure that the report shows, in its order."""
    return [*_register(data), *_tasks(data), *_targets(data), *_activities(data)]


def _register(data: ReportData) -> list[Figure]:
    return [
        Figure(f"register.{name}", label, value=len(uids), denominator=data.register.total, uids=uids)
        for name, label, uids in data.people
    ]


def _tasks(data: ReportData) -> list[Figure]:
    return [Figure(f"task.{line.code}", line.text, line.percent, line.state) for line in data.owed]


def _targets(data: ReportData) -> list[Figure]:
    return [
        Figure(
            f"target.{line.code}",
            line.text,
            line.value,
            line.state,
            line.numerator,
            line.denominator,
            behind.counted,
            behind.among,
        )
        for line in data.targets
        for behind in (data.behind.get(line.code, Behind((), ())),)
    ]


def _activities(data: ReportData) -> list[Figure]:
    """Return what there was of activities; of their figures only those that count people name them."""
    return [
        Figure(f"activity.{one.name}", one.label, one.count, uids=one.uids if one.of == _PERSON else ())
        for one in data.activity_figures
        if one.count
    ]


def frozen_figures(snapshot: Snapshot) -> list[Figure]:
    """Return the figures that were frozen with a report; a paper of another kind has none."""
    kept = json.loads(snapshot.content).get("figures", ())
    return [Figure(**{**row, "uids": tuple(row["uids"]), "among": tuple(row["among"])}) for row in kept]


def moment_of(session: Session, snapshot: Snapshot) -> Moment:
    """Return the moment of a report's figures: its last counted day, as known when it was frozen.

    When that was is what the journal says, not the day written on the paper.
    """
    made = datetime.fromisoformat(history_of(session, snapshot.uid, Snapshot.__tablename__)[-1].at)
    return Moment(date.fromisoformat(snapshot.cut_off), made.astimezone(VIETNAM).date())
