"""Commands: the standings of one person through time."""

import argparse
from typing import Any

from desktop.accounts.office import Office
from desktop.codelists import code_list
from desktop.commands import Answer, Commands
from desktop.people.queries import get_person
from desktop.people.standing.actions import record_standing
from desktop.people.standing.queries import DETAILS, StandingRow, standings_of


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    commands.add("people standing", show, help="Xem diễn biến tình trạng của một người").add_argument(
        "uid", metavar="UID"
    )
    parser = commands.add(
        "people standing-add", add, help="Ghi một tình trạng: nghỉ hưu, chuyển đi, đã mất …"
    )
    parser.add_argument("uid", metavar="UID")
    codes = ", ".join(code.code for code in code_list("status").codes)
    parser.add_argument("status", metavar="TÌNH_TRẠNG", help=f"mã hoặc tên: {codes}")
    parser.add_argument("--since", default="", metavar="NGÀY", help="có hiệu lực từ ngày, tháng hoặc năm")
    parser.add_argument("--place", default="", metavar="NƠI", help="nơi chuyển đến")
    parser.add_argument("--document", default="", metavar="SỐ", help="số, ký hiệu, ngày của văn bản")
    parser.add_argument("--note", default="", metavar="CHỮ", help="ghi chú")


def show(args: argparse.Namespace, office: Office) -> Answer:
    """List the standings of a person, newest first."""
    with office.read() as session:
        name = get_person(session, args.uid).texts["full_name"]
        rows = standings_of(session, args.uid)
    return [_document(row) for row in rows], "\n".join([name, *map(_words, rows)])


def add(args: argparse.Namespace, office: Office) -> Answer:
    """Add a standing; the newest one is what the person's record says."""
    values = {key: getattr(args, key) for key in ("status", "since", *DETAILS)}
    with office.write() as session:
        record_standing(session, args.uid, values)
    return show(args, office)


def _document(row: StandingRow) -> dict[str, Any]:
    line = row.line
    said = {key: getattr(line, key) for key in ("uid", "status", "since", "until", *DETAILS)}
    return said | {"recorded_at": line.recorded_at}


def _words(row: StandingRow) -> str:
    said = [row.period, row.texts["status"], *(row.texts[key] for key in DETAILS)]
    return "  ".join([*filter(None, said), f"(ghi sổ {row.recorded:%d/%m/%Y %H:%M})"])
