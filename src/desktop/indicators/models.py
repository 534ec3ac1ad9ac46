"""What the office types for targets: values the register cannot compute, where a path begins, its steps.

Rows are only added; the newest one counts. So it stays visible what was said before, and by whom.
"""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, field


class TargetValue(Base, Record):
    """One value of one target on one day; the newest on or before a day is the one that counts.

    `reach` says for what the figure stands: the office's own territory, or all that the target is asked of.
    `assessment` is what stands instead of a number for a target in words: a state of `rules.TargetState`.
    """

    __tablename__ = "target_value"

    plan_code: Mapped[str] = mapped_column(index=True)
    target_code: Mapped[str] = mapped_column(index=True)
    as_of: Mapped[str] = field("Tính đến ngày", Kind.DATE, required=True)
    value: Mapped[float | None] = mapped_column()
    numerator: Mapped[float | None] = mapped_column()
    denominator: Mapped[float | None] = mapped_column()
    reach: Mapped[str | None] = mapped_column()
    assessment: Mapped[str | None] = mapped_column()
    source: Mapped[str | None] = field("Nguồn số liệu", required=False, help="Cơ quan, báo cáo có con số này")
    document: Mapped[str | None] = field("Văn bản", required=False, help="Số, ký hiệu, ngày của văn bản")
    note: Mapped[str | None] = field("Ghi chú", Kind.NOTE, max_length=2000)


class TargetBaseline(Base, Record):
    """Where the path of a target begins: a value on a day, with its source.

    Of a growth (“tăng 10%”, “tăng 2 lần”) it is the number that is to grow, in pieces.
    """

    __tablename__ = "target_baseline"

    plan_code: Mapped[str] = mapped_column(index=True)
    target_code: Mapped[str] = mapped_column(index=True)
    as_of: Mapped[str] = field("Mốc tại ngày", Kind.DATE, required=True)
    value: Mapped[float] = mapped_column()
    source: Mapped[str | None] = field("Nguồn số liệu", required=False, help="Cơ quan, văn bản có con số này")
    note: Mapped[str | None] = field("Ghi chú", Kind.NOTE, max_length=2000)


class TargetMilestone(Base, Record):
    """What shall be reached by the end of a year; in the year of the target itself: the office's own part.

    Without a value the milestone of that year is taken back.
    """

    __tablename__ = "target_milestone"

    plan_code: Mapped[str] = mapped_column(index=True)
    target_code: Mapped[str] = mapped_column(index=True)
    year: Mapped[int] = field("Năm", Kind.YEAR, required=True)
    value: Mapped[float | None] = mapped_column()
    source: Mapped[str | None] = field("Căn cứ", required=False, help="Văn bản giao mức này")
    note: Mapped[str | None] = field("Ghi chú", Kind.NOTE, max_length=2000)
