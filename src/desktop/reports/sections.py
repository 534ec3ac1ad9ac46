"""The drafts of a report's sections, in the sentences such reports use; every figure comes from the data."""

from collections.abc import Callable, Iterable

from desktop.activities.queries import ActivityLine
from desktop.documents.model import Block, Heading, Paragraph
from desktop.indicators.queries import TargetLine
from desktop.indicators.rules import TargetState
from desktop.reports.comparing import changed_tasks, compared_register, compared_target, lacking, with_unit
from desktop.reports.data import ReportData
from desktop.tasks.queries import TaskLine
from desktop.text import number

_NOTHING_OWED = "Kế hoạch không giao nhiệm vụ cụ thể cho đơn vị."

Draft = Callable[[ReportData], tuple[Block, ...]]


def direction(data: ReportData) -> tuple[Block, ...]:
    """What the office did to take the plan on: its part in the tasks and the papers of the period."""
    if not data.owed:
        return (Paragraph(f"{_NOTHING_OWED} {data.words()['unit']} theo dõi và phối hợp khi được yêu cầu."),)
    roles = {role: sum(line.role == role for line in data.owed) for role in ("lead", "with", "local")}
    sentence = (
        f"{data.words()['unit']} đã tiếp nhận {len(data.owed)} nhiệm vụ của kế hoạch, trong đó chủ trì "
        f"{roles['lead']}, phối hợp {roles['with']}, thực hiện tại địa phương {roles['local']} nhiệm vụ."
    )
    papers = dict.fromkeys(paper.strip() for line in data.owed for paper in line.evidence.split(";"))
    named = [paper for paper in papers if paper]
    if not named:
        return (Paragraph(sentence),)
    return (Paragraph(sentence), Paragraph(f"Văn bản đã ban hành, thực hiện trong kỳ: {'; '.join(named)}."))


def register(data: ReportData) -> tuple[Block, ...]:
    """How many intellectuals there are and how they are made up."""
    now = data.register
    new = f", trong đó mới vào sổ trong kỳ {number(now.new)} người" if now.new else ""
    parts = (
        ("nữ", now.female),
        ("dưới 45 tuổi", now.under45),
        ("người dân tộc thiểu số", now.minority),
        ("có trình độ sau đại học", now.postgraduate),
        ("tham gia hội", now.member),
    )
    shares = "; ".join(f"{name} {_part(count, now.total)}" for name, count in parts)
    first = (
        f"Đến ngày {data.words()['as_of']}, sổ theo dõi có {number(now.total)} trí thức{new}; gồm {shares}."
    )
    blocks = [Paragraph(first)]
    if data.earlier:
        blocks.append(Paragraph(compared_register(data.earlier, data.people)))
    if now.by_degree:
        blocks.append(Paragraph(f"Theo trình độ: {_listed(now.by_degree)}."))
    if now.by_field:
        blocks.append(Paragraph(f"Theo lĩnh vực hoạt động: {_listed(now.by_field)}."))
    return tuple(blocks)


def tasks(data: ReportData) -> tuple[Block, ...]:
    """The state of the tasks in one sentence, then group by group what was done."""
    if not data.owed:
        return (Paragraph(_NOTHING_OWED),)
    counts = {state: sum(line.state == state for line in data.owed) for state in _STATES}
    said = ", ".join(f"{words} {counts[state]}" for state, words in _STATES.items() if counts[state])
    blocks: list[Block] = [Paragraph(f"Trong {len(data.owed)} nhiệm vụ được giao: {said}.")]
    groups = dict.fromkeys((line.group, line.group_title) for line in data.owed)
    for index, (code, title) in enumerate(groups, 1):
        blocks.append(Heading(f"{index}. {title}", level=2))
        inside = [line for line in data.owed if line.group == code]
        blocks += [Paragraph(f"- {_done(line)}") for line in inside if line.note]
        silent = [line for line in inside if not line.note]
        if silent:
            numbers = ", ".join(line.number for line in silent)
            blocks.append(Paragraph(f"- Chưa có kết quả trong kỳ: nhiệm vụ số {numbers}."))
    last = len(groups)
    late = [line for line in data.owed if line.state == "overdue"]
    if late:
        last += 1
        blocks.append(Heading(f"{last}. Nhiệm vụ quá hạn", level=2))
        blocks += [Paragraph(f"- {_late(line)}") for line in late]
    if data.since:
        blocks.append(Heading(f"{last + 1}. Thay đổi so với {data.since.label}", level=2))
        blocks += [Paragraph(sentence) for sentence in changed_tasks(data.since, data.owed)]
    return tuple(blocks)


