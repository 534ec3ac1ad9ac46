"""Who is invited or proposed for an honour: the list of an activity, or a saved list of the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop.activities.queries import ParticipantLine, activity_facts, participants
from desktop.activities.rules import HONOURED
from desktop.errors import UserError
from desktop.people.finding import find_ids, people_of
from desktop.people.lists.queries import list_named, listing_of_kept
from desktop.people.queries import PersonRow, ids_of, rows_by_ids
from desktop.text import day, number

_MOST = 2_000
_PAGE = 500


@dataclass(frozen=True)
class Guest:
    """One person of a list; empty texts for what is not known."""

    name: str
    birth_year: str
    position: str
    workplace: str
    merit: str = ""
    award: str = ""

    @property
    def where(self) -> str:
        """Position and place of work on one line."""
        return ", ".join(part for part in (self.position, self.workplace) if part)


@dataclass(frozen=True)
class GuestList:
    """The people and what is known of the meeting: meeting, topics, chair, when, place."""

    people: tuple[Guest, ...]
    words: Mapping[str, str]


def guests_of(session: Session, activity: str, people: str, honoured: bool = False) -> GuestList:
    """Return the people of an activity (by uid) or of a saved list (by name).

    `honoured` keeps of an activity only those who are honoured. Raises NotFound, NotAllowed, UserError when
    nobody is in it, or neither was named.
    """
    if activity:
        found = _of_activity(session, activity, honoured)
    elif people:
        found = _of_list(session, people)
    else:
        raise UserError(
            "Chưa biết lấy danh sách người từ đâu; hãy chọn một hoạt động hoặc một danh sách đã lưu."
        )
    if not found.people:
        what = "được tôn vinh, khen thưởng " if honoured else ""
        raise UserError(
            f"Danh sách chưa có ai {what}nên không có gì để in; hãy ghi người vào danh sách trước."
        )
    return found


def _of_activity(session: Session, uid: str, honoured: bool) -> GuestList:
    facts = activity_facts(session, uid)
    listed = participants(session, uid)
    if honoured:
        listed = [one for one in listed if one.values["role"] == HONOURED or one.values["award"]]
    known = {row.uid: row for row in _rows(session, [one.person_uid for one in listed if one.person_uid])}
    begins, ends = facts.values["starts_on"], facts.values["ends_on"]
    when = f"ngày {day(date.fromisoformat(begins))}"
    if ends and ends != begins:
        when = f"từ {when} đến ngày {day(date.fromisoformat(ends))}"
    words = {
        "meeting": facts.values["title"],
        "topics": facts.values["content"] or "",
        "chair": _chair(listed),
        "when": when,
        "place": facts.values["place"] or "",
    }
    return GuestList(tuple(_guest(one, known.get(one.person_uid)) for one in listed), words)


def _chair(listed: list[ParticipantLine]) -> str:
    return ", ".join(one.texts["name"] for one in listed if one.values["role"] == "chu_tri")


def _guest(one: ParticipantLine, person: PersonRow | None) -> Guest:
    year = (person.values["birth"] or "")[:4] if person else ""
    texts = one.texts
    merit = texts["merit"] or (_education(person) if person else "")
    return Guest(texts["name"], year, texts["position"], texts["workplace"], merit, texts["award"])


def _of_list(session: Session, name: str) -> GuestList:
    asked = listing_of_kept(session, list_named(session, name))
    ids = find_ids(session, asked)
    if len(ids) > _MOST:
        raise UserError(
            f"Danh sách “{name}” có {number(len(ids))} người, văn bản ghi được nhiều nhất {number(_MOST)}; "
            "hãy thêm điều kiện cho danh sách."
        )
    source, found = people_of(asked.question), []
    for start in range(0, len(ids), _PAGE):
        found += rows_by_ids(session, ids[start : start + _PAGE], source)
    people = tuple(
        Guest(
            row.texts["full_name"],
            (row.values["birth"] or "")[:4],
            row.texts["position"],
            row.texts["workplace"],
            _education(row),
        )
        for row in found
    )
    return GuestList(people, dict.fromkeys(("meeting", "topics", "chair", "when", "place"), ""))


def _education(person: PersonRow) -> str:
    keys = ("academic_title", "degree", "major", "honour")
    return ", ".join(person.texts[key] for key in keys if person.texts[key])


def _rows(session: Session, uids: list[str]) -> list[PersonRow]:
    return rows_by_ids(session, ids_of(session, uids)) if uids else []
