"""Plans that do not ship with the program: what the office read from its own city's paper."""

from sqlalchemy.orm import Mapped, mapped_column

from desktop.storage.base import Base, Record


class OwnPlan(Base, Record):
    """One such plan: `content` is its tables as JSON (`toml_tables`), `read_from` the name of the file."""

    __tablename__ = "own_plan"

    plan_code: Mapped[str] = mapped_column(unique=True)
    content: Mapped[str]
    read_from: Mapped[str]
