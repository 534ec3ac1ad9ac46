"""Warnings that the office has looked at and accepted, with its reason."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base


class AcceptedWarning(Base):
    """One rule broken by one person and accepted; it is not shown again while the values it reads stay.

    Kept are the title of the rule, not its sentence, and SHA-256 over the values as `facts_mark`, so that the
    values themselves stand in one place. `field` is the one that the rule is about.
    """

    __tablename__ = "accepted_warning"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - an undone removal gets its own id back

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    field: Mapped[str]
    rule: Mapped[str]
    facts_mark: Mapped[str]
    reason: Mapped[str]
    accepted_by: Mapped[str]
    accepted_at: Mapped[str]
