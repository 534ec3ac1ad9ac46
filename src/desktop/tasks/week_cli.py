"""The command that tells what an officer has before him this week and the next two."""

from argparse import Namespace
from datetime import date
from typing import Any

from desktop.accounts.office import Office
from desktop.codelists import code_list
from desktop.commands import Answer, Commands, day_of
from desktop.tasks.ward_plan.lookup import find_officer
from desktop.tasks.week import ITEM_LABELS, PART_LABELS, Part, Week, WeekItem, Whose, week, when_words
from desktop.text import day


def add_commands(commands: Commands) -> None:
    """Add `tasks week`."""
    parser = commands.add("tasks week", run, help="Xem việc của tuần: quá hạn, đến hạn, đang chờ ai")
    parser.add_argument(
        "--on", type=day_of, metavar="NGÀY", help="tuần của ngày (yyyy-mm-dd), mặc định hôm nay"
    )
    parser.add_argument("--officer", metavar="CÁN_BỘ", help="chỉ việc của một cán bộ (họ tên)")
    sections = [one.code for one in code_list("ward_section").codes]
    parser.add_argument("--section", choices=sections, help="chỉ việc của một phòng, đơn vị")


def run(args: Namespace, office: Office) -> Answer:
    """List the week, part by part."""
    on = args.on or date.today()  # noqa: DTZ011 - the calendar on the wall
    with office.read() as session:
        officer = find_officer(session, args.officer).uid if args.officer else ""
        found = week(session, on, Whose(args.section or "", officer))
    document = {
        "on": on.isoformat(),
        "monday": found.monday.isoformat(),
        "until": found.until.isoformat(),
        "next_until": found.next_until.isoformat(),
        "items": [_document(one) for one in found.items],
    }
    return document, "\n".join(_words(found))


def _document(one: WeekItem) -> dict[str, Any]:
    return {
        "part": one.part.value,
        "kind": one.kind.value,
        "plan": one.plan_code,
        "code": one.code or None,
        "text": one.text,
        "why": one.why,
        "who": one.who or None,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "working_days_left": one.working_days,
        "percent": one.percent,
    }


def _words(found: Week) -> list[str]:
    lines = [f"Tuần từ {day(found.monday)} đến {day(found.until)}"]
    for part in Part:
        inside = found.of(part)
        if inside:
            lines += ["", f"{PART_LABELS[part]} ({len(inside)})"]
            lines += [_line(one, found.on) for one in inside]
    return lines if len(lines) > 1 else [*lines, "Không có việc nào đến hạn, không chờ ai."]


def _line(one: WeekItem, on: date) -> str:
    told = [ITEM_LABELS[one.kind], when_words(one, on), one.who]
    head = f"  {one.code:<14} {' '.join(one.text.split())}"
    return f"{head}\n  {'':<14} {'. '.join(filter(None, told))}."
