"""Asking a profile: its sections with their rows, as shown; personal data is masked like in the register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of
from desktop.errors import NotFound
from desktop.people.models import Person
from desktop.people.profile.sections import SECTIONS, Section
from desktop.people.queries import MASK, shown
from desktop.storage.fields import Kind, Sensitivity


@dataclass(frozen=True)
class Line:
    """One row: `values` as stored, `texts` as shown; `title` tells it best, `detail` the rest of it."""

    uid: str
    values: Mapping[str, Any]
    texts: Mapping[str, str]
    title: str
    detail: str


@dataclass(frozen=True)
class SectionLines:
    """One section of somebody's profile with its rows, the newest first."""

    section: Section
    lines: tuple[Line, ...]


def sections_of(session: Session, uid: str) -> tuple[SectionLines, ...]:
    """Return all sections of a person's profile, the empty ones too; raises NotFound."""
    person_id = session.scalar(select(Person.id).where(Person.uid == uid))
    if person_id is None:
        raise NotFound("Không tìm thấy hồ sơ trong sổ; có thể hồ sơ đã bị xóa, hãy xem nhật ký.")
    return tuple(SectionLines(section, _lines(session, section, person_id)) for section in SECTIONS)


def section_of_row(session: Session, uid: str) -> Section:
    """Return the section that a row stands in; raises NotFound."""
    for section in SECTIONS:
        if session.scalar(select(section.model.id).where(section.model.uid == uid)) is not None:
            return section
    raise NotFound("Không tìm thấy dòng này trong hồ sơ khoa học; có thể đã bị xóa, hãy xem lịch sử hồ sơ.")


def row_uids(session: Session, uid: str) -> list[str]:
    """Return the uids of all rows in a person's profile; none for a person who is not in the register."""
    return [
        row
        for section in SECTIONS
        for row in session.scalars(
            select(section.model.uid)
            .join(Person, Person.id == section.model.person_id)
            .where(Person.uid == uid)
        )
    ]


def hidden_keys(session: Session, section: Section) -> frozenset[str]:
    """Return the fields of a section that the user of this session may not see."""
    if actor_of(session).may(Right.SEE_SENSITIVE):
        return frozenset()
    return frozenset(key for key, one in section.fields.items() if one.sensitivity is not Sensitivity.PLAIN)


def _lines(session: Session, section: Section, person_id: int) -> tuple[Line, ...]:
    rows = session.execute(_question(section), {"person": person_id}).all()
    hidden = hidden_keys(session, section) if rows else frozenset()
    lines = (_line(section, row[0], dict(zip(section.fields, row[1:], strict=True)), hidden) for row in rows)
    return tuple(sorted(lines, key=lambda line: _newest(section, line.values), reverse=True))


def _newest(section: Section, values: Mapping[str, Any]) -> tuple[str, str]:
    """Order rows by their end (an open end of a lasting row is now), then by their beginning."""
    since = values.get("since") or str(values.get("year") or "")
    return values.get("until") or ("9999" if section.lasting and since else since), since


@cache
def _question(section: Section) -> Select[Any]:
    """Return the question for the rows of one person, the columns as they are: rows are only shown."""
    model = section.model
    columns = [getattr(model, key) for key in section.fields]
    return select(model.uid, *columns).where(model.person_id == bindparam("person")).order_by(model.id)


def _line(section: Section, uid: str, values: dict[str, Any], hidden: frozenset[str]) -> Line:
    values |= dict.fromkeys(hidden, MASK)
    texts = {key: shown(section.fields[key], value) for key, value in values.items()}
    title = _joined((texts[key] for key in section.head), " – ")
    rest = [key for key in section.fields if key not in (*section.head, *hidden, "since", "until")]
    detail = _joined((_period(section, texts), *(_named(section, key, texts[key]) for key in rest)), " · ")
    return Line(uid, values, texts, title, detail)


def _joined(texts: Iterable[str], between: str) -> str:
    return between.join(" ".join(text.split()) for text in texts if text)


def _named(section: Section, key: str, text: str) -> str:
    """Say what a bare number or a date is."""
    field = section.fields[key]
    if text and (key == "document" or field.kind is Kind.YEAR):
        return f"{field.label[:1].lower()}{field.label[1:]} {text}"
    return text


def _period(section: Section, texts: Mapping[str, str]) -> str:
    since, until = texts.get("since", ""), texts.get("until", "")
    if since and until:
        return f"{since} – {until}"
    if since:
        return f"{since} – nay" if section.lasting else since
    return f"đến {until}" if until else ""
