"""The strip of targets: one thin bar each, as far as its value is on the way to its goal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.documents.surface import Anchor, Box, Lettering, Mark, Palette, Point, Surface
from desktop.indicators.queries import TargetLine
from desktop.indicators.rules import TargetState
from desktop.text import number

Colors = Mapping[TargetState, str]
"""What each state is drawn in."""

SHOWN = 10
_ORDER = (TargetState.BEHIND, TargetState.ON_TRACK, TargetState.MET, TargetState.NO_DATA)
_ROW, _BAR = 2.35, 0.42
"""Heights in letters: a row, its bar."""


@dataclass(frozen=True)
class TargetBar:
    """One target: `share` of the way to its goal, 0 to 1, None where nothing can be drawn truthfully."""

    plan_code: str
    text: str
    state: TargetState
    words: str
    share: float | None
    note: str


def target_bars(lines: Sequence[tuple[str, TargetLine]]) -> tuple[TargetBar, ...]:
    """Return the bars of targets with a number, those behind first, without data last.

    `lines` are targets with the codes of their plans.
    """
    bars = [_bar(plan_code, line) for plan_code, line in lines if line.kind != "words"]
    return tuple(sorted(bars, key=lambda one: _ORDER.index(one.state)))


def _bar(plan_code: str, line: TargetLine) -> TargetBar:
    goal = line.high if line.comparator in ("<", "<=") else line.low
    unit = "%" if line.unit == "%" else ""
    value = f"{number(line.value)}{unit}" if line.value is not None else "chưa có số liệu"
    wanted = f" / {number(goal)}{unit}" if goal is not None else ""
    return TargetBar(plan_code, line.text, line.state, f"{value}{wanted}", share_of(line, goal), line.note)


def share_of(line: TargetLine, goal: float | None) -> float | None:
    """Return how far a value is to its goal; where less is better, how much of the path is gone."""
    if line.value is None:
        return None
    if line.state is TargetState.MET:
        return 1.0
    if goal is not None and goal > 0 and line.comparator not in ("<", "<="):
        return min(max(line.value / goal, 0.0), 1.0)
    return None if line.done is None else min(max(line.done / 100, 0.0), 1.0)


def strip_height(count: int, size: float) -> float:
    """Return how high a strip of so many bars is in letters of this size."""
    return (min(count, SHOWN) * _ROW + 0.6) * size


def draw_strip(
    bars: Sequence[TargetBar], surface: Surface, width: float, size: float, look: tuple[Palette, Colors]
) -> list[Mark]:
    """Draw at most ten bars from the top; returns where each row stands."""
    palette, colors = look
    marks: list[Mark] = []
    for row, bar in enumerate(bars[:SHOWN]):
        top = row * _ROW * size
        right = Lettering(palette.muted, size, Anchor.END)
        left = Lettering(palette.ink, size)
        room = width - surface.measure(bar.words, right) - size
        surface.text(Point(0, top + size), _cut(surface, bar.text, left, room), left)
        surface.text(Point(width, top + size), bar.words, right)
        track = Box(0, top + size * 1.45, width, size * _BAR)
        surface.rect(track, palette.grid)
        if bar.share is not None:
            surface.rect(Box(0, track.y, max(width * bar.share, 1.0), track.height), colors[bar.state])
        marks.append(Mark(Box(0, top, width, _ROW * size), row, 0))
    return marks


def _cut(surface: Surface, text: str, lettering: Lettering, room: float) -> str:
    words = " ".join(text.split())
    if surface.measure(words, lettering) <= room:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        fits = surface.measure(words[:middle].rstrip() + "…", lettering) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return words[:low].rstrip() + "…"
