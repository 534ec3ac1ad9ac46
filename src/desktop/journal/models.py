"""The journal's two tables: acts (who, when, why) and the changes each act made."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, new_uid


class Act(Base):
    """One act of one user: everything committed together. `chain` seals it to all acts before."""

    __tablename__ = "journal_act"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    verb: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    who: Mapped[str]
    at: Mapped[str]
    undoes: Mapped[str | None]
    changes: Mapped[int] = mapped_column(default=0)
    chain: Mapped[bytes | None]


class Change(Base):
    """One row changed by an act; `before` and `after` are JSON, emptied when a person is erased for good.

    `digest` is SHA-256 over table, row, contents and `salt`, so that the chain survives an erasure.
    """

    __tablename__ = "journal_change"
    __table_args__ = (Index("ix_journal_change_row", "table_name", "row_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("journal_act.id"), index=True)
    table_name: Mapped[str]
    row_key: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    salt: Mapped[bytes | None]
    digest: Mapped[bytes]
