"""The saved lists of the office, and the people of one."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, actor_of
from desktop.errors import NotAllowed, NotFound, UserError
from desktop.people.finding import Listing
from desktop.people.lists.columns import USUAL, known_columns
from desktop.people.lists.models import SavedList
from desktop.people.lists.question import Question
from desktop.people.lists.reading import read_question
from desktop.people.normal import FIELDS
from desktop.people.queries import MASKED
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
    """A saved list; a `hidden` one asks for what this user may not see, and its question is left out."""

    uid: str
    name: str
    shape: ListShape
    hidden: bool = False


def saved_lists(session: Session) -> list[KeptList]:
    """Return the saved lists in the order of their names."""
    found = (_kept(session, saved) for saved in session.scalars(select(SavedList)))
    return sorted(found, key=lambda one: sort_key(one.name))


def list_named(session: Session, name: str) -> KeptList:
    """Return the saved list of this name, accents and capitals aside; raises NotFound."""
    known = saved_lists(session)
    exact = [one for one in known if one.name == name]
    alike = [one for one in known if fold(one.name) == fold(name)]
    if not exact and len(alike) != 1:
        names = ", ".join(f"“{one.name}”" for one in known) or "chưa có danh sách nào"
        raise NotFound(f"Không có danh sách nào tên “{name}”; hãy chọn trong: {names}.")
    return (exact or alike)[0]


def listing_of_kept(session: Session, kept: KeptList) -> Listing:
    """Return what a saved list asks for today; raises UserError, NotAllowed for one that is hidden."""
    if kept.hidden:
        raise NotAllowed(
            f"Danh sách “{kept.name}” tìm theo dữ liệu cá nhân mà tài khoản này không được xem; "
            "hãy chọn danh sách khác hoặc nhờ quản trị cấp quyền."
        )
    return listing_of(session, kept.shape)


def listing_of(session: Session, shape: ListShape) -> Listing:
    """Return what a list asks for today; raises UserError like `asked_of`."""
    return Listing(asked_of(session, shape.question), shape.sort, shape.descending)


def asked_of(session: Session, text: str) -> Question:
    """Return the question that a text asks in this office; raises UserError where it is not understood."""
    question = read_question(text, province=unit_of(session).province)
    if question.problems:
        raise UserError(question.problems[0])
    return question


def _kept(session: Session, saved: SavedList) -> KeptList:
    columns = known_columns(saved.columns.split(","))
    sort = saved.sort if saved.sort in FIELDS else ""
    hidden = _tells_what_is_masked(session, saved.question)
    question = "" if hidden else saved.question
    return KeptList(saved.uid, saved.name, ListShape(question, columns, sort, bool(saved.descending)), hidden)


def _tells_what_is_masked(session: Session, text: str) -> bool:
    """Tell whether a question names personal data before somebody who may not see it.

    Numbers among its words may be those of people, and what is not understood may be anything.
    """
    if actor_of(session).may(Right.SEE_SENSITIVE):
        return False
    question = read_question(text, province=unit_of(session).province)
    return (
        any(condition.key in MASKED for condition in question.conditions)
        or any(map(str.isdecimal, question.words))
        or bool(question.problems)
    )
