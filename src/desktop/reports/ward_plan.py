"""Issuing the office's own plan: frozen and numbered like every paper, kept as a version of the plan."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, authorize
from desktop.documents.model import Report
from desktop.jobs import NO_JOB, Job
from desktop.reports.actions import Issue, Paper, freeze
from desktop.reports.models import WARD_PLAN
from desktop.reports.queries import get_snapshot, report_of
from desktop.tasks.actions import report_progress
from desktop.tasks.queries import progress_of
from desktop.tasks.ward_plan.actions import keep_version, refuse_unready
from desktop.tasks.ward_plan.changes import changes_since, content_of
from desktop.tasks.ward_plan.queries import WardPlanView, ward_plan
from desktop.tasks.ward_plan.report import ward_plan_report
from desktop.tasks.ward_plan.wording import cited


@dataclass(frozen=True)
class IssuedPlan:
    """What issuing made: the snapshot, the number of the version, how the paper is cited.

    `answered` is the city's task that the issue was reported on, empty when it was not.
    """

    snapshot_uid: str
    version: int
    paper: str
    answered: str = ""


def issue_ward_plan(
    session: Session,
    plan_code: str,
    on: date,
    *,
    issue: Issue | None = None,
    answer: str = "",
    job: Job = NO_JOB,
) -> IssuedPlan:
    """Freeze the office's own plan as it stands on a day and keep it as its next version.

    `issue` gives it a number KH, and its day is then the plan's; `answer` is the code of the city's task that
    asks for this plan, when the user wants the issue to count as its progress. A plan that says what the
    newest version says is not issued twice; it only takes that version's place when it gets its number now.
    Raises NotAllowed, UserError, NotFound.
    """
    authorize(session, Right.EDIT_TASKS, "Ban hành kế hoạch của đơn vị")
    on = issue.on if issue else on
    view = ward_plan(session, plan_code, on)
    refuse_unready(view)
    if view.versions and not changes_since(view.versions[-1], view):
        again = view.versions[-1]
        if issue is None or _has_number(session, again.snapshot_uid):
            _answer(session, answer, view, again.paper, max(again.issued_on, on))
            return IssuedPlan(again.snapshot_uid, again.number, again.paper, answer)
        view = replace(view, versions=view.versions[:-1])
    last = view.versions[-1] if view.versions else None
    paper = Paper(
        report=ward_plan_report(view),
        kind=WARD_PLAN,
        plan_code=plan_code,
        period=str(on.year),
        starts_on=on,
        cut_off=on,
        facts={"ward_plan": content_of(view)},
        replaces=last.snapshot_uid if last else None,
    )
    uid = freeze(session, paper, made_on=on, issue=issue, job=job)
    head = report_of(get_snapshot(session, uid)).letterhead
    named = cited(paper.report.kind, head.number, head.notation, on)
    version = keep_version(session, view, named, uid, on)
    _answer(session, answer, view, named, on)
    return IssuedPlan(uid, version, named, answer)


def _answer(session: Session, code: str, view: WardPlanView, named: str, on: date) -> None:
    """Report the issue as progress of the city's task of this code; once, and nothing for an empty one."""
    if code and all(one.evidence != named for one in progress_of(session, code, on)):
        note = f"Đã ban hành {named} của đơn vị, gồm {len(view.lines)} nhiệm vụ."
        report_progress(session, code, percent=100, note=note, on=on, evidence=named)


def draft_paper(session: Session, plan_code: str, on: date) -> Report:
    """Return the plan as it would be printed today, not frozen; raises UserError when it cannot be issued."""
    view = ward_plan(session, plan_code, on)
    refuse_unready(view)
    return ward_plan_report(view)


def _has_number(session: Session, snapshot_uid: str) -> bool:
    return report_of(get_snapshot(session, snapshot_uid)).letterhead.number is not None
