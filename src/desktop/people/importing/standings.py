"""What a list may say of the standing of somebody known: it never rewrites his time unseen."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from desktop.errors import Problem, Severity
from desktop.people.standing.queries import times_of
from desktop.people.standing.rules import Line, Time, outdated, told

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


def doubt(values: Row, old: Row, time: Time) -> Problem | None:
    """Return why what a list says of the standing is not taken; None when it is.

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
        return Problem("status", message, Severity.WARN)
    why = "" if told(time, status, since) != time else outdated(time, status, since)
    return (
        Problem("status_since" if "status_since" in values else "status", why, Severity.WARN) if why else None
    )
