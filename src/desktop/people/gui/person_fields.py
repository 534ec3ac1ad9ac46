"""What the forms of the register offer to choose from, and what is wrong with what was typed into them."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from desktop.codelists import code_list, label_of
from desktop.codelists.communes import commune_candidates, former_choices
from desktop.errors import Problem, Severity
from desktop.people.admission import Admission
from desktop.people.coding import full_label
from desktop.people.normal import is_of_old_code, today
from desktop.people.rules import check_person, normalize_person
from desktop.storage.fields import Field
from desktop.widgets.code_box import Choice, Choices

UNFILLED = "?"
"""Stands in a filter for “not filled in”."""


def choices_for(province: str) -> Callable[[Field], Sequence[Choice]]:
    """Return how a form of an office in this province gets the choices of a code field."""

    def choices(field: Field) -> Sequence[Choice]:
        label = partial(_label, field.codes)
        if field.codes == "commune":
            return Choices(communes(province), label, partial(_former_communes, province))
        return Choices(code_list(field.codes).choices(), label)

    return choices


def _label(codes: str, code: str) -> str:
    """Return how a stored code is shown that is not among the choices: one no longer in use says so."""
    found = code_list(codes).get(code)
    if found is None:
        return code
    return found.label if found.holds_on(today()) else f"{found.label} (đã thôi dùng)"


def _former_communes(province: str, typed: str) -> list[Choice]:
    """Return the communes of today for a name of before the mergers, alone or within a whole address."""
    if "," not in typed:
        return former_choices(typed, province)
    return [(code, full_label("commune", code)) for code in commune_candidates(typed, province)]


def communes(province: str) -> list[Choice]:
    """Return all communes: the province's own by their bare names first, others with their province."""
    own, others = [], []
    named = cache(partial(label_of, "province"))  # asked for thousands of communes
    for code in code_list("commune").codes:
        if code.parent == province:
            own.append((code.code, code.label))
        else:
            others.append((code.code, f"{code.label}, {named(code.parent)}"))
    return own + others


def filter_choices(codes: str, every: str) -> list[Choice]:
    """Return the lines of a filter: no filter, each code, records in which the field is empty."""
    return [("", every), *code_list(codes).choices(), (UNFILLED, "Chưa ghi")]


def new_problems(
    stored: Mapping[str, object],
    typed: Mapping[str, object],
    province: str,
    admission: Admission | None = None,
) -> list[Problem]:
    """Return what is wrong with what was typed, without the warnings that the record had before.

    Only the fields in `typed` are looked at; `stored` is empty for a new record.
    """
    day = today()
    before = {key: value for key, value in stored.items() if key in typed}
    checked = check_person(before, day, admission) if before else []
    known = [problem for problem in checked if problem.severity is not Severity.REFUSE]
    given = normalize_person(typed, day, province=province)
    now = check_person(given, day, admission)
    return [one for one in now if one not in known and not is_of_old_code(one, stored, given)]
