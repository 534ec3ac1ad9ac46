"""Who leads and who takes part, as a plan's sentences say: “Sở A chủ trì, phối hợp với Sở B xây dựng …”."""

import re
from dataclasses import dataclass
from functools import lru_cache

from desktop.plans.city_units import is_name, named_unit
from desktop.plans.importing.units import opens_unit, split_units
from desktop.plans.importing.wording import Guess, wording
from desktop.text import fold

_GIVEN = re.compile(r"(?:giao(?: cho)?|đề nghị|yêu cầu)\s+", re.IGNORECASE)
_LEADING = re.compile(
    r",?\s*\b(?:là (?:cơ quan|đơn vị) (?:chủ trì|thường trực|đầu mối)|chủ trì|chịu trách nhiệm chính"
    r"|làm đầu mối)\b",
    re.IGNORECASE,
)
_TAKING_PART = re.compile(
    r",?\s*\b(?:chủ động )?phối hợp(?: chặt chẽ)?(?: (?:với|cùng))?\s*:?\s*", re.IGNORECASE
)
_LAST_WORDS = re.compile(
    r"[,;]?\s*(?:(?:có trách nhiệm|chỉ đạo|tổ chức|triển khai|tham mưu|cùng)\s+)*"
    r"(?:thực hiện|chỉ đạo)?\s*[:.]?$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*\b(?:chủ trì|chỉ đạo|tham mưu)\s*$", re.IGNORECASE)
_CONCERNED = re.compile(r"\s+(?:trên địa bàn|thuộc).*$")


@dataclass(frozen=True)
class Assigned:
    """The units of one sentence; `rest` is what they are to do, empty for a heading that only names them.

    `subject` is who leads in the sentence's own words.
    """

    lead: tuple[str, ...]
    coordinators: tuple[str, ...]
    rest: str
    subject: str = ""


def read_assignment(text: str, where: str, guesses: list[Guess]) -> Assigned | None:
    """Return who a sentence or heading puts in charge; None when it begins with no unit.

    “Chủ trì, phối hợp với Sở B, xây dựng …” has no leader of its own: that one stands in a heading above.
    """
    if len(text) > _LONGEST_SENTENCE:
        return None
    text = _GIVEN.sub("", text.strip(), count=1) if _GIVEN.match(text) else text.strip()
    subject, rest = _subject(text)
    lead = split_units(subject, where, guesses) if subject else ()
    if lead and not all(map(_is_unit, lead)):
        return None
    leading = _LEADING.match(rest)
    rest = rest[leading.end() :].lstrip(" ,:") if leading else rest
    part = _TAKING_PART.match(rest)
    if not lead and not (leading and part):
        return None
    if part:
        units, rest = _until_verb(rest[part.end() :])
        coordinators = split_units(units, where, guesses)
        if not all(map(_is_unit, coordinators)):
            return Assigned(lead, (), text, subject) if lead else None
        return Assigned(lead, coordinators, _done(rest), subject)
    return Assigned(lead, (), _done(rest), subject)


def _done(rest: str) -> str:
    return "" if _LAST_WORDS.fullmatch(rest) else rest.strip(" ,:")


def _subject(text: str) -> tuple[str, str]:
    """Cut a sentence before its first word of doing: who, and the rest."""
    colon = re.search(r":(?:\s|$)", text)
    head = text[: colon.start()] if colon else text
    found = [match for shape in (_LEADING, _TAKING_PART, _verb()) if (match := shape.search(head))]
    cut = min((match.start() for match in found), default=len(head))
    if cut == len(head) and colon:
        return head.strip(), text[colon.end() :].strip()
    return text[:cut].strip(" ,"), text[cut:].lstrip(" ,:")


def _until_verb(text: str) -> tuple[str, str]:
    found = _verb().search(text)
    cut = found.start() if found else len(text)
    return _LAST_WORDS.sub("", text[:cut].strip(" ,;.")), text[cut:].lstrip(" ,")


@lru_cache(maxsize=1)
def _verb() -> re.Pattern[str]:
    """Return what begins an action; “các tổ chức”, “viện nghiên cứu”, “cơ sở đào tạo” are names."""
    verbs = sorted(wording().verbs, key=len, reverse=True)
    shapes = [
        rf"(?<!sở ){verb}" if verb in ("đào tạo", "nghiên cứu", "bồi dưỡng") else verb for verb in verbs
    ]
    return re.compile(
        rf"(?:^|(?<=[\s,]))(?<!các )(?<!viện )(?<!Viện )(?:{'|'.join(shapes)})\b"
        r"(?!(?<=tổ chức) (?:chính trị|đảng|khoa học và|liên quan|có liên quan|xã hội"
        r"|hội (?!thi|nghị|thảo|chợ)|nghiên cứu|đoàn thể))"
    )


def _is_unit(text: str) -> bool:
    """Tell whether words name a unit: one of the list, or opened by a word that opens a unit's name."""
    if len(text) > _LONGEST:
        return False
    if opens_unit(text) or is_name(text):
        return True
    is_group = fold(text).startswith(("cac ", "thu truong cac ", "so, ", "sở, "))
    return is_group and bool(named_unit(_CONCERNED.sub("", text)).codes)


_LONGEST_SENTENCE = 20_000
"""Longer texts are no sentences of a plan."""

_LONGEST = 160
"""Longer words name no unit: a sentence that happens to begin like one."""
