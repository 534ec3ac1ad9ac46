"""The people behind a figure: read and put into groups exactly as when they were counted."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.rights import Right, actor_of, require
from desktop.people.counting.conditions import Moment, counted_on
from desktop.people.counting.dimensions import DIMENSIONS, reads_of, value_of
from desktop.people.counting.tables import Where
from desktop.people.normal import FIELDS
from desktop.people.queries import MASKED, ids_in_order, shown
from desktop.people.standing.queries import people_on

_CHUNK = 500


def people_behind(session: Session, where: Where, moment: Moment) -> list[int]:
    """Return the ids of those whom a figure counts, in name order; those since removed come last.

    Raises NotAllowed when the figure tells of each of them what this user may not see.
    """
    reads = reads_of(where)
    if MASKED.intersection(reads):
        require(actor_of(session), Right.SEE_SENSITIVE)
    people = people_on(moment.on, moment.known)
    values = [value_of(people, one, moment) for one in reads]
    found = session.execute(select(people.id, *values).where(counted_on(moment.on, people)))
    tests = [(reads.index(DIMENSIONS[one].reads) + 1, DIMENSIONS[one].groups_of, where[one]) for one in where]
    ids = {row[0] for row in found if not any(keys.isdisjoint(of(row[at])) for at, of, keys in tests)}
    listed = ids_in_order(session, among=ids)
    return listed + sorted(ids.difference(listed))


def rows_behind(
    session: Session, ids: Sequence[int], moment: Moment, keys: Sequence[str]
) -> list[Mapping[str, str] | None]:
    """Return some fields of these people as shown, as they were at the moment, in the order of the ids."""
    people = people_on(moment.on, moment.known)
    hidden = frozenset() if actor_of(session).may(Right.SEE_SENSITIVE) else MASKED
    asked = [getattr(people, key) for key in keys if key not in hidden]
    found: dict[int, Mapping[str, str]] = {}
    for start in range(0, len(ids), _CHUNK):
        part = select(people.id, *asked).where(people.id.in_(ids[start : start + _CHUNK]))
        for row in session.execute(part):
            values = dict(zip((key for key in keys if key not in hidden), row[1:], strict=True))
            found[row[0]] = {key: shown(FIELDS[key], values.get(key)) for key in keys}
    return [found.get(one) for one in ids]
