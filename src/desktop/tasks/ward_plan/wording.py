"""What the office's plan calls things: phường, xã or đặc khu, the city, the plan, who coordinates."""

from collections.abc import Mapping
from datetime import date

from desktop.accounts.queries import UnitFacts
from desktop.accounts.units import bare_name, full_name
from desktop.codelists import code_list, label_of
from desktop.plans.citation import full_title, short_title
from desktop.plans.plan import Plan
from desktop.tasks.ward_plan.outline import load_drafting
from desktop.text import long_day

_LEVELS = ("phường", "xã", "đặc khu")
_WITH_CAPITAL = ("Thành phố Hồ Chí Minh",)
_DEPARTMENT = "Sở Khoa học và Công nghệ"


def level_of(unit: UnitFacts) -> str:
    """Return phường, xã or đặc khu: by the office's code in the list of its province, else by its name."""
    commune = code_list("commune").get(unit.code)
    names = [bare_name(unit.name).lower()]
    if commune is not None and commune.parent == unit.province:
        names.insert(0, commune.label.lower())
    for name in names:
        for level in _LEVELS:
            if name.startswith(level + " "):
                return level
    return "đơn vị"


def unit_words(unit: UnitFacts) -> dict[str, str]:
    """Return the values of the placeholders that name the office and its province."""
    return {
        "unit": full_name(unit.name),
        "bare_unit": bare_name(unit.name),
        "level": level_of(unit),
        "place": _place(unit.province),
    }


def _place(province: str) -> str:
    """Return “thành phố Đồng Nai” as running text names it; Thành phố Hồ Chí Minh keeps its capital."""
    label = label_of("province", province)
    return label if label in _WITH_CAPITAL else label[:1].lower() + label[1:]


def words_of(unit: UnitFacts, plan: Plan) -> Mapping[str, str]:
    """Return the values of the outline's placeholders that do not depend on the tasks."""
    return {
        **unit_words(unit),
        "city": plan.issuer,
        "plan": short_title(plan),
        "plan_full": full_title(plan),
        "recipient": recipient_of(plan),
        "lead_section": label_of("ward_section", load_drafting().default_section),
    }


def recipient_of(plan: Plan) -> str:
    """Return who receives reports on the plan, with the name of the province."""
    named = next((due.recipient for due in plan.reports if due.sender == "units"), _DEPARTMENT)
    place = _place(plan.province)
    return named if place.lower() in named.lower() else f"{named} {place}"


def cited(kind: str, number: int | None, notation: str, on: date) -> str:
    """Return how the issued paper is cited: “Kế hoạch số 12/KH-UBND ngày 05 tháng 6 năm 2026”."""
    numbered = f" số {number:02d}/{notation}" if number else ""
    return f"{kind.capitalize()}{numbered} {long_day(on)}"
