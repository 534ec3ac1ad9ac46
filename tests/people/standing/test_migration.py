"""An office from before standings were kept: everybody gets the one his record tells of."""

import os
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from desktop.paths import migrations
from desktop.storage.connection import connect
from desktop.storage.migrate import migrate

KEY = os.urandom(32)
PEOPLE = """
    INSERT INTO person (uid, unit_code, full_name, degree, status, status_since) VALUES
        ('an', '26041', 'Nguyễn Văn An', 'TS', 'nghi_huu', '2024-05'),
        ('binh', '26041', 'Trần Văn Bình', 'TS', 'dang_lam', NULL)
"""
ACTS = """
    INSERT INTO journal_act (id, uid, verb, why, who, at, changes) VALUES
        (1, 'a', 'Ghi', '', 'canbo', '2024-01-01T00:00:00+00:00', 1),
        (2, 'b', 'Sửa', '', 'canbo', '2024-06-01T00:00:00+00:00', 1),
        (3, 'c', 'Sửa', '', 'canbo', '2024-07-01T00:00:00+00:00', 1)
"""
CHANGES = """
    INSERT INTO journal_change (act_id, table_name, row_key, before, after, digest) VALUES
        (1, 'person', 'an', NULL, '{"status": "dang_lam", "status_since": null}', ''),
        (2, 'person', 'an', '{"status": "dang_lam", "status_since": null}',
         '{"status": "nghi_huu", "status_since": "2024-05"}', ''),
        (3, 'person', 'an', '{"status": "nghi_huu", "status_since": "2024-05", "note": null}',
         '{"status": "nghi_huu", "status_since": "2024-05", "note": "x"}', '')
"""


def first_schema(path: Path) -> None:
    """Make a database of the first schema with two people in it."""
    driver = connect(path, KEY)
    engine = create_engine("sqlite://", creator=lambda: driver, module=sqlcipher, poolclass=StaticPool)
    with engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrations()))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (PEOPLE, ACTS, CHANGES):
            connection.exec_driver_sql(statement)
        connection.commit()
    driver.close()


@pytest.fixture
def standings(tmp_path: Path) -> dict[str, Any]:
    """The standings that the steps after the first one gave the two."""
    path = tmp_path / "so-tri-thuc.db"
    first_schema(path)
    migrate(path, KEY)
    driver = connect(path, KEY)
    found = driver.execute(
        "SELECT person.uid, standing.status, since, until, recorded_at, standing.unit_code,"
        " length(standing.uid) FROM standing JOIN person ON person.id = person_id"
    ).fetchall()
    driver.close()
    return {row[0]: tuple(row[1:]) for row in found}


def test_a_first_standing_was_recorded_when_the_record_came_to_say_so(standings: dict[str, Any]) -> None:
    assert standings["an"] == (
        "nghi_huu",
        "2024-05",
        None,
        "2024-06-01T00:00:00+00:00",
        "26041",
        len("an") + 16,
    )


def test_somebody_without_a_journal_has_a_first_standing_too(standings: dict[str, Any]) -> None:
    assert standings["binh"][:3] == ("dang_lam", None, None)
