"""The ways to divide people: what is read of each person, and which group of a dimension that belongs to.

A code may carry a text of its own after a colon (`khac:…`); it counts under the code before the colon.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, func

from desktop.codelists import code_list
from desktop.people.counting.conditions import NO_MINORITY, People
from desktop.people.normal import FIELDS

UNKNOWN, UNKNOWN_LABEL = "", "Chưa ghi"
"""The key and the label of those of whom a dimension does not know anything."""

AGE_GROUPS = ((30, "Dưới 30 tuổi"), (45, "Từ 30 đến 44 tuổi"), (60, "Từ 45 đến 59 tuổi"))
OLDEST_GROUP = "Từ 60 tuổi trở lên"
"""The groups in which the plans count ages."""

_FIRST_FIVE, _LAST_FIVE = 20, 80
"""Five-year groups begin here; those who are younger, or older than the last, are one group each."""

_LENGTH_OF_YEAR = 4


@dataclass(frozen=True)
class Dimension:
    """One way to divide people.

    `reads` is the field it is read from, `key_of` the group of a stored value, `labels` the groups in order.
    Groups that are `stepped` follow each other without gaps, as ages do.
    """

    title: str
    reads: str
    labels: Callable[[], Mapping[str, str]]
    key_of: Callable[[Any], str]
    stepped: bool = False


def value_of(people: People, reads: str, day: date) -> ColumnElement[Any]:
    """Return what is read of each person: a stored code, or instead of the birth the age on a day."""
    return _age_on(people, day) if reads == "birth" else getattr(people, reads)


def base_code(value: object) -> str:
    """Return the code under which a stored value counts, empty when there is none."""
    return str(value).partition(":")[0] if value else UNKNOWN


def _age_on(people: People, day: date) -> ColumnElement[Any]:
    """Return the age in full years as `models.age_on` counts it, from a date that may be known in part."""
    year = cast(func.nullif(func.substr(people.birth, 1, _LENGTH_OF_YEAR), ""), Integer)
    birthday = func.substr(people.birth, _LENGTH_OF_YEAR + 1)
    today = func.substr(f"{day:-%m-%d}", 1, func.length(people.birth) - _LENGTH_OF_YEAR)
    return day.year - year - (birthday > today)


def _coded(key: str) -> Dimension:
    field = FIELDS[key]
    return Dimension(
        field.label,
        key,
        lambda: {code.code: code.label for code in code_list(field.codes).codes},
        base_code,
    )


def _age_group(age: int | None) -> str:
    if age is None:
        return UNKNOWN
    return next((label for below, label in AGE_GROUPS if age < below), OLDEST_GROUP)


def _age_labels() -> dict[str, str]:
    return {label: label for label in (*(label for _, label in AGE_GROUPS), OLDEST_GROUP)}


def _five_years(age: int | None) -> str:
    if age is None:
        return UNKNOWN
    return f"{min(max(age // 5 * 5, _FIRST_FIVE - 5), _LAST_FIVE):02d}"


def _five_year_labels() -> dict[str, str]:
    between = {f"{start:02d}": f"{start}–{start + 4}" for start in range(_FIRST_FIVE, _LAST_FIVE, 5)}
    return (
        {f"{_FIRST_FIVE - 5:02d}": f"Dưới {_FIRST_FIVE}"} | between | {f"{_LAST_FIVE:02d}": f"{_LAST_FIVE}+"}
    )


def _minority(code: str | None) -> str:
    if not code:
        return UNKNOWN
    return "other" if base_code(code) in NO_MINORITY else "minority"


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
    "relation": _coded("relation"),
    "association": _coded("association"),
    "place": _coded("residence"),
    "status": _coded("status"),
    "training": _coded("training_field"),
    "research": _coded("research_field"),
    "honour": _coded("honour"),
}
"""The ways to divide people, by the names that the command line uses."""


def reads_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the fields from which these dimensions are read, each once."""
    return tuple(dict.fromkeys(DIMENSIONS[name].reads for name in names))
