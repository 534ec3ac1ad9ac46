"""The office's own plan as lists, the paper and the window show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.accounts.queries import UnitFacts, unit_of
from desktop.codelists import label_of
from desktop.errors import UserError
from desktop.plans.plan import Plan
from desktop.plans.queries import find_plan
from desktop.tasks.calendar import WorkCalendar
from desktop.tasks.models import AdoptedPlan
from desktop.tasks.queries import TaskLine, list_obligations
from desktop.tasks.rules import Reported, State, derive_state
from desktop.tasks.units import TaskRole
from desktop.tasks.ward_plan.drafting import asks_for_plan, tasks_to_draft
from desktop.tasks.ward_plan.lookup import find_own_task
from desktop.tasks.ward_plan.models import (
    OwnProgress,
    OwnSpending,
    OwnTask,
    WardOfficer,
    WardPlan,
    WardPlanVersion,
)
from desktop.tasks.ward_plan.rules import deadline_words, over_plan, term_of, text_fields
from desktop.tasks.workdays.queries import office_calendar


@dataclass(frozen=True)
class OwnLine:
    """One own task on a day.

    `number` is its place in the plan; the `city_…` fields are those of the city's task it carries out, empty
    for one of the office's own will. Money is in đồng. `remarks` are sentences on what needs a look.
    """

    uid: str
    number: int
    task_code: str
    city_number: str
    city_text: str
    group: str
    group_title: str
    text: str
    section: str
    officer_uid: str
    officer: str
    coordinators: tuple[str, ...]
    deadline_text: str
    starts_on: str
    ends_on: str
    result: str
    source: str
    planned: int | None
    spent: int
    state: State
    why: str
    percent: int
    last_on: date | None
    remarks: tuple[str, ...]

    @property
    def deadline(self) -> str:
        """When it is to be done, as lists and the paper show it."""
        return deadline_words(self.deadline_text, self.starts_on, self.ends_on)

    @property
    def section_label(self) -> str:
        """The name of the section that answers for it."""
        return label_of("ward_section", self.section)


@dataclass(frozen=True)
class Version:
    """The plan as it was issued once."""

    number: int
    issued_on: date
    paper: str
    snapshot_uid: str
    content: str


@dataclass(frozen=True)
class WardPlanView:
    """The whole plan on a day; `undrafted` are the city's tasks that no own task carries out yet.

    `texts` are the office's own words by field, None where the program writes them.
    """

    unit: UnitFacts
    plan: Plan
    exists: bool
    on: date
    texts: Mapping[str, str | None]
    lines: tuple[OwnLine, ...]
    undrafted: tuple[TaskLine, ...]
    asked_by: TaskLine | None
    versions: tuple[Version, ...]

    @property
    def planned(self) -> int:
        """All money planned, in đồng."""
        return sum(line.planned or 0 for line in self.lines)

    @property
    def spent(self) -> int:
        """All money spent, in đồng."""
        return sum(line.spent for line in self.lines)

    @property
    def planned_by_source(self) -> tuple[tuple[str, int], ...]:
        """Money planned by the label of its source, in the order of the code list's first use."""
        sums: dict[str, int] = {}
        for line in self.lines:
            if line.planned:
                label = label_of("money_source", line.source)
                sums[label] = sums.get(label, 0) + line.planned
        return tuple(sums.items())


@dataclass(frozen=True)
class ProgressEntry:
    """One report of progress on an own task."""

    uid: str
    on: date
    percent: int
    note: str
    document: str
    entered_by: str


@dataclass(frozen=True)
class SpendingEntry:
    """Money spent once on an own task, in đồng."""

    uid: str
    on: date
    amount: int
    document: str
    note: str


@dataclass(frozen=True)
class OfficerLine:
    """Somebody who can answer for a task."""

    uid: str
    full_name: str
    section: str
    position: str

    @property
    def label(self) -> str:
        """Name and section, for choices."""
        return f"{self.full_name} – {label_of('ward_section', self.section)}"


def ward_plan(session: Session, plan_code: str, on: date) -> WardPlanView:
    """Return the office's own plan under an adopted one; empty as long as nobody has begun it.

    Raises NotFound for an unknown plan, UserError for one the office has not adopted.
    """
    plan = find_plan(session, plan_code)
    if session.scalar(select(AdoptedPlan.id).where(AdoptedPlan.plan_code == plan_code)) is None:
        raise UserError(
            f"Đơn vị chưa nhận kế hoạch {plan.name} nên chưa lập kế hoạch riêng; hãy nhận kế hoạch trước."
        )
    city = list_obligations(session, on, plan_code)
    row = session.scalar(select(WardPlan).where(WardPlan.plan_code == plan_code))
    lines = _lines(session, row, city, on) if row else ()
    return WardPlanView(
        unit=unit_of(session),
        plan=plan,
        exists=row is not None,
        on=on,
        texts={field.key: getattr(row, field.key) if row else None for field in text_fields()},
        lines=lines,
        undrafted=tuple(tasks_to_draft(city, (line.task_code for line in lines))),
        asked_by=next((one for one in city if one.is_owed and asks_for_plan(one.text)), None),
        versions=_versions(session, row) if row else (),
    )


def officers(session: Session) -> list[OfficerLine]:
    """Return who can answer for tasks, by name."""
    rows = session.scalars(select(WardOfficer).where(WardOfficer.active == 1).order_by(WardOfficer.full_name))
    return [OfficerLine(one.uid, one.full_name, one.section, one.position or "") for one in rows]


