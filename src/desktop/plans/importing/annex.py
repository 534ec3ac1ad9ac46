"""The tables of an annex as groups and tasks: heads repeated, groups, rows cut by the end of a page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.codelists import code_list
from desktop.plans.importing.source import Line, Row, Source
from desktop.plans.importing.units import apart
from desktop.plans.importing.wording import Guess, meaning, plain, without_slips
from desktop.text import clean

_ROMAN = re.compile(r"(?P<code>[IVXLC]+|[A-ZĐ])[.)]?")
_TITLED = re.compile(r"(?P<code>[IVXLC]+|[A-ZĐ])[.)/]\s*(?P<title>\S.*)")
_NUMBER = re.compile(r"(?P<number>\d{1,3}([.\-]\d{1,3})*|[a-zđ])[.)]?")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_ANNEX = re.compile(r"phu luc.*|danh muc.*")
_ENCLOSED = re.compile(r"\(?(kem theo|ban hanh kem).*")
_DITTO = ("nt", "n t", "nhu tren", "nhu muc tren", "nhu dong tren")
"""What stands in a cell that repeats the one above, without dashes and dots."""

_NAMES = {"lead": "chủ trì", "with": "phối hợp", "result": "kết quả", "deadline": "thời hạn"}
_TELLING = {"lead", "deadline"}
"""A table of tasks has the task's words and at least one of these."""


@dataclass
class FoundTask:
    """One row of the annex, possibly put together from several; cells by what their column means."""

    where: str
    number: str
    group: str
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundGroup:
    """A heading among the rows."""

    code: str
    title: str


@dataclass
class Annex:
    """What the tables of a paper hold."""

    groups: list[FoundGroup] = field(default_factory=list)
    tasks: list[FoundTask] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


NO_GROUP = "PL"
"""The code of the group of tasks that stand under no heading: the annex itself."""


def read_annex(source: Source, guesses: list[Guess]) -> Annex:
    """Return groups and tasks of all tables that name tasks and who leads them; empty when there is none."""
    reading = _Reading(guesses)
    title: list[str] = []
    for block in source:
        if isinstance(block, Line):
            title = _title(title, block.text)
            reading.leave_table()
        else:
            reading.add(block, title)
    return reading.annex


def _title(title: list[str], text: str) -> list[str]:
    """Collect the lines of the annex's title, which begin at “Phụ lục”."""
    words = plain(text)
    if _ANNEX.fullmatch(words) and (not title or words.startswith("phu luc")):
        return [text]
    return [*title, text] if title else []


