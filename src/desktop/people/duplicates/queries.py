"""Finding records that may be one person: by ID number, else by folded name with birth, likeliest first.

People are compared only inside small groups that a duplicate would share, never each with all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, authorize
from desktop.errors import UserError
from desktop.people.actions import find_person
from desktop.people.models import DroppedDuplicate, Person
from desktop.people.rules import ID_DIGITS
from desktop.text import clean, fold, partial_day

SURE, MOST_LIKELY, LEAST = 100, 99, 60
"""Scores: the same ID number; the best that names and dates can give; below the least nothing is proposed."""

_LIKE_NAME = 86
"""Names less alike than this (percent of letters) are two names."""

_SAME_NAME, _LOST_BY_LETTER = 50, 2
_SAME_BIRTH, _FITTING_BIRTH, _UNKNOWN_BIRTH, _OTHER_BIRTH = 40, 25, 10, -10
_SAME_PHONE, _NEAR_NUMBER, _SAME_PLACE, _OTHER_SEX = 20, 20, 10, -20
_YEAR, _WHOLE_DATE = len("yyyy"), len("yyyy-mm-dd")

Pair = tuple[str, str]


@dataclass(frozen=True)
class DuplicatePair:
    """Two records that may be one person, the older record first; `score` 0–100, `why` a sentence."""

    uids: Pair
    score: int
    why: str


class _Known(NamedTuple):
    """What of a record is compared."""

    at: int
    uid: str
    typed_name: str
    name: str
    birth: str
    id_number: str
    workplace: str
    phone: str
    sex: str


class _Evidence(NamedTuple):
    """What one comparison says: points for (or against) one person, and how a sentence names it."""

    points: int
    said: str


_SILENT = _Evidence(0, "")


def find_duplicates(session: Session) -> list[DuplicatePair]:
    """Return the pairs of records that may be one person, likeliest first.

    Pairs that the office has declared to be two people are left out. The sentences name no personal data but
    names and birth dates.
    """
    people = _known(session)
    dropped = {frozenset(pair) for pair in session.execute(_DROPPED)}
    found: dict[tuple[int, int], DuplicatePair] = {}
    for one, other in _candidates(people):
        place = (one.at, other.at) if one.at < other.at else (other.at, one.at)
        if place in found or {one.uid, other.uid} in dropped:
            continue
        pair = _compare(people[place[0]], people[place[1]])
        if pair:
            found[place] = pair
    return [found[place] for place in sorted(found, key=lambda place: (-found[place].score, place))]


def mark_not_same(session: Session, uid: str, other: str, why: str = "") -> None:
    """Remember that two records are two people, so that they are never proposed again.

    Raises NotAllowed, NotFound, and UserError for one record named twice.
    """
    authorize(session, Right.EDIT_PEOPLE, "Ghi nhận hai người khác nhau", why=clean(why))
    if uid == other:
        raise UserError("Hai mã này là cùng một hồ sơ; hãy chọn hai hồ sơ khác nhau.")
    first, second = sorted((find_person(session, uid).uid, find_person(session, other).uid))
    known = select(DroppedDuplicate.id).where(
        or_(
            (DroppedDuplicate.first_uid == first) & (DroppedDuplicate.second_uid == second),
            (DroppedDuplicate.first_uid == second) & (DroppedDuplicate.second_uid == first),
        )
    )
    if session.scalar(known) is None:
        session.add(DroppedDuplicate(first_uid=first, second_uid=second))
        session.flush()


_DROPPED = select(DroppedDuplicate.first_uid, DroppedDuplicate.second_uid)
_COLUMNS = (
    Person.uid, Person.full_name, Person.birth, Person.id_number, Person.workplace, Person.phone, Person.sex,
)  # fmt: skip


def _known(session: Session) -> list[_Known]:
    """Return all people in the order in which they were recorded."""
    rows = session.execute(select(*_COLUMNS).order_by(Person.id))
    return [
        _Known(
            at, uid, name, fold(name), birth or "", number or "", fold(place or ""), phone or "", sex or ""
        )
        for at, (uid, name, birth, number, place, phone, sex) in enumerate(rows)
    ]


# Who is compared with whom


def _candidates(people: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """Yield the pairs worth a look; some come twice."""
    for numbered in _groups((one.id_number, one) for one in people):
        yield from combinations(numbered, 2)
    for group in _groups((one.phone, one) for one in people):
        yield from _alike(group)
    for group in _groups((f"{_given(one)} {one.birth[:_YEAR]}" if one.birth else "", one) for one in people):
        yield from _alike(group)
    for namesakes in _groups((one.name, one) for one in people):
        yield from _with_unknown_birth(namesakes)
    for group in _groups((f"{_given(one)}\n{one.workplace}" if one.workplace else "", one) for one in people):
        if not all(one.birth for one in group):
            yield from _alike(group)


def _groups(keyed: Iterable[tuple[str, _Known]]) -> Iterator[list[_Known]]:
    """Yield the people who share a key, two at least; an empty key is shared by nobody."""
    groups: defaultdict[str, list[_Known]] = defaultdict(list)
    for key, one in keyed:
        if key:
            groups[key].append(one)
    return (group for group in groups.values() if len(group) > 1)


def _given(one: _Known) -> str:
    return one.name.rpartition(" ")[2]


def _alike(group: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """Yield the pairs of a group with like names; the comparing itself is done by the library."""
    names = [one.name for one in group]
    for at, one in enumerate(group[:-1]):
        rest = names[at + 1 :]
        for _, _, index in process.extract(
            one.name, rest, scorer=fuzz.ratio, limit=None, score_cutoff=_LIKE_NAME
        ):
            yield one, group[at + 1 + index]


def _with_unknown_birth(namesakes: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """Yield the pairs of namesakes in which at least one has no birth date."""
    unknown = [one for one in namesakes if not one.birth]
    yield from combinations(unknown, 2)
    if unknown:
        yield from ((one, other) for other in namesakes if other.birth for one in unknown)


# What speaks for one person


def _compare(one: _Known, other: _Known) -> DuplicatePair | None:
    """Return the pair with its score and reason, or None when it is not likely enough."""
    names = _compare_names(one, other)
    if one.id_number and one.id_number == other.id_number:
        return DuplicatePair(
            (one.uid, other.uid), SURE, _sentence([_Evidence(0, "cùng số định danh"), names])
        )
    numbers = _compare_numbers(one, other)
    if numbers is None:
        return None
    evidence = [names, _compare_births(one.birth, other.birth), numbers, *_support(one, other)]
    score = min(MOST_LIKELY, sum(one.points for one in evidence))
    return DuplicatePair((one.uid, other.uid), score, _sentence(evidence)) if score >= LEAST else None


def _compare_names(one: _Known, other: _Known) -> _Evidence:
    if one.name == other.name:
        same = one.typed_name.casefold() == other.typed_name.casefold()
        return _Evidence(_SAME_NAME, "cùng họ tên" if same else "họ tên chỉ khác dấu")
    alike = fuzz.ratio(one.name, other.name)
    points = _SAME_NAME - round(_LOST_BY_LETTER * (100 - alike))
    return _Evidence(points, "họ tên gần giống" if alike >= _LIKE_NAME else "nhưng họ tên khác nhau")


def _compare_births(one: str, other: str) -> _Evidence:
    """Compare partial dates: 1980 fits 1980-05-19, and a day written for a month is told."""
    if not one or not other:
        return _Evidence(_UNKNOWN_BIRTH, "chưa đủ ngày sinh để so")
    if one == other and len(one) == _WHOLE_DATE:
        return _Evidence(_SAME_BIRTH, "cùng ngày sinh")
    if one == other:
        return _Evidence(_FITTING_BIRTH, f"cùng sinh {partial_day(one)}")
    both = f"{partial_day(one)} và {partial_day(other)}"
    if one.startswith(other) or other.startswith(one):
        return _Evidence(_FITTING_BIRTH, f"ngày sinh khớp nhau ({both})")
    if one.split("-") == [other[:_YEAR], other[8:], other[5:7]]:
        return _Evidence(_FITTING_BIRTH, f"ngày sinh đảo ngày và tháng ({both})")
    return _Evidence(_OTHER_BIRTH, f"nhưng ngày sinh khác nhau ({both})")


def _compare_numbers(one: _Known, other: _Known) -> _Evidence | None:
    """Compare two different ID numbers; None when they are surely of two people."""
    if len(one.id_number) != ID_DIGITS or len(other.id_number) != ID_DIGITS:
        return _SILENT
    if OSA.distance(one.id_number, other.id_number, score_cutoff=1) > 1:
        return None
    return _Evidence(_NEAR_NUMBER, "số định danh chỉ lệch một chỗ")


def _support(one: _Known, other: _Known) -> Iterator[_Evidence]:
    if one.phone and one.phone == other.phone:
        yield _Evidence(_SAME_PHONE, "cùng số điện thoại")
    if one.workplace and one.workplace == other.workplace:
        yield _Evidence(_SAME_PLACE, "cùng nơi công tác")
    if one.sex and other.sex and one.sex != other.sex:
        yield _Evidence(_OTHER_SEX, "nhưng giới tính khác nhau")


def _sentence(evidence: Iterable[_Evidence]) -> str:
    said = ", ".join(one.said for one in evidence if one.said)
    return f"{said[:1].upper()}{said[1:]}."
