"""The saved lists of the office, and the people of one."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.errors import NotFound, UserError
from desktop.people.finding import Listing
from desktop.people.lists.columns import USUAL, known_columns
from desktop.people.lists.models import SavedList
from desktop.people.lists.question import Question
from desktop.people.lists.reading import read_question
from desktop.people.normal import FIELDS
from desktop.text import fold, sort_key


@dataclass(frozen=True)
class ListShape:
    """What a list asks and how it looks; `question` as it can be typed, empty `sort` for the usual order."""

    question: str = ""
    columns: tuple[str, ...] = USUAL
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True)
class KeptList:
    """A saved list."""

    uid: str
    name: str
    shape: ListShape


def saved_lists(session: Session) -> list[KeptList]:
    """Return the saved lists in the order of their names."""
    return sorted(map(_kept, session.scalars(select(SavedList))), key=lambda one: sort_key(one.name))


def list_named(session: Session, name: str) -> KeptList:
    """Return the saved list of this name, accents and capitals aside; raises NotFound."""
    known = saved_lists(session)
    exact = [one for one in known if one.name == name]
    alike = [one for one in known if fold(one.name) == fold(name)]
    if not exact and len(alike) != 1:
        names = ", ".join(f"“{one.name}”" for one in known) or "chưa có danh sách nào"
        raise NotFound(f"Không có danh sách nào tên “{name}”; hãy chọn trong: {names}.")
    return (exact or alike)[0]


def listing_of(session: Session, shape: ListShape) -> Listing:
    """Return what a list asks for today; raises UserError like `asked_of`."""
    return Listing(asked_of(session, shape.question), shape.sort, shape.descending)


def asked_of(session: Session, text: str) -> Question:
    """Return the question that a text asks in this office; raises UserError where it is not understood."""
    question = read_question(text, province=unit_of(session).province)
    if question.problems:
        raise UserError(question.problems[0])
    return question


def _kept(saved: SavedList) -> KeptList:
    columns = known_columns(saved.columns.split(","))
    sort = saved.sort if saved.sort in FIELDS else ""
    return KeptList(saved.uid, saved.name, ListShape(saved.question, columns, sort, bool(saved.descending)))
