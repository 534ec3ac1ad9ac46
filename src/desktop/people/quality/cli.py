"""Commands: how good the register is, and which records want to be looked through again."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from desktop.accounts.office import Office
from desktop.accounts.rights import Right
from desktop.commands import Answer, Commands, count_of
from desktop.errors import Severity
from desktop.jobs import ConsoleJob
from desktop.people.normal import FIELDS
from desktop.people.quality.actions import confirm_people
from desktop.people.quality.queries import (
    NOT_ALL,
    RegisterCompleteness,
    RuleFinding,
    ids_to_review,
    record_quality,
    register_quality,
)
from desktop.people.queries import PersonRow, get_person, rows_by_ids
from desktop.people.rules import REVIEW_MONTHS
from desktop.text import number

SEVERITIES = {Severity.REFUSE: "Sai", Severity.WARN: "Cảnh báo", Severity.INFORM: "Gợi ý"}
"""How a finding is called."""


def add_commands(commands: Commands) -> None:
    """Add the room's commands to the command line."""
    parser = commands.add(
        "people quality", quality, help="Độ đầy đủ của sổ hoặc của một hồ sơ, cảnh báo còn lại"
    )
    parser.add_argument("uid", nargs="?", default="", metavar="UID", help="chỉ một hồ sơ")
    parser = commands.add("people review", review, help="Các hồ sơ lâu chưa rà soát")
    parser.add_argument(
        "--months", type=count_of, default=REVIEW_MONTHS, metavar="N", help="quá bao nhiêu tháng, mặc định 12"
    )
    parser.add_argument("--confirm", nargs="+", default=[], metavar="UID", help="ghi hôm nay đã rà soát")


def quality(args: argparse.Namespace, office: Office) -> Answer:
    """Tell how complete the register is and what its rules find, or the same of one record."""
    with office.read() as session:
        if args.uid:
            return _of_record(office, get_person(session, args.uid))
        whole = register_quality(session, ConsoleJob())
    register, found, waiting = whole.completeness, whole.findings, len(whole.to_review)
    document = asdict(register) | {
        "sections": [{"section": name, "percent": percent} for name, percent in register.sections],
        "findings": [{"rule": f.rule, "severity": f.severity.value, "people": len(f.ids)} for f in found],
        "to_review": waiting,
    }
    lines = [_words(register, found, waiting)]
    if not office.actor.may(Right.SEE_SENSITIVE):
        lines.append(NOT_ALL)
    return document, "\n".join(lines)


def _words(register: RegisterCompleteness, found: Sequence[RuleFinding], waiting: int) -> str:
    head = f"{number(register.people)} hồ sơ đang được tính, đầy đủ {number(register.percent)} %"
    parts = [f"{name}: {number(percent)} %" for name, percent in register.sections]
    lines = [
        f"  {number(one.percent, 1):>5} %  {one.label} (thiếu {number(one.missing)})"
        for one in register.fields
    ]
    rules = [f"  {SEVERITIES[one.severity]}: {one.rule} – {number(len(one.ids))} hồ sơ" for one in found]
    last = f"{number(waiting)} hồ sơ quá {REVIEW_MONTHS} tháng chưa rà soát (xem: people review)"
    return "\n".join([head, *parts, *lines, *rules, last])


def _of_record(office: Office, row: PersonRow) -> Answer:
    with office.read() as session:
        found = record_quality(session, row.uid)
    whole, problems = found.completeness, found.problems
    document: dict[str, Any] = {"uid": row.uid, **asdict(whole)}
    document["problems"] = [asdict(one) | {"severity": one.severity.value} for one in problems]
    lines = [f"{row.texts['full_name']}: đầy đủ {number(whole.percent)} %"]
    if whole.missing:
        lines.append(f"Còn thiếu: {', '.join(FIELDS[key].label for key in whole.missing)}")
    return document, "\n".join([*lines, *(f"{SEVERITIES[one.severity]}: {one.message}" for one in problems)])


def review(args: argparse.Namespace, office: Office) -> Answer:
    """List the records not confirmed for long, or note that some were looked through today."""
    if args.confirm:
        with office.write() as session:
            done = confirm_people(session, args.confirm)
        return {"confirmed": done}, f"Đã ghi hôm nay rà soát {number(done)} hồ sơ."
    with office.read() as session:
        rows = rows_by_ids(session, ids_to_review(session, args.months))
    document = [{"uid": row.uid, "confirmed_on": row.values["confirmed_on"]} for row in rows]
    lines = [_review_words(row) for row in rows]
    return document, "\n".join(lines) or "Không có hồ sơ nào cần rà soát."


def _review_words(row: PersonRow) -> str:
    last = row.texts["confirmed_on"] or "chưa rà soát lần nào"
    return f"{row.texts['full_name']} ({row.uid})  {last}"