def targets(data: ReportData) -> tuple[Block, ...]:
    """The state of the targets in one sentence, then those that have a figure."""
    lines = [line for line in data.targets if line.horizon == min(t.horizon for t in data.targets)]
    if not lines:
        return (Paragraph("Kế hoạch không giao chỉ tiêu định lượng."),)
    counts = {state: sum(line.state == state for line in lines) for state in _TARGET_STATES}
    said = ", ".join(f"{words} {counts[state]}" for state, words in _TARGET_STATES.items() if counts[state])
    known = [line for line in lines if line.value is not None or line.is_assessed]
    return (
        Paragraph(f"Trong {len(lines)} chỉ tiêu đến năm {lines[0].horizon}: {said}."),
        *(Paragraph(f"- {_short(line.text)}: {_reached(data, line)}.") for line in known),
    )


def activities(data: ReportData) -> tuple[Block, ...]:
    """What the office did with its intellectuals in the period, and what became of their opinions."""
    counts = {figure.name: figure.count for figure in data.activity_figures}
    if not counts.get("activities"):
        return (Paragraph("Trong kỳ chưa tổ chức hoạt động nào với đội ngũ trí thức."),)
    kinds = "; ".join(
        f"{figure.label[:1].lower()}{figure.label[1:]} {number(figure.count)}"
        for figure in data.activity_figures
        if figure.name.startswith("activities:") and figure.count
    )
    came = f"{number(counts['visits'])} lượt trí thức tham dự ({number(counts['participants'])} người)"
    blocks = [Paragraph(f"Trong kỳ đã tổ chức {counts['activities']} hoạt động, {came}; gồm: {kinds}.")]
    named = sorted(data.activities, key=lambda one: (one.starts_on, one.id))
    blocks += [Paragraph(f"- {_held(line)}") for line in named[:_MOST_NAMED]]
    if len(named) > _MOST_NAMED:
        blocks.append(Paragraph(f"- Và {len(named) - _MOST_NAMED} hoạt động khác."))
    for name, words in _PEOPLE_OF_ACTIVITIES.items():
        if counts.get(name):
            blocks.append(Paragraph(words.format(number(counts[name]))))
    if counts.get("opinions"):
        answered = counts["opinions:answered"] + counts["opinions:declined"]
        blocks.append(
            Paragraph(
                f"Trí thức nêu {number(counts['opinions'])} ý kiến; đã trả lời {number(answered)}, "
                f"đã chuyển và chờ trả lời {number(counts['opinions:passed'])}, "
                f"chưa xử lý {number(counts['opinions:new'])}."
            )
        )
    return tuple(blocks)


def difficulties(data: ReportData) -> tuple[Block, ...]:
    """What officers wrote down as difficulties in the period."""
    return _collected((line.difficulty for line in data.owed), "Trong kỳ không ghi nhận khó khăn, vướng mắc.")


