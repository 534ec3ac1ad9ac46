"""Who of the register counts for a target, as conditions in SQL on the people of a day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select

from desktop.codelists.lists import OTHER
from desktop.people.counting.conditions import People, base_of, counted_on, is_minority, younger_than
from desktop.people.profile.models import Degree, Membership, Post, Title, Training

PUBLIC_SECTORS = ("dang", "nha_nuoc", "su_nghiep", "vu_trang")
"""“Khu vực công”: bodies of Party, State, public units, armed forces; state enterprises are not counted."""

ELSEWHERE = ("que_goc", "kieu_bao")
"""Relations of those who do not work on the territory, although they belong to the register."""

POSTGRADUATE = ("ThS", "TS", "TSKH")
DOCTORATE = ("TS", "TSKH")
YOUNG = 45


@dataclass(frozen=True)
class Asked:
    """For what a measure is computed: a day, the first year of the plan, the years of a base if any."""

    on: date
    since_year: int
    base: tuple[int, int] | None = None


Condition = Callable[[People, Asked], ColumnElement[bool]]
"""Who of the register as of a day counts."""


def both(*conditions: Condition) -> Condition:
    """Return the condition to fulfil all of them."""
    return lambda people, asked: and_(*(one(people, asked) for one in conditions))


def either(*conditions: Condition) -> Condition:
    """Return the condition to fulfil one of them."""
    return lambda people, asked: or_(*(one(people, asked) for one in conditions))


def says(column: Any, *words: str) -> ColumnElement[bool]:
    """Tell whether a text matches one of these patterns of folded words; an empty one does not.

    What cannot match is passed over by its consonants before anything is folded: that is much quicker.
    """
    found = (and_(column.like(_ACCENTED.sub("%", word)), func.fold(column).like(word)) for word in words)
    return func.coalesce(or_(false(), *found), False)


_ACCENTED = re.compile("[aeiouyd]+")


def unless(condition: Condition) -> Condition:
    """Return the condition not to fulfil this one; what is unknown is not fulfilled."""
    return lambda people, asked: ~func.coalesce(condition(people, asked), False)


def blank(*keys: str) -> Condition:
    """Return the condition that nothing is written into these columns."""
    return lambda people, _asked: and_(*(getattr(people, key).is_(None) for key in keys))


def belonging(people: People, asked: Asked) -> ColumnElement[bool]:
    """Belong to the office's intellectuals on the day: not dead, not moved away."""
    return counted_on(asked.on, people)


def working(people: People, asked: Asked) -> ColumnElement[bool]:
    """At work on the day, or known only by a later standing (retired, moved): until then at work."""
    at_work = or_(people.status == "dang_lam", people.status_since > asked.on.isoformat())
    return and_(counted_on(asked.on, people), at_work)


def here(people: People, _asked: Asked) -> ColumnElement[bool]:
    """Work on the territory, as far as the relation tells."""
    return or_(people.relation.is_(None), people.relation.not_in(ELSEWHERE))


def women(people: People, _asked: Asked) -> ColumnElement[bool]:
    """Women."""
    return people.sex == "nu"


def minority(people: People, _asked: Asked) -> ColumnElement[bool]:
    """Members of an ethnic minority."""
    return is_minority(people)


def young(people: People, asked: Asked) -> ColumnElement[bool]:
    """Younger than the age by which the plans mean the young."""
    return younger_than(YOUNG, asked.on, people)


def field_of_work(code: str) -> Condition:
    """Return the condition to work in a field."""
    return lambda people, _asked: base_of(people.work_field) == code


def public(people: People, _asked: Asked) -> ColumnElement[bool]:
    """In the public sector."""
    return people.sector.in_(PUBLIC_SECTORS)


def strategic(people: People, _asked: Asked) -> ColumnElement[bool]:
    """In the group of strategic and high technology."""
    return base_of(people.strategic_group) == "cong_nghe_cl"


