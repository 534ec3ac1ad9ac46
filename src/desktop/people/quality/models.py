"""Warnings that the office has looked at and accepted, with its reason."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base


class AcceptedWarning(Base):
    """One warning about one value of one person; it is not shown again as long as the value stays.

    `value_hash` is SHA-256 over the value that was warned of, so that the value itself stands in one place.
    """

    __tablename__ = "accepted_warning"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - an undone removal gets its own id back

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    field: Mapped[str]
    message: Mapped[str]
    value_hash: Mapped[str]
    reason: Mapped[str]
    accepted_by: Mapped[str]
    accepted_at: Mapped[str]
