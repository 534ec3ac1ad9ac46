"""Making a letter final: frozen and numbered like every paper."""

from datetime import date

from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, authorize
from desktop.jobs import NO_JOB, Job
from desktop.reports.actions import Issue, freeze
from desktop.reports.letters.drafts import LetterWish, draft_letter


def make_letter(
    session: Session, wish: LetterWish, on: date, *, issue: Issue | None = None, job: Job = NO_JOB
) -> str:
    """Freeze a letter, with its number when `issue` is given; return the snapshot's uid.

    Raises NotAllowed, and like `draft_letter` and `freeze`.
    """
    authorize(session, Right.MAKE_REPORTS, "Chốt công văn, giấy mời, danh sách")
    return freeze(session, draft_letter(session, wish, on), made_on=on, issue=issue, job=job)
