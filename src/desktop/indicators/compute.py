"""What the register itself can compute for a target: numerator, denominator and the people behind both."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from desktop.indicators.models import TargetValue
from desktop.people.counting.conditions import People, counted_on, younger_than
from desktop.people.models import Person
from desktop.people.standing.queries import people_on
from desktop.plans.plan import Plan
from desktop.tasks.obligations import first_day

POPULATION = "DAN_SO"
"""The code under which an office types the population of its territory (a TargetValue of any plan)."""

COMPUTED_SOURCE = "Tính từ sổ trí thức"

PUBLIC_SECTORS = ("dang", "nha_nuoc", "su_nghiep", "vu_trang")
"""“Khu vực công”: bodies of Party, State, public units, armed forces; state enterprises are not counted."""

ELSEWHERE = ("que_goc", "kieu_bao")
"""Relations of those who do not work on the territory, although they belong to the register."""

POSTGRADUATE = ("ThS", "TS", "TSKH")
YOUNG = 45


@dataclass(frozen=True)
class Measured:
    """A computed value, in percent or per 10,000, with the uids of those counted and of those among whom."""

    value: float | None
    numerator: float
    denominator: float | None
    basis: str
    uids: tuple[str, ...]
    among: tuple[str, ...] = ()


Condition = Callable[[People, date, int], ColumnElement[bool]]
"""Who of the register as of a day counts on it, given the first year of the plan."""


@dataclass(frozen=True)
class Formula:
    """How a measure is computed: who counts, among whom (None: per population; `scale` 1: a mere count)."""

    counts: Condition
    among: Condition | None
    scale: int
    basis: str


def compute_all(session: Session, plan: Plan, on: date) -> dict[str, Measured]:
    """Compute every measure that a plan's targets name, each once."""
    since_year = first_day(plan).year
    names = dict.fromkeys(target.measure for target in plan.targets if target.measure)
    return {name: compute(session, name, on, since_year) for name in names}


def compute(session: Session, measure: str, on: date, since_year: int) -> Measured:
    """Compute a measure of `FORMULAS` on a day; the value is None when the denominator is missing or zero."""
    formula = FORMULAS[measure]
    basis = formula.basis.format(year=since_year)
    people = people_on(on)
    uids = _uids(session, people, formula.counts(people, on, since_year))
    if formula.scale == 1:
        return Measured(float(len(uids)), len(uids), None, basis, uids)
    if formula.among is None:
        population = population_on(session, on)
        if session.scalar(select(Person.id).limit(1)) is None:
            return Measured(None, 0, population, basis, ())
        return Measured(_rate(len(uids), population, formula.scale), len(uids), population, basis, uids)
    among = _uids(session, people, formula.among(people, on, since_year))
    return Measured(_rate(len(uids), len(among), formula.scale), len(uids), len(among), basis, uids, among)


def population_on(session: Session, on: date) -> float | None:
    """Return the newest population that the office has typed for a day on or before `on`."""
    question = select(TargetValue.value).where(
        TargetValue.target_code == POPULATION, TargetValue.as_of <= on.isoformat()
    )
    return session.scalar(question.order_by(TargetValue.as_of.desc(), TargetValue.id.desc()).limit(1))


def _rate(numerator: int, denominator: float | None, scale: int) -> float | None:
    return numerator * scale / denominator if denominator else None


def _uids(session: Session, people: People, condition: ColumnElement[bool]) -> tuple[str, ...]:
    return tuple(session.scalars(select(people.uid).where(condition).order_by(people.id)))


def _working(people: People, on: date) -> ColumnElement[bool]:
    """At work on a day, or known only by a later standing (retired, moved): until then at work."""
    return and_(
        counted_on(on, people), or_(people.status == "dang_lam", people.status_since > on.isoformat())
    )


def _in_science(people: People) -> ColumnElement[bool]:
    return people.work_field == "khcn"


def _postgraduate(people: People) -> ColumnElement[bool]:
    """Master, doctor, or a specialist degree of medicine (CKI, CKII, nội trú), which is postgraduate too."""
    return or_(people.degree.in_(POSTGRADUATE), people.specialist.is_not(None))


def _researching_postgraduates(people: People, on: date, _since_year: int) -> ColumnElement[bool]:
    researching = or_(_in_science(people), people.research_field.is_not(None))
    here = or_(people.relation.is_(None), people.relation.not_in(ELSEWHERE))
    return and_(_working(people, on), researching, here, _postgraduate(people))


def _postgraduates(people: People, on: date, _since_year: int) -> ColumnElement[bool]:
    return and_(counted_on(on, people), _postgraduate(people))


def _working_in_science(people: People, on: date, _since_year: int) -> ColumnElement[bool]:
    return and_(_working(people, on), _in_science(people))


def _women_in_science(people: People, on: date, since_year: int) -> ColumnElement[bool]:
    return and_(_working_in_science(people, on, since_year), people.sex == "nu")


def _young_in_public_sector(people: People, on: date, _since_year: int) -> ColumnElement[bool]:
    return and_(_working(people, on), people.sector.in_(PUBLIC_SECTORS), younger_than(YOUNG, on, people))


def _young_trained(people: People, on: date, since_year: int) -> ColumnElement[bool]:
    trained = people.trained_year.between(since_year, on.year)
    return and_(_young_in_public_sector(people, on, since_year), trained)


def _of_science(people: People, on: date, _since_year: int) -> ColumnElement[bool]:
    return and_(counted_on(on, people), _in_science(people))


def _members_of_science(people: People, on: date, since_year: int) -> ColumnElement[bool]:
    return and_(_of_science(people, on, since_year), people.association == "lhh")


FORMULAS = {
    "postgraduate_per_10000": Formula(
        _researching_postgraduates,
        None,
        10_000,
        "Tử số: người đang công tác trên địa bàn, trình độ sau đại học, làm việc ở lĩnh vực khoa học, công "
        "nghệ hoặc có lĩnh vực nghiên cứu; mẫu số: dân số do đơn vị nhập.",
    ),
    "postgraduate_count": Formula(
        _postgraduates,
        None,
        1,
        "Đếm người có trình độ thạc sĩ, tiến sĩ hoặc chuyên khoa sau đại học trong sổ.",
    ),
    "female_share": Formula(
        _women_in_science,
        _working_in_science,
        100,
        "Tử số: nữ; mẫu số: người đang công tác ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo.",
    ),
    "under45_trained_share": Formula(
        _young_trained,
        _young_in_public_sector,
        100,
        "Tử số: người được bồi dưỡng từ năm {year}; mẫu số: người dưới 45 tuổi đang công tác ở khu vực công.",
    ),
    "association_share": Formula(
        _members_of_science,
        _of_science,
        100,
        "Tử số: hội viên các hội thành viên Liên hiệp các Hội Khoa học và Kỹ thuật; mẫu số: người ở lĩnh vực "
        "khoa học, công nghệ và đổi mới sáng tạo.",
    ),
}
"""One formula for each name in `plans.plan.MEASURES`."""
