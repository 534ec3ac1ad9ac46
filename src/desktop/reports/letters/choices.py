"""What the window of letters offers to choose from."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.activities.queries import activity_lines
from desktop.codelists import code_list
from desktop.people.lists.queries import saved_lists
from desktop.people.normal import today
from desktop.plans.queries import all_plans
from desktop.reports.letters.drafts import KINDS, outline_name
from desktop.reports.letters.late import late_choices
from desktop.reports.letters.outline import load_letter
from desktop.reports.models import LETTER
from desktop.reports.periods import parse_period
from desktop.reports.queries import list_snapshots
from desktop.tasks.queries import plan_choices

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class LetterChoices:
    """Kinds, reports with a number, plans, periods, activities, saved lists; `wards` of a department only."""

    kinds: Choices
    reports: Choices
    plans: Choices
    periods: Choices
    activities: Choices
    lists: Choices
    wards: Choices


def letter_choices(session: Session) -> LetterChoices:
    """Return all choices."""
    unit, on = unit_of(session), today()
    is_department = unit.kind == "department"
    plans = plan_choices(session)
    if is_department:
        plans = [(one.code, one.name) for one in all_plans(session) if one.province == unit.province] or plans
    codes = [f"{year}{part}" for year in (on.year, on.year - 1) for part in ("", "-H2", "-H1")]
    return LetterChoices(
        kinds=[(kind, load_letter(outline_name(kind, unit.kind)).title) for kind in KINDS],
        reports=[
            (one.uid, f"Số {one.number:02d}: {one.period_label}, {one.plan_name}")
            for one in list_snapshots(session)
            if one.number and not one.kind.startswith(LETTER)
        ],
        plans=plans,
        periods=[(code, parse_period(code).label.capitalize()) for code in codes],
        activities=[(one.uid, f"{one.days} – {one.title}") for one in activity_lines(session, on)],
        lists=[(one.name, one.name) for one in saved_lists(session) if not one.hidden],
        wards=_wards(unit.province) if is_department else [],
    )


def who_is_late(session: Session, plan_code: str, on: date) -> Choices:
    """Return the sections and officers with late tasks of an adopted plan."""
    if plan_code not in {code for code, _ in plan_choices(session)}:
        return []
    return late_choices(session, plan_code, on)


def _wards(province: str) -> Choices:
    return [(one.code, one.label) for one in code_list("commune").codes if one.parent == province]
