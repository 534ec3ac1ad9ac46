"""Who counts on a day and who belongs to a group, as conditions in SQL: one for tables and reports alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from desktop.people.models import Person

GONE = ("chuyen_di", "da_mat")
"""Statuses of those who no longer belong to the ward's intellectuals: moved away, dead."""

NO_MINORITY = ("01", "55", "56")
"""Codes of ethnic groups that are not counted as a minority: Kinh, foreigners, unknown."""


@dataclass(frozen=True)
class Moment:
    """The register as of a day; `known`: as it was known on another day (None: as it is known now)."""

    on: date
    known: date | None = None


People = type[Person]
"""The mapped class, or an alias of it for the register as of a day."""


def counted_on(day: date, people: People = Person) -> ColumnElement[bool]:
    """Return the condition for a person to count on a day: not moved away or dead by then.

    A leaving date of which only month or year is known counts from the beginning of that time; one that
    is not known at all counts as past.
    """
    there = func.coalesce(people.status, "").not_in(GONE)
    return or_(there, people.status_since > day.isoformat())


def younger_than(years: int, day: date, people: People = Person) -> ColumnElement[bool]:
    """Return the condition to be younger than so many full years on a day, as `models.age_on` counts.

    Dates of the form yyyy, yyyy-MM and yyyy-MM-dd compare as text over the length that is known.
    """
    latest = f"{day.year - years:04d}-{day.month:02d}-{day.day:02d}"
    return people.birth > func.substr(latest, 1, func.length(people.birth))


def is_minority(people: People = Person) -> ColumnElement[bool]:
    """Return the condition to belong to an ethnic minority of Vietnam; unknown is no."""
    return and_(people.ethnicity.is_not(None), base_of(people.ethnicity).not_in((*NO_MINORITY, "")))


def base_of(column: Any) -> ColumnElement[Any]:
    """Return the code under which a stored value counts: `khac:…` is `khac` with a text of its own."""
    colon = func.instr(column, ":")
    return case((colon > 0, func.substr(column, 1, colon - 1)), else_=column)
