"""Values that the office types for targets which the register cannot compute."""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, field


class TargetValue(Base, Record):
    """One value of one target on one day; the newest on or before a day is the one that counts."""

    __tablename__ = "target_value"

    plan_code: Mapped[str] = mapped_column(index=True)
    target_code: Mapped[str] = mapped_column(index=True)
    as_of: Mapped[str] = field("Tính đến ngày", Kind.DATE, required=True)
    value: Mapped[float | None] = mapped_column()
    numerator: Mapped[float | None] = mapped_column()
    denominator: Mapped[float | None] = mapped_column()
    source: Mapped[str | None] = field("Nguồn số liệu", required=False, help="Văn bản, báo cáo có con số này")
    note: Mapped[str | None] = field("Ghi chú", Kind.NOTE)
