"""The code lists that this office has adopted in the place of those that came with the program."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.models import AdoptedList
from desktop.codelists import CodeList, list_names, shipped_list
from desktop.codelists.shipped import read_codes


def adopted_lists(session: Session, on: date) -> list[CodeList]:
    """Return the version in force on a day of every list that was adopted."""
    begun = select(AdoptedList).where(AdoptedList.valid_from <= on.isoformat())
    rows = session.scalars(begun.order_by(AdoptedList.valid_from, AdoptedList.id))
    newest = {row.name: row for row in rows}
    return [_as_list(row) for name, row in newest.items() if name in list_names()]


def _as_list(row: AdoptedList) -> CodeList:
    source = f"Văn bản số {row.number} của {row.issuer}"
    title = shipped_list(row.name).title
    return CodeList(row.name, title, source, read_codes(row.content), row.valid_from, adopted=True)
