"""One person's papers: the scientific profile (“Lý lịch khoa học”) and the form to be filled in by hand.

What the user may not see stands masked on them as in the register. Religion, Party matters and the wishes
somebody told the office are not printed.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.queries import UnitFacts, unit_of
from desktop.accounts.units import full_name, issuer_lines
from desktop.codelists import code_list
from desktop.documents.model import (
    Align,
    Block,
    Column,
    Heading,
    Letterhead,
    Paragraph,
    Report,
    Row,
    Signer,
    Table,
)
from desktop.people.normal import FIELDS
from desktop.people.profile.queries import Line, SectionLines, sections_of
from desktop.people.profile.sections import SECTIONS
from desktop.people.queries import MASK, PersonRow, get_person
from desktop.storage.fields import Field, Kind
from desktop.text import day

_ROMAN = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
)
_GENERAL = (
    "full_name", "birth", "sex", "ethnicity", "origin", "address", "residence", "phone", "email",
    "academic_title", "degree", "major", "honour", "position", "workplace", "research_field",
    "training_field",
)  # fmt: skip
_PRINTED = (
    "degrees", "specialist", "titles", "languages", "posts", "research", "publications",
    "patents", "supervision", "awards", "memberships", "trainings", "contributions",
)  # fmt: skip
_WHEN = ("since", "until", "year")
_MOST_COLUMNS = 5
_MOST_CHOICES, _FEW_CHOICES = 9, 3
_NOT_ASKED = ("status", "status_since", "note", "confirmed_on", "trained_year", "strategic_group")
_CONFIRMATION = "Xác nhận của cơ quan, đơn vị quản lý (ký, ghi rõ họ tên, đóng dấu)"
_PLEDGE = "Tôi cam đoan những thông tin trên là đúng sự thật và chịu trách nhiệm về lời khai của mình."
_DOTS = "…" * 28
"""A line to write on."""
_PURPOSE = (
    "Thông tin được thu thập để lập, cập nhật sổ theo dõi đội ngũ trí thức trên địa bàn và báo cáo theo quy "
    "định; được bảo vệ theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định số 356/2025/NĐ-CP. "
    "Người khai có quyền xem, đề nghị sửa và khiếu nại tại {unit}."
)
_AGREE = (
    "Cho phép giới thiệu, biểu dương trên phương tiện thông tin của đơn vị (không bắt buộc, rút lại được bất "
    "cứ lúc nào): [  ] Đồng ý    [  ] Không đồng ý"
)
_BLANK_TABLES: tuple[tuple[str, str, tuple[str, ...], int], ...] = (
    ("Quá trình đào tạo", "degrees", ("degree", "major", "institution", "country", "year"), 4),
    ("Quá trình công tác", "posts", ("since", "until", "place", "position"), 4),
    ("Đề tài, công trình tiêu biểu", "research", ("title", "level", "role", "since"), 4),
    ("Khen thưởng, giải thưởng, danh hiệu", "awards", ("award", "level", "reason", "since"), 3),
    ("Hội nghề nghiệp tham gia", "memberships", ("association", "name", "role"), 2),
)


def profile_report(session: Session, uid: str, on: date) -> Report:
    """Return somebody's “Lý lịch khoa học” as known on a day; raises NotFound."""
    person, unit = get_person(session, uid), unit_of(session)
    printed = [one for one in sections_of(session, uid) if one.section.key in _PRINTED and one.lines]
    facts = tuple(
        Row((FIELDS[key].label, person.texts[key])) for key in _GENERAL if person.texts[key] or key == "birth"
    )
    body: list[Block] = [Heading("I. Thông tin chung"), _pairs(facts, "thong_tin_chung")]
    for place, one in enumerate(printed, 1):
        body += [Heading(f"{_ROMAN[place]}. {one.section.title}"), _table(one)]
    body += [_confirmation(), Paragraph(f"{_PLEDGE} Thông tin tính đến ngày {day(on)}.")]
    return _paper(unit, "LÝ LỊCH KHOA HỌC", "", body, person.texts["full_name"])


