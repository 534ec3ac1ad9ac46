"""What is wrong with a paper about a task's term. Pure: each check returns a list of problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop.errors import Problem
from desktop.people.normal import read_whole_date
from desktop.storage.fields import Kind, fields_of
from desktop.tasks.calendar import WorkCalendar
from desktop.tasks.rules import Term
from desktop.tasks.terms.models import Extension, Guidance, Return
from desktop.text import clean, clean_lines, day

Values = Mapping[str, Any]

LONGEST_TERM = 3650
"""Days; a paper that gives more than ten years is a slip of the hand."""

UNDATED_KINDS = ("on_guidance", "after_event", "from", "unknown")
"""Kinds of deadline that name no last day; a paper may set one."""


def tidy(model: type[Any], values: Values) -> dict[str, Any]:
    """Return the declared fields of a paper as they are stored; blank texts become None.

    A day that does not exist stays as typed, for `check_fields` to name.
    """
    found: dict[str, Any] = {}
    for one in fields_of(model):
        value = values.get(one.key)
        if isinstance(value, str):
            value = (clean_lines(value) if one.kind is Kind.NOTE else clean(value)) or None
        if value is not None and one.kind is Kind.DATE:
            value = read_whole_date(str(value))[0]
        found[one.key] = int(bool(value)) if one.kind is Kind.FLAG else value
    return found


def check_fields(model: type[Any], values: Values) -> list[Problem]:
    """Return what is missing or too long, and what is no day or no number."""
    problems = []
    for one in fields_of(model):
        value = values.get(one.key)
        if one.required and value is None:
            problems.append(Problem(one.key, f"{one.label} còn trống; hãy nhập rồi lưu lại."))
        elif isinstance(value, str) and len(value) > one.max_length:
            words = f"“{one.label}” dài quá {one.max_length} ký tự; hãy rút gọn."
            problems.append(Problem(one.key, words))
        elif one.kind is Kind.DATE and value is not None and (wrong := read_whole_date(value)[1]):
            problems.append(Problem(one.key, f"{one.label}: {wrong[:1].lower()}{wrong[1:]}"))
        elif one.kind is Kind.NUMBER and value is not None and not isinstance(value, int):
            problems.append(Problem(one.key, f"“{one.label}” không phải số nguyên; hãy chỉ ghi chữ số."))
    return problems


def check_guidance(values: Values, term: Term, today: date) -> list[Problem]:
    """Return what is wrong with a paper that sets the last day of a task whose plan names none."""
    problems = check_fields(Guidance, values)
    if term.kind not in UNDATED_KINDS:
        words = (
            f"Thời hạn “{term.text}” do kế hoạch định nên không nhập văn bản hướng dẫn; nếu được lùi hạn, "
            "hãy ghi gia hạn."
        )
        return [Problem("", words)]
    if problems:
        return problems
    return [*_check_issued(values, today), *_check_given_term(values)]


def _check_given_term(values: Values) -> list[Problem]:
    due_on, days, issued_on = values["due_on"], values["days"], values["issued_on"]
    if (due_on is None) == (days is None):
        words = "Hãy ghi hạn cuối, hoặc số ngày mà văn bản cho kể từ ngày ký; chỉ ghi một trong hai."
        return [Problem("due_on", words)]
    if days is not None and not 0 < days <= LONGEST_TERM:
        return [Problem("days", f"Số ngày phải từ 1 đến {LONGEST_TERM}; hãy kiểm tra lại văn bản.")]
    if due_on is not None and due_on < issued_on:
        words = f"Hạn cuối {_day(due_on)} trước ngày văn bản {_day(issued_on)}; hãy kiểm tra lại."
        return [Problem("due_on", words)]
    return []


def due_of(values: Values, calendar: WorkCalendar) -> date:
    """Return the last day that a checked guidance sets, by date or by days after it was issued."""
    if values["due_on"] is not None:
        return date.fromisoformat(values["due_on"])
    issued_on = date.fromisoformat(values["issued_on"])
    if values["working"]:
        return calendar.after(issued_on, values["days"])
    return issued_on + timedelta(days=values["days"])


def check_extension(values: Values, term: Term, today: date) -> list[Problem]:
    """Return what is wrong with an extension: it needs a last day to move, and moves it to a later one."""
    if term.due_on is None:
        words = (
            f"Nhiệm vụ này chưa có hạn cuối (“{term.text or 'không ghi'}”) nên không gia hạn được; hãy nhập "
            "văn bản hướng dẫn đặt ra thời hạn trước."
        )
        return [Problem("", words)]
    problems = check_fields(Extension, values) or _check_issued(values, today)
    if not problems and values["due_on"] <= term.due_on.isoformat():
        words = (
            f"Hạn mới {_day(values['due_on'])} không sau hạn hiện nay {day(term.due_on)}; hãy kiểm tra lại."
        )
        problems = [Problem("due_on", words)]
    if not problems and values["due_on"] > (term.due_on + timedelta(days=LONGEST_TERM)).isoformat():
        problems = [Problem("due_on", f"Hạn mới {_day(values['due_on'])} quá xa; hãy kiểm tra lại năm.")]
    return problems


@dataclass(frozen=True)
class SoFar:
    """What was reported on a task before its result is sent back: since which day, and how far it is now."""

    first: date
    percent: int


def check_return(values: Values, so_far: SoFar | None, today: date) -> list[Problem]:
    """Return what is wrong with a returned result; there must have been one."""
    if so_far is None:
        words = "Nhiệm vụ này chưa báo cáo kết quả nào nên không có gì để trả lại; hãy ghi tiến độ trước."
        return [Problem("", words)]
    problems = check_fields(Return, values)
    if problems:
        return problems
    returned_on = values["returned_on"]
    if returned_on > today.isoformat():
        problems.append(
            Problem("returned_on", f"Ngày trả lại {_day(returned_on)} chưa tới; hãy kiểm tra lại.")
        )
    if returned_on < so_far.first.isoformat():
        words = (
            f"Ngày trả lại {_day(returned_on)} trước lần báo cáo đầu tiên {day(so_far.first)}; hãy kiểm tra "
            "lại."
        )
        problems.append(Problem("returned_on", words))
    if not 0 <= values["accepted"] < 100:
        words = "Mức còn được công nhận phải từ 0 đến 99 (%), vì kết quả đã bị trả lại."
        problems.append(Problem("accepted", words))
    elif values["accepted"] > so_far.percent:
        words = (
            f"Mức còn được công nhận {values['accepted']}% cao hơn mức hiện nay {so_far.percent}%; hãy kiểm "
            "tra lại."
        )
        problems.append(Problem("accepted", words))
    return problems


def _check_issued(values: Values, today: date) -> list[Problem]:
    issued_on = values["issued_on"]
    if issued_on <= today.isoformat():
        return []
    return [Problem("issued_on", f"Ngày văn bản {_day(issued_on)} chưa tới; hãy kiểm tra lại.")]


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))
