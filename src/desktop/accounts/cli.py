"""Commands on the journal of an office: list, undo, check."""

import argparse
from dataclasses import asdict
from typing import Any

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.accounts.rights import Right, require
from desktop.commands import Answer, Commands, count_of
from desktop.journal.queries import ActLine, RowChange, check_chain, history_under, list_acts


def add_commands(commands: Commands) -> None:
    """Add `journal list`, `journal undo` and `journal check`."""
    parser = commands.add("journal list", list_journal, help="Xem nhật ký thao tác")
    parser.add_argument("--of", metavar="UID", help="chỉ lịch sử của một hồ sơ")
    parser.add_argument("--limit", type=count_of, default=200, help="số thao tác gần nhất")
    parser = commands.add("journal undo", undo_one, help="Hoàn tác một thao tác")
    parser.add_argument("act", metavar="MÃ_THAO_TÁC")
    commands.add("journal check", check, help="Kiểm tra chuỗi nhật ký")


def list_journal(args: argparse.Namespace, office: Office) -> Answer:
    """Show the newest acts, or every change of one record and of the rows that hang on it."""
    if args.of:
        require(office.actor, Right.SEE_SENSITIVE)
    with office.read() as session:
        if args.of:
            rows: list[Any] = [_change(change) for change in history_under(session, args.of)]
        else:
            rows = [_act(act) for act in list_acts(session, args.limit)]
    words = "\n".join(f"{row['at']}  {row['who']:<10} {row['verb']}  [{row['act']}]" for row in rows)
    return rows, words or "Nhật ký chưa có thao tác nào."


def _act(act: ActLine) -> dict[str, Any]:
    return {"act": act.uid, **{k: v for k, v in asdict(act).items() if k != "uid"}}


def _change(change: RowChange) -> dict[str, Any]:
    changes = {field: {"old": old, "new": new} for field, (old, new) in change.values.items()}
    keys = ("act", "verb", "at", "who", "why", "table")
    return {**{key: getattr(change, key) for key in keys}, "changes": changes}


def undo_one(args: argparse.Namespace, office: Office) -> Answer:
    """Undo one act."""
    with office.write() as session:
        undo(session, args.act)
    return {"undone": args.act}, "Đã hoàn tác."


def check(_args: argparse.Namespace, office: Office) -> Answer:
    """Walk the chain of the journal."""
    with office.read() as session:
        result = check_chain(session)
    words = (
        f"Nhật ký nguyên vẹn: {result.acts} thao tác."
        if result.ok
        else f"Nhật ký KHÔNG nguyên vẹn tại thao tác {result.broken_at}; hãy sao lưu ngay, báo người hỗ trợ."
    )
    return {"ok": result.ok, "acts": result.acts, "broken_at": result.broken_at}, words
