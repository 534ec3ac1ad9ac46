"""Commands that print one person's papers: the scientific profile, the form to be filled in by hand."""

import argparse
from datetime import date
from pathlib import Path

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands
from desktop.documents.model import Report
from desktop.documents.saving import new_folder_in, put_in_place
from desktop.documents.writing import write_paper
from desktop.errors import UserError
from desktop.people.profile.report import form_report, profile_report

FORMATS = ("pdf", "docx")
CAREFUL = "Tệp không được mã hóa và có dữ liệu cá nhân; hãy giữ và gửi đúng quy định."


def add_commands(commands: Commands) -> None:
    """Add `people profile-print` and `people form`."""
    parser = commands.add("people profile-print", print_profile, help="In lý lịch khoa học của một người")
    parser.add_argument("uid", metavar="UID")
    _output(parser)
    parser = commands.add("people form", print_form, help="In phiếu thu thập thông tin để khai bằng tay")
    parser.add_argument("--person", default="", metavar="UID", help="điền sẵn những gì sổ đã có về người này")
    _output(parser)


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", required=True, type=Path, metavar="THƯ_MỤC")
    parser.add_argument("--format", default=",".join(FORMATS), metavar="DẠNG", help=",".join(FORMATS))


def print_profile(args: argparse.Namespace, office: Office) -> Answer:
    """Write somebody's scientific profile."""
    with office.read() as session:
        report = profile_report(session, args.uid, date.today())  # noqa: DTZ011 - the calendar on the wall
    return _written(report, f"ly-lich-khoa-hoc_{args.uid[-16:]}", args)


def print_form(args: argparse.Namespace, office: Office) -> Answer:
    """Write the form, blank or half filled."""
    with office.read() as session:
        report = form_report(session, args.person)
    return _written(report, "_".join(filter(None, ("phieu-thu-thap", args.person[-16:]))), args)


def _written(report: Report, stem: str, args: argparse.Namespace) -> Answer:
    formats = [part.strip() for part in args.format.split(",") if part.strip()]
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        raise UserError(f"Không xuất được dạng “{args.format}”; hãy chọn trong: {', '.join(FORMATS)}.")
    with new_folder_in(args.out) as beside:
        made = [beside / f"{stem}.{one}" for one in formats]
        for target in made:
            write_paper(report, target)
        files = [str(path) for path in put_in_place(made, args.out)]
    return {"files": files}, "\n".join(["Đã ghi:", *files, CAREFUL])
