"""The mapped base of every table and the columns that records which travel have in common."""

import secrets
import time

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All mapped classes; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=_NAMING)


def new_uid() -> str:
    """Return an identity that does not depend on the machine: 16 digits of the moment, 16 drawn by lot.

    What is entered together so stands together in every index, which many people at once are quicker for.
    """
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


class Record:
    """A row that may leave the office: `uid` is its identity everywhere, `unit_code` its office."""

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    unit_code: Mapped[str] = mapped_column(index=True)
