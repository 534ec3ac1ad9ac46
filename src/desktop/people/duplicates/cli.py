"""Commands: finding duplicates, merging, taking a merge back."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands
from desktop.people.duplicates.actions import merge_people, unmerge
from desktop.people.duplicates.queries import DuplicatePair, find_duplicates
from desktop.people.queries import ids_of, rows_by_ids


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    commands.add("people duplicates", duplicates, help="Tìm các hồ sơ có thể là của một người")
    parser = commands.add("people merge", merge, help="Gộp hồ sơ thứ hai vào hồ sơ thứ nhất")
    parser.add_argument("keep", metavar="UID", help="hồ sơ giữ lại")
    parser.add_argument("drop", metavar="UID", help="hồ sơ trùng, được gộp vào hồ sơ giữ lại")
    parser = commands.add("people unmerge", take_apart, help="Tách lại lần gộp mới nhất của một hồ sơ")
    parser.add_argument("uid", metavar="UID", help="một trong hai hồ sơ đã gộp")


def duplicates(_args: argparse.Namespace, office: Office) -> Answer:
    """List the pairs of records that may be one person, likeliest first."""
    with office.read() as session:
        pairs = find_duplicates(session)
        uids = list(dict.fromkeys(uid for pair in pairs for uid in pair.uids))
        rows = rows_by_ids(session, ids_of(session, uids))
    names = {row.uid: row.texts["full_name"] for row in rows}
    words = "\n".join(_pair_words(pair, names) for pair in pairs)
    return [asdict(pair) for pair in pairs], words or "Không thấy hồ sơ nào trùng nhau."


def _pair_words(pair: DuplicatePair, names: Mapping[str, str]) -> str:
    one, other = (f"{names[uid]} ({uid})" for uid in pair.uids)
    return f"{pair.score:3}  {one} – {other}: {pair.why}"


def merge(args: argparse.Namespace, office: Office) -> Answer:
    """Merge the second record into the first, whose values win where both have one."""
    with office.write() as session:
        merge_people(session, args.keep, args.drop)
    return {"uid": args.keep, "merged": args.drop}, (
        f"Đã gộp; muốn tách lại, chạy: people unmerge {args.keep}"
    )


def take_apart(args: argparse.Namespace, office: Office) -> Answer:
    """Take back the newest merge of a record."""
    with office.write() as session:
        unmerge(session, args.uid)
    return {"uid": args.uid}, "Đã tách; hai hồ sơ trở lại như trước khi gộp."
