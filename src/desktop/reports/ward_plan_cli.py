"""The command that prints the office's own plan: frozen as a version, or as a draft."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands
from desktop.errors import UserError
from desktop.jobs import ConsoleJob
from desktop.reports.actions import FORMATS, check_formats, write_files, write_report
from desktop.reports.issue_options import add_issue_options, issue_of
from desktop.reports.queries import get_snapshot
from desktop.reports.ward_plan import draft_paper, issue_ward_plan
from desktop.text import day


def add_commands(commands: Commands) -> None:
    """Add `tasks own-print`."""
    parser = commands.add("tasks own-print", run_print, help="Chốt và in kế hoạch của đơn vị")
    parser.add_argument("--plan", required=True, metavar="KẾ_HOẠCH", help="mã kế hoạch của cấp trên đã nhận")
    parser.add_argument("--out", required=True, type=Path, metavar="THƯ_MỤC")
    parser.add_argument("--format", default=",".join(FORMATS), metavar="DẠNG", help=",".join(FORMATS))
    parser.add_argument("--draft", action="store_true", help="chỉ in dự thảo, không chốt, không lấy số")
    add_issue_options(parser)
    parser.add_argument(
        "--answer", default="", metavar="MÃ", help="ghi là kết quả của nhiệm vụ cấp trên giao"
    )


def run_print(args: Namespace, office: Office) -> Answer:
    """Freeze the plan as its next version, or take it as a draft, and write its files."""
    formats = tuple(part.strip() for part in args.format.split(",") if part.strip())
    check_formats(formats)
    today = date.today()  # noqa: DTZ011 - the calendar on the wall
    issue = issue_of(args)
    on = args.issue_on or today
    if on > today:
        raise UserError(f"Ngày ban hành {day(on)} chưa tới; hãy chọn ngày đã qua hoặc hôm nay.")
    if args.draft:
        with office.read() as session:
            report = draft_paper(session, args.plan, on)
        files = [
            str(path) for path in write_report(report, f"ke-hoach_{args.plan}_du-thao", formats, args.out)
        ]
        return {"snapshot": None, "files": files}, "Đã ghi dự thảo:\n" + "\n".join(files)
    with office.write() as session:
        issued = issue_ward_plan(session, args.plan, on, issue=issue, answer=args.answer, job=ConsoleJob())
    with office.read() as session:
        files = [str(path) for path in write_files(session, issued.snapshot_uid, formats, args.out)]
        digest = get_snapshot(session, issued.snapshot_uid).sha256
    document = {
        "snapshot": issued.snapshot_uid,
        "sha256": digest,
        "version": issued.version,
        "paper": issued.paper,
        "answered": issued.answered or None,
        "files": files,
    }
    return document, f"Đã chốt {issued.paper} (bản {issued.version}):\n" + "\n".join(files)
