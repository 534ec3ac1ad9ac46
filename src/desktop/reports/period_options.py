"""The options that name the period of a report on the command line, its subject and its annexes."""

import argparse

from desktop.commands import day_of
from desktop.errors import UserError
from desktop.reports.compose import Choice
from desktop.reports.outline import check_kind
from desktop.reports.periods import ADHOC, asked_period, parse_period


def add_period_options(parser: argparse.ArgumentParser) -> None:
    """Add --period, --from, --to, --subject and --annexes."""
    parser.add_argument("--period", metavar="KỲ", help="ví dụ 2026-H1, 2026, 2026-Q3, 2026-9M, 2026-2028")
    parser.add_argument("--from", type=day_of, dest="first", metavar="NGÀY", help="báo cáo đột xuất: từ ngày")
    parser.add_argument("--to", type=day_of, dest="last", metavar="NGÀY", help="báo cáo đột xuất: đến ngày")
    parser.add_argument("--subject", default="", metavar="NỘI_DUNG", help="báo cáo đột xuất về việc gì")
    parser.add_argument("--annexes", metavar="PHỤ_LỤC", help="các phụ lục kèm theo, cách nhau dấu phẩy")


def period_of(args: argparse.Namespace) -> str:
    """Return the code of the period that was asked for.

    Raises UserError for one that does not exist or does not fit the kind of report.
    """
    check_kind(args.kind)
    if args.period is None and args.kind == ADHOC and args.first and args.last:
        return asked_period(args.first, args.last, args.subject).code
    if args.period is None:
        how = "--from và --to" if args.kind == ADHOC else "--period"
        raise UserError(f"Chưa có kỳ của báo cáo; hãy thêm {how}.")
    period = parse_period(args.period)
    if period.kind != args.kind or args.first or args.last:
        raise UserError(
            f"Kỳ “{args.period}” không hợp với loại báo cáo “{args.kind}”; hãy chọn lại một trong hai."
        )
    return period.code


def choice_of(args: argparse.Namespace) -> Choice:
    """Return the subject and the annexes that were asked for."""
    if args.annexes is None:
        return Choice(args.subject)
    return Choice(args.subject, tuple(part.strip() for part in args.annexes.split(",") if part.strip()))
