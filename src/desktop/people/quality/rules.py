"""What makes a record complete: how much each field matters to the plans, declared once, here."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.people.normal import FIELDS
from desktop.people.rules import READS

WEIGHTS: Mapping[str, int] = {
    "birth": 3, "sex": 3, "ethnicity": 2, "id_number": 3,
    "relation": 2, "residence": 2, "phone": 2, "email": 1,
    "workplace": 3, "sector": 3, "position": 1, "work_field": 3, "association": 2,
    "degree": 3, "degree_year": 1, "training_field": 2, "major": 2, "trained_year": 1,
    "status": 3, "confirmed_on": 1,
}  # fmt: skip
"""How much a field matters when it is empty.

3: a target or a table of the plans counts by it, or people are told apart by it; 2: the register is searched
and divided by it; 1: it helps. What only some people have (academic title, honour, field of research) says
nothing about the completeness of others and is left out, as is what is always there (the name).
"""

_ALL = sum(WEIGHTS.values())


@dataclass(frozen=True)
class Completeness:
    """How complete one record is, in percent by weight, and the fields that lack, the weightiest first."""

    percent: float
    missing: tuple[str, ...]


def completeness_of(values: Mapping[str, Any]) -> Completeness:
    """Return how complete the values of one record are."""
    missing = [key for key in WEIGHTS if values.get(key) in (None, "")]
    lost = sum(WEIGHTS[key] for key in missing)
    return Completeness(share(_ALL - lost, _ALL), tuple(sorted(missing, key=lambda key: -WEIGHTS[key])))


def share(part: float, whole: float) -> float:
    """Return a part in percent, one decimal; nothing of nothing is complete."""
    return round(100 * part / whole, 1) if whole else 100.0


def sections() -> dict[str, tuple[str, ...]]:
    """Return the weighted fields by the section of the form in which they stand."""
    found: dict[str, tuple[str, ...]] = {}
    for key in WEIGHTS:
        section = FIELDS[key].section
        found[section] = (*found.get(section, ()), key)
    return found


def facts_mark(rule: str, values: Mapping[str, Any]) -> str:
    """Return the mark by which all the values that a rule reads are known again."""
    facts = [values.get(key) for key in READS.get(rule, ())]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()
