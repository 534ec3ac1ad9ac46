"""Random acts on a small register; all people are invented."""

from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select

from desktop.accounts.history import undo
from desktop.accounts.office import Office
from desktop.journal.queries import list_acts
from desktop.people.actions import record_person, remove_person, update_person
from desktop.people.duplicates.actions import merge_people, unmerge
from desktop.people.models import Person
from desktop.people.standing.actions import correct_standing, record_standing, remove_standing
from desktop.people.standing.queries import standings_of

AN = {"full_name": "Nguyễn Văn An", "birth": "1970", "degree": "TS"}

STATUSES = st.sampled_from(["dang_lam", "nghi_huu", "chuyen_di", "da_mat"])
DATES = st.sampled_from(["", "2019", "2019-01", "2019-01-01", "2020-05", "2024-03", "2026-11-01"])
KINDS = ["record", "update", "rename", "add", "correct", "take", "remove", "merge", "part", "undo"]
ACTS = st.tuples(st.sampled_from(KINDS), STATUSES, DATES, st.integers(0, 3))

Played = tuple[str, str, str, int]


def play(office: Office, act: Played, uids: list[str]) -> None:
    """Do one act if the register lets it; raises UserError when it does not."""
    kind, status, since, at = act
    with office.write() as session:
        alive = [uid for uid in uids if session.scalar(select(Person.id).where(Person.uid == uid))]
        if kind == "record" or not alive:
            uids.append(record_person(session, AN | {"status": status, "status_since": since}))
            return
        uid, other = alive[at % len(alive)], alive[-1]
        rows = standings_of(session, uid)
        line = rows[at % len(rows)].line.uid
        steps: dict[str, Any] = {
            "update": lambda: update_person(session, uid, {"status": status, "status_since": since}),
            "rename": lambda: update_person(session, uid, {"full_name": f"Nguyễn Văn {'AÂB'[at % 3]}nh"}),
            "add": lambda: record_standing(session, uid, {"status": status, "since": since}),
            "correct": lambda: correct_standing(session, uid, line, {"status": status, "since": since}),
            "take": lambda: remove_standing(session, uid, line),
            "remove": lambda: remove_person(session, uid, "thử"),
            "merge": lambda: merge_people(session, uid, other),
            "part": lambda: unmerge(session, uids[-1 - at % len(uids)]),
            "undo": lambda: undo(session, list_acts(session)[at].uid),
        }
        steps[kind]()
