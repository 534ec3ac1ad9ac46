"""What a plan itself says of a report: who receives it and until when."""

from datetime import date

from desktop.accounts.units import bare_name
from desktop.codelists import label_of
from desktop.plans.plan import Plan, ReportDue
from desktop.reports.periods import ADHOC, Period
from desktop.text import fold

_DEPARTMENT = "Sở Khoa học và Công nghệ"
_COMMITTEE = "Ủy ban nhân dân"
_CITY = "Thành phố"
_IN_PLANS = {ADHOC: "ad_hoc"}
"""Kinds that plans name otherwise."""


def due_of(plan: Plan, period: Period, unit_kind: str) -> ReportDue | None:
    """Return what a plan says of the report of a period; None when it does not ask for such a one."""
    kind = _IN_PLANS.get(period.kind, period.kind)
    return next((due for due in _owed_by(plan, unit_kind) if due.period_kind == kind), None)


def last_day_to_send(plan: Plan, period: Period, unit_kind: str) -> date | None:
    """Return the last day on which a report may be sent as the plan says; None when it names no day.

    The day that a plan names for six months (“trước ngày 20/6”) is that of the first half only.
    """
    due = due_of(plan, period, unit_kind)
    last = due.last_day(period.year) if due else None
    middle = period.starts_on + (period.cut_off - period.starts_on) / 2
    return last if last and last >= middle else None


def recipient_of(plan: Plan, period: Period, unit_kind: str) -> str:
    """Return who receives a report: whom the plan names for it, or for another of the office's reports.

    A ward reports to the department and a department to the committee where the plan names nobody.
    """
    due = due_of(plan, period, unit_kind)
    others = (one.recipient for one in _owed_by(plan, unit_kind) if one.recipient)
    named = (due.recipient if due else "") or next(others, "")
    place = _place_of(plan)
    if not named:
        named = _COMMITTEE if unit_kind == "department" else _DEPARTMENT
    if fold(place) in fold(named):
        return named
    if named.endswith(_CITY) and fold(place).startswith(fold(_CITY)):
        return f"{named.removesuffix(_CITY)}{place}"
    is_ministry = fold(named).startswith("bo ")
    return named if is_ministry else f"{named} {place}"


def _place_of(plan: Plan) -> str:
    """Return the province or city of a plan, as its issuer's name has it; a Party committee's has not."""
    place, province = bare_name(plan.issuer), label_of("province", plan.province)
    return place if place != plan.issuer else f"{province[:1].lower()}{province[1:]}"


def _owed_by(plan: Plan, unit_kind: str) -> list[ReportDue]:
    sender = "department" if unit_kind == "department" else "units"
    return [due for due in plan.reports if due.sender == sender]
