"""Commands: counting people crosswise."""

import argparse
from datetime import date

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands
from desktop.dates import parse_date
from desktop.people.counting.dimensions import DIMENSIONS
from desktop.people.counting.queries import statistics
from desktop.people.normal import today


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    parser = commands.add("statistics", count, help="Thống kê chéo")
    parser.add_argument("--by", required=True, metavar="CHIỀU", help=f"các chiều: {', '.join(DIMENSIONS)}")
    parser.add_argument("--on", metavar="NGÀY", help="tính đến ngày (yyyy-mm-dd), mặc định hôm nay")


def count(args: argparse.Namespace, office: Office) -> Answer:
    """Count people crosswise by one or more dimensions."""
    by = [part.strip() for part in args.by.split(",") if part.strip()]
    day = date.fromisoformat(parse_date(args.on)) if args.on else today()
    with office.read() as session:
        table = statistics(session, by, day)
    lines = ["  ".join(str(value) for value in row.values()) for row in table.rows]
    return {"rows": [dict(row) for row in table.rows], "total": table.total}, "\n".join(
        [*lines, f"Tổng số: {table.total}"]
    )
