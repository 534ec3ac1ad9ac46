"""One standing of one person: what held from when on, and when the office came to record it."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, field


class Standing(Base, Record):
    """A line in a person's time: it holds from `since` (empty: from the beginning) up to the next line.

    The newest line is what the person's own `status` and `status_since` say. `until` repeats when the next
    line begins (NULL on the newest), `follows` when the line before began (NULL on the oldest, an empty text
    after a line without a date): what is said between two lines so changes both of them too, and an undo
    that would tear the time apart is refused like any other on which later acts stand.
    `recorded_at` is the moment (UTC) at which the line was written as it stands.
    """

    __tablename__ = "standing"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - an undone removal gets its own id back

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = field("Tình trạng", Kind.CODE, codes="status", required=True)
    since: Mapped[str | None] = field(
        "Có hiệu lực từ", Kind.PARTIAL_DATE, index=True,
        help="dd/mm/yyyy, mm/yyyy hoặc yyyy; bỏ trống: không rõ từ bao giờ",
    )  # fmt: skip
    place: Mapped[str | None] = field("Nơi đến", help="Đơn vị, xã, phường hoặc nước chuyển đến")
    document: Mapped[str | None] = field("Văn bản", help="Số, ký hiệu, ngày của văn bản chứng minh")
    note: Mapped[str | None] = field("Ghi chú", Kind.NOTE, max_length=2000)
    until: Mapped[str | None]
    follows: Mapped[str | None]
    recorded_at: Mapped[str]
