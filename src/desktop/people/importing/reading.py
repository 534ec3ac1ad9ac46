"""Reading a list, from a file or the clipboard: the people in it, and what is doubtful about their rows."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.errors import Problem, Severity, UserError
from desktop.excel.book import NOT_CALCULATED, Book, Place, Sheet, TooLarge
from desktop.excel.legacy import LEGACY, Encoding, is_unicode, looks_like
from desktop.excel.reader import read_book
from desktop.excel.separated import read_clipboard
from desktop.jobs import NO_JOB, Job, many_made
from desktop.people.importing.beside import tables_apart
from desktop.people.importing.converting import Converted, in_unicode
from desktop.people.importing.doubts import doubts_of
from desktop.people.importing.headings import Heading
from desktop.people.importing.layouts import (
    NOTHING_KNOWN,
    Known,
    find_layout,
    heading_of,
    letter,
    suspected_encodings,
)
from desktop.people.importing.list_rows import CellNotes, ListRow, ListSheet, ParsedList, Rows, person_rows

PASTED = "Bảng vừa dán"

_ODD_LETTER = re.compile("[\x80-\xff]")
_FEWEST_TO_JUDGE, _MANY = 5, 3
"""Of so many names at least every third must look like an old encoding before a list is taken for one."""


class Unclear(UserError):
    """A list that can only be read once the user has said how its columns are to be understood."""


class NoHeadings(Unclear):
    """A file in which no list was found."""


class TwoTables(Unclear):
    """A sheet with tables side by side, of which no row is one person's."""


class OldLetters(Unclear):
    """A list typed in an old encoding that nothing in it names."""


def read_list(
    path: Path, encoding: str = Encoding.AUTO, job: Job = NO_JOB, known: Known = NOTHING_KNOWN
) -> ParsedList:
    """Read a list of people: find the headings, the people under them and what their cells say.

    `encoding` is auto, unicode, tcvn3 or vni; auto converts only cells in an old font and sheets whose
    headings make sense in no other way. `known` are corrected and remembered layouts. Raises Unclear
    when it must be said how to read the list, UserError when it cannot be read.
    """
    job.step("Đọc tệp")
    return parse_book(read_book(path), encoding, job, known)


def read_pasted(
    text: str, encoding: str = Encoding.AUTO, job: Job = NO_JOB, known: Known = NOTHING_KNOWN
) -> ParsedList:
    """Read a list that was copied in a spreadsheet or in a table of Word; else like `read_list`."""
    return parse_book(pasted_book(text), encoding, job, known)


def pasted_book(text: str) -> Book:
    """Return copied text as a workbook of one sheet; raises UserError when nothing was copied."""
    try:
        rows = read_clipboard(text)
    except TooLarge as error:
        raise UserError("Phần đã chép quá lớn; hãy lưu thành tệp rồi nhập từ tệp.") from error
    if not any(cell and not str(cell).isspace() for row in rows for cell in row):
        raise UserError(
            "Chưa chép gì để dán; hãy chọn các ô trong Excel, Word hoặc LibreOffice, bấm Ctrl+C rồi dán lại."
        )
    return Book(PASTED, (Sheet(PASTED, rows),))


@many_made()
def parse_book(
    book: Book, encoding: str = Encoding.AUTO, job: Job = NO_JOB, known: Known = NOTHING_KNOWN
) -> ParsedList:
    """Read the list that a workbook holds; raises Unclear and UserError like `read_list`."""
    if not any(cell is not None for sheet in book.sheets for row in sheet.rows for cell in row):
        raise UserError(f"“{book.name}” không có dòng dữ liệu nào; hãy chọn tệp khác.")
    read = (_read_sheet(sheet, Encoding(encoding), job, known) for sheet in book.sheets)
    sheets = tuple(sheet for one in read for sheet in one)
    if sheets and not any(sheet.people or sheet.skipped for sheet in sheets):
        raise UserError(f"“{book.name}” chỉ có tiêu đề cột, không có ai bên dưới; hãy chọn tệp khác.")
    if not sheets:
        raise NoHeadings(
            f"Không thấy dòng tiêu đề cột (ví dụ “Họ và tên”, “Ngày sinh”) trong “{book.name}”; hãy thêm "
            "dòng tiêu đề phía trên danh sách, hoặc chỉ rõ mỗi cột là gì."
        )
    if encoding == Encoding.AUTO:
        _refuse_unknown_encoding(book.name, sheets)
    return ParsedList(book.name, sheets)


