"""The chart beside a table: an age pyramid, stacked bars, or plain bars; each piece knows whom it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.documents.model import Chart, ChartKind
from desktop.people.counting.cube import Cube
from desktop.people.counting.dimensions import DIMENSIONS, UNKNOWN
from desktop.people.counting.tables import COUNT_LABEL, Axis, Layout, Matrix, Where, cross
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
    ages, sexes = matrix.axes[0], matrix.axes[1]
    labels = [] if ages is None else [key for key in ages.labels if key != UNKNOWN]
    known = DIMENSIONS["sex"].labels()
    found = cube.tally(("age5", "sex"))
    series = tuple(
        (known[sex], tuple(float(found[age, sex]) for age in labels)) for sex in _SEXES if sexes
    ) or tuple((known[sex], ()) for sex in _SEXES)
    wheres = tuple(
        tuple({"age5": frozenset({age}), "sex": frozenset({sex})} for sex in _SEXES) for age in labels
    )
    drawn = sum(int(value) for _, values in series for value in values)
    left_out = matrix.total - drawn
    remark = f"Không vẽ {number(left_out)} người chưa ghi ngày sinh hoặc giới tính." if left_out else ""
    shown = tuple(DIMENSIONS["age5"].labels()[age] for age in labels)
    chart = Chart(ChartKind.PYRAMID, "Tháp tuổi theo giới tính", shown, series, unit="người")
    return Picture(chart, wheres, remark)


def _bars(cube: Cube, matrix: Matrix) -> Picture:
    rows, columns = matrix.axes[0], matrix.axes[1]
    found = cube.tally([axis.name for axis in (rows, columns) if axis])
    bars = _largest(rows, found, 0, MOST_BARS) if rows else []
    pieces = _largest(columns, found, 1, MOST_PIECES) if columns else [(COUNT_LABEL, frozenset[str]())]
    wheres = tuple(tuple(_where((rows, bar), (columns, piece)) for _, piece in pieces) for _, bar in bars)
    sums = [[_sum(found, bar, piece) for _, piece in pieces] for _, bar in bars]
    series = tuple((label, tuple(line[at] for line in sums)) for at, (label, _) in enumerate(pieces))
    title = " theo ".join(axis.title for axis in (columns, rows) if axis)
    chart = Chart(ChartKind.BARS_ACROSS, title, tuple(label for label, _ in bars), series, unit="người")
    return Picture(chart, wheres, _remark(matrix))


def _remark(matrix: Matrix) -> str:
    layers = matrix.axes[2]
    return f"Biểu đồ gộp tất cả các lớp “{layers.title}”." if layers else ""


def _largest(axis: Axis, found: Mapping[tuple[str, ...], int], at: int, most: int) -> list[Group]:
    """Return the largest groups in the table's order, the others as one group at the end."""
    totals = dict.fromkeys(axis.labels, 0)
    for keys, count in found.items():
        totals[keys[at]] += count
    if len(totals) <= most:
        return [(label, frozenset({key})) for key, label in axis.labels.items()]
    kept = set(sorted(totals, key=lambda key: -totals[key])[: most - 1])
    groups = [(label, frozenset({key})) for key, label in axis.labels.items() if key in kept]
    return [*groups, (REST_LABEL, frozenset(totals.keys() - kept))]


def _where(*placed: tuple[Axis | None, frozenset[str]]) -> Where:
    return {axis.name: keys for axis, keys in placed if axis}


def _sum(
    found: Mapping[tuple[str, ...], int], bar: Iterable[str], piece: Sequence[str] | frozenset[str]
) -> float:
    if not piece:
        return float(sum(found.get((key,), 0) for key in bar))
    return float(sum(found.get((key, other), 0) for key in bar for other in piece))
