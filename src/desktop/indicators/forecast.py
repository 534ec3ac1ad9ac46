"""The register's people at work projected to the years of the targets, and the gap to what these ask."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from sqlalchemy import or_, select
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
from desktop.indicators.compute import COMPUTED_SOURCE, population_on, uids_of_target
from desktop.indicators.figures import is_amount
from desktop.indicators.formulas import FORMULAS
from desktop.indicators.queries import TargetLine, target_lines
from desktop.journal.models import Act
from desktop.people.counting.conditions import counted_on
from desktop.people.rules import AT_WORK
from desktop.people.standing.models import Standing
from desktop.people.standing.queries import people_on
from desktop.plans.plan import Plan
from desktop.text import number

GROUPINGS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "field": (("work_field",), "Lĩnh vực hoạt động"),
    "degree": (("degree",), "Trình độ cao nhất"),
    "both": (("work_field", "degree"), "Lĩnh vực và trình độ"),
}
"""What the forecast can be divided by: fields of the person, its title."""

UNKNOWN = "Chưa ghi"
_LEFT = ("chuyen_di", "nuoc_ngoai", "da_mat", "khac")
_UNSTEADY = ("under45_trained_share", "public_trained_share", "educators_digital_share", "association_share")
"""Shares of those who did something in some years: a projection of today's people says nothing of them."""


@dataclass(frozen=True)
class Gap:
    """What a target asks for in people, and what is expected.

    `required` people are needed for the `goal` (in the target's unit); `value` is what is expected in that
    unit, None where nobody is left to count among. Positive `missing` is what must still come.
    """

    code: str
    text: str
    year: int
    goal: float
    unit: str
    required: float
    outlook: Outlook
    value: float | None

    @property
    def missing(self) -> float:
        """Return how many people more than expected the target asks for; negative when it is surpassed."""
        return self.required - self.outlook.expected

    def words(self) -> str:
        """Return the gap in words."""
        one = self.outlook
        required, expected = number(self.required, 0), number(one.expected, 0)
        rest = f"{'còn thiếu' if self.missing > 0 else 'vượt'} {number(abs(self.missing), 0)} người"
        bounds = f"80% khả năng từ {number(one.low, 0)} đến {number(one.high, 0)}"
        goal = f"{number(self.goal)}{self.unit} tức {required} người" if self.unit else f"{required} người"
        return f"năm {self.year} cần {goal}, dự kiến {expected} ({bounds}), {rest}"


@dataclass(frozen=True)
class Forecast:
    """The outlook under one scenario; `note` says on what it rests."""

    scenario: Scenario
    note: str
    outlooks: tuple[Outlook, ...]
    retiring: dict[int, int]
    gaps: tuple[Gap, ...] = ()


def forecast(
    session: Session,
    on: date,
    by: str,
    years: Sequence[int],
    plan: Plan | None = None,
    wished: Scenario | None = None,
) -> list[Forecast]:
    """Project the people at work on a day to the ends of years, under each scenario.

    A `wished` scenario comes first; the register's own past is one of its own once three whole years have
    been recorded; before, only assumed ones are shown and the note says so. Raises UserError for an unknown
    grouping or a year gone by.
    """
    if by not in GROUPINGS:
        raise UserError(f"Không dự báo được theo “{by}”; hãy chọn trong: {', '.join(GROUPINGS)}.")
    if not years or min(years) < on.year:
        raise UserError(f"Năm dự báo phải từ {on.year} trở đi; hãy chọn năm khác, ví dụ 2030.")
    workers = _workers(session, on, by)
    asked = _asked(session, plan, workers, on) if plan else []
    own, note = _observed(session, on)
    found = []
    for scenario in (*([wished] if wished else []), *([own] if own else []), *SCENARIOS):
        outlooks = [one for year in sorted(years) for one in project(workers, on, year, scenario)]
        gaps = tuple(_gap(one, on, scenario) for one in asked)
        retiring = retiring_between(workers, on.year, max(years))
        found.append(Forecast(scenario, note, tuple(outlooks), retiring, gaps))
    return found


def scenario_of(train: float, attract: float, leave: float) -> Scenario:
    """Return a scenario of one's own from yearly percentages; raises UserError for what cannot be."""
    if not all(0 <= one <= 100 for one in (train, attract, leave)):
        raise UserError("Tỷ lệ mỗi năm phải từ 0 đến 100%; hãy nhập lại, ví dụ 2 hoặc 1,5.")
    return Scenario("Tự đặt", (train + attract) / 100, leave / 100, attract / 100)