def next_steps(data: ReportData) -> tuple[Block, ...]:
    """Late tasks and those that fall due soon come first; the standing ones go on."""
    urgent = [line for line in data.owed if line.state in ("overdue", "due_soon")]
    going = [line for line in data.owed if line.state in ("in_progress", "not_due")]
    blocks = [Paragraph(f"- Hoàn thành: {_short(line.text)} (hạn: {line.deadline_text}).") for line in urgent]
    if going:
        blocks.append(
            Paragraph(f"- Tiếp tục thực hiện {len(going)} nhiệm vụ còn trong hạn theo tiến độ kế hoạch.")
        )
    standing = sum(line.state == "standing" for line in data.owed)
    if standing:
        blocks.append(Paragraph(f"- Duy trì {standing} nhiệm vụ thường xuyên, định kỳ."))
    blocks.append(Paragraph("- Rà soát, cập nhật thông tin trong sổ theo dõi đội ngũ trí thức trên địa bàn."))
    return tuple(blocks)


def proposals(data: ReportData) -> tuple[Block, ...]:
    """What officers wrote down as proposals in the period."""
    return _collected((line.proposal for line in data.owed), "Không có kiến nghị, đề xuất.")


SECTIONS: dict[str, Draft] = {
    "direction": direction,
    "register": register,
    "tasks": tasks,
    "targets": targets,
    "activities": activities,
    "difficulties": difficulties,
    "next_steps": next_steps,
    "proposals": proposals,
}

_STATES = {
    "done": "hoàn thành",
    "in_progress": "đang thực hiện",
    "due_soon": "sắp đến hạn",
    "overdue": "quá hạn",
    "not_due": "chưa đến hạn",
    "standing": "thực hiện thường xuyên",
    "waiting": "chờ hướng dẫn hoặc chờ xác nhận thời hạn",
}
_MOST_NAMED = 15
_PEOPLE_OF_ACTIVITIES = {
    "trained": "Có {} trí thức được đào tạo, bồi dưỡng.",
    "honoured": "Có {} trí thức được tôn vinh, khen thưởng.",
}
_TARGET_STATES = {
    "met": "đạt",
    "on_track": "đúng lộ trình",
    "behind": "chậm so với lộ trình",
    "no_data": "chưa có hoặc chưa đủ dữ liệu",
}


def _done(line: TaskLine) -> str:
    evidence = f" ({line.evidence})" if line.evidence else ""
    share = f"; mức hoàn thành {line.percent}%" if line.last_on else ""
    return f"{_short(line.text)}: {(line.note or '').rstrip('. ')}{evidence}{share}."


def _short(text: str) -> str:
    return text.split("\n", 1)[0].rstrip(" .;:")


def _part(count: int, total: int) -> str:
    return f"{number(count)} người ({number(100 * count / total, 1)}%)" if total else f"{number(count)} người"


def _late(line: TaskLine) -> str:
    """Name a late task, its last day and why it is late, with the difficulty that was reported."""
    difficulty = f" Vướng mắc: {line.difficulty.strip().rstrip('.')}." if line.difficulty else ""
    return f"Nhiệm vụ số {line.number}, {_short(line.text)}: {_sentence(line.why)}{difficulty}"


def _sentence(text: str) -> str:
    return f"{text.strip().rstrip('. ')}."


def _held(line: ActivityLine) -> str:
    where = f", {line.place}" if line.place else ""
    came = f", {number(line.came)} người dự" if line.came else ""
    result = f": {' '.join(line.result.split()).rstrip('. ')}" if line.result else ""
    return f"{line.title} ({line.days}{where}{came}){result}."


def _reached(data: ReportData, line: TargetLine) -> str:
    if line.value is None:
        return line.note[:1].lower() + line.note[1:].rstrip(". ")
    reached = f"{with_unit(line.value, line)} (yêu cầu {line.target_text})"
    judged = f", {_TARGET_STATES[line.state]}" if line.state is not TargetState.NO_DATA else ""
    before = compared_target(data.earlier, line) if data.earlier else ""
    return f"{reached}{judged}{lacking(line)}{before}"


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{label} {number(count)}" for label, count in counts)


def _collected(texts: Iterable[str | None], none: str) -> tuple[Block, ...]:
    said = dict.fromkeys(text.strip() for text in texts if text and text.strip())
    return tuple(Paragraph(f"- {text.rstrip('.')}.") for text in said) or (Paragraph(none),)
