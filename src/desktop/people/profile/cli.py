"""Commands on the scientific profile: show it, add a row, remove one, take over what it knows better."""

import argparse
from collections.abc import Sequence
from typing import Any

from desktop.accounts.office import Office
from desktop.commands import Answer, Commands
from desktop.errors import UserError
from desktop.people.profile.actions import add_row, remove_row, take_over
from desktop.people.profile.queries import SectionLines, section_of_row, sections_of
from desktop.people.profile.sections import SECTIONS, Section, section_of
from desktop.people.profile.suggestions import Suggestion, suggestions_of

_EMPTY = "Hồ sơ khoa học chưa có dòng nào."


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    commands.add("people profile", show, help="Xem hồ sơ khoa học của một người").add_argument(
        "uid", metavar="UID"
    )
    parser = commands.add("people profile-add", add, help="Thêm một dòng vào hồ sơ khoa học")
    parser.add_argument("uid", metavar="UID")
    parser.add_argument("section", metavar="MỤC", choices=[section.key for section in SECTIONS])
    parser.add_argument("values", nargs="+", metavar="TRƯỜNG=GIÁ_TRỊ", help="ví dụ: degree=TS year=2015")
    remove = commands.add("people profile-remove", take_out, help="Xóa một dòng của hồ sơ khoa học")
    remove.add_argument("row", metavar="MÃ_DÒNG")
    taking = commands.add(
        "people profile-take", take, help="Ghi vào hồ sơ chính những gì hồ sơ khoa học biết rõ hơn"
    )
    taking.add_argument("uid", metavar="UID")


def show(args: argparse.Namespace, office: Office) -> Answer:
    """Show all sections of a profile, and what it knows better than the core record."""
    with office.read() as session:
        profile = sections_of(session, args.uid)
        suggested = suggestions_of(session, args.uid)
    words = "\n".join(filter(None, (profile_words(profile) or _EMPTY, _suggestion_words(suggested))))
    return {"profile": profile_json(profile), "suggestions": _suggestion_json(suggested)}, words


def add(args: argparse.Namespace, office: Office) -> Answer:
    """Add one row; codes may be given as codes or as labels, dates as people write them."""
    section = section_of(args.section)
    values = _values(section, args.values)
    with office.write() as session:
        row = add_row(session, section, args.uid, values)
    with office.read() as session:
        suggested = suggestions_of(session, args.uid)
    words = "\n".join(filter(None, (f"Đã thêm {section.one}: {row}", _suggestion_words(suggested))))
    return {"uid": row, "section": section.key, "suggestions": _suggestion_json(suggested)}, words


def take_out(args: argparse.Namespace, office: Office) -> Answer:
    """Remove one row; the journal keeps it."""
    with office.write() as session:
        section = section_of_row(session, args.row)
        remove_row(session, section, args.row)
    return {"uid": args.row, "section": section.key}, f"Đã xóa {section.one}; có thể hoàn tác trong nhật ký."


def take(args: argparse.Namespace, office: Office) -> Answer:
    """Write what the profile knows better into the core record."""
    with office.write() as session:
        taken = take_over(session, args.uid)
    words = "; ".join(one.words for one in taken)
    said = f"Đã ghi vào hồ sơ chính: {words}." if taken else "Hồ sơ chính không có gì cần cập nhật."
    return {"taken": _suggestion_json(taken)}, said


def profile_json(profile: Sequence[SectionLines]) -> dict[str, Any]:
    """Return a profile as JSON gives it: the rows of each section by its key."""
    return {one.section.key: [{"uid": row.uid, **row.values} for row in one.lines] for one in profile}


def profile_words(profile: Sequence[SectionLines]) -> str:
    """Return a profile as people read it: sections that have rows, each row on a line."""
    lines = []
    for one in profile:
        if one.lines:
            lines.append(f"{one.section.title} ({len(one.lines)})")
            lines += [f"  {row.title}  {row.detail}".rstrip() for row in one.lines]
    return "\n".join(lines)


def _suggestion_json(suggested: Sequence[Suggestion]) -> list[dict[str, Any]]:
    return [{"values": dict(one.values), "words": one.words} for one in suggested]


def _suggestion_words(suggested: Sequence[Suggestion]) -> str:
    if not suggested:
        return ""
    words = "; ".join(one.words for one in suggested)
    return f"Gợi ý ghi vào hồ sơ chính (lệnh people profile-take): {words}."


def _values(section: Section, typed: Sequence[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for one in typed:
        key, mark, value = one.partition("=")
        if not mark or key not in section.fields:
            known = ", ".join(section.fields)
            raise UserError(f"Không hiểu “{one}”; hãy ghi trường=giá trị với một trong các trường: {known}.")
        values[key] = value
    return values
