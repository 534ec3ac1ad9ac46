"""What is wrong with a number of the register, which numbers are missing, how a number is written. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.codelists import label_of
from desktop.documents.model import Report
from desktop.errors import Problem, UserError
from desktop.reports.models import IssuedPaper
from desktop.storage.fields import fields_of
from desktop.text import day, number

LETTER_TYPE = "CV"
"""A công văn has no type code of its own (NĐ 30/2020/NĐ-CP, Phụ lục III); the register calls it so."""

FIELDS = {one.key: one for one in fields_of(IssuedPaper)}
"""What the register asks of a paper, by key, in the order of the form."""

MOST = 99_999


class Relation(StrEnum):
    """How a paper stands to an earlier one (NĐ 30/2020/NĐ-CP, Article 18)."""

    REPLACES = "replaces"
    CORRECTS = "corrects"


RELATION_LABELS = {Relation.REPLACES: "Thay thế", Relation.CORRECTS: "Đính chính"}


@dataclass(frozen=True)
class Given:
    """A number that was given already, within one year and type."""

    number: int
    issued_on: str
    subject: str
    cancelled: str | None = None


def type_code_of(report: Report) -> str:
    """Return the code of a paper's type: BC of BC-UBND, CV for a công văn, which has none."""
    return report.letterhead.notation.partition("-")[0] if report.kind else LETTER_TYPE


def symbol(number: int, notation: str) -> str:
    """Return number and notation as printed: 05/BC-UBND."""
    return f"{number:02d}/{notation}"


def type_label(code: str) -> str:
    """Return the name of a type of papers."""
    return label_of("paper_type", code)


def check_number(wanted: int, on: date, type_code: str, given: Iterable[Given]) -> None:
    """Raise UserError when a number was given before, or does not stand in the order of the days.

    A gap is no error: the clerk numbers papers of the whole office, and this program makes only some.
    """
    if not 1 <= wanted <= MOST:
        raise UserError(f"Số văn bản phải từ 1 đến {number(MOST)}; hãy gõ lại số do văn thư cấp.")
    known = sorted(given, key=lambda one: one.number)
    name = f"{wanted:02d} ({type_label(type_code).lower()}, năm {on.year})"
    for one in known:
        if one.number == wanted:
            raise UserError(_taken(name, one))
    before = [one for one in known if one.number < wanted and one.issued_on > on.isoformat()]
    after = [one for one in known if one.number > wanted and one.issued_on < on.isoformat()]
    for nearest, side in ((before[-1:], "sau"), (after[:1], "trước")):
        if nearest:
            when = day(date.fromisoformat(nearest[0].issued_on))
            raise UserError(
                f"Số {name} không theo thứ tự: số {nearest[0].number:02d} mang ngày {when}, {side} ngày "
                f"{day(on)}; hãy xem lại số hoặc ngày ban hành."
            )


def _taken(name: str, one: Given) -> str:
    if one.cancelled:
        return f"Số {name} đã hủy ({one.cancelled}) và không cấp lại; hãy dùng số khác."
    when = day(date.fromisoformat(one.issued_on))
    return f"Số {name} đã cấp ngày {when} cho “{shortened(one.subject)}”; hãy dùng số khác."


def shortened(text: str, most: int = 80) -> str:
    """Return a subject short enough for a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rstrip()}…"


def gaps(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return the numbers below the highest that nobody has recorded, as first and last of each gap."""
    found, expected = [], 1
    for one in sorted(set(numbers)):
        if one > expected:
            found.append((expected, one - 1))
        expected = one + 1
    return tuple(found)


def gap_words(missing: Iterable[tuple[int, int]]) -> str:
    """Return gaps as people write them: 01–04, 07."""
    return ", ".join(f"{a:02d}" if a == b else f"{a:02d}–{b:02d}" for a, b in missing)


def check_recorded(values: Mapping[str, Any], today: date) -> list[Problem]:
    """Return what is wrong with a paper made outside whose values are sound by themselves."""
    if values["issued_on"] > today.isoformat():
        when = day(date.fromisoformat(values["issued_on"]))
        return [Problem("issued_on", f"Ngày ban hành {when} chưa tới; hãy kiểm tra lại ngày.")]
    return []
