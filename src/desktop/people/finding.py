"""The ids a list shows: what was typed, the filters and the order of a column brought together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from desktop.people.queries import ids_in_order
from desktop.search.queries import search_people

FOUND_LIMIT = 200
"""A search shows at most so many, the best first: whoever wants more filters or exports."""

Where = Mapping[str, str | Collection[str] | None]
"""A field and the code it must have, several codes, or None for “not filled in”."""


@dataclass(frozen=True)
class Question:
    """Which people a list asks for; without `sort` a search gives the best first, all others go by name."""

    text: str = ""
    where: Where = field(default_factory=dict)
    sort: str = ""
    descending: bool = False

    @property
    def is_quick(self) -> bool:
        """Tell whether the search index leaves only few people, so that no job is needed."""
        return bool(self.text)


def find_ids(session: Session, asked: Question) -> list[int]:
    """Return the ids of the people who fit, in the order asked for."""
    found = search_people(session, asked.text, FOUND_LIMIT) if asked.text else None
    if found is not None and not asked.where and not asked.sort:
        return found
    ids = ids_in_order(
        session, asked.where, sort=asked.sort or "full_name", descending=asked.descending, among=found
    )
    if found is None or asked.sort:
        return ids
    fitting = frozenset(ids)
    return [one for one in found if one in fitting]
