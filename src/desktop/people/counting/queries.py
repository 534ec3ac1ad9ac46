"""Who counts on a day, and counting them crosswise by field, degree, sex, age and other dimensions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select
from sqlalchemy.orm import Session

from desktop.codelists import code_list
from desktop.errors import UserError
from desktop.people.models import Person

GONE = ("chuyen_di", "da_mat")
"""Statuses of those who no longer belong to the ward's intellectuals: moved away, dead."""

MAJORITY, NO_MINORITY = "01", ("01", "55", "56")
"""Codes of the ethnic groups: Kinh; Kinh, foreigners and unknown, who are not counted as a minority."""

AGE_GROUPS = ((30, "Dưới 30 tuổi"), (45, "Từ 30 đến 44 tuổi"), (60, "Từ 45 đến 59 tuổi"))
OLDEST_GROUP, UNKNOWN = "Từ 60 tuổi trở lên", "Chưa ghi"


@dataclass(frozen=True)
class CrossTable:
    """Counts by one or more dimensions; each row has a label for every dimension, and "count"."""

    dimensions: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    total: int


def counted_on(day: date) -> ColumnElement[bool]:
    """Return the condition for a person to count on a day: not moved away or dead by then.

    A leaving date of which only month or year is known counts from the beginning of that time; one that
    is not known at all counts as past.
    """
    iso = day.isoformat()
    return not_(and_(Person.status.in_(GONE), or_(Person.status_since.is_(None), Person.status_since <= iso)))


def younger_than(years: int, day: date) -> ColumnElement[bool]:
    """Return the condition to be younger than so many full years on a day, as `models.age_on` counts.

    Dates of the form yyyy, yyyy-MM and yyyy-MM-dd compare as text over the length that is known.
    """
    latest = f"{day.year - years:04d}-{day.month:02d}-{day.day:02d}"
    return Person.birth > func.substr(latest, 1, func.length(Person.birth))


def is_minority() -> ColumnElement[bool]:
    """Return the condition to belong to an ethnic minority of Vietnam; unknown is no."""
    return and_(Person.ethnicity.is_not(None), Person.ethnicity.not_in(NO_MINORITY))


@dataclass(frozen=True)
class Dimension:
    """One way to divide people: its title, the SQL value on a day, the labels of the values in order."""

    title: str
    value: Callable[[date], ColumnElement[Any]]
    labels: Callable[[], Mapping[str, str]]


def _coded(title: str, key: str, codes: str) -> Dimension:
    return Dimension(
        title,
        lambda _day: getattr(Person, key),
        lambda: {code.code: code.label for code in code_list(codes).codes},
    )


def _age_group(day: date) -> ColumnElement[Any]:
    bounds = [(younger_than(years, day), label) for years, label in AGE_GROUPS]
    return case((Person.birth.is_(None), None), *bounds, else_=OLDEST_GROUP)


def _age_labels() -> dict[str, str]:
    return {label: label for label in (*(label for _, label in AGE_GROUPS), OLDEST_GROUP)}


def _minority(_day: date) -> ColumnElement[Any]:
    return case((Person.ethnicity.is_(None), None), (is_minority(), "minority"), else_="other")


DIMENSIONS: Mapping[str, Dimension] = {
    "field": _coded("Lĩnh vực hoạt động", "work_field", "work_field"),
    "degree": _coded("Trình độ cao nhất", "degree", "degree"),
    "sex": _coded("Giới tính", "sex", "sex"),
    "age": Dimension("Nhóm tuổi", _age_group, _age_labels),
    "ethnicity": Dimension(
        "Dân tộc", _minority, lambda: {"minority": "Dân tộc thiểu số", "other": "Kinh và khác"}
    ),
    "sector": _coded("Khu vực làm việc", "sector", "sector"),
    "relation": _coded("Quan hệ với địa bàn", "relation", "relation"),
    "association": _coded("Hội tham gia", "association", "association"),
    "title": _coded("Học hàm", "academic_title", "academic_title"),
}


def statistics(session: Session, by: Sequence[str], on: date) -> CrossTable:
    """Count the people of a day crosswise; rows in the order of the code lists, empty cells left out.

    Raises UserError for an unknown dimension.
    """
    unknown = [name for name in by if name not in DIMENSIONS]
    if unknown or not by:
        raise UserError(
            f"Không thống kê được theo “{', '.join(unknown)}”; hãy chọn trong: {', '.join(DIMENSIONS)}."
        )
    names = tuple(dict.fromkeys(by))
    values = [DIMENSIONS[name].value(on) for name in names]
    question = select(*values, func.count()).where(counted_on(on)).group_by(*values)
    counted = [tuple(row) for row in session.execute(question)]
    labels = [DIMENSIONS[name].labels() for name in names]
    orders = [{value: place for place, value in enumerate(one)} for one in labels]
    counted.sort(
        key=lambda row: [order.get(value, len(order)) for order, value in zip(orders, row, strict=False)]
    )
    return CrossTable(
        names,
        tuple(_line(names, labels, row) for row in counted),
        sum(row[-1] for row in counted),
    )


def _line(names: Sequence[str], labels: Sequence[Mapping[str, str]], row: tuple[Any, ...]) -> dict[str, Any]:
    named = zip(names, labels, row, strict=False)
    line: dict[str, Any] = {
        name: known.get(value, value) if value else UNKNOWN for name, known, value in named
    }
    return line | {"count": row[-1]}
