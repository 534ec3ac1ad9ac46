"""Entering papers about a task's term; every entry is a new row, and one act that can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, authorize
from desktop.errors import Invalid, Problem
from desktop.tasks.lookup import find_obligation
from desktop.tasks.models import Obligation
from desktop.tasks.succession.links import links_on
from desktop.tasks.terms.history import Papers, papers_until, reported_of, term_of
from desktop.tasks.terms.models import Extension, Guidance, Return, TaskActivity
from desktop.tasks.terms.rules import (
    SoFar,
    Values,
    check_extension,
    check_guidance,
    check_return,
    due_of,
    tidy,
)
from desktop.tasks.workdays.queries import office_calendar
from desktop.text import clean


@dataclass(frozen=True)
class Since:
    """`today` is the day of the entry (the clock's by default); `on` a later day it takes effect."""

    today: date | None = None
    on: date | None = None

    @property
    def entered(self) -> date:
        """The day of the entry."""
        return self.today or date.today()  # noqa: DTZ011 - the calendar on the user's wall

    @property
    def holds_from(self) -> str:
        """The day since which the paper counts: how a task stood earlier is not rewritten."""
        return max(self.on or self.entered, self.entered).isoformat()


NOW = Since()


def give_guidance(session: Session, code: str, values: Values, since: Since = NOW) -> str:
    """Enter the paper that a task waited for, with the last day it sets; return the obligation's code.

    `values` are the fields of `Guidance`. A later paper replaces an earlier one from its day on. Raises
    NotAllowed, NotFound, Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, f"Nhập văn bản hướng dẫn nhiệm vụ {clean(code)}")
    obligation, papers = _entered_so_far(session, code, since)
    paper = tidy(Guidance, values)
    _refuse(check_guidance(paper, term_of(obligation, papers), since.entered))
    paper["due_on"] = due_of(paper, office_calendar(session)).isoformat()
    return _add(session, Guidance, obligation, paper, since)


def extend_deadline(session: Session, code: str, values: Values, since: Since = NOW) -> str:
    """Enter an extension (`values` are the fields of `Extension`); return the obligation's code.

    Raises NotAllowed, NotFound, Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, f"Gia hạn nhiệm vụ {clean(code)}")
    obligation, papers = _entered_so_far(session, code, since)
    term, paper = term_of(obligation, papers), tidy(Extension, values)
    _refuse(check_extension(paper, term, since.entered))
    paper["former_due_on"] = term.due_on.isoformat() if term.due_on else ""
    return _add(session, Extension, obligation, paper, since)


def return_result(session: Session, code: str, values: Values, since: Since = NOW) -> str:
    """Enter that a higher office sent a result back (`values` are the fields of `Return`).

    The task is open again from that day on. Returns the obligation's code. Raises NotAllowed, NotFound,
    Invalid with every problem.
    """
    authorize(session, Right.EDIT_TASKS, f"Ghi kết quả bị trả lại, nhiệm vụ {clean(code)}")
    obligation, papers = _entered_so_far(session, code, since)
    paper = tidy(Return, values)
    _refuse(check_return(paper, _reported_so_far(papers), since.entered))
    return _add(session, Return, obligation, paper, since)


def count_activities(
    session: Session, source: str, what: str, held_on: date, obligations: Sequence[Obligation]
) -> None:
    """Count something held as activity for these obligations, and for no others: `source` is its uid.

    Called again when it was changed, it writes only what is otherwise; with no obligations it counts for none
    any more. For rooms above this one, inside the act that they have begun.
    """
    authorize(session, Right.EDIT_TASKS, f"Tính hoạt động cho nhiệm vụ: {clean(what)}")
    stored = session.scalars(select(TaskActivity).where(TaskActivity.source == source)).all()
    known = {row.obligation_id: row for row in stored}
    served = {one.id: one for one in obligations}
    for row in stored:
        if row.obligation_id not in served:
            session.delete(row)
    for one in served.values():
        row = known.get(one.id) or TaskActivity(unit_code=one.unit_code, obligation_id=one.id, source=source)
        row.held_on, row.what = held_on.isoformat(), clean(what)
        session.add(row)
    session.flush()


def _entered_so_far(session: Session, code: str, since: Since) -> tuple[Obligation, Papers]:
    obligation = find_obligation(session, code, since.entered)
    until = date.fromisoformat(since.holds_from)
    papers = papers_until(session, until, links_on(session, until).heirs)
    return obligation, papers.get(obligation.id, Papers())


def _reported_so_far(papers: Papers) -> SoFar | None:
    newest = reported_of(papers)
    if newest is None or not papers.progress:
        return None
    return SoFar(date.fromisoformat(min(row.reported_on for row in papers.progress)), newest.percent)


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise Invalid(problems)


def _add(session: Session, model: type[Any], obligation: Obligation, values: Values, since: Since) -> str:
    row = model(
        unit_code=obligation.unit_code,
        obligation_id=obligation.id,
        holds_from=since.holds_from,
        entered_by=actor_of(session).login,
        **values,
    )
    session.add(row)
    session.flush()
    return obligation.code
