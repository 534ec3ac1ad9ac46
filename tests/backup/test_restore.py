import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PASSWORD
from sqlalchemy import select

from desktop.accounts.folder import DATABASE, KEYS
from desktop.accounts.models import Unit
from desktop.accounts.office import Office, open_office, open_with_key
from desktop.accounts.rights import Actor, Role
from desktop.backup.actions import list_backups, make_backup, restore_backup
from desktop.cli.main import main
from desktop.commands import PASSWORD_VARIABLE
from desktop.errors import NotAllowed, UserError
from desktop.storage.connection import connect


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


def _delete(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _scribble(path: Path) -> None:
    path.write_bytes(b"x" * 9000)


def _run(folder: Path, *words: str) -> int:
    return main(["--data", str(folder), *words, "--json"])


@pytest.mark.parametrize("harm", [_delete, _empty, _scribble])
def test_a_lost_database_is_restored_from_the_command_line(
    office: Office, harm: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    made = make_backup(office)
    office.close()
    harm(office.folder / DATABASE)
    assert _run(office.folder, "backup", "list") == 0
    assert json.loads(capsys.readouterr().out)[0]["id"] == made.id
    assert _run(office.folder, "backup", "restore", made.id) == 0
    assert json.loads(capsys.readouterr().out)["before"] is None
    again = open_office(office.folder, "canbo", PASSWORD)
    with again.read() as session:
        assert session.scalars(select(Unit.code)).one() == "26041"
    again.close()


def test_an_unreadable_database_is_set_aside_not_deleted(
    office: Office, template: tuple[Path, bytes]
) -> None:
    made = make_backup(office)
    office.close()
    _scribble(office.folder / DATABASE)
    done = restore_backup(office.folder, made, template[1], "canbo")
    assert done.aside is not None
    assert done.aside.read_bytes() == b"x" * 9000


def test_a_lost_key_file_comes_back_with_the_backup(office: Office) -> None:
    made = make_backup(office)
    office.close()
    (office.folder / KEYS).write_text("{")
    assert _run(office.folder, "backup", "restore", made.id) == 0
    open_office(office.folder, "canbo", PASSWORD).close()


def test_a_wrong_password_restores_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make_backup(office)
    office.close()
    _scribble(office.folder / DATABASE)
    monkeypatch.setenv(PASSWORD_VARIABLE, "sai-mat-khau")
    assert _run(office.folder, "backup", "restore", made.id) == 1
    assert "Mật khẩu không đúng" in capsys.readouterr().err
    assert (office.folder / DATABASE).read_bytes() == b"x" * 9000


def test_an_office_that_is_open_elsewhere_is_not_restored(
    office: Office, template: tuple[Path, bytes]
) -> None:
    made = make_backup(office)
    before = (office.folder / DATABASE).stat().st_ino
    with pytest.raises(UserError, match="đang mở ở cửa sổ khác"):
        restore_backup(office.folder, made, template[1], "canbo")
    assert (office.folder / DATABASE).stat().st_ino == before
    second = open_with_key(office.folder, template[1], "canbo")
    office.close()
    with pytest.raises(UserError, match="đang mở ở cửa sổ khác"):
        restore_backup(office.folder, made, template[1], "canbo")
    second.close()
    assert restore_backup(office.folder, made, template[1], "canbo").before is not None


def test_a_viewer_makes_no_backup(office: Office) -> None:
    viewer = Office(office.folder, office.database, Actor("xem", "Người xem", Role.VIEWER))
    with pytest.raises(NotAllowed, match="sao lưu"):
        make_backup(viewer)
    assert list_backups(office.folder) == []


@pytest.mark.parametrize("in_backup", [True, False])
def test_who_is_only_a_viewer_then_or_now_restores_nothing(
    office: Office, template: tuple[Path, bytes], in_backup: bool
) -> None:
    made = make_backup(office)
    office.close()
    folder = made.folder if in_backup else office.folder
    driver = connect(folder / DATABASE, template[1])
    driver.execute("UPDATE user SET role = 'viewer'")
    driver.close()
    with pytest.raises(NotAllowed):
        restore_backup(office.folder, made, template[1], "canbo")
