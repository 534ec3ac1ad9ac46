"""What the office knows of itself."""

from dataclasses import dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import Unit


@dataclass(frozen=True)
class UnitFacts:
    """The office whose book this is; empty texts for what was not filled in. `kind`: ward or department."""

    kind: str
    code: str
    name: str
    province: str
    parent: str
    place: str
    notation: str
    authority: str
    leader_title: str
    leader_name: str
    drafting_section: str


def unit_of(session: Session) -> UnitFacts:
    """Return the facts of this office."""
    unit = session.scalars(select(Unit)).one()
    return UnitFacts(**{field.name: getattr(unit, field.name) or "" for field in fields(UnitFacts)})
