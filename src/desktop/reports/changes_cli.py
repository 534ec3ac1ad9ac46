"""The command that tells what became of the tasks since an earlier day or an earlier report."""

from argparse import Namespace
from datetime import date
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, day_of
from desktop.errors import UserError
from desktop.plans.queries import find_plan
from desktop.reports.baseline import baseline_of
from desktop.tasks.changes import CHANGE_LABELS, TaskChange, baseline_on, changes_since
from desktop.text import day


def add_commands(commands: Commands) -> None:
    """Add `tasks changes`."""
    parser = commands.add("tasks changes", run, help="Xem nhiệm vụ thay đổi gì từ một ngày hoặc một báo cáo")
    since = parser.add_mutually_exclusive_group(required=True)
    since.add_argument("--since", type=day_of, metavar="NGÀY", help="so với cuối ngày này (yyyy-mm-dd)")
    since.add_argument("--report", metavar="MÃ", help="so với báo cáo đã chốt, xem lệnh “reports list”")
    parser.add_argument("--on", type=day_of, metavar="NGÀY", help="đến ngày (yyyy-mm-dd), mặc định hôm nay")
    parser.add_argument("--plan", metavar="KẾ_HOẠCH", help="chỉ một kế hoạch")


def run(args: Namespace, office: Office) -> Answer:
    """List the changes, task by task."""
    on = args.on or date.today()  # noqa: DTZ011 - the calendar on the wall
    with office.read() as session:
        plan_code = find_plan(session, args.plan).code if args.plan else None
        if args.report:
            baseline, plan_code = baseline_of(session, args.report)
        else:
            baseline = baseline_on(session, args.since, plan_code)
        if baseline.on > on:
            raise UserError(
                f"Ngày {day(baseline.on)} để so sánh ở sau ngày {day(on)}; hãy chọn ngày sớm hơn."
            )
        changes = changes_since(session, baseline, on, plan_code)
    document = {
        "since": baseline.on.isoformat(),
        "until": on.isoformat(),
        "report": args.report,
        "changes": [_document(one) for one in changes],
    }
    words = [f"Từ {day(baseline.on)} đến {day(on)}: {len(changes)} thay đổi.", *map(_words, changes)]
    return document, "\n".join(words)


def _document(one: TaskChange) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "code": one.code,
        "plan": one.plan_code,
        "text": one.text,
        "why": one.why,
        "before": one.before,
        "after": one.after,
    }


def _words(one: TaskChange) -> str:
    return f"{one.code:<14} {CHANGE_LABELS[one.kind]:<16} {one.why}"
