"""A list of those who took part, pasted or from a file: its rows found again in the register.

Nothing is written here: the user sees who was found, who can be several people, and who is not in it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, actor_of, require
from desktop.activities.attending import Attendee, present
from desktop.errors import UserError
from desktop.excel.book import Book
from desktop.excel.reader import read_book
from desktop.people.finding import find_ids
from desktop.people.importing.reading import NoHeadings, parse_book, pasted_book
from desktop.people.lists.queries import KeptList, listing_of_kept
from desktop.people.models import Person
from desktop.people.normal import normalize_person, today
from desktop.search.index import name_words
from desktop.text import clean, fold, partial_day

MOST = 5_000
"""A list of more people is no list of one activity."""

_KEYS = ("full_name", "birth", "id_number", "position", "workplace")
_ORDINAL = re.compile(r"^\s*\d{1,4}\s*[.)\-:]?\s+(?=\D)")
_NUMBER = re.compile(r"[\d .]{9,16}")
_OWN = 12
"""Digits of a personal identity number; one of nine digits may be an older one of the same person."""
_NUMBER_LENGTHS = (9, _OWN)
_HEADS = {
    "ho va ten",
    "ho ten",
    "stt",
    "tt",
    "ten",
    "so cccd",
    "cccd",
    "so dinh danh ca nhan",
    "so dinh danh",
}
_NAMED = text(
    "SELECT person_id FROM search_name WHERE words IN (SELECT value FROM json_each(:words))"
    " UNION SELECT id FROM person WHERE id_number IN (SELECT value FROM json_each(:numbers))"
)


class Match(StrEnum):
    """What a row of a list is to the register and to the activity."""

    FOUND = "found"
    SEVERAL = "several"
    OTHER_NUMBER = "other_number"
    UNKNOWN = "unknown"
    LISTED = "listed"
    TWICE = "twice"


MATCH_LABELS = {
    Match.FOUND: "Có trong sổ",
    Match.SEVERAL: "Có thể là nhiều người",
    Match.OTHER_NUMBER: "Cùng tên, khác số định danh",
    Match.UNKNOWN: "Không có trong sổ",
    Match.LISTED: "Đã có trong danh sách",
    Match.TWICE: "Ghi hai lần",
}


@dataclass(frozen=True)
class Candidate:
    """Somebody of the register whom a row can mean."""

    uid: str
    name: str
    birth: str
    workplace: str

    @property
    def words(self) -> str:
        """Name, birth and workplace in one line."""
        parts = (self.name, partial_day(self.birth) if self.birth else "", self.workplace)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class ListedRow:
    """One row of a list: what it says, what it is, and whom it can mean (one for a row that was found)."""

    row: int
    name: str
    position: str
    workplace: str
    match: Match
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_unsure(self) -> bool:
        """Whether the user has to say which of the candidates is meant, if any."""
        return self.match in (Match.SEVERAL, Match.OTHER_NUMBER)

    def attendee(self, chosen: str = "", role: str = "") -> Attendee:
        """Return whom to add: the one found or `chosen`, else the guest the row names."""
        uid = chosen or (self.candidates[0].uid if self.match is Match.FOUND else "")
        return Attendee(uid, self.name, self.position, self.workplace, role)


Values = Mapping[str, Any]


def match_pasted(session: Session, activity_uid: str, typed: str) -> list[ListedRow]:
    """Find the people of a pasted column or table in the register; raises UserError for an empty one."""
    return match_book(session, activity_uid, pasted_book(typed))


def match_file(session: Session, activity_uid: str, path: Path) -> list[ListedRow]:
    """Find the people of a spreadsheet in the register; raises UserError, FileProblem as `read_book` does."""
    return match_book(session, activity_uid, read_book(path))


def match_book(session: Session, activity_uid: str, book: Book) -> list[ListedRow]:
    """Find the people of a workbook in the register, whether it has headings or only a column of names.

    Whose number it is is told only to who may see numbers; for others only the name is looked for.
    Raises NotAllowed, UserError when it names nobody or more people than an activity can have.
    """
    require(actor_of(session), Right.EDIT_TASKS)
    province = unit_of(session).province
    rows = [(row, normalize_person(values, today(), province=province)) for row, values in _rows_of(book)]
    if not rows:
        raise UserError(
            f"“{book.name}” không có họ tên hay số định danh nào; hãy chép cột họ tên rồi dán lại."
        )
    if len(rows) > MOST:
        raise UserError(
            f"“{book.name}” có {len(rows)} dòng, nhiều hơn số người của một hoạt động; hãy chia nhỏ."
        )
    return _matched(session, activity_uid, rows)


def people_of_list(session: Session, activity_uid: str, kept: KeptList) -> list[str]:
    """Return the uids of the people of a saved list who are not in the list of the activity yet.

    Raises UserError and NotAllowed like `listing_of_kept`, UserError when they are too many.
    """
    ids = find_ids(session, listing_of_kept(session, kept))
    if len(ids) > MOST:
        raise UserError(
            f"Danh sách “{kept.name}” có {len(ids)} người, nhiều hơn số người của một hoạt động; "
            "hãy thêm điều kiện."
        )
    inside = present(session, activity_uid)
    rows = session.execute(select(Person.id, Person.uid).where(_among(ids)))
    uids = {row.id: row.uid for row in rows}
    return [uids[one] for one in ids if one in uids and uids[one] not in inside]


def _among(ids: Sequence[int]) -> ColumnElement[bool]:
    return Person.id.in_(select(func.json_each(json.dumps(ids)).table_valued("value").c.value))


def _rows_of(book: Book) -> Iterator[tuple[int, dict[str, object]]]:
    try:
        sheets = parse_book(book).sheets
    except NoHeadings:
        yield from _plain_rows(book)
        return
    for sheet in sheets:
        for one in sheet.people:
            values = {key: one.values[key] for key in _KEYS if one.values.get(key) not in (None, "")}
            if values.get("full_name") or values.get("id_number"):
                yield one.row, values


def _plain_rows(book: Book) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the names and numbers of a list without headings: of each row the first of both."""
    for sheet in book.sheets:
        for place, row in enumerate(sheet.rows, 1):
            texts = [clean(str(cell)) for cell in row if cell is not None and clean(str(cell))]
            values: dict[str, object] = {}
            for cell in texts:
                bare = _ORDINAL.sub("", cell)
                digits = re.sub(r"\D", "", cell)
                if _NUMBER.fullmatch(cell) and len(digits) in _NUMBER_LENGTHS:
                    values.setdefault("id_number", digits)
                elif fold(bare) not in _HEADS and " " in bare and not any(map(str.isdigit, bare)):
                    values.setdefault("full_name", bare)
            if values:
                yield place, values


