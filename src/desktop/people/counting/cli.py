"""Commands: counting people crosswise."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, day_of
from desktop.errors import UserError
from desktop.jobs import ConsoleJob
from desktop.people.counting.charts import picture_of
from desktop.people.counting.conditions import Moment
from desktop.people.counting.cube import read_cube
from desktop.people.counting.dimensions import DIMENSIONS
from desktop.people.counting.queries import statistics
from desktop.people.counting.report import statistics_report
from desktop.people.counting.tables import SHARE_LABELS, Shares, cross, layout_of
from desktop.people.normal import today


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    parser = commands.add("statistics", count, help="Thống kê chéo")
    named = "; ".join(f"{name} ({one.title})" for name, one in DIMENSIONS.items())
    parser.add_argument(
        "--by", required=True, metavar="CHIỀU", help=f"hàng[,cột[,lớp]], cách nhau bằng dấu phẩy: {named}"
    )
    parser.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="tính đến ngày (yyyy-mm-dd), mặc định hôm nay"
    )
    parser.add_argument(
        "--known", type=day_of, metavar="NGÀY", help="theo số liệu đã ghi đến hết ngày này (yyyy-mm-dd)"
    )
    parser.add_argument("--out", type=Path, metavar="TỆP", help="ghi bảng và biểu đồ ra tệp .xlsx hoặc .pdf")
    shares = ", ".join(f"{one.value} ({label})" for one, label in SHARE_LABELS.items()).replace("%", "%%")
    parser.add_argument(
        "--shares", choices=[one.value for one in Shares], default=Shares.NONE.value,
        metavar="KIỂU", help=f"thêm bảng tỷ lệ vào tệp: {shares}",
    )  # fmt: skip


def count(args: argparse.Namespace, office: Office) -> Answer:
    """Count people crosswise by one or more dimensions, and write the table if a file is named."""
    by = tuple(part.strip() for part in args.by.split(",") if part.strip())
    on: date = args.on or today()
    with office.read() as session:
        table = statistics(session, by, on, args.known)
    found: dict[str, Any] = {
        "rows": [dict(row) for row in table.rows],
        "total": table.total,
        "dimensions": {name: DIMENSIONS[name].title for name in table.dimensions},
        "on": on.isoformat(),
        "known": args.known.isoformat() if args.known else None,
    }
    lines = ["  ".join(str(value) for value in row.values()) for row in table.rows]
    lines.append(f"Tổng số: {table.total}")
    if args.out:
        write(office, by, Moment(on, args.known), args.out, Shares(args.shares))
        found["files"] = [str(args.out)]
        lines.append(f"Đã ghi “{args.out.name}”.")
    return found, "\n".join(lines)


def write(office: Office, by: tuple[str, ...], moment: Moment, out: Path, shares: Shares) -> None:
    """Write a table of at most three dimensions with its chart as PDF or XLSX, as the ending says."""
    layout = layout_of(by)
    if out.suffix.lower() not in (".pdf", ".xlsx"):
        raise UserError(
            f"Không ghi được “{out.name}”: tên tệp phải có đuôi .xlsx hoặc .pdf; hãy sửa tên tệp."
        )
    with office.read() as session:
        cube = read_cube(session, moment, (*layout.names, "age5"))
        matrix = cross(cube, layout)
        report = statistics_report(session, matrix, picture_of(cube, matrix), shares)
    if out.suffix.lower() == ".pdf":
        from desktop.documents.pdf import write_pdf

        write_pdf(report, ConsoleJob()).save(out)
    else:
        from desktop.documents.xlsx import write_xlsx

        write_xlsx(report, out, ConsoleJob())
