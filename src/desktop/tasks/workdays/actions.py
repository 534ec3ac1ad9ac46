"""Correcting the working calendar: single days, or a year's list at once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, authorize
from desktop.commands import FIRST_YEAR, LAST_YEAR
from desktop.errors import Invalid, NotFound, Problem
from desktop.people.normal import read_whole_date
from desktop.storage.fields import fields_of
from desktop.tasks.workdays.models import Workday
from desktop.text import clean, day

KINDS = {"off": "Ngày nghỉ", "work": "Ngày làm việc"}
"""What a day can be made."""


def set_workday(session: Session, values: Mapping[str, Any]) -> None:
    """Make a day a working day or a day off; `values` are the fields of `Workday`.

    A day that was corrected before is corrected again. Raises NotAllowed, Invalid with every problem.
    """
    typed = _typed(values)
    authorize(session, Right.EDIT_TASKS, f"Sửa lịch làm việc ngày {_shown(typed['day'])}", typed["document"])
    _put(session, _checked(values))
    session.flush()


def set_workdays(session: Session, days: Iterable[Mapping[str, Any]], source: str) -> int:
    """Correct many days as one act; return how many. Nothing is changed when one of them is wrong."""
    authorize(session, Right.EDIT_TASKS, "Nhập lịch làm việc", source)
    count = 0
    for count, values in enumerate(days, start=1):  # noqa: B007 - the last one is how many
        _put(session, _checked(values))
    session.flush()
    return count


def forget_workday(session: Session, on: date) -> None:
    """Take a correction back: the shipped calendar holds again. Raises NotAllowed, NotFound."""
    authorize(session, Right.EDIT_TASKS, f"Bỏ điều chỉnh lịch làm việc ngày {day(on)}")
    row = _find(session, on.isoformat())
    if row is None:
        raise NotFound(f"Ngày {day(on)} chưa được đơn vị điều chỉnh nên không có gì để bỏ.")
    session.delete(row)
    session.flush()


def _put(session: Session, stored: Mapping[str, str]) -> None:
    row = _find(session, stored["day"])
    if row is None:
        session.add(Workday(**stored))
        session.flush()
        return
    for key, value in stored.items():
        setattr(row, key, value)


def _find(session: Session, iso: str) -> Workday | None:
    return session.scalar(select(Workday).where(Workday.day == iso))


def _typed(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the declared fields as clean texts, the day in ISO where it is one."""
    typed = {one.key: clean(str(values.get(one.key) or "")) for one in fields_of(Workday)}
    return typed | {"day": read_whole_date(typed["day"])[0]}


def _shown(typed: str) -> str:
    return typed if read_whole_date(typed)[1] else day(date.fromisoformat(typed))


def _checked(values: Mapping[str, Any]) -> dict[str, str]:
    stored = _typed(values)
    problems = [
        Problem(one.key, f"{one.label} còn trống; hãy nhập rồi lưu lại.")
        for one in fields_of(Workday)
        if not stored[one.key]
    ]
    problems += [
        Problem(one.key, f"“{one.label}” dài quá {one.max_length} ký tự; hãy rút gọn.")
        for one in fields_of(Workday)
        if len(stored[one.key]) > one.max_length
    ]
    if stored["kind"] and stored["kind"] not in KINDS:
        problems.append(Problem("kind", "Chỉ có ngày nghỉ (off) hoặc ngày làm việc (work); hãy chọn lại."))
    unread = read_whole_date(stored["day"])[1]
    if stored["day"] and unread:
        problems.append(Problem("day", unread))
    elif stored["day"] and not FIRST_YEAR <= int(stored["day"][:4]) <= LAST_YEAR:
        problems.append(Problem("day", "Năm của ngày này không hợp lý; hãy kiểm tra lại."))
    if problems:
        raise Invalid(problems)
    return stored
