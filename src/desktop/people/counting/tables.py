"""A cross table as a matrix: rows × columns, in layers if wanted, with totals; and whom a figure counts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from desktop.errors import UserError
from desktop.people.counting.conditions import Moment
from desktop.people.counting.cube import Cube
from desktop.people.counting.dimensions import DIMENSIONS, UNKNOWN, UNKNOWN_LABEL
from desktop.people.counting.queries import check_dimensions

ALL = "*"
"""The key that stands for all groups of a dimension: that of a total."""

MOST_DIMENSIONS = 3

_NAMED = 4
"""So many groups are named in a sentence."""

TOTAL_LABEL, COUNT_LABEL = "Tổng số", "Số người"

Where = Mapping[str, frozenset[str]]
"""Who a figure counts: for each dimension the groups that belong to it; empty for everybody."""


class Shares(StrEnum):
    """What a share is taken of."""

    NONE = "none"
    ROW = "row"
    COLUMN = "column"
    TOTAL = "total"


SHARE_LABELS = {
    Shares.NONE: "Không hiện tỷ lệ",
    Shares.ROW: "% theo hàng",
    Shares.COLUMN: "% theo cột",
    Shares.TOTAL: "% của tổng số",
}


@dataclass(frozen=True)
class Layout:
    """Which dimensions stand in the rows, the columns and the layers; columns and layers may be empty."""

    rows: str
    columns: str = ""
    layers: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The dimensions that are used."""
        return tuple(name for name in (self.rows, self.columns, self.layers) if name)

    @property
    def counts_repeatedly(self) -> bool:
        """Tell whether somebody may be counted in several rows, columns or layers (in totals once)."""
        return any(DIMENSIONS[name].several for name in self.names)

    @property
    def title(self) -> str:
        """What is crossed, “Độ tuổi × Giới tính”."""
        return " × ".join(DIMENSIONS[name].title for name in self.names)


class Spot(NamedTuple):
    """A place in the table by the keys of its groups; `ALL` is the total."""

    row: str = ALL
    column: str = ALL
    layer: str = ALL


@dataclass(frozen=True)
class Axis:
    """The groups of one dimension that occur, in order, with their labels."""

    name: str
    title: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One line of the table as it is read: a row, a total, or the heading of a layer (without figures)."""

    label: str
    row: str = ALL
    layer: str = ALL
    is_total: bool = False
    is_heading: bool = False

    def spot(self, column: str) -> Spot:
        """Return the place of this line's figure in a column."""
        return Spot(self.row, column, self.layer)


@dataclass(frozen=True)
class Matrix:
    """A cross table of a day; `axes` are rows, columns, layers, None for those that are not used."""

    layout: Layout
    moment: Moment
    axes: tuple[Axis | None, Axis | None, Axis | None]
    counts: Mapping[Spot, int]
    total: int

    @property
    def columns(self) -> Mapping[str, str]:
        """The columns with their headings, the total last."""
        axis = self.axes[1]
        return {**axis.labels, ALL: TOTAL_LABEL} if axis else {ALL: COUNT_LABEL}

    def count(self, spot: Spot) -> int:
        """Return how many people are counted there."""
        return self.counts.get(spot, 0)

    def share(self, spot: Spot, shares: Shares) -> float | None:
        """Return the percentage that a figure is of its row, its column or the total; None of nothing."""
        whole = {
            Shares.ROW: spot._replace(column=ALL),
            Shares.COLUMN: spot._replace(row=ALL),
            Shares.TOTAL: Spot(),
        }.get(shares)
        base = self.count(whole) if whole else 0
        return 100 * self.count(spot) / base if base else None

    def where(self, spot: Spot) -> Where:
        """Return who the figure of a place counts."""
        named = zip(self.axes, spot, strict=True)
        return {axis.name: frozenset({key}) for axis, key in named if axis and key != ALL}

    def lines(self) -> Iterator[Line]:
        """Yield the lines in reading order: layer by layer, then all together."""
        layers = self.axes[2]
        if layers is None:
            yield from self._block(ALL, TOTAL_LABEL)
            return
        for key, label in layers.labels.items():
            yield Line(f"{layers.title}: {label}", layer=key, is_heading=True)
            yield from self._block(key, "Cộng")
        yield Line(f"{layers.title}: tất cả", is_heading=True)
        yield from self._block(ALL, TOTAL_LABEL)

    def _block(self, layer: str, total: str) -> Iterator[Line]:
        rows = self.axes[0]
        for key, label in rows.labels.items() if rows else ():
            yield Line(label, key, layer)
        yield Line(total, layer=layer, is_total=True)


