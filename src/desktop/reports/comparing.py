"""Comparisons in the sentences of a report: with the period before, the target, the last report."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from desktop.indicators.queries import TargetLine
from desktop.indicators.rules import TargetState
from desktop.reports.earlier import Earlier, Since
from desktop.tasks.changes import ChangeKind, TaskChange
from desktop.tasks.queries import TaskLine
from desktop.text import number

_COMPARED = {
    "female": "nữ",
    "under45": "dưới 45 tuổi",
    "minority": "người dân tộc thiểu số",
    "postgraduate": "có trình độ sau đại học",
    "member": "tham gia hội",
}
_AT_LEAST = ("=", ">=", ">", "about", "range", "growth", "times")
_ASSESSED = (TargetState.ON_TRACK, TargetState.BEHIND)
_PERCENT = "%"
_MOST_NAMED = 10
_LONGEST_NAME = 120
_TOLD = {
    ChangeKind.NEW: "Mới được giao",
    ChangeKind.REMOVED: "Không còn trong danh mục",
    ChangeKind.FINISHED: "Hoàn thành thêm",
    ChangeKind.BECAME_LATE: "Chuyển sang quá hạn",
    ChangeKind.RETURNED: "Bị trả lại, yêu cầu làm lại",
    ChangeKind.EXTENDED: "Được gia hạn",
    ChangeKind.GUIDED: "Đã có hướng dẫn",
    ChangeKind.PROGRESSED: "Có tiến triển",
    ChangeKind.ROLE: "Thay đổi vai trò",
}
"""How a report tells what became of tasks; in the order of `ChangeKind`, the weightiest first."""


def compared_register(earlier: Earlier, people: Sequence[tuple[str, str, tuple[str, ...]]]) -> str:
    """Return the sentence that compares the register with the same period of the year before."""
    now = {name: len(uids) for name, _, uids in people}
    before = earlier.people
    total, then = now.get("total", 0), before.get("total", 0)
    share = f", {number(100 * abs(total - then) / then, 1)}%" if then and total != then else ""
    from_to = f" (từ {number(then)} lên {number(total)} người{share})"
    if total < then:
        from_to = from_to.replace(" lên ", " xuống ")
    told = [f"tổng số {_moved(total - then)}{from_to if total != then else ''}"]
    told += [
        f"{words} {_moved(now.get(name, 0) - before.get(name, 0))}"
        for name, words in _COMPARED.items()
        if now.get(name, 0) != before.get(name, 0)
    ]
    return f"So với {_with_source(earlier)}: {'; '.join(told)}."


def _with_source(earlier: Earlier) -> str:
    return f"{earlier.label} (theo {earlier.source})" if earlier.source else earlier.label


def _moved(difference: int) -> str:
    if not difference:
        return "không đổi"
    return f"{'tăng' if difference > 0 else 'giảm'} {number(abs(difference))} người"


def compared_target(earlier: Earlier, line: TargetLine) -> str:
    """Return how a value of a target moved since the same period of the year before; empty when unknown."""
    before = earlier.targets.get(line.code)
    if before is None or line.value is None:
        return ""
    difference = line.value - before
    if number(line.value) == number(before):
        return f"; bằng {earlier.label}"
    amount = number(abs(difference))
    points = " điểm phần trăm" if line.unit == _PERCENT else ""
    moved = "tăng" if difference > 0 else "giảm"
    return f"; {moved} {amount}{points} so với {earlier.label} ({with_unit(before, line)})"


def lacking(line: TargetLine) -> str:
    """Return what a value lacks to the target; empty where it is met or cannot be held against it."""
    if line.state not in _ASSESSED or line.value is None or line.comparator not in _AT_LEAST:
        return ""
    if line.low is None or line.low <= line.value:
        return ""
    points = " điểm phần trăm" if line.unit == _PERCENT else f" {_unit(line)}".rstrip()
    return f", còn thiếu {number(line.low - line.value)}{points}"


def with_unit(value: float, line: TargetLine) -> str:
    """Write a value with the unit of its target: 12,5%, 13 bác sĩ/vạn dân."""
    unit = _unit(line)
    return f"{number(value)}{'' if unit.startswith(_PERCENT) else ' '}{unit}".rstrip()


def _unit(line: TargetLine) -> str:
    return f"{line.unit}/{line.per}" if line.per else line.unit


def changed_tasks(since: Since, lines: Sequence[TaskLine]) -> Iterator[str]:
    """Yield a line for each kind of change since the last report, naming the tasks."""
    numbers = {line.code: line.number for line in lines}
    if not since.changes:
        yield "- Không có thay đổi về nhiệm vụ."
    for kind, words in _TOLD.items():
        found = [change for change in since.changes if change.kind is kind]
        if found:
            named = "; ".join(_named(change, numbers) for change in found[:_MOST_NAMED])
            more = f"; và {len(found) - _MOST_NAMED} nhiệm vụ khác" if len(found) > _MOST_NAMED else ""
            yield f"- {words} ({len(found)}): {named}{more}."


def _named(change: TaskChange, numbers: Mapping[str, str]) -> str:
    text = shorten(change.text.split("\n", 1)[0].rstrip(" .;:"), _LONGEST_NAME, placeholder="…")
    at = numbers.get(change.code)
    named = f"số {at}, {text}" if at else text
    if change.kind is ChangeKind.PROGRESSED and change.before is not None and change.after is not None:
        moved = f"từ {change.before}% lên {change.after}%"
        return f"{named} ({moved if change.after > change.before else f'{change.after}%'})"
    return named
