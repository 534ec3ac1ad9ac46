"""The document model: a paper as a value that can be compared in a test and written in any format."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

Cell = str | int | float | date | None
"""A table cell keeps its real type, so that a spreadsheet gets numbers and dates, not text."""


class Align(StrEnum):
    """Where a column's cells stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True)
class Heading:
    """A heading of NĐ 30's “Phần – I. – 1. – a)” ladder; level 1 is `I.`, 2 is `1.`, 3 is `a)`."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text; line breaks inside are kept."""

    text: str
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a table: heading, relative width, where its cells stand, number format."""

    title: str
    width: float = 1.0
    align: Align = Align.LEFT
    decimals: int | None = None


@dataclass(frozen=True)
class Row:
    """One row of cells; a `section` row spans the table with its first cell, a `total` row is bold."""

    cells: tuple[Cell, ...]
    section: bool = False
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a repeated head; `code` is its defined name in a workbook, for finding a figure again."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError when a row has not a cell for each column; a section row needs only its first."""
        if not self.columns:
            raise ValueError(f"table {self.code or self.caption!r} has no columns")
        for position, row in enumerate(self.rows):
            if len(row.cells) != len(self.columns) and not (row.section and row.cells):
                message = f"row {position} of table {self.code or self.caption!r} has {len(row.cells)} cells"
                raise ValueError(f"{message} for {len(self.columns)} columns")


class ChartKind(StrEnum):
    """The small charts that exist."""

    STACKED_BARS = "stacked_bars"
    BARS_ACROSS = "bars_across"
    LINE_WITH_TARGET = "line_with_target"
    PYRAMID = "pyramid"
    TIMELINE = "timeline"


@dataclass(frozen=True)
class Chart:
    """A chart: category labels and one series of values for each legend entry; None is “no figure”.

    STACKED_BARS: one bar for each label, one layer for each series; BARS_ACROSS: the same, lying.
    LINE_WITH_TARGET: one line for each series; `target` is the level to reach, or `band` the lowest and the
    highest level; `path` says for each label what should be reached by then.
    PYRAMID: exactly two series (left and right side); labels run from the lowest bar upwards.
    TIMELINE: one bar for each label; three series in this order: start, end (both `year_position`) and
    percent done; `target` is the `year_position` of the day the chart speaks of.
    """

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    target: float | None = None
    unit: str = ""
    band: tuple[float, float] | None = None
    path: tuple[float | None, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError when a series lacks a value for a label or the kind needs more or fewer series."""
        lines = [*(values for _, values in self.series), *([self.path] if self.path else [])]
        if any(len(values) != len(self.labels) for values in lines):
            raise ValueError(f"chart {self.title!r}: every series needs {len(self.labels)} values")
        wanted = {ChartKind.PYRAMID: 2, ChartKind.TIMELINE: 3}.get(self.kind, len(self.series))
        if len(self.series) != wanted:
            raise ValueError(f"chart {self.title!r}: {self.kind} needs {wanted} series")


def year_position(day: date) -> float:
    """Return a day as a point on a time axis counted in years: 1 July 2026 is about 2026.5."""
    new_year = date(day.year, 1, 1)
    length = (date(day.year, 12, 31) - new_year).days + 1
    return day.year + (day - new_year).days / length


def day_at(position: float) -> date:
    """Return the day of a `year_position`."""
    year = int(position)
    length = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    return date(year, 1, 1) + timedelta(days=min(round((position - year) * length), length - 1))


@dataclass(frozen=True)
class PageBreak:
    """The next block starts on a new page."""


Block = Heading | Paragraph | Table | Chart | PageBreak


@dataclass(frozen=True)
class Letterhead:
    """The head of a paper: boxes 1–4 of NĐ 30's layout scheme.

    `number` is the number in the register of issued papers or None while it is not given yet;
    `notation` is what follows it (`BC-UBND`); `on` is the date of issue or None for a blank one. `parent` and
    `issuer` are written as given, in capitals; `name` is the issuer in running text (`UBND phường …`).
    """

    parent: str
    issuer: str
    notation: str
    place: str
    number: int | None = None
    on: date | None = None
    name: str = ""


@dataclass(frozen=True)
class Signer:
    """Box 7: authority and position lines (`TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`) and the signer's name."""

    authority: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Annex:
    """An annex with its own page numbers; `number` is Roman and empty when there is only one."""

    title: str
    body: tuple[Block, ...]
    number: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class Report:
    """A whole administrative paper in the layout of NĐ 30/2020/NĐ-CP.

    `kind` is the type name (`BÁO CÁO`), empty for a công văn; `trace` is the small line that ties the paper
    to its frozen snapshot (code and SHA-256), `trace_code` what the QR code beside it says. The annexes
    of an `electronic` paper keep the number and date after “Kèm theo” blank (NĐ 30/2020, Phụ lục I,
    phần III); those of a paper one are filled in.
    """

    letterhead: Letterhead
    kind: str
    subject: str
    body: tuple[Block, ...]
    signer: Signer
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    trace: str = ""
    trace_code: str = ""
    keywords: tuple[str, ...] = field(default=())
    electronic: bool = True

    @property
    def title(self) -> str:
        """Type name and subject on one line, for file properties and window titles."""
        return " ".join(part for part in (self.kind, self.subject) if part)


@dataclass(frozen=True)
class ListPaper:
    """A list for the office's own use, on pages that lie across: a title, lines below it and one table.

    It has no head, number or signature of an administrative paper; `issuer` stands above the title.
    """

    title: str
    lines: tuple[str, ...]
    table: Table
    issuer: str = ""


def tables_of(report: Report) -> Sequence[Table]:
    """Return every table of the paper, body first, annexes after, in reading order."""
    blocks = [*report.body, *(block for annex in report.annexes for block in annex.body)]
    return [block for block in blocks if isinstance(block, Table)]
