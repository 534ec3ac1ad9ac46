import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import select

from desktop.accounts.folder import DATABASE
from desktop.accounts.models import Unit
from desktop.accounts.office import Office, open_with_key
from desktop.errors import UserError
from desktop.paths import migrations
from desktop.storage.connection import connect
from desktop.storage.migrate import NewerDatabase, migrate, revisions

_OPEN = """
import sys
from pathlib import Path
from desktop.storage.migrate import migrate
migrate(Path(sys.argv[1]), bytes.fromhex(sys.stdin.read()), must_exist=True)
print("alembic" in sys.modules)
"""


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


def test_the_steps_are_those_that_alembic_knows() -> None:
    script = ScriptDirectory(str(migrations()))
    assert revisions() == [step.revision for step in script.walk_revisions()][::-1]
    assert revisions()[-1] == script.get_current_head()


def test_an_office_of_today_opens_without_alembic(office: Office, template: tuple[Path, bytes]) -> None:
    office.close()
    asked = subprocess.run(
        [sys.executable, "-c", _OPEN, str(office.folder / DATABASE)],
        input=template[1].hex(), text=True, capture_output=True, check=True,
    )  # fmt: skip
    assert asked.stdout.strip() == "False"
