"""What is wrong with an own task, its progress and its money; when it is due; how money is read. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.errors import Problem, UserError
from desktop.people.normal import normal_value
from desktop.people.rules import declared_complaint, missing
from desktop.plans.deadlines import DeadlineKind, parse_deadline
from desktop.storage.fields import Field, Kind, fields_of
from desktop.tasks.rules import Term
from desktop.tasks.ward_plan.models import OwnProgress, OwnSpending, OwnTask, WardOfficer, WardPlan
from desktop.text import clean, day, number, read_number

OFFICER = Field("officer", "Cán bộ phụ trách", Kind.CODE, codes="ward_officer")
"""Not a column: an officer is chosen by uid or by name."""

MOST_MONEY = 10**12
"""Đồng; a ward's whole yearly budget is less, so more is a slip of the hand."""

_ASKED_ELSEWHERE = ("task_code", "officer")
_PERCENT = "percent"
_SCALES = {
    "tỷ": 10**9,
    "ty": 10**9,
    "triệu": 10**6,
    "trieu": 10**6,
    "tr": 10**6,
    "nghìn": 10**3,
    "ngàn": 10**3,
}
_MONEY = re.compile(rf"(-?[\d.,]+)({'|'.join(_SCALES)})?(?:đồng|đ|vnd)?", re.IGNORECASE)
_LONGEST_AMOUNT = 40


def task_fields() -> tuple[Field, ...]:
    """Return the fields of an own task in the order of its form, the officer after the section."""
    fields = list(fields_of(OwnTask))
    place = next(index for index, field in enumerate(fields) if field.key == "section")
    return (*fields[: place + 1], OFFICER, *fields[place + 1 :])


def text_fields() -> tuple[Field, ...]:
    """Return the fields of the plan's own words."""
    return fields_of(WardPlan)


def officer_fields() -> tuple[Field, ...]:
    """Return the fields of an officer."""
    return fields_of(WardOfficer)


def progress_fields() -> tuple[Field, ...]:
    """Return the fields of a report of progress."""
    return fields_of(OwnProgress)


def spending_fields() -> tuple[Field, ...]:
    """Return the fields of an entry of money spent."""
    return fields_of(OwnSpending)


def normalized(fields: tuple[Field, ...], values: Mapping[str, object], on: date) -> dict[str, Any]:
    """Return the given values as they are stored: clean texts, codes for labels, ISO dates, whole đồng.

    What cannot be read stays as typed, for `complaints` to name.
    """
    stored: dict[str, Any] = {}
    for field in fields:
        if field.key not in values:
            continue
        raw = values[field.key]
        if field.kind is Kind.NUMBER:
            stored[field.key] = _read_percent(raw) if field.key == _PERCENT else read_money(raw)
        elif field.key in _ASKED_ELSEWHERE:
            stored[field.key] = str(raw).strip() if raw else None
        else:
            stored[field.key] = normal_value(field, raw, on)
    return stored


def _read_percent(typed: object) -> int | str | None:
    """Return a whole percent from “80”, “80 %”, “80,0”; the text itself when it is none: 99,6 is not 100."""
    text = "" if typed is None else str(typed).strip()
    try:
        figure = read_number(text)
    except UserError:
        return text
    if figure is None:
        return None
    return int(figure) if figure.is_integer() else text


def read_money(typed: object) -> int | str | None:
    """Return whole đồng from “20.000.000”, “20 triệu”, “1,5 tỷ”; the text itself when it is no amount."""
    if typed is None or isinstance(typed, int):
        return typed
    text = str(typed).strip()
    found = _MONEY.fullmatch("".join(text.split())) if len(text) <= _LONGEST_AMOUNT else None
    if found is None:
        return text or None
    try:
        figure = read_number(found[1])
    except UserError:
        return text
    return text if figure is None else round(figure * _SCALES.get((found[2] or "").lower(), 1))


def complaints(fields: tuple[Field, ...], values: Mapping[str, Any], today: date) -> list[Problem]:
    """Return what is wrong with values field by field: missing, too long, no such code, no day, no amount."""
    found = []
    for field in fields:
        value = values.get(field.key)
        if value in (None, ""):
            if field.required:
                found.append(missing(field))
        elif field.key not in _ASKED_ELSEWHERE and (said := _complaint(field, value, today)):
            found.append(Problem(field.key, said))
    return found


def _complaint(field: Field, value: object, today: date) -> str:
    if field.kind is not Kind.NUMBER:
        return declared_complaint(field, value, today)
    if field.key == _PERCENT:
        is_percent = isinstance(value, int) and 0 <= value <= 100
        return "" if is_percent else "Mức hoàn thành phải là số nguyên từ 0 đến 100 (%); hãy ghi lại."
    if not isinstance(value, int):
        return f"{field.label}: “{str(value)[:40]}” không phải một số; hãy ghi như 20.000.000."
    return _money_complaint(field, value)


