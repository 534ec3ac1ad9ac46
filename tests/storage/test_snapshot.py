import errno
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from conftest import add_people

from desktop.accounts.folder import DATABASE
from desktop.accounts.office import Office
from desktop.errors import FileProblem, UserError
from desktop.storage.connection import connect
from desktop.storage.foreign_keys import has_orphans
from desktop.storage.raw_copy import wal_of
from desktop.storage.snapshot import take_snapshot, verify_database

Key = tuple[Path, bytes]

_LOCK_ALONE = """
import sys
try:
    import fcntl
except ImportError:  # Windows: closing another handle takes no lock away
    raise SystemExit(1)
with open(sys.argv[1], "rb+") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
    except OSError:
        raise SystemExit(1)
"""
"""Succeeds when nobody holds SQLite's shared lock on a file."""


def _codes(copy: Path, key: bytes) -> list[str]:
    with closing(connect(copy, key, read_only=True)) as driver:
        return [code for (code,) in driver.execute("SELECT code FROM unit")]


def test_a_snapshot_opens_with_the_key_and_holds_the_same_rows(
    office: Office, template: Key, tmp_path: Path
) -> None:
    target = tmp_path / "ban-sao.db"
    take_snapshot(office.folder / DATABASE, template[1], target)
    assert _codes(target, template[1]) == ["26041"]
    assert [path.name for path in tmp_path.glob("*ban-sao*")] == ["ban-sao.db"]


def test_a_snapshot_that_the_disk_does_not_take_does_not_count(
    office: Office, template: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblem):
        take_snapshot(office.folder / DATABASE, template[1], tmp_path / "ban-sao.db")
    assert not list(tmp_path.glob("*ban-sao*"))


def test_a_snapshot_holds_what_stands_in_the_log_only(office: Office, template: Key, tmp_path: Path) -> None:
    path, key = office.folder / DATABASE, template[1]
    with closing(connect(path, key)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()  # keeps the log from being emptied
        add_people(office, {"full_name": "Trần Văn Mẫu"})
        assert wal_of(path).stat().st_size
        take_snapshot(path, key, tmp_path / "ban-sao.db")
    with closing(connect(tmp_path / "ban-sao.db", key, read_only=True)) as copy:
        assert copy.execute("SELECT full_name FROM person").fetchall() == [("Trần Văn Mẫu",)]


def test_copies_made_while_others_write_hold_whole_states(
    office: Office, template: Key, tmp_path: Path
) -> None:
    path, key, stop = tmp_path / "so.db", template[1], Event()
    with closing(connect(path, key)) as driver:
        driver.execute("CREATE TABLE pair (side INTEGER PRIMARY KEY, n INTEGER, filling BLOB)")
        driver.executemany("INSERT INTO pair VALUES (?, 0, zeroblob(3000))", [(side,) for side in range(40)])
        driver.execute("PRAGMA wal_autocheckpoint = 30")  # files are begun anew all the time
        writer = Thread(target=_write_on, args=(driver, stop))
        writer.start()
        try:
            for number in range(25):
                take_snapshot(path, key, tmp_path / f"{number}.db")
        finally:
            stop.set()
            writer.join()
    assert [_states(tmp_path / f"{number}.db", key) for number in range(25)] == [1] * 25


def _write_on(driver: Any, stop: Event) -> None:
    number = 0
    while not stop.is_set():
        number += 1
        driver.execute("UPDATE pair SET n = ?, filling = randomblob(3000)", (number,))


def _states(copy: Path, key: bytes) -> int:
    with closing(connect(copy, key, read_only=True)) as driver:
        return int(driver.execute("SELECT count(DISTINCT n) FROM pair").fetchone()[0])


def test_a_snapshot_takes_no_lock_away_from_the_open_office(office: Office, template: Key) -> None:
    path, key = office.folder / DATABASE, template[1]
    take_snapshot(path, key, office.folder / "ban-sao.db")
    other = subprocess.run([sys.executable, "-c", _LOCK_ALONE, str(path)], check=False)
    assert other.returncode == 1


def _scribble(copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[9000:9100] = bytes(100)
    copy.write_bytes(content)


def _swap_pages(copy: Path) -> None:
    content = copy.read_bytes()
    copy.write_bytes(content[:8192] + content[12288:16384] + content[8192:12288] + content[16384:])


def _cut(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-40960])


@pytest.mark.parametrize("harm", [_scribble, _swap_pages, _cut])
def test_a_damaged_copy_does_not_pass(
    office: Office, template: Key, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    target = tmp_path / "ban-sao.db"
    take_snapshot(office.folder / DATABASE, template[1], target)
    harm(target)
    with pytest.raises(UserError, match="không đạt kiểm tra"):
        verify_database(target, template[1])


def test_a_copy_with_rows_whose_parents_are_missing_does_not_pass(
    office: Office, template: Key, tmp_path: Path
) -> None:
    target = tmp_path / "ban-sao.db"
    add_people(office, {"full_name": "Trần Văn Mẫu"})
    take_snapshot(office.folder / DATABASE, template[1], target)
    with closing(connect(target, template[1], foreign_keys=False)) as driver:
        assert not has_orphans(driver)
        driver.execute("UPDATE journal_change SET act_id = 77 WHERE id = 1")
        assert driver.execute("PRAGMA foreign_key_check").fetchone()
        assert has_orphans(driver)
    with pytest.raises(UserError, match="không đạt kiểm tra"):
        verify_database(target, template[1])


def test_a_key_that_names_no_column_leads_to_the_primary_key(template: Key, tmp_path: Path) -> None:
    with closing(connect(tmp_path / "hai.db", template[1], foreign_keys=False)) as driver:
        driver.execute("CREATE TABLE parent (a, b, PRIMARY KEY (b, a))")
        driver.execute("CREATE TABLE child (x, y, FOREIGN KEY (x, y) REFERENCES parent)")
        driver.execute("INSERT INTO parent VALUES (1, 2)")
        driver.execute("INSERT INTO child VALUES (2, 1), (NULL, 9)")
        assert not has_orphans(driver)
        driver.execute("INSERT INTO child VALUES (1, 2)")
        assert has_orphans(driver)


def test_a_failing_snapshot_leaves_no_half_file(office: Office, template: Key) -> None:
    with pytest.raises(FileProblem):
        take_snapshot(office.folder / DATABASE, template[1], office.folder / DATABASE / "x" / "sao.db")
    assert not list(office.folder.glob("**/.*tmp"))
