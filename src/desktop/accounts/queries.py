"""What the office knows of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

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
    admit_degree: str
    admit_specialist: int
    admit_title: int
    admit_honour: int


_ADMISSION: Mapping[str, Any] = {
    "admit_degree": "DH",
    "admit_specialist": 1,
    "admit_title": 1,
    "admit_honour": 1,
}
"""Who is admitted to the register as long as the office has not said so."""


def unit_of(session: Session) -> UnitFacts:
    """Return the facts of this office."""
    unit = session.scalars(select(Unit)).one()
    said: dict[str, Any] = {field.name: getattr(unit, field.name) for field in fields(UnitFacts)}
    usual = {key: _ADMISSION.get(key, "") for key in said}
    return UnitFacts(**{key: usual[key] if value is None else value for key, value in said.items()})
