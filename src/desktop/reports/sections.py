"""The drafts of a report's sections, in the sentences such reports use; every figure comes from the data."""

from collections.abc import Callable, Iterable

from desktop.documents.model import Block, Heading, Paragraph
from desktop.indicators.queries import TargetLine
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
    late = [line for line in data.owed if line.state == "overdue"]
    if late:
        blocks.append(Heading(f"{len(groups) + 1}. Nhiệm vụ quá hạn", level=2))
        blocks += [Paragraph(f"- {_short(line.text)}: {line.why}") for line in late]
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
        *(Paragraph(f"- {_short(line.text)}: {_reached(line)}.") for line in known),
    )


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


def _reached(line: TargetLine) -> str:
    if line.value is None:
        return line.note[:1].lower() + line.note[1:].rstrip(". ")
    unit = f"{line.unit}/{line.per}" if line.per else line.unit
    joined = "" if unit.startswith("%") else " "
    return f"{number(line.value)}{joined}{unit} (yêu cầu {line.target_text})"


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{label} {number(count)}" for label, count in counts)


def _collected(texts: Iterable[str | None], none: str) -> tuple[Block, ...]:
    said = dict.fromkeys(text.strip() for text in texts if text and text.strip())
    return tuple(Paragraph(f"- {text.rstrip('.')}.") for text in said) or (Paragraph(none),)
