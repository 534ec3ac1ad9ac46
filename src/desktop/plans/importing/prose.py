"""Tasks that stand in prose: headings I., 1., a), -, who leads, until when, at their places in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from desktop.plans.city_units import named_unit
from desktop.plans.importing.annex import FoundGroup
from desktop.plans.importing.assignment import Assigned, read_assignment
from desktop.plans.importing.attributes import deadline_in, only_deadline, read_attributes
from desktop.plans.importing.outline import Item, Section
from desktop.plans.importing.wording import Guess, without_slips


@dataclass
class ProseTask:
    """One task as found; `path` is its place in the plan (1.1.a), `is_own` says it names its own leader."""

    where: str
    path: str
    number: str
    group: str
    place: str
    text: str
    lead: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    deadline: str = ""
    result: str = ""
    is_own: bool = False


@dataclass
class _Node:
    item: Item
    children: list["_Node"] = field(default_factory=list)


@dataclass(frozen=True)
class _Context:
    """What holds below a heading: its group, its number and letter in words, who is in charge."""

    group: str
    path: str
    number: str
    assigned: Assigned | None = None


def read_prose(sections: Sequence[Section], guesses: list[Guess]) -> tuple[list[FoundGroup], list[ProseTask]]:
    """Return groups and tasks of the sections on tasks; of those on organisation when there are no others."""
    for role in ("tasks", "organisation"):
        reading = _Reading(guesses)
        for section in sections:
            if section.role == role:
                reading.read(section)
        if reading.tasks:
            used = {task.group for task in reading.tasks}
            return [group for group in reading.groups if group.code in used], reading.tasks
    return [], []


class _Reading:
    """Walks down the headings; `_open` are the tasks that the next line on time or units is about."""

    def __init__(self, guesses: list[Guess]) -> None:
        self.groups: list[FoundGroup] = []
        self.tasks: list[ProseTask] = []
        self._guesses = guesses

    def read(self, section: Section) -> None:
        nodes = _tree(section.items)
        own = _Context(section.code, "", "")
        for node in nodes:
            if node.item.kind == "number" and self._is_group(node):
                code = self._enter(section, node.item.mark, node.item.text)
                self._below(node, _Context(code, node.item.mark, node.item.mark))
        rest = [node for node in nodes if not (node.item.kind == "number" and self._is_group(node))]
        if any(self._is_task(node) for node in rest):
            code = self._enter(section, section.code, section.title)
            holder = _Node(Item("", "roman", section.code, "", section.code, "", ""), rest)
            self._below(holder, replace(own, group=code))

    def _enter(self, section: Section, mark: str, title: str) -> str:
        title = without_slips(title.rstrip(" :."), section.code, self._guesses)
        known = {group.code: group.title for group in self.groups}
        code = mark if known.get(mark, title) == title else f"{section.code}.{mark}"
        if code not in known:
            self.groups.append(FoundGroup(code, title))
        return code

    def _is_group(self, node: _Node) -> bool:
        """A numbered heading is a group when tasks stand below it and it puts no unit in charge itself."""
        return any(map(self._is_task, node.children)) and self._assigned(node.item) is None

    def _is_task(self, node: _Node) -> bool:
        return not read_attributes(node.item.text) and not only_deadline(node.item.text)

    def _assigned(self, item: Item) -> Assigned | None:
        found = read_assignment(item.text, item.where, [])
        return found if found and found.lead and not found.rest else None

    def _below(self, node: _Node, context: _Context) -> None:
        """Read what stands below a heading, in order."""
        first, counted = len(self.tasks), {"bullet": 0, "text": 0}
        for child in node.children:
            kind = "bullet" if child.item.kind in ("bullet", "note") else child.item.kind
            if self._describes(child, first, context):
                continue
            assigned = self._assigned(child.item)
            if assigned and not child.children and child.item.kind == "text":
                context = replace(context, assigned=assigned)
            elif child.children and not self._is_composite(child) and self._is_heading(child, assigned):
                below = self._deeper(child.item, context)
                self._below(child, replace(below, assigned=assigned or context.assigned))
            else:
                counted[kind] = counted.get(kind, 0) + 1
                self._enter_task(child, self._place(child.item, context, counted[kind]))
        self._close_single(first, context)

    def _is_heading(self, node: _Node, assigned: Assigned | None) -> bool:
        return assigned is not None or any(map(self._is_task, node.children))

    def _is_composite(self, node: _Node) -> bool:
        """A point whose list belongs to its sentence: “… thông qua việc triển khai hiệu quả:”."""
        is_open = node.item.text.endswith(":") and self._assigned(node.item) is None
        return node.item.kind in ("letter", "bullet") and is_open

    def _describes(self, node: _Node, first: int, context: _Context) -> bool:
        """Take a line that says of the tasks before it when they are due or who does them."""
        tasks = self.tasks[first:] or [task for task in self.tasks if task.group == context.group]
        if deadline := only_deadline(node.item.text):
            for task in tasks:
                task.deadline = task.deadline or deadline
            return True
        if self._is_about_others(node):
            for child in node.children:
                self._describes(child, first, context)
            return True
        below = [child.item.text for child in node.children]
        attributes = read_attributes(
            " ".join([node.item.text, *below]) if _ends_open(node) else node.item.text
        )
        for kind, value in attributes:
            self._apply(kind, value, tasks, node.item.where)
        if attributes and not _ends_open(node):
            for child in node.children:
                self._describes(child, first, context)
        return bool(attributes)

    def _is_about_others(self, node: _Node) -> bool:
        """A heading like “Thời gian thực hiện và đơn vị thực hiện”, below which only that is said."""
        return (
            bool(node.children) and node.item.kind == "number" and not any(map(self._is_task, node.children))
        )

    def _apply(self, kind: str, value: str, tasks: Sequence[ProseTask], where: str) -> None:
        assigned = read_assignment(value, where, self._guesses) if kind in ("lead", "with") else None
        for task in tasks:
            if kind == "deadline":
                task.deadline = task.deadline or value.rstrip(". ")
            elif kind == "result":
                task.result = task.result or value
            elif kind == "lead" and assigned and not task.is_own:
                task.lead, task.coordinators = assigned.lead, task.coordinators or assigned.coordinators
                task.is_own = True
            elif kind == "with" and assigned:
                task.coordinators = task.coordinators or assigned.lead

    def _deeper(self, item: Item, context: _Context) -> _Context:
        if item.kind == "letter":
            said = f"điểm {item.mark} Mục {context.path}" if context.path else f"điểm {item.mark}"
            return replace(context, path=_path(context.path, item.mark), number=said)
        if item.kind == "number":
            return replace(context, path=item.mark, number=item.mark)
        return context

    def _place(self, item: Item, context: _Context, count: int) -> _Context:
        """Return the context under its own path and number in words."""
        if item.kind in ("letter", "number"):
            return self._deeper(item, context)
        words = "đoạn" if item.kind == "text" else "gạch đầu dòng"
        number = ", ".join(part for part in (context.number, f"{words} {count}") if part)
        return replace(context, path=_path(context.path, str(count)), number=number)

    def _enter_task(self, node: _Node, context: _Context) -> None:
        item = node.item
        text = "\n".join([item.text, *_lines(node.children)])
        text = without_slips(text, item.where, self._guesses)
        own = read_assignment(item.text, item.where, [])
        above = context.assigned
        is_own = own is not None and bool(own.lead) and _says_so(item.text)
        lead = own.lead if own and (is_own or not above) else above.lead if above else ()
        coordinators = own.coordinators if own and own.coordinators else above.coordinators if above else ()
        deadline = deadline_in(item.text)
        if deadline:
            self._guesses.append(Guess(item.where, f"Thời hạn “{deadline}” đọc từ câu của nhiệm vụ."))
        self.tasks.append(
            ProseTask(
                item.where,
                context.path,
                context.number,
                context.group,
                item.place,
                text,
                lead,
                coordinators,
                deadline,
                is_own=is_own or above is not None,
            )
        )
        for child in node.children:
            for kind, words in read_attributes(child.item.text):
                self._apply(kind, words, self.tasks[-1:], child.item.where)
            self.tasks[-1].deadline = self.tasks[-1].deadline or only_deadline(child.item.text)

    def _close_single(self, first: int, context: _Context) -> None:
        """A heading with one paragraph is one task, cited by the heading alone."""
        below = self.tasks[first:]
        if len(below) == 1 and below[0].number.endswith("đoạn 1") and context.number:
            below[0].path, below[0].number = context.path, context.number


def _tree(items: Sequence[Item]) -> list[_Node]:
    """Hang each paragraph below its heading: numbers by their dots, then letters, then the rest."""
    top: list[_Node] = []
    stack: list[tuple[int, _Node]] = []
    for item in items:
        depth = _depth(item)
        while stack and stack[-1][0] >= depth:
            stack.pop()
        node = _Node(item)
        (stack[-1][1].children if stack else top).append(node)
        if item.kind in ("number", "letter", "bullet"):
            stack.append((depth if item.kind != "bullet" else 8 + (item.mark == "+"), node))
    return top


def _depth(item: Item) -> int:
    if item.kind == "number":
        return item.mark.count(".")
    if item.kind == "bullet":
        return 8 + (item.mark == "+")
    return {"letter": 7, "text": 8}[item.kind]


def _path(above: str, mark: str) -> str:
    return f"{above}.{mark}" if above else mark


def _lines(nodes: Sequence[_Node]) -> Iterator[str]:
    for node in nodes:
        if not read_attributes(node.item.text) and not only_deadline(node.item.text):
            yield f"- {node.item.text}"
            yield from _lines(node.children)


def _ends_open(node: _Node) -> bool:
    return node.item.text.endswith(":")


def _says_so(text: str) -> bool:
    return re.match(r"(?:Giao|Đề nghị)\s", text) is not None or " chủ trì" in text[:200]


_REFERRED = re.compile(
    r"điểm\s+(?P<letters>[a-zđ](?:\s*,\s*[a-zđ])*)\s+(?:Mục|mục|khoản)\s+(?P<number>[\d.]*\d)"
)


def apply_references(sections: Sequence[Section], tasks: Sequence[ProseTask], guesses: list[Guess]) -> None:
    """Give tasks the units that another section names by their place: “nội dung tại điểm b, d Mục 2.1”."""
    found: dict[str, list[Assigned]] = {}
    for section in sections:
        for item in section.items if section.role == "organisation" else ():
            places = [
                f"{match['number']}.{letter.strip()}"
                for match in _REFERRED.finditer(item.text)
                for letter in match["letters"].split(",")
            ]
            assigned = read_assignment(item.text, item.where, guesses) if places else None
            for place in places if assigned and assigned.lead else ():
                found.setdefault(place, []).append(assigned)  # type: ignore[arg-type]
    for task in tasks:
        if task.path in found and not task.is_own:
            every = found[task.path]
            task.lead = tuple(dict.fromkeys(unit for one in every for unit in one.lead))
            others = [unit for one in every for unit in one.coordinators if unit not in task.lead]
            task.coordinators = tuple(sorted(dict.fromkeys(others), key=_is_group))
            guesses.append(Guess(task.where, f"Đơn vị của {task.number} đọc từ mục tổ chức thực hiện."))


def _is_group(unit: str) -> bool:
    return unit.lower().startswith(("các ", "ubnd", "ủy ban nhân dân")) and bool(named_unit(unit).codes)
