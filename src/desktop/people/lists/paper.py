"""A list of people as it is shown, written out: a spreadsheet with its columns, or a paper to print."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.documents.model import Align, Column, ListPaper, Row, Table
from desktop.errors import UserError
from desktop.excel.writer import NewSheet, write_book
from desktop.jobs import NO_JOB, Job
from desktop.people.coding import full_label
from desktop.people.finding import Listing, find_ids, people_of
from desktop.people.models import Person
from desktop.people.normal import FIELDS, today
from desktop.people.queries import MASK, PersonRow, rows_by_ids
from desktop.storage.fields import Kind
from desktop.text import day, number

_WIDTHS = {Kind.NAME: 26.0, Kind.LINE: 28.0, Kind.NOTE: 36.0, Kind.CODE: 22.0, Kind.EMAIL: 26.0}
_NARROW, _ORDINAL, _PAGE = 15.0, 6.0, 500
_MOST_ON_PAPER = 20_000
_CENTRED = (Kind.PARTIAL_DATE, Kind.DATE, Kind.YEAR, Kind.ID_NUMBER, Kind.PHONE)


def write_list(session: Session, asked: Listing, columns: Sequence[str], out: Path, job: Job = NO_JOB) -> int:
    """Write the people of a list with these columns, in its order, as .xlsx; return how many.

    Raises like `write_people`, and NotAllowed like `find_ids`.
    """
    people = _people(session, people_of(asked.question), find_ids(session, asked))
    return write_people(people, columns, out, job)


def write_people(people: Iterable[PersonRow], columns: Sequence[str], out: Path, job: Job = NO_JOB) -> int:
    """Write people with these columns as .xlsx; return how many. What the user may not see is masked already.

    Raises FileProblem when the file cannot be written, Cancelled.
    """
    widths = [_ORDINAL, *(_WIDTHS.get(FIELDS[key].kind, _NARROW) for key in columns)]
    count = 0

    def rows() -> Iterator[list[object]]:
        nonlocal count
        yield ["STT", *(FIELDS[key].label for key in columns)]
        for count, person in enumerate(people, 1):
            yield [count, *(_cell(person, key) for key in columns)]

    write_book(out, [NewSheet("Danh sách", rows(), widths)], job)
    return count


def list_paper(
    session: Session, asked: Listing, columns: Sequence[str], name: str = "", job: Job = NO_JOB
) -> ListPaper:
    """Return a list as a paper that says what was asked, of which day, and how many they are.

    Raises UserError when the list is too long to be printed, Cancelled.
    """
    ids = find_ids(session, asked)
    if len(ids) > _MOST_ON_PAPER:
        most = number(_MOST_ON_PAPER)
        raise UserError(
            f"Danh sách có {number(len(ids))} người, in được nhiều nhất {most}; hãy thêm điều kiện hoặc xuất "
            "ra bảng tính."
        )
    people = job.each(list(_people(session, people_of(asked.question), ids)), "Đọc hồ sơ")
    rows = tuple(
        Row((place, *(person.texts[key] for key in columns))) for place, person in enumerate(people, 1)
    )
    heads = (Column("STT", _ORDINAL, Align.CENTER, 0), *map(_column, columns))
    return ListPaper(
        name or "Danh sách trí thức",
        (_asked_line(asked), f"Tính đến ngày {day(_day(asked))}; {number(len(ids))} người"),
        Table(heads, rows),
        unit_of(session).name,
    )


def _day(asked: Listing) -> date:
    return asked.question.on or today()


def _asked_line(asked: Listing) -> str:
    words = [f"“{asked.question.words}”"] if asked.question.words else []
    return "; ".join([*words, *(condition.label for condition in asked.question.conditions)])


def _column(key: str) -> Column:
    field = FIELDS[key]
    return Column(
        field.label,
        _WIDTHS.get(field.kind, _NARROW),
        Align.CENTER if field.kind in _CENTRED else Align.LEFT,
    )


def _people(session: Session, people: type[Person], ids: Sequence[int]) -> Iterator[PersonRow]:
    for start in range(0, len(ids), _PAGE):
        yield from rows_by_ids(session, ids[start : start + _PAGE], people)


def _cell(person: PersonRow, key: str) -> object:
    """Return what a list shows, but a year as a number and a commune with its province, to be read back."""
    value, field = person.values[key], FIELDS[key]
    if value not in (None, MASK):
        if field.kind is Kind.YEAR:
            return value
        if field.codes == "commune":
            return full_label(field.codes, str(value))
    return person.texts[key] or None
