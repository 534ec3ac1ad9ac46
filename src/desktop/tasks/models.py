"""Adopted plans, the obligations they put on this office, and the progress reported on them."""

from datetime import UTC, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, field


def moment() -> str:
    """Return this moment (UTC, ISO 8601), fine enough to order what is entered on one day."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


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
    a line, `position` the place in the plan. `plan_role` and `plan_role_reason` keep the part that was read
    from the plan once the office chose another one; None while `role` is that part. `owed_from` is the day
    since which it is asked of the office: that of the adoption, for a later year's its first day.
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
    owed_from: Mapped[str]
    plan_role: Mapped[str | None]
    plan_role_reason: Mapped[str | None]


class Progress(Base, Record):
    """One report of progress on an obligation; rows are added, never edited.

    Where things can be counted, `percent` follows from `done` of `whole` (`counted`: classes, papers, …).
    `entered_at` tells which of several entries for one day came last.
    """

    __tablename__ = "progress"

    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    reported_on: Mapped[str] = field("Ngày báo cáo", Kind.DATE, required=True, section="Tiến độ")
    percent: Mapped[int] = field("Mức hoàn thành (%)", Kind.NUMBER, required=True, section="Tiến độ")
    done: Mapped[int | None] = field(
        "Số đã làm", Kind.NUMBER, section="Tiến độ", help="Việc đếm được: đã làm 3 trên tổng số 5 lớp"
    )
    whole: Mapped[int | None] = field("Trên tổng số", Kind.NUMBER, section="Tiến độ")
    counted: Mapped[str | None] = field("Đơn vị đếm", max_length=40, section="Tiến độ", help="lớp, văn bản…")
    note: Mapped[str] = field("Kết quả đã làm", Kind.NOTE, required=True, max_length=4000, section="Tiến độ")
    evidence: Mapped[str | None] = field(
        "Văn bản, tài liệu chứng minh", section="Tiến độ", help="Số, ký hiệu, ngày của văn bản"
    )
    difficulty: Mapped[str | None] = field(
        "Khó khăn, vướng mắc", Kind.NOTE, max_length=4000, section="Tiến độ"
    )
    proposal: Mapped[str | None] = field("Kiến nghị, đề xuất", Kind.NOTE, max_length=4000, section="Tiến độ")
    entered_by: Mapped[str]
    entered_at: Mapped[str] = mapped_column(default=moment)


class Evidence(Base, Record):
    """A file that proves one report of progress; its bytes are kept under `sha256` (`accounts.kept`)."""

    __tablename__ = "evidence"

    progress_id: Mapped[int] = mapped_column(ForeignKey("progress.id"), index=True)
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
