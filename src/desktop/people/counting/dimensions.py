"""The ways to divide people: what is read of each person, and which group of a dimension that belongs to.

A code may carry a text of its own after a colon (`khac:…`); it counts under the code before the colon. Who
belongs to several groups of a dimension (associations) is counted in each of them, and once in every total.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Integer, cast, func, or_, select

from desktop.codelists import code_list
from desktop.journal.past import as_recorded
from desktop.people.counting.conditions import NO_MINORITY, Moment, People, base_of
from desktop.people.normal import FIELDS, today
from desktop.people.profile.models import Membership

UNKNOWN, UNKNOWN_LABEL = "", "Chưa ghi"
"""The key and the label of those of whom a dimension does not know anything."""

AGE_GROUPS = ((30, "Dưới 30 tuổi"), (45, "Từ 30 đến 44 tuổi"), (60, "Từ 45 đến 59 tuổi"))
OLDEST_GROUP = "Từ 60 tuổi trở lên"
"""The groups in which the plans count ages."""

_FIRST_FIVE, _LAST_FIVE = 20, 80
"""Five-year groups begin here; those who are younger, or older than the last, are one group each."""

_LENGTH_OF_YEAR = 4
_NOBODY_KNOWS = (UNKNOWN,)

MEMBERSHIPS = "memberships"
"""What is read of the profile: its rows of associations."""


Groups = tuple[str, ...]
"""The keys of the groups of one dimension that somebody belongs to, nearly always one."""


@dataclass(frozen=True)
class Dimension:
    """One way to divide people.

    `reads` is what it is read from, `groups_of` the groups of a value, `labels` all groups in order. Groups
    that are `stepped` follow each other without gaps, as ages do; of `several` one may belong to more.
    """

    title: str
    reads: str
    labels: Callable[[], Mapping[str, str]]
    groups_of: Callable[[Any], Groups]
    stepped: bool = False
    several: bool = False


def value_of(people: People, reads: str, moment: Moment) -> ColumnElement[Any]:
    """Return what is read of each person: a stored code; the age for the birth; all associations in a row."""
    if reads == "birth":
        return _age_on(people, moment.on)
    if reads == MEMBERSHIPS:
        return _memberships(people, moment)
    value: ColumnElement[Any] = getattr(people, reads)
    return value


def _age_on(people: People, day: date) -> ColumnElement[Any]:
    """Return the age in full years as `models.age_on` counts it, from a date that may be known in part."""
    year = cast(func.nullif(func.substr(people.birth, 1, _LENGTH_OF_YEAR), ""), Integer)
    birthday = func.substr(people.birth, _LENGTH_OF_YEAR + 1)
    this_day = func.substr(f"{day:-%m-%d}", 1, func.length(people.birth) - _LENGTH_OF_YEAR)
    return day.year - year - (birthday > this_day)


def _memberships(people: People, moment: Moment) -> ColumnElement[Any]:
    """Return the codes of the associations of the profile in which somebody is on a day, with commas between.

    Without any it is the association that the person's own record names.
    """
    table: FromClause = Membership.__table__
    if moment.known is not None and moment.known < today():
        table = as_recorded(Membership.metadata.tables[Membership.__tablename__], moment.known)
    line, day = table.c, moment.on.isoformat()
    begun = or_(line.since.is_(None), line.since <= day)
    lasting = or_(line.until.is_(None), line.until >= func.substr(day, 1, func.length(line.until)))
    codes = select(func.group_concat(base_of(line.association).distinct())).where(
        line.person_id == people.id, begun, lasting
    )
    return func.coalesce(codes.scalar_subquery(), base_of(people.association))


def _coded(key: str) -> Dimension:
    return Dimension(FIELDS[key].label, key, _labels_of(FIELDS[key].codes), _one_code)


def _labels_of(codes: str) -> Callable[[], Mapping[str, str]]:
    return lambda: {code.code: code.label for code in code_list(codes).codes}


def _one_code(value: str | None) -> Groups:
    """Return the code under which a stored value counts."""
    return (value.partition(":")[0],) if value else _NOBODY_KNOWS


def _all_codes(values: str | None) -> Groups:
    found = dict.fromkeys(key for value in (values or "").split(",") for key in _one_code(value))
    return tuple(found)


def _age_group(age: int | None) -> Groups:
    if age is None:
        return _NOBODY_KNOWS
    return (next((label for below, label in AGE_GROUPS if age < below), OLDEST_GROUP),)


def _age_labels() -> dict[str, str]:
    return {label: label for label in (*(label for _, label in AGE_GROUPS), OLDEST_GROUP)}


def _five_years(age: int | None) -> Groups:
    if age is None:
        return _NOBODY_KNOWS
    return (f"{min(max(age // 5 * 5, _FIRST_FIVE - 5), _LAST_FIVE):02d}",)


def _five_year_labels() -> dict[str, str]:
    between = {f"{start:02d}": f"{start}–{start + 4}" for start in range(_FIRST_FIVE, _LAST_FIVE, 5)}
    return (
        {f"{_FIRST_FIVE - 5:02d}": f"Dưới {_FIRST_FIVE}"} | between | {f"{_LAST_FIVE:02d}": f"{_LAST_FIVE}+"}
    )


def _minority(code: str | None) -> Groups:
    if not code:
        return _NOBODY_KNOWS
    return ("other",) if _one_code(code)[0] in NO_MINORITY else ("minority",)


DIMENSIONS: Mapping[str, Dimension] = {
    "field": _coded("work_field"),
    "degree": _coded("degree"),
    "title": _coded("academic_title"),
    "specialist": _coded("specialist"),
    "sex": _coded("sex"),
    "age": Dimension("Nhóm tuổi", "birth", _age_labels, _age_group, stepped=True),
    "age5": Dimension("Nhóm tuổi 5 năm", "birth", _five_year_labels, _five_years, stepped=True),
    "ethnicity": Dimension(
        "Dân tộc", "ethnicity", lambda: {"minority": "Dân tộc thiểu số", "other": "Kinh và khác"}, _minority
    ),
    "sector": _coded("sector"),
    "group": _coded("strategic_group"),
    "relation": _coded("relation"),
    "association": _coded("association"),
    "memberships": Dimension(
        "Các hội tham gia", MEMBERSHIPS, _labels_of("association"), _all_codes, several=True
    ),
    "place": _coded("residence"),
    "status": _coded("status"),
    "training": _coded("training_field"),
    "research": _coded("research_field"),
    "honour": _coded("honour"),
}
"""The ways to divide people, by the names that the command line uses."""


def reads_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return what these dimensions are read from, each once."""
    return tuple(dict.fromkeys(DIMENSIONS[name].reads for name in names))
