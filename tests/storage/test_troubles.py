import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from conftest import PASSWORD
from sqlalchemy import text

import desktop.storage.migrate
import desktop.storage.snapshot
from desktop.accounts.folder import DATABASE
from desktop.accounts.office import Office
from desktop.cli.main import main
from desktop.commands import PASSWORD_VARIABLE
from desktop.errors import FileProblem
from desktop.storage.connection import connect
from desktop.storage.database import Database
from desktop.storage.troubles import DatabaseDamaged, plain_errors

_TIGHT = 12


def _on_a_full_disk(name: str) -> Callable[..., Any]:
    """Return `connect`, giving files whose name holds `name` no more than a few pages."""

    def tight(path: Path, key: bytes, **details: bool) -> Any:
        connection = connect(path, key, **details)
        if name in path.name:
            connection.execute(f"PRAGMA max_page_count = {_TIGHT}")
        return connection

    return tight


@pytest.mark.parametrize(
    ("reason", "kind", "sentence"),
    [
        ("file is not a database", DatabaseDamaged, "hỏng"),
        ("database disk image is malformed", DatabaseDamaged, "hỏng"),
        ("database or disk is full", FileProblem, "đầy"),
        ("attempt to write a readonly database", FileProblem, "chỉ cho đọc"),
        ("disk I/O error", FileProblem, "báo lỗi"),
        ("database is locked", FileProblem, "đang bận"),
        ("unable to open database file", FileProblem, "không cho đọc, ghi"),
    ],
)
def test_only_damage_is_called_damage(reason: str, kind: type[Exception], sentence: str) -> None:
    with pytest.raises(kind, match=sentence), plain_errors():
        raise sqlcipher.OperationalError(reason)


def test_a_wrong_statement_stays_our_bug() -> None:
    with pytest.raises(sqlcipher.OperationalError), plain_errors():
        raise sqlcipher.OperationalError("no such table: x")


def test_a_file_that_cannot_be_opened_is_not_called_damaged(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="Không mở được"):
        connect(tmp_path, bytes(32))
    with pytest.raises(FileProblem, match="Không mở được"):
        connect(tmp_path / "khong-co" / "so.db", bytes(32))


def test_a_full_disk_while_writing_is_a_sentence(office: Office, template: tuple[Path, bytes]) -> None:
    def fill(connection: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    full = Database(office.folder / DATABASE, template[1], on_connect=[fill])
    with pytest.raises(FileProblem, match="đầy"), full.write() as session:
        session.execute(text("CREATE TABLE big AS SELECT randomblob(100000)"))
    full.close()


def test_a_backup_on_a_full_disk_is_a_sentence_and_leaves_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office.close()
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)

    def half(_source: Any, path: Path, target: Path) -> None:
        target.write_bytes(path.read_bytes()[:9000])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(desktop.storage.snapshot, "copy_raw", half)
    assert main(["--data", str(office.folder), "backup", "make"]) == 1
    assert "ổ đĩa đã đầy" in capsys.readouterr().err
    assert not [path for path in office.folder.glob("sao-luu/**/*") if path.is_file()]


def test_an_office_made_on_a_full_disk_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    monkeypatch.setattr(desktop.storage.migrate, "connect", _on_a_full_disk(DATABASE))
    place = ["--unit-code", "26041", "--unit-name", "UBND phường X", "--province", "75"]
    assert main(["--data", str(tmp_path / "so"), "init", *place]) == 1
    assert "ổ đĩa đã đầy" in capsys.readouterr().err
    assert not (tmp_path / "so" / DATABASE).exists()
