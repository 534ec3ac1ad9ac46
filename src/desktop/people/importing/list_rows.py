"""From the rows under the headings to raw values of people: which rows are people, what their cells say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from desktop.codelists import label_of
from desktop.errors import Problem, Severity
from desktop.excel.book import Cell
from desktop.excel.legacy import Encoding
from desktop.people.importing.crowded import settle
from desktop.people.importing.headings import BETWEEN, Heading, find_heading
from desktop.people.importing.layouts import NO_LAYOUT, Layout
from desktop.people.importing.meanings import Meaning
from desktop.people.normal import FIELDS, as_text
from desktop.people.titles import higher_degree
from desktop.storage.fields import Kind
from desktop.text import clean, fold

Rows: TypeAlias = Sequence[Sequence[Cell]]

_EXCEL_EPOCH, _EPOCH_1904, _SERIALS = date(1899, 12, 30), date(1904, 1, 1), (10_000, 80_000)
_YEARS_AS_SERIALS = (date(1905, 3, 14), date(1906, 7, 1))
"""A year typed into a cell formatted as a date (1985) shows as a day of 1905 and was never meant so."""

_DATE_PARTS = ("day", "month", "year")
_DIGITS_ONLY = {key for key, declared in FIELDS.items() if declared.kind in (Kind.ID_NUMBER, Kind.PHONE)}
_ROUNDED = re.compile(r"(\d)[.,](\d+)E\+?(\d{1,2})", re.IGNORECASE)
_DATED = {
    key for key, declared in FIELDS.items() if declared.kind in (Kind.PARTIAL_DATE, Kind.DATE, Kind.YEAR)
}

_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
MARK = {"x", "v", "✓", "✔", "1", "co", "có", "true"}
_NO_MARK = {"", "0", "-", "khong", "không"}
_DIGITS = re.compile(r"\d{1,5}")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?")
_SECTION = re.compile(r"[IVXLC]+\.?|[A-ZĐ]\.?")
_TOTAL = re.compile(
    r"(tong cong|tong so|tong|cong)( chung| trang( nay)?| mang sang)?\s*([\d(:].*)?|mang sang|"
    r"(tong cong|tong so)\b[^:]*:.*"
)
_TOTAL_BEGINS = tuple("TtCcMm")
_END = re.compile(r"(nguoi lap|can bo lap|tm\. |kt\. |noi nhan|ghi chu ?:|thu truong|xac nhan cua).*")
_SIGNER = re.compile(r"(PHÓ )?CHỦ TỊCH|(PHÓ )?GIÁM ĐỐC|(PHÓ )?HIỆU TRƯỞNG")
_NAME_HEADINGS = {
    form(text) for text in FIELDS["full_name"].excel for form in (str, str.upper) if " " in text
} | {"Họ và tên", "HỌ VÀ TÊN"}
"""Headings of names as they are written, to find headings repeated in the middle of a list."""

_NEVER, _NUMBERS, _ALWAYS = range(3)
"""When the texts of a column are looked at closely: never, when they are not digits alone, always."""

_LONGEST_NUMBER = 4
"""Letters of the longest number of a column: “(12)”."""

_LAST_NUMBER = 99_999
"""The largest number of a row, five digits."""

_FEW = 2
"""Signatures and notes fill at most so many cells of the table beside the name's."""


@dataclass(frozen=True)
class ListRow:
    """One person as the list says: `row` as Excel counts, values by field as they stand in the cells.

    `said` is what reading the row already found doubtful or wrong, before anything is compared.
    """

    sheet: str
    row: int
    values: Mapping[str, object]
    said: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ListSheet:
    """One sheet of a list, its text in Unicode: what its columns mean, who is in it, what was passed over.

    `source` is the signature of the earlier list whose layout was taken, empty when none was; `suspected`
    are columns that look like typed in an old encoding and were not converted.
    """

    name: str
    rows: Rows
    heading: Heading
    encoding: Encoding
    people: tuple[ListRow, ...]
    skipped: tuple[tuple[int, str], ...]
    layout: Layout = NO_LAYOUT
    source: str = ""
    suspected: Mapping[int, Encoding] = field(default_factory=dict)


