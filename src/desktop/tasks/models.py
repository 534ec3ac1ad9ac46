"""Adopted plans, the obligations they put on this office, and the progress reported on them."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, field


class AdoptedPlan(Base, Record):
    """A plan that this office has taken on; work done since `starts_on` counts for it.

    `own_plan_id` ties it to the office's own plan it is, so that this one cannot be taken away beneath it;
    None for a plan of the catalogue.
    """

    __tablename__ = "adopted_plan"

    plan_code: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    starts_on: Mapped[str]
    adopted_on: Mapped[str]
    own_plan_id: Mapped[int | None] = mapped_column(ForeignKey("own_plan.id"))


class Obligation(Base, Record):
    """One thing this office must do: a task of the plan (for yearly tasks, in one year).

    `code` is the task's code, with `@year` for the yearly ones; `role` is lead, with, local or watch and
    `role_reason` says in words why. Dates are ISO; `deadline_kind` is one of the kinds of `plans.deadlines`.
    The plan's words are kept as they were when the office took it on; `lead` and `with_units` hold one unit
    a line, `position` the place in the plan.
    """

    __tablename__ = "obligation"

    plan_code: Mapped[str] = mapped_column(index=True)
    task_code: Mapped[str] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(index=True)
    position: Mapped[int]
    number: Mapped[str]
    group_code: Mapped[str]
    group_title: Mapped[str]
    text: Mapped[str]
    role: Mapped[str]
    role_reason: Mapped[str]
    lead: Mapped[str]
    with_units: Mapped[str]
    result: Mapped[str]
    legal_source: Mapped[str]
    deadline_text: Mapped[str]
    deadline_kind: Mapped[str]
    starts_on: Mapped[str | None]
    due_on: Mapped[str | None]


class Progress(Base, Record):
    """One report of progress on an obligation; rows are added, never edited."""

    __tablename__ = "progress"

    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    reported_on: Mapped[str] = field("Ngày báo cáo", Kind.DATE, required=True, section="Tiến độ")
    percent: Mapped[int] = field("Mức hoàn thành (%)", Kind.NUMBER, required=True, section="Tiến độ")
    note: Mapped[str] = field("Kết quả đã làm", Kind.NOTE, required=True, max_length=4000, section="Tiến độ")
    evidence: Mapped[str | None] = field(
        "Văn bản, tài liệu chứng minh", section="Tiến độ", help="Số, ký hiệu, ngày của văn bản"
    )
    difficulty: Mapped[str | None] = field(
        "Khó khăn, vướng mắc", Kind.NOTE, max_length=4000, section="Tiến độ"
    )
    proposal: Mapped[str | None] = field("Kiến nghị, đề xuất", Kind.NOTE, max_length=4000, section="Tiến độ")
    entered_by: Mapped[str]


class Evidence(Base, Record):
    """A file that proves one report of progress; its bytes are kept under `sha256` (`accounts.kept`)."""

    __tablename__ = "evidence"

    progress_id: Mapped[int] = mapped_column(ForeignKey("progress.id"), index=True)
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
