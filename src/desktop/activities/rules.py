"""What is wrong with an activity, its list, an opinion raised there; and how an opinion stands. Pure.

A planned activity may lie ahead; one that was held has its day behind it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.errors import Problem, UserError
from desktop.people.normal import normal_value
from desktop.people.rules import declared_complaint, missing
from desktop.storage.fields import Field, Kind
from desktop.text import clean, day, read_number

PLANNED, HELD, CALLED_OFF = "du_kien", "da_to_chuc", "khong_to_chuc"
"""States of an activity (`activity_state`)."""

HONOURING, TRAINING, CONSULTING = "ton_vinh", "boi_duong", "tu_van"
"""Kinds of activities that figures and profiles know by name (`activity_kind`)."""

TAKES_PART, INVITED, SPEAKER, HONOURED = "du", "moi", "bao_cao_vien", "duoc_khen"
"""Roles that figures, profiles and papers know by name (`participant_role`)."""

_MOST = 10**12
_YEARS_AHEAD = 5

Values = Mapping[str, Any]


class OpinionState(StrEnum):
    """How an opinion stands."""

    NEW = "new"
    PASSED = "passed"
    ANSWERED = "answered"
    DECLINED = "declined"


OPINION_LABELS = {
    OpinionState.NEW: "Mới",
    OpinionState.PASSED: "Đã chuyển",
    OpinionState.ANSWERED: "Đã trả lời",
    OpinionState.DECLINED: "Không tiếp thu",
}


def opinion_state(values: Values, on: date) -> OpinionState:
    """Return how an opinion stands on a day, from what was done until then."""
    answered, passed = (_until(values.get(key), on) for key in ("answered_on", "passed_on"))
    if answered:
        return OpinionState.DECLINED if values.get("declined") else OpinionState.ANSWERED
    return OpinionState.PASSED if passed else OpinionState.NEW


def _until(iso: str | None, on: date) -> bool:
    return bool(iso) and str(iso) <= on.isoformat()


def stored_values(fields: Mapping[str, Field], values: Mapping[str, object], today: date) -> dict[str, Any]:
    """Return the given values as they are stored; what cannot be read stays for the rules to name."""
    return {key: _stored(fields[key], raw, today) for key, raw in values.items() if key in fields}


def _stored(field: Field, raw: object, today: date) -> Any:
    if field.kind is Kind.FLAG:
        return None if raw is None else int(bool(raw))
    if field.kind is not Kind.NUMBER:
        return normal_value(field, raw, today)
    try:
        value = read_number(raw)
    except UserError:
        return clean(str(raw))
    return int(value) if value is not None and value.is_integer() else value


def check_declared(fields: Mapping[str, Field], values: Values, today: date) -> list[Problem]:
    """Return what is wrong with each value by itself: missing, too long, unknown, no date."""
    found = [
        missing(field) for field in fields.values() if field.required and values.get(field.key) in (None, "")
    ]
    for key, value in values.items():
        if value in (None, ""):
            continue
        field = fields[key]
        if complaint := _number_complaint(field, value) or declared_complaint(field, value, today):
            found.append(Problem(key, complaint))
    return found


def _number_complaint(field: Field, value: object) -> str:
    if field.kind is not Kind.NUMBER or (isinstance(value, int) and 0 <= value <= _MOST):
        return ""
    return f"{field.label} “{value}” không phải một số nguyên từ 0 trở lên; hãy kiểm tra lại."


def check_activity(values: Values, plans: Iterable[tuple[str, str]], today: date) -> list[Problem]:
    """Return what is wrong with the days of an activity whose values are sound by themselves.

    `plans` are the name and the first day of each plan whose tasks it serves.
    """
    begins, ends = date.fromisoformat(values["starts_on"]), values.get("ends_on")
    found = []
    if ends and ends < values["starts_on"]:
        last = day(date.fromisoformat(ends))
        said = (
            f"Hoạt động kết thúc ngày {last} trước khi bắt đầu ngày {day(begins)}; hãy kiểm tra lại hai ngày."
        )
        found.append(Problem("ends_on", said))
    if values["state"] == HELD and begins > today:
        said = (
            f"Ngày {day(begins)} chưa tới nên chưa ghi “Đã tổ chức” được; hãy chọn tình trạng “Dự kiến” "
            "hoặc sửa ngày."
        )
        found.append(Problem("starts_on", said))
    elif begins.year > today.year + _YEARS_AHEAD:
        said = f"Ngày {day(begins)} còn quá xa (hơn {_YEARS_AHEAD} năm nữa); hãy kiểm tra lại năm."
        found.append(Problem("starts_on", said))
    return found + _before_plans(begins, plans)


def _before_plans(begins: date, plans: Iterable[tuple[str, str]]) -> list[Problem]:
    return [
        Problem("starts_on", before_plan(begins, name, date.fromisoformat(first)))
        for name, first in plans
        if begins.isoformat() < first
    ]


def before_plan(begins: date, plan: str, first: date) -> str:
    """Say that an activity lies before the plan whose task it is to serve."""
    return (
        f"Ngày {day(begins)} trước năm ban hành kế hoạch “{plan}”; hãy ghi từ {day(first)} trở đi hoặc bỏ "
        "nhiệm vụ của kế hoạch đó khỏi hoạt động."
    )


def check_opinion(values: Values, held_on: str, today: date) -> list[Problem]:
    """Return what is wrong with the steps of an opinion raised on a day: each needs its day and its words."""
    found = [
        *_pair(values, "passed_to", "passed_on", "đơn vị nhận", "ngày chuyển"),
        *_pair(values, "answer", "answered_on", "nội dung trả lời", "ngày trả lời"),
    ]
    if values.get("declined") and not values.get("answer"):
        said = "Chưa ghi lý do không tiếp thu; hãy ghi vào ô “Nội dung trả lời” cùng ngày trả lời."
        found.append(Problem("answer", said))
    for key, said in (("passed_on", "Ngày chuyển"), ("answered_on", "Ngày trả lời")):
        if values.get(key):
            found += _in_time(key, said, values[key], held_on, today)
    passed, answered = values.get("passed_on"), values.get("answered_on")
    if passed and answered and answered < passed:
        found.append(Problem("answered_on", "Ngày trả lời trước ngày chuyển; hãy kiểm tra lại hai ngày."))
    return found


def _pair(values: Values, what: str, when: str, what_said: str, when_said: str) -> list[Problem]:
    if bool(values.get(what)) == bool(values.get(when)):
        return []
    absent, present = (what, when) if values.get(when) else (when, what)
    names = {what: what_said, when: when_said}
    return [Problem(absent, f"Đã ghi {names[present]} nhưng chưa ghi {names[absent]}; hãy ghi đủ cả hai.")]


def _in_time(key: str, said: str, iso: str, held_on: str, today: date) -> list[Problem]:
    when = day(date.fromisoformat(iso))
    if iso > today.isoformat():
        return [Problem(key, f"{said} {when} chưa tới; hãy kiểm tra lại.")]
    if iso < held_on:
        begun = day(date.fromisoformat(held_on))
        return [Problem(key, f"{said} {when} trước ngày tổ chức hoạt động {begun}; hãy kiểm tra lại.")]
    return []
