"""Tasks and the week as cards on a board."""

from collections.abc import Sequence
from datetime import date

from desktop.tasks.board import lanes
from desktop.tasks.gui.card_board import BoardCard, BoardColumn
from desktop.tasks.queries import TaskLine
from desktop.tasks.rules import STATE_LABELS, State
from desktop.tasks.week import ITEM_LABELS, PART_LABELS, ItemKind, Part, Week, WeekItem, when_words
from desktop.text import day
from desktop.widgets.tokens import Tone

STATE_TONES = {
    State.DONE: Tone.GOOD,
    State.OVERDUE: Tone.BAD,
    State.DUE_SOON: Tone.WARN,
    State.IN_PROGRESS: Tone.PRIMARY,
}
_PART_TONES = {Part.LATE: Tone.BAD, Part.THIS_WEEK: Tone.WARN, Part.NEXT_WEEKS: Tone.PRIMARY}
_NOTHING = {
    Part.LATE: "Không có việc quá hạn.",
    Part.THIS_WEEK: "Không có việc nào đến hạn.",
    Part.NEXT_WEEKS: "Không có việc nào đến hạn.",
    Part.WAITING: "Không chờ ai, không có kết quả bị trả lại.",
    Part.AHEAD: "Không có báo cáo sắp tới.",
}


def state_columns(lines: Sequence[TaskLine]) -> list[BoardColumn]:
    """Return the board of states; the key of a card is the code of its task."""
    return [
        BoardColumn(
            STATE_LABELS[lane.state],
            tuple(_task_card(line) for line in lane.lines),
            STATE_TONES.get(lane.state, Tone.NEUTRAL),
        )
        for lane in lanes(lines)
    ]


def week_columns(week: Week) -> list[BoardColumn]:
    """Return the board of a week; the key of a card is its place among the week's items."""
    titles = PART_LABELS | {
        Part.THIS_WEEK: f"Tuần này, {week.monday:%d/%m} – {week.until:%d/%m}",
        Part.NEXT_WEEKS: f"Hai tuần tới, đến {week.next_until:%d/%m}",
    }
    placed = list(enumerate(week.items))
    return [
        BoardColumn(
            titles[part],
            tuple(_week_card(index, one, week.on) for index, one in placed if one.part is part),
            _PART_TONES.get(part, Tone.NEUTRAL),
            _NOTHING[part],
        )
        for part in Part
    ]


def _task_card(line: TaskLine) -> BoardCard:
    return BoardCard(
        key=line.code,
        head=f"Nhiệm vụ {line.number}" if line.number else line.code,
        text=line.text,
        foot=deadline_of(line),
        percent=line.percent if line.last_on else None,
        tone=STATE_TONES.get(line.state, Tone.NEUTRAL),
        tip=line.why,
    )


def deadline_of(line: TaskLine) -> str:
    """Return a task's last day, or the plan's words where there is none."""
    if line.due_on and line.deadline_kind != "yearly":
        return f"Hạn {day(line.due_on)}"
    return " ".join(line.deadline_text.split()) or "Không ghi thời hạn"


def _head(item: WeekItem) -> str:
    label = ITEM_LABELS[item.kind]
    if item.kind in (ItemKind.TASK, ItemKind.OWN) or not item.number:
        return f"{label} {item.number}".rstrip()
    return f"Nhiệm vụ {item.number}, {label[:1].lower()}{label[1:]}"


def _week_card(index: int, item: WeekItem, on: date) -> BoardCard:
    return BoardCard(
        key=str(index),
        head=_head(item),
        text=item.text,
        foot="\n".join(filter(None, (when_words(item, on), item.who))),
        percent=item.percent,
        tone=_PART_TONES.get(item.part, Tone.NEUTRAL),
        tip=item.why,
    )
