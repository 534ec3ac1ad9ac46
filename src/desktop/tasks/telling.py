"""One obligation as commands tell it: for JSON, and in words."""

from collections.abc import Sequence
from typing import Any

from desktop.plans.city_units import named_units
from desktop.tasks.queries import TaskLine
from desktop.tasks.units import ROLE_LABELS, TaskRole


def task_document(line: TaskLine) -> dict[str, Any]:
    """Return one obligation for JSON; dates are ISO."""
    return {
        "code": line.code,
        "task": line.task_code,
        "plan": line.plan_code,
        "text": line.text,
        "lead_units": _units(line.lead),
        "with_units": _units(line.with_),
        "role": line.role,
        "role_reason": line.role_reason,
        "plan_role": line.plan_role or line.role,
        "plan_role_reason": line.plan_role_reason or line.role_reason,
        "deadline": line.deadline_text,
        "due_on": line.due_on.isoformat() if line.due_on else None,
        "state": line.state.value,
        "why": line.why,
        "percent": line.percent,
        "counted": line.counted or None,
        "returned": line.returned,
        "planned_due_on": line.planned_due_on.isoformat() if line.planned_due_on else None,
        "reported_on": line.last_on.isoformat() if line.last_on else None,
        "note": line.note,
        "evidence": line.evidence,
        "difficulty": line.difficulty,
        "proposal": line.proposal,
        "closed": line.closed,
        "successor": line.successor or None,
        "carries": list(line.carries),
    }


def task_words(line: TaskLine) -> str:
    """Return one obligation in two lines for people."""
    head = f"{line.code:<14} {line.state_label:<15} {line.percent:>3}%  {line.text}"
    planned = f" (kế hoạch: {ROLE_LABELS[TaskRole(line.plan_role)]})" if line.plan_role else ""
    return f"{head}\n{'':<15}{ROLE_LABELS[TaskRole(line.role)]}{planned}. {line.why}"


def _units(texts: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"text": unit.text, "codes": list(unit.codes), "now": list(unit.now)} for unit in named_units(texts)
    ]