def _read_sheet(sheet: Sheet, encoding: Encoding, job: Job, known: Known) -> Iterator[ListSheet]:
    """Read the list that a sheet holds: none, one, or one for each of its tables side by side."""
    found = find_layout(sheet, encoding, known)
    if found is None:
        return
    layout = found.layout
    converted = in_unicode(sheet, found.encoding, layout.encodings)
    heading = heading_of(sheet, converted.rows, layout)
    is_told = found.source or sheet.name in known.layouts
    if not is_told and (twice := _names_twice(heading)):
        for part in _side_by_side(sheet, heading, twice):
            yield from _read_sheet(part, encoding, job, known)
        return
    rows, continued = _unmerged(sheet, converted.rows, heading)
    said = _cell_notes(sheet, converted, layout.last) | dict.fromkeys(continued.values(), _CONTINUED)
    notes = CellNotes(said, frozenset(continued), sheet.starts_1904)
    read = list(job.each(list(person_rows(sheet.name, rows, heading, notes)), "Đọc danh sách"))
    people = tuple(one for one in read if isinstance(one, ListRow))
    skipped = tuple(one for one in read if not isinstance(one, ListRow))
    yield ListSheet(
        name=sheet.name,
        rows=rows,
        heading=heading,
        encoding=found.encoding,
        people=_with_doubts(people, heading),
        skipped=skipped,
        layout=layout,
        source=found.source,
        suspected=suspected_encodings(rows, layout),
    )


def _cell_notes(sheet: Sheet, converted: Converted, last: int) -> dict[Place, Problem]:
    """Return what is to be said of cells under the headings whose value is missing or was not converted."""
    said = {place: _lost(text) for place, text in sheet.lost.items() if place[0] > last}
    for place, text in converted.left.items():
        if place[0] > last:
            message = f"“{text}” giữ nguyên vì chuyển bảng mã sẽ ra chữ vô nghĩa; hãy sửa trong danh sách."
            said[place] = Problem("", message, Severity.WARN)
    return said


def _lost(text: str) -> Problem:
    if text == NOT_CALCULATED:
        return Problem("", "Ô này là công thức chưa được tính; hãy mở tệp bằng Excel, lưu lại rồi nhập.")
    return Problem("", f"Ô này báo lỗi {text}; hãy sửa công thức hoặc ghi giá trị vào ô.")


_CONTINUED = Problem(
    "", "Họ tên gộp với dòng dưới; những gì ghi ở dòng dưới không được đọc, hãy xem lại.", Severity.WARN
)


def _unmerged(sheet: Sheet, rows: Rows, heading: Heading) -> tuple[Rows, dict[int, Place]]:
    """Give cells merged downwards their value in every row, and tell the rows that continue a person.

    A merged name is one person over several rows, told by its first cell; anything else merged holds for
    each of the people.
    """
    used = {column: meaning.key for column, meaning in heading.columns.items()}
    tall = [
        (top, left, bottom, right)
        for top, left, bottom, right in sheet.merged
        if top > heading.last
        and bottom > top
        and used.get(left)
        and (left == right or used[left] == "full_name")
    ]
    if not tall:
        return rows, {}
    copied, continued = list(rows), dict[int, Place]()
    for top, column, bottom, _ in tall:
        if used[column] == "full_name":
            continued |= dict.fromkeys(range(top + 1, bottom + 1), (top, column))
            continue
        for at in range(top + 1, min(bottom + 1, len(rows))):
            row = list(copied[at])
            if column < len(row) and row[column] is None and top < len(rows) and column < len(rows[top]):
                row[column] = rows[top][column]
                copied[at] = row
    return copied, continued


def _with_doubts(people: tuple[ListRow, ...], heading: Heading) -> tuple[ListRow, ...]:
    doubts = doubts_of(people, heading)
    if not doubts:
        return people
    return tuple(
        replace(row, said=(*row.said, *doubts[place])) if place in doubts else row
        for place, row in enumerate(people)
    )


def _names_twice(heading: Heading) -> tuple[int, int] | None:
    """Return where the heading of names stands twice, and not over the parts of one name."""
    names = [column for column, meaning in heading.columns.items() if meaning.key == "full_name"]
    for one, other in itertools.combinations(names, 2):
        parts = {heading.columns[one].part, heading.columns[other].part}
        if other > one + 1 and (len(parts) == 1 or "" in parts):
            return one, other
    return None


def _side_by_side(sheet: Sheet, heading: Heading, names: tuple[int, int]) -> list[Sheet]:
    """Return the tables that stand side by side; raises TwoTables when they cannot be told apart."""
    parts = tables_apart(sheet, heading)
    if parts:
        return parts
    one, other = names
    raise TwoTables(
        f"Trang “{sheet.name}” có hai cột “{heading.texts[one]}” ({letter(one)} và {letter(other)}), "
        "như hai bảng đặt cạnh nhau mà tiêu đề khác nhau; "
        "hãy chuyển bảng bên phải xuống dưới bảng bên trái rồi nhập lại."
    )


def _refuse_unknown_encoding(name: str, sheets: Sequence[ListSheet]) -> None:
    """Ask for the encoding when the names are evidently not Unicode, though the headings are."""
    unsure = [sheet for sheet in sheets if sheet.encoding is Encoding.AUTO and not sheet.layout.encodings]
    names = [str(row.values.get("full_name", "")) for sheet in unsure for row in sheet.people]
    odd = sum(map(bool, map(_ODD_LETTER.search, names)))
    if len(names) < _FEWEST_TO_JUDGE or odd * _MANY < len(names) or any(map(is_unicode, names)):
        return
    if looks_like(names) in LEGACY:
        raise OldLetters(
            f"Danh sách “{name}” có vẻ gõ bằng phông chữ cũ (.VnTime hoặc VNI-Times); hãy chọn bảng mã "
            "TCVN3 hoặc VNI rồi nhập lại."
        )
