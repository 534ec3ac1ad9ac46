"""Reading the rows of a list as values and comparing them with the register, row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.codelists import code_list, other
from desktop.errors import Problem, Severity
from desktop.people.admission import Admission
from desktop.people.coding import divided_into
from desktop.people.importing.list_rows import ListRow, ParsedList
from desktop.people.importing.matching import Known, Register, key_of, surely_same
from desktop.people.importing.preview import ChangedPerson, ImportPreview, NewPerson, RowProblem
from desktop.people.importing.standings import STANDING, doubt, is_changed
from desktop.people.normal import FIELDS, Columns
from desktop.people.rules import check_person, suggest_id_number
from desktop.people.standing.rules import Time
from desktop.storage.fields import Kind
from desktop.text import fold, partial_day

AT_WORK = "dang_lam"
"""The standing of a person whose list does not say: lists are made of those who work."""

_CODED = {key: one for key, one in FIELDS.items() if one.kind is Kind.CODE and not one.required}

ALIKE_NAMES = 60
"""How alike, out of 100, a name must be to the one that the register has under the same ID number."""


@dataclass
class Reading:
    """Turns the rows of one list into stored values, keeping what has to be said about each row."""

    parsed: ParsedList
    province: str
    on: date
    accept_suggestions: bool
    admission: Admission = field(default_factory=Admission)
    suggestions: int = 0
    said: dict[tuple[str, int], list[Problem]] = field(default_factory=dict)
    _columns: Columns = field(init=False)
    _listed: dict[str, set[Any]] = field(default_factory=lambda: {key: set() for key in _CODED}, init=False)
    """Values that are in the lists of their fields, as far as they came up."""

    def __post_init__(self) -> None:
        self._columns = Columns(self.on, self.province)

    def values_of(self, row: ListRow) -> dict[str, Any]:
        """Return what a row says, as it would be stored; empty fields are left out."""
        for problem in row.said:
            self.say(row, problem)
        stored = self._columns.person(row.values)
        values = {key: value for key, value in stored.items() if value is not None}
        self._add_zeros(row, values)
        listed = self._listed
        if not all(value in listed[key] for key, value in values.items() if key in listed):
            self._move_unknown_codes(row, values)
        return values

    def say(self, row: ListRow, problem: Problem) -> None:
        """Keep a problem of a row."""
        self.said.setdefault((row.sheet, row.row), []).append(problem)

    def _add_zeros(self, row: ListRow, values: dict[str, Any]) -> None:
        suggested = suggest_id_number(values.get("id_number") or "")
        if not suggested:
            return
        self.suggestions += 1
        if self.accept_suggestions:
            message = f"Đã thêm số 0 mà Excel bỏ ở đầu: {suggested}; hãy đối chiếu với thẻ."
            self.say(row, Problem("id_number", message, Severity.WARN))
            values["id_number"] = suggested

    def _move_unknown_codes(self, row: ListRow, values: dict[str, Any]) -> None:
        """Keep beside “Khác”, else in the note, what no list knows, unless the field must be filled."""
        for key, declared in _CODED.items():
            value = values.get(key)
            if value is None:
                continue
            if (codes := code_list(declared.codes)).get(value) is not None:
                self._listed[key].add(value)
                continue
            if codes.has_other and len(other(value)) <= declared.max_length:
                values[key], where = other(value), f"sẽ ghi là “Khác: {value}”"
            else:
                del values[key]
                line = f"{declared.label}: {value}"
                values["note"] = f"{values['note']}\n{line}" if values.get("note") else line
                where = "sẽ ghi vào phần ghi chú"
            why = divided_into(declared.codes, value, self.province) or "không có trong danh mục"
            self.say(row, Problem(key, f"{declared.label} “{value}” {why}; {where}.", Severity.WARN))


class Comparison:
    """Sorts the rows of a list into new, changed, same and wrong."""

    def __init__(
        self,
        reading: Reading,
        register: Register,
        held: Mapping[int, Mapping[str, Any]],
        times: Mapping[int, Time],
    ) -> None:
        self._reading = reading
        self._register = register
        self._held = held
        self._times = times
        self._new: list[NewPerson] = []
        self._changed: list[ChangedPerson] = []
        self._same: list[tuple[str, int]] = []
        self._wrong: list[tuple[str, int]] = []
        self._known_rows: dict[int, ListRow] = {}
        self._numbers: dict[str, ListRow] = {}
        self._names: dict[tuple[str, str | None], list[tuple[ListRow, Mapping[str, Any]]]] = {}

    def add(self, row: ListRow, values: dict[str, Any], known: Sequence[Known]) -> None:
        """Compare one row; `known` are the records it can mean."""
        if len(known) > 1:
            self._refuse(row, values, Problem("full_name", _ambiguous(values, len(known))))
        elif known:
            self._add_known(row, values, known[0])
        else:
            self._add_new(row, values)

    def result(self, name: str, based_on: bytes) -> ImportPreview:
        """Return the preview."""
        return ImportPreview(
            name=name,
            new=tuple(self._new),
            changed=tuple(self._changed),
            same=tuple(self._same),
            wrong=tuple(self._wrong),
            problems=tuple(self._problems()),
            suggestions=self._reading.suggestions,
            based_on=based_on,
        )

    def _add_known(self, row: ListRow, values: dict[str, Any], known: Known) -> None:
        before = self._known_rows.setdefault(known.id, row)
        if before is not row:
            self._refuse(row, values, Problem("full_name", _twice(before)))
            return
        old = self._held[known.id]
        if not _alike(values.get("full_name"), known.name):
            self._refuse(row, values, Problem("id_number", _other_name(known)))
            return
        values = self._without_doubtful_standing(row, values, known)
        new = {key: _merged(key, old[key], value) for key, value in values.items()}
        if self._is_refused(row, {**old, **new}, about=values.keys()):
            return
        changes = {key: (old[key], value) for key, value in new.items() if value != old[key]}
        if changes:
            self._changed.append(ChangedPerson(row.sheet, row.row, known.id, known.name, changes))
        else:
            self._same.append((row.sheet, row.row))

    def _without_doubtful_standing(
        self, row: ListRow, values: dict[str, Any], known: Known
    ) -> dict[str, Any]:
        """Return what a row says without a standing which the register cannot take, saying why."""
        old = self._held[known.id]
        if not is_changed(values, old):
            return values
        problem, is_taken = doubt(values, old, self._times.get(known.id, ()))
        if problem:
            self._reading.say(row, problem)
        return values if is_taken else {key: one for key, one in values.items() if key not in STANDING}

    def _add_new(self, row: ListRow, values: dict[str, Any]) -> None:
        values.setdefault("status", AT_WORK)
        number = values.get("id_number")
        before = self._numbers.setdefault(number, row) if number else row
        if before is not row:
            self._refuse(row, values, Problem("id_number", _twice(before)))
            return
        key = key_of(values)
        namesakes = self._names.setdefault(key, [])
        twice = next((other for other, said in namesakes if surely_same(values, said)), None)
        if twice is not None:
            self._refuse(row, values, Problem("full_name", _twice(twice)))
            return
        if namesakes or (values.get("birth") and self._register.namesakes(key)):
            message = "Có người khác cùng họ tên và ngày sinh; hãy kiểm tra có phải là một người không."
            self._reading.say(row, Problem("full_name", message, Severity.WARN))
        namesakes.append((row, values))
        if not self._is_refused(row, values, about=FIELDS.keys()):
            self._new.append(NewPerson(row.sheet, row.row, values))

    def _is_refused(self, row: ListRow, values: Mapping[str, Any], about: Any) -> bool:
        """Check the values as they would be stored; warnings only `about` the fields that the list gives."""
        refused = any(problem.severity is Severity.REFUSE for problem in row.said)
        for problem in check_person(values, self._reading.on, self._reading.admission):
            refused = refused or problem.severity is Severity.REFUSE
            if problem.severity is Severity.REFUSE or problem.field in about:
                self._reading.say(row, problem)
        if refused:
            self._wrong.append((row.sheet, row.row))
        return refused

    def _refuse(self, row: ListRow, values: Mapping[str, Any], why: Problem) -> None:
        """Refuse a row, and say what else of it cannot be: all of it is to be mended at once."""
        self._reading.say(row, why)
        for problem in check_person(values, self._reading.on, self._reading.admission):
            if problem.severity is Severity.REFUSE and problem.field in values:
                self._reading.say(row, problem)
        self._wrong.append((row.sheet, row.row))

    def _problems(self) -> list[RowProblem]:
        headings = _heading_texts(self._reading.parsed)
        places = {sheet.name: place for place, sheet in enumerate(self._reading.parsed.sheets)}
        said = sorted(self._reading.said.items(), key=lambda one: (places[one[0][0]], one[0][1]))
        return [
            RowProblem(
                sheet, row, headings.get((sheet, problem.field)) or FIELDS[problem.field].label,
                problem.message, problem.severity,
            )
            for (sheet, row), problems in said
            for problem in problems
        ]  # fmt: skip


def _heading_texts(parsed: ParsedList) -> dict[tuple[str, str], str]:
    """Return how each sheet itself calls the column of a field."""
    texts: dict[tuple[str, str], str] = {}
    for sheet in parsed.sheets:
        for column, meaning in sheet.heading.columns.items():
            texts.setdefault((sheet.name, meaning.key), sheet.heading.texts[column])
    return texts


def _merged(key: str, old: Any, new: Any) -> Any:
    """Return what the register should hold: never less than it holds already.

    A note is added to, a birth known only by its year does not replace the whole date, and a name that
    differs only in accents stays as it was taken from the ID card.
    """
    if old is None:
        return new
    if key == "note":
        missing = [line for line in new.splitlines() if line not in old]
        return "\n".join([old, *missing])
    if key == "birth":
        return old if old.startswith(new) else new
    if key == "full_name":
        return old if fold(old) == fold(new) and fold(old) != old.lower() else new
    return new


def _alike(listed: str | None, held: str) -> bool:
    from rapidfuzz import fuzz

    return not listed or fuzz.token_sort_ratio(fold(listed), fold(held)) >= ALIKE_NAMES


def _ambiguous(values: Mapping[str, Any], count: int) -> str:
    born = f", sinh {partial_day(values.get('birth'))}" if values.get("birth") else ""
    name = values.get("full_name")
    return f"Trong sổ có {count} người tên “{name}”{born}; hãy ghi số định danh để biết là ai."


def _twice(before: ListRow) -> str:
    return f"Trùng với dòng {before.row} của trang “{before.sheet}”; hãy bỏ bớt một dòng."


def _other_name(known: Known) -> str:
    return f"Số định danh này trong sổ là của “{known.name}”; hãy kiểm tra lại số và họ tên."
