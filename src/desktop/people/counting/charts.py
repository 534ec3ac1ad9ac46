"""The chart beside a table: an age pyramid, stacked bars, or plain bars; each piece knows whom it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.documents.model import Chart, ChartKind
from desktop.people.counting.cube import Cube
from desktop.people.counting.dimensions import DIMENSIONS, UNKNOWN
from desktop.people.counting.tables import ALL, COUNT_LABEL, Axis, Layout, Matrix, Spot, Where, cross
from desktop.text import number

MOST_BARS, MOST_PIECES = 14, 6
"""A chart shows so many bars and pieces of a bar, the largest; the others are one, “Khác còn lại”."""

REST_LABEL = "Khác còn lại"

_AGES, _SEXES = ("age", "age5"), ("nam", "nu")

Group = tuple[str, frozenset[str]]
"""A label of the chart and the keys of the groups it stands for."""


@dataclass(frozen=True)
class Picture:
    """A chart, who is behind each of its pieces (label by label, series by series), and what is not drawn."""

    chart: Chart
    wheres: tuple[tuple[Where, ...], ...]
    remark: str = ""

    def where(self, label: int, series: int) -> Where:
        """Return whom a piece counts."""
        return self.wheres[label][series]


def picture_of(cube: Cube, matrix: Matrix) -> Picture:
    """Return the chart that fits a table: a pyramid for ages by sex, else bars, stacked by the columns."""
    names = {matrix.layout.rows, matrix.layout.columns}
    if "sex" in names and names.intersection(_AGES):
        return _pyramid(cube)
    return _bars(cube, matrix)


def _pyramid(cube: Cube) -> Picture:
    """Men to the left, women to the right, the youngest below, in groups of five years."""
    matrix = cross(cube, Layout("age5", "sex"))
    ages = {key: label for key, label in _labels(matrix, 0).items() if key != UNKNOWN}
    sexes = DIMENSIONS["sex"].labels()
    series = tuple((sexes[sex], tuple(float(matrix.count(Spot(age, sex))) for age in ages)) for sex in _SEXES)
    wheres = tuple(tuple(matrix.where(Spot(age, sex)) for sex in _SEXES) for age in ages)
    left_out = matrix.total - int(sum(sum(values) for _, values in series))
    remark = f"Không vẽ {number(left_out)} người chưa ghi ngày sinh hoặc giới tính." if left_out else ""
    chart = Chart(ChartKind.PYRAMID, "Tháp tuổi theo giới tính", tuple(ages.values()), series, unit="người")
    return Picture(chart, wheres, remark)


def _bars(cube: Cube, matrix: Matrix) -> Picture:
    rows, columns = matrix.axes[0], matrix.axes[1]
    bars = _largest(_labels(matrix, 0), lambda key: matrix.count(Spot(row=key)), MOST_BARS)
    pieces = _largest(_labels(matrix, 1), lambda key: matrix.count(Spot(column=key)), MOST_PIECES)
    sums = _sums(cube, matrix, bars, pieces)
    wheres = tuple(tuple(_where((rows, bar), (columns, piece)) for _, piece in pieces) for _, bar in bars)
    series = tuple((label, tuple(line[at] for line in sums)) for at, (label, _) in enumerate(pieces))
    title = " theo ".join(axis.title for axis in (columns, rows) if axis).capitalize()
    labels = tuple(label for label, _ in bars)
    return Picture(Chart(ChartKind.BARS_ACROSS, title, labels, series, unit="người"), wheres, _remark(matrix))


def _labels(matrix: Matrix, at: int) -> Mapping[str, str]:
    axis = matrix.axes[at]
    return axis.labels if axis else {ALL: COUNT_LABEL}


def _remark(matrix: Matrix) -> str:
    layers = matrix.axes[2]
    return f"Biểu đồ gộp tất cả các lớp “{layers.title}”." if layers else ""


def _largest(labels: Mapping[str, str], count: Callable[[str], int], most: int) -> list[Group]:
    """Return the largest groups in the table's order, the others as one group at the end."""
    if len(labels) <= most:
        return [(label, frozenset({key})) for key, label in labels.items()]
    kept = set(sorted(labels, key=lambda key: -count(key))[: most - 1])
    groups = [(label, frozenset({key})) for key, label in labels.items() if key in kept]
    return [*groups, (REST_LABEL, frozenset(labels.keys() - kept))]


def _sums(cube: Cube, matrix: Matrix, bars: list[Group], pieces: list[Group]) -> list[list[float]]:
    """Count each piece of each bar; who is in several of the groups that a piece joins counts there once."""
    sums = [[0.0] * len(pieces) for _ in bars]
    bar_of = {key: at for at, (_, keys) in enumerate(bars) for key in keys}
    piece_of = {key: at for at, (_, keys) in enumerate(pieces) for key in keys}
    names = [name for name in (matrix.layout.rows, matrix.layout.columns) if name]
    for combination, count in cube.combinations(names).items():
        rows, columns = combination if len(combination) > 1 else (combination[0], (ALL,))
        for bar in {bar_of[key] for key in rows}:
            for piece in {piece_of[key] for key in columns}:
                sums[bar][piece] += count
    return sums


def _where(*placed: tuple[Axis | None, frozenset[str]]) -> Where:
    return {axis.name: keys for axis, keys in placed if axis}
