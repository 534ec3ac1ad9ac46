"""Commands on targets: show them with their values, type a value, keep what the register computes."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, day_of, figure_of, year_of
from desktop.errors import UserError
from desktop.indicators.actions import keep_computed, record_value
from desktop.indicators.forecast import GROUPINGS, Forecast, forecast
from desktop.indicators.queries import TargetLine, target_lines
from desktop.indicators.rules import TARGET_STATE_LABELS
from desktop.plans.queries import find_plan
from desktop.tasks.cli import day_given
from desktop.text import number


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    show = commands.add("indicators show", run_show, help="Xem chỉ tiêu và kết quả")
    _add_plan_and_day(show)
    keep = commands.add("indicators keep", run_keep, help="Chốt số liệu tính từ sổ làm mốc so sánh")
    _add_plan_and_day(keep)
    ahead = commands.add("indicators forecast", run_forecast, help="Dự báo đội ngũ đến các năm đích")
    ahead.add_argument("--plan", metavar="KẾ_HOẠCH", help="so với chỉ tiêu của một kế hoạch")
    ahead.add_argument(
        "--by", default="field", choices=tuple(GROUPINGS), help="chia theo lĩnh vực hoặc trình độ"
    )
    ahead.add_argument(
        "--to", default="2030,2045", metavar="NĂM,…", help="các năm dự báo, mặc định 2030,2045"
    )
    ahead.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="tính từ ngày (yyyy-mm-dd), mặc định hôm nay"
    )
    parser = commands.add("indicators set", run_set, help="Nhập số liệu một chỉ tiêu")
    _add_plan_and_day(parser)
    parser.add_argument("code", metavar="MÃ", help="mã chỉ tiêu, hoặc DAN_SO để nhập dân số")
    parser.add_argument("--value", type=figure_of, metavar="SỐ", help="giá trị, theo đơn vị của chỉ tiêu")
    parser.add_argument("--numerator", type=figure_of, metavar="SỐ", help="tử số")
    parser.add_argument("--denominator", type=figure_of, metavar="SỐ", help="mẫu số")
    parser.add_argument("--source", metavar="NGUỒN", help="văn bản, báo cáo có số liệu")
    parser.add_argument("--note", metavar="GHI_CHÚ")


def _add_plan_and_day(parser: Any) -> None:
    parser.add_argument("plan", metavar="KẾ_HOẠCH", help="mã kế hoạch, xem lệnh “plans list”")
    parser.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="tính đến ngày (yyyy-mm-dd), mặc định hôm nay"
    )


def run_show(args: Namespace, office: Office) -> Answer:
    """Show a plan's targets with their values."""
    with office.read() as session:
        lines = target_lines(session, find_plan(session, args.plan), day_given(args.on))
    return [target_document(line) for line in lines], "\n".join(map(_words, lines))


def run_forecast(args: Namespace, office: Office) -> Answer:
    """Project the people at work to the years of the targets."""
    try:
        years = [year_of(part.strip()) for part in args.to.split(",") if part.strip()]
    except ValueError as error:
        raise UserError(f"“{args.to}” không phải các năm; hãy ghi như 2030,2045.") from error
    with office.read() as session:
        plan = find_plan(session, args.plan) if args.plan else None
        found = forecast(session, day_given(args.on), args.by, years, plan)
    return [_forecast_document(one) for one in found], "\n\n".join(_forecast_words(one) for one in found)


def _forecast_document(one: Forecast) -> dict[str, Any]:
    return {
        "scenario": asdict(one.scenario),
        "note": one.note,
        "outlooks": [asdict(row) | {"expected": row.expected} for row in one.outlooks],
        "retiring": {str(year): count for year, count in one.retiring.items()},
        "gaps": [
            {
                "code": gap.code,
                "year": gap.year,
                "required": gap.required,
                "expected": gap.outlook.expected,
                "missing": gap.missing,
            }
            for gap in one.gaps
        ],
    }


def _forecast_words(one: Forecast) -> str:
    lines = [f"{one.scenario.name.upper()} ({one.scenario.words()})", one.note]
    for row in one.outlooks:
        expected = f"{number(row.expected, 0)} (từ {number(row.low, 0)} đến {number(row.high, 0)})"
        ages = f"nay {row.now}, đến tuổi nghỉ hưu {row.retiring}"
        lines.append(f"  {row.year}  {row.group or 'Tổng số'}: {ages}, dự kiến {expected}")
    lines += [f"  {gap.code}: {gap.words()}" for gap in one.gaps]
    return "\n".join(lines)


def target_document(line: TargetLine) -> dict[str, Any]:
    """Return one target for JSON; dates are ISO, what is absent is null."""
    return {
        "code": line.code,
        "text": line.text,
        "horizon": line.horizon,
        "value": line.value,
        "numerator": line.numerator,
        "denominator": line.denominator,
        "as_of": line.as_of.isoformat() if line.as_of else None,
        "target": line.target_text,
        "comparator": line.comparator,
        "low": line.low,
        "high": line.high,
        "unit": line.unit,
        "per": line.per,
        "state": line.state.value,
        "note": line.note,
        "computed": line.computed,
        "source": line.source,
        "basis": line.basis,
    }


def _words(line: TargetLine) -> str:
    value = "–" if line.value is None else number(line.value)
    head = (
        f"{line.code:<12} {TARGET_STATE_LABELS[line.state]:<16} {value:>8}  {line.target_text}: {line.text}"
    )
    return f"{head}\n{'':<13}{line.note}"


def run_set(args: Namespace, office: Office) -> Answer:
    """Type one value."""
    on = day_given(args.on)
    with office.write() as session:
        code = record_value(
            session,
            args.plan,
            args.code,
            as_of=on,
            value=args.value,
            numerator=args.numerator,
            denominator=args.denominator,
            source=args.source,
            note=args.note,
        )
        lines = target_lines(session, find_plan(session, args.plan), on)
    shown = [line for line in lines if line.code == code]
    document = target_document(shown[0]) if shown else {"code": code, "value": args.value}
    return document, "\n".join([_recorded(args), *map(_words, shown)])


def _recorded(args: Namespace) -> str:
    """Say again what was recorded, so that a slip in dots and commas is seen at once."""
    named = {"giá trị": args.value, "tử số": args.numerator, "mẫu số": args.denominator}
    figures = ", ".join(f"{name} {number(value)}" for name, value in named.items() if value is not None)
    return f"Đã ghi số liệu: {figures}."


def run_keep(args: Namespace, office: Office) -> Answer:
    """Keep what the register computes on a day."""
    with office.write() as session:
        kept = keep_computed(session, args.plan, day_given(args.on))
    return {"kept": kept}, f"Đã chốt {kept} số liệu tính từ sổ."
