"""Commands: taking a plan on, alone or in the place of another."""

from argparse import Namespace
from datetime import date
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, day_of
from desktop.errors import UserError
from desktop.plans.queries import find_plan, foreign_plan_words
from desktop.tasks.actions import adopt_plan
from desktop.tasks.rules import STATE_LABELS
from desktop.tasks.succession.actions import succeed_plan
from desktop.tasks.succession.queries import Match, propose_matches
from desktop.tasks.terms.actions import Since
from desktop.text import clean, day


def add_commands(commands: Commands) -> None:
    """Add the command to the command line."""
    adopt = commands.add("plans adopt", run_adopt, help="Nhận một kế hoạch về đơn vị")
    adopt.add_argument("plan", metavar="KẾ_HOẠCH", help="mã kế hoạch, xem lệnh “plans list”")
    adopt.add_argument("--on", type=day_of, metavar="NGÀY", help="ngày nhận (yyyy-mm-dd), mặc định hôm nay")
    adopt.add_argument(
        "--succeeds", metavar="KẾ_HOẠCH_CŨ", help="kế hoạch đang theo dõi mà kế hoạch này thay"
    )
    adopt.add_argument("--check", action="store_true", help="chỉ xem nhiệm vụ cũ chuyển sang đâu, không ghi")
    adopt.add_argument(
        "--match",
        action="append",
        default=[],
        metavar="CŨ=MỚI",
        help="chọn nhiệm vụ mới cho một nhiệm vụ cũ, ghi được nhiều lần; “CŨ=” thì đóng nhiệm vụ cũ",
    )
    adopt.add_argument("--why", default="", metavar="LÝ_DO", help="văn bản thay thế")


def run_adopt(args: Namespace, office: Office) -> Answer:
    """Take a plan on; with `--succeeds` in the place of another, whose unfinished tasks go over to it."""
    on = args.on or date.today()  # noqa: DTZ011 - the calendar on the wall
    document: dict[str, Any]
    if not args.succeeds:
        if args.check or args.match:
            raise UserError("“--check” và “--match” chỉ dùng cùng “--succeeds”; hãy ghi mã kế hoạch cũ.")
        with office.write() as session:
            plan = find_plan(session, args.plan)
            owed = adopt_plan(session, plan, on)
            warning = foreign_plan_words(session, plan)
        taken = f"Đã nhận kế hoạch {plan.code}: {owed} việc phải làm."
        document = {"plan": plan.code, "obligations": owed, "warning": warning or None}
        return document, "\n".join([taken, *([f"Lưu ý: {warning}"] if warning else [])])
    since = Since(on=on)
    effective = date.fromisoformat(since.holds_from)
    chosen = dict(_pair(typed) for typed in args.match)
    with office.read() as session:
        plan = find_plan(session, args.plan)
        matches = [
            _as_chosen(match, chosen, {task.code: task.text for task in plan.tasks})
            for match in propose_matches(session, args.succeeds, plan, effective)
        ]
    document = {"plan": plan.code, "succeeds": args.succeeds}
    document["matches"] = [_match_document(match) for match in matches]
    lines = [_words(match) for match in matches]
    if args.check:
        return document, "\n".join([*lines, "Chưa ghi gì; bỏ “--check” để thay kế hoạch."])
    with office.write() as session:
        carried = succeed_plan(session, plan, args.succeeds, since, chosen, args.why)
    document["carried"] = carried
    closed = sum(not match.new for match in matches)
    done = (
        f"Từ ngày {day(effective)} kế hoạch {plan.code} thay {args.succeeds}: {carried} việc chuyển sang, "
        f"{closed} nhiệm vụ đóng."
    )
    return document, "\n".join([*lines, done])


def _pair(typed: str) -> tuple[str, str]:
    old, joint, new = clean(typed).partition("=")
    if not joint or not old:
        raise UserError(f"“{typed}” chưa đúng; hãy ghi dạng MÃ_CŨ=MÃ_MỚI, hoặc “MÃ_CŨ=” để đóng.")
    return old.strip(), new.strip()


def _as_chosen(match: Match, chosen: dict[str, str], texts: dict[str, str]) -> Match:
    if match.old not in chosen:
        return match
    new = chosen[match.old]
    return Match(
        match.old,
        match.old_text,
        match.percent,
        match.state,
        new,
        texts.get(new, ""),
        match.score,
        is_sure=True,
    )


def _match_document(match: Match) -> dict[str, Any]:
    return {
        "old": match.old,
        "old_text": match.old_text,
        "percent": match.percent,
        "state": match.state.value,
        "new": match.new or None,
        "new_text": match.new_text or None,
        "score": match.score,
        "sure": match.is_sure,
    }


def _words(match: Match) -> str:
    head = f"{match.old} ({match.percent}%, {STATE_LABELS[match.state].lower()}) {match.old_text}"
    if not match.new:
        return f"{head}\n    -> đóng: thay bằng kế hoạch mới (giống nhất chỉ {match.score}%)"
    return f"{head}\n    -> {match.new} (giống {match.score}%) {match.new_text}"