def _workers(session: Session, on: date, by: str) -> list[Worker]:
    people = people_on(on)
    keys, _title = GROUPINGS[by]
    question = select(people.uid, people.birth, people.sex, *(getattr(people, key) for key in keys))
    rows = session.execute(question.where(counted_on(on, people), people.status == "dang_lam"))
    found = [
        Worker(uid, " – ".join(map(_label, keys, groups)), birth, sex == "nu")
        for uid, birth, sex, *groups in rows
    ]
    places = _places(keys)
    return sorted(found, key=lambda one: places.get(one.group, len(places)))


def _label(key: str, code: str | None) -> str:
    return label_of(key, base_code(code)) if code else UNKNOWN


def _places(keys: Sequence[str]) -> dict[str, int]:
    """Return the place of each group in the order of the code lists."""
    names = [""]
    for key in keys:
        labels = [*(code.label for code in code_list(key).codes), UNKNOWN]
        names = [f"{before} – {label}" if before else label for before in names for label in labels]
    return {name: place for place, name in enumerate(names)}


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
    """Count by year who came to work and who left it otherwise than by retirement, as standings tell.

    Who had left work before (a pensioner who dies) leaves none; of whom nothing earlier is known was at work.
    """
    came: Counter[int] = Counter()
    went: Counter[int] = Counter()
    rows = session.execute(
        select(Standing.person_id, Standing.status, Standing.since)
        .where(or_(Standing.since.is_(None), Standing.since <= on.isoformat()))
        .order_by(Standing.person_id, Standing.since, Standing.id)
    ).all()
    for _, own in groupby(rows, key=lambda row: row.person_id):
        before = ""
        for row in own:
            counted = came if row.status == AT_WORK else went if base_code(row.status) in _LEFT else None
            is_move = before in ("", AT_WORK) if counted is went else before != AT_WORK
            if row.since and counted is not None and is_move:
                counted[int(row.since[:4])] += 1
            before = row.status
    return came, went


@dataclass(frozen=True)
class _Asked:
    """A target that asks for people: those of today's workers it counts, and among whom or how many dân."""

    line: TargetLine
    goal: float
    scale: int
    counted: tuple[Worker, ...]
    among: tuple[Worker, ...] | None
    population: float | None


def _asked(session: Session, plan: Plan, workers: Sequence[Worker], on: date) -> list[_Asked]:
    """Return the targets still ahead whose measure counts people as they are."""
    population = population_on(session, on)
    at_work = {worker.uid: worker for worker in workers}
    targets = {target.code: target for target in plan.targets}
    found = []
    for line in target_lines(session, plan, on):
        target = targets[line.code]
        formula = FORMULAS.get(target.measure)
        if formula is None or formula.counts is None or target.measure in _UNSTEADY or line.path is None:
            continue
        if line.source != COMPUTED_SOURCE or line.value is None:
            continue
        if target.comparator in ("growth", "times") or target.horizon < on.year:
            continue
        given = line.path.goal.value
        if is_amount(target) and line.reach and given == target.low:
            continue  # asked of the whole city: one ward's people are no measure of it
        behind = uids_of_target(session, plan, target, on)
        counted = tuple(at_work[uid] for uid in behind.counted if uid in at_work)
        among = tuple(at_work[uid] for uid in behind.among if uid in at_work) if formula.among else None
        found.append(_Asked(line, given, formula.scale, counted, among, population))
    return found


def _gap(asked: _Asked, on: date, scenario: Scenario) -> Gap:
    line, year = asked.line, asked.line.horizon
    outlook = project(asked.counted, on, year, scenario)[-1]
    unit = "%" if line.unit == "%" else f" {line.unit}/{line.per}" if line.per else ""
    if asked.scale == 1:
        return Gap(line.code, line.text, year, asked.goal, unit, asked.goal, outlook, outlook.expected)
    among = asked.population or 0.0
    if asked.among is not None:
        among = project(asked.among, on, year, scenario)[-1].expected
    value = outlook.expected * asked.scale / among if among else None
    required = asked.goal * among / asked.scale
    return Gap(line.code, line.text, year, asked.goal, unit, required, outlook, value)
