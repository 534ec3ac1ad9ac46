"""What an office has taught the program about the lists it gets again and again."""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, new_uid


class ListSource(Base):
    """How lists with these headings (`signature`) are read.

    `layout` is JSON: meanings and encodings by column. `title` names the file in which it was learned.
    """

    __tablename__ = "list_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    signature: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    layout: Mapped[str]
    learned_on: Mapped[str]
