"""Finding one obligation by the code that people type."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import NotFound
from desktop.tasks.models import Obligation
from desktop.text import clean, fold


def find_obligation(session: Session, code: str, on: date) -> Obligation:
    """Return the obligation of a code; accents and capitals may be missing (“dn26.3”).

    A code typed in full goes before one that is like it: “điểm d” and “điểm đ” are two tasks. A yearly
    task's bare code means the one of the year of `on`, and where a year has several the next to end.
    Raises NotFound.
    """
    wanted = [clean(code), f"{clean(code)}@{on.year}"]
    question = select(Obligation.id, Obligation.code, Obligation.due_on).order_by(Obligation.id)
    rows = session.execute(question).all()
    spans = [row for row in rows if fold(row.code).startswith(f"{fold(wanted[1])}.")]
    ahead = [row for row in spans if (row.due_on or "") >= on.isoformat()]
    wanted += [row.code for row in (*ahead[:1], *spans[-1:])]
    found: dict[str, int] = {}
    for key in (str.casefold, fold):
        for row in rows:
            found.setdefault(key(row.code), row.id)
    alike = (found.get(key(one)) for key in (str.casefold, fold) for one in wanted)
    obligation_id = next((one for one in alike if one is not None), None)
    if obligation_id is None:
        raise NotFound(
            f"Không có nhiệm vụ mã “{clean(code)}” trong kế hoạch đã nhận; hãy xem lại danh sách nhiệm vụ."
        )
    return session.get_one(Obligation, obligation_id)
