"""The register's people at work projected to the years of the targets, and the gap to what these ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.codelists import base_code, code_list, label_of
from desktop.errors import UserError
from desktop.indicators.cohort import (
    FEWEST_YEARS,
    SCENARIOS,
    Outlook,
    Scenario,
    Worker,
    observed,
    project,
    retiring_between,
)
from desktop.indicators.compute import POSTGRADUATE, population_on
from desktop.journal.models import Act
from desktop.people.counting.conditions import counted_on
from desktop.people.standing.models import Standing
from desktop.people.standing.queries import people_on
from desktop.plans.plan import Plan
from desktop.text import number

GROUPINGS = {"field": ("work_field", "Lĩnh vực hoạt động"), "degree": ("degree", "Trình độ cao nhất")}
"""What the forecast can be divided by: the field of the person, its title."""

UNKNOWN = "Chưa ghi"
_LEFT = ("chuyen_di", "nuoc_ngoai", "da_mat", "khac")


@dataclass(frozen=True)
class Gap:
    """What a target asks for in people, and what is expected: positive `missing` is what must still come."""

    code: str
    text: str
    year: int
    required: float
    outlook: Outlook

    @property
    def missing(self) -> float:
        """Return how many people more than expected the target asks for; negative when it is surpassed."""
        return self.required - self.outlook.expected

    def words(self) -> str:
        """Return the gap in words."""
        required, expected = number(self.required, 0), number(self.outlook.expected, 0)
        rest = f"{'còn thiếu' if self.missing > 0 else 'vượt'} {number(abs(self.missing), 0)}"
        return f"năm {self.year} cần {required} người, dự kiến {expected}, {rest}"


@dataclass(frozen=True)
class Forecast:
    """The outlook under one scenario; `note` says on what it rests."""

    scenario: Scenario
    note: str
    outlooks: tuple[Outlook, ...]
    retiring: dict[int, int]
    gaps: tuple[Gap, ...] = ()


def forecast(
    session: Session, on: date, by: str, years: Sequence[int], plan: Plan | None = None
) -> list[Forecast]:
    """Project the people at work on a day to the ends of years, under each scenario.

    The register's own past is a scenario of its own once three whole years have been recorded; before, only
    assumed ones are shown and the note says so. Raises UserError for an unknown grouping or a year gone by.
    """
    if by not in GROUPINGS:
        raise UserError(f"Không dự báo được theo “{by}”; hãy chọn trong: {', '.join(GROUPINGS)}.")
    if not years or min(years) < on.year:
        raise UserError(f"Năm dự báo phải từ {on.year} trở đi; hãy chọn năm khác, ví dụ 2030.")
    workers, scholars = _workers(session, on, by), _workers(session, on, by, postgraduate=True)
    own, note = _observed(session, on)
    found = []
    for scenario in (*([own] if own else []), *SCENARIOS):
        outlooks = [one for year in sorted(years) for one in project(workers, on, year, scenario)]
        gaps = _gaps(session, plan, scholars, on, scenario) if plan else ()
        retiring = retiring_between(workers, on.year, max(years))
        found.append(Forecast(scenario, note, tuple(outlooks), retiring, gaps))
    return found


def _workers(session: Session, on: date, by: str, *, postgraduate: bool = False) -> list[Worker]:
    people = people_on(on)
    key, _title = GROUPINGS[by]
    question = select(people.uid, getattr(people, key), people.birth, people.sex, people.degree)
    rows = session.execute(question.where(counted_on(on, people), people.status == "dang_lam"))
    found = [
        Worker(uid, label_of(key, base_code(group)) if group else UNKNOWN, birth, sex == "nu")
        for uid, group, birth, sex, degree in rows
        if not postgraduate or degree in POSTGRADUATE
    ]
    places = {code.label: place for place, code in enumerate(code_list(key).codes)}
    return sorted(found, key=lambda one: places.get(one.group, len(places)))


def _observed(session: Session, on: date) -> tuple[Scenario | None, str]:
    """Return what the whole years since the register was founded show, and the words for it."""
    first = session.scalar(select(Act.at).order_by(Act.id).limit(1))
    founded = datetime.fromisoformat(first).astimezone(UTC).year if first else on.year
    years = range(founded + 1, on.year)
    if len(years) < FEWEST_YEARS:
        return None, (
            f"Sổ mới có {len(years)} năm trọn vẹn (cần {FEWEST_YEARS}) nên chưa tính được tỷ lệ vào, "
            "ra thực tế; các số dưới đây là kịch bản giả định."
        )
    came, went = _moves(session, on)
    numbers = [len(_workers(session, date(year - 1, 12, 31), "field")) for year in years]
    found = observed([came.get(year, 0) for year in years], [went.get(year, 0) for year in years], numbers)
    return found, f"Tỷ lệ vào, ra tính từ {len(years)} năm đã ghi trong sổ ({years[0]}–{years[-1]})."


def _moves(session: Session, on: date) -> tuple[dict[int, int], dict[int, int]]:
    """Count by year who came to work and who left otherwise than by retirement, as standings tell."""
    came: dict[int, int] = {}
    went: dict[int, int] = {}
    rows = session.execute(select(Standing.status, Standing.since).where(Standing.since <= on.isoformat()))
    for status, since in rows:
        counted = came if status == "dang_lam" else went if base_code(status) in _LEFT else None
        if counted is not None and since:
            counted[int(since[:4])] = counted.get(int(since[:4]), 0) + 1
    return came, went


def _gaps(
    session: Session, plan: Plan, scholars: Sequence[Worker], on: date, scenario: Scenario
) -> tuple[Gap, ...]:
    """Return the gaps of the targets that ask for people with postgraduate training."""
    population = population_on(session, on)
    gaps = []
    for target in plan.targets:
        if target.low is None or target.horizon < on.year:
            continue
        required = {
            "postgraduate_per_10000": target.low * population / 10_000 if population else None,
            "postgraduate_count": target.low,
        }.get(target.measure)
        if required is not None and target.unit != "%":
            outlook = project(scholars, on, target.horizon, scenario)[-1]
            gaps.append(Gap(target.code, target.text, target.horizon, required, outlook))
    return tuple(gaps)
