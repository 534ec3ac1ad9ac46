"""Tokens, played by SoftHSM2: what is listed before the PIN, and what becomes of the one try."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pkcs11
import pytest

from desktop.errors import UserError
from desktop.signing import tokens
from desktop.signing.asic import make_container, verify_container
from desktop.signing.places import Role
from desktop.signing.throwaway import KeyKind, Wish
from desktop.signing.tokens import PinState, list_token_keys, load_token, pin_state
from signing.kit import PIN, Device, Pki


@pytest.fixture(scope="module")
def lone(make_device: Callable[[], Device], pki: Pki) -> Device:
    """A token with one key that may sign, beside certificates that may not."""
    made = make_device()
    made.put(pki.holder(Role.OFFICE, KeyKind.RSA_2048), "07", certificate_id="99")
    now = datetime.now(UTC)
    expired = Wish(not_before=now - timedelta(days=9), not_after=now - timedelta(days=1))
    for number, wish in enumerate((expired, Wish(may_sign=False))):
        made.put(pki.root.issue("Không ký được (hư cấu)", wish=wish), f"a{number}")
    made.put_certificate(pki.sub.holder, "b0")
    made.load()
    return made


def test_only_certificates_that_may_sign_are_listed_without_a_pin(lone: Device, pki: Pki) -> None:
    (key,) = list_token_keys(lone.library)
    assert key.certificate == pki.key(Role.OFFICE, KeyKind.RSA_2048).certificate
    assert (key.token, key.key_id, key.pin) == ("mau", "99", PinState.FINE)


def test_a_key_whose_id_differs_from_the_certificates_is_found_by_its_modulus(lone: Device, pki: Pki) -> None:
    with load_token(lone.library, PIN) as key:
        package = make_container({}, b"{}", key)
    assert verify_container(package, pki.trust)[0].verdict == "TOTAL_PASSED"


def test_a_token_signs_with_pss_and_needs_no_note(lone: Device) -> None:
    with load_token(lone.library, PIN) as key:
        assert key.note is None
        assert key.signer.signature_mechanism["algorithm"].native == "rsassa_pss"


def test_authorities_on_the_token_come_along_with_the_signature(lone: Device, pki: Pki) -> None:
    with load_token(lone.library, PIN) as key:
        assert pki.sub.holder.der in {found.dump() for found in key.signer.cert_registry}


def test_without_pss_on_the_token_v15_is_used_with_a_note(
    lone: Device, pki: Pki, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "_mechanisms", lambda _: frozenset({pkcs11.Mechanism.SHA256_RSA_PKCS}))
    with load_token(lone.library, PIN) as key:
        package = make_container({}, b"{}", key)
    assert key.note == tokens.V15_NOTE
    assert verify_container(package, pki.trust)[0].verdict == "TOTAL_PASSED"


def test_a_wrong_pin_says_so_and_the_right_one_still_works(lone: Device) -> None:
    with pytest.raises(UserError, match="Mã PIN không đúng"):
        load_token(lone.library, "9999")
    with load_token(lone.library, PIN):
        pass


def test_a_wrong_pin_shows_in_the_list_until_the_right_one_is_given(
    make_device: Callable[[], Device], pki: Pki
) -> None:
    device = make_device()
    device.put(pki.holder(Role.LEADER), "01")
    device.load()
    with pytest.raises(UserError):
        load_token(device.library, "9999")
    assert list_token_keys(device.library)[0].pin is PinState.LOW
    with load_token(device.library, PIN):
        pass
    assert list_token_keys(device.library)[0].pin is PinState.FINE


@pytest.mark.parametrize(
    ("flags", "state"),
    [
        (0, PinState.FINE),
        (0x10000, PinState.LOW),
        (0x30000, PinState.LAST_TRY),
        (0x70000, PinState.LOCKED),
        (0x40000, PinState.LOCKED),
    ],
)
def test_pin_flags_are_read_from_the_worst_down(flags: int, state: PinState) -> None:
    assert pin_state(flags) is state


def test_a_locked_token_is_left_alone(lone: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "pin_state", lambda _: PinState.LOCKED)
    with pytest.raises(UserError, match="đã bị khóa"):
        load_token(lone.library, PIN)


def test_the_last_try_is_used_only_when_the_user_agreed(
    lone: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokens, "pin_state", lambda _: PinState.LAST_TRY)
    with pytest.raises(UserError, match="chỉ còn một lần"):
        load_token(lone.library, PIN)
    with load_token(lone.library, PIN, last_try=True):
        pass


def test_of_several_certificates_one_has_to_be_chosen(device: Device) -> None:
    with pytest.raises(UserError, match="nhiều chứng thư"):
        load_token(device.library, PIN)


def test_a_certificate_without_its_private_key_is_refused(
    make_device: Callable[[], Device], pki: Pki
) -> None:
    device = make_device()
    device.put_certificate(pki.holder(Role.LEADER), "01")
    device.load()
    with pytest.raises(UserError, match="không có khóa bí mật"):
        load_token(device.library, PIN)


def test_a_token_without_certificates_says_so(make_device: Callable[[], Device]) -> None:
    device = make_device()
    device.load()
    with pytest.raises(UserError, match="Không thấy chứng thư còn hạn"):
        load_token(device.library, PIN)


def test_a_file_that_is_no_token_library_is_refused(tmp_path: Path) -> None:
    library = tmp_path / "gia.so"
    library.write_bytes(b"no library")
    with pytest.raises(UserError, match=r"Không nạp được thư viện thiết bị “gia\.so”"):
        list_token_keys(library)


def test_a_token_pulled_out_while_signing_is_a_sentence(
    lone: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def sign(self, *_: object, **__: object) -> NoReturn:
            raise pkcs11.DeviceRemoved

    with load_token(lone.library, PIN) as key:
        monkeypatch.setattr(key.signer, "_key_handle", Gone())
        with pytest.raises(UserError, match="bị rút ra giữa chừng"):
            make_container({}, b"{}", key)


def test_two_signers_do_not_use_tokens_at_once(lone: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_WAIT_SECONDS", 0.01)
    with load_token(lone.library, PIN), pytest.raises(UserError, match="đang bận"):
        load_token(lone.library, PIN)
    with load_token(lone.library, PIN):
        pass
