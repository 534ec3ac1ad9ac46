"""A cross table as a paper: the table with real numbers, its chart, and what is counted on which day."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.accounts.units import full_name, issuer_lines
from desktop.documents.model import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Letterhead,
    Paragraph,
    Report,
    Row,
    Signer,
    Table,
)
from desktop.people.counting.charts import Picture
from desktop.people.counting.conditions import Moment
from desktop.people.counting.tables import SHARE_LABELS, Line, Matrix, Shares, Spot
from desktop.text import day, number

_WIDE_FROM = 7
"""A table of more columns of figures stands on a page that lies across."""

_NOTATION = "BTK"
_SEVERAL = "Người thuộc nhiều nhóm được đếm ở từng nhóm, nhưng chỉ một lần ở các số cộng và tổng số."


def statistics_report(
    session: Session, matrix: Matrix, picture: Picture, shares: Shares = Shares.NONE
) -> Report:
    """Return the paper of a cross table; wide tables stand in an annex that lies across."""
    unit = unit_of(session)
    tables = [count_table(matrix)]
    if shares is not Shares.NONE:
        tables.append(share_table(matrix, shares))
    opening = Paragraph(f"{said_of(matrix)} {_counted_whom(matrix.moment)}")
    chart: list[Block] = [Paragraph(picture.remark, italic=True)] if picture.remark else []
    chart.insert(0, picture.chart)
    source = Paragraph(f"Nguồn: Sổ Trí thức của {full_name(unit.name)}.", italic=True)
    wide = len(matrix.columns) > _WIDE_FROM
    inside = chart if wide else [*tables, *chart]
    return Report(
        letterhead=Letterhead(
            parent=unit.parent or "",
            issuer=issuer_lines(unit.name),
            notation=f"{_NOTATION}-{unit.notation or 'UBND'}",
            place=unit.place or "",
            name=full_name(unit.name),
        ),
        kind="BIỂU THỐNG KÊ",
        subject=f"Trí thức theo {_crossed(matrix)}\n({day_of(matrix.moment)})",
        body=(opening, *inside, source),
        signer=Signer((), ""),
        annexes=(Annex(f"Trí thức theo {_crossed(matrix)}", tuple(tables), landscape=True),) if wide else (),
        keywords=(unit.code, *matrix.layout.names),
    )


def said_of(matrix: Matrix) -> str:
    """Say what is counted, for the page and the paper."""
    several = f" {_SEVERAL}" if matrix.layout.counts_repeatedly else ""
    return f"Tổng số: {number(matrix.total)} trí thức.{several}"


def day_of(moment: Moment) -> str:
    """Say of which day the figures are."""
    known = f", theo số liệu đã ghi đến hết ngày {day(moment.known)}" if moment.known else ""
    return f"tính đến ngày {day(moment.on)}{known}"


def count_table(matrix: Matrix) -> Table:
    """Return the numbers of people with all totals."""
    rows = tuple(_row(matrix, line, matrix.count) for line in matrix.lines())
    return Table(_columns(matrix, 0), rows, f"Số người, {day_of(matrix.moment)}", code="thong_ke")


def share_table(matrix: Matrix, shares: Shares) -> Table:
    """Return the percentages of the same places."""

    def value(spot: Spot) -> Cell:
        share = matrix.share(spot, shares)
        return None if share is None else round(share, 1)

    rows = tuple(_row(matrix, line, value) for line in matrix.lines())
    caption = f"Tỷ lệ ({SHARE_LABELS[shares]}), {day_of(matrix.moment)}"
    return Table(_columns(matrix, 1), rows, caption, code="ty_le")


def _columns(matrix: Matrix, decimals: int) -> tuple[Column, ...]:
    rows = matrix.axes[0]
    titles = (Column(title, 1, Align.RIGHT, decimals) for title in matrix.columns.values())
    return (Column(rows.title if rows else "", 3), *titles)


def _row(matrix: Matrix, line: Line, value: Callable[[Spot], Cell]) -> Row:
    if line.is_heading:
        return Row((line.label,), section=True)
    return Row((line.label, *(value(line.spot(key)) for key in matrix.columns)), total=line.is_total)


def _crossed(matrix: Matrix) -> str:
    titles = [axis.title[:1].lower() + axis.title[1:] for axis in matrix.axes if axis]
    return " và ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)


def _counted_whom(moment: Moment) -> str:
    return f"Số liệu {day_of(moment)}; không tính người đã chuyển đi hoặc đã mất đến ngày đó."
