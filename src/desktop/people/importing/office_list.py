"""Lists of people as offices keep them: reading any, previewing and applying an import, writing lists."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from desktop.excel.writer import NewSheet, write_book
from desktop.jobs import NO_JOB, Job
from desktop.people.coding import full_label
from desktop.people.importing.actions import apply_import, preview_import
from desktop.people.importing.headings import plain
from desktop.people.importing.layouts import ERROR_HEADING
from desktop.people.importing.list_rows import ListSheet, ParsedList
from desktop.people.importing.meanings import heading_for
from desktop.people.importing.preview import ChangedPerson, ImportCounts, ImportPreview, NewPerson, RowProblem
from desktop.people.importing.reading import NoHeadings, parse_book, pasted_book, read_list, read_pasted
from desktop.people.normal import FIELDS
from desktop.people.queries import MASK, PersonRow, ids_in_order, ids_of, rows_by_ids
from desktop.storage.fields import Kind

__all__ = [
    "ChangedPerson",
    "ImportCounts",
    "ImportPreview",
    "ListSheet",
    "NewPerson",
    "NoHeadings",
    "ParsedList",
    "RowProblem",
    "apply_import",
    "export_people",
    "parse_book",
    "pasted_book",
    "preview_import",
    "read_list",
    "read_pasted",
    "write_errors",
]

_WIDTHS = {Kind.NAME: 26.0, Kind.LINE: 28.0, Kind.NOTE: 36.0, Kind.CODE: 22.0}
_NARROW, _PAGE = 15.0, 500


def write_errors(parsed: ParsedList, preview: ImportPreview, out: Path, job: Job = NO_JOB) -> None:
    """Write the list again with a column “Lỗi” that says what is wrong with each row, to be mended in place.

    Raises FileProblem when the file cannot be written.
    """
    said: dict[tuple[str, int], list[str]] = {}
    for problem in preview.problems:
        said.setdefault((problem.sheet, problem.row), []).append(f"{problem.column}: {problem.message}")
    write_book(out, [_with_errors(sheet, said) for sheet in parsed.sheets], job)


def _with_errors(sheet: ListSheet, said: dict[tuple[str, int], list[str]]) -> NewSheet:
    """Return a sheet as it was with the column behind it; a column of an earlier time is written anew."""
    heading, layout = sheet.heading, sheet.layout
    old = next((c for c, text in heading.texts.items() if plain(text) == plain(ERROR_HEADING)), None)
    width = max(len(row) for row in sheet.rows) if old is None else old

    def rows() -> Iterator[list[object]]:
        if not layout.is_headed:
            said_so = {column: heading_for(meaning) for column, meaning in heading.columns.items()}
            yield [*(said_so.get(column) for column in range(width)), ERROR_HEADING]
        for index, row in enumerate(sheet.rows):
            messages = said.get((sheet.name, index + 1), [])
            is_heading = layout.is_headed and index == heading.last
            error = ERROR_HEADING if is_heading else "\n".join(messages)
            yield [*row[:width], *[None] * (width - len(row)), error or None]

    widths = [*[_NARROW] * width, _WIDTHS[Kind.NOTE] * 2]
    head = heading.last + 1 if layout.is_headed else 1
    headings = heading.last + 1 - heading.first if layout.is_headed else 1
    return NewSheet(sheet.name, rows(), widths, head, headings)


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


def _exported(person: PersonRow) -> list[object]:
    """Return a person's cells: what lists show, but years as numbers and communes with their province."""
    cells: list[object] = [person.texts[key] or None for key in FIELDS]
    for place, key, kind in _SPECIAL:
        value = person.values[key]
        if value not in (None, MASK):
            cells[place] = value if kind is Kind.YEAR else full_label("commune", value)
    return cells


_SPECIAL = tuple(
    (place, key, field.kind)
    for place, (key, field) in enumerate(FIELDS.items())
    if field.kind is Kind.YEAR or field.codes == "commune"
)
