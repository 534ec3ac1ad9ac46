"""What a list may say of the standing of somebody known: it never rewrites his time unseen."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from desktop.errors import Problem, Severity
from desktop.people.standing.queries import times_of
from desktop.people.standing.rules import Line, Time, beyond_death, told, why_not

STANDING = ("status", "status_since")

Row = Mapping[str, Any]


def times_of_changed(
    session: Session, listed: Iterable[tuple[int, Row]], held: Mapping[int, Row]
) -> dict[int, Time]:
    """Return the times of the known people of whose standing the list says something else than the register.

    `listed` are the rows of the list with the number of the person each one means.
    """
    changed = {number for number, values in listed if is_changed(values, held[number])}
    return times_of(session, sorted(changed))


def is_changed(values: Row, old: Row) -> bool:
    """Tell whether a row of a list says another status or date than the register."""
    return any(key in values and values[key] != old[key] for key in STANDING)


def doubt(values: Row, old: Row, time: Time) -> tuple[Problem | None, bool]:
    """Return what is to be said of the standing that a list gives, and whether the register takes it.

    A status without a date is no word on when it began: it would take over the date of the one before.
    One that is older than what is known is entered into the past; known there already, it changes nothing.
    """
    status, since = (values.get(key, old[key]) for key in STANDING)
    if "status_since" not in values and status != old["status"] and old["status_since"]:
        said, known = Line(status), Line(old["status"], old["status_since"])
        message = (
            f"Tình trạng “{said.words()}” chưa ghi từ ngày nào nên sổ giữ nguyên: {known.words()}; "
            "hãy thêm cột “Tình trạng từ ngày” vào danh sách, hoặc ghi trong Diễn biến tình trạng của hồ sơ."
        )
        return Problem("status", message, Severity.WARN), False
    after, key = told(time, status, since), "status_since" if "status_since" in values else "status"
    if after != time and after[-1].said != (status, since):
        said, known = Line(status, since), after[-1]
        why = beyond_death(after, said)
        message = why or (
            f"Tình trạng “{said.words()}” cũ hơn tình trạng sổ đang ghi ({known.words()}): sẽ ghi thêm vào "
            "diễn biến, không đổi tình trạng hiện nay; hãy xem lại ngày."
        )
        return Problem(key, message, Severity.WARN), not why
    why = why_not(time, status, since)
    return (Problem(key, why, Severity.WARN), False) if why else (None, True)
