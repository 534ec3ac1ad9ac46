"""The conditions of a question in SQL; what is not filled in fits no condition, and so fits its contrary."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_

from desktop.people.counting.conditions import People, base_of, is_minority, younger_than
from desktop.people.lists.question import Condition, Test
from desktop.people.lists.vocabulary import AGE, codes_between
from desktop.people.normal import FIELDS
from desktop.storage.fields import Kind
from desktop.text import fold

_DIGITS = (Kind.ID_NUMBER, Kind.PHONE)


def fitting(conditions: Iterable[Condition], people: People, day: date) -> list[ColumnElement[bool]]:
    """Return what must hold of people on a day: each condition, but of several values of one field any."""
    either: dict[str, list[ColumnElement[bool]]] = {}
    every: list[ColumnElement[bool]] = []
    for one in conditions:
        held = func.coalesce(_held(one, people, day), False)
        if one.test is Test.IS and not one.negated:
            either.setdefault(one.key, []).append(held)
        else:
            every.append(not_(held) if one.negated else held)
    return [or_(*group) for group in either.values()] + every


def _held(one: Condition, people: People, day: date) -> ColumnElement[bool]:
    if one.key == AGE:
        return _aged(one, people, day)
    column, declared = getattr(people, one.key), FIELDS[one.key]
    if one.test is Test.EMPTY:
        return or_(column.is_(None), column == "")
    if one.test is Test.MINORITY:
        return is_minority(people)
    if one.test is Test.HOLDS:
        return _holding(column, declared.kind, one.values[0])
    if declared.kind is Kind.CODE:
        return base_or_whole(column, _codes(one))
    if declared.kind in (Kind.PARTIAL_DATE, Kind.DATE):
        return _compared(one, lambda value: (func.substr(column, 1, len(value)), value))
    return _compared(one, lambda value: (column, int(value)))


def base_or_whole(column: Any, codes: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition to have one of these codes, also with a text of its own behind it (`khac:…`)."""
    wanted = tuple(codes)
    return or_(column.in_(wanted), and_(func.instr(column, ":") > 0, base_of(column).in_(wanted)))


def _codes(one: Condition) -> tuple[str, ...]:
    """Return the codes meant: those named, or those of a ranked list from there up or down."""
    if one.test is Test.IS:
        return one.values
    code, field = one.values[0], FIELDS[one.key]
    if one.test in (Test.FROM, Test.ABOVE):
        found = codes_between(field, code, "")
    else:
        found = codes_between(field, "", code)
    return found if one.test in (Test.FROM, Test.UP_TO) else tuple(c for c in found if c != code)


def _holding(column: Any, kind: Kind, text: str) -> ColumnElement[bool]:
    if kind in _DIGITS:
        digits = "".join(letter for letter in text if letter.isalnum())
        return or_(column.startswith(digits, autoescape=True), column.endswith(digits, autoescape=True))
    return func.instr(func.fold(column), fold(text)) > 0


def _compared(one: Condition, sides: Callable[[str], tuple[Any, Any]]) -> ColumnElement[bool]:
    """Compare with what is known of a date: 1980-03 lies in 1980, and is neither before nor after it."""
    held, value = sides(one.values[0])
    if one.test is Test.BETWEEN:
        last, high = sides(one.values[1])
        return and_(held >= value, last <= high)
    compared: dict[Test, ColumnElement[bool]] = {
        Test.IS: held == value,
        Test.BELOW: held < value,
        Test.UP_TO: held <= value,
        Test.ABOVE: held > value,
        Test.FROM: held >= value,
    }
    return compared[one.test]


def _aged(one: Condition, people: People, day: date) -> ColumnElement[bool]:
    years = [int(value) for value in one.values]
    low = {Test.FROM: years[0], Test.ABOVE: years[0] + 1}.get(one.test)
    high = {Test.BELOW: years[0] - 1, Test.UP_TO: years[0]}.get(one.test)
    if one.test in (Test.IS, Test.BETWEEN):
        low, high = years[0], years[-1]
    parts = [people.birth.is_not(None), people.birth != ""]
    parts += [not_(younger_than(low, day, people))] if low is not None else []
    parts += [younger_than(high + 1, day, people)] if high is not None else []
    return and_(*parts)
