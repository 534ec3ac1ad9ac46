"""Values as typed turned into values as stored; what cannot be read stays as it is, for the rules to name."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from desktop.codelists import remembered
from desktop.dates import parse_date, parse_partial_date
from desktop.errors import Problem, UserError
from desktop.people.coding import match_code
from desktop.people.models import Person
from desktop.people.titles import read_degree, split_titles
from desktop.storage.fields import Field, Kind, fields_of
from desktop.text import capitalize_name, clean, clean_lines, fold

FIELDS: Mapping[str, Field] = {field.key: field for field in fields_of(Person)}
"""The declared fields of a person by key, in the order of their declaration."""

_NUMBER_MARKS = re.compile(r"[\s.,\-–'’]")
_PHONE_MARKS = re.compile(r"[\s.\-–()']")
_PHONE_DIGITS = 10
_ABSENT = {"chua co", "khong co", "khong", "chua ro", "khong ro", "-", "--", "...", "x"}
"""What people write into a cell to say that there is nothing to write."""

_MAY_BE_ABSENT = (Kind.PARTIAL_DATE, Kind.DATE, Kind.YEAR, Kind.ID_NUMBER, Kind.PHONE, Kind.EMAIL)

_SINGLE = {
    key: field
    for key, field in FIELDS.items()
    if field.kind in (Kind.NAME, Kind.ID_NUMBER, Kind.PHONE, Kind.EMAIL)
}
"""Values of these fields do not repeat themselves: to remember them would only cost."""

_KEPT = (str, float)
"""Cells of these types are kept with what was read from them; 1 and True would be taken for each other."""

_YEAR = re.compile(r"(?:n[aă]m\s*)?(\d{4})", re.IGNORECASE)


def today() -> date:
    """Return the day on the user's wall calendar."""
    return date.today()  # noqa: DTZ011


def normalize_person(
    values: Mapping[str, object], on: date | None = None, *, province: str = ""
) -> dict[str, Any]:
    """Return the values as they are stored: clean text, names capitalised, codes for labels, ISO dates.

    Only the given keys are returned, plus titles found glued to the name or the degree; empty texts become
    None. A label that no list knows and a date that does not exist stay as typed: `check_person` refuses
    them. `province` is the office's own and decides between communes of the same name.
    """
    day = on or today()
    stored = {
        key: normal_value(_SINGLE[key], raw, day, province)
        if key in _SINGLE
        else _normal(key, raw, day, province)
        for key, raw in values.items()
    }
    _split_name(stored)
    _split_degree(stored, values.get("degree"))
    return stored