@dataclass(frozen=True)
class ParsedList:
    """A whole file: `name` without its folder, and every sheet that holds a list."""

    name: str
    sheets: tuple[ListSheet, ...]

    @property
    def people(self) -> tuple[ListRow, ...]:
        """All people of all sheets in the order of the file."""
        return tuple(row for sheet in self.sheets for row in sheet.people)

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings of columns that the register has no field for."""
        return tuple(dict.fromkeys(text for sheet in self.sheets for text in sheet.heading.ignored))


@dataclass(frozen=True)
class CellNotes:
    """What is known of cells beyond their values: what to say of them, and rows that continue a person."""

    said: Mapping[tuple[int, int], Problem]
    continued: frozenset[int] = frozenset()
    starts_1904: bool = False


NO_NOTES = CellNotes({})


def person_rows(
    sheet: str, rows: Rows, heading: Heading, notes: CellNotes = NO_NOTES
) -> Iterator[ListRow | tuple[int, str]]:
    """Yield the people under the headings, and (row, text) of each row that was passed over.

    Passed over are section titles, totals, repeated headings, numbers of columns, notes and the signatures
    below the table; nothing else. Headings repeated with other columns count from there on.
    """
    table = _Table(heading, notes.starts_1904)
    moved: tuple[Problem, ...] = ()
    noted = _by_row(notes.said)
    for index in range(heading.last + 1, len(rows)):
        cells = rows[index]
        if not any(map(_is_filled, cells)):
            continue
        other = _other_heading(rows, index, heading) if table.repeats_heading(cells) else None
        if other:
            table, moved = _Table(other, notes.starts_1904), (_moved(index),)
        if other or index in notes.continued or not table.holds_person(cells):
            yield index + 1, clean(" ".join(str(cell) for cell in cells if cell is not None))
            continue
        values, said = table.values(cells)
        if index in noted:
            said += [replace(problem, field=table.key_at(column)) for column, problem in noted[index]]
        yield ListRow(sheet, index + 1, values, (*moved, *[one for one in said if one.field]))
        moved = ()


def _by_row(said: Mapping[tuple[int, int], Problem]) -> Mapping[int, list[tuple[int, Problem]]]:
    found: dict[int, list[tuple[int, Problem]]] = {}
    for (row, column), problem in said.items():
        found.setdefault(row, []).append((column, problem))
    return found


def _other_heading(rows: Rows, index: int, heading: Heading) -> Heading | None:
    """Return the headings that stand here, when they give other meanings to the columns than those above."""
    found = find_heading(rows[index : index + 1])
    if found is None or len(found.keys) < _FEW:
        return None
    differs = any(
        column not in heading.columns or heading.columns[column].key != meaning.key
        for column, meaning in found.columns.items()
    )
    here = {column: text.casefold() for column, text in found.texts.items()}
    same = all(text in heading.texts.get(column, "").casefold() for column, text in here.items())
    return Heading(index, index, found.columns, found.texts) if differs and not same else None


def _moved(index: int) -> Problem:
    message = f"Dòng {index + 1} có tiêu đề cột khác phía trên; từ đây đọc theo tiêu đề mới, hãy xem kỹ."
    return Problem("full_name", message, Severity.WARN)


class _Table:
    """The columns of one list, and whether its signatures have been reached."""

    def __init__(self, heading: Heading, starts_1904: bool = False) -> None:
        self._epoch = _EPOCH_1904 if starts_1904 else _EXCEL_EPOCH
        self._numbers = [c for c, meaning in heading.columns.items() if meaning.part == "number"]
        self._columns = [(c, m) for c, m in sorted(heading.columns.items()) if m.key]
        self._plan = [(c, m.key, _closely_read(m), m) for c, m in self._columns]
        self._width = max((c for c, _ in self._columns), default=-1) + 1
        self._names = [c for c, meaning in self._columns if meaning.key == "full_name"]
        alone = len(self._numbers) == len(self._names) == 1
        self._number_and_name = (self._numbers[0], self._names[0]) if alone else None
        self._others = [c for c, meaning in self._columns if meaning.key != "full_name"]
        self._headings = {text.casefold() for c in self._names for text in heading.texts[c].split(BETWEEN)}
        named = {part for column in self._names for part in heading.texts[column].split(BETWEEN)}
        self._repeated = named | _NAME_HEADINGS
        self._ended = False

    def repeats_heading(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row may be headings again: it says “Họ và tên” somewhere, as above."""
        return not self._repeated.isdisjoint(cells)

    def key_at(self, column: int) -> str:
        """Return the field that a column fills, empty for none."""
        return next((meaning.key for at, meaning in self._columns if at == column), "")

    def holds_person(self, cells: Sequence[Cell]) -> bool:
        """Tell whether a row is a person's; numbered rows are when they say anything at all."""
        if self._is_numbered_name(cells):
            self._ended = False
            return True
        names = [as_text(cell) for cell in _filled(cells, self._names)]
        if not self._headings.isdisjoint(map(str.casefold, names)) or (
            names and all(len(one) <= _LONGEST_NUMBER and _COLUMN_NUMBER.fullmatch(one) for one in names)
        ):
            self._ended = False
            return False
        number = " ".join(as_text(cell) for cell in _filled(cells, self._numbers))
        if _DIGITS.fullmatch(number.rstrip(".")):
            self._ended = False
            return bool(names) or bool(_filled(cells, self._others))
        return not _SECTION.fullmatch(number) and self._holds_unnumbered(cells, bool(names))

    def _is_numbered_name(self, cells: Sequence[Cell]) -> bool:
        """Tell at a glance what most rows of people begin with: a whole number, and a name in one cell."""
        if self._number_and_name is None or max(self._number_and_name) >= len(cells):
            return False
        number, name = cells[self._number_and_name[0]], cells[self._number_and_name[1]]
        if isinstance(number, bool) or not isinstance(number, int | float):
            return False
        if not 0 <= number <= _LAST_NUMBER or number != int(number):
            return False
        is_name = isinstance(name, str) and len(name) > _LONGEST_NUMBER and name[0].isalpha()
        return is_name and as_text(name).casefold() not in self._headings

    def _holds_unnumbered(self, cells: Sequence[Cell], is_named: bool) -> bool:
        """Tell a person without a number from totals, notes and the signatures that end the list."""
        if any(map(_says_total, cells)):
            return False
        others = len(_filled(cells, self._others))
        if others <= _FEW and any(map(_says_end, cells)):
            self._ended = True
        return not self._ended and others > (0 if is_named else _FEW)

    def values(self, cells: Sequence[Cell]) -> tuple[dict[str, object], list[Problem]]:
        """Return the values of a person's row by field, and what is wrong with the cells themselves."""
        found: dict[str, object] = {}
        dates: dict[str, str] = {}
        said: list[Problem] = []
        if len(cells) < self._width:
            cells = [*cells, *[None] * (self._width - len(cells))]
        for column, key, closely, meaning in self._plan:
            cell = cells[column]
            if cell is None or cell == "":
                continue
            if (
                isinstance(cell, str)
                and (closely is _NEVER or (closely is _NUMBERS and cell.isdigit()))
                and key not in found
                and cell[0].isalnum()
            ):
                found[key] = cell
            elif not isinstance(cell, str) or not cell.isspace():
                self._put_closely((found, dates, said), meaning, cell)
        if dates:
            _put(found, "birth", "/".join(dates[part] for part in _DATE_PARTS if part in dates))
        settle(found, said)
        return found, said

    def _put_closely(
        self, row: tuple[dict[str, object], dict[str, str], list[Problem]], meaning: Meaning, cell: Cell
    ) -> None:
        """Put a cell that says more, or needs a closer look, than the text in it."""
        found, dates, said = row
        if isinstance(cell, str) and cell[0] in "'#":
            cell = _without_sign(meaning.key, cell, said)
        if meaning.part in _DATE_PARTS:
            dates[meaning.part] = as_text(cell)
        elif meaning.code:
            self._put_mark(found, meaning, cell, said)
        elif meaning.key == "full_name" and found.get("full_name") and not meaning.part:
            return
        elif meaning.key in _DIGITS_ONLY:
            _put(found, meaning.key, _whole_number(meaning.key, cell, said))
        else:
            _put(found, meaning.key, self._raw(cell) if meaning.key in _DATED else cell)

    def _raw(self, cell: Cell) -> Cell:
        """Return a date as a person meant it: days from serial numbers, years from days of 1905."""
        if isinstance(cell, str):
            return cell
        if isinstance(cell, (int, float)) and _SERIALS[0] < cell < _SERIALS[1]:
            cell = self._epoch + timedelta(days=int(cell))
        day = cell.date() if isinstance(cell, datetime) else cell
        if isinstance(day, date) and _YEARS_AS_SERIALS[0] <= day <= _YEARS_AS_SERIALS[1]:
            return str((day - _EXCEL_EPOCH).days)
        return day.isoformat() if isinstance(day, date) else day

    def _put_mark(
        self, found: dict[str, object], meaning: Meaning, cell: Any, problems: list[Problem]
    ) -> None:
        """Read a cell of an “x” column; a date in the column “Nữ”, a branch in the column “ThS” say more."""
        said = as_text(cell)
        if said.lower() in _NO_MARK:
            return
        before = found.setdefault(meaning.key, meaning.code)
        if before != meaning.code:
            problems.append(_marked_twice(found, meaning))
        if said.lower() in MARK:
            return
        if meaning.key == "sex":
            _put(found, "birth", self._raw(cell))
        elif meaning.key == "degree":
            is_year = said.isdigit() and len(said) == 4
            found["degree_year" if is_year else "major"] = said


