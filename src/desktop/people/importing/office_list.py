"""Lists of people as offices keep them: reading any, previewing and applying an import, writing lists."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from desktop.errors import UserError
from desktop.excel.legacy import LEGACY, Encoding, encoding_of_font, is_capital_font, is_unicode, to_unicode
from desktop.excel.reader import Cell, Sheet, read_book
from desktop.excel.writer import NewSheet, write_book
from desktop.jobs import NO_JOB, Job
from desktop.people.coding import full_label
from desktop.people.importing.actions import apply_import, preview_import
from desktop.people.importing.headings import Heading, find_heading
from desktop.people.importing.list_rows import ListRow, ListSheet, ParsedList, Rows, person_rows
from desktop.people.importing.preview import ChangedPerson, ImportCounts, ImportPreview, NewPerson, RowProblem
from desktop.people.normal import FIELDS
from desktop.people.queries import MASK, PersonRow, ids_in_order, ids_of, rows_by_ids
from desktop.storage.fields import Kind

__all__ = [
    "ChangedPerson",
    "ImportCounts",
    "ImportPreview",
    "ListSheet",
    "NewPerson",
    "ParsedList",
    "RowProblem",
    "apply_import",
    "export_people",
    "preview_import",
    "read_list",
    "write_errors",
]

_LOOKED_AT = 64
"""Rows at the top of a sheet within which the headings are looked for in other encodings."""

_FEWEST_TO_JUDGE, _MANY = 5, 3
"""Of so many names at least every third must look like an old encoding before a list is taken for one."""

_ERROR_HEADING = "Lỗi"
_WIDTHS = {Kind.NAME: 26.0, Kind.LINE: 28.0, Kind.NOTE: 36.0, Kind.CODE: 22.0}
_NARROW, _PAGE = 15.0, 500


def read_list(path: Path, encoding: str = Encoding.AUTO, job: Job = NO_JOB) -> ParsedList:
    """Read a list of people: find the headings, the people under them and what their cells say.

    `encoding` is auto, unicode, tcvn3 or vni; auto converts only cells in an old font and sheets whose
    headings make sense in no other way. Raises UserError when the file holds no list or cannot be read.
    """
    job.step("Đọc tệp")
    book = read_book(path)
    sheets = tuple(filter(None, (_read_sheet(sheet, Encoding(encoding), job) for sheet in book.sheets)))
    if not sheets:
        raise UserError(
            f"Không thấy dòng tiêu đề cột (ví dụ “Họ và tên”, “Ngày sinh”) trong “{path.name}”; hãy thêm "
            "dòng tiêu đề phía trên danh sách rồi nhập lại."
        )
    if encoding == Encoding.AUTO:
        _refuse_unknown_encoding(path, sheets)
    return ParsedList(path.name, sheets)


def _read_sheet(sheet: Sheet, encoding: Encoding, job: Job) -> ListSheet | None:
    used, heading = _find_encoding(sheet, encoding)
    if heading is None:
        return None
    rows = _converted(sheet, used)
    found = list(job.each(list(person_rows(sheet.name, rows, heading)), "Đọc danh sách"))
    people = tuple(one for one in found if isinstance(one, ListRow))
    skipped = tuple(one for one in found if not isinstance(one, ListRow))
    return ListSheet(sheet.name, rows, heading, used, people, skipped)


def _find_encoding(sheet: Sheet, encoding: Encoding) -> tuple[Encoding, Heading | None]:
    """Return the encoding to convert with and the headings it gives; headings decide between old ones."""
    heading = find_heading(_converted(sheet, encoding, _LOOKED_AT), sheet.merged)
    if heading or encoding is not Encoding.AUTO:
        return encoding, heading
    tried = [(one, find_heading(_converted(sheet, one, _LOOKED_AT), sheet.merged)) for one in LEGACY]
    readable = [(one, found) for one, found in tried if found]
    if not readable:
        return encoding, None
    return max(readable, key=lambda pair: len(pair[1].keys))


def _converted(sheet: Sheet, encoding: Encoding, limit: int | None = None) -> Rows:
    """Return the rows in Unicode: by the cells' fonts (auto), all as they are, or all of one old encoding."""
    rows = sheet.rows[:limit]
    if encoding is Encoding.UNICODE or (encoding is Encoding.AUTO and not sheet.fonts):
        return rows
    if encoding in LEGACY:
        return [[to_unicode(c, encoding) if isinstance(c, str) else c for c in row] for row in rows]
    return [[_by_font(sheet, r, c, cell) for c, cell in enumerate(row)] for r, row in enumerate(rows)]


