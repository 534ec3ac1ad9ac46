"""What reports and indicators say of activities in a period: each figure with the people or rows behind it.

Counted is what was held and began in the period. Somebody is counted once however often he came.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from desktop.accounts.rights import Actor, Right
from desktop.activities.models import Activity, ActivityTask, Opinion, Participant
from desktop.activities.rules import HELD, HONOURED, TRAINING, OpinionState, opinion_state
from desktop.codelists import base_code, code_list
from desktop.people.counting.conditions import is_minority, younger_than
from desktop.people.counting.figures import YOUNG
from desktop.people.models import Person
from desktop.tasks.models import Obligation

_MINORITY = "participants:minority"

SENSITIVE = frozenset({_MINORITY})
"""Figures that tell of each of those they count what only SEE_SENSITIVE may see."""


@dataclass(frozen=True)
class Span:
    """The first and the last day of a period; with a plan only what serves its tasks."""

    since: date
    until: date
    plan_code: str = ""


@dataclass(frozen=True)
class ActivityFigure:
    """One figure: its name, its label, what it counts (`of`), and the uids of exactly those counted.

    `of` is activity, person or opinion; for `guest`, who are known by number or name only, and for `visit`,
    which counts somebody as often as he came, `uids` are those of the activities.
    """

    name: str
    label: str
    of: str
    count: int
    uids: tuple[str, ...]


def uids_shown(figure: ActivityFigure, actor: Actor) -> tuple[str, ...]:
    """Return the uids behind a figure as a user may see them: none where they would tell an ethnic group."""
    is_hidden = figure.name in SENSITIVE and not actor.may(Right.SEE_SENSITIVE)
    return () if is_hidden else figure.uids


@dataclass(frozen=True)
class _Held:
    """An activity of the period."""

    id: int
    uid: str
    kind: str
    guests: int


def activity_figures(session: Session, span: Span) -> list[ActivityFigure]:
    """Return all figures of a period in the order of a report."""
    held = _held(session, span)
    return [
        *_of_activities(held),
        *_of_people(session, held, span),
        *_of_guests(session, held),
        *_of_opinions(session, held, span),
    ]


def activity_figure(session: Session, name: str, span: Span) -> ActivityFigure:
    """Return one figure by its name (“participants:female”); KeyError for an unknown one."""
    return {figure.name: figure for figure in activity_figures(session, span)}[name]


def _held(session: Session, span: Span) -> list[_Held]:
    question = select(Activity.id, Activity.uid, Activity.kind, Activity.other_guests).where(
        Activity.state == HELD,
        Activity.starts_on.between(span.since.isoformat(), span.until.isoformat()),
    )
    if span.plan_code:
        serving = select(ActivityTask.activity_id).join(
            Obligation, Obligation.id == ActivityTask.obligation_id
        )
        question = question.where(Activity.id.in_(serving.where(Obligation.plan_code == span.plan_code)))
    rows = session.execute(question.order_by(Activity.starts_on, Activity.id))
    return [_Held(row.id, row.uid, base_code(row.kind), row.other_guests or 0) for row in rows]


def _of_activities(held: Sequence[_Held]) -> Iterable[ActivityFigure]:
    yield _figure("activities", "Số hoạt động đã tổ chức", "activity", [one.uid for one in held])
    for code in code_list("activity_kind").codes:
        uids = [one.uid for one in held if one.kind == code.code]
        yield _figure(f"activities:{code.code}", code.label, "activity", uids)


def _of_people(session: Session, held: Sequence[_Held], span: Span) -> Iterable[ActivityFigure]:
    came = Participant.attended == 1
    groups: list[tuple[str, str, ColumnElement[bool]]] = [
        ("participants", "Trí thức đã tham dự", true()),
        ("participants:female", "Nữ trí thức đã tham dự", Person.sex == "nu"),
        (_MINORITY, "Trí thức dân tộc thiểu số đã tham dự", is_minority(Person)),
        (
            "participants:under45",
            f"Trí thức dưới {YOUNG} tuổi đã tham dự",
            younger_than(YOUNG, span.until, Person),
        ),
    ]
    everywhere = [one.id for one in held]
    for name, label, condition in groups:
        yield _people(session, name, label, everywhere, came, condition)
    visits = _visits(session, everywhere)
    yield ActivityFigure("visits", "Lượt trí thức tham dự", "visit", visits, tuple(one.uid for one in held))
    trainings = [one.id for one in held if one.kind == TRAINING]
    young = younger_than(YOUNG, span.until, Person)
    yield _people(session, "trained", "Trí thức được đào tạo, bồi dưỡng", trainings, came, true())
    label = f"Trí thức dưới {YOUNG} tuổi được đào tạo, bồi dưỡng"
    yield _people(session, "trained:under45", label, trainings, came, young)
    honoured = Participant.role == HONOURED
    yield _people(session, "honoured", "Trí thức được tôn vinh, khen thưởng", everywhere, honoured, true())


def _people(
    session: Session,
    name: str,
    label: str,
    held: Sequence[int],
    as_what: ColumnElement[bool],
    condition: ColumnElement[bool],
) -> ActivityFigure:
    inside = select(Participant.person_id).where(Participant.activity_id.in_(held), as_what)
    uids = session.scalars(select(Person.uid).where(Person.id.in_(inside), condition).order_by(Person.id))
    return _figure(name, label, "person", uids.all())


def _visits(session: Session, held: Sequence[int]) -> int:
    pairs = select(Participant.activity_id, Participant.person_id).where(
        Participant.activity_id.in_(held), Participant.attended == 1, Participant.person_id.is_not(None)
    )
    return len(session.execute(pairs.distinct()).all())


def _of_guests(session: Session, held: Sequence[_Held]) -> Iterable[ActivityFigure]:
    rows = session.scalars(
        select(Participant.activity_id).where(
            Participant.activity_id.in_([one.id for one in held]),
            Participant.attended == 1,
            Participant.person_id.is_(None),
        )
    ).all()
    count = len(rows) + sum(one.guests for one in held)
    uids = tuple(one.uid for one in held if one.guests or one.id in rows)
    yield ActivityFigure("guests", "Lượt khách ngoài sổ", "guest", count, uids)


def _of_opinions(session: Session, held: Sequence[_Held], span: Span) -> Iterable[ActivityFigure]:
    rows = session.scalars(
        select(Opinion).where(Opinion.activity_id.in_([one.id for one in held])).order_by(Opinion.id)
    ).all()
    stood = {row.uid: opinion_state({key: getattr(row, key) for key in _STEPS}, span.until) for row in rows}
    labels: dict[str, tuple[str, Callable[[OpinionState], bool]]] = {
        "opinions": ("Ý kiến, kiến nghị được nêu", lambda _state: True),
        "opinions:passed": ("Đã chuyển, chờ trả lời", lambda state: state is OpinionState.PASSED),
        "opinions:answered": ("Đã trả lời", lambda state: state is OpinionState.ANSWERED),
        "opinions:declined": ("Không tiếp thu, đã nêu lý do", lambda state: state is OpinionState.DECLINED),
        "opinions:new": ("Chưa chuyển, chưa trả lời", lambda state: state is OpinionState.NEW),
    }
    for name, (label, fits) in labels.items():
        yield _figure(name, label, "opinion", [uid for uid, state in stood.items() if fits(state)])


_STEPS = ("passed_on", "answered_on", "declined")


def _figure(name: str, label: str, of: str, uids: Sequence[str]) -> ActivityFigure:
    return ActivityFigure(name, label, of, len(uids), tuple(uids))
