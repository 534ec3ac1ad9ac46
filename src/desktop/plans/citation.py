"""How papers cite a plan: in full when first named, in short afterwards (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from desktop.plans.plan import Plan

_KINDS = ("Chương trình hành động", "Kế hoạch hành động", "Chương trình", "Kế hoạch")
"""Type names of plans, the longer before the shorter."""


def full_title(plan: Plan) -> str:
    """Return the plan as first cited: type, number as far as it is known, subject, issuer."""
    kind = next((one for one in _KINDS if plan.title.lower().startswith(one.lower())), "")
    subject = plan.title[len(kind) :].strip()
    number = "" if not plan.number or plan.number.startswith("/") else f"số {plan.number}"
    named = " ".join(part for part in (kind, number, subject) if part)
    return f"{named} ({plan.issuer})" if " của " in subject[:40] else f"{named} của {plan.issuer}"


def short_title(plan: Plan) -> str:
    """Return the plan as later cited: its type and issuer."""
    kind = "Chương trình hành động" if plan.title.lower().startswith("chương trình") else "Kế hoạch"
    return f"{kind} phát triển đội ngũ trí thức của {plan.issuer}"
