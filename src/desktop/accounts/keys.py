"""The database key, random and wrapped: once for each user's password, once for the recovery code.

Passwords and the recovery code are stored nowhere. Each slot keeps Argon2id's salt and cost (RFC 9106) and
the key encrypted with AES-256-GCM, bound to the slot's name, so that a wrong password is told apart from a
damaged file.
"""

import base64
import json
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.errors import FileProblem, UserError, sentence_for_os_error
from desktop.paths import atomic_write

RECOVERY = "recovery"
"""The name of the slot that the printed recovery code opens."""

MIN_PASSWORD = 8
_VERSION = 1
_RECOVERY_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_RECOVERY_LENGTH, _RECOVERY_GROUP = 32, 4
_BOUNDS = {"time": range(1, 21), "memory_kib": range(8, 1024 * 1024 + 1), "lanes": range(1, 17)}
_LENGTHS = {"salt": 16, "nonce": 12, "wrapped": 32 + 16}
"""In bytes; a wrapped key is the key with GCM's tag."""


@dataclass(frozen=True)
class Cost:
    """Argon2id's cost: passes, memory in KiB, lanes."""

    time: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 2


@dataclass(frozen=True)
class Slot:
    """One way to unwrap the database key."""

    name: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    cost: Cost


class WrongPassword(UserError):
    """The password (or recovery code) does not open the slot."""


class KeyFileDamaged(UserError):
    """The file of wrapped keys cannot be understood."""

    def __init__(self) -> None:
        super().__init__(
            "Không đọc được tệp khóa của đơn vị vì tệp bị hỏng; hãy khôi phục tệp khóa từ bản sao lưu."
        )


def wrap(key: bytes, name: str, password: str, cost: Cost | None = None) -> Slot:
    """Wrap the database key for one password (or recovery code)."""
    import secrets  # not needed where a password is only asked for

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cost = cost or Cost()
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_derive(password, salt, cost)).encrypt(nonce, key, name.encode())
    return Slot(name, salt, nonce, wrapped, cost)


def unwrap(slot: Slot, password: str) -> bytes:
    """Return the database key; raises WrongPassword."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        key = _derive(password, slot.salt, slot.cost)
        return AESGCM(key).decrypt(slot.nonce, slot.wrapped, slot.name.encode())
    except InvalidTag as error:
        raise WrongPassword(
            "Mật khẩu không đúng; hãy kiểm tra phím Caps Lock và bộ gõ Unikey rồi nhập lại."
        ) from error


def check_password(password: str) -> None:
    """Raise UserError when a new password is too weak to guard personal data."""
    if len(password) < MIN_PASSWORD:
        raise UserError(f"Mật khẩu cần ít nhất {MIN_PASSWORD} ký tự; hãy chọn mật khẩu dài hơn.")


def new_recovery_code() -> str:
    """Return a fresh recovery code of 160 bits in groups of four, without letters that look alike."""
    import secrets

    letters = [secrets.choice(_RECOVERY_ALPHABET) for _ in range(_RECOVERY_LENGTH)]
    groups = [letters[at : at + _RECOVERY_GROUP] for at in range(0, _RECOVERY_LENGTH, _RECOVERY_GROUP)]
    return "-".join("".join(group) for group in groups)


def _derive(password: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    secret = unicodedata.normalize("NFC", password).encode()
    return hash_secret_raw(secret, salt, cost.time, cost.memory_kib, cost.lanes, 32, Type.ID)


def normalize_recovery(code: str) -> str:
    """Return a typed recovery code in the form in which it was wrapped: capitals, groups of four."""
    letters = [letter for letter in code.upper() if letter in _RECOVERY_ALPHABET]
    groups = [letters[at : at + _RECOVERY_GROUP] for at in range(0, len(letters), _RECOVERY_GROUP)]
    return "-".join("".join(group) for group in groups)


def save_slots(path: Path, slots: dict[str, Slot]) -> None:
    """Write the file of wrapped keys in one piece."""
    document = {"version": _VERSION, "slots": [_slot_to_json(slot) for slot in slots.values()]}
    with atomic_write(path) as temporary:
        temporary.write_text(json.dumps(document, indent=1), encoding="utf-8")


def load_slots(path: Path) -> dict[str, Slot]:
    """Read the file of wrapped keys; raises FileProblem when it is missing, KeyFileDamaged when broken."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        slots = [_slot_from_json(row) for row in document["slots"]]
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise KeyFileDamaged from error
    named = {slot.name: slot for slot in slots}
    if RECOVERY not in named or len(named) < 2:
        raise KeyFileDamaged
    return named


def _slot_to_json(slot: Slot) -> dict[str, Any]:
    binary = {part: base64.b64encode(getattr(slot, part)).decode() for part in ("salt", "nonce", "wrapped")}
    return {"name": slot.name, "kdf": "argon2id", "cost": asdict(slot.cost), **binary}


def _slot_from_json(row: dict[str, Any]) -> Slot:
    """Read one slot; ValueError for a cost or length that the program never writes and could choke on."""
    binary = {part: base64.b64decode(row[part], validate=True) for part in ("salt", "nonce", "wrapped")}
    cost, length = row["cost"], {part: len(content) for part, content in binary.items()}
    if any(type(cost[part]) is not int or cost[part] not in _BOUNDS[part] for part in _BOUNDS):
        raise ValueError("a cost out of bounds")
    if length != _LENGTHS or cost["memory_kib"] < 8 * cost["lanes"]:
        raise ValueError("a part of the wrong length")
    return Slot(name=str(row["name"]), cost=Cost(**cost), **binary)
