"""The plan's words: what the outline says, filled from the data; or what the officer wrote instead."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from desktop.codelists import label_of
from desktop.documents.model import Block, Heading, Paragraph
from desktop.plans.citation import full_title
from desktop.tasks.ward_plan.outline import Section, fill, load_drafting, load_outline, load_sections
from desktop.tasks.ward_plan.queries import OwnLine, WardPlanView
from desktop.tasks.ward_plan.rules import money
from desktop.tasks.ward_plan.wording import words_of

_HEADING = re.compile(r"[0-9]{1,2}\. [^.;]{1,150}")
_NUMBER = re.compile(r"\bsố ([^\s,;]+)")
_BLOCK = re.compile(r"\{([a-z]+)\}")


def words(view: WardPlanView) -> Mapping[str, str]:
    """Return the values of all placeholders of the outline."""
    count = len(view.versions)
    said = {**words_of(view.unit, view.plan), "count": str(len(view.lines)), "amendment": str(count)}
    said["former"] = view.versions[-1].paper if count else ""
    said["task_annex"] = "Phụ lục I" if count else "Phụ lục"
    said["changes_annex"] = "Phụ lục II" if count else ""
    said["annexes"] = "Phụ lục I, Phụ lục II" if count else "Phụ lục"
    said["subject"] = view.texts.get("subject") or fill(load_outline().subject, said)
    return said


def subject(view: WardPlanView) -> str:
    """Return the subject of the paper; an amended one says so."""
    said = words(view)
    return fill(load_outline().amended_subject, said) if view.versions else said["subject"]


def drafted_texts(view: WardPlanView) -> dict[str, str]:
    """Return what the program writes for each part that the officer can write himself."""
    said = {**words(view), "subject": ""}
    parts = {section.key: _drafted(section, view) for section in load_sections()}
    return {"subject": fill(load_outline().subject, said), "bases": "\n".join(_bases(view)), **parts}


def bases(view: WardPlanView) -> tuple[str, ...]:
    """Return the legal bases, one a line."""
    own = view.texts.get("bases")
    return tuple(own.splitlines()) if own else _bases(view)


def passage(section: Section, view: WardPlanView) -> tuple[Block, ...]:
    """Return one part of the words as paragraphs; a line such as “1. Mục đích” is a heading."""
    text = view.texts.get(section.key) or _drafted(section, view)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(Heading(line, level=2) if _HEADING.fullmatch(line) else Paragraph(line) for line in lines)


def numbers_of(lines: Iterable[OwnLine]) -> str:
    """Return the numbers of tasks, neighbours joined: “1–3, 5”."""
    numbers = sorted(line.number for line in lines)
    spans: list[list[int]] = []
    for one in numbers:
        if spans and one == spans[-1][1] + 1:
            spans[-1][1] = one
        else:
            spans.append([one, one])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def groups_of(view: WardPlanView) -> list[tuple[str, list[OwnLine]]]:
    """Return the tasks under the headings of the city's plan, those of the office's own will last."""
    own = fill(load_outline().own_group, words_of(view.unit, view.plan))
    found: dict[str, list[OwnLine]] = {}
    for line in view.lines:
        found.setdefault(line.group_title or own, []).append(line)
    return list(found.items())


def _drafted(section: Section, view: WardPlanView) -> str:
    lines: list[str] = []
    for line in fill(section.text, words(view)).strip().splitlines():
        block = _BLOCK.fullmatch(line.strip())
        lines += _BLOCKS[block[1]](view) if block and block[1] in _BLOCKS else [line]
    return "\n".join(lines)


def _bases(view: WardPlanView) -> tuple[str, ...]:
    outline = load_outline()
    central = [one for one in view.plan.legal_bases if _notation(one).endswith(outline.cited_notations)]
    papers = (outline.law, *central, full_title(view.plan))
    return tuple(fill(outline.basis, {"paper": paper}) for paper in papers)


def _notation(paper: str) -> str:
    """Return number and notation of a paper as it is cited: “107/NQ-CP”."""
    found = _NUMBER.search(paper)
    return found[1] if found else ""


def _targets(view: WardPlanView) -> list[str]:
    """Return the city's targets that a ward has part in."""
    measures = load_outline().measures
    measured = [one for one in view.plan.targets if one.measure in measures]
    nearest = min((one.horizon for one in measured), default=0)
    listed = [f"- {one.text.rstrip('.')}." for one in measured if one.horizon == nearest]
    if not listed:
        return []
    return [f"Góp phần hoàn thành các chỉ tiêu đến năm {nearest} của {words(view)['place']}:", *listed]


def _groups(view: WardPlanView) -> list[str]:
    line, said = load_outline().group_line, words(view)
    return [
        fill(line, {**said, "title": title, "count": str(len(inside)), "numbers": numbers_of(inside)})
        for title, inside in groups_of(view)
    ]


def _money(view: WardPlanView) -> list[str]:
    if not view.planned:
        return [load_outline().no_money]
    by_source = "; ".join(
        f"{label[:1].lower()}{label[1:]} {money(sum_)}" for label, sum_ in view.planned_by_source
    )
    said = {**words(view), "total": money(view.planned), "by_source": by_source}
    return [fill(load_outline().money_sum, said)]


def _duties(view: WardPlanView) -> list[str]:
    """Return what each section has to do; the one that coordinates comes first, even without a task."""
    outline, said = load_outline(), words(view)
    sections: dict[str, list[OwnLine]] = {label_of("ward_section", load_drafting().default_section): []}
    for line in view.lines:
        sections.setdefault(line.section_label, []).append(line)
    written = []
    for index, (label, inside) in enumerate(sections.items(), start=1):
        written.append(f"{index}. {label}")
        if index == 1:
            written.append(fill(outline.lead_duty, said))
        if inside:
            written.append(fill(outline.duty, {**said, "numbers": numbers_of(inside)}))
    written.append(f"{len(sections) + 1}. Các tổ chức phối hợp")
    return written


def _deadlines(view: WardPlanView) -> list[str]:
    outline, said = load_outline(), words(view)
    kinds = {"half_year": outline.half_year_due, "year": outline.year_due}
    dues = []
    for due in view.plan.reports:
        if due.sender == "units" and due.due and due.period_kind in kinds:
            month, day = due.due.split("-")
            when = f"{'trước ngày' if due.before else 'chậm nhất ngày'} {day}/{_month(month)}"
            dues.append(fill(kinds[due.period_kind], {"when": when}))
    if not dues:
        return [fill(outline.reports_free, said)]
    return [fill(outline.reports_due, {**said, "dues": "; ".join(dues)})]


def _month(month: str) -> str:
    """Write a month as NĐ 30/2020 asks: only 1 and 2 with a leading zero."""
    return month if int(month) < 3 else str(int(month))


_BLOCKS: Mapping[str, Callable[[WardPlanView], Sequence[str]]] = {
    "targets": _targets,
    "groups": _groups,
    "money": _money,
    "duties": _duties,
    "deadlines": _deadlines,
}
