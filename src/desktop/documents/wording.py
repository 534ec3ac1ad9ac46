"""How the parts of a paper are worded, the same in every format (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from desktop.documents.model import (
    Align,
    Annex,
    Block,
    Cell,
    Chart,
    ChartKind,
    Column,
    Heading,
    Letterhead,
    Paragraph,
    Report,
    Row,
    Table,
    day_at,
)
from desktop.text import clean_lines, day, long_day, number

Value = TypeVar("Value")

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END_MARK = "./."
TARGET, PATH = "Mức cần đạt", "Lộ trình"
"""The names of a chart's target and of the way to it, in its legend and its figures."""
_BLANK = "\u00a0"
_BLANK_DAY = f"ngày{_BLANK * 6}tháng{_BLANK * 6}năm{_BLANK * 8}"
_NOT_WRITABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufffe\uffff\U000e0000-\U000e01ef]")


def tidy(value: Value) -> Value:
    """Return the same paper with every text in NFC and without letters that no writer can write.

    Control and invisible letters, lone surrogates and variation selectors go; line breaks stay; numbers that
    are not finite become None, an empty cell.
    """
    return _tidied(value)  # type: ignore[no-any-return]


def _tidied(value: Any) -> Any:
    if isinstance(value, Enum | int | date) or value is None:
        return value
    if isinstance(value, str):
        return clean_lines(_NOT_WRITABLE.sub("", value))
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, tuple):
        return tuple(_tidied(part) for part in value)
    return replace(value, **{part.name: _tidied(getattr(value, part.name)) for part in fields(value)})


def texts_of(value: object) -> Iterator[str]:
    """Yield every text inside a paper or a part of it, to look for letters the fonts lack."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from texts_of(getattr(value, part.name))


def number_line(letterhead: Letterhead) -> str:
    """Box 3: `Số: 05/BC-UBND`, with a gap for the number that is not given yet.

    A paper without a notation, a form say, takes no number.
    """
    if not letterhead.notation:
        return ""
    return f"Số: {_number_and_notation(letterhead)}"


def _number_and_notation(letterhead: Letterhead, known: bool = True) -> str:
    given = known and letterhead.number is not None
    return (
        f"{letterhead.number:02d}/{letterhead.notation}" if given else f"{_BLANK * 7}/{letterhead.notation}"
    )


def place_and_day(letterhead: Letterhead) -> str:
    """Box 4: place and day of issue, with gaps for the day that is not known yet."""
    return f"{letterhead.place}, {_day_or_gap(letterhead.on)}"


def _day_or_gap(on: date | None) -> str:
    return long_day(on) if on else _BLANK_DAY


def matter_line(report: Report) -> str:
    """Box 5b: the subject of a công văn, `V/v …`; empty for a paper with a type name."""
    if report.kind or not report.subject:
        return ""
    return report.subject if report.subject.lower().startswith("v/v") else f"V/v {report.subject}"


def basis_lines(report: Report) -> list[str]:
    """Box 6: one legal basis a line, `;` after each and `.` after the last."""
    return _listed(report.bases)


def addressee_lines(report: Report) -> list[str]:
    """Box 9a: one addressee as it is; several as a list with dashes."""
    lines = _listed(report.addressees)
    return [f"- {line}" for line in lines] if len(lines) > 1 else lines


def recipient_lines(report: Report) -> list[str]:
    """Box 9b: the list under `Nơi nhận:`."""
    return [f"- {line}" for line in _listed(report.recipients)]


def _listed(items: Iterable[str]) -> list[str]:
    bare = [item.strip().lstrip("-–+ ").rstrip(" ;,.") for item in items]
    kept = [item for item in bare if item]
    return [f"{item};" for item in kept[:-1]] + [f"{item}." for item in kept[-1:]]


def heading_text(heading: Heading) -> str:
    """Return a heading as printed: level 1 (`I.`) in capitals, the others as written."""
    return heading.text.upper() if heading.level <= 1 else heading.text


def ended(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the end mark `./.` after the last paragraph, or on a line of its own."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Paragraph) or not last.text:
        return [*blocks, Paragraph(END_MARK)] if blocks else []
    text = last.text.removesuffix(END_MARK).rstrip(" .;")
    return [*blocks[:-1], replace(last, text=text + END_MARK)]


def annex_label(annex: Annex) -> str:
    """Return `Phụ lục` with its Roman number when there are several."""
    return f"Phụ lục {annex.number}".strip()


def attached_line(report: Report) -> str:
    """Return `(Kèm theo Báo cáo số …/BC-UBND ngày … của …)`, blank on electronic papers."""
    head = report.letterhead
    filled = not report.electronic
    kind = report.kind.capitalize() if report.kind else "Công văn"
    on = _day_or_gap(head.on if filled else None).rstrip(_BLANK)
    gap = "" if filled and head.on else _BLANK * 7
    return f"(Kèm theo {kind} số {_number_and_notation(head, filled)} {on}{gap} của {issuer_name(report)})"


def issuer_name(report: Report) -> str:
    """Return the issuing body as named in running text."""
    return report.letterhead.name or " ".join(report.letterhead.issuer.split())


def cell_text(cell: Cell, column: Column) -> str:
    """Return a cell as printed: numbers as 1.234,5, dates as dd/mm/yyyy, nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, int | float):
        return number(cell, column.decimals)
    return cell


def figure_text(value: float | None) -> str:
    """Return a figure of a chart as printed, nothing for “no figure”."""
    return "" if value is None else number(value)


def chart_table(chart: Chart) -> Table:
    """Return a chart's figures as a table: a row for each label, a column for each series and the target."""
    spans = chart.kind is ChartKind.TIMELINE
    unit = f" ({chart.unit})" if chart.unit else ""
    series: list[tuple[str, Sequence[Cell]]] = [
        (name, [day_at(value) if spans and value is not None and at < 2 else value for value in values])
        for at, (name, values) in enumerate(chart.series)
    ]
    if chart.target is not None:
        level: Cell = day_at(chart.target) if spans else chart.target
        series.append(("Ngày tính" if spans else TARGET, [level] * len(chart.labels)))
    columns = (Column("Nội dung", 3), *(Column(name + unit, 1, Align.RIGHT) for name, _ in series))
    rows = (Row((label, *(values[at] for _, values in series))) for at, label in enumerate(chart.labels))
    return Table(columns, tuple(rows), chart.title)


def chart_in_words(chart: Chart) -> str:
    """Say what a chart shows, for readers who cannot see the picture."""
    table = chart_table(chart)
    rows = []
    for row in table.rows:
        texts = [cell_text(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)]
        pairs = zip(table.columns[1:], texts[1:], strict=True)
        rows.append(f"{texts[0]}: " + ", ".join(f"{column.title} {text}" for column, text in pairs if text))
    return f"{chart.title}. " + "; ".join(rows) + "."
