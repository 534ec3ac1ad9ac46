"""The words of the office's own plan, which stand in `resources/reports/ward_plan/outline.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from desktop.errors import FileProblem, UserError, sentence_for_os_error
from desktop.paths import resources
from desktop.plans.toml_tables import read_table

_WHERE = "Đề cương kế hoạch của phường, xã"


@dataclass(frozen=True)
class Section:
    """One part of the plan's words: `key` is the field of `WardPlan` that can take its place."""

    key: str
    heading: str
    text: str


@dataclass(frozen=True)
class Outline:
    """The plan's fixed words, still with {placeholders}."""

    type_code: str
    type_name: str
    subject: str
    amended_subject: str
    opening: str
    amended_opening: str
    measures: tuple[str, ...]
    closing: str
    annex_title: str
    changes_title: str
    own_group: str
    numbers_note: str
    money_sum: str
    no_money: str
    group_line: str
    duty: str
    lead_duty: str
    reports_due: str
    reports_free: str
    half_year_due: str
    year_due: str
    law: str
    basis: str
    cited_notations: tuple[str, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Guess:
    """What is proposed for a task in whose words one of `words` stands."""

    answer: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class OwnIdea:
    """A task proposed where the city's plan asks nothing."""

    text: str
    deadline: str
    result: str


@dataclass(frozen=True)
class Drafting:
    """How the first draft words what the city asks, and its proposals."""

    with_one: str
    with_many: str
    local: str
    coordinators: tuple[str, ...]
    undated: str
    default_section: str
    default_result: str
    sections: tuple[Guess, ...]
    results: tuple[Guess, ...]
    own: tuple[OwnIdea, ...]
    asked_by: tuple[str, ...]


def load_outline() -> Outline:
    """Return the fixed words of the plan; UserError when the file cannot be read."""
    held = {"sections", "drafting", "asks_for_plan"}
    return read_table(Outline, {key: value for key, value in _document().items() if key not in held}, _WHERE)


def load_sections() -> tuple[Section, ...]:
    """Return the parts of the plan's words, in order."""
    return tuple(read_table(Section, row, f"{_WHERE}, [[sections]]") for row in _document()["sections"])


def load_drafting() -> Drafting:
    """Return how the first draft is made."""
    table = dict(_document()["drafting"])
    return Drafting(
        with_one=table["with"],
        sections=tuple(Guess(row["section"], tuple(row["words"])) for row in table["sections"]),
        results=tuple(Guess(row["result"], tuple(row["words"])) for row in table["results"]),
        own=tuple(OwnIdea(**row) for row in table["own"]),
        coordinators=tuple(table["coordinators"]),
        asked_by=tuple(_document()["asks_for_plan"]["begins"]),
        **{key: table[key] for key in ("with_many", "local", "undated", "default_section", "default_result")},
    )


def fill(template: str, words: Mapping[str, str]) -> str:
    """Return a template with its placeholders filled; UserError for one that does not exist."""
    try:
        return template.format_map(words)
    except (KeyError, ValueError, IndexError) as error:
        known = ", ".join(f"{{{key}}}" for key in words)
        raise UserError(
            f"{_WHERE} có chỗ điền {error} mà chương trình không biết; hãy dùng một trong: {known}."
        ) from error


@lru_cache(maxsize=1)
def _document() -> dict[str, Any]:
    path = resources() / "reports" / "ward_plan" / "outline.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{_WHERE} không đúng định dạng TOML ({error}); hãy sửa lại chỗ đó.") from error
