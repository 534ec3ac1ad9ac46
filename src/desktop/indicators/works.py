"""Works of the profile counted as figures: inventions, publications, awards, visits of experts from abroad.

A work of several authors of the register counts once. A date of which only month or year is known counts
from the beginning of that time. A kind of which nobody's profile holds a row is unknown, not zero.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from desktop.indicators.who import Asked, researching
from desktop.people.counting.conditions import base_of, counted_on
from desktop.people.profile.models import (
    Award,
    Contribution,
    ExpertAbroad,
    Patent,
    PolicyReceived,
    Publication,
    ResearchTask,
)
from desktop.people.standing.queries import people_on
from desktop.text import fold

INTERNATIONAL = ("bai_wos", "bai_scopus", "bai_qt", "hoi_thao_qt")
_NATIONAL_PRIZES = ("GTHCM", "GTNN", "VIFOTEC")
_PRIZES = (*_NATIONAL_PRIZES, "STKT", "khac")


@dataclass(frozen=True)
class Work:
    """One work of one person; `key` is the same for all its authors, `on` its day (yyyy-mm-dd) or empty."""

    key: str
    uid: str
    on: str


@dataclass(frozen=True)
class Counted:
    """What a day gives: numerator and denominator with the people behind both.

    Nothing is known of a kind that is `unrecorded` altogether.
    """

    numerator: int = 0
    denominator: int | None = None
    uids: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    unrecorded: bool = False


def patents_growth(session: Session, asked: Asked) -> Counted:
    """Count applications and patents of this year up to the day, and of the same days of the year before."""
    works = _works(session, asked, Patent, base_of(Patent.kind) == "sang_che", Patent.title)
    day = asked.on.isoformat()
    before = f"{asked.on.year - 1}{day[4:]}"
    return _of_two(works, (day[:4], day), (before[:4], before))


def inventions_times(session: Session, asked: Asked) -> Counted:
    """Count inventions and utility solutions since the end of the base years, and of the base years."""
    kinds = base_of(Patent.kind).in_(("sang_che", "giai_phap"))
    works = _works(session, asked, Patent, kinds, Patent.title)
    first, last = asked.base or (asked.since_year - 1, asked.since_year - 1)
    return _of_two(works, (str(last + 1), asked.on.isoformat()), (str(first), f"{last}-12-31"))


def publications_times(session: Session, asked: Asked) -> Counted:
    """Count international publications of the last whole year, and of the base year."""
    kinds = base_of(Publication.kind).in_(INTERNATIONAL)
    works = _works(session, asked, Publication, kinds, Publication.title)
    year = last_whole_year(asked.on)
    first, last = asked.base or (asked.since_year, asked.since_year)
    return _of_two(works, (str(year), f"{year}-12-31"), (str(first), f"{last}-12-31"))


def last_whole_year(on: date) -> int:
    """Return the last year that had ended by a day."""
    return on.year if (on.month, on.day) == (12, 31) else on.year - 1


def science_awards(session: Session, asked: Asked) -> Counted:
    """Count national and international prizes in science since the plan's first year."""
    abroad_or_national = base_of(Award.level).in_(("quoc_te", "nha_nuoc"))
    prize = or_(base_of(Award.award).in_(_PRIZES), and_(Award.award.is_(None), Award.honour.is_(None)))
    chosen = or_(base_of(Award.award).in_(_NATIONAL_PRIZES), and_(abroad_or_national, prize))
    named = func.coalesce(Award.reason, Award.name, Award.award)
    works = _works(session, asked, Award, chosen, named, only_science=True)
    found = [one for one in works if str(asked.since_year) <= one.on <= asked.on.isoformat()]
    return Counted(_works_in(found), None, _people_in(found), unrecorded=not works)


def experts_abroad_yearly(session: Session, asked: Asked) -> Counted:
    """Count those abroad who taught, researched, advised or were attracted in the year up to the day."""
    people = people_on(asked.on)
    listed = select(ExpertAbroad.person_id).where(_held_in(ExpertAbroad, asked.on))
    abroad = or_(people.relation == "kieu_bao", people.id.in_(listed))
    known = select(people.id, people.uid).where(counted_on(asked.on, people), abroad)
    uids = {row.id: row.uid for row in session.execute(known.order_by(people.id))}
    took_part: set[int] = set()
    for row in (Contribution, ResearchTask, PolicyReceived):
        asked_rows = select(row.person_id).where(_begun_in(row, asked.on))
        if row is PolicyReceived:
            asked_rows = asked_rows.where(base_of(row.kind) == "thu_hut")
        took_part.update(session.scalars(asked_rows))
    found = tuple(uid for one, uid in uids.items() if one in took_part)
    return Counted(len(found), None, found, unrecorded=not uids)


def _begun_in(row: Any, on: date) -> ColumnElement[bool]:
    return and_(row.since >= str(on.year), row.since <= on.isoformat())


def _held_in(row: Any, on: date) -> ColumnElement[bool]:
    begun = or_(row.since.is_(None), row.since <= on.isoformat())
    return and_(begun, or_(row.until.is_(None), row.until >= str(on.year)))


def _works(
    session: Session,
    asked: Asked,
    row: Any,
    chosen: ColumnElement[bool],
    named: Any,
    *,
    only_science: bool = False,
) -> list[Work]:
    people = people_on(asked.on)
    question = select(row.document, named, people.uid, row.since).join(people, people.id == row.person_id)
    question = question.where(chosen, counted_on(asked.on, people))
    if only_science:
        prized = base_of(Award.award).in_(("VIFOTEC", "STKT"))
        question = question.where(or_(researching(people, asked), prized))
    rows = session.execute(question.order_by(people.id, row.id))
    return [Work(fold(document or name or ""), uid, _first_day(since)) for document, name, uid, since in rows]


def _first_day(since: str | None) -> str:
    return (since + "-01-01")[:10] if since else ""


def _of_two(works: list[Work], now: tuple[str, str], then: tuple[str, str]) -> Counted:
    """Count the works of two times, each from a day or year to a day."""
    inside, before = ([one for one in works if first <= one.on <= last] for first, last in (now, then))
    return Counted(
        _works_in(inside), _works_in(before), _people_in(inside), _people_in(before), unrecorded=not works
    )


def _works_in(works: Iterable[Work]) -> int:
    return len({one.key for one in works})


def _people_in(works: Iterable[Work]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.uid for one in works))


Counting = Callable[[Session, Asked], Counted]
"""How works are counted for a target."""
