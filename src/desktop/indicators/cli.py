"""Commands on targets: show them, enter values, baselines and milestones, see their history and people."""

from argparse import Namespace
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, day_of, figure_of, year_of
from desktop.errors import UserError
from desktop.indicators.actions import (
    REACHES,
    find_target,
    keep_computed,
    record_value,
    set_baseline,
    set_milestone,
    target_named,
)
from desktop.indicators.compute import people_of_target
from desktop.indicators.figures import Figures, value_of
from desktop.indicators.forecast_cli import add_forecast
from desktop.indicators.queries import TargetLine, target_lines
from desktop.indicators.rules import ASSESSMENTS, TARGET_STATE_LABELS, TargetState, amount
from desktop.indicators.stored import Base, Entered, Step, values_of
from desktop.people.queries import ids_of, rows_by_ids
from desktop.plans.plan import STAGES
from desktop.plans.queries import find_plan
from desktop.tasks.cli import day_given
from desktop.text import day, number


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    _add_plan_and_day(commands.add("indicators show", run_show, help="Xem chỉ tiêu và kết quả"))
    keep = commands.add("indicators keep", run_keep, help="Chốt số liệu tính từ sổ làm mốc so sánh")
    _add_plan_and_day(keep)
    _add_enter(commands)
    _add_path(commands)
    history = commands.add("indicators history", run_history, help="Xem các số liệu đã nhập của một chỉ tiêu")
    people = commands.add("indicators people", run_people, help="Xem những người trong số liệu tính từ sổ")
    for parser in (history, people):
        _add_plan_and_day(parser)
        parser.add_argument("code", metavar="MÃ", help="mã chỉ tiêu, ví dụ CT03 hoặc ĐN26.CT03")
    people.add_argument("--among", action="store_true", help="những người của mẫu số")
    add_forecast(commands)


_ASSESSED = "; ".join(f"{one} – {TARGET_STATE_LABELS[one].lower()}" for one in ASSESSMENTS)


def _add_enter(commands: Commands) -> None:
    parser = commands.add("indicators enter", run_enter, help="Nhập số liệu một chỉ tiêu")
    _add_plan_and_day(parser)
    parser.add_argument("code", metavar="MÃ", help="mã chỉ tiêu, hoặc DAN_SO để nhập dân số")
    parser.add_argument("--value", type=figure_of, metavar="SỐ", help="giá trị, theo đơn vị của chỉ tiêu")
    parser.add_argument("--numerator", type=figure_of, metavar="SỐ", help="tử số")
    parser.add_argument("--denominator", type=figure_of, metavar="SỐ", help="mẫu số")
    parser.add_argument(
        "--assessment",
        choices=[str(one) for one in ASSESSMENTS],
        metavar="MỨC",
        help=f"tự đánh giá chỉ tiêu bằng lời: {_ASSESSED}",
    )
    parser.add_argument(
        "--reach",
        choices=tuple(REACHES),
        metavar="PHẠM_VI",
        help="số liệu của: own – riêng địa bàn đơn vị; whole – toàn tỉnh, thành phố",
    )
    parser.add_argument(
        "--source", metavar="NGUỒN", help="cơ quan, báo cáo có số liệu; phải có, hoặc --document"
    )
    parser.add_argument("--document", metavar="VĂN_BẢN", help="số, ký hiệu, ngày của văn bản")
    parser.add_argument("--note", metavar="GHI_CHÚ")


