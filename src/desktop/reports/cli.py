"""Commands on reports: make a frozen one and write its files."""

import argparse
from datetime import date
from pathlib import Path

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, day_of
from desktop.documents.undrawn import undrawn_note
from desktop.errors import UserError
from desktop.jobs import ConsoleJob
from desktop.reports.actions import FORMATS, check_formats, make_report, take_back, write_files
from desktop.reports.compose import compose
from desktop.reports.issue_options import add_issue_options, issue_of
from desktop.reports.outline import report_kinds
from desktop.reports.paper_code import find_paper
from desktop.reports.period_options import add_period_options, choice_of, period_of
from desktop.reports.queries import get_snapshot, list_snapshots, report_of
from desktop.signing.check import read_file
from desktop.text import day


def add_commands(commands: Commands) -> None:
    """Add `reports make` and `reports list`."""
    parser = commands.add("reports make", make, help="Lập và chốt báo cáo của một kỳ")
    parser.add_argument("kind", metavar="LOẠI", help=f"loại báo cáo: {', '.join(report_kinds())}")
    parser.add_argument("--plan", required=True, metavar="KẾ_HOẠCH")
    add_period_options(parser)
    parser.add_argument("--out", required=True, type=Path, metavar="THƯ_MỤC")
    parser.add_argument("--format", default="pdf,docx,xlsx", metavar="DẠNG", help=",".join(FORMATS))
    parser.add_argument("--on", type=day_of, metavar="NGÀY", help="ngày lấy số liệu (yyyy-mm-dd)")
    add_issue_options(parser)
    parser = commands.add("reports take-back", take, help="Nhận lại báo cáo đã ký ở chương trình khác")
    parser.add_argument("file", type=Path, metavar="TỆP.pdf")
    parser = commands.add("reports check", check, help="Tra văn bản theo mã số liệu in trên giấy")
    parser.add_argument("code", metavar="MÃ", help="mã QR đã quét, hoặc 16 ký tự in cuối văn bản")
    commands.add("reports list", list_all, help="Xem các báo cáo đã chốt")


def make(args: argparse.Namespace, office: Office) -> Answer:
    """Compose, freeze and write one report."""
    on = args.on or date.today()  # noqa: DTZ011 - a day of the office's calendar
    if on > date.today():  # noqa: DTZ011
        raise UserError(f"Ngày lấy số liệu {day(on)} chưa tới; hãy bỏ --on hoặc chọn ngày đã qua.")
    formats = tuple(part.strip() for part in args.format.split(",") if part.strip())
    period = period_of(args)
    check_formats(formats)
    issue = issue_of(args)
    with office.read() as session:
        draft = compose(session, args.plan, period, on, choice=choice_of(args))
    with office.write() as session:
        uid = make_report(session, draft, made_on=on, issue=issue, job=ConsoleJob())
    with office.read() as session:
        paths = write_files(session, uid, formats, args.out, ConsoleJob())
        snapshot = get_snapshot(session, uid)
        note, digest = undrawn_note(report_of(snapshot)), snapshot.sha256
    files = [str(path) for path in paths]
    text = "\n".join(["Đã chốt báo cáo:", *files, *([note] if note else [])])
    return {"snapshot": uid, "sha256": digest, "files": files}, text


def take(args: argparse.Namespace, office: Office) -> Answer:
    """Keep a report's PDF that was signed elsewhere."""
    with office.write() as session:
        uid, role = take_back(session, read_file(args.file))
    return {"snapshot": uid, "role": role}, "Đã kiểm tra và nhận lại báo cáo đã ký."


def check(args: argparse.Namespace, office: Office) -> Answer:
    """Answer what is known of the paper that carries a code."""
    with office.read() as session:
        found = find_paper(session, args.code)
    return vars(found), found.answer


def list_all(_args: argparse.Namespace, office: Office) -> Answer:
    """List the frozen reports."""
    with office.read() as session:
        rows = [vars(line) for line in list_snapshots(session)]
    words = "\n".join(
        f"{row['period_label']}  {row['plan_code']}  {row['stage']}  {row['uid']}" for row in rows
    )
    return rows, words or "Chưa có báo cáo nào được chốt."