def _marked_twice(found: dict[str, object], meaning: Meaning) -> Problem:
    """Settle a second mark in the “x” columns of one field: the higher degree holds, else neither."""
    codes = FIELDS[meaning.key].codes
    label, before = FIELDS[meaning.key].label, found[meaning.key]
    both = f"{label} đánh dấu cả “{label_of(codes, str(before or ''))}” và “{label_of(codes, meaning.code)}”"
    if meaning.key == "degree":
        found["degree"] = higher_degree(str(before), meaning.code)
        return Problem("degree", f"{both}; đã lấy trình độ cao hơn, hãy xem lại.", Severity.WARN)
    found[meaning.key] = None
    return Problem(meaning.key, f"{both}; chưa lấy ô nào, hãy chỉ đánh dấu một ô.", Severity.WARN)


def _closely_read(meaning: Meaning) -> int:
    """Return when a cell of a column says more than the text in it."""
    if meaning.code or meaning.part:
        return _ALWAYS
    return _NUMBERS if meaning.key in _DIGITS_ONLY else _NEVER


def _without_sign(key: str, text: str, said: list[Problem]) -> str:
    """Return a text without the apostrophe that forced it to be one; an error's code is no value at all."""
    if text in _ERRORS:
        said.append(Problem(key, f"Ô này báo lỗi {text}; hãy sửa công thức hoặc ghi giá trị vào ô."))
        return ""
    return text[1:] if text[0] == "'" else text


