"""The register in the columns of NĐ 30/2020/NĐ-CP, Phụ lục IV, as a paper and as rows of a spreadsheet."""

from collections.abc import Sequence
from datetime import date

from desktop.documents.model import Align, Cell, Column, ListPaper, Row, Table
from desktop.reports.register.queries import RegisterFilter, RegisterLine, missing_words
from desktop.reports.register.rules import LETTER_TYPE, type_label
from desktop.text import number

TITLE = "Sổ đăng ký văn bản đi"
COLUMNS = (
    Column("Số, ký hiệu văn bản", 1.5),
    Column("Ngày tháng văn bản", 1.1, Align.CENTER),
    Column("Tên loại và trích yếu nội dung văn bản", 4.2),
    Column("Người ký", 1.6),
    Column("Nơi nhận văn bản", 2.2),
    Column("Đơn vị, người nhận bản lưu", 1.2),
    Column("Số lượng bản", 0.8, Align.CENTER, 0),
    Column("Ghi chú", 2.2),
)


def in_order(lines: Sequence[RegisterLine]) -> list[RegisterLine]:
    """Return the lines as a register is written: by year, type and number, the oldest first."""
    return sorted(lines, key=lambda one: (one.year, one.type_name, one.number))


def cells(one: RegisterLine) -> tuple[Cell, ...]:
    """Return one line in the columns of the register."""
    matter = one.subject if one.type_code == LETTER_TYPE else f"{one.type_name}: {one.subject}"
    return (
        one.symbol,
        date.fromisoformat(one.issued_on),
        matter,
        one.signer,
        one.recipient,
        one.kept_by,
        one.copies,
        one.remarks,
    )


def register_paper(lines: Sequence[RegisterLine], asked: RegisterFilter, issuer: str) -> ListPaper:
    """Return the register as a paper that says which lines it holds and which numbers nobody recorded."""
    wanted = [f"Năm {asked.year}"] if asked.year else []
    wanted += [type_label(asked.type_code)] if asked.type_code else []
    wanted += [f"“{asked.text}”"] if asked.text else []
    wanted.append(f"{number(len(lines))} văn bản")
    missing = "" if asked.text else missing_words(list(lines))
    rows = tuple(Row(cells(one)) for one in in_order(lines))
    return ListPaper(
        TITLE,
        ("; ".join(wanted), f"Số chưa ghi sổ – {missing}" if missing else ""),
        Table(COLUMNS, rows, code="so_van_ban_di"),
        issuer,
    )
