"""Which adopted plan took the place of which, and what became of each unfinished task."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record


class PlanSuccession(Base, Record):
    """One plan that another replaced from the day `since` on, never one before the entry.

    `why` names the paper or the words that say so.
    """

    __tablename__ = "plan_succession"

    old_plan_id: Mapped[int] = mapped_column(ForeignKey("adopted_plan.id"), unique=True)
    new_plan_id: Mapped[int] = mapped_column(ForeignKey("adopted_plan.id"), index=True)
    since: Mapped[str]
    why: Mapped[str]


class TaskSuccession(Base, Record):
    """What became of one unfinished obligation of the old plan.

    `successor_id` is the obligation that carries it on, None when it was closed; `score` says how alike
    their words are (0–100), `why` is shown.
    """

    __tablename__ = "task_succession"

    succession_id: Mapped[int] = mapped_column(ForeignKey("plan_succession.id"), index=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), unique=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("obligation.id"), index=True)
    score: Mapped[int | None]
    why: Mapped[str]
