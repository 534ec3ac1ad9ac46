"""Putting a report together: outline, drafts, the officer's own texts, tables, head and foot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.units import full_name, issuer_lines, signing_lines
from desktop.documents.model import Annex, Block, Heading, Letterhead, Paragraph, Report, Signer
from desktop.errors import UserError
from desktop.plans.queries import find_plan
from desktop.reports.annexes import ANNEXES
from desktop.reports.data import ReportData, collect
from desktop.reports.outline import Outline, load_outline
from desktop.reports.periods import parse_period
from desktop.reports.sections import SECTIONS
from desktop.tasks.queries import adopted_plans

_ROMAN = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True)
class Draft:
    """A report before it is frozen: the paper, the data behind it, and the text of each section."""

    report: Report
    data: ReportData
    outline: Outline
    texts: Mapping[str, str]


def compose(
    session: Session, plan_code: str, period_code: str, on: date, texts: Mapping[str, str] | None = None
) -> Draft:
    """Draft the report of a plan for a period as known on a day.

    `texts` are sections the officer has written himself, by section key; they are taken as they are.
    Raises UserError for an unknown plan or period, or a period kind that has no report.
    """
    period = parse_period(period_code)
    if on < period.starts_on:
        raise UserError(f"Kỳ {period.label} chưa bắt đầu; hãy chọn kỳ báo cáo khác hoặc ngày khác.")
    if plan_code not in {one.plan_code for one in adopted_plans(session)}:
        plan = find_plan(session, plan_code)
        raise UserError(
            f"Đơn vị chưa nhận kế hoạch {plan.name} nên chưa lập báo cáo; hãy nhận kế hoạch trước."
        )
    outline = load_outline(period.kind)
    data = collect(session, find_plan(session, plan_code), period, on)
    own = {key: text for key, text in (texts or {}).items() if text.strip()}
    return Draft(_paper(data, outline, own), data, outline, _all_texts(data, outline, own))


def _paper(data: ReportData, outline: Outline, own: Mapping[str, str]) -> Report:
    unit, words = data.unit, data.words()
    estimate = " (ước thực hiện)" if data.is_estimate else ""
    return Report(
        letterhead=Letterhead(
            parent=unit.parent or "",
            issuer=issuer_lines(unit.name),
            notation=f"{outline.type_code}-{unit.notation or 'UBND'}",
            place=unit.place or "",
            name=full_name(unit.name),
        ),
        kind=outline.type_name,
        subject=outline.subject.format_map(words) + estimate,
        addressees=(data.recipient,),
        body=_body(data, outline, own),
        signer=Signer(signing_lines(unit.authority, unit.leader_title), unit.leader_name or ""),
        recipients=(
            *(line.format_map(words) for line in outline.recipients),
            ", ".join(part for part in ("Lưu: VT", unit.drafting_section) if part),
        ),
        annexes=_annexes(data, outline),
        keywords=(data.plan.code, data.period.code, unit.code),
    )


def _body(data: ReportData, outline: Outline, own: Mapping[str, str]) -> tuple[Block, ...]:
    words = data.words()
    blocks: list[Block] = [Paragraph(outline.opening.format_map(words))]
    for section in outline.sections:
        blocks.append(Heading(section.heading))
        blocks += own_blocks(own[section.key]) if section.key in own else SECTIONS[section.key](data)
    count = len(outline.annexes)
    named = ", ".join(f"Phụ lục {_ROMAN[index]}" for index in range(count))
    blocks.append(Paragraph(f"{outline.closing.format_map(words)} (Kèm theo {named})."))
    return tuple(blocks)


def _annexes(data: ReportData, outline: Outline) -> tuple[Annex, ...]:
    return tuple(
        Annex(annex.title, ANNEXES[annex.key](data), _ROMAN[index], annex.landscape)
        for index, annex in enumerate(outline.annexes)
    )


def own_blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs of a text the officer wrote: one for each line."""
    return tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip())


def _all_texts(data: ReportData, outline: Outline, own: Mapping[str, str]) -> dict[str, str]:
    return {s.key: own.get(s.key) or as_text(SECTIONS[s.key](data)) for s in outline.sections}


def as_text(blocks: tuple[Block, ...]) -> str:
    """Return blocks as the plain lines that an officer edits."""
    return "\n".join(block.text for block in blocks if isinstance(block, Heading | Paragraph))