def _add_path(commands: Commands) -> None:
    base = commands.add("indicators baseline", run_baseline, help="Ghi mốc xuất phát của một chỉ tiêu")
    step = commands.add("indicators milestone", run_milestone, help="Ghi mốc từng năm của một chỉ tiêu")
    for parser in (base, step):
        parser.add_argument("plan", metavar="KẾ_HOẠCH", help="mã kế hoạch, xem lệnh “plans list”")
        parser.add_argument("code", metavar="MÃ", help="mã chỉ tiêu, ví dụ CT03 hoặc ĐN26.CT03")
        parser.add_argument("--source", metavar="NGUỒN", help="văn bản, báo cáo có số này")
        parser.add_argument("--note", metavar="GHI_CHÚ")
        parser.add_argument("--value", type=figure_of, metavar="SỐ", help="giá trị của mốc")
    base.add_argument("--on", type=day_of, required=True, metavar="NGÀY", help="mốc tại ngày (yyyy-mm-dd)")
    base.add_argument("--computed", action="store_true", help="lấy số tính từ sổ của ngày đó")
    step.add_argument("--year", type=year_of, required=True, metavar="NĂM", help="đến hết năm")
    step.add_argument("--remove", action="store_true", help="bỏ mốc của năm này")


def _add_plan_and_day(parser: Any) -> None:
    parser.add_argument("plan", metavar="KẾ_HOẠCH", help="mã kế hoạch, xem lệnh “plans list”")
    parser.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="tính đến ngày (yyyy-mm-dd), mặc định hôm nay"
    )


def run_show(args: Namespace, office: Office) -> Answer:
    """Show a plan's targets with their values, by class of indicator."""
    with office.read() as session:
        plan = find_plan(session, args.plan)
        lines = target_lines(session, plan, day_given(args.on))
    if not lines:
        return [], f"Kế hoạch {plan.code} không nêu chỉ tiêu nào."
    words = []
    for stage, title in STAGES.items():
        inside = [line for line in lines if line.stage == stage]
        words += [title.upper(), *map(_words, inside)] if inside else []
    return [target_document(line) for line in lines], "\n".join(words)


def target_document(line: TargetLine) -> dict[str, Any]:
    """Return one target for JSON; dates are ISO, what is absent is null."""
    return {
        "code": line.code,
        "text": line.text,
        "horizon": line.horizon,
        "stage": line.stage or None,
        "kind": line.kind,
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
        "limits": line.limits,
        "reach": line.reach,
        "baseline": _base_document(line.baseline) if line.baseline else None,
        "milestones": [_step_document(step) for step in line.milestones],
        "expected": line.expected,
        "done": line.done,
    }


def _base_document(base: Base) -> dict[str, Any]:
    return {
        "on": base.on.isoformat(),
        "value": base.value,
        "source": base.source,
        "entered": base.entered,
        "note": base.note,
    }


def _step_document(step: Step) -> dict[str, Any]:
    return {"year": step.year, "value": step.value, "source": step.source, "note": step.note}


def _words(line: TargetLine) -> str:
    value = "–" if line.value is None else number(line.value)
    head = f"{line.code:<12} {line.state_label:<16} {value:>8}  {line.target_text}: {line.text}"
    more = [line.note]
    if line.numerator is not None and line.denominator is not None:
        more.append(f"Tử số {number(line.numerator)}, mẫu số {number(line.denominator)}.")
    return "\n".join([head, *(f"{'':<13}{text}" for text in (*more, line.reach) if text)])


def run_enter(args: Namespace, office: Office) -> Answer:
    """Enter one value."""
    on = day_given(args.on)
    figures = Figures(args.value, args.numerator, args.denominator)
    with office.write() as session:
        code = record_value(
            session,
            args.plan,
            args.code,
            as_of=on,
            value=figures.value,
            numerator=figures.numerator,
            denominator=figures.denominator,
            assessment=args.assessment,
            reach=args.reach,
            source=args.source,
            document=args.document,
            note=args.note,
        )
        plan = find_plan(session, args.plan)
        target = target_named(plan, code)
        lines = target_lines(session, plan, on)
    shown = [line for line in lines if line.code == code]
    document = target_document(shown[0]) if shown else {"code": code, "value": value_of(target, figures)}
    return document, "\n".join([_recorded(args), *map(_words, shown)])