def _money_complaint(field: Field, value: int) -> str:
    if value == 0 and field.required:
        return f"{field.label} bằng 0 thì không phải một khoản chi; hãy ghi lại số tiền."
    if value < 0:
        return f"{field.label} không được âm; hãy ghi lại, hoặc bỏ khoản đã ghi nhầm."
    if value > MOST_MONEY:
        return f"{field.label} {number(value)} lớn quá mức của một phường, xã; hãy kiểm tra số chữ số 0."
    return ""


def check_task(values: Mapping[str, Any], today: date) -> list[Problem]:
    """Return everything that refuses an own task as `normalized` gives it."""
    problems = complaints(task_fields(), values, today)
    wrong = {problem.field for problem in problems}
    starts, ends = values.get("starts_on"), values.get("ends_on")
    if starts and ends and not wrong & {"starts_on", "ends_on"} and ends < starts:
        said = f"Ngày kết thúc {_day(ends)} trước ngày bắt đầu {_day(starts)}"
        problems.append(Problem("ends_on", f"{said}; hãy kiểm tra lại hai ngày."))
    problems += _without_year(values, today)
    said_end = parse_deadline(values.get("deadline_text") or "").end
    if ends and said_end and "ends_on" not in wrong and ends != said_end.isoformat():
        words = f"Thời hạn bằng lời hết ngày {day(said_end)}, khác ngày kết thúc {_day(ends)}"
        problems.append(Problem("deadline_text", f"{words}; hãy sửa cho khớp hoặc bỏ trống một trong hai."))
    if values.get("money_planned") and not values.get("money_source"):
        words = "Đã ghi kinh phí dự kiến nhưng chưa có nguồn; hãy chọn nguồn kinh phí."
        problems.append(Problem("money_source", words))
    return problems


def _without_year(values: Mapping[str, Any], today: date) -> list[Problem]:
    """Refuse words like “Quý IV” where neither they nor a day say which year is meant."""
    said = clean(values.get("deadline_text") or "")
    if values.get("starts_on") or values.get("ends_on") or parse_deadline(said).end:
        return []
    this_year = parse_deadline(said, str(today.year))
    if this_year.kind is DeadlineKind.YEARLY or not this_year.end:
        return []
    words = f"Thời hạn “{said}” chưa ghi năm nào; hãy ghi cả năm, ví dụ “{said}/{today.year}”."
    return [Problem("deadline_text", words)]


def check_entry(
    fields: tuple[Field, ...], values: Mapping[str, Any], key: str, span: tuple[date, date]
) -> list[Problem]:
    """Return what refuses a dated entry (progress, money spent): its day is under `key`, in `span`."""
    first, today = span
    problems = complaints(fields, values, today)
    on = values.get(key)
    if on and key not in {problem.field for problem in problems}:
        label = next(field.label for field in fields if field.key == key)
        if on > today.isoformat():
            problems.append(Problem(key, f"{label} {_day(on)} chưa tới; hãy kiểm tra lại."))
        elif on < first.isoformat():
            said = f"{label} {_day(on)} trước năm ban hành kế hoạch"
            problems.append(Problem(key, f"{said}; hãy ghi từ {day(first)} trở đi."))
    return problems


def over_plan(planned: int | None, spent: int) -> str:
    """Say by how much money spent goes over what was planned, empty when it does not."""
    if not spent or spent <= (planned or 0):
        return ""
    if not planned:
        return f"Đã chi {money(spent)} nhưng kế hoạch chưa dự kiến kinh phí."
    return f"Đã chi {money(spent)}, vượt dự kiến {money(planned)} là {money(spent - planned)}."


def money(amount: int) -> str:
    """Write đồng as offices do: 20.000.000 đồng."""
    return f"{number(amount)} đồng"


def term_of(deadline_text: str, starts_on: str | None, ends_on: str | None, on: date) -> Term:
    """Return when an own task is due, as the state of a day needs it.

    The two days go before the words; what recurs yearly without a last day is due at the end of each year.
    Words that name no year take that of the first day; without one they name no day.
    """
    start, end = _iso(starts_on), _iso(ends_on)
    if end:
        return Term("date", deadline_text, start, end)
    said = parse_deadline(deadline_text, starts_on)
    if said.kind is DeadlineKind.YEARLY and not said.end:
        year = max(on.year, start.year if start else on.year)
        return Term("yearly", deadline_text, date(year, 1, 1), said.last_day_in(year))
    return Term(said.kind.value, deadline_text, start or said.start, said.end)


def deadline_words(deadline_text: str | None, starts_on: str | None, ends_on: str | None) -> str:
    """Return a deadline as lists and papers show it: its words, with the days where the words name none."""
    days = _days(starts_on, ends_on)
    if not deadline_text or not ends_on:
        return deadline_text or days
    return deadline_text if parse_deadline(deadline_text, ends_on).end else f"{deadline_text} ({days})"


def _days(starts_on: str | None, ends_on: str | None) -> str:
    if starts_on and ends_on:
        return f"{_day(starts_on)} – {_day(ends_on)}"
    if ends_on:
        return f"đến {_day(ends_on)}"
    return f"từ {_day(starts_on)}" if starts_on else ""


def _iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))
