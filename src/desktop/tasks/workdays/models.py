"""Days on which this office works, or is off, otherwise than the shipped calendar says."""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, new_uid
from desktop.storage.fields import Kind, field


class Workday(Base):
    """One corrected day with the decision that says so; `kind` is `off` or `work`."""

    __tablename__ = "workday"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    day: Mapped[str] = field("Ngày", Kind.DATE, required=True, index=True)
    kind: Mapped[str] = field("Ngày này là", Kind.CODE, required=True, codes="workday_kind")
    name: Mapped[str] = field("Tên ngày nghỉ, lý do", required=True)
    document: Mapped[str] = field(
        "Văn bản quy định", required=True, help="Số, ký hiệu, ngày, cơ quan ban hành"
    )
