"""Commands that make letters: forwarding a report, reminding, inviting, proposing for honours."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, day_of
from desktop.jobs import ConsoleJob
from desktop.reports.actions import check_formats, write_files, write_report
from desktop.reports.issue_options import add_issue_options, issue_of
from desktop.reports.letters.actions import make_letter
from desktop.reports.letters.drafts import LetterWish, draft_letter
from desktop.reports.queries import get_snapshot

_FORMATS = "pdf,docx"
_WORDS = (
    ("meeting", "tên cuộc gặp mặt, dịp khen thưởng"),
    ("topics", "nội dung cuộc gặp mặt"),
    ("chair", "người chủ trì"),
    ("when", "thời gian"),
    ("place", "địa điểm"),
    ("award", "hình thức khen đề nghị"),
)


def add_commands(commands: Commands) -> None:
    """Add `letters make KIND`."""
    one = _kind(commands, "forward", "Công văn gửi báo cáo đã ban hành")
    one.add_argument(
        "--report", required=True, metavar="UID", help="mã báo cáo đã chốt, xem bằng reports list"
    )
    one = _kind(commands, "reminder", "Công văn đôn đốc: nhiệm vụ quá hạn, báo cáo chưa gửi")
    one.add_argument("--plan", required=True, metavar="KẾ_HOẠCH")
    one.add_argument("--period", default="", metavar="KỲ", help="kỳ báo cáo chưa gửi (ở Sở)")
    one.add_argument(
        "--to", action="append", default=[], metavar="AI", help="phòng, cán bộ; ở Sở: mã hoặc tên phường, xã"
    )
    one.add_argument("--due", type=day_of, metavar="NGÀY", help="hạn trả lời (yyyy-mm-dd)")
    for kind, help_text in (
        ("invitation", "Giấy mời gặp mặt trí thức kèm danh sách"),
        ("honours", "Danh sách đề nghị tặng giấy khen, biểu dương"),
    ):
        one = _kind(commands, kind, help_text)
        source = one.add_mutually_exclusive_group(required=True)
        source.add_argument("--activity", default="", metavar="UID", help="mã hoạt động")
        source.add_argument("--list", default="", dest="people", metavar="TÊN", help="tên danh sách đã lưu")
        for key, label in _WORDS:
            one.add_argument(f"--{key}", default="", metavar="CHỮ", help=label)


def _kind(commands: Commands, kind: str, help_text: str) -> argparse.ArgumentParser:
    parser = commands.add(f"letters make {kind}", run, help=help_text)
    parser.set_defaults(kind=kind)
    parser.add_argument("--out", required=True, type=Path, metavar="THƯ_MỤC")
    parser.add_argument("--format", default=_FORMATS, metavar="DẠNG", help="pdf,docx,xlsx")
    parser.add_argument("--draft", action="store_true", help="chỉ in dự thảo, không chốt, không lấy số")
    add_issue_options(parser)
    return parser


def run(args: argparse.Namespace, office: Office) -> Answer:
    """Freeze one letter, or take it as a draft, and write its files."""
    formats = tuple(part.strip() for part in args.format.split(",") if part.strip())
    check_formats(formats)
    issue, wish = issue_of(args), _wish(args)
    on = issue.on if issue else date.today()  # noqa: DTZ011 - the calendar on the wall
    if args.draft:
        with office.read() as session:
            report = draft_letter(session, wish, on).report
        return _answer(None, write_report(report, f"du-thao_{args.kind}", formats, args.out))
    with office.write() as session:
        uid = make_letter(session, wish, on, issue=issue, job=ConsoleJob())
    with office.read() as session:
        paths = write_files(session, uid, formats, args.out)
        return _answer(get_snapshot(session, uid).uid, paths)


def _wish(args: argparse.Namespace) -> LetterWish:
    told = vars(args)
    return LetterWish(
        kind=args.kind,
        report=told.get("report", ""),
        plan=told.get("plan", ""),
        period=told.get("period", ""),
        to=tuple(told.get("to", ())),
        due=told.get("due"),
        activity=told.get("activity", ""),
        people=told.get("people", ""),
        words={key: told.get(key, "") for key, _ in _WORDS},
    )


def _answer(uid: str | None, paths: Sequence[Path]) -> Answer:
    files = [str(path) for path in paths]
    said = "Đã chốt văn bản:" if uid else "Đã ghi dự thảo:"
    return {"snapshot": uid, "files": files}, "\n".join([said, *files])
