"""Tables of TOML or JSON read into frozen dataclasses, with a Vietnamese sentence for what is wrong."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from math import isfinite
from typing import Any, Literal, TypeVar, get_args, get_origin

from desktop.errors import UserError

Record = TypeVar("Record")

_NAMES: dict[Any, str] = {
    str: "phải là chữ trong ngoặc kép",
    int: "phải là số nguyên",
    bool: "phải là true hoặc false",
    float | None: "phải là số",
    tuple[str, ...]: "phải là danh sách chữ trong ngoặc vuông",
}


def read_table(kind: type[Record], table: Mapping[str, Any], where: str) -> Record:
    """Return a `kind` from a table; a field may carry another key in its metadata (`with` is no Python name).

    `where` opens the sentence of the UserError that names a missing, unknown or wrongly typed key.
    """
    known = {key_of(declared): declared for declared in fields(kind)}  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            raise UserError(f"{where}: không có mục “{key}”; hãy dùng một trong các mục {', '.join(known)}.")
    values: dict[str, Any] = {}
    for key, declared in known.items():
        if key in table:
            values[declared.name] = _value(declared.type, table[key], f"{where}, mục “{key}”")
        elif declared.default is MISSING:
            raise UserError(f"{where}: thiếu mục “{key}”; hãy ghi thêm mục này.")
    return kind(**values)


def as_table(record: object) -> dict[str, Any]:
    """Return what `read_table` reads back as the same record; what is empty by default is left out."""
    table: dict[str, Any] = {}
    for declared in fields(record):  # type: ignore[arg-type]
        value = getattr(record, declared.name)
        if value == declared.default:
            continue
        if isinstance(value, tuple):
            value = [as_table(one) if is_dataclass(one) else one for one in value]
        table[key_of(declared)] = value
    return table


def key_of(declared: Field[Any]) -> str:
    """Return the key of a field in TOML and JSON."""
    key: str = declared.metadata.get("key", declared.name)
    return key


def _value(expected: Any, value: Any, where: str) -> Any:
    if get_origin(expected) is Literal:
        return _one_of(get_args(expected), value, where)
    inner = get_args(expected)[0] if get_origin(expected) is tuple else None
    if is_dataclass(inner):
        return _tables(inner, value, where)  # type: ignore[arg-type]
    if not _fits(expected, value):
        raise UserError(f"{where} {_NAMES[expected]}.")
    if expected == tuple[str, ...]:
        return tuple(value)
    return float(value) if expected == float | None else value


def _one_of(allowed: tuple[Any, ...], value: Any, where: str) -> Any:
    if value not in allowed:
        raise UserError(f"{where} chỉ nhận một trong các giá trị: {', '.join(map(str, allowed))}.")
    return value


def _tables(inner: type[Record], value: Any, where: str) -> tuple[Record, ...]:
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        raise UserError(f"{where} phải là danh sách bảng.")
    return tuple(
        read_table(inner, table, f"{where}, bảng thứ {number}") for number, table in enumerate(value, 1)
    )


def _fits(expected: Any, value: Any) -> bool:
    if expected == tuple[str, ...]:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if expected == float | None:
        return type(value) in (int, float) and isfinite(value)
    return type(value) is expected