def form_report(session: Session, uid: str = "") -> Report:
    """Return the form that collects what the register asks, blank or with what is known of somebody.

    Raises NotFound for an unknown person.
    """
    unit = unit_of(session)
    person = get_person(session, uid) if uid else None
    lines = {one.section.key: one.lines for one in sections_of(session, uid)} if uid else {}
    body: list[Block] = [Paragraph(_PURPOSE.format(unit=full_name(unit.name)), italic=True)]
    asked = [one for key, one in FIELDS.items() if key not in _NOT_ASKED]
    sections = list(dict.fromkeys(one.section for one in asked))
    for place, name in enumerate(sections):
        rows = tuple(Row((one.label, _answer(one, person))) for one in asked if one.section == name)
        body += [Heading(f"{_ROMAN[place]}. {name}"), _pairs(rows, f"muc_{place + 1}")]
    for place, (title, key, keys, count) in enumerate(_BLANK_TABLES, len(sections)):
        body += [Heading(f"{_ROMAN[place]}. {title}"), _blank(key, keys, count, lines.get(key, ()))]
    last = len(sections) + len(_BLANK_TABLES)
    wishes = Table(
        (Column("Việc có thể đóng góp; nguyện vọng, kiến nghị"),), (Row(("\n".join([_DOTS] * 4),)),)
    )
    body += [Heading(f"{_ROMAN[last]}. Khả năng đóng góp, nguyện vọng"), wishes, Paragraph(_AGREE)]
    body.append(Paragraph(_PLEDGE))
    subject = "Trí thức cư trú, công tác hoặc có quê quán trên địa bàn"
    name = person.texts["full_name"] if person else ""
    return _paper(unit, "PHIẾU THU THẬP THÔNG TIN", subject, body, name)


def _paper(unit: UnitFacts, kind: str, subject: str, body: Sequence[Block], name: str) -> Report:
    """Return a paper that takes no number and is signed by the person it speaks of."""
    head = Letterhead(
        parent=unit.parent,
        issuer=issuer_lines(unit.name),
        notation="",
        place=unit.place,
        name=full_name(unit.name),
    )
    signer = Signer(("NGƯỜI KHAI", "(Ký, ghi rõ họ tên)"), name)
    return Report(head, kind, subject, tuple(body), signer, keywords=(unit.code,))


def _pairs(rows: tuple[Row, ...], code: str) -> Table:
    return Table((Column("Nội dung", 1.6), Column("Thông tin", 4)), rows, code=code)


def _confirmation() -> Table:
    return Table(
        (Column(_CONFIRMATION),), (Row((f"Ngày …… tháng …… năm ……\n\n\n\n{_DOTS}",)),), code="xac_nhan"
    )


def _table(one: SectionLines) -> Table:
    """Return the rows of a section: when, and the fields that say something, the telling ones first."""
    fields = one.section.fields
    ordered = (*one.section.head, *(key for key in fields if key not in one.section.head))
    told = [key for key in ordered if key not in (*_WHEN, "document") and _says(one.lines, key)]
    keys = told[:_MOST_COLUMNS]
    columns = (
        Column("Thời gian", 1.3, Align.CENTER),
        *(Column(fields[key].label, 2.4 if key in one.section.head else 1.5) for key in keys),
    )
    rows = tuple(Row((_when(line), *(line.texts[key] for key in keys))) for line in one.lines)
    return Table(columns, rows, code=one.section.key)


def _says(lines: Iterable[Line], key: str) -> bool:
    return any(line.texts[key] not in ("", MASK) for line in lines)


def _when(line: Line) -> str:
    since, until, year = (line.texts.get(key, "") for key in _WHEN)
    if since and until:
        return f"{since} – {until}"
    return since or (f"đến {until}" if until else year)


def _answer(field: Field, person: PersonRow | None) -> str:
    """Return what is known, or the choices to tick where they are few."""
    known = person.values[field.key] if person else None
    if field.kind is Kind.CODE:
        choices = code_list(field.codes).choices()
        if len(choices) <= _MOST_CHOICES and known != MASK:
            ticked = [f"[{'x' if code == known else '  '}] {label}" for code, label in choices]
            return "\n".join(ticked) if len(ticked) > _FEW_CHOICES else "    ".join(ticked)
    return person.texts[field.key] if person else ""


def _blank(key: str, keys: tuple[str, ...], count: int, lines: Sequence[Line]) -> Table:
    section = next(one for one in SECTIONS if one.key == key)
    columns = tuple(Column(section.fields[one].label, 1.0 if one in _WHEN else 2.0) for one in keys)
    known = [Row(tuple(line.texts[one] for one in keys)) for line in lines]
    empty = [Row(("……\n……",) + ("",) * (len(keys) - 1)) for _ in range(max(1, count - len(known)))]
    return Table(columns, (*known, *empty), code=key)
