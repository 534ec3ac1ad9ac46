"""Who of the register counts for a target, as conditions in SQL on the people of a day.

Ranks of the profile tell who is a lecturer, physician or pharmacist; where none is recorded, the words of
position, workplace and major do, accents aside.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select

from desktop.people.counting.conditions import People, base_of, counted_on, is_minority, younger_than
from desktop.people.profile.models import Degree, Membership, Post, Title, Training

PUBLIC_SECTORS = ("dang", "nha_nuoc", "su_nghiep", "vu_trang")
"""“Khu vực công”: bodies of Party, State, public units, armed forces; state enterprises are not counted."""

ELSEWHERE = ("que_goc", "kieu_bao")
"""Relations of those who do not work on the territory, although they belong to the register."""

POSTGRADUATE = ("ThS", "TS", "TSKH")
DOCTORATE = ("TS", "TSKH")
YOUNG = 45

UNIVERSITY_RANKS, COLLEGE_RANKS = "V.07.01.%", "V.09.02.%"
PHYSICIAN_RANKS, PHARMACIST_RANKS = "V.08.01.%", "V.08.08.%"
_UNIVERSITY = ("%dai hoc%", "%hoc vien%")
_COLLEGE = ("%cao dang%",)
_LECTURER = ("%giang vien%", "%tro giang%")
_PHYSICIAN = ("%bac si%", "%bac sy%", "%y khoa%", "%y da khoa%", "%rang ham mat%", "%y hoc co truyen%")
_PHARMACIST = ("%duoc si%", "%duoc sy%", "%duoc hoc%")


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


def member(association: str) -> Condition:
    """Return the condition to be a member of an association on the day, by the record or the profile."""

    def condition(people: People, asked: Asked) -> ColumnElement[bool]:
        of_profile = exists().where(
            Membership.person_id == people.id,
            base_of(Membership.association) == association,
            *_lasting(Membership, asked.on),
        )
        return or_(base_of(people.association) == association, of_profile)

    return condition


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


def _says(column: Any, words: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(false(), *(func.fold(column).like(word) for word in words))


def _teaching_at(rank: str, houses: tuple[str, ...]) -> Condition:
    def condition(people: People, asked: Asked) -> ColumnElement[bool]:
        worded = and_(
            people.position.is_not(None),
            people.workplace.is_not(None),
            _says(people.position, _LECTURER),
            _says(people.workplace, houses),
        )
        return or_(worded, ranked(rank)(people, asked))

    return condition


_at_work_in_education = both(working, either(field_of_work("gddt"), ranked("V.07.%"), ranked("V.09.%")))
university_lecturers = both(_at_work_in_education, _teaching_at(UNIVERSITY_RANKS, _UNIVERSITY))
"""Lecturers of universities and academies."""
college_lecturers = both(_at_work_in_education, _teaching_at(COLLEGE_RANKS, _COLLEGE))
"""Lecturers of colleges (cao đẳng)."""
all_lecturers = either(university_lecturers, college_lecturers)
"""Lecturers of universities and colleges."""


def _of_medicine(rank: str, words: tuple[str, ...], others: tuple[str, ...]) -> Condition:
    def condition(people: People, asked: Asked) -> ColumnElement[bool]:
        said = or_(_says(people.position, words), _says(people.major, words))
        else_said = or_(
            func.coalesce(_says(people.position, others), False),
            func.coalesce(_says(people.major, others), False),
        )
        medical = or_(people.training_field == "72", base_of(people.work_field) == "yte")
        return or_(and_(medical, said, ~else_said), ranked(rank)(people, asked))

    return condition


_graduate = either(holding("DH", *POSTGRADUATE), specialist)
_practising = both(working, here, _graduate)
physicians = both(_practising, _of_medicine(PHYSICIAN_RANKS, _PHYSICIAN, _PHARMACIST))
"""Physicians at work on the territory."""
pharmacists = both(_practising, _of_medicine(PHARMACIST_RANKS, _PHARMACIST, ()))
"""Pharmacists with a university degree at work on the territory."""
