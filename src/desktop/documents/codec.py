"""A `Report` value as JSON and back, so that a frozen paper can be printed again for ever."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from desktop.documents import model

_CLASSES: dict[str, Any] = {
    name: value
    for name, value in vars(model).items()
    if isinstance(value, type) and (is_dataclass(value) or issubclass(value, Enum)) and value is not Enum
}


def to_json(value: object) -> Any:
    """Return plain JSON for a value of the document model; classes and dates are tagged."""
    if isinstance(value, Enum):
        return {"_": type(value).__name__, "value": value.value}
    if is_dataclass(value) and not isinstance(value, type):
        return {"_": type(value).__name__, **{f.name: to_json(getattr(value, f.name)) for f in fields(value)}}
    if isinstance(value, date):
        return {"_": "date", "value": value.isoformat()}
    if isinstance(value, tuple | list):
        return [to_json(one) for one in value]
    return value


def from_json(document: Any) -> Any:
    """Return the value that `to_json` wrote; fields that a newer model added take their defaults.

    Raises KeyError or TypeError when the document does not fit the model (a damaged snapshot).
    """
    if isinstance(document, list):
        return tuple(from_json(one) for one in document)
    if not isinstance(document, dict):
        return document
    name = document["_"]
    if name == "date":
        return date.fromisoformat(document["value"])
    made: Callable[..., Any] = _CLASSES[name]
    return made(**{key: from_json(value) for key, value in document.items() if key != "_"})
