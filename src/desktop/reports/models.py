"""Frozen reports and the files made from them."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record

WARD_PLAN = "ward_plan"
"""The kind of a snapshot that is the office's own plan; the others are kinds of reports (`outline`)."""


class Snapshot(Base, Record):
    """A report made final: its figures with the uids behind them, its text, its hash. Never edited.

    `content` is the canonical JSON that `sha256` covers; `replaces` is the uid of the version it corrects.
    Dates are ISO; `is_estimate` marks a report due before its cut-off (“ước thực hiện”).
    """

    __tablename__ = "snapshot"

    kind: Mapped[str]
    plan_code: Mapped[str] = mapped_column(index=True)
    period: Mapped[str]
    starts_on: Mapped[str]
    cut_off: Mapped[str]
    is_estimate: Mapped[int] = mapped_column(default=0)
    made_on: Mapped[str]
    made_by: Mapped[str]
    replaces: Mapped[str | None]
    content: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)


class SnapshotFile(Base, Record):
    """A file made from a snapshot: role is draft, leader_signed, signed, docx or xlsx."""

    __tablename__ = "snapshot_file"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), index=True)
    role: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    made_on: Mapped[str]


class IssuedPaper(Base, Record):
    """A line of the register of issued papers (sổ văn bản đi): numbers restart at 01 on 1 January."""

    __tablename__ = "issued_paper"

    year: Mapped[int]
    type_code: Mapped[str]
    number: Mapped[int]
    issued_on: Mapped[str]
    subject: Mapped[str]
    signer: Mapped[str]
    recipient: Mapped[str]
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshot.id"))
