"""The office's own plan as a paper: KẾ HOẠCH in the layout of NĐ 30/2020/NĐ-CP, with its annex of tasks."""

from collections.abc import Sequence

from desktop.accounts.units import full_name, issuer_lines, signing_lines
from desktop.documents.model import (
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Heading,
    Letterhead,
    Paragraph,
    Report,
    Row,
    Signer,
    Table,
)
from desktop.tasks.ward_plan.changes import Change, changes_since
from desktop.tasks.ward_plan.outline import fill, load_outline, load_sections
from desktop.tasks.ward_plan.passages import bases, groups_of, passage, subject, words
from desktop.tasks.ward_plan.queries import OwnLine, WardPlanView

_MILLION, _FINEST = 1_000_000, 10_000
"""Amounts are written in millions of đồng while two decimals show them whole."""


def ward_plan_report(view: WardPlanView) -> Report:
    """Return the plan as a paper without number and date; an amended one says what is otherwise."""
    outline, unit, said = load_outline(), view.unit, words(view)
    office = ", ".join(part for part in ("Lưu: VT", unit.drafting_section) if part)
    return Report(
        letterhead=Letterhead(
            parent=unit.parent,
            issuer=issuer_lines(unit.name),
            notation=f"{outline.type_code}-{unit.notation or 'UBND'}",
            place=unit.place,
            name=full_name(unit.name),
        ),
        kind=outline.type_name,
        subject=subject(view),
        bases=bases(view),
        body=_body(view),
        signer=Signer(signing_lines(unit.authority, unit.leader_title), unit.leader_name),
        recipients=(*(fill(line, said) for line in outline.recipients), office),
        annexes=_annexes(view),
        keywords=(view.plan.code, unit.code),
    )


def _body(view: WardPlanView) -> tuple[Block, ...]:
    outline, said = load_outline(), words(view)
    blocks: list[Block] = [Paragraph(fill(outline.opening, said))]
    if view.versions:
        blocks.append(Paragraph(fill(outline.amended_opening, said)))
    for section in load_sections():
        blocks.append(Heading(section.heading))
        blocks += passage(section, view)
    return (*blocks, Paragraph(fill(outline.closing, said)))


def _annexes(view: WardPlanView) -> tuple[Annex, ...]:
    outline, said = load_outline(), words(view)
    title = fill(outline.annex_title, said)
    if not view.versions:
        return (Annex(title, _tasks(view), landscape=True),)
    changes = changes_since(view.versions[-1], view)
    return (
        Annex(title, _tasks(view), "I", landscape=True),
        Annex(fill(outline.changes_title, said), _changes(changes, said["former"]), "II", landscape=True),
    )


def _tasks(view: WardPlanView) -> tuple[Block, ...]:
    """One row for each own task under the headings of the city's plan, and the sum of the money."""
    unit, divisor = _money_unit(view.lines)
    columns = (
        Column("STT", 0.5, Align.CENTER),
        Column("Nội dung nhiệm vụ", 4.2),
        Column("Đơn vị chủ trì", 1.7),
        Column("Đơn vị phối hợp", 2),
        Column("Thời hạn", 1.2, Align.CENTER),
        Column("Kết quả", 2),
        Column(f"Kinh phí ({unit})", 1, Align.RIGHT),
    )
    rows: list[Row] = []
    for title, inside in groups_of(view):
        rows.append(Row((title,), section=True))
        rows += [_row(line, divisor) for line in inside]
    rows.append(Row((None, "Tổng cộng", None, None, None, None, _amount(view.planned, divisor)), total=True))
    blocks: tuple[Block, ...] = (Table(columns, tuple(rows), code="ward_plan"),)
    if any(line.city_number for line in view.lines):
        note = Paragraph(fill(load_outline().numbers_note, words(view)), italic=True)
        return (*blocks, note)
    return blocks


def _row(line: OwnLine, divisor: int) -> Row:
    named = f"\n({line.officer})" if line.officer else ""
    city = f" ({line.city_number})" if line.city_number else ""
    return Row(
        (
            line.number,
            f"{line.text.rstrip(' .')}{city}.",
            f"{line.section_label}{named}",
            "; ".join(line.coordinators),
            line.deadline,
            line.result,
            _amount(line.planned, divisor),
        )
    )


def _money_unit(lines: Sequence[OwnLine]) -> tuple[str, int]:
    whole = all((line.planned or 0) % _FINEST == 0 for line in lines)
    return ("triệu đồng", _MILLION) if whole else ("đồng", 1)


def _amount(planned: int | None, divisor: int) -> Cell:
    if not planned:
        return None
    return planned // divisor if planned % divisor == 0 else planned / divisor


def _changes(changes: Sequence[Change], former: str) -> tuple[Block, ...]:
    if not changes:
        return (Paragraph(f"Nội dung không khác so với {former}."),)
    columns = (
        Column("STT", 0.5, Align.CENTER),
        Column("Nhiệm vụ, nội dung", 4),
        Column("Mục thay đổi", 1.6, Align.CENTER),
        Column("Trước điều chỉnh", 3),
        Column("Sau điều chỉnh", 3),
    )
    rows = (
        Row((number, one.subject, one.what, one.before, one.after))
        for number, one in enumerate(changes, start=1)
    )
    return (Table(columns, tuple(rows), code="ward_plan_changes"),)