def _matched(session: Session, activity_uid: str, rows: Sequence[tuple[int, Values]]) -> list[ListedRow]:
    known = _Known(session, [values for _, values in rows])
    inside = present(session, activity_uid)
    seen: set[object] = set()
    found = []
    for place, values in rows:
        candidates = known.candidates(values)
        match = Match.OTHER_NUMBER if known.contradict(values, candidates) else _match(candidates, inside)
        who = candidates[0].uid if match is Match.FOUND else _guest_key(values)
        if match in (Match.FOUND, Match.UNKNOWN) and who in seen:
            match = Match.TWICE
        seen.add(who)
        found.append(
            ListedRow(
                place,
                str(values.get("full_name") or (candidates[0].name if len(candidates) == 1 else "")),
                str(values.get("position") or ""),
                str(values.get("workplace") or ""),
                match,
                tuple(candidates),
            )
        )
    return found


def _guest_key(values: Values) -> object:
    return fold(str(values.get("full_name") or values.get("id_number"))), fold(
        str(values.get("workplace") or "")
    )


def _match(candidates: Sequence[Candidate], inside: set[str]) -> Match:
    if not candidates:
        return Match.UNKNOWN
    if len(candidates) > 1:
        return Match.SEVERAL
    return Match.LISTED if candidates[0].uid in inside else Match.FOUND


class _Known:
    """The people of the register whose name, or number for who may see numbers, stands in a list."""

    def __init__(self, session: Session, listed: Iterable[Values]) -> None:
        listed = list(listed)
        words = {name_words(str(values.get("full_name") or "")) for values in listed}
        sees = actor_of(session).may(Right.SEE_SENSITIVE)
        numbers = {values["id_number"] for values in listed if sees and values.get("id_number")}
        meant = {"words": json.dumps(sorted(words)), "numbers": json.dumps(sorted(numbers))}
        ids = set(session.execute(_NAMED, meant).scalars())
        rows = session.execute(
            select(Person.uid, Person.full_name, Person.birth, Person.workplace, Person.id_number).where(
                Person.id.in_(select(text("value")).select_from(text("json_each(:ids)")))
            ),
            {"ids": json.dumps(sorted(ids))},
        )
        self._by_number: dict[str, Candidate] = {}
        self._numbers: dict[str, str] = {}
        self._by_name: defaultdict[str, list[Candidate]] = defaultdict(list)
        for row in rows:
            one = Candidate(row.uid, row.full_name, row.birth or "", row.workplace or "")
            self._by_name[fold(row.full_name)].append(one)
            if sees and row.id_number:
                self._by_number[row.id_number] = one
                self._numbers[row.uid] = row.id_number

    def candidates(self, values: Values) -> list[Candidate]:
        """Return whom a row can mean: by number, else by name, fewer where birth, place or accents tell."""
        number = values.get("id_number")
        if number and number in self._by_number:
            return [self._by_number[number]]
        name = str(values.get("full_name") or "")
        found = self._by_name.get(fold(name), []) if name else []
        found = [one for one in found if not self.contradict(values, [one])] or found
        birth, place = str(values.get("birth") or ""), fold(str(values.get("workplace") or ""))
        if birth:
            found = [one for one in found if not one.birth or _fits(birth, one.birth)]
        for tells in (
            lambda one: bool(birth) and one.birth == birth,
            lambda one: bool(place) and fold(one.workplace) == place,
            lambda one: one.name.casefold() == name.casefold(),
        ):
            nearer = [one for one in found if tells(one)]
            found = nearer or found
        return found

    def contradict(self, values: Values, candidates: Sequence[Candidate]) -> bool:
        """Tell whether the number of a row is another one than that of every candidate."""
        number = str(values.get("id_number") or "")
        known = [self._numbers.get(one.uid, "") for one in candidates]
        return bool(known) and all(len(number) == len(one) == _OWN and number != one for one in known)


def _fits(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
