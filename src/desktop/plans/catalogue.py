"""The plans that ship with the program, read from `resources/plans` and checked."""

import tomllib
from functools import lru_cache
from pathlib import Path

from desktop.errors import FileProblem, Invalid, NotFound, Problem, UserError, sentence_for_os_error
from desktop.paths import resources
from desktop.plans.plan import (
    MEASURES,
    Comparator,
    Correction,
    GeneralDuty,
    Group,
    Plan,
    ReportDue,
    Target,
    Task,
)
from desktop.plans.rules import check_plan, repeated
from desktop.plans.toml_tables import read_table

__all__ = [
    "MEASURES",
    "Comparator",
    "Correction",
    "GeneralDuty",
    "Group",
    "Plan",
    "ReportDue",
    "Target",
    "Task",
    "load_plan",
    "load_plans",
    "plan_codes",
    "read_plan",
]


def plan_codes() -> tuple[str, ...]:
    """Return the codes of the shipped plans, in order; a code is the file's name."""
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def load_plan(code: str) -> Plan:
    """Return a shipped plan; NotFound names the codes there are."""
    if code not in plan_codes():
        raise NotFound(f"Không có kế hoạch “{code}”; các kế hoạch đang có: {', '.join(plan_codes())}.")
    return _load(_folder() / f"{code}.toml")


def load_plans() -> tuple[Plan, ...]:
    """Return all shipped plans; UserError when two of them share a code of a task or target."""
    plans = tuple(load_plan(code) for code in plan_codes())
    shared = repeated(code for plan in plans for code in plan.codes)
    if shared:
        raise UserError(f"Các kế hoạch dùng trùng mã {', '.join(shared)}; hãy đặt mã khác nhau.")
    return plans


def read_plan(text: str, name: str) -> Plan:
    """Return the plan written in TOML `text`; `name` is the file's name without ending, and the plan's code.

    Raises UserError for the first thing that cannot be read, Invalid with everything that contradicts itself.
    """
    where = f"Tệp kế hoạch “{name}”"
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{where} không đúng định dạng TOML ({error}); hãy sửa lại chỗ đó.") from error
    plan = read_table(Plan, table, where)
    problems = check_plan(plan)
    if plan.code != name:
        problems.insert(0, Problem("code", f"{where} có mã “{plan.code}” khác tên tệp."))
    if problems:
        raise Invalid(problems)
    return plan


def _folder() -> Path:
    return resources() / "plans"


@lru_cache(maxsize=64)
def _load(path: Path) -> Plan:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
    except UnicodeDecodeError as error:
        raise FileProblem(f"Tệp kế hoạch “{path.name}” không phải UTF-8; hãy lưu lại bằng UTF-8.") from error
    return read_plan(text, path.stem)