class _Reading:
    """Goes through the rows; knows the columns of the present table and the present group."""

    def __init__(self, guesses: list[Guess]) -> None:
        self.annex = Annex()
        self._guesses = guesses
        self._columns: Mapping[int, str] = {}
        self._others: Mapping[int, str] = {}
        self._head: list[Row] = []
        self._group = ""
        self._numbered = False
        self._title: list[str] = []

    def leave_table(self) -> None:
        """Prose between two parts of a table is a page's end; what was no head is forgotten."""
        self._head = []

    def add(self, row: Row, title: list[str]) -> None:
        """Read one row of a table."""
        row = self._flat(row)
        heads = [*self._head[-1:], row]
        columns = _columns(heads)
        if columns is None:
            heads, columns = [row], _columns([row])
        if columns is not None:
            self._begin(heads, columns, title)
            self._head = [row]
        elif not self._columns:
            self._head = [row]
        elif not self._is_column_numbers(row):
            self._head = []
            self._read(row)

    def _flat(self, row: Row) -> Row:
        """Return the row without line breaks; those between units become what separates units."""
        cells = [
            apart(cell, row.where, self._guesses)
            if self._columns.get(place) in ("lead", "with")
            else clean(cell)
            for place, cell in enumerate(row.cells)
        ]
        return replace(row, cells=tuple(cells))

    def _begin(self, heads: Sequence[Row], columns: Mapping[int, str], title: list[str]) -> None:
        if heads[-1].by_place:
            words = "Các cột được nhận ra theo vị trí chữ dưới dòng tiêu đề; hãy đối chiếu từng dòng."
            self._guesses.append(Guess(heads[-1].where, words))
        self._columns = columns
        self._others = {
            place: text
            for row in heads
            for place, text in enumerate(row.cells)
            if text and place not in columns and not meaning(text)
        }
        self.annex.ignored += [text for text in self._others.values() if text not in self.annex.ignored]
        if not self.annex.groups and not self._group and title:
            self._title = [line for line in title if not _ENCLOSED.fullmatch(plain(line))]

    def _is_column_numbers(self, row: Row) -> bool:
        filled = [cell for cell in row.cells if cell]
        return len(filled) > 2 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled)

    def _read(self, row: Row) -> None:
        cells = self._cells(row)
        number = cells.pop("number", "")
        group = _group_of(number, cells, row)
        if group:
            self._enter_group(group, row)
        elif _NUMBER.fullmatch(number) or self._begins_unnumbered(number, cells):
            self._enter_task(row, number, cells)
        elif self.annex.tasks and cells:
            self._continue(row, number, cells)

    def _cells(self, row: Row) -> dict[str, str]:
        found: dict[str, str] = {}
        for place, kind in self._columns.items():
            text = row.cells[place] if place < len(row.cells) else ""
            if plain(text) in _DITTO and self.annex.tasks and self.annex.tasks[-1].cells.get(kind):
                above = self.annex.tasks[-1].cells[kind]
                self._guesses.append(Guess(row.where, f"“{text}” được hiểu là như dòng trên: “{above}”."))
                text = above
            if text:
                found[kind] = without_slips(text, row.where, self._guesses)
        cells = dict(enumerate(row.cells))
        notes = [f"{name}: {cells[at]}" for at, name in self._others.items() if cells.get(at)]
        return found | ({"note": "; ".join(notes)} if notes else {})

    def _begins_unnumbered(self, number: str, cells: Mapping[str, str]) -> bool:
        """Without numbers (Word's own numbering is not in the text) a row with text and lead is a task."""
        return not number and not self._numbered and "text" in cells and bool(_TELLING & set(cells))

    def _enter_group(self, group: FoundGroup, row: Row) -> None:
        title = _sentence_case(without_slips(group.title, row.where, self._guesses))
        if title != group.title and group.title.isupper():
            self._guesses.append(Guess(row.where, f"Tên nhóm viết hoa được ghi lại là “{title}”."))
        self._group = group.code
        if group.code not in {one.code for one in self.annex.groups}:
            self.annex.groups.append(FoundGroup(group.code, title))

    def _fill_merged(self, row: Row, cells: dict[str, str]) -> None:
        """Give a task what stands in cells merged with the row above: one leader over several rows."""
        before = self.annex.tasks[-1].cells if self.annex.tasks else {}
        for place, kind in self._columns.items():
            if place in row.above and kind not in ("number", "text", *cells) and before.get(kind):
                cells[kind] = before[kind]
                words = f"ô gộp với dòng trên nên cũng là “{before[kind]}”."
                self._guesses.append(Guess(row.where, f"Cột “{_NAMES[kind]}”: {words}"))

    def _enter_task(self, row: Row, number: str, cells: dict[str, str]) -> None:
        self._fill_merged(row, cells)
        if not self._group:
            self._enter_group(FoundGroup(NO_GROUP, self._annex_title()), row)
        match = _NUMBER.fullmatch(number)
        self._numbered = self._numbered or match is not None
        if match is None:
            count = sum(task.group == self._group for task in self.annex.tasks) + 1
            number = str(count)
            self._guesses.append(Guess(row.where, f"Dòng không có số thứ tự; đã đánh số {number}."))
        else:
            number = match["number"]
        self.annex.tasks.append(FoundTask(row.where, number, self._group, cells))

    def _annex_title(self) -> str:
        lines = [line for line in self._title if not plain(line).startswith("phu luc ")]
        lines = [line for line in lines if plain(line) != "phu luc"]
        return " ".join(lines) or "Phụ lục"

    def _continue(self, row: Row, number: str, cells: Mapping[str, str]) -> None:
        task = self.annex.tasks[-1]
        for kind, text in cells.items():
            task.cells[kind] = f"{task.cells[kind]} {text}" if task.cells.get(kind) else text
        said = f" (có “{number}” ở cột số thứ tự)" if number else ""
        self._guesses.append(
            Guess(row.where, f"Dòng bị cắt qua trang{said}; đã nối vào nhiệm vụ {task.number}.")
        )


def _columns(rows: Sequence[Row]) -> Mapping[int, str] | None:
    """Return what each column means when these rows are the heads of an annex, else None.

    The lower of two rows tells more (“Cơ quan thực hiện” above, “Chủ trì”, “Phối hợp” below), and is a head
    only when all that stands in it is.
    """
    if not all(meaning(cell) for cell in rows[-1].cells if cell) and len(rows) > 1:
        return None
    found: dict[int, str] = {}
    for place in range(max(len(row.cells) for row in rows)):
        texts = [row.cells[place] for row in rows if place < len(row.cells) and row.cells[place]]
        kind = next((kind for kind in map(meaning, [*reversed(texts), " ".join(texts)]) if kind), "")
        if kind and kind not in found.values():
            found[place] = kind
    kinds = set(found.values())
    is_head = "text" in kinds and bool(kinds & _TELLING) and any(map(meaning, rows[-1].cells))
    return found if is_head else None


def _group_of(number: str, cells: Mapping[str, str], row: Row) -> FoundGroup | None:
    """Return the group whose heading a row is: a Roman number or a letter, and nothing but a title."""
    said = list(dict.fromkeys(cells.values()))
    roman = _ROMAN.fullmatch(number)
    if roman and len(said) == 1:
        return FoundGroup(roman["code"], said[0])
    filled = list(dict.fromkeys(cell for cell in row.cells if cell))
    if len(filled) == 1:
        titled = _TITLED.fullmatch(filled[0])
        return FoundGroup(titled["code"], titled["title"]) if titled else None
    return None


def _sentence_case(text: str) -> str:
    """Write capitals as a sentence; the names of provinces keep theirs."""
    if not text.isupper():
        return text
    words = text[:1] + text[1:].lower()
    for place in code_list("province").codes:
        for name in place.aliases:
            words = re.sub(rf"\b{re.escape(name.lower())}\b", name, words)
    return words
