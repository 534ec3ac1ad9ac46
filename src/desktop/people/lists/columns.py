"""Which columns a list shows, in which order: fields of a person, by their keys."""

from collections.abc import Iterable

from desktop.errors import UserError
from desktop.people.lists.vocabulary import field_names, words_of
from desktop.people.normal import FIELDS

USUAL = (
    "full_name", "birth", "sex", "degree", "academic_title", "work_field", "workplace", "status",
)  # fmt: skip
"""What a list shows unless somebody chose otherwise."""


def known_columns(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys that are fields, each once; the usual ones when none is left."""
    known = tuple(key for key in dict.fromkeys(keys) if key in FIELDS)
    return known or USUAL


def columns_named(typed: str) -> tuple[str, ...]:
    """Return the columns meant by keys or labels with commas between them; raises UserError for others."""
    found: dict[str, None] = {}
    for name in filter(None, map(str.strip, typed.split(","))):
        key = name if name in FIELDS else field_names().get(words_of(name), "")
        if key not in FIELDS:
            raise UserError(
                f"Không có cột “{name}”; hãy ghi tên cột của hồ sơ, ví dụ: full_name, birth, workplace."
            )
        found[key] = None
    if not found:
        raise UserError("Chưa ghi cột nào; hãy ghi ít nhất một cột, ví dụ: full_name.")
    return tuple(found)
