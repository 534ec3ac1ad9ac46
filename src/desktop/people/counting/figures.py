"""The figures of the register that reports freeze: each is one condition, so it can also name its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from desktop.codelists import code_list
from desktop.journal.models import Act, Change
from desktop.journal.past import beginning_of
from desktop.people.counting.conditions import People, base_of, counted_on, is_minority, younger_than
from desktop.people.models import Person
from desktop.people.normal import today
from desktop.people.standing.queries import people_on

YOUNG = 45
"""The plans count intellectuals younger than 45 (for example Đồng Nai 2026, ≥ 50 % of them trained)."""

SENSITIVE = frozenset({"minority"})
"""Figures that tell of each of those they count what only SEE_SENSITIVE may see."""

_GROUPS = {
    "degree": ("degree", "degree"),
    "title": ("academic_title", "academic_title"),
    "field": ("work_field", "work_field"),
    "sector": ("sector", "sector"),
}
"""Groups of figures: name → (field, code list); a figure of a group is named “degree:TS”."""

_SIMPLE = ("total", "female", "under45", "minority", "postgraduate", "member", "new")

Counts = tuple[tuple[str, int], ...]
"""Labels with their counts, in the order of the code list, empty ones left out."""


@dataclass(frozen=True)
class RegisterFigures:
    """What a report says of the register on a day; `new` are those recorded in it since a day."""

    total: int
    female: int
    under45: int
    minority: int
    postgraduate: int
    member: int
    new: int
    by_degree: Counts
    by_title: Counts
    by_field: Counts
    by_sector: Counts


def register_figures(session: Session, on: date, since: date | None = None) -> RegisterFigures:
    """Count the people of a day for a report; `new` counts those entered from `since` on (none without)."""
    people = people_on(on)
    conditions = _conditions(people, on, since)
    sums = [func.count().filter(condition) for _, condition in conditions.values()]
    found = session.execute(select(*sums).select_from(people).where(counted_on(on, people))).one()
    return figures_from(dict(zip(conditions, found, strict=True)))


def figures_from(counts: Mapping[str, int]) -> RegisterFigures:
    """Return the figures of a report from the counts by their names; what is not named counts nobody."""

    def group(name: str) -> Counts:
        codes = code_list(_GROUPS[name][1]).codes
        inside = ((code.label, counts.get(f"{name}:{code.code}", 0)) for code in codes)
        return tuple((label, count) for label, count in inside if count)

    return RegisterFigures(
        **{key: counts.get(key, 0) for key in _SIMPLE},
        by_degree=group("degree"),
        by_title=group("title"),
        by_field=group("field"),
        by_sector=group("sector"),
    )


def figure_names(on: date) -> Mapping[str, str]:
    """Return the names of all figures with their labels: “female”, “degree:TS”, …"""
    return {name: label for name, (label, _) in _conditions(Person, on, None).items()}


def people_of_figures(session: Session, on: date, since: date | None = None) -> dict[str, list[str]]:
    """Return the uids behind every figure by its name, in the order of their entry; all in one question."""
    people = people_on(on)
    simple = _simple(people, on, since)
    held = {name: base_of(getattr(people, key)) for name, (key, _) in _GROUPS.items()}
    asked = [condition.label(name) for name, (_, condition) in simple.items()]
    question = select(people.uid, *asked, *(column.label(f"held_{name}") for name, column in held.items()))
    found: dict[str, list[str]] = {name: [] for name in figure_names(on)}
    rows = session.connection().execute(question.where(counted_on(on, people)).order_by(people.id))
    for uid, *values in rows:
        names = [name for name, value in zip(simple, values, strict=False) if value]
        names += [f"{name}:{code}" for name, code in zip(held, values[len(simple) :], strict=True)]
        for name in names:
            if name in found:
                found[name].append(uid)
    return found


Conditions = dict[str, tuple[str, ColumnElement[bool]]]


def _simple(people: People, on: date, since: date | None) -> Conditions:
    postgraduate = or_(people.degree.in_(("ThS", "TS", "TSKH")), people.specialist.is_not(None))
    member = and_(people.association.is_not(None), people.association != "khong")
    return {
        "total": ("Tổng số trí thức", true()),
        "female": ("Nữ", people.sex == "nu"),
        "under45": (f"Dưới {YOUNG} tuổi", younger_than(YOUNG, on, people)),
        "minority": ("Người dân tộc thiểu số", is_minority(people)),
        "postgraduate": ("Có trình độ sau đại học", postgraduate),
        "member": ("Hội viên các hội", member),
        "new": ("Mới vào sổ trong kỳ", _entered_between(people, since, on)),
    }


def _conditions(people: People, on: date, since: date | None) -> Conditions:
    conditions = _simple(people, on, since)
    for name, (key, codes) in _GROUPS.items():
        held = base_of(getattr(people, key))
        for code in code_list(codes).codes:
            conditions[f"{name}:{code.code}"] = (code.label, held == code.code)
    return conditions


def _entered_between(people: People, since: date | None, on: date) -> ColumnElement[bool]:
    """Return the condition to have come into the register from one day to another, by the journal.

    What counts is when the office recorded the person, not since when a status holds. Today has no end yet:
    the calendar on the wall may be a day behind Vietnam's, whose days the journal is asked by.
    """
    if since is None:
        return ~true()
    acts = select(Act.id).where(Act.at >= beginning_of(since), Act.undoes.is_(None))
    if on < today():
        acts = acts.where(Act.at < beginning_of(on + timedelta(days=1)))
    entered = select(Change.row_key).where(
        Change.act_id.in_(acts), Change.table_name == Person.__tablename__, Change.before.is_(None)
    )
    return people.uid.in_(entered)
