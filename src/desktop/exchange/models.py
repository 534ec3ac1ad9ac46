"""Packages sent by this office and received at the department."""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record


class SentPackage(Base, Record):
    """A package made here; `number` runs within plan and period and never repeats."""

    __tablename__ = "sent_package"

    plan_code: Mapped[str]
    period: Mapped[str]
    number: Mapped[int]
    made_at: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)


class ReceivedPackage(Base, Record):
    """The receipt register: what came in, when, with which verdict. Internal evidence, not a time-stamp."""

    __tablename__ = "received_package"

    unit_name: Mapped[str]
    plan_code: Mapped[str]
    period: Mapped[str]
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[str]
    verdict: Mapped[str]
    signers: Mapped[str]
    manifest: Mapped[str]


class ReceivedFigure(Base, Record):
    """One figure of a merged report: a task's progress or a target's value of one ward."""

    __tablename__ = "received_figure"

    plan_code: Mapped[str] = mapped_column(index=True)
    period: Mapped[str]
    kind: Mapped[str]
    code: Mapped[str]
    state: Mapped[str]
    value: Mapped[float | None] = mapped_column()
    numerator: Mapped[float | None] = mapped_column()
    denominator: Mapped[float | None] = mapped_column()
    note: Mapped[str | None] = mapped_column()