def _by_font(sheet: Sheet, row: int, column: int, cell: Cell) -> Cell:
    font = sheet.fonts.get((row, column), "")
    if not isinstance(cell, str) or not font:
        return cell
    text = to_unicode(cell, encoding_of_font(font))
    return text.upper() if is_capital_font(font) else text


def _refuse_unknown_encoding(path: Path, sheets: Sequence[ListSheet]) -> None:
    """Ask for the encoding when the names are evidently not Unicode, though the headings are."""
    unsure = [sheet for sheet in sheets if sheet.encoding is Encoding.AUTO]
    names = [str(row.values.get("full_name", "")) for sheet in unsure for row in sheet.people]
    odd = sum(any("\x7f" < letter <= "\xff" for letter in name) for name in names)
    if len(names) >= _FEWEST_TO_JUDGE and odd * _MANY >= len(names) and not any(map(is_unicode, names)):
        raise UserError(
            f"Danh sách “{path.name}” có vẻ gõ bằng phông chữ cũ (.VnTime hoặc VNI-Times); hãy chọn bảng mã "
            "TCVN3 hoặc VNI rồi nhập lại."
        )


def write_errors(parsed: ParsedList, preview: ImportPreview, out: Path, job: Job = NO_JOB) -> None:
    """Write the list again with a column “Lỗi” that says what is wrong with each row, to be mended in place.

    Raises FileProblem when the file cannot be written.
    """
    said: dict[tuple[str, int], list[str]] = {}
    for problem in preview.problems:
        said.setdefault((problem.sheet, problem.row), []).append(f"{problem.column}: {problem.message}")
    write_book(out, [_with_errors(sheet, said) for sheet in parsed.sheets], job)


def _with_errors(sheet: ListSheet, said: dict[tuple[str, int], list[str]]) -> NewSheet:
    width = max(len(row) for row in sheet.rows)
    heading = sheet.heading

    def rows() -> Iterator[list[object]]:
        for index, row in enumerate(sheet.rows):
            messages = said.get((sheet.name, index + 1), [])
            error = _ERROR_HEADING if index == heading.last else "\n".join(messages)
            yield [*row, *[None] * (width - len(row)), error or None]

    widths = [*[_NARROW] * width, _WIDTHS[Kind.NOTE] * 2]
    return NewSheet(sheet.name, rows(), widths, heading.last + 1, heading.last + 1 - heading.first)


def export_people(session: Session, uids: Sequence[str] | None, out: Path, job: Job = NO_JOB) -> int:
    """Write these people, or all in name order, as a list that can be imported again; return how many.

    What the user may not see is masked. Raises FileProblem when the file cannot be written.
    """
    ids = ids_in_order(session) if uids is None else ids_of(session, uids)
    widths = [6.0, *(_WIDTHS.get(field.kind, _NARROW) for field in FIELDS.values())]

    def rows() -> Iterator[list[object]]:
        yield ["STT", *(field.label for field in FIELDS.values())]
        for start in range(0, len(ids), _PAGE):
            for place, person in enumerate(rows_by_ids(session, ids[start : start + _PAGE]), start + 1):
                yield [place, *_exported(person)]

    write_book(out, [NewSheet("Danh sách", rows(), widths)], job)
    return len(ids)


def _exported(person: PersonRow) -> Iterator[object]:
    for key, field in FIELDS.items():
        value = person.values[key]
        if field.kind is Kind.CODE and value not in (None, MASK):
            yield full_label(field.codes, value)
        elif field.kind is Kind.YEAR:
            yield value
        else:
            yield person.texts[key] or None
