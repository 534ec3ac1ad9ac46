"""A draft plan from the paper of any authority, with everything in it that had to be guessed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.codelists import code_list
from desktop.errors import UserError
from desktop.plans.city_units import named_units
from desktop.plans.deadlines import DeadlineKind
from desktop.plans.importing.annex import Annex, FoundTask, read_annex
from desktop.plans.importing.attributes import read_attributes, take_bracket
from desktop.plans.importing.duties import read_duties
from desktop.plans.importing.head import Head, initials, read_head, slug
from desktop.plans.importing.outline import Section, read_sections
from desktop.plans.importing.paragraphs import joined
from desktop.plans.importing.prose import ProseTask, apply_references, read_prose
from desktop.plans.importing.reports import read_reports
from desktop.plans.importing.source import Row, Source, read_source
from desktop.plans.importing.targets import propose_targets
from desktop.plans.importing.units import split_units
from desktop.plans.importing.wording import Guess, plain, wording
from desktop.plans.plan import GeneralDuty, Group, Plan, Task
from desktop.text import clean


@dataclass(frozen=True)
class Draft:
    """A plan as read, not yet confirmed; `guesses` name the places to look at."""

    plan: Plan
    guesses: tuple[Guess, ...]


def read_draft(path: Path) -> Draft:
    """Read the annex, the head and the targets of a plan.

    Raises FileProblem or UserError when the file cannot be read, or holds neither tasks nor targets.
    """
    source = read_source(path)
    guesses: list[Guess] = []
    head = read_head(source, guesses)
    annex = read_annex(source, guesses)
    prose = joined(source)
    sections = read_sections(prose)
    place = code_list("province").get(head.province)
    name = place.aliases[0] if place else path.stem
    year = head.issued[:4]
    prefix = f"{initials(name)}{year[2:]}"
    targets = propose_targets(prose, prefix, guesses)
    groups, in_prose = read_prose(sections, guesses) if not annex.tasks else (annex.groups, [])
    if not annex.tasks:
        apply_references(sections, in_prose, guesses)
        _without_table(path, source, guesses, found=len(in_prose), has_targets=bool(targets))
    plan = Plan(
        code="-".join(part for part in (slug(name), year) if part),
        title=head.title,
        issuer=_issuer(head),
        number=head.number,
        issued=head.issued,
        province=head.province,
        task_prefix=prefix,
        legal_bases=head.legal_bases,
        groups=tuple(Group(group.code, group.title) for group in groups),
        targets=targets,
        reports=read_reports(sections, guesses),
        replaces=head.replaces,
        general_duties=_duties(sections, guesses, tasks_too=bool(annex.tasks)),
    )
    tasks = _tasks(annex, plan, guesses) or tuple(_prose_tasks(in_prose, plan, guesses))
    _look_at_units(tasks, guesses)
    for heading in annex.ignored:
        text = f"Cột “{heading}” không có trong mẫu; nội dung giữ ở ghi chú của từng nhiệm vụ."
        guesses.append(Guess("phụ lục", text))
    return Draft(replace(plan, tasks=tasks), tuple(dict.fromkeys(guesses)))


def _issuer(head: Head) -> str:
    place = code_list("province").get(head.province)
    return f"UBND {place.label[:1].lower()}{place.label[1:]}" if place else ""


def _duties(sections: Sequence[Section], guesses: list[Guess], *, tasks_too: bool) -> tuple[GeneralDuty, ...]:
    """Read duties in prose; sections on tasks hold them only where the tasks themselves stand in a table."""
    roles = ("organisation", "tasks") if tasks_too else ("organisation",)
    return read_duties([section for section in sections if section.role in roles], guesses)


def _without_table(
    path: Path, source: Source, guesses: list[Guess], *, found: int, has_targets: bool
) -> None:
    """Say that there was no table and what was done instead; refuse a paper that holds nothing of a plan."""
    rows = [block for block in source if isinstance(block, Row)]
    why = (
        "không có bảng nào có cột “Nội dung nhiệm vụ” và “Cơ quan chủ trì”"
        if rows
        else "không có bảng nhiệm vụ (chữ chép từ PDF có thể đã mất các cột)"
    )
    if found:
        text = f"Trong văn bản {why}; {found} nhiệm vụ dưới đây đọc từ câu chữ, hãy đối chiếu từng mục."
        guesses.insert(0, Guess(path.name, text))
        return
    if not has_targets:
        if seen := _headings_seen(rows):
            raise UserError(
                f"Trong “{path.name}” {why}: thấy các tiêu đề {seen}; chương trình nhận ra các tiêu đề "
                f"{_headings_known()}. Hãy sửa dòng tiêu đề cột theo một trong các cách gọi đó rồi đọc lại."
            )
        raise UserError(
            f"Trong “{path.name}” {why}, cũng không thấy chỉ tiêu bằng số; hãy chọn tệp Word có phụ lục, "
            "hoặc chép phụ lục vào Excel với dòng tiêu đề cột."
        )
    guesses.append(Guess(path.name, f"Chưa đọc được nhiệm vụ: {why}; hãy thêm phụ lục rồi đọc lại."))


def _headings_seen(rows: Sequence[Row]) -> str:
    """Return the first row that looks like headings: three cells or more, in words."""
    for row in rows:
        texts = [clean(cell) for cell in row.cells if cell]
        if len(texts) >= _FEWEST_HEADINGS and not any(text.isdigit() for text in texts):
            return ", ".join(f"“{text[:_LONGEST_HEADING]}”" for text in texts)
    return ""


def _headings_known() -> str:
    kinds = (("text", "nội dung"), ("lead", "chủ trì"), ("deadline", "thời hạn"))
    return "; ".join(
        f"{words}: {', '.join(f'“{label}”' for label in wording().labels[kind][:_SHOWN])}…"
        for kind, words in kinds
    )


_FEWEST_HEADINGS, _LONGEST_HEADING, _SHOWN = 3, 40, 3


def _prose_tasks(found: Sequence[ProseTask], plan: Plan, guesses: list[Guess]) -> Iterator[Task]:
    codes: set[str] = set()
    for one in found:
        code = f"{plan.task_prefix}.{one.path}"
        while code in codes:
            code += "b"
        codes.add(code)
        text, bracket = take_bracket(one.text)
        said = dict(read_attributes(bracket)) if bracket else {}
        task = Task(
            code=code,
            number=one.number,
            group=one.group,
            text=text,
            lead=one.lead or split_units(said.get("lead", ""), one.where, guesses),
            deadline=one.deadline or said.get("deadline", ""),
            legal_source=one.place,
            coordinators=one.coordinators or split_units(said.get("with", ""), one.where, guesses),
            result=one.result or said.get("result", ""),
        )
        if not task.lead:
            guesses.append(Guess(one.where, f"Nhiệm vụ {task.number} chưa rõ đơn vị chủ trì; hãy ghi vào."))
        _look_at_deadline(plan, task, one.where, guesses)
        yield task


def _look_at_units(tasks: Sequence[Task], guesses: list[Guess]) -> None:
    """Name the units that the list does not know: they are kept as written."""
    unknown: dict[str, str] = {}
    for task in tasks:
        for unit in named_units((*task.lead, *task.coordinators)):
            if not unit.codes:
                unknown.setdefault(unit.text, task.number)
    for text, number in unknown.items():
        words = f"“{text}” (nhiệm vụ {number}) chưa có trong danh mục đơn vị; giữ nguyên chữ của kế hoạch."
        guesses.append(Guess("đơn vị", words))


def _tasks(annex: Annex, plan: Plan, guesses: list[Guess]) -> tuple[Task, ...]:
    numbers = Counter(task.number for task in annex.tasks)
    is_plain = max(numbers.values(), default=1) == 1
    found: dict[str, Task] = {}
    texts: dict[tuple[str, str], str] = {}
    for one in annex.tasks:
        code = (
            f"{plan.task_prefix}.{one.number}" if is_plain else f"{plan.task_prefix}.{one.group}.{one.number}"
        )
        while code in found:
            code += "b"
            guesses.append(Guess(one.where, f"Số thứ tự {one.number} có hai lần trong nhóm {one.group}."))
        task = _task(one, code, guesses)
        same = texts.setdefault((one.group, plain(task.text)), code)
        if same != code:
            guesses.append(Guess(one.where, f"Nhiệm vụ {one.number} có nội dung trùng với {same}."))
        _look_at_deadline(plan, task, one.where, guesses)
        found[code] = task
    return tuple(found.values())


def _task(one: FoundTask, code: str, guesses: list[Guess]) -> Task:
    cells = one.cells
    if not cells.get("lead"):
        guesses.append(Guess(one.where, f"Nhiệm vụ {one.number} chưa có đơn vị chủ trì."))
    if not cells.get("text"):
        guesses.append(Guess(one.where, f"Nhiệm vụ {one.number} chưa có nội dung."))
    return Task(
        code=code,
        number=one.number,
        group=one.group,
        text=cells.get("text", "") or "(chưa có nội dung)",
        lead=split_units(cells.get("lead", ""), one.where, guesses),
        deadline=cells.get("deadline", ""),
        legal_source=f"Phụ lục, nhóm {one.group}, STT {one.number}",
        coordinators=split_units(cells.get("with", ""), one.where, guesses),
        result=cells.get("result", ""),
        note=cells.get("note", ""),
    )


def _look_at_deadline(plan: Plan, task: Task, where: str, guesses: list[Guess]) -> None:
    if not task.deadline:
        guesses.append(Guess(where, f"Nhiệm vụ {task.number} không ghi thời hạn."))
        return
    deadline = plan.deadline_of(task)
    if deadline.end and deadline.end.isoformat()[: len(plan.issued)] < plan.issued:
        words = (
            f"Nhiệm vụ {task.number}: thời hạn “{task.deadline}” trước ngày ban hành kế hoạch; hãy xem lại."
        )
        guesses.append(Guess(where, words))
    if deadline.kind is DeadlineKind.UNKNOWN:
        guesses.append(
            Guess(where, f"Nhiệm vụ {task.number}: chưa hiểu thời hạn “{task.deadline}”; hãy xác nhận.")
        )
