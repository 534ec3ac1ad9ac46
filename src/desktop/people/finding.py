"""The ids a list shows: the question, the day it is asked of and the order of a column brought together."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of
from desktop.errors import NotAllowed
from desktop.people.lists.conditions import fitting
from desktop.people.lists.question import Question
from desktop.people.models import Person
from desktop.people.normal import FIELDS, today
from desktop.people.queries import MASKED, first_ids, ids_in_order
from desktop.people.standing.queries import people_on
from desktop.search.queries import FEW, everyone_found, search_people

PAGE = 200
"""So many people are found at once, the best first; the others follow in name order."""


@dataclass(frozen=True)
class Listing:
    """Which people a list shows; without `sort` a search gives the best first, all others go by name."""

    question: Question = field(default_factory=Question)
    sort: str = ""
    descending: bool = False


def find_page(session: Session, asked: Listing) -> list[int] | None:
    """Return the first people of a list where that takes a moment only, None where it does not.

    Fewer than PAGE are the whole list; to who may not see personal data they tell nothing, since not all
    that were found are given. Raises NotAllowed like `find_ids`.
    """
    question = asked.question
    if asked.sort not in ("", "full_name") or asked.descending or question.conditions or question.on:
        return None
    if not question.words:
        return first_ids(session, PAGE)
    if asked.sort:
        return None
    found = search_people(session, question.words, PAGE)
    may_lack_some = len(found) < PAGE and not actor_of(session).may(Right.SEE_SENSITIVE)
    return None if may_lack_some else found


def find_ids(session: Session, asked: Listing) -> list[int]:
    """Return the ids of all people who fit, in the order asked for.

    Raises NotAllowed when a condition or the order would tell what the user may not see.
    """
    question = asked.question
    check_seen(session, [*(condition.key for condition in asked.question.conditions), asked.sort])
    people = people_of(question)
    found = everyone_found(session, question.words) if question.words else None
    ids = ids_in_order(
        session,
        _conditions(question, people),
        people=people,
        sort=asked.sort or "full_name",
        descending=asked.descending,
        among=found,
    )
    if found is None or asked.sort:
        return ids
    ids.sort(key=found.__getitem__)
    if len(ids) > FEW:
        return ids
    kept = frozenset(ids)
    best = dict.fromkeys(one for one in search_people(session, question.words, PAGE) if one in kept)
    return [*best, *(one for one in ids if one not in best)]


def meant(session: Session, question: Question) -> Question:
    """Return the question with its doubtful words (nữ) as conditions where they are nobody's name."""
    taken = tuple(guess.condition for guess in question.guesses if guess.condition)
    if not taken or search_people(session, question.words, 1):
        return question
    return replace(question, words="", conditions=(*question.conditions, *taken), guesses=())


def people_of(question: Question) -> type[Person]:
    """Return what to select from: the register of the question's day."""
    return people_on(question.on) if question.on else Person


def _conditions(question: Question, people: type[Person]) -> list[ColumnElement[bool]]:
    return fitting(question.conditions, people, question.on or today())


def check_seen(session: Session, keys: Iterable[str]) -> None:
    """Raise NotAllowed when it is asked who has what in a field that this user may not see."""
    if actor_of(session).may(Right.SEE_SENSITIVE):
        return
    hidden = next((key for key in keys if key in MASKED), None)
    if hidden:
        raise NotAllowed(
            f"Tài khoản này không được xem “{FIELDS[hidden].label}” nên không tìm hay xếp theo mục đó được; "
            "hãy bỏ điều kiện đó hoặc nhờ quản trị cấp quyền."
        )
