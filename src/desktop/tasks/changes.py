"""What became of the tasks since an earlier day or an earlier report, also of those that are gone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.journal.models import Act, Change
from desktop.journal.past import VIETNAM, beginning_of
from desktop.tasks.models import Obligation
from desktop.tasks.queries import TaskLine, list_obligations
from desktop.tasks.rules import State
from desktop.tasks.terms.queries import PaperLine, papers_since
from desktop.tasks.units import ROLE_LABELS, TaskRole
from desktop.text import day


class ChangeKind(StrEnum):
    """What may become of a task, the weightiest first."""

    NEW = "new"
    REMOVED = "removed"
    FINISHED = "finished"
    BECAME_LATE = "became_late"
    RETURNED = "returned"
    EXTENDED = "extended"
    GUIDED = "guided"
    PROGRESSED = "progressed"
    ROLE = "role"


CHANGE_LABELS = {
    ChangeKind.NEW: "Việc mới",
    ChangeKind.REMOVED: "Không còn",
    ChangeKind.FINISHED: "Đã hoàn thành",
    ChangeKind.BECAME_LATE: "Thành quá hạn",
    ChangeKind.RETURNED: "Bị trả lại",
    ChangeKind.EXTENDED: "Được gia hạn",
    ChangeKind.GUIDED: "Đã có hướng dẫn",
    ChangeKind.PROGRESSED: "Có tiến triển",
    ChangeKind.ROLE: "Đổi vai trò",
}
_OF_PAPER = {
    "guidance": ChangeKind.GUIDED,
    "extension": ChangeKind.EXTENDED,
    "return": ChangeKind.RETURNED,
}
_WEIGHT = {kind: weight for weight, kind in enumerate(ChangeKind)}


@dataclass(frozen=True)
class Stand:
    """How a task that the office owed stood then."""

    text: str
    percent: int
    state: str
    plan_code: str


@dataclass(frozen=True)
class Baseline:
    """What is compared with: how each owed task (by code) stood at the end of the day `on`.

    `recorded` is the moment (UTC, ISO 8601) at which a report froze it, empty for a plain day.
    """

    on: date
    stands: Mapping[str, Stand]
    recorded: str = ""


@dataclass(frozen=True)
class TaskChange:
    """One thing that became of one task; `before` and `after` are percents, None where there was no task."""

    kind: ChangeKind
    code: str
    plan_code: str
    text: str
    why: str
    before: int | None
    after: int | None


def baseline_on(session: Session, on: date, plan_code: str | None = None) -> Baseline:
    """Return how the tasks that were owed stood at the end of a day, also those that are gone since."""
    roles = _roles_then(session, on)
    stands = {
        line.code: Stand(line.text, line.percent, line.state, line.plan_code)
        for line in list_obligations(session, on, plan_code)
        if _was_owed(line.owed_from, roles.get(line.code, line.role), on) and not line.closed
    }
    for row in _gone(session, on):
        since = date.fromisoformat(row["owed_from"])
        if plan_code in (None, row["plan_code"]) and _was_owed(since, row["role"], on):
            gone = Stand(row["text"], 0, State.NOT_DUE, row["plan_code"])
            stands.setdefault(row["code"], gone)
    return Baseline(on, stands)


def changes_since(
    session: Session, baseline: Baseline, on: date, plan_code: str | None = None
) -> list[TaskChange]:
    """Return what became of the tasks from the baseline to the end of the day `on`.

    In plan order, of each task the weightiest first, at last what is gone; one task may have changed in
    several ways. What the office neither owed then nor owes now is left out.
    """
    lines = list_obligations(session, on, plan_code)
    papers = papers_since(session, baseline.on, on, baseline.recorded)
    roles = _roles_then(session, baseline.on)
    found: list[TaskChange] = []
    for line in lines:
        if not line.closed:
            told = _Told(line, baseline, roles.get(line.code, line.role), papers.get(line.code, ()))
            found += sorted(told.changes(), key=lambda change: _WEIGHT[change.kind])
    return [*found, *_removed(session, baseline, lines)]


@dataclass(frozen=True)
class _Told:
    """One task now, with what is known of it then."""

    line: TaskLine
    baseline: Baseline
    role_then: str
    papers: Sequence[PaperLine]

    def changes(self) -> Iterator[TaskChange]:
        """Yield what became of it."""
        line, then = self.line, self.baseline.stands.get(self.line.code)
        if line.role != self.role_then:
            yield self._one(ChangeKind.ROLE, self._role_words())
        if then is not None:
            yield from (self._one(_OF_PAPER[paper.kind], paper.words) for paper in self.papers)
            yield from self._moved(then)
        elif line.is_owed and line.owed_from is not None and line.owed_from > self.baseline.on:
            words = line.deadline_text or "kế hoạch không ghi"
            yield self._one(ChangeKind.NEW, f"Được giao từ {day(line.owed_from)}; thời hạn: {words}.")

    def _moved(self, then: Stand) -> Iterator[TaskChange]:
        line = self.line
        if line.state is State.DONE and then.state != State.DONE:
            yield self._one(ChangeKind.FINISHED, line.why)
        elif self._has_moved(then):
            yield self._one(ChangeKind.PROGRESSED, self._progress_words(then))
        if line.state is State.OVERDUE and then.state != State.OVERDUE:
            yield self._one(ChangeKind.BECAME_LATE, line.why)

    def _has_moved(self, then: Stand) -> bool:
        if self.line.returned:
            return False
        reported = self.line.last_on is not None and self.line.last_on > self.baseline.on
        return reported or self.line.percent != then.percent

    def _progress_words(self, then: Stand) -> str:
        line = self.line
        to = f"{line.percent}%{f' ({line.counted})' if line.counted else ''}"
        moved = f"Từ {then.percent}% {'lên' if line.percent > then.percent else 'xuống'} {to}"
        if line.percent == then.percent:
            moved = f"Vẫn {to}"
        reported = f", cập nhật {day(line.last_on)}" if line.last_on else ""
        note = f": {' '.join(line.note.split())}" if line.note else ""
        return f"{moved}{reported}{note}".rstrip(".") + "."

    def _role_words(self) -> str:
        old, new = (ROLE_LABELS[TaskRole(role)] for role in (self.role_then, self.line.role))
        return f"Vai trò đổi từ {old} sang {new}. {self.line.role_reason}"

    def _one(self, kind: ChangeKind, why: str) -> TaskChange:
        line, then = self.line, self.baseline.stands.get(self.line.code)
        before = then.percent if then else None
        return TaskChange(kind, line.code, line.plan_code, line.text, why, before, line.percent)


def _removed(session: Session, baseline: Baseline, lines: Sequence[TaskLine]) -> Iterator[TaskChange]:
    now = {line.code: line for line in lines}
    ended = {row["code"]: row["at"] for row in _gone(session, baseline.on)}
    for code, then in baseline.stands.items():
        line = now.get(code)
        if line is None:
            on = f" từ {_vietnamese_day(ended[code])}" if code in ended else ""
            why = f"Không còn trong danh sách việc của đơn vị{on}, theo thay đổi của kế hoạch."
        elif line.closed:
            why = line.why
        else:
            continue
        yield TaskChange(ChangeKind.REMOVED, code, then.plan_code, then.text, why, then.percent, None)


def _was_owed(since: date | None, role: str, on: date) -> bool:
    return since is not None and since <= on and role != TaskRole.WATCH


def _roles_then(session: Session, on: date) -> dict[str, str]:
    """Return the parts that tasks had at the end of a day, by code, where they were changed since."""
    roles: dict[str, str] = {}
    for change, _at in _changed_rows(session, on):
        row = json.loads(change.before or change.after or "{}")
        if row:
            roles.setdefault(row["code"], row["role"])
    return roles


def _gone(session: Session, on: date) -> Iterator[dict[str, Any]]:
    """Yield the obligations that were removed after a day, with the moment (`at`) of the removal."""
    present = set(session.scalars(select(Obligation.uid)))
    for change, at in _changed_rows(session, on):
        if change.after is None and change.before and change.row_key not in present:
            yield {**json.loads(change.before), "at": at}


def _changed_rows(session: Session, on: date) -> list[tuple[Change, str]]:
    question = (
        select(Change, Act.at)
        .join(Act, Act.id == Change.act_id)
        .where(Change.table_name == Obligation.__tablename__)
        .where(Act.at >= beginning_of(on + timedelta(days=1)))
        .order_by(Change.id)
    )
    return [(change, at) for change, at in session.execute(question)]


def _vietnamese_day(at: str) -> str:
    return day(datetime.fromisoformat(at).astimezone(VIETNAM).date())
