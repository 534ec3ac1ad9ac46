"""Finding one obligation by the code that people type."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import NotFound
from desktop.tasks.models import Obligation
from desktop.text import clean, fold


def find_obligation(session: Session, code: str, on: date) -> Obligation:
    """Return the obligation of a code; accents and capitals may be missing (“dn26.3”).

    A yearly task's bare code means the one of the year of `on`. Raises NotFound.
    """
    wanted = (fold(clean(code)), fold(f"{clean(code)}@{on.year}"))
    rows = session.execute(select(Obligation.id, Obligation.code)).all()
    found = {fold(row.code): row.id for row in rows}
    obligation_id = found.get(wanted[0]) or found.get(wanted[1])
    if obligation_id is None:
        raise NotFound(
            f"Không có nhiệm vụ mã “{clean(code)}” trong kế hoạch đã nhận; hãy xem lại danh sách nhiệm vụ."
        )
    return session.get_one(Obligation, obligation_id)
