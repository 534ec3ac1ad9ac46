from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.accounts.folder import DATABASE
from desktop.accounts.models import Unit
from desktop.accounts.office import Office, open_with_key
from desktop.errors import FileProblem, UserError
from desktop.storage.connection import connect
from desktop.storage.migrate import NewerDatabase, migrate
from desktop.storage.snapshot import take_snapshot, verify_database


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


def test_a_snapshot_opens_with_the_key_and_holds_the_same_rows(
    office: Office, template: tuple[Path, bytes], tmp_path: Path
) -> None:
    target = tmp_path / "ban-sao.db"
    take_snapshot(office.folder / DATABASE, template[1], target)
    copy = connect(target, template[1], read_only=True)
    assert copy.execute("SELECT code FROM unit").fetchone() == ("26041",)
    copy.close()


def test_a_damaged_copy_does_not_pass(office: Office, template: tuple[Path, bytes], tmp_path: Path) -> None:
    target = tmp_path / "ban-sao.db"
    take_snapshot(office.folder / DATABASE, template[1], target)
    content = bytearray(target.read_bytes())
    content[9000:9100] = bytes(100)
    target.write_bytes(content)
    with pytest.raises(UserError):
        verify_database(target, template[1])


def test_a_failing_snapshot_leaves_no_half_file(office: Office, template: tuple[Path, bytes]) -> None:
    with pytest.raises(FileProblem):
        take_snapshot(office.folder / DATABASE, template[1], office.folder / DATABASE / "x" / "sao.db")
    assert not list(office.folder.glob("**/.*tmp"))


def test_migrating_again_changes_nothing(office: Office, template: tuple[Path, bytes]) -> None:
    path = office.folder / DATABASE
    office.close()
    before = path.read_bytes()
    migrate(path, template[1])
    assert path.read_bytes() == before