def own_progress(session: Session, uid: str) -> list[ProgressEntry]:
    """Return the reports on an own task, newest first; NotFound for an unknown one."""
    rows = select(OwnProgress).where(OwnProgress.own_task_id == find_own_task(session, uid).id)
    return [
        ProgressEntry(
            one.uid, date.fromisoformat(one.reported_on), one.percent, one.note, one.document or "",
            one.entered_by,
        )
        for one in session.scalars(rows.order_by(OwnProgress.reported_on.desc(), OwnProgress.id.desc()))
    ]  # fmt: skip


def own_spending(session: Session, uid: str) -> list[SpendingEntry]:
    """Return what was spent on an own task, newest first; NotFound for an unknown one."""
    rows = select(OwnSpending).where(OwnSpending.own_task_id == find_own_task(session, uid).id)
    return [
        SpendingEntry(one.uid, date.fromisoformat(one.spent_on), one.amount, one.document, one.note or "")
        for one in session.scalars(rows.order_by(OwnSpending.spent_on.desc(), OwnSpending.id.desc()))
    ]


def _versions(session: Session, row: WardPlan) -> tuple[Version, ...]:
    rows = select(WardPlanVersion).where(WardPlanVersion.ward_plan_id == row.id)
    newest = {one.version: one for one in session.scalars(rows.order_by(WardPlanVersion.id))}
    return tuple(
        Version(one.version, date.fromisoformat(one.issued_on), one.paper, one.snapshot_uid, one.content)
        for one in newest.values()
    )


@dataclass(frozen=True)
class _Known:
    """What lines are made from, asked once: the city's tasks in order, reports and sums by own task."""

    city: Mapping[str, tuple[int, TaskLine]]
    reports: Mapping[int, Sequence[OwnProgress]]
    spent: Mapping[int, int]
    officers: Mapping[int, WardOfficer]
    on: date
    calendar: WorkCalendar


def _lines(session: Session, row: WardPlan, city: Sequence[TaskLine], on: date) -> tuple[OwnLine, ...]:
    tasks = list(session.scalars(select(OwnTask).where(OwnTask.ward_plan_id == row.id).order_by(OwnTask.id)))
    known = _known(session, city, on)
    last = (len(city), "")

    def place(task: OwnTask) -> tuple[int, str]:
        found = known.city.get(task.task_code or "")
        return (found[0], "") if found else last

    ordered = sorted(tasks, key=lambda task: (*place(task), task.id))
    return tuple(_line(task, number, known) for number, task in enumerate(ordered, start=1))


def _known(session: Session, city: Sequence[TaskLine], on: date) -> _Known:
    first: dict[str, tuple[int, TaskLine]] = {}
    for index, line in enumerate(city):
        first.setdefault(line.task_code, (index, line))
    reports: dict[int, list[OwnProgress]] = {}
    told = select(OwnProgress).where(OwnProgress.reported_on <= on.isoformat())
    for report in session.scalars(told.order_by(OwnProgress.reported_on, OwnProgress.id)):
        reports.setdefault(report.own_task_id, []).append(report)
    sums = select(OwnSpending.own_task_id, func.sum(OwnSpending.amount))
    paid = session.execute(
        sums.where(OwnSpending.spent_on <= on.isoformat()).group_by(OwnSpending.own_task_id)
    )
    spent = {task_id: int(amount) for task_id, amount in paid}
    known = {one.id: one for one in session.scalars(select(WardOfficer))}
    return _Known(first, reports, spent, known, on, office_calendar(session))


def _line(task: OwnTask, number: int, known: _Known) -> OwnLine:
    found = known.city.get(task.task_code or "")
    above = found[1] if found else None
    term = term_of(task.deadline_text or "", task.starts_on, task.ends_on, known.on)
    reported = _reported(known.reports.get(task.id, ()), term.starts_on if term.kind == "yearly" else None)
    standing = derive_state(term, TaskRole.LEAD, reported, known.on, calendar=known.calendar)
    officer = known.officers.get(task.officer_id or 0)
    spent = known.spent.get(task.id, 0)
    return OwnLine(
        uid=task.uid,
        number=number,
        task_code=task.task_code or "",
        city_number=above.number if above else "",
        city_text=above.text if above else "",
        group=above.group if above else "",
        group_title=above.group_title if above else "",
        text=task.text,
        section=task.section,
        officer_uid=officer.uid if officer else "",
        officer=officer.full_name if officer else "",
        coordinators=tuple((task.coordinators or "").splitlines()),
        deadline_text=task.deadline_text or "",
        starts_on=task.starts_on or "",
        ends_on=task.ends_on or "",
        result=task.result or "",
        source=task.money_source or "",
        planned=task.money_planned,
        spent=spent,
        state=standing.state,
        why=standing.why,
        percent=reported.percent if reported else 0,
        last_on=reported.on if reported else None,
        remarks=tuple(filter(None, (_lost(task, above), over_plan(task.money_planned, spent)))),
    )


def _lost(task: OwnTask, above: TaskLine | None) -> str:
    """Say that the city's task has been taken away from above an own task."""
    if not task.task_code or (above is not None and not above.closed):
        return ""
    gone = "đã kết thúc vì kế hoạch được thay thế" if above else "không còn trong kế hoạch đã nhận"
    return (
        f"Nhiệm vụ {task.task_code} của cấp trên {gone}; hãy gắn việc này vào nhiệm vụ khác hoặc để là "
        "việc riêng của đơn vị."
    )


def _reported(reports: Sequence[OwnProgress], since: date | None) -> Reported | None:
    """Return the newest report, with the day since which 100 % has held; of a year only its own count."""
    told = [one for one in reports if since is None or one.reported_on >= since.isoformat()]
    if not told:
        return None
    done_on = None
    for one in reversed(told):
        if one.percent < 100:
            break
        done_on = date.fromisoformat(one.reported_on)
    return Reported(told[-1].percent, date.fromisoformat(told[-1].reported_on), done_on)
