"""The small charts, written once for every surface: bars, line with target, pyramid, timeline.

Nothing here knows PDF or the window. The title belongs to whoever shows the chart (a caption, a card's head).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.documents import metrics
from desktop.documents.chart_bars import PITCH, draw_bars_across
from desktop.documents.chart_sheet import Entry, Field, Sheet, value_field
from desktop.documents.chart_timeline import draw_timeline
from desktop.documents.model import Chart, ChartKind
from desktop.documents.surface import PRINT, Anchor, Box, Mark, Palette, Pen, Point, Surface
from desktop.documents.wording import PATH, TARGET, figure_text, tidy

_LONGEST_NAME = 300


def chart_height(chart: Chart, width: float) -> float:
    """Return how high a chart of the given width stands on paper, in points: bars across by their number.

    Of the others two stand on a page that lies across.
    """
    pitch = {ChartKind.TIMELINE: 20.0, ChartKind.PYRAMID: 20.0, ChartKind.BARS_ACROSS: PITCH * PRINT.size}
    across = pitch.get(chart.kind)
    most = metrics.text_height(landscape=True) - 60
    return min(40 + across * max(len(chart.labels), 3), most) if across else min(width * 0.46, most / 2)


def draw_chart(
    chart: Chart, surface: Surface, width: float, height: float, palette: Palette
) -> Sequence[Mark]:
    """Draw the chart with legend, axes and figures into the given size from the surface's top left corner.

    Returns where the pieces of bars and pyramids stand, so that a window can tell what is pointed at.
    """
    sheet = Sheet(_on_one_line(tidy(chart)), surface, width, height, palette)
    if any(value is not None for _, values in sheet.chart.series for value in values):
        return _DRAWERS[chart.kind](sheet) or ()
    sheet.say_no_figures()
    return ()


def _on_one_line(chart: Chart) -> Chart:
    """Return the chart with names that no surface has to break into lines."""
    labels = tuple(_short_line(label) for label in chart.labels)
    series = tuple((_short_line(name), values) for name, values in chart.series)
    return replace(chart, labels=labels, series=series, unit=_short_line(chart.unit))


def _short_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_NAME]


def _stacked_bars(sheet: Sheet) -> list[Mark]:
    layers = [[max(value or 0.0, 0.0) for value in values] for _, values in sheet.chart.series]
    totals = [sum(column) for column in zip(*layers, strict=True)]
    field = value_field(sheet, sheet.legend(sheet.series_entries()), 0.0, max(totals, default=0.0) or 1.0)
    thick = field.pitch * 0.55
    marks: list[Mark] = []
    for column, total in enumerate(totals):
        base = 0.0
        for position, values in enumerate(layers):
            top, bottom = field.y(base + values[column]), field.y(base)
            box = Box(field.x(column) - thick / 2, top, thick, bottom - top)
            sheet.surface.rect(box, sheet.palette.of(position))
            marks.append(Mark(box, column, position))
            base += values[column]
        if sheet.measure(figure_text(total)) <= field.pitch:
            at = Point(field.x(column), field.y(total) - sheet.em * 0.4)
            sheet.say(at, figure_text(total), Anchor.MIDDLE, sheet.palette.ink)
    return marks


def _line_with_target(sheet: Sheet) -> None:
    chart, palette = sheet.chart, sheet.palette
    lines = (*(values for _, values in chart.series), chart.path)
    known = [value for values in lines for value in values if value is not None]
    target = [] if chart.target is None else [chart.target]
    levels = [*target, *(chart.band or ())]
    level = Pen(palette.target, 1.4, dashed=True)
    low, high = min([0.0, *known, *levels]), max([0.0, *known, *levels])
    field = value_field(sheet, sheet.legend(_line_legend(sheet)), low, high if high > low else low + 1)
    if chart.band:
        _band(sheet, field, chart.band)
    if chart.path:
        _way(sheet, field, chart.path)
    for value in target:
        sheet.surface.line(Point(field.box.x, field.y(value)), Point(sheet.width, field.y(value)), level)
    for position, (_, values) in enumerate(chart.series):
        _one_line(sheet, field, values, palette.of(position))


def _line_legend(sheet: Sheet) -> list[Entry]:
    chart, palette = sheet.chart, sheet.palette
    entries = [replace(entry, pen=Pen(entry.color, 1.8)) for entry in sheet.series_entries()]
    if chart.path:
        entries.append(Entry(PATH, palette.muted, Pen(palette.muted, 1.2, dashed=True)))
    if chart.band:
        entries.append(Entry(TARGET, palette.tint(palette.target)))
    if chart.target is not None:
        entries.append(Entry(TARGET, palette.target, Pen(palette.target, 1.4, dashed=True)))
    return entries


def _band(sheet: Sheet, field: Field, band: tuple[float, float]) -> None:
    """Tint what lies between the two bounds of a target."""
    top, bottom = field.y(band[1]), field.y(band[0])
    box = Box(field.box.x, top, sheet.width - field.box.x, max(bottom - top, 1.0))
    sheet.surface.rect(box, sheet.palette.tint(sheet.palette.target))


def _way(sheet: Sheet, field: Field, path: Sequence[float | None]) -> None:
    """Draw what should be reached by each label, thin and without figures."""
    points = [Point(field.x(at), field.y(value)) for at, value in enumerate(path) if value is not None]
    if len(points) > 1:
        sheet.surface.polyline(points, Pen(sheet.palette.muted, 1.2, dashed=True))


def _one_line(sheet: Sheet, field: Field, values: Sequence[float | None], color: str) -> None:
    stretch: list[Point] = []
    for column, value in enumerate([*values, None]):
        if value is not None:
            stretch.append(Point(field.x(column), field.y(value)))
            continue
        if len(stretch) > 1:
            sheet.surface.polyline(stretch, Pen(color, 1.8))
        for point in stretch:
            _dot(sheet, point, color)
        stretch = []
    for column, value in enumerate(values):
        if value is not None and sheet.measure(figure_text(value)) <= field.pitch:
            at = Point(field.x(column), _clear_of_target(sheet, field, field.y(value)))
            sheet.say(at, figure_text(value), Anchor.MIDDLE, sheet.palette.ink)


def _clear_of_target(sheet: Sheet, field: Field, y: float) -> float:
    """Return the baseline of a figure above its point, or below it where the target line would cross it."""
    above = y - sheet.em * 0.7
    target = sheet.chart.target
    crossed = target is not None and above - sheet.em < field.y(target) < above + sheet.em * 0.3
    return y + sheet.em * 1.5 if crossed else above


def _dot(sheet: Sheet, at: Point, color: str) -> None:
    """Draw a dot: three rectangles look round at this size, and a surface needs no circles."""
    side = sheet.em * 0.5
    for across, down in ((side, side * 0.5), (side * 0.5, side), (side * 0.8, side * 0.8)):
        sheet.surface.rect(Box(at.x - across / 2, at.y - down / 2, across, down), color)


def _pyramid(sheet: Sheet) -> list[Mark]:
    (_, left), (_, right) = sheet.chart.series[:2]
    top = sheet.legend(sheet.series_entries()[:2]) + sheet.em * 0.4
    labels = sheet.chart.labels
    middle = min(max(sheet.measure(label) for label in labels) + sheet.em * 1.4, sheet.width * 0.4)
    most = max(*(value or 0.0 for value in (*left, *right)), 1e-9)
    room = sheet.measure(figure_text(most)) + sheet.em
    scale = max((sheet.width - middle) / 2 - room, 1.0) / most
    pitch = (sheet.height - top) / len(labels)
    marks: list[Mark] = []
    for row, label in enumerate(labels):
        y = sheet.height - pitch * (row + 1)
        at = Point(sheet.width / 2, y + pitch / 2 + sheet.em * 0.35)
        sheet.say_within(at, label, middle - sheet.em * 0.4, Anchor.MIDDLE, sheet.palette.ink)
        for series, value in enumerate((left[row], right[row])):
            bar = Box(middle / 2, y + pitch * 0.12, max(value or 0.0, 0.0) * scale, pitch * 0.76)
            marks.append(Mark(_pyramid_bar(sheet, bar, series * 2 - 1, figure_text(value)), row, series))
    return marks


def _pyramid_bar(sheet: Sheet, bar: Box, side: int, words: str) -> Box:
    """Draw one bar; `bar.x` is its distance from the middle, `side` -1 to the left and 1 to the right."""
    inner = sheet.width / 2 + side * bar.x
    left = inner - bar.width if side < 0 else inner
    drawn = bar._replace(x=left)
    sheet.surface.rect(drawn, sheet.palette.of(0 if side < 0 else 1))
    at = Point(inner + side * (bar.width + sheet.em * 0.4), bar.y + bar.height / 2 + sheet.em * 0.35)
    sheet.say(at, words, Anchor.END if side < 0 else Anchor.START)
    return drawn


_DRAWERS: dict[ChartKind, Callable[[Sheet], list[Mark] | None]] = {
    ChartKind.STACKED_BARS: _stacked_bars,
    ChartKind.BARS_ACROSS: draw_bars_across,
    ChartKind.LINE_WITH_TARGET: _line_with_target,
    ChartKind.PYRAMID: _pyramid,
    ChartKind.TIMELINE: draw_timeline,
}
