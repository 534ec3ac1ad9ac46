"""Counting people crosswise by field, degree, sex, age and other dimensions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.people.counting.conditions import Moment
from desktop.people.counting.cube import read_cube
from desktop.people.counting.dimensions import DIMENSIONS, UNKNOWN_LABEL


@dataclass(frozen=True)
class CrossTable:
    """Counts by one or more dimensions; each row has a label for every dimension, and "count"."""

    dimensions: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    total: int


def statistics(session: Session, by: Sequence[str], on: date, known: date | None = None) -> CrossTable:
    """Count the people of a day crosswise; rows in the order of the code lists, empty cells left out.

    Raises UserError for an unknown dimension.
    """
    check_dimensions(by)
    names = tuple(dict.fromkeys(by))
    cube = read_cube(session, Moment(on, known), names)
    tally: Counter[tuple[str, ...]] = Counter()
    for groups, count in cube.combinations(names).items():
        tally.update(dict.fromkeys(product(*groups), count))
    labels = [DIMENSIONS[name].labels() for name in names]
    orders = [{key: place for place, key in enumerate(one)} for one in labels]
    in_order = sorted(
        tally, key=lambda keys: [order.get(key, len(order)) for order, key in zip(orders, keys, strict=True)]
    )
    rows = tuple(_line(names, labels, keys) | {"count": tally[keys]} for keys in in_order)
    return CrossTable(names, rows, cube.total)


def check_dimensions(by: Sequence[str]) -> None:
    """Raise UserError unless these are known dimensions, at least one."""
    unknown = [name for name in by if name not in DIMENSIONS]
    if unknown or not by:
        raise UserError(
            f"Không thống kê được theo “{', '.join(unknown)}”; hãy chọn trong: {', '.join(DIMENSIONS)}."
        )


def _line(names: Sequence[str], labels: Sequence[Mapping[str, str]], keys: Sequence[str]) -> dict[str, Any]:
    named = zip(names, labels, keys, strict=True)
    return {name: known.get(key, key) if key else UNKNOWN_LABEL for name, known, key in named}