def holding(*degrees: str) -> Condition:
    """Return the condition to hold one of these degrees on the day, whatever came later."""

    def condition(people: People, asked: Asked) -> ColumnElement[bool]:
        dated = or_(people.degree_year.is_(None), people.degree_year <= asked.on.year)
        earlier = exists().where(
            Degree.person_id == people.id, Degree.degree.in_(degrees), Degree.year <= asked.on.year
        )
        later = and_(people.degree_year > asked.on.year, earlier)
        return or_(and_(people.degree.in_(degrees), dated), later)

    return condition


def specialist(people: People, _asked: Asked) -> ColumnElement[bool]:
    """With a specialist degree of medicine (CKI, CKII, nội trú), which is postgraduate too."""
    return people.specialist.is_not(None)


postgraduate = either(holding(*POSTGRADUATE), specialist)
"""Master, doctor, or specialist of medicine."""


def highest_master(people: People, asked: Asked) -> ColumnElement[bool]:
    """Masters that are no doctors."""
    return and_(holding("ThS")(people, asked), ~func.coalesce(holding(*DOCTORATE)(people, asked), False))


def associate_professor(people: People, _asked: Asked) -> ColumnElement[bool]:
    """Associate professors."""
    return people.academic_title == "PGS"


def researching(people: People, _asked: Asked) -> ColumnElement[bool]:
    """Work in science and technology, or have a field of research."""
    return or_(base_of(people.work_field) == "khcn", people.research_field.is_not(None))


def trained(*kinds: str) -> Condition:
    """Return the condition to have been trained since the plan's first year; without kinds in anything."""

    def condition(people: People, asked: Asked) -> ColumnElement[bool]:
        rows = [
            Training.person_id == people.id,
            Training.since >= str(asked.since_year),
            Training.since <= asked.on.isoformat(),
        ]
        if kinds:
            return exists().where(*rows, base_of(Training.kind).in_(kinds))
        return or_(people.trained_year.between(asked.since_year, asked.on.year), exists().where(*rows))

    return condition


def trained_before(*kinds: str) -> Condition:
    """Return the condition to have been trained before the plan's first year, and not since."""

    def condition(people: People, asked: Asked) -> ColumnElement[bool]:
        rows = [Training.person_id == people.id, Training.since < str(asked.since_year)]
        if kinds:
            return exists().where(*rows, base_of(Training.kind).in_(kinds))
        return or_(people.trained_year < asked.since_year, exists().where(*rows))

    return both(condition, unless(trained(*kinds)))


def member(association: str, *words: str) -> Condition:
    """Return the condition to be a member of an association on the day, by the record or the profile.

    `words` tell it in the text of “Khác: …” too.
    """

    def is_meant(column: Any) -> ColumnElement[bool]:
        return or_(base_of(column) == association, says(column, *(f"{OTHER}:{word}" for word in words)))

    def condition(people: People, asked: Asked) -> ColumnElement[bool]:
        of_profile = exists().where(
            Membership.person_id == people.id,
            is_meant(Membership.association),
            *_lasting(Membership, asked.on),
        )
        return or_(is_meant(people.association), of_profile)

    return condition


def association_untold(people: People, _asked: Asked) -> ColumnElement[bool]:
    """Nothing is written of an association, or only “Khác” with a text of its own."""
    listed = exists().where(Membership.person_id == people.id)
    return and_(or_(people.association.is_(None), base_of(people.association) == OTHER), ~listed)


def _lasting(row: Any, on: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    day = on.isoformat()
    begun = or_(row.since.is_(None), row.since <= day)
    return begun, or_(row.until.is_(None), row.until >= func.substr(day, 1, func.length(row.until)))


def ranked(pattern: str) -> Condition:
    """Return the condition to hold a rank (ngạch, hạng chức danh) on the day."""

    def condition(people: People, asked: Asked) -> ColumnElement[bool]:
        # Not by exists(): the few with a rank are found once, not looked for with everybody.
        found = (
            select(row.person_id).where(row.rank.like(pattern), *_lasting(row, asked.on))
            for row in (Post, Title)
        )
        return or_(*(people.id.in_(one) for one in found))

    return condition
