"""What an import would do, as values: shown to the user first, then handed to the act that writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.errors import Severity


@dataclass(frozen=True)
class RowProblem:
    """One thing wrong with one row, as the list's reader sees it: sheet, row as Excel counts, column."""

    sheet: str
    row: int
    column: str
    message: str
    severity: Severity


@dataclass(frozen=True)
class NewPerson:
    """A person that the register does not hold yet, with the values that would be stored."""

    sheet: str
    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class ChangedPerson:
    """A person of the register whom the list knows differently: field → (old, new)."""

    sheet: str
    row: int
    id: int
    full_name: str
    changes: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class ImportCounts:
    """How many people of a list are new, changed, the same, wrong."""

    new: int
    changed: int
    same: int
    wrong: int


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do; `wrong` rows (sheet, row) are left out when it is applied."""

    name: str
    new: tuple[NewPerson, ...]
    changed: tuple[ChangedPerson, ...]
    same: tuple[tuple[str, int], ...]
    wrong: tuple[tuple[str, int], ...]
    problems: tuple[RowProblem, ...]
    suggestions: int
    """How many ID numbers would be right with the zeros that Excel took away."""
    based_on: bytes
    """The newest link of the journal's chain when the preview was made."""

    @property
    def counts(self) -> ImportCounts:
        """The numbers alone."""
        return ImportCounts(len(self.new), len(self.changed), len(self.same), len(self.wrong))
