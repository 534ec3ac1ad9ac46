"""Timing the program and its floor in turn, and saying how far apart they are."""

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Sample:
    """What one side took, repetition by repetition, in seconds (or megabytes)."""

    values: Sequence[float]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def p95(self) -> float:
        """The value that 95 of 100 repetitions stay below; of few repetitions the largest."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


@dataclass(frozen=True)
class Target:
    """What is asked of a work; None asks nothing.

    `ratio` is program to floor, `p95` seconds of the program, `extra` megabytes above the floor.
    """

    ratio: float | None = None
    p95: float | None = None
    extra: float | None = None

    def __str__(self) -> str:
        parts = [
            f"≤ {self.ratio:g}×" if self.ratio is not None else "",
            f"p95 ≤ {self.p95 * 1000:g} ms" if self.p95 is not None else "",
            f"≤ +{self.extra:g} MB" if self.extra is not None else "",
        ]
        return ", ".join(filter(None, parts)) or "–"


@dataclass(frozen=True)
class Figure:
    """One line of the table; `by_p95` compares the slow end instead of the median, as typing feels it."""

    work: str
    program: Sample
    floor: Sample
    target: Target
    unit: str = "ms"
    by_p95: bool = False

    @property
    def ratio(self) -> float:
        """How many times the floor the program takes."""
        if self.by_p95:
            return self.program.p95 / self.floor.p95
        return self.program.middle / self.floor.middle

    @property
    def is_met(self) -> bool:
        """Tell whether everything the target asks is so."""
        asked = self.target
        return (
            (asked.ratio is None or self.ratio <= asked.ratio)
            and (asked.p95 is None or self.program.p95 <= asked.p95)
            and (asked.extra is None or self.program.middle - self.floor.middle <= asked.extra)
        )

    def cells(self) -> tuple[str, ...]:
        """Return the line's cells: work, program, floor, ratio, target, ok."""
        asks = self.target != Target()
        return (
            self.work,
            self._text(self.program),
            self._text(self.floor),
            f"{self.ratio:.2f}×" + (" (p95)" if self.by_p95 else ""),
            str(self.target),
            ("yes" if self.is_met else "NO") if asks else "–",
        )

    def _text(self, sample: Sample) -> str:
        scale = 1000 if self.unit == "ms" else 1
        return f"{_short(sample.middle * scale)} / {_short(sample.p95 * scale)} {self.unit}"


HEADINGS = ("work", "program", "floor", "ratio", "target", "ok")


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a Markdown table; program and floor as “median / p95”."""
    rows = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (w + 2) for w in widths) + "|", *lines[1:]])


def seconds(work: Callable[[], object]) -> float:
    """Return how long one run took; rubbish of what ran before is cleared away first."""
    gc.collect()
    began = perf_counter()
    work()
    return perf_counter() - began


def in_turn(program: Callable[[], float], floor: Callable[[], float], times: int) -> tuple[Sample, Sample]:
    """Measure both sides one after the other, so that a busy machine troubles both alike."""
    pairs = [(program(), floor()) for _ in range(times)]
    return Sample([one for one, _ in pairs]), Sample([other for _, other in pairs])


def warm(program: Callable[[], object], floor: Callable[[], object], times: int) -> tuple[Sample, Sample]:
    """Measure both sides within this process, after a run of each that fills the caches."""
    program(), floor()
    return in_turn(lambda: seconds(program), lambda: seconds(floor), times)


def apart(work: Callable[..., float], *given: Any) -> tuple[float, float]:
    """Run a work in a fresh process, which holds no caches; return its seconds and its peak of memory (MB).

    `work` times itself, so that starting Python and importing libraries are left out.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_with_peak, work, given).result()


def apart_in_turn(
    program: Callable[..., float], floor: Callable[..., float], given: tuple[Any, ...], times: int
) -> tuple[tuple[Sample, Sample], tuple[Sample, Sample]]:
    """Measure both sides in fresh processes; return the samples of time and those of memory."""
    pairs = [(apart(program, *given), apart(floor, *given)) for _ in range(times)]
    time, memory = (
        (Sample([ours[what] for ours, _ in pairs]), Sample([other[what] for _, other in pairs]))
        for what in (0, 1)
    )
    return time, memory


def _with_peak(work: Callable[..., float], given: tuple[Any, ...]) -> tuple[float, float]:
    return work(*given), _peak()


def _peak() -> float:
    """Return the most memory this process ever held, in megabytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / MEGABYTE


def _short(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"
