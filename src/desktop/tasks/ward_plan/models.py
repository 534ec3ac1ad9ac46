"""The office's own plan: its words and tasks, who answers for them, their progress, money, its versions."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, field

_ONE = "Việc"
_MONEY = "Kinh phí"
_LONG = 20_000
_KEPT_IDS = {"sqlite_autoincrement": True}
"""An undone removal gets its own id back."""


class WardPlan(Base, Record):
    """The office's plan under one adopted plan. A text that is None is written by the program."""

    __tablename__ = "ward_plan"

    plan_code: Mapped[str] = mapped_column(unique=True)
    subject: Mapped[str | None] = field("Trích yếu", max_length=500)
    bases: Mapped[str | None] = field("Căn cứ", Kind.NOTE, max_length=_LONG, help="Mỗi căn cứ một dòng")
    purpose: Mapped[str | None] = field("Mục đích, yêu cầu", Kind.NOTE, max_length=_LONG)
    goals: Mapped[str | None] = field("Mục tiêu", Kind.NOTE, max_length=_LONG)
    solutions: Mapped[str | None] = field("Nhiệm vụ, giải pháp", Kind.NOTE, max_length=_LONG)
    funding: Mapped[str | None] = field("Kinh phí thực hiện", Kind.NOTE, max_length=_LONG)
    organisation: Mapped[str | None] = field("Tổ chức thực hiện", Kind.NOTE, max_length=_LONG)
    reporting: Mapped[str | None] = field("Chế độ thông tin, báo cáo", Kind.NOTE, max_length=_LONG)


class WardOfficer(Base, Record):
    """Somebody in the office who can answer for a task; one who left is no longer `active`."""

    __tablename__ = "ward_officer"
    __table_args__ = _KEPT_IDS

    full_name: Mapped[str] = field("Họ và tên", Kind.NAME, required=True)
    section: Mapped[str] = field("Phòng, đơn vị", Kind.CODE, codes="ward_section", required=True)
    position: Mapped[str | None] = field("Chức vụ", help="Ví dụ: Trưởng phòng, công chức")
    active: Mapped[int] = mapped_column(default=1)


class OwnTask(Base, Record):
    """One task of the office itself.

    `task_code` names the city's task that it carries out, None for one of the office's own will; it is no
    foreign key, so that a plan can be replaced above it. Dates are ISO, `money_planned` in đồng.
    """

    __tablename__ = "own_task"
    __table_args__ = _KEPT_IDS

    ward_plan_id: Mapped[int] = mapped_column(ForeignKey("ward_plan.id"), index=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("ward_officer.id"))
    task_code: Mapped[str | None] = field("Thực hiện nhiệm vụ được giao", Kind.CODE, codes="task")
    text: Mapped[str] = field("Nội dung việc", Kind.NOTE, required=True, max_length=2000)
    section: Mapped[str] = field("Đơn vị chủ trì", Kind.CODE, codes="ward_section", required=True)
    coordinators: Mapped[str | None] = field(
        "Đơn vị phối hợp", Kind.NOTE, max_length=2000, help="Mỗi đơn vị một dòng"
    )
    starts_on: Mapped[str | None] = field("Bắt đầu", Kind.DATE)
    ends_on: Mapped[str | None] = field("Kết thúc", Kind.DATE)
    deadline_text: Mapped[str | None] = field(
        "Thời hạn bằng lời", help="Ví dụ: Thường xuyên, Quý II/2026; để trống thì lấy theo hai ngày trên"
    )
    result: Mapped[str | None] = field("Kết quả, sản phẩm cần đạt", Kind.NOTE, max_length=2000)
    money_source: Mapped[str | None] = field(
        "Nguồn kinh phí", Kind.CODE, codes="money_source", section=_MONEY
    )
    money_planned: Mapped[int | None] = field(
        "Kinh phí dự kiến (đồng)", Kind.NUMBER, section=_MONEY, help="Ví dụ: 20.000.000"
    )


class OwnProgress(Base, Record):
    """One report of progress on an own task; rows are added, never edited."""

    __tablename__ = "own_progress"
    __table_args__ = _KEPT_IDS

    own_task_id: Mapped[int] = mapped_column(ForeignKey("own_task.id", ondelete="CASCADE"), index=True)
    reported_on: Mapped[str] = field("Ngày báo cáo", Kind.DATE, required=True)
    percent: Mapped[int] = field("Mức hoàn thành (%)", Kind.NUMBER, required=True)
    note: Mapped[str] = field("Kết quả đã làm", Kind.NOTE, required=True, max_length=4000)
    document: Mapped[str | None] = field("Văn bản, tài liệu chứng minh", help="Số, ký hiệu, ngày của văn bản")
    entered_by: Mapped[str]


class OwnSpending(Base, Record):
    """Money spent on an own task, in đồng, with the paper that proves it."""

    __tablename__ = "own_spending"
    __table_args__ = _KEPT_IDS

    own_task_id: Mapped[int] = mapped_column(ForeignKey("own_task.id"), index=True)
    spent_on: Mapped[str] = field("Ngày chi", Kind.DATE, required=True)
    amount: Mapped[int] = field("Số tiền (đồng)", Kind.NUMBER, required=True, help="Ví dụ: 5.000.000")
    document: Mapped[str] = field("Chứng từ", required=True, help="Số, ngày của chứng từ, quyết định chi")
    note: Mapped[str | None] = field("Nội dung chi", Kind.NOTE, max_length=2000)
    entered_by: Mapped[str]


class WardPlanVersion(Base, Record):
    """The plan as it was issued once; never edited. Of one `version` the newest row counts.

    `paper` is how it is cited, `snapshot_uid` its frozen paper, `content` what it said, as JSON
    (`changes.content_of`).
    """

    __tablename__ = "ward_plan_version"

    ward_plan_id: Mapped[int] = mapped_column(ForeignKey("ward_plan.id"), index=True)
    version: Mapped[int]
    issued_on: Mapped[str]
    paper: Mapped[str]
    snapshot_uid: Mapped[str]
    content: Mapped[str]
