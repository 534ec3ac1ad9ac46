"""Asking about activities: the list, one of them with its people, opinions and tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.activities.actions import FIELDS
from desktop.activities.attending import FIELDS as PARTICIPANT_FIELDS
from desktop.activities.lookup import find_row
from desktop.activities.models import Activity, ActivityTask, Opinion, Participant
from desktop.activities.opinions import FIELDS as OPINION_FIELDS
from desktop.activities.rules import CALLED_OFF, HELD, OPINION_LABELS, PLANNED, OpinionState, opinion_state
from desktop.codelists import base_code, code_list, label_of
from desktop.people.models import Person
from desktop.tasks.models import Obligation
from desktop.text import day, fold, sort_key

OVERDUE_LABEL = "Quá ngày, chưa ghi"
"""Stands for the state of what was planned and whose day has passed: nobody has noted whether it was held."""


@dataclass(frozen=True)
class ActivityLine:
    """One activity as lists and reports show it; `came` counts the people and guests who were there.

    `answered` of the `opinions` were answered or declined; `state` is its label, with what waits for a note.
    """

    id: int
    uid: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    title: str
    starts_on: date
    ends_on: date | None
    place: str
    result: str
    listed: int
    came: int
    opinions: int
    answered: int

    @property
    def days(self) -> str:
        """The day, or the first and the last."""
        first, last = self.starts_on, self.ends_on
        if last is None or last == first:
            return day(first)
        same_month = (first.year, first.month) == (last.year, last.month)
        return f"{first.day:02d}–{day(last)}" if same_month else f"{day(first)} – {day(last)}"


@dataclass(frozen=True)
class TaskLink:
    """A task that an activity serves; `reported` when progress was reported of it."""

    code: str
    plan_code: str
    text: str
    reported: bool


@dataclass(frozen=True)
class ActivityFacts:
    """One activity: its fields as stored and as shown, and the tasks it serves."""

    uid: str
    values: Mapping[str, Any]
    texts: Mapping[str, str]
    tasks: tuple[TaskLink, ...]

    @property
    def is_held(self) -> bool:
        """Whether it was held."""
        return bool(self.values["state"] == HELD)


@dataclass(frozen=True)
class ParticipantLine:
    """Somebody in a list; `person_uid` is empty for guests and for those who have left the register."""

    id: int
    uid: str
    person_uid: str
    values: Mapping[str, Any]
    texts: Mapping[str, str]

    @property
    def came(self) -> bool:
        """Whether he was there."""
        return bool(self.values["attended"])


@dataclass(frozen=True)
class OpinionLine:
    """An opinion and how it stands on the day asked for."""

    id: int
    uid: str
    person_uid: str
    activity_uid: str
    state: OpinionState
    values: Mapping[str, Any]
    texts: Mapping[str, str]

    @property
    def state_label(self) -> str:
        """How it stands, in words."""
        return OPINION_LABELS[self.state]


@dataclass(frozen=True)
class Filter:
    """Which activities a list shows; empty for all. `words` stand in title, place or organiser."""

    year: int = 0
    kind: str = ""
    plan_code: str = ""
    words: str = ""


def activity_lines(session: Session, on: date, wanted: Filter | None = None) -> list[ActivityLine]:
    """Return the activities that fit, the newest first, as they stand on a day."""
    wanted = wanted or Filter()
    question = select(Activity).order_by(Activity.starts_on.desc(), Activity.id.desc())
    if wanted.year:
        first, last = f"{wanted.year}-01-01", f"{wanted.year}-12-31"
        question = question.where(Activity.starts_on.between(first, last))
    if wanted.plan_code:
        serving = select(ActivityTask.activity_id).join(
            Obligation, Obligation.id == ActivityTask.obligation_id
        )
        question = question.where(Activity.id.in_(serving.where(Obligation.plan_code == wanted.plan_code)))
    words = fold(wanted.words)
    rows = [
        row
        for row in session.scalars(question)
        if (not wanted.kind or base_code(row.kind) == wanted.kind)
        and words in fold(f"{row.title} {row.place or ''} {row.organiser or ''}")
    ]
    counts = _counts(session)
    said = _opinion_counts(session, on)
    return [_line(row, counts.get(row.id, (0, 0)), said.get(row.id, (0, 0)), on) for row in rows]


def years_of(session: Session) -> list[int]:
    """Return the years in which there are activities, the newest first."""
    years = session.scalars(select(func.substr(Activity.starts_on, 1, 4)).distinct())
    return sorted(map(int, years), reverse=True)


def activity_facts(session: Session, uid: str) -> ActivityFacts:
    """Return one activity; raises NotFound."""
    row = find_row(session, Activity, uid)
    links = session.execute(
        select(Obligation.code, Obligation.plan_code, Obligation.text, ActivityTask.progress_id)
        .join(ActivityTask, ActivityTask.obligation_id == Obligation.id)
        .where(ActivityTask.activity_id == row.id)
        .order_by(Obligation.plan_code, Obligation.position, Obligation.code)
    )
    tasks = tuple(TaskLink(code, plan, text, progress is not None) for code, plan, text, progress in links)
    values = {key: getattr(row, key) for key in FIELDS}
    return ActivityFacts(row.uid, values, shown(FIELDS, values), tasks)


def participants(session: Session, uid: str) -> list[ParticipantLine]:
    """Return who stands in the list of an activity: by role, then by name, everybody once.

    Of one who stands in it twice after a merge of two records the row that says most is returned.
    """
    activity = find_row(session, Activity, uid)
    rows = session.execute(
        select(Participant, Person.uid)
        .outerjoin(Person, Person.id == Participant.person_id)
        .where(Participant.activity_id == activity.id)
    ).all()
    ranks = {code.code: rank for rank, code in enumerate(code_list("participant_role").codes)}
    ordered = sorted(rows, key=lambda row: (-(row[0].attended or 0), -ranks.get(row[0].role, 0), row[0].id))
    first: dict[object, ParticipantLine] = {}
    for row, person_uid in ordered:
        values = {key: getattr(row, key) for key in PARTICIPANT_FIELDS}
        line = ParticipantLine(row.id, row.uid, person_uid or "", values, _person_texts(values))
        first.setdefault(row.person_id or row.uid, line)
    return sorted(first.values(), key=lambda line: (_PLACE.get(line.values["role"], 0), _by_name(line)))


_PLACE = {"chu_tri": -2, "bao_cao_vien": -1}
"""Who leads and who speaks stands before the others."""


def _by_name(line: ParticipantLine) -> tuple[bytes, bytes, int]:
    rest, _, given = str(line.values["name"]).rpartition(" ")
    return sort_key(given), sort_key(rest), line.id


def opinions(session: Session, on: date, activity_uid: str = "") -> list[OpinionLine]:
    """Return the opinions of one activity, or of all, in the order they were written down."""
    question = (
        select(Opinion, Activity.uid, Person.uid)
        .join(Activity, Activity.id == Opinion.activity_id)
        .outerjoin(Person, Person.id == Opinion.person_id)
        .order_by(Activity.starts_on, Activity.id, Opinion.id)
    )
    if activity_uid:
        question = question.where(Activity.uid == activity_uid)
    return [_opinion(*row, on) for row in session.execute(question)]


def shown(fields: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, str]:
    """Return stored values as they are shown: labels for codes, dd/mm/yyyy, yes and no."""
    return {key: _text(fields[key], value) for key, value in values.items()}


def _text(field: Any, value: Any) -> str:
    if value is None:
        return ""
    if field.kind == "code":
        return label_of(field.codes, str(value))
    if field.kind == "date":
        return day(date.fromisoformat(str(value)))
    if field.kind == "flag":
        return "Có" if value else "Không"
    return str(value)


def _person_texts(values: Mapping[str, Any]) -> dict[str, str]:
    absent = {None: "Chưa ghi", 0: "Vắng", 1: "Có mặt"}
    return shown(PARTICIPANT_FIELDS, values) | {"attended": absent[values["attended"]]}


def _opinion(row: Opinion, activity_uid: str, person_uid: str | None, on: date) -> OpinionLine:
    values = {key: getattr(row, key) for key in OPINION_FIELDS}
    state = opinion_state(values, on)
    texts = shown(OPINION_FIELDS, values)
    return OpinionLine(row.id, row.uid, person_uid or "", activity_uid, state, values, texts)


def _counts(session: Session) -> dict[int, tuple[int, int]]:
    """Return of each activity how many stand in its list, and how many of them were there."""
    who = func.coalesce(-Participant.person_id, Participant.id)
    came = func.count(func.distinct(who)).filter(Participant.attended == 1)
    rows = session.execute(
        select(Participant.activity_id, func.count(func.distinct(who)), came).group_by(
            Participant.activity_id
        )
    )
    return {activity: (listed, there) for activity, listed, there in rows}


def _opinion_counts(session: Session, on: date) -> dict[int, tuple[int, int]]:
    answered = func.count().filter(Opinion.answered_on <= on.isoformat())
    rows = session.execute(select(Opinion.activity_id, func.count(), answered).group_by(Opinion.activity_id))
    return {activity: (said, done) for activity, said, done in rows}


def _line(row: Activity, listed: Sequence[int], said: Sequence[int], on: date) -> ActivityLine:
    starts = date.fromisoformat(row.starts_on)
    ends = date.fromisoformat(row.ends_on) if row.ends_on else None
    waits = row.state == PLANNED and (ends or starts) < on
    counted = row.state != CALLED_OFF
    return ActivityLine(
        id=row.id,
        uid=row.uid,
        kind=row.kind,
        kind_label=label_of("activity_kind", row.kind),
        state=row.state,
        state_label=OVERDUE_LABEL if waits else label_of("activity_state", row.state),
        title=row.title,
        starts_on=starts,
        ends_on=ends,
        place=row.place or "",
        result=row.result or "",
        listed=listed[0],
        came=listed[1] + (row.other_guests or 0) if counted and row.state == HELD else 0,
        opinions=said[0],
        answered=said[1],
    )
