"""The lists that the forms of the plan offer: sections, sources of money, the city's tasks, officers."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from desktop.codelists import code_list
from desktop.storage.fields import Field
from desktop.tasks.queries import list_obligations
from desktop.tasks.ward_plan.queries import officers
from desktop.widgets.code_box import Choice

_SHOWN = 90


def choices_of(session: Session, plan_code: str, on: date) -> Callable[[Field], Sequence[Choice]]:
    """Return what answers for each code field of the forms, asked of the office once."""
    tasks: dict[str, str] = {}
    for line in list_obligations(session, on, plan_code):
        if not line.closed:
            tasks.setdefault(line.task_code, f"{line.number}. {_short(line.text)}")
    people = [(one.uid, one.label) for one in officers(session)]

    def choices(field: Field) -> Sequence[Choice]:
        if field.key == "task_code":
            return list(tasks.items())
        if field.key == "officer":
            return people
        return list(code_list(field.codes).choices())

    return choices


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"
