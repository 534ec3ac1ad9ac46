"""What officers write into the sections of reports."""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base


class SectionText(Base):
    """One section of a report as written in one sitting; outside the journal by the prefix of its name.

    `generated` is what the data said when it was written, `saved_at` UTC, ISO 8601. A later sitting writes a
    row of its own, so that what was written before stays.
    """

    __tablename__ = "draft_section"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_code: Mapped[str] = mapped_column(index=True)
    period: Mapped[str]
    section: Mapped[str]
    sitting: Mapped[str] = mapped_column(index=True)
    login: Mapped[str]
    text: Mapped[str]
    generated: Mapped[str]
    saved_at: Mapped[str]
