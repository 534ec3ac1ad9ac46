"""Commands on the working calendar: see a year, correct days, take a correction back, read a year's list."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, day_of, year_of
from desktop.errors import UserError
from desktop.tasks.workdays.actions import KINDS, forget_workday, set_workday, set_workdays
from desktop.tasks.workdays.excel import read_workdays
from desktop.tasks.workdays.queries import SHIPPED_SOURCE, DayLine, year_days
from desktop.text import day


def add_commands(commands: Commands) -> None:
    """Add `tasks calendar show|set|forget|import`."""
    show = commands.add("tasks calendar show", run_show, help="Xem ngày nghỉ, ngày làm bù của một năm")
    show.add_argument("--year", type=year_of, metavar="NĂM", help="mặc định năm nay")
    put = commands.add("tasks calendar set", run_set, help="Điều chỉnh một ngày nghỉ hoặc làm việc")
    put.add_argument("day", type=day_of, metavar="NGÀY", help="ngày được điều chỉnh (yyyy-mm-dd)")
    put.add_argument("kind", choices=list(KINDS), help="off: ngày nghỉ; work: ngày làm việc")
    put.add_argument("--swap", type=day_of, metavar="NGÀY", help="ngày được hoán đổi, thành loại ngược lại")
    put.add_argument("--name", required=True, metavar="LÝ_DO", help="tên ngày nghỉ hoặc lý do")
    put.add_argument("--document", required=True, metavar="VĂN_BẢN", help="số, ngày của văn bản quy định")
    forget = commands.add("tasks calendar forget", run_forget, help="Bỏ điều chỉnh một ngày")
    forget.add_argument("day", type=day_of, metavar="NGÀY")
    read = commands.add("tasks calendar import", run_import, help="Nhập lịch làm việc của năm từ bảng tính")
    read.add_argument("file", type=Path, metavar="TỆP", help="bảng có các cột Ngày, Loại, Lý do, Văn bản")


def run_show(args: Namespace, office: Office) -> Answer:
    """List a year's special days."""
    year = args.year or date.today().year  # noqa: DTZ011 - the calendar on the wall
    with office.read() as session:
        lines = year_days(session, year)
    return [_document(line) for line in lines], "\n".join(map(_words, lines))


def run_set(args: Namespace, office: Office) -> Answer:
    """Correct a day, and the one it is swapped with, as one act."""
    if args.swap == args.day:
        raise UserError("Ngày hoán đổi trùng với ngày được điều chỉnh; hãy ghi hai ngày khác nhau.")
    other = "work" if args.kind == "off" else "off"
    days = [(args.day, args.kind), *([(args.swap, other)] if args.swap else [])]
    texts = {"name": args.name, "document": args.document}
    values = [{"day": one.isoformat(), "kind": kind, **texts} for one, kind in days]
    with office.write() as session:
        if len(values) == 1:
            set_workday(session, values[0])
        else:
            set_workdays(session, values, args.document)
        changed = {one for one, _ in days}
        lines = [line for year in {d.year for d in changed} for line in year_days(session, year)]
    shown = [line for line in lines if line.day in changed]
    return [_document(line) for line in shown], "\n".join(["Đã sửa lịch làm việc.", *map(_words, shown)])


def run_forget(args: Namespace, office: Office) -> Answer:
    """Take a correction back."""
    with office.write() as session:
        forget_workday(session, args.day)
    return {"day": args.day.isoformat()}, f"Đã bỏ điều chỉnh ngày {day(args.day)}."


def run_import(args: Namespace, office: Office) -> Answer:
    """Read a year's list; nothing is changed when a row is wrong."""
    days = read_workdays(args.file)
    with office.write() as session:
        count = set_workdays(session, days, args.file.name)
    return {"days": count}, f"Đã nhập {count} ngày vào lịch làm việc."


def _document(line: DayLine) -> dict[str, Any]:
    return {
        "day": line.day.isoformat(),
        "works": line.works,
        "name": line.name,
        "document": line.document or None,
        "own": line.is_own,
    }


def _words(line: DayLine) -> str:
    kind = KINDS["work" if line.works else "off"]
    source = line.document or SHIPPED_SOURCE
    return f"{day(line.day)}  {line.weekday:<8}  {kind:<14}  {line.name} ({source})"