def _whole_number(key: str, cell: Cell, said: list[Problem]) -> Cell:
    """Return the digits of a number that Excel keeps or shows as 7,518E+10, as long as none are lost."""
    if isinstance(cell, float) and not cell.is_integer():
        text = str(cell).replace(".", ",")
    elif isinstance(cell, str) and (found := _ROUNDED.fullmatch(cell.strip())):
        lost = int(found[3]) - len(found[2])
        if lost == 0:
            return found[1] + found[2]
        text = cell.strip()
    else:
        return cell
    message = f"Bảng tính chỉ còn giữ “{text}”, không đủ chữ số; hãy ghi lại đủ số theo giấy tờ."
    said.append(Problem(key, message))
    return None


def _says_total(cell: Cell) -> bool:
    """Tell a total by its words; most cells are ruled out by their first letter."""
    if not isinstance(cell, str) or cell.lstrip()[:1] not in _TOTAL_BEGINS:
        return False
    return bool(_TOTAL.fullmatch(fold(as_text(cell))))


def _says_end(cell: Cell) -> bool:
    """Tell the signatures and notes that end a list by their words."""
    if not isinstance(cell, str):
        return False
    text = as_text(cell)
    return bool(_SIGNER.fullmatch(text) or _END.fullmatch(fold(text)))


def _filled(cells: Sequence[Cell], columns: Sequence[int]) -> list[Cell]:
    """Return the cells of these columns that hold anything."""
    width = len(cells)
    return [cells[column] for column in columns if column < width and _is_filled(cells[column])]


def _is_filled(cell: Cell) -> bool:
    return cell is not None and not (isinstance(cell, str) and (not cell or cell.isspace()))


def _put(found: dict[str, object], key: str, value: object) -> None:
    """Add a value; several columns of one name or one text are joined, of anything else the first holds."""
    before = found.get(key)
    if value is None:
        return
    if before is None:
        found[key] = value
    elif key == "full_name":
        found[key] = f"{as_text(before)} {as_text(value)}"
    elif FIELDS[key].kind in (Kind.LINE, Kind.NOTE) and as_text(value) not in as_text(before):
        found[key] = f"{as_text(before)}, {as_text(value)}"
