"""Commands on single records: search, show."""

import argparse
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands, count_of
from desktop.people.normal import FIELDS
from desktop.people.profile.cli import profile_json, profile_words
from desktop.people.profile.queries import sections_of
from desktop.people.queries import PersonRow, get_person, rows_by_ids
from desktop.search.queries import search_people

_SHOWN = ("full_name", "birth", "id_number", "degree", "work_field", "workplace", "status")


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    parser = commands.add("people search", search, help="Tìm người trong sổ, không cần gõ dấu")
    parser.add_argument("text", nargs="+", metavar="CHỮ")
    parser.add_argument("--limit", type=count_of, default=50, metavar="N", help="nhiều nhất bao nhiêu người")
    commands.add("people show", show, help="Xem một hồ sơ").add_argument("uid", metavar="UID")


def search(args: argparse.Namespace, office: Office) -> Answer:
    """Find people as one types, best first."""
    with office.read() as session:
        rows = rows_by_ids(session, search_people(session, " ".join(args.text), args.limit))
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
