"""Duties that a plan puts in prose on every local authority: “7. UBND các xã, phường: …”."""

import re
from collections.abc import Iterator, Sequence

from desktop.plans.city_units import named_unit
from desktop.plans.importing.assignment import read_assignment
from desktop.plans.importing.outline import Item, Section
from desktop.plans.importing.wording import Guess, without_slips
from desktop.plans.plan import GeneralDuty

_EVERYBODY = {"phuong_xa", "quan_huyen", "tren_dia_ban"}
_SENTENCE = re.compile(r"(?<=[^\W\d_][.;])\s+(?=[A-ZĐÀ-Ỹ])|(?<=\)[.;])\s+")
_INSIDE = re.compile(
    r"(?:^|[,;] )(?P<who>(?:thủ trưởng )?các (?:sở|cơ quan|đơn vị|địa phương|xã|phường|cấp ủy|quận|huyện)"
    r"[^.;:]{0,120}?)\s+(?:chủ động|kịp thời|có trách nhiệm|căn cứ|định kỳ|quán triệt|gửi|báo cáo|phản ánh"
    r"|xây dựng|triển khai)\b",
    re.IGNORECASE,
)


def read_duties(sections: Sequence[Section], guesses: list[Guess]) -> tuple[GeneralDuty, ...]:
    """Return the duties of every local authority; what organisation gives to others alone is said once."""
    found: list[GeneralDuty] = []
    others: list[str] = []
    for section in sections:
        for part in _parts(section):
            found += _of_part(part, section, others, guesses)
    if others:
        text = f"Các mục chỉ giao đơn vị khác nên không đưa vào trách nhiệm chung: {'; '.join(others)}."
        guesses.append(Guess("tổ chức thực hiện", text))
    return tuple(_under_own_places(found))


def _parts(section: Section) -> Iterator[list[Item]]:
    """Cut a section before each number and letter."""
    part: list[Item] = []
    for item in section.items:
        if item.kind in ("number", "letter") and part:
            yield part
            part = []
        part.append(item)
    if part:
        yield part


def _of_part(
    part: Sequence[Item], section: Section, others: list[str], guesses: list[Guess]
) -> Iterator[GeneralDuty]:
    """Read one numbered paragraph with what stands below it."""
    first = part[0]
    assigned = read_assignment(first.text, first.where, []) if first.kind != "text" else None
    addressee = assigned.subject if assigned and assigned.lead else ""
    if addressee and _EVERYBODY & set(named_unit(addressee).codes):
        below = [item.text for item in part[1:] if item.kind == "bullet"]
        below = below or [item.text for item in part[1:2] if not assigned or not assigned.rest]
        below = [text for text in below if not text.startswith("(")]
        said = [first.text] if assigned and assigned.rest else []
        yield _duty(first.place, addressee, " ".join([*said, *below]), first.where, guesses)
        part = part[1:] if said else part[2:]
    elif addressee and section.role == "organisation":
        others.append(f"{first.place} {addressee}")
    if section.role == "organisation":
        for item in part:
            yield from _inside(item, guesses)


def _inside(item: Item, guesses: list[Guess]) -> Iterator[GeneralDuty]:
    """Find sentences whose subject is every local authority."""
    for sentence in _SENTENCE.split(item.text):
        subject = _INSIDE.search(sentence)
        if subject and _EVERYBODY & set(named_unit(subject["who"]).codes):
            yield _duty(item.place, subject["who"], sentence, item.where, guesses)


def _duty(place: str, addressee: str, text: str, where: str, guesses: list[Guess]) -> GeneralDuty:
    text = without_slips(text.strip().removesuffix("/."), where, guesses)
    text = text if text.endswith((".", "…")) else f"{text.rstrip(';,')}."
    guesses.append(Guess(where, f"Trách nhiệm chung ở mục {place} đọc từ câu chữ, giao “{addressee}”."))
    return GeneralDuty(place, text, addressee)


def _under_own_places(duties: Sequence[GeneralDuty]) -> Iterator[GeneralDuty]:
    seen: dict[str, int] = {}
    for duty in duties:
        seen[duty.place] = seen.get(duty.place, 0) + 1
        number = seen[duty.place]
        place = duty.place if number == 1 else f"{duty.place}, đoạn {number}"
        yield GeneralDuty(place, duty.text, duty.addressee)
