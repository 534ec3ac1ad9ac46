"""Lines and clauses that tell of a task when it is due, who does it, what comes of it."""

import re

from desktop.plans.deadlines import DeadlineKind, parse_deadline
from desktop.plans.importing.wording import plain, wording

_LABELLED = re.compile(r"(?P<label>[^\W\d_][^:;.()]{2,60}?)\s*:\s*(?P<value>.*)")
_PIECE = re.compile(r"(?P<joint>;\s*|\.\s+)")
_BRACKETED = re.compile(r"\((?P<inside>[^()]*)\)\s*[.;]?$")
_TIME = ("thoi gian", "thoi han", "tien do")
_LONGEST_LINE, _LONGEST_CLAUSE = 120, 70
_CLAUSE = re.compile(
    r"\(?\b(?P<words>(?:hoàn thành|xong|thời hạn|thời gian hoàn thành|thời gian thực hiện)[^;()]{3,70}?)"
    r"(?=[.;,)]|$)",
    re.IGNORECASE,
)
_YEAR = 2024
"""Lends a year to “trước 30/6” while it is only asked whether the words are a deadline."""


def read_attributes(text: str) -> list[tuple[str, str]]:
    """Return what a line tells of a task as (lead, with, result or deadline, words); empty for other lines.

    “Chủ trì: Sở A; phối hợp: Sở B; thời hạn: quý II/2026.” tells three things.
    """
    found: list[tuple[list[str], str]] = []
    joint = ""
    for number, piece in enumerate(_PIECE.split(text.strip(" .()"))):
        if number % 2:
            joint = piece
            continue
        labelled = _LABELLED.fullmatch(piece.strip())
        kinds = _kinds(labelled["label"]) if labelled else []
        if labelled and kinds:
            found.append((kinds, labelled["value"]))
        elif not found:
            return []
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}{joint}{piece}")
    return [(kind, value.strip(" .")) for kinds, value in found for kind in kinds]


def _kinds(label: str) -> list[str]:
    words = plain(label)
    kind = wording().headings.get(words, "")
    if kind in ("lead", "with", "result", "deadline"):
        return [kind]
    if words.startswith(_TIME) and len(words) < _LONGEST_CLAUSE:
        return ["deadline"]
    return []


def only_deadline(text: str) -> str:
    """Return the words of a line that is nothing but a deadline (“Hoàn thành trong quý III/2024.”)."""
    words = text.strip(" .;/()")
    if not words or len(words) > _LONGEST_LINE or ":" in words:
        return ""
    return words if _is_deadline(words) else ""


def deadline_in(text: str) -> str:
    """Return the deadline that a task's own sentence names (“… hoàn thành trước ngày 30/6/2026.”)."""
    for match in reversed(list(_CLAUSE.finditer(text))):
        words = re.sub(r"^(?:thời hạn|thời gian)[^:]*:\s*", "", match["words"].strip(), flags=re.IGNORECASE)
        if _is_deadline(words):
            return words
    return ""


def take_bracket(text: str) -> tuple[str, str]:
    """Cut “(Chủ trì: Sở A; thời gian: năm 2026)” off the end of a task: the text, and what stood inside."""
    found = _BRACKETED.search(text)
    if found and read_attributes(found["inside"]):
        return text[: found.start()].rstrip(), found["inside"]
    return text, ""


def _is_deadline(words: str) -> bool:
    read = parse_deadline(words, f"{_YEAR}-01-01")
    return read.kind is not DeadlineKind.UNKNOWN