def _recorded(args: Namespace) -> str:
    """Say again what was recorded, so that a slip in dots and commas is seen at once."""
    named = {"giá trị": args.value, "tử số": args.numerator, "mẫu số": args.denominator}
    figures = [f"{name} {number(value)}" for name, value in named.items() if value is not None]
    if args.assessment:
        figures.append(f"tự đánh giá {TARGET_STATE_LABELS[args.assessment].lower()}")
    return f"Đã ghi số liệu: {', '.join(figures)}."


def run_keep(args: Namespace, office: Office) -> Answer:
    """Keep what the register computes on a day."""
    with office.write() as session:
        kept = keep_computed(session, args.plan, day_given(args.on))
    return {"kept": kept}, f"Đã chốt {kept} số liệu tính từ sổ."


def run_baseline(args: Namespace, office: Office) -> Answer:
    """Say where a path begins."""
    if (args.value is None) is not args.computed:
        raise UserError("Mốc xuất phát cần đúng một trong hai: --value SỐ hoặc --computed (tính từ sổ).")
    with office.write() as session:
        target = find_target(find_plan(session, args.plan), args.code)
        value = set_baseline(
            session, args.plan, args.code, as_of=args.on, value=args.value, source=args.source, note=args.note
        )
    document = {"code": target.code, "on": args.on.isoformat(), "value": value}
    return document, f"Đã ghi mốc xuất phát của {target.code}: {number(value)} ngày {day(args.on)}."


def run_milestone(args: Namespace, office: Office) -> Answer:
    """Say what shall be reached by the end of a year, or take it back."""
    if (args.value is None) is not args.remove:
        raise UserError("Mốc từng năm cần đúng một trong hai: --value SỐ hoặc --remove (bỏ mốc).")
    with office.write() as session:
        target = find_target(find_plan(session, args.plan), args.code)
        set_milestone(
            session,
            args.plan,
            args.code,
            year=args.year,
            value=args.value,
            source=args.source,
            note=args.note,
        )
    document = {"code": target.code, "year": args.year, "value": args.value}
    if args.value is None:
        return document, f"Đã bỏ mốc năm {args.year} của {target.code}."
    return document, f"Đã ghi mốc năm {args.year} của {target.code}: {amount(target, args.value)}."


def run_history(args: Namespace, office: Office) -> Answer:
    """List what was entered or kept for a target, newest first."""
    on = day_given(args.on).isoformat()
    with office.read() as session:
        plan = find_plan(session, args.plan)
        target = target_named(plan, args.code)
        code = target.code if target else args.code
        rows = [row for row in values_of(session, plan.code, code) if row.on.isoformat() <= on]
    words = [_history_words(row) for row in rows]
    return [_entered_document(row) for row in rows], "\n".join(words) or "Chưa nhập số liệu nào."


def _entered_document(row: Entered) -> dict[str, Any]:
    return {
        "uid": row.uid,
        "as_of": row.on.isoformat(),
        "value": row.value,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "assessment": row.assessment,
        "reach": row.reach or None,
        "source": row.source,
        "document": row.document,
        "note": row.note,
    }


def _history_words(row: Entered) -> str:
    said = TARGET_STATE_LABELS[TargetState(row.assessment)] if row.assessment else ""
    value = number(row.value) if row.value is not None else said or "–"
    parts = [day(row.on), value, row.source, row.document, row.note]
    return "  ".join(part for part in parts if part)


def run_people(args: Namespace, office: Office) -> Answer:
    """List who is behind a computed value."""
    with office.read() as session:
        plan = find_plan(session, args.plan)
        target = find_target(plan, args.code)
        behind = people_of_target(session, plan, target, day_given(args.on))
        ids = ids_of(session, behind.among if args.among else behind.counted)
        people = rows_by_ids(session, ids)
    document = [{"uid": one.uid, "full_name": one.texts["full_name"]} for one in people]
    words = [f"{one.uid}  {one.texts['full_name']}  {one.texts['birth']}" for one in people]
    return document, "\n".join([f"{len(people)} người", *words])
