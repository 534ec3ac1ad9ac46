"""The command of the forecast."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, day_of, figure_of, year_of
from desktop.errors import UserError
from desktop.indicators.cohort import Outlook, Scenario
from desktop.indicators.forecast import GROUPINGS, Forecast, Gap, forecast, scenario_of
from desktop.plans.queries import find_plan
from desktop.tasks.cli import day_given
from desktop.text import number


def add_forecast(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add("indicators forecast", run_forecast, help="Dự báo đội ngũ đến các năm đích")
    parser.add_argument("--plan", metavar="KẾ_HOẠCH", help="so với chỉ tiêu của một kế hoạch")
    parser.add_argument(
        "--by", default="field", choices=tuple(GROUPINGS), help="chia theo lĩnh vực, trình độ, hay cả hai"
    )
    parser.add_argument(
        "--to", default="2030,2045", metavar="NĂM,…", help="các năm dự báo, mặc định 2030,2045"
    )
    parser.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="tính từ ngày (yyyy-mm-dd), mặc định hôm nay"
    )
    for name, what in (("train", "đào tạo thêm"), ("attract", "thu hút thêm"), ("leave", "rời đi")):
        words = f"kịch bản tự đặt: tỷ lệ {what} mỗi năm (%%)"
        parser.add_argument(f"--{name}", type=figure_of, metavar="SỐ", help=words)


def run_forecast(args: Namespace, office: Office) -> Answer:
    """Project the people at work to the years of the targets."""
    try:
        years = [year_of(part.strip()) for part in args.to.split(",") if part.strip()]
    except ValueError as error:
        raise UserError(f"“{args.to}” không phải các năm; hãy ghi như 2030,2045.") from error
    wished = _wished(args)
    with office.read() as session:
        plan = find_plan(session, args.plan) if args.plan else None
        found = forecast(session, day_given(args.on), args.by, years, plan, wished)
    return [_document(one) for one in found], "\n\n".join(map(_words, found))


def _wished(args: Namespace) -> Scenario | None:
    shares = (args.train, args.attract, args.leave)
    if all(one is None for one in shares):
        return None
    train, attract, leave = (one or 0.0 for one in shares)
    return scenario_of(train, attract, leave)


def _document(one: Forecast) -> dict[str, Any]:
    return {
        "scenario": asdict(one.scenario),
        "note": one.note,
        "outlooks": [
            asdict(row) | {"expected": row.expected, "successors": row.successors} for row in one.outlooks
        ],
        "retiring": {str(year): count for year, count in one.retiring.items()},
        "gaps": [_gap_document(gap) for gap in one.gaps],
    }


def _gap_document(gap: Gap) -> dict[str, Any]:
    return {
        "code": gap.code,
        "year": gap.year,
        "goal": gap.goal,
        "value": gap.value,
        "required": gap.required,
        "expected": gap.outlook.expected,
        "low": gap.outlook.low,
        "high": gap.outlook.high,
        "missing": gap.missing,
    }


def _words(one: Forecast) -> str:
    lines = [f"{one.scenario.name.upper()} ({one.scenario.words()})", one.note]
    lines += [_outlook_words(row) for row in one.outlooks]
    lines += [f"  {gap.code}: {gap.words()}" for gap in one.gaps]
    return "\n".join(lines)


def _outlook_words(row: Outlook) -> str:
    share = "" if row.share is None else f", chiếm {number(row.share, 1)}%"
    expected = f"{number(row.expected, 0)} (từ {number(row.low, 0)} đến {number(row.high, 0)}){share}"
    ages = f"nay {row.now}, đến tuổi nghỉ hưu {row.retiring}, cần {number(row.successors, 0)} người kế cận"
    return f"  {row.year}  {row.group or 'Tổng số'}: {ages}, dự kiến {expected}"
