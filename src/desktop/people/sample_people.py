"""Drawing fictional people of phường Trấn Biên: names, workplaces and degrees as a ward could have them.

Names, dates and numbers are drawn by lot, always the same for a seed, from `resources/samples`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from desktop.paths import resources

YEAR = 2025
"""The newest year in the sample, so that nothing in it lies ahead of the day it is used on."""

_RETIRED_AT, _ALONE = 61, 3000
_YEARS_TO_DEGREE = {"Tiến sĩ": 36, "TSKH": 45, "Thạc sĩ": 29}
_YEARS_TO_UNIVERSITY = 23


@dataclass(frozen=True)
class SamplePerson:
    """One fictional person in the words of a list."""

    full_name: str
    born: date
    is_woman: bool
    ethnicity: str
    id_number: str
    phone: str
    address: str
    workplace: str
    sector: str
    field: str
    position: str
    degree: str
    major: str
    degree_year: int
    association: str
    trained_year: int | None
    status: str


def draw_people(count: int, seed: int) -> list[SamplePerson]:
    """Draw fictional people; no two share an ID number, and among the first thousands no two a name."""
    lot = Random(seed)  # noqa: S311 - a sample must be the same every time
    drawn: list[SamplePerson] = []
    numbers: set[str] = set()
    names: set[str] = set()
    while len(drawn) < count:
        person = _draw(lot, _words())
        is_alone = person.full_name not in names or len(names) > _ALONE
        if is_alone and person.id_number not in numbers:
            numbers.add(person.id_number)
            names.add(person.full_name)
            drawn.append(person)
    return drawn


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    return tomllib.loads((resources() / "samples" / "people.toml").read_text(encoding="utf-8"))


def _draw(lot: Random, words: Mapping[str, Any]) -> SamplePerson:
    sex = lot.choice(("nam", "nu"))
    born = _birth(lot)
    places = words["workplace"]
    place = lot.choices(places, [one["weight"] for one in places])[0]
    degree = _weighted(lot, words["degree_at_university" if "Đại học" in place["name"] else "degree"])
    years = _YEARS_TO_DEGREE.get(degree, _YEARS_TO_UNIVERSITY) + lot.randint(0, 4)
    is_retired = YEAR - born.year > _RETIRED_AT
    member = place.get("association", "") if lot.random() < 0.6 else ""
    return SamplePerson(
        full_name=" ".join(
            lot.choice(w) for w in (words["families"], words["middles"][sex], words["given"][sex])
        ),
        born=born,
        is_woman=sex == "nu",
        ethnicity=_weighted(lot, words["ethnicity"]),
        id_number=_id_number(lot, sex, born.year),
        phone=f"0900{lot.randint(0, 999_999):06d}",
        address=f"{lot.randint(2, 480)} đường {lot.choice(words['streets'])}, khu phố {lot.randint(1, 12)}",
        workplace=place["name"],
        sector=place["sector"],
        field=place["field"],
        position=lot.choice(place["positions"]),
        degree=degree,
        major=lot.choice(place["majors"]),
        degree_year=min(YEAR, born.year + years),
        association=member
        or ("Cựu giáo chức" if is_retired and place["field"].startswith("Giáo dục") else ""),
        trained_year=lot.randint(2022, YEAR) if lot.random() < 0.45 else None,
        status="Nghỉ hưu" if is_retired else "Đang công tác",
    )


def _birth(lot: Random) -> date:
    """Return a birth date: most are between 28 and 60, some young, some retired."""
    age = lot.choice((lot.randint(25, 34), lot.randint(28, 44), lot.randint(35, 58), lot.randint(45, 72)))
    return date(YEAR - age, 1, 1) + timedelta(days=lot.randint(0, 364))


def _id_number(lot: Random, sex: str, year: int) -> str:
    """Return a number no one bears: real ones are given out from 000001 on for each place and year."""
    century = (0 if year < 2000 else 2) + (1 if sex == "nu" else 0)
    return f"075{century}{year % 100:02d}{lot.randint(900_000, 999_999)}"


def _weighted(lot: Random, choices: Mapping[str, int]) -> str:
    return lot.choices(list(choices), list(choices.values()))[0]
