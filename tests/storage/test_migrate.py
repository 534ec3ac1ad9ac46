from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.accounts.folder import DATABASE
from desktop.accounts.models import Unit
from desktop.accounts.office import Office, open_with_key
from desktop.errors import UserError
from desktop.storage.connection import connect
from desktop.storage.migrate import NewerDatabase, migrate


def test_a_newer_database_is_opened_to_read_only(office: Office, template: tuple[Path, bytes]) -> None:
    path, key = office.folder / DATABASE, template[1]
    office.close()
    driver = connect(path, key)
    driver.execute("UPDATE alembic_version SET version_num = '9999'")
    driver.close()
    with pytest.raises(NewerDatabase, match="mới hơn"):
        migrate(path, key)
    newer = open_with_key(office.folder, key, "canbo")
    with newer.read() as session:
        assert session.scalars(select(Unit.code)).one() == "26041"
    with pytest.raises(UserError, match="chỉ để xem"), newer.write():
        pass
    newer.close()


def test_migrating_again_changes_nothing(office: Office, template: tuple[Path, bytes]) -> None:
    path = office.folder / DATABASE
    office.close()
    before = path.read_bytes()
    migrate(path, template[1])
    assert path.read_bytes() == before
