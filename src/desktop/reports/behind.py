"""Who is behind a figure frozen with a report: the one way to them, each protected as by its room."""

from typing import Literal

from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, require
from desktop.activities.figures import SENSITIVE as SENSITIVE_OF_ACTIVITIES
from desktop.indicators.formulas import FORMULAS
from desktop.people.counting.figures import SENSITIVE as SENSITIVE_OF_REGISTER
from desktop.plans.queries import find_plan
from desktop.reports.figures import frozen_figures
from desktop.reports.models import Snapshot

Part = Literal["uids", "among"]
"""Those whom a figure counts, or those of its denominator."""


def people_of_figure(session: Session, snapshot: Snapshot, code: str, part: Part) -> tuple[str, ...]:
    """Return the uids of those whom a frozen figure counts or who are in its denominator.

    Raises NotAllowed when the figure tells of each of them what this user may not see; KeyError for a
    figure that the report has not.
    """
    figure = {one.code: one for one in frozen_figures(snapshot)}[code]
    uids = figure.uids if part == "uids" else figure.among
    if uids and _is_sensitive(session, snapshot, code):
        require(actor_of(session), Right.SEE_SENSITIVE)
    return uids


def _is_sensitive(session: Session, snapshot: Snapshot, code: str) -> bool:
    room, _, name = code.partition(".")
    if room == "target":
        return _reads_sensitive(session, snapshot.plan_code, name)
    return name in {"register": SENSITIVE_OF_REGISTER, "activity": SENSITIVE_OF_ACTIVITIES}.get(room, ())


def _reads_sensitive(session: Session, plan_code: str, code: str) -> bool:
    """Tell whether a target's formula reads sensitive data; what is no longer known is protected."""
    targets = {target.code: target for target in find_plan(session, plan_code).targets}
    formula = FORMULAS.get(targets[code].measure) if code in targets else None
    return formula is None or formula.reads_sensitive
