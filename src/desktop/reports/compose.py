"""Putting a report together: outline, drafts, the officer's own texts, tables, head and foot."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.units import full_name, issuer_lines, signing_lines
from desktop.documents.model import Annex, Block, Heading, Letterhead, Paragraph, Report, Signer
from desktop.errors import UserError
from desktop.plans.queries import find_plan
from desktop.reports.annexes import ANNEXES
from desktop.reports.data import ReportData, collect, period_for, with_people
from desktop.reports.outline import AnnexOutline, Outline, outline_of
from desktop.reports.periods import ADHOC, parse_period
from desktop.reports.sections import SECTIONS
from desktop.tasks.queries import adopted_plans
from desktop.text import clean, day

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_PEOPLE, _ACTIVITIES = "intellectuals", "activities"
_SUBHEADING = re.compile(r"\d{1,2}\. .{1,150}(?<![.;:,])")
_LONGEST_SUBJECT = 300


@dataclass(frozen=True)
class Choice:
    """What the officer chooses besides plan and period.

    `subject` is what a report asked for unexpectedly is about; `annexes` are the keys of those wanted, None
    for those that the outline proposes.
    """

    subject: str = ""
    annexes: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Draft:
    """A report before it is frozen: the paper, the data behind it, and the text of each section.

    `generated` is what the data say of each section, `texts` what stands in the paper.
    """

    report: Report
    data: ReportData
    outline: Outline
    texts: Mapping[str, str]
    generated: Mapping[str, str]
    annexes: tuple[AnnexOutline, ...]


def compose(
    session: Session,
    plan_code: str,
    period_code: str,
    on: date,
    texts: Mapping[str, str] | None = None,
    choice: Choice | None = None,
) -> Draft:
    """Draft the report of a plan for a period as known on a day.

    `texts` are sections the officer has written himself, by section key; they are taken as they are.
    Raises UserError for an unknown plan or period, one that has not begun, an annex that does not exist, or
    a report asked for unexpectedly that has no subject.
    """
    choice = choice or Choice()
    period = parse_period(period_code)
    if plan_code not in {one.plan_code for one in adopted_plans(session)}:
        plan = find_plan(session, plan_code)
        raise UserError(
            f"Đơn vị chưa nhận kế hoạch {plan.name} nên chưa lập báo cáo; hãy nhận kế hoạch trước."
        )
    plan = find_plan(session, plan_code)
    period = period_for(plan, period)
    if on < period.starts_on:
        raise UserError(
            f"Kỳ báo cáo {period.label} (từ {day(period.starts_on)}) chưa bắt đầu; hãy chọn kỳ khác hoặc "
            "ngày khác."
        )
    subject = clean(choice.subject)
    if period.kind == ADHOC and not 0 < len(subject) <= _LONGEST_SUBJECT:
        raise UserError(
            f"Báo cáo đột xuất cần nội dung (nhiều nhất {_LONGEST_SUBJECT} chữ); hãy ghi báo cáo về việc gì."
        )
    outline = outline_of(session, period.kind, on)
    data = replace(collect(session, plan, period, on), subject=subject)
    annexes = _annexes_of(outline, data, choice)
    generated = {one.key: as_text(SECTIONS[one.key](data)) for one in outline.sections}
    draft = Draft(_paper(data, outline, {}, annexes), data, outline, generated, generated, annexes)
    return rewritten(session, draft, texts or {}, tuple(one.key for one in annexes))


def rewritten(session: Session, draft: Draft, texts: Mapping[str, str], annexes: tuple[str, ...]) -> Draft:
    """Return a draft of the same figures with the officer's texts and the annexes that he chose."""
    own = {key: text for key, text in texts.items() if text.strip() and key in draft.generated}
    chosen = tuple(one for one in draft.outline.annexes if one.key in annexes)
    data = draft.data
    if _PEOPLE in annexes and not data.listed:
        data = with_people(session, data)
    return replace(
        draft,
        report=_paper(data, draft.outline, own, chosen),
        data=data,
        texts={**draft.generated, **own},
        annexes=chosen,
    )


def _annexes_of(outline: Outline, data: ReportData, choice: Choice) -> tuple[AnnexOutline, ...]:
    """Return the annexes wanted in the order of the outline; proposed are only those that say something."""
    if choice.annexes is None:
        return tuple(
            one for one in outline.annexes if one.chosen and (one.key != _ACTIVITIES or data.activities)
        )
    known = {one.key for one in outline.annexes}
    unknown = [key for key in choice.annexes if key not in known]
    if unknown:
        raise UserError(f"Không có phụ lục “{unknown[0][:40]}”; hãy chọn trong: {', '.join(sorted(known))}.")
    return tuple(one for one in outline.annexes if one.key in choice.annexes)


def _paper(
    data: ReportData, outline: Outline, own: Mapping[str, str], annexes: tuple[AnnexOutline, ...]
) -> Report:
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
        subject=_capital(outline.subject.format_map(words)) + estimate,
        addressees=(data.recipient,),
        body=_body(data, outline, own, annexes),
        signer=Signer(signing_lines(unit.authority, unit.leader_title), unit.leader_name or ""),
        recipients=(
            *(line.format_map(words) for line in outline.recipients),
            ", ".join(part for part in ("Lưu: VT", unit.drafting_section) if part),
        ),
        annexes=_annexes(data, annexes),
        keywords=(data.plan.code, data.period.code, unit.code),
    )


def _body(
    data: ReportData, outline: Outline, own: Mapping[str, str], annexes: tuple[AnnexOutline, ...]
) -> tuple[Block, ...]:
    words = data.words()
    blocks: list[Block] = [Paragraph(outline.opening.format_map(words))]
    for section in outline.sections:
        blocks.append(Heading(section.heading))
        blocks += own_blocks(own[section.key]) if section.key in own else SECTIONS[section.key](data)
    closing = outline.closing.format_map(words)
    if len(annexes) == 1:
        closing = f"{closing} (Kèm theo Phụ lục)."
    elif annexes:
        named = ", ".join(f"Phụ lục {_ROMAN[index]}" for index in range(len(annexes)))
        closing = f"{closing} (Kèm theo {named})."
    blocks.append(Paragraph(closing))
    return tuple(blocks)


def _annexes(data: ReportData, annexes: tuple[AnnexOutline, ...]) -> tuple[Annex, ...]:
    return tuple(
        Annex(
            annex.title, ANNEXES[annex.key](data), _ROMAN[index] if len(annexes) > 1 else "", annex.landscape
        )
        for index, annex in enumerate(annexes)
    )


def own_blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs of a text the officer wrote: one for each line, without what no page can show.

    A short line that begins with a number and ends without a stop is a heading, as it is in the draft.
    """
    lines = filter(None, map(clean, text.splitlines()))
    return tuple(Heading(line, level=2) if _SUBHEADING.fullmatch(line) else Paragraph(line) for line in lines)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def as_text(blocks: tuple[Block, ...]) -> str:
    """Return blocks as the plain lines that an officer edits."""
    return "\n".join(block.text for block in blocks if isinstance(block, Heading | Paragraph))
