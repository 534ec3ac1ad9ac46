"""The options that give a paper its number on the command line, the same for every kind of paper."""

import argparse

from desktop.commands import count_of, day_of
from desktop.errors import UserError
from desktop.reports.actions import Issue


def add_issue_options(parser: argparse.ArgumentParser) -> None:
    """Add --issue-on and --number."""
    parser.add_argument("--issue-on", type=day_of, metavar="NGÀY", help="ngày ban hành, để lấy số văn bản đi")
    parser.add_argument("--number", type=count_of, metavar="SỐ", help="số do văn thư cấp, cùng --issue-on")


def issue_of(args: argparse.Namespace) -> Issue | None:
    """Return how the paper is issued, None when it takes no number.

    Raises UserError for a number without its day.
    """
    if args.issue_on is None and args.number is not None:
        raise UserError("Có số văn bản mà thiếu ngày ban hành; hãy thêm --issue-on.")
    return Issue(args.issue_on, args.number) if args.issue_on else None
