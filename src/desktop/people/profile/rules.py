"""What is wrong with a row of a profile: declared limits, then what holds of every row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.errors import Problem
from desktop.people.normal import normal_value
from desktop.people.profile.sections import Section
from desktop.people.rules import declared_complaint, missing
from desktop.text import partial_day

_MOMENTS = ("since", "until", "year")


def normalize_row(section: Section, values: Mapping[str, object], on: date, province: str) -> dict[str, Any]:
    """Return the given values as they are stored: clean text, codes for labels, ISO dates; empty is None."""
    return {key: normal_value(section.fields[key], raw, on, province) for key, raw in values.items()}


def check_row(section: Section, values: Mapping[str, Any], birth: str | None, today: date) -> list[Problem]:
    """Return every problem of one row as `normalize_row` gives it; all of them refuse it.

    `birth` is the person's partial date of birth: nothing in a profile came before.
    """
    problems = [
        missing(field)
        for field in section.fields.values()
        if field.required and values.get(field.key) in (None, "")
    ]
    for key, value in values.items():
        if value not in (None, "") and (complaint := declared_complaint(section.fields[key], value, today)):
            problems.append(Problem(key, complaint))
    wrong = {problem.field for problem in problems}
    sound = {key: value for key, value in values.items() if key not in wrong and value not in (None, "")}
    return problems + _needs_one(section, values) + _in_order(sound) + _after_birth(section, sound, birth)


def _needs_one(section: Section, values: Mapping[str, Any]) -> list[Problem]:
    if not section.one_of or any(values.get(key) for key in section.one_of):
        return []
    labels = ", ".join(section.fields[key].label.lower() for key in section.one_of)
    return [Problem(section.one_of[0], f"Chưa ghi mục nào trong: {labels}; hãy ghi ít nhất một mục.")]


def _in_order(values: Mapping[str, Any]) -> list[Problem]:
    since, until = values.get("since"), values.get("until")
    if not since or not until or not earlier(until, since):
        return []
    said = f"Kết thúc {partial_day(until)} trước khi bắt đầu {partial_day(since)}"
    return [Problem("until", f"{said}; hãy kiểm tra lại hai ngày.")]


def _after_birth(section: Section, values: Mapping[str, Any], birth: str | None) -> list[Problem]:
    found = [key for key in _MOMENTS if birth and key in values and earlier(str(values[key]), birth)]
    return [
        Problem(
            key,
            f"{section.fields[key].label} {partial_day(str(values[key]))} là trước khi sinh "
            f"({partial_day(birth)}); hãy kiểm tra lại.",
        )
        for key in found
    ]


def earlier(first: str, second: str) -> bool:
    """Tell whether a partial date is certainly before another: they are compared as far as both are known."""
    known = min(len(first), len(second))
    return first[:known] < second[:known]
