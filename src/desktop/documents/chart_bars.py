"""Bars across the page, one below the other, each under its whole label: for long names and many of them."""

from desktop.documents.chart_sheet import Sheet
from desktop.documents.surface import Box, Mark, Point
from desktop.documents.wording import figure_text

PITCH = 2.75
"""The height that a label and its bar wish for, in letters."""

_LABEL = 1.45


def draw_bars_across(sheet: Sheet) -> list[Mark]:
    """Draw a label and below it a bar, made of one piece for each series, with its total at the end."""
    chart = sheet.chart
    layers = [[max(value or 0.0, 0.0) for value in values] for _, values in chart.series]
    totals = [sum(bar) for bar in zip(*layers, strict=True)]
    top = sheet.legend(sheet.series_entries()) + sheet.em * 0.4 if len(layers) > 1 else 0.0
    room = max(sheet.measure(figure_text(total)) for total in totals) + sheet.em * 0.8
    scale = max(sheet.width - room, 1.0) / (max(totals) or 1.0)
    pitch = min((sheet.height - top) / len(totals), sheet.em * PITCH * 1.2)
    marks: list[Mark] = []
    for row, total in enumerate(totals):
        y = top + pitch * row
        bar = Box(0.0, y + sheet.em * _LABEL, total * scale, max(pitch - sheet.em * (_LABEL + 0.35), 1.0))
        sheet.say_within(
            Point(0, y + sheet.em * 1.1), chart.labels[row], sheet.width, color=sheet.palette.ink
        )
        marks += _bar(sheet, bar, row, [values[row] * scale for values in layers])
        end = Point(bar.width + sheet.em * 0.5, bar.y + bar.height / 2 + sheet.em * 0.35)
        sheet.say(end, figure_text(total), color=sheet.palette.ink)
    return marks


def _bar(sheet: Sheet, bar: Box, row: int, widths: list[float]) -> list[Mark]:
    marks: list[Mark] = []
    x = bar.x
    for series, width in enumerate(widths):
        piece = bar._replace(x=x, width=width)
        if width > 0:
            sheet.surface.rect(piece, sheet.palette.of(series))
            marks.append(Mark(piece, row, series))
        x += width
    return marks
