"""Papers that give, move or reopen an obligation's term; rows are added, never edited.

Each counts from `holds_from` on: the day it takes effect, but never a day before the one it was entered on,
so that how a task stood on a day gone by stays what it was.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, field
from desktop.tasks.models import moment

_PAPER, _TERM, _RESULT = "Văn bản", "Thời hạn", "Kết quả"


class Guidance(Base, Record):
    """A paper that a task waited for, and the last day it sets; `days` keeps a term given in days."""

    __tablename__ = "guidance"

    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    document: Mapped[str] = field(
        "Số, ký hiệu", required=True, section=_PAPER, help="Ví dụ: Công văn số 125/SKHCN-QLKH"
    )
    issued_on: Mapped[str] = field("Ngày văn bản", Kind.DATE, required=True, section=_PAPER)
    issuer: Mapped[str | None] = field("Cơ quan ban hành", section=_PAPER)
    title: Mapped[str | None] = field("Trích yếu", Kind.NOTE, max_length=1000, section=_PAPER)
    due_on: Mapped[str | None] = field(
        "Hạn cuối", Kind.DATE, section=_TERM, help="Để trống khi văn bản cho số ngày"
    )
    days: Mapped[int | None] = field("Hoặc số ngày kể từ ngày văn bản", Kind.NUMBER, section=_TERM)
    working: Mapped[int | None] = field("Tính theo ngày làm việc", Kind.FLAG, section=_TERM)
    holds_from: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[str] = mapped_column(default=moment)


class Extension(Base, Record):
    """A later last day that was granted, by which paper and why; `former_due_on` is the one it replaces."""

    __tablename__ = "extension"

    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    due_on: Mapped[str] = field("Gia hạn đến ngày", Kind.DATE, required=True, section=_TERM)
    document: Mapped[str] = field(
        "Văn bản cho gia hạn", required=True, section=_PAPER, help="Số, ký hiệu, cơ quan ban hành"
    )
    issued_on: Mapped[str] = field("Ngày văn bản", Kind.DATE, required=True, section=_PAPER)
    reason: Mapped[str] = field("Lý do gia hạn", Kind.NOTE, required=True, max_length=1000, section=_PAPER)
    former_due_on: Mapped[str]
    holds_from: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[str] = mapped_column(default=moment)


class Return(Base, Record):
    """A result that a higher office sent back; `accepted` percent of the work is left standing."""

    __tablename__ = "returned_result"

    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    returned_on: Mapped[str] = field("Ngày trả lại", Kind.DATE, required=True, section=_RESULT)
    issuer: Mapped[str] = field("Cơ quan trả lại", required=True, section=_RESULT)
    document: Mapped[str | None] = field("Văn bản trả lại", section=_RESULT, help="Số, ký hiệu, nếu có")
    accepted: Mapped[int] = field(
        "Mức còn được công nhận (%)", Kind.NUMBER, required=True, section=_RESULT, help="0 khi làm lại từ đầu"
    )
    reason: Mapped[str] = field(
        "Lý do, nội dung phải làm lại", Kind.NOTE, required=True, max_length=1000, section=_RESULT
    )
    holds_from: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[str] = mapped_column(default=moment)


class TaskActivity(Base, Record):
    """Something held that counts as activity for an obligation besides reports of progress.

    `source` is the uid of what it stands for, so that it can be withdrawn with it.
    """

    __tablename__ = "task_activity"

    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    held_on: Mapped[str]
    what: Mapped[str]
    source: Mapped[str] = mapped_column(index=True)
