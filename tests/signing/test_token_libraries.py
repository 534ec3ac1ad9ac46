"""Finding token libraries and trying them where they may crash."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.signing import token_libraries
from desktop.signing.token_libraries import find_token_libraries, try_token_library
from signing.kit import Device, crash


def test_known_libraries_are_found_whatever_the_case(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for file in (first / "BkavCA.dll", first / "khac.dll", second / "bkavca.dll", second / "eTPKCS11.dll"):
        file.parent.mkdir(exist_ok=True)
        file.touch()
    found = find_token_libraries([first, second, tmp_path / "khong-co"])
    assert found == (first / "BkavCA.dll", second / "eTPKCS11.dll")


def test_a_library_introduces_itself(make_device: Callable[[], Device]) -> None:
    device = make_device()
    device.load()
    assert "SoftHSM" in try_token_library(device.library)


def test_other_files_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "gia.so"
    file.write_bytes(b"khong phai thu vien")
    with pytest.raises(UserError, match=r"“gia\.so” không phải thư viện"):
        try_token_library(file)


def test_a_library_that_crashes_takes_only_the_child_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token_libraries, "_describe", crash)
    with pytest.raises(UserError, match="không phải thư viện"):
        try_token_library(tmp_path / "sap.so")