READY_MADE: Mapping[str, Layout] = {
    "Độ tuổi × giới tính": Layout("age5", "sex"),
    "Lĩnh vực × trình độ": Layout("field", "degree"),
    "Khu vực × trình độ": Layout("sector", "degree"),
    "Trình độ × nhóm tuổi": Layout("degree", "age"),
    "Hội × lĩnh vực": Layout("field", "association"),
    "Nơi cư trú × trình độ": Layout("place", "degree"),
    "Dân tộc × trình độ": Layout("degree", "ethnicity"),
}
"""The tables that plans and reports ask for again and again."""


def layout_of(names: tuple[str, ...]) -> Layout:
    """Return rows, columns and layers in this order; UserError for unknown dimensions, or more than three."""
    check_dimensions(names)
    names = tuple(dict.fromkeys(names))
    if len(names) > MOST_DIMENSIONS:
        raise UserError(
            f"Bảng thống kê có nhiều nhất {MOST_DIMENSIONS} chiều (hàng, cột, lớp); "
            "hãy bớt chiều rồi làm lại."
        )
    return Layout(*names)


def cross(cube: Cube, layout: Layout) -> Matrix:
    """Add up a table with all its totals, in each of which everybody is counted once."""
    counts: Counter[Spot] = Counter()
    seen: list[set[str]] = [set(), set(), set()]
    names = (layout.rows, layout.columns, layout.layers)
    for combination, count in cube.combinations(layout.names).items():
        groups = iter(combination)
        places = [next(groups) if name else () for name in names]
        for known, keys in zip(seen, places, strict=True):
            known.update(keys)
        for spot in product(*((ALL, *keys) for keys in places)):
            counts[Spot(*spot)] += count
    rows, columns, layers = (_axis(name, keys) for name, keys in zip(names, seen, strict=True))
    return Matrix(layout, cube.moment, (rows, columns, layers), counts, cube.total)


def _axis(name: str, seen: set[str]) -> Axis | None:
    """Return the groups that occur in the order of their list; ages are without gaps, “Chưa ghi” is last."""
    if not name:
        return None
    dimension = DIMENSIONS[name]
    known = dimension.labels()
    listed = [key for key in known if key in seen]
    if dimension.stepped and listed:
        order = list(known)
        listed = order[order.index(listed[0]) : order.index(listed[-1]) + 1]
    others = sorted(seen - set(known) - {UNKNOWN})
    labels = {key: known.get(key, key) for key in (*listed, *others)}
    return Axis(name, dimension.title, labels | ({UNKNOWN: UNKNOWN_LABEL} if UNKNOWN in seen else {}))


def in_words(where: Where) -> str:
    """Say whom a figure counts: “Trình độ cao nhất: Tiến sĩ · Giới tính: Nữ”."""
    parts = []
    for name, keys in where.items():
        labels = DIMENSIONS[name].labels()
        named = [label for key, label in labels.items() if key in keys]
        named += sorted(keys - set(labels) - {UNKNOWN}) + ([UNKNOWN_LABEL] if UNKNOWN in keys else [])
        listed = ", ".join(named[:_NAMED]) + (
            f" và {len(named) - _NAMED} nhóm khác" if len(named) > _NAMED else ""
        )
        parts.append(f"{DIMENSIONS[name].title}: {listed}")
    return " · ".join(parts) or "Tất cả trí thức"
