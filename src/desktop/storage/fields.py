"""One line per field: label, rules, code list, sensitivity and Excel headings stand on the mapped column.

Forms, tables, imports, checks, reports and exports read them from here and nowhere else.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Integer, String, inspect
from sqlalchemy.orm import MappedColumn, mapped_column

from desktop.text import fold


class Kind(StrEnum):
    """How a field is typed, shown and checked."""

    LINE = "line"
    NAME = "name"
    NOTE = "note"
    CODE = "code"
    PARTIAL_DATE = "partial_date"
    DATE = "date"
    YEAR = "year"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    FLAG = "flag"
    NUMBER = "number"


class Sensitivity(StrEnum):
    """How a field is protected: NĐ 356/2025/NĐ-CP tells basic personal data from sensitive data."""

    PLAIN = "plain"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class Field:
    """What the whole program knows about one column; a partial date may lie `years_ahead` in the future."""

    key: str
    label: str
    kind: Kind = Kind.LINE
    required: bool = False
    codes: str = ""
    max_length: int = 200
    excel: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PLAIN
    help: str = ""
    section: str = ""
    years_ahead: int = 0

    @property
    def headings(self) -> tuple[str, ...]:
        """The folded spreadsheet headings that mean this field, its label first."""
        return tuple(dict.fromkeys(fold(heading) for heading in (self.label, *self.excel)))


def field(label: str, kind: Kind = Kind.LINE, **details: Any) -> MappedColumn[Any]:
    """Declare a mapped column together with all that forms, lists, imports and reports need to know of it.

    `details` are the attributes of `Field` (required, codes, max_length, excel, sensitivity, help, section,
    years_ahead) and `index=True` for an indexed column.
    """
    index = bool(details.pop("index", False))
    declared = Field(key="", label=label, kind=kind, **details)
    column_type = Integer() if kind in (Kind.FLAG, Kind.YEAR, Kind.NUMBER) else String()
    return mapped_column(column_type, nullable=not declared.required, index=index, info={"field": declared})


def fields_of(model: type[Any]) -> tuple[Field, ...]:
    """Return the declared fields of a mapped class in the order of their declaration."""
    columns = inspect(model).columns
    return tuple(
        replace(column.info["field"], key=column.key) for column in columns if "field" in column.info
    )


def field_of(model: type[Any], key: str) -> Field:
    """Return one declared field; KeyError when the class declares none of that name."""
    declared: Field = inspect(model).columns[key].info["field"]
    return replace(declared, key=key)
