"""Entering many people into the search index at once: one by one the full-text index would flush for each."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

from desktop.text import fold

_CUT = str.maketrans("-'’", "   ")

ENTER_ALL = (
    """INSERT INTO search_person (rowid, folded, exact)
       SELECT id, fold(full_name), full_name FROM person WHERE id > :after""",
    """INSERT INTO search_words (rowid, words)
       SELECT id, fold(concat_ws(' ', full_name, workplace, position, major, email))
       FROM person WHERE id > :after""",
    """INSERT INTO search_name (person_id, name_key, birth, words, spelt)
       SELECT id, name_key(full_name), birth,
              ' ' || replace(replace(replace(fold(full_name), '-', ' '), '''', ' '), '’', ' ')
              || ' ', spelt_words(full_name)
       FROM person WHERE id > :after""",
    """INSERT OR IGNORE INTO search_number (tail, number, person_id)
       SELECT substr(number, -4), number, id
       FROM (SELECT id, id_number AS number FROM person WHERE id > :after
             UNION ALL SELECT id, phone FROM person WHERE id > :after)
       WHERE number <> '' ORDER BY 1, 2""",
)
"""What enters everybody after a person into every table of the index."""


def name_words(full_name: str) -> str:
    """Return the words of a name as `search_name` holds them: folded, cut at hyphens and apostrophes."""
    folded = fold(full_name)
    return f" {folded.translate(_CUT)} "


@contextmanager
def indexed_at_once(session: Session) -> Iterator[None]:
    """Enter the people inserted inside the block into the index at its end, in the same transaction.

    Nothing inserted inside may be changed, removed or searched before the block ends.
    """
    last = session.scalar(text("SELECT coalesce(max(id), 0) FROM person"))
    session.execute(text("INSERT INTO search_later (after_id) VALUES (:after)"), {"after": last})
    yield
    session.flush()
    for statement in ENTER_ALL:
        session.execute(text(statement), {"after": last})
    session.execute(text("DELETE FROM search_later"))
