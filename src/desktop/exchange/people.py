"""Which facts of a person leave the office, and how a received line becomes a person's values."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from desktop.codelists import code_list, is_replaceable
from desktop.codelists.checking import is_code
from desktop.exchange.manifest import PackageProblem
from desktop.people.models import Person
from desktop.storage.fields import Field, Kind, fields_of

_KEPT_AT_HOME = frozenset({"phone", "email", "address", "note"})
"""What the department's report does not need (purpose limit, Luật 91/2025/QH15, Article 3)."""

SENT_FIELDS = tuple(field.key for field in fields_of(Person) if field.key not in _KEPT_AT_HOME)
_REPLACEABLE = tuple(
    field
    for field in fields_of(Person)
    if field.key in SENT_FIELDS and field.kind is Kind.CODE and is_replaceable(field.codes)
)
_NAMED = 3
_MAX_LINE = 64 * 1024
_YEARS = (1900, 2100)
_BOUNDS = {Kind.YEAR: _YEARS, Kind.NUMBER: (0, 10**9), Kind.FLAG: (0, 1)}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def received_people(content: bytes) -> Iterator[dict[str, Any]]:
    """Yield the values of each person in a verified file of a package, checked field by field.

    Raises PackageProblem for a line that is no person.
    """
    known = {field.key: field for field in fields_of(Person) if field.key in SENT_FIELDS}
    seen: set[str] = set()
    for number, line in enumerate(content.splitlines(), 1):
        person = _person(line, number, known)
        if person["uid"] in seen:
            raise _bad_line(number)
        seen.add(person["uid"])
        yield person


def _person(line: bytes, number: int, known: dict[str, Field]) -> dict[str, Any]:
    try:
        document = json.loads(line[:_MAX_LINE])
        uid = document["uid"]
        values = {key: _value(field, document.get(key)) for key, field in known.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _bad_line(number) from error
    if not isinstance(uid, str) or not (uid.isascii() and uid.isalnum()) or len(uid) > 64:
        raise _bad_line(number)
    return {"uid": uid, **values}


def _value(field: Field, value: Any) -> Any:
    if value is None:
        if field.required:
            raise ValueError(field.key)
        return None
    wanted = int if field.kind in _BOUNDS else str
    sound = _is_number(field, value) if wanted is int else _is_text(field, value)
    if type(value) is not wanted or not sound:
        raise ValueError(field.key)
    return value


def _is_number(field: Field, value: Any) -> bool:
    lowest, highest = _BOUNDS[field.kind]
    return isinstance(value, int) and lowest <= value <= highest


def _is_text(field: Field, value: Any) -> bool:
    if not is_clean(value) or len(value) > field.max_length or (field.required and not value.strip()):
        return False
    if field.kind is Kind.CODE:
        return is_listed(field, value) or (is_replaceable(field.codes) and is_code(value))
    if field.kind is Kind.ID_NUMBER:
        return bool(value.isascii() and value.isalnum())
    return _is_date(value, field.kind) if field.kind in (Kind.PARTIAL_DATE, Kind.DATE) else True


def is_listed(field: Field, value: object) -> bool:
    """Say whether the list of a field knows a stored value here; a ward may have another version of it."""
    return code_list(field.codes).get(str(value)) is not None


def unknown_codes(people: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return a sentence for each list of which received people bear codes that this office does not know."""
    found: dict[str, set[str]] = {}
    for person in people:
        for field in _REPLACEABLE:
            value = person.get(field.key)
            if value is not None and not is_listed(field, value):
                found.setdefault(field.codes, set()).add(value)
    return tuple(
        f"Danh mục “{code_list(name).title}” ở đây chưa có mã {', '.join(sorted(codes)[:_NAMED])}"
        f"{' …' if len(codes) > _NAMED else ''}; mã được giữ nguyên, hãy nhận bản danh mục có các mã này."
        for name, codes in found.items()
    )


def is_clean(value: object) -> bool:
    """Say whether a received value is a text without control characters and lone surrogates."""
    return isinstance(value, str) and not any(unicodedata.category(one) in ("Cc", "Cs") for one in value)


def _is_date(value: str, kind: Kind) -> bool:
    """Say whether a text is a day that exists, or its month or year for a partial date, in _YEARS."""
    if not (_DAY if kind is Kind.DATE else _PARTIAL_DAY).fullmatch(value):
        return False
    return _YEARS[0] <= date.fromisoformat(value + "-01-01"[len(value) - 4 :]).year <= _YEARS[1]


def _bad_line(number: int) -> PackageProblem:
    return PackageProblem(
        f"Dòng {number} trong dữ liệu trí thức của gói bị sai nên không nhận; hãy xin nơi gửi làm lại gói."
    )
