"""The register as of a day, and the standings of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import ColumnElement, FromClause, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import NotFound
from desktop.journal.past import VIETNAM, as_recorded
from desktop.people.models import Person
from desktop.people.normal import today
from desktop.people.queries import shown
from desktop.people.standing.models import Standing
from desktop.people.standing.rules import Line, Time, in_order
from desktop.storage.fields import fields_of
from desktop.text import partial_day

DETAILS = ("place", "document", "note")
"""What a standing may say besides status and date."""

_CHUNK = 500
_FIELDS = fields_of(Standing)


@dataclass(frozen=True)
class StandingRow:
    """One standing as lists show it: the line as stored, its fields as texts, and when it was recorded."""

    line: Line
    texts: dict[str, str]
    recorded: datetime

    @property
    def period(self) -> str:
        """From when to when it held, in words."""
        since, until = partial_day(self.line.since), partial_day(self.line.until)
        if not since:
            return f"Trước {until}" if until else "Từ trước đến nay"
        if until:
            return f"Từ {since} đến trước {until}"
        return f"Sẽ từ {since}" if self.is_to_come else f"Từ {since} đến nay"

    @property
    def is_to_come(self) -> bool:
        """Whether it will hold only from a later day on."""
        return (self.line.since or "") > today().isoformat()


def people_on(on: date, known: date | None = None) -> type[Person]:
    """Return what to select from instead of `Person` to ask the register as of a day; needs no session.

    Its rows are people with `status` and `status_since` as they were on the day `on`; a standing known only
    by its month or year counts from the beginning of that time, and whoever had none yet has his first one.
    A standing that lies in the future is so not yet told of today. Without `known` the people are those in
    the register now; with it the whole register, every field, is as it was recorded at the end of that day
    in Vietnam, so that the answer stays the same whatever is recorded later. Today or later means now.

    Select its columns (`people = people_on(day); select(people.uid).where(people.status == …)`), never the
    people themselves: what a session has loaded as a person is one that may be changed.
    """
    people: FromClause = Person.__table__
    standings: FromClause = Standing.__table__
    if known is not None and known < today():
        people = as_recorded(Person.metadata.tables["person"], known)
        standings = as_recorded(Standing.metadata.tables["standing"], known)
    then = _standing_on(standings, on)
    otherwise = and_(people.c.status_since > on.isoformat(), then.c.person_id.is_not(None))
    held = {
        "status": case((otherwise, then.c.status), else_=people.c.status),
        "status_since": case((otherwise, then.c.since), else_=people.c.status_since),
    }
    columns = [held[one.key].label(one.key) if one.key in held else one for one in people.c]
    rows = select(*columns).select_from(people.outerjoin(then, then.c.person_id == people.c.id))
    return cast("type[Person]", aliased(Person, rows.subquery("people_then"), adapt_on_names=True))


def _standing_on(standings: FromClause, on: date) -> Subquery:
    """Return the standing that held on a day for each person one of whose standings begins later."""
    line = standings.c
    moved = select(line.person_id).where(line.since > on.isoformat())
    begun: ColumnElement[bool] = or_(line.since.is_(None), line.since <= on.isoformat())
    place = func.row_number().over(
        partition_by=line.person_id,
        order_by=(begun.desc(), case((begun, line.since)).desc(), line.since, line.id),
    )
    placed = (
        select(line.person_id, line.status, line.since, place.label("place"))
        .where(line.person_id.in_(moved))
        .subquery()
    )
    return select(placed).where(placed.c.place == 1).subquery("standing_then")


def times_of(session: Session, ids: Sequence[int]) -> dict[int, Time]:
    """Return the standings of these people, oldest first; those without any are left out."""
    return {owner: in_order(lines) for owner, lines in lines_of(session, ids).items()}


def lines_of(session: Session, ids: Sequence[int]) -> dict[int, list[Line]]:
    """Return the rows of these people's standings just as they are stored."""
    columns = [getattr(Standing, key) for key in Line.__dataclass_fields__]
    found: dict[int, list[Line]] = {}
    for start in range(0, len(ids), _CHUNK):
        chosen = Standing.person_id.in_(ids[start : start + _CHUNK])
        for owner, *values in session.execute(select(Standing.person_id, *columns).where(chosen)):
            found.setdefault(owner, []).append(Line(*values))
    return found


def standings_of(session: Session, uid: str) -> list[StandingRow]:
    """Return the standings of one person, newest first; raises NotFound when there is no such person."""
    person = session.scalar(select(Person.id).where(Person.uid == uid))
    if person is None:
        raise NotFound("Không tìm thấy hồ sơ trong sổ; có thể hồ sơ đã bị xóa, hãy xem nhật ký.")
    return [_row(line) for line in reversed(times_of(session, [person]).get(person, ()))]


def _row(line: Line) -> StandingRow:
    texts = {field.key: shown(field, getattr(line, field.key)) for field in _FIELDS}
    return StandingRow(line, texts, datetime.fromisoformat(line.recorded_at).astimezone(VIETNAM))
