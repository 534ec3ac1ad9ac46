"""Commands on single records: search, show."""

import argparse
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, count_of
from desktop.people.finding import Listing, find_ids, meant
from desktop.people.lists.queries import asked_of
from desktop.people.normal import FIELDS
from desktop.people.profile.cli import profile_json, profile_words
from desktop.people.profile.queries import sections_of
from desktop.people.queries import PersonRow, get_person, rows_by_ids
from desktop.text import number

_SHOWN = ("full_name", "birth", "id_number", "degree", "work_field", "workplace", "status")


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    parser = commands.add("people search", search, help="Tìm người trong sổ, không cần gõ dấu")
    parser.add_argument("text", nargs="+", metavar="CHỮ")
    parser.add_argument("--limit", type=count_of, default=50, metavar="N", help="nhiều nhất bao nhiêu người")
    parser.add_argument("--count", action="store_true", help="chỉ đếm có bao nhiêu người")
    commands.add("people show", show, help="Xem một hồ sơ").add_argument("uid", metavar="UID")


def search(args: argparse.Namespace, office: Office) -> Answer:
    """Find people as one types, conditions included, best first; or count them."""
    with office.read() as session:
        asked = meant(session, asked_of(session, " ".join(args.text)))
        ids = find_ids(session, Listing(asked))
        if args.count or not args.limit:
            words = f"{number(len(ids))} người ({asked.label})."
            return {"count": len(ids)} if args.count else [], words
        rows = rows_by_ids(session, ids[: args.limit])
    words = "\n".join("  ".join(row.texts[key] for key in _SHOWN if row.texts.get(key)) for row in rows)
    return [_person(row) for row in rows], words or "Không tìm thấy ai."


def _person(row: PersonRow) -> dict[str, Any]:
    return {"uid": row.uid, **row.values}


def show(args: argparse.Namespace, office: Office) -> Answer:
    """Show one person with the labels of all codes, and the profile."""
    with office.read() as session:
        row = get_person(session, args.uid)
        profile = sections_of(session, args.uid)
    lines = [f"{FIELDS[key].label}: {text}" for key, text in row.texts.items() if text]
    words = "\n".join(filter(None, (*lines, profile_words(profile))))
    return _person(row) | {"profile": profile_json(profile)}, words
