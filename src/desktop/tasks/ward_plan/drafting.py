"""The first draft: from what the city asks of this office to tasks of its own. Stores nothing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desktop.accounts.queries import UnitFacts
from desktop.tasks.queries import TaskLine
from desktop.tasks.units import TaskRole
from desktop.tasks.ward_plan.outline import Drafting, Guess, fill, load_drafting
from desktop.tasks.ward_plan.wording import level_of, unit_words
from desktop.text import fold

_LONGEST_LEAD = 120
"""A longer list of leading units is not named in full again."""

_ECONOMY = {"phường": "kthtdt"}
"""NĐ 150/2025/NĐ-CP: in a phường Phòng Kinh tế, Hạ tầng và Đô thị, elsewhere Phòng Kinh tế."""


def asks_for_plan(text: str) -> bool:
    """Tell whether a city's task asks each office for this very plan."""
    folded = fold(text)
    return any(folded.startswith(fold(begin)) for begin in load_drafting().asked_by)


def tasks_to_draft(lines: Iterable[TaskLine], covered: Iterable[str]) -> list[TaskLine]:
    """Return what the office owes and has no task of its own for yet, once for all years.

    What asks for the plan itself is done by issuing the plan, so it needs no task in it.
    """
    seen = set(covered)
    found = []
    for line in lines:
        if line.is_owed and line.task_code not in seen and not asks_for_plan(line.text):
            seen.add(line.task_code)
            found.append(line)
    return found


def drafted(lines: Iterable[TaskLine], said: Mapping[str, str], unit: UnitFacts) -> Iterator[dict[str, Any]]:
    """Yield the values of an own task for each task of the city, due when that one is due now.

    `said` are the plan's own words for the deadline by code; words that name another last day than the one
    that papers have set since are left out, the days then say it.
    """
    how = load_drafting()
    for line in lines:
        recurs = line.deadline_kind == "yearly"
        starts_on, ends_on = (None, None) if recurs else (line.starts_on, line.due_on)
        yield {
            "task_code": line.task_code,
            "text": _text(line, how),
            "section": _section(line.text, how, unit),
            "coordinators": _coordinators(line, how, unit),
            "deadline_text": _deadline(line, said[line.code], how, unit),
            "starts_on": starts_on.isoformat() if starts_on else None,
            "ends_on": ends_on.isoformat() if ends_on else None,
            "result": line.result
            or fill(_first(how.results, line.text, how.default_result), unit_words(unit)),
        }


def own_ideas(unit: UnitFacts, plan: str) -> Iterator[dict[str, Any]]:
    """Yield what an office can do of its own will where the city's plan asks nothing of it."""
    how = load_drafting()
    words = {**unit_words(unit), "plan": plan}
    for idea in how.own:
        yield {
            "text": fill(idea.text, words),
            "section": how.default_section,
            "coordinators": "\n".join(fill(one, words) for one in how.coordinators),
            "deadline_text": idea.deadline,
            "result": idea.result,
        }


def _text(line: TaskLine, how: Drafting) -> str:
    if line.role != TaskRole.WITH:
        return fill(how.local, {"text": line.text})
    lead = ", ".join(line.lead)
    pattern = how.with_one if lead and len(lead) <= _LONGEST_LEAD else how.with_many
    return fill(pattern, {"lead": lead, "text": _inside_a_sentence(_without_with(line.text))})


def _without_with(text: str) -> str:
    """Take “Phối hợp” away that stands at the beginning already."""
    begin = "Phối hợp "
    return text[len(begin) :] if text.startswith(begin) else text


def _inside_a_sentence(text: str) -> str:
    """Write the first letter small, unless it begins an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _section(text: str, how: Drafting, unit: UnitFacts) -> str:
    found = _first(how.sections, text, how.default_section)
    return _ECONOMY.get(level_of(unit), "kt") if found == "economy" else found


def _first(guesses: Iterable[Guess], text: str, otherwise: str) -> str:
    folded = f" {fold(text)} "
    for guess in guesses:
        if any(fold(word) in folded for word in guess.words):
            return guess.answer
    return otherwise


def _coordinators(line: TaskLine, how: Drafting, unit: UnitFacts) -> str:
    named = [fill(one, unit_words(unit)) for one in how.coordinators]
    outside = line.lead if line.role == TaskRole.WITH else ()
    return "\n".join(dict.fromkeys([*named, *outside]))


def _deadline(line: TaskLine, said: str, how: Drafting, unit: UnitFacts) -> str | None:
    if line.deadline_kind != "yearly" and line.due_on != line.planned_due_on:
        return None
    return fill(how.undated, unit_words(unit)) if line.deadline_kind == "unknown" else said