def is_of_old_code(problem: Problem, before: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Tell whether a refusal is only of a stored code that stays as it was: it hinders no other change."""
    key = problem.field
    return key in FIELDS and FIELDS[key].kind is Kind.CODE and before.get(key) in {now.get(key)} - {None, ""}


class Columns:
    """What the cells of one list say as it is stored: a text that comes again is not read again."""

    def __init__(self, on: date, province: str) -> None:
        self._on, self._province = on, province
        self._columns = {key: _Column(field, on, province) for key, field in FIELDS.items()}

    def person(self, values: Mapping[str, object]) -> dict[str, Any]:
        """Return the values of one row as `normalize_person` does."""
        columns = self._columns
        stored = {
            key: columns[key][raw] if isinstance(raw, _KEPT) else _normal(key, raw, self._on, self._province)
            for key, raw in values.items()
        }
        _split_name(stored)
        _split_degree(stored, values.get("degree"))
        return stored


class _Column(dict[str | float, Any]):
    """The texts and numbers of one column and how each is stored."""

    def __init__(self, field: Field, on: date, province: str) -> None:
        super().__init__()
        self._field, self._on, self._province = field, on, province

    def __missing__(self, raw: str | float) -> Any:
        value = self[raw] = normal_value(self._field, raw, self._on, self._province)
        return value


@remembered(131_072)
def _normal(key: str, raw: object, on: date, province: str) -> Any:
    """Return one value as it is stored; cached, because the cells of a list repeat themselves."""
    return normal_value(FIELDS[key], raw, on, province)


def normal_value(field: Field, raw: object, on: date, province: str = "") -> Any:
    """Return what was typed into any declared field as it is stored; see `normalize_person`."""
    if raw is None or raw == "":
        return None
    if field.kind is Kind.NOTE:
        return clean_lines(str(raw)) or None
    text = as_text(raw)
    if not text or (field.kind in _MAY_BE_ABSENT and not text[-1].isdigit() and fold(text) in _ABSENT):
        return None
    if field.kind is Kind.CODE:
        return match_code(field.codes, text, province) or text
    if field.kind is Kind.PARTIAL_DATE:
        return read_date(text, latest_day(field, on))[0]
    return _BY_KIND[field.kind](text)


def as_text(raw: object) -> str:
    """Return a spreadsheet's or a form's value as one clean line; whole numbers without “.0”."""
    if isinstance(raw, str):
        return raw if raw.isascii() and raw.isalnum() else clean(raw)
    if isinstance(raw, int):
        return str(raw)
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return clean(str(raw))


def latest_day(field: Field, on: date) -> date:
    """Return the last day that a date field may name: a retirement, say, is known in advance."""
    return date(on.year + field.years_ahead, 12, 31) if field.years_ahead else on


@lru_cache(maxsize=65536)
def read_date(text: str, latest: date) -> tuple[str, str]:
    """Return a partial date as stored and no complaint, or the text as it is and the sentence why not."""
    try:
        return parse_partial_date(text, latest), ""
    except UserError as error:
        return text, error.message


@lru_cache(maxsize=4096)
def read_whole_date(text: str) -> tuple[str, str]:
    """Like `read_date` for dates that must be whole."""
    try:
        return parse_date(text), ""
    except UserError as error:
        return text, error.message


def _phone(text: str) -> str:
    """Return digits with the leading zero that Excel or +84 took away; several numbers stay as typed."""
    if len(text) == _PHONE_DIGITS and text[0] == "0" and text.isascii() and text.isdigit():
        return text
    digits = _PHONE_MARKS.sub("", text)
    if digits.startswith(("+84", "0084")):
        digits = "0" + digits.removeprefix("+84").removeprefix("0084")
    elif len(digits) == 11 and digits.startswith("84"):
        digits = "0" + digits[2:]
    if not digits.isascii() or not digits.isdigit():
        return text
    return "0" + digits if len(digits) == 9 and digits[0] in "35789" else digits


def _name(text: str) -> str:
    return capitalize_name(text) if text.isupper() or text.islower() else text


def _id_number(text: str) -> str:
    return text.upper() if text.isalnum() else _NUMBER_MARKS.sub("", text).upper()


def _year(text: str) -> int | str:
    whole = _YEAR.fullmatch(text)
    if whole:
        return int(whole[1])
    stored, complaint = read_date(text, date(9999, 12, 31))
    return text if complaint else int(stored[:4])


def _flag(text: str) -> int | str:
    known = {"x": 1, "có": 1, "1": 1, "không": 0, "0": 0}
    return known.get(text.lower(), text)


_BY_KIND: dict[Kind, Callable[[str], Any]] = {
    Kind.LINE: str,
    Kind.NAME: _name,
    Kind.ID_NUMBER: _id_number,
    Kind.PHONE: _phone,
    Kind.EMAIL: str.lower,
    Kind.YEAR: _year,
    Kind.FLAG: _flag,
    Kind.NUMBER: str,
    Kind.DATE: lambda text: read_whole_date(text)[0],
}


def _split_name(stored: dict[str, Any]) -> None:
    """Move titles glued to the name into their own fields, where those are empty."""
    name = stored.get("full_name")
    if not name:
        return
    bare, titles = split_titles(name)
    if titles:
        stored["full_name"] = _name(bare)
        _fill(stored, dict(titles))


def _split_degree(stored: dict[str, Any], typed: object) -> None:
    """Read what a degree phrase says besides the degree; a professor without a degree given is a doctor."""
    if isinstance(typed, str) and typed != stored.get("degree"):
        _fill(stored, _beside_degree(typed))
    if stored.get("academic_title"):
        _fill(stored, {"degree": "TS"})


@lru_cache(maxsize=4096)
def _beside_degree(typed: str) -> Mapping[str, str]:
    found, rest = read_degree(typed)
    said = {key: code for key, code in found if key != "degree"}
    return said | ({"major": rest} if found and rest else {})


def _fill(stored: dict[str, Any], found: Mapping[str, str]) -> None:
    for key, value in found.items():
        if not stored.get(key):
            stored[key] = value
