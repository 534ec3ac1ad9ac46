import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import CHEAP, PASSWORD, WARD
from sqlalchemy import select

from desktop.accounts.folder import DATABASE, KEYS, logins, office_exists
from desktop.accounts.keys import KeyFileDamaged, WrongPassword, load_slots, normalize_recovery
from desktop.accounts.models import Unit
from desktop.accounts.office import Office, create_office, open_office, open_with_recovery
from desktop.accounts.rights import Actor, Right, Role, authorize
from desktop.errors import FileProblem, NotAllowed, NotFound, UserError
from desktop.journal.queries import list_acts
from desktop.storage.connection import DatabaseDamaged, DatabaseMissing, is_encrypted


@pytest.fixture
def folder(template: tuple[Path, bytes], tmp_path: Path) -> Path:
    copy = tmp_path / "so"
    shutil.copytree(template[0], copy)
    return copy


def test_the_database_on_disk_is_encrypted(folder: Path) -> None:
    assert is_encrypted(folder / DATABASE)
    assert "Trấn Biên".encode() not in (folder / DATABASE).read_bytes()


def test_the_right_password_opens_the_office(folder: Path) -> None:
    office = open_office(folder, "canbo", PASSWORD)
    with office.read() as session:
        assert session.scalars(select(Unit.name)).one() == WARD.name
    assert office.actor.role is Role.ADMIN
    office.close()


def test_a_wrong_password_says_so_and_what_to_do(folder: Path) -> None:
    with pytest.raises(WrongPassword, match=r"Mật khẩu không đúng.*Unikey"):
        open_office(folder, "canbo", "sai-mat-khau")


def test_an_unknown_login_is_named(folder: Path) -> None:
    with pytest.raises(NotFound, match="khách"):
        open_office(folder, "khách", PASSWORD)
    with pytest.raises(NotFound):
        open_office(folder, "recovery", PASSWORD)


def test_a_missing_database_and_key_file_are_told_apart(folder: Path) -> None:
    (folder / DATABASE).unlink()
    with pytest.raises(DatabaseMissing, match="sao lưu"):
        open_office(folder, "canbo", PASSWORD)
    (folder / KEYS).unlink()
    with pytest.raises(FileProblem, match="không tìm thấy"):
        open_office(folder, "canbo", PASSWORD)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"slots": [{"name": 1}]}', '{"version": 1, "slots": [5]}']
)
def test_a_damaged_key_file_is_a_sentence(folder: Path, content: str) -> None:
    (folder / KEYS).write_text(content)
    with pytest.raises(KeyFileDamaged):
        open_office(folder, "canbo", PASSWORD)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("time", "3"),
        ("time", 0),
        ("time", True),
        ("time", 2**40),
        ("memory_kib", 7),
        ("memory_kib", 2**40),
        ("lanes", 0),
        ("lanes", 17),
        ("lanes", 16),
        ("salt", "AAAA"),
        ("nonce", ""),
        ("wrapped", "AAAA"),
        ("cost", None),
        ("cost", {}),
    ],
)
def test_a_key_slot_with_hostile_values_is_damaged(folder: Path, part: str, value: object) -> None:
    document = json.loads((folder / KEYS).read_text())
    for slot in document["slots"]:
        (slot["cost"] if part in slot["cost"] else slot)[part] = value
    (folder / KEYS).write_text(json.dumps(document))
    with pytest.raises(KeyFileDamaged):
        open_office(folder, "canbo", PASSWORD)


@pytest.mark.parametrize("kept", [[], ["recovery"], ["canbo"]])
def test_a_key_file_without_user_or_recovery_is_damaged(folder: Path, kept: list[str]) -> None:
    document = json.loads((folder / KEYS).read_text())
    document["slots"] = [slot for slot in document["slots"] if slot["name"] in kept]
    (folder / KEYS).write_text(json.dumps(document))
    with pytest.raises(KeyFileDamaged):
        logins(folder)


def test_a_key_file_nested_too_deep_is_damaged(folder: Path) -> None:
    (folder / KEYS).write_text("[" * 200_000)
    with pytest.raises(KeyFileDamaged):
        logins(folder)


def test_a_damaged_database_is_not_a_wrong_password(folder: Path) -> None:
    damaged = bytearray((folder / DATABASE).read_bytes())
    damaged[100:200] = bytes(100)
    (folder / DATABASE).write_bytes(damaged)
    with pytest.raises(DatabaseDamaged, match="hỏng"):
        open_office(folder, "canbo", PASSWORD)


def test_a_cut_off_database_is_damaged(folder: Path) -> None:
    (folder / DATABASE).write_bytes((folder / DATABASE).read_bytes()[:3000])
    with pytest.raises(DatabaseDamaged):
        open_office(folder, "canbo", PASSWORD)


def test_an_emptied_database_is_damaged_and_gets_no_fresh_schema(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"")
    for _ in range(2):
        with pytest.raises(DatabaseDamaged, match="sao lưu"):
            open_office(folder, "canbo", PASSWORD)


