"""The papers of an activity: who is invited, the sheet to sign, who is honoured, the opinions and answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.queries import UnitFacts, unit_of
from desktop.accounts.units import full_name, issuer_lines
from desktop.activities.figures import ActivityFigure
from desktop.activities.queries import (
    ActivityFacts,
    ActivityLine,
    OpinionLine,
    ParticipantLine,
    activity_facts,
    opinions,
    participants,
)
from desktop.activities.rules import HONOURED
from desktop.codelists import base_code
from desktop.documents.model import (
    Align,
    Annex,
    Block,
    Column,
    Letterhead,
    Paragraph,
    Report,
    Row,
    Signer,
    Table,
)
from desktop.errors import UserError
from desktop.people.normal import today
from desktop.text import day, number

_STT = Column("STT", 0.5, Align.CENTER, 0)
_NOTATION = "DS"


@dataclass(frozen=True)
class Paper:
    """One kind of paper: its title in the window, and what it is made of."""

    key: str
    title: str
    kind: str
    subject: str
    make: Callable[[ActivityFacts, Sequence[ParticipantLine], Sequence[OpinionLine]], Table]
    wide: bool = False
    empty: str = ""


def _people_table(columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]], code: str) -> Table:
    return Table((_STT, *columns), tuple(Row((place, *row)) for place, row in enumerate(rows, 1)), code=code)


def _invited(_facts: ActivityFacts, people: Sequence[ParticipantLine], _said: Sequence[OpinionLine]) -> Table:
    columns = (
        Column("Họ và tên", 2.2),
        Column("Chức vụ", 1.8),
        Column("Nơi công tác", 2.4),
        Column("Tư cách tham dự", 1.4),
    )
    rows = [_texts(one, "name", "position", "workplace", "role") for one in people]
    return _people_table(columns, rows, "khach_moi")


def _signing(_facts: ActivityFacts, people: Sequence[ParticipantLine], _said: Sequence[OpinionLine]) -> Table:
    columns = (
        Column("Họ và tên", 2.2),
        Column("Chức vụ", 1.6),
        Column("Nơi công tác", 2.2),
        Column("Ký tên", 1.4),
    )
    rows = [(*_texts(one, "name", "position", "workplace"), "") for one in people]
    return _people_table(columns, rows, "ky_ten")


def _honoured(
    _facts: ActivityFacts, people: Sequence[ParticipantLine], _said: Sequence[OpinionLine]
) -> Table:
    columns = (
        Column("Họ và tên", 2.0),
        Column("Chức vụ, nơi công tác", 2.4),
        Column("Hình thức khen, giải thưởng", 2.0),
        Column("Thành tích", 2.2),
    )
    rows = []
    for one in people:
        if one.values["role"] != HONOURED and not one.values["award"]:
            continue
        where = ", ".join(part for part in _texts(one, "position", "workplace") if part)
        rows.append((one.texts["name"], where, *_texts(one, "award", "merit")))
    return _people_table(columns, rows, "khen_thuong")


def _opinions(
    _facts: ActivityFacts, _people: Sequence[ParticipantLine], said: Sequence[OpinionLine]
) -> Table:
    return opinion_table(said)


def opinion_table(said: Sequence[OpinionLine]) -> Table:
    """Return opinions with what became of each."""
    columns = (
        Column("Người nêu", 1.6),
        Column("Ý kiến, kiến nghị", 3.4),
        Column("Chuyển đến", 1.8),
        Column("Trả lời", 2.8),
        Column("Tình trạng", 1.2),
    )
    rows = [
        (
            one.texts["said_by"],
            one.texts["text"],
            _dated(one.texts["passed_to"], one.texts["passed_on"]),
            _dated(one.texts["answer"], one.texts["answered_on"], one.texts["answer_document"]),
            one.state_label,
        )
        for one in said
    ]
    return _people_table(columns, rows, "y_kien")


PAPERS = {
    paper.key: paper
    for paper in (
        Paper(
            "invited",
            "Danh sách mời",
            "DANH SÁCH",
            "Đại biểu mời dự",
            _invited,
            empty="Chưa có ai trong danh sách",
        ),
        Paper(
            "signing",
            "Danh sách ký tên",
            "DANH SÁCH",
            "Đại biểu ký tên tham dự",
            _signing,
            empty="Chưa có ai trong danh sách",
        ),
        Paper(
            "honoured",
            "Danh sách khen thưởng",
            "DANH SÁCH",
            "Cá nhân được tôn vinh, khen thưởng tại",
            _honoured,
            empty="Chưa có ai được ghi là “Được tôn vinh, khen thưởng”",
        ),
        Paper(
            "opinions",
            "Bảng tổng hợp ý kiến",
            "BẢNG TỔNG HỢP",
            "Ý kiến, kiến nghị nêu tại",
            _opinions,
            wide=True,
            empty="Chưa có ý kiến nào",
        ),
    )
}
"""The papers by their keys, in the order of the window."""


def activity_paper(session: Session, uid: str, key: str) -> Report:
    """Return a paper of an activity in the layout of NĐ 30/2020/NĐ-CP, unsigned and without number.

    Raises NotFound, UserError when there is nobody or nothing to list; KeyError for an unknown paper.
    """
    paper, facts, unit = PAPERS[key], activity_facts(session, uid), unit_of(session)
    table = paper.make(facts, participants(session, uid), opinions(session, today(), uid))
    if not table.rows:
        raise UserError(f"{paper.empty} nên không có gì để in; hãy ghi vào hoạt động trước.")
    title = str(facts.values["title"])
    facts_lines: tuple[Block, ...] = tuple(map(Paragraph, _when_and_where(facts)))
    count = Paragraph(f"Danh sách có {number(len(table.rows))} người.", italic=True)
    body: tuple[Block, ...] = (*facts_lines, table, count)
    annexes: tuple[Annex, ...] = ()
    if paper.wide:
        said = Paragraph(f"Tổng số {number(len(table.rows))} ý kiến, kiến nghị (Phụ lục kèm theo).")
        body, annexes = (*facts_lines, said), (Annex(paper.title, (table,), landscape=True),)
    return Report(
        letterhead=_letterhead(unit),
        kind=paper.kind,
        subject=f"{paper.subject} {_within(title)}",
        body=body,
        signer=Signer(_authority(unit), unit.leader_name),
        annexes=annexes,
        keywords=(unit.code, base_code(facts.values["kind"])),
    )


def activity_table(lines: Sequence[ActivityLine]) -> Table:
    """Return the activities of a period as the annex of a report shows them, the oldest first."""
    columns = (
        _STT,
        Column("Hoạt động", 3.4),
        Column("Loại", 1.6),
        Column("Thời gian", 1.3, Align.CENTER),
        Column("Địa điểm", 1.6),
        Column("Số người dự", 0.9, Align.RIGHT, 0),
        Column("Ý kiến (đã trả lời)", 1.1, Align.CENTER),
        Column("Kết quả", 2.6),
    )
    rows = tuple(
        Row(
            (
                place,
                one.title,
                one.kind_label,
                one.days,
                one.place,
                one.came,
                f"{one.opinions} ({one.answered})" if one.opinions else "",
                one.result,
            )
        )
        for place, one in enumerate(sorted(lines, key=lambda one: (one.starts_on, one.id)), 1)
    )
    return Table(columns, rows, code="hoat_dong")


def figure_table(figures: Sequence[ActivityFigure]) -> Table:
    """Return the figures of a period; kinds of which there were none are left out."""
    kept = [one for one in figures if one.count or not one.name.startswith("activities:")]
    rows = tuple(
        Row((f"– {one.label}" if ":" in one.name else one.label, one.count), total=one.name == "activities")
        for one in kept
    )
    columns = (Column("Số liệu", 4), Column("Số lượng", 1, Align.RIGHT, 0))
    return Table(columns, rows, code="so_lieu_hoat_dong")


def _texts(one: ParticipantLine, *keys: str) -> tuple[str, ...]:
    return tuple(one.texts[key] for key in keys)


def _dated(said: str, when: str, more: str = "") -> str:
    beside = "; ".join(part for part in (when, more) if part)
    return f"{said} ({beside})" if said and beside else said


def _when_and_where(facts: ActivityFacts) -> list[str]:
    values = facts.values
    begins, ends = date.fromisoformat(values["starts_on"]), values["ends_on"]
    until = f" đến ngày {day(date.fromisoformat(ends))}" if ends and ends != values["starts_on"] else ""
    lines = [f"Thời gian: {'từ ' if until else ''}ngày {day(begins)}{until}."]
    lines += [f"Địa điểm: {values['place']}."] if values["place"] else []
    lines += [f"Đơn vị tổ chức: {values['organiser']}."] if values["organiser"] else []
    if values["document_number"]:
        on = f" ngày {facts.texts['document_date']}" if values["document_date"] else ""
        lines.append(f"Theo văn bản số {values['document_number']}{on}.")
    return lines


def _within(title: str) -> str:
    """Return a title as it stands within a sentence: a first word in small letters unless it is a name's."""
    first, _, rest = title.partition(" ")
    return f"{first.lower()} {rest}" if first in _COMMON else title


_COMMON = {
    "Hội",
    "Buổi",
    "Lễ",
    "Lớp",
    "Cuộc",
    "Tọa",
    "Chương",
    "Đợt",
    "Ngày",
    "Họp",
    "Gặp",
    "Đối",
    "Khóa",
    "Tập",
}


def _letterhead(unit: UnitFacts) -> Letterhead:
    return Letterhead(
        parent=unit.parent,
        issuer=issuer_lines(unit.name),
        notation=f"{_NOTATION}-{unit.notation or 'UBND'}",
        place=unit.place,
        name=full_name(unit.name),
    )


def _authority(unit: UnitFacts) -> tuple[str, ...]:
    lines = (unit.authority, *unit.leader_title.split("/"))
    return tuple(line.strip() for line in lines if line.strip())
