"""A list of people that the office asks for again: its question, its columns, its order."""

from sqlalchemy.orm import Mapped

from desktop.storage.base import Base, Record
from desktop.storage.fields import Kind, field


class SavedList(Base, Record):
    """A saved list; its question is written down exactly (`Question.text`), columns are keys of fields."""

    __tablename__ = "saved_list"

    name: Mapped[str] = field("Tên danh sách", required=True, max_length=80)
    question: Mapped[str] = field("Điều kiện", Kind.NOTE, required=True, max_length=1000)
    columns: Mapped[str] = field("Các cột", Kind.NOTE, required=True, max_length=1000)
    sort: Mapped[str] = field("Xếp theo", required=True)
    descending: Mapped[int] = field("Xếp ngược", Kind.FLAG, required=True)