def test_the_recovery_code_gives_a_new_password(tmp_path: Path) -> None:
    code = create_office(tmp_path / "so", WARD, PASSWORD, CHEAP)
    with pytest.raises(WrongPassword, match="khôi phục"):
        open_with_recovery(tmp_path / "so", "AAAA-BBBB", "canbo", "mat-khau-moi")
    open_with_recovery(tmp_path / "so", code.lower().replace("-", " "), "canbo", "mat-khau-moi").close()
    with pytest.raises(WrongPassword):
        open_office(tmp_path / "so", "canbo", PASSWORD)
    open_office(tmp_path / "so", "canbo", "mat-khau-moi").close()


def test_a_password_typed_in_another_unicode_form_still_opens(tmp_path: Path) -> None:
    import unicodedata

    create_office(tmp_path / "so", WARD, "mật khẩu dài", CHEAP)
    open_office(tmp_path / "so", "canbo", unicodedata.normalize("NFD", "mật khẩu dài")).close()


def test_no_secret_is_stored_in_the_key_file(tmp_path: Path) -> None:
    code = create_office(tmp_path / "so", WARD, PASSWORD, CHEAP)
    stored = (tmp_path / "so" / KEYS).read_text()
    assert PASSWORD not in stored
    assert normalize_recovery(code) not in stored
    assert {slot["kdf"] for slot in json.loads(stored)["slots"]} == {"argon2id"}
    assert sorted(load_slots(tmp_path / "so" / KEYS)) == ["canbo", "recovery"]
    assert logins(tmp_path / "so") == ["canbo"]


def test_an_office_is_never_made_over_another(folder: Path) -> None:
    with pytest.raises(UserError, match="không tạo đè"):
        create_office(folder, WARD, PASSWORD, CHEAP)


def test_an_office_that_could_not_be_finished_can_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import desktop.accounts.office as module

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(module, "save_slots", killed)
        create_office(tmp_path / "so", WARD, PASSWORD, CHEAP)
    create_office(tmp_path / "so", WARD, PASSWORD, CHEAP)
    open_office(tmp_path / "so", "canbo", PASSWORD).close()


def test_without_a_kept_recovery_code_there_is_no_office(tmp_path: Path) -> None:
    folder = tmp_path / "so"

    def refuse(_code: str) -> None:
        assert not office_exists(folder)
        raise FileProblem("Không ghi được phiếu.")

    with pytest.raises(FileProblem, match="phiếu"):
        create_office(folder, WARD, PASSWORD, CHEAP, keep=refuse)
    assert not office_exists(folder)
    kept: list[str] = []
    assert create_office(folder, WARD, PASSWORD, CHEAP, keep=kept.append) == kept[0]


def test_a_key_file_whose_database_is_missing_is_not_overwritten(folder: Path) -> None:
    keys = (folder / KEYS).read_bytes()
    (folder / DATABASE).unlink()
    with pytest.raises(UserError, match="mất cơ sở dữ liệu"):
        create_office(folder, WARD, PASSWORD, CHEAP)
    assert (folder / KEYS).read_bytes() == keys


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"login": "recovery"}, "dành riêng"),
        ({"login": " "}, "để trống"),
        ({"full_name": ""}, "để trống"),
        ({"code": ""}, "để trống"),
        ({"name": "\t"}, "để trống"),
    ],
)
def test_a_new_office_without_names_is_refused_before_anything_is_made(
    tmp_path: Path, wrong: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        create_office(tmp_path / "so", replace(WARD, **wrong), PASSWORD, CHEAP)
    assert not (tmp_path / "so").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    with pytest.raises(FileProblem):
        create_office(tmp_path / "tep" / "so", WARD, PASSWORD, CHEAP)


def test_a_short_password_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ít nhất 8"):
        create_office(tmp_path / "so", WARD, "ngan", CHEAP)
    assert not (tmp_path / "so").exists()


def test_a_viewer_may_not_write_and_nothing_is_journalled(office: Office) -> None:
    viewer = Office(office.folder, office.database, Actor("xem", "Người xem", Role.VIEWER))
    with office.read() as session:
        before = len(list_acts(session))
    with pytest.raises(NotAllowed, match="không có quyền ghi hồ sơ"), viewer.write() as session:
        authorize(session, Right.EDIT_PEOPLE, "Ghi hồ sơ")
    with office.read() as session:
        assert len(list_acts(session)) == before


def test_listeners_hear_which_tables_changed_after_the_commit(office: Office) -> None:
    heard: list[frozenset[str]] = []
    office.listeners.append(heard.append)
    with office.write() as session:
        authorize(session, Right.MANAGE, "Sửa thông tin đơn vị")
        session.scalars(select(Unit)).one().place = "Biên Hòa"
    assert heard == [frozenset({"unit"})]
