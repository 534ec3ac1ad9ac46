"""Keeping and finding again what officers write into the sections of a report.

No act in the journal: a draft changes no record. The right to make reports is asked for all the same.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, require
from desktop.reports.composing.models import SectionText


@dataclass(frozen=True)
class Place:
    """Which report: its plan, and its period, whose code tells the kinds of reports apart."""

    plan_code: str
    period: str


@dataclass(frozen=True)
class KeptText:
    """A section as somebody wrote it; `generated` is what the data said then, `at` in the local time."""

    text: str
    generated: str
    login: str
    at: datetime

    @property
    def is_own(self) -> bool:
        """Whether it says anything else than the data said."""
        return self.text != self.generated


def keep_text(session: Session, place: Place, section: str, sitting: str, written: tuple[str, str]) -> None:
    """Keep a section as it is being written, with what the data say of it: `written` is both.

    In one sitting the newest stands for those before; what other sittings kept is never touched. Raises
    NotAllowed without the right to make reports.
    """
    actor = actor_of(session)
    require(actor, Right.MAKE_REPORTS)
    same = select(SectionText).where(
        SectionText.sitting == sitting,
        SectionText.section == section,
        SectionText.plan_code == place.plan_code,
        SectionText.period == place.period,
    )
    row = session.scalar(same)
    if row is None:
        row = SectionText(
            plan_code=place.plan_code,
            period=place.period,
            section=section,
            sitting=sitting,
            login=actor.login,
        )
        session.add(row)
    row.text, row.generated = written
    row.saved_at = datetime.now(UTC).isoformat(timespec="microseconds")
    session.flush()


def kept_texts(session: Session, place: Place) -> dict[str, list[KeptText]]:
    """Return what was kept of each section of a report, the newest first."""
    rows = select(SectionText).where(
        SectionText.plan_code == place.plan_code, SectionText.period == place.period
    )
    found: dict[str, list[KeptText]] = {}
    for row in session.scalars(rows.order_by(SectionText.saved_at.desc(), SectionText.id.desc())):
        at = datetime.fromisoformat(row.saved_at).astimezone()
        found.setdefault(row.section, []).append(KeptText(row.text, row.generated, row.login, at))
    return found
