"""The smoke test of an installed or frozen program: each part that an installation can lack is tried once."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def run_checks() -> list[dict[str, Any]]:
    """Return one line for each check: name, ok and a detail; a failing part never stops the others."""
    return [_tried(name, check) for name, check in _CHECKS.items()]


def _tried(name: str, check: Callable[[], str]) -> dict[str, Any]:
    try:
        return {"name": name, "ok": True, "detail": check()}
    except Exception as error:  # noqa: BLE001 - whatever fails here is the finding
        return {"name": name, "ok": False, "detail": f"{type(error).__name__}: {error}"}


def _encryption() -> str:
    from desktop.storage.connection import KEY_BYTES, connect, is_encrypted

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thu.db"
        connection = connect(path, os.urandom(KEY_BYTES))
        connection.execute("CREATE TABLE t (x)")
        version = connection.execute("PRAGMA cipher_version").fetchone()[0]
        connection.close()
        if not is_encrypted(path):
            raise RuntimeError("tệp không được mã hóa")
    return f"SQLCipher {version}"


def _migrations() -> str:
    from desktop.storage.connection import KEY_BYTES
    from desktop.storage.migrate import migrate

    with tempfile.TemporaryDirectory() as folder:
        migrate(Path(folder) / "thu.db", os.urandom(KEY_BYTES))
    return "tạo được cơ sở dữ liệu mới"


def _code_lists() -> str:
    from desktop.codelists import code_list, list_names

    return f"{sum(len(code_list(name).codes) for name in list_names())} mã trong {len(list_names())} danh mục"


def _plans() -> str:
    from desktop.plans.catalogue import load_plans

    return f"{len(load_plans())} kế hoạch"


def _fonts() -> str:
    from desktop.documents.fonts import paper_fonts

    return next(iter(paper_fonts().faces.values())).name


def _signing() -> str:
    from desktop.signing.keys import key_from_p12
    from desktop.signing.throwaway import make_throwaway_pki

    made = make_throwaway_pki(password="mat-khau")  # noqa: S106 - a key that is worth nothing
    return key_from_p12(made.office_p12, "mat-khau").certificate.key_algorithm


_CHECKS: dict[str, Callable[[], str]] = {
    "Mã hóa dữ liệu": _encryption,
    "Nâng cấp cơ sở dữ liệu": _migrations,
    "Danh mục": _code_lists,
    "Kế hoạch": _plans,
    "Phông chữ văn bản": _fonts,
    "Ký số": _signing,
}
