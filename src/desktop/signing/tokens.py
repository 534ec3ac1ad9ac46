"""Tokens (PKCS#11): list their certificates before a PIN is asked, and open one with its PIN, once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.signing.certificates import Certificate, describe
from desktop.signing.keys import Key, chain_above
from desktop.signing.token_errors import sentence_for_token_error

if TYPE_CHECKING:
    from asn1crypto import x509
    from pkcs11 import Mechanism, Session, Token

    from desktop.signing.token_signer import PrivateKeyQuery, TokenSigner

_ONE_AT_A_TIME = threading.Lock()
_WAIT_SECONDS = 30
"""Tokens fail on parallel logins, so a second signer waits this long for the first."""

V15_NOTE = (
    "Thiết bị này chưa hỗ trợ RSASSA-PSS nên chữ ký dùng RSA PKCS#1 v1.5 với SHA-256; "
    "vẫn kiểm tra được, nhưng nên cập nhật phần mềm thiết bị."
)


class PinState(StrEnum):
    """How close the token is to locking itself."""

    FINE = "fine"
    LOW = "low"
    LAST_TRY = "last_try"
    LOCKED = "locked"


@dataclass(frozen=True)
class TokenKey:
    """A certificate found on a token; `token` and `key_id` (hex) find its key again."""

    token: str
    serial: str
    key_id: str
    certificate: Certificate
    pin: PinState


def list_token_keys(library: Path) -> tuple[TokenKey, ...]:
    """List the certificates on every token behind a PKCS#11 library that may sign now; asks for no PIN.

    Raises UserError when the library cannot be loaded or a token fails.
    """
    with _token_errors():
        return tuple(key for token in _tokens(library) for key in _keys_on(token))


def load_token(library: Path, pin: str, chosen: TokenKey | None = None, last_try: bool = False) -> Key:
    """Open a token's key with its PIN; the caller closes the key.

    Without `chosen` the token must hold exactly one certificate able to sign. The PIN is tried once and not
    kept. On the last try before locking the token is left alone unless `last_try` says the user agreed.
    Raises UserError for a wrong or locked PIN, no key, several keys, or a device failure.
    """
    chosen = chosen or _only(list_token_keys(library))
    if not _ONE_AT_A_TIME.acquire(timeout=_WAIT_SECONDS):
        raise UserError("Thiết bị ký đang bận với một lần ký khác; hãy đợi xong rồi ký lại.")
    try:
        with _token_errors():
            return _open(_find(library, chosen, last_try), pin, chosen)
    except BaseException:
        _ONE_AT_A_TIME.release()
        raise


def _find(library: Path, chosen: TokenKey, last_try: bool) -> "Token":
    token = next((token for token in _tokens(library) if token.serial.hex() == chosen.serial), None)
    if token is None:
        raise UserError("Không thấy thiết bị ký đã chọn; hãy cắm lại rồi làm lại.")
    _check_pin_state(pin_state(int(token.flags)), last_try)
    return token


def _open(token: "Token", pin: str, chosen: TokenKey) -> Key:
    session = token.open(user_pin=pin)
    try:
        signer = _signer(token, session, chosen)
    except BaseException:
        session.close()
        raise

    def close() -> None:
        session.close()
        _ONE_AT_A_TIME.release()

    rsa = chosen.certificate.key_algorithm.startswith("RSA")
    note = V15_NOTE if rsa and not signer.uses_pss else None
    return Key(signer, chosen.certificate, signer.scheme.digest, note, close)


def _signer(token: "Token", session: "Session", chosen: TokenKey) -> "TokenSigner":
    from desktop.signing.token_signer import TokenSigner

    certificates = {describe(found.dump()).sha256: found for _, found in _certificates(session)}
    certificate = certificates.pop(chosen.certificate.sha256)
    query = _private_key_query(session, bytes.fromhex(chosen.key_id), certificate)
    chain = chain_above(certificate, certificates.values())
    return TokenSigner(session, certificate, chain, query, _mechanisms(token))


def _mechanisms(token: "Token") -> "frozenset[Mechanism]":
    return frozenset(token.slot.get_mechanisms())


def _private_key_query(
    session: "Session", key_id: bytes, certificate: "x509.Certificate"
) -> "PrivateKeyQuery":
    """Find the certificate's private key: by CKA_ID, then by modulus; never by label, makers differ."""
    from pkcs11 import Attribute, ObjectClass

    private = {Attribute.CLASS: ObjectClass.PRIVATE_KEY}
    queries: list[PrivateKeyQuery] = [{**private, Attribute.ID: key_id}] if key_id else []
    if certificate.public_key.algorithm == "rsa":
        modulus = certificate.public_key["public_key"].parsed["modulus"].native
        queries.append({**private, Attribute.MODULUS: modulus.to_bytes((modulus.bit_length() + 7) // 8)})
    for query in queries:
        if len(list(session.get_objects(dict(query)))) == 1:
            return query
    raise UserError("Thiết bị không có khóa bí mật của chứng thư đã chọn; hãy chọn chứng thư khác.")


def _keys_on(token: "Token") -> Iterator[TokenKey]:
    now = datetime.now(UTC)
    with token.open() as session:
        for key_id, found in _certificates(session):
            certificate = describe(found.dump())
            if certificate.may_sign and certificate.not_before <= now <= certificate.not_after:
                state = pin_state(int(token.flags))
                yield TokenKey(token.label, token.serial.hex(), key_id.hex(), certificate, state)


def _certificates(session: "Session") -> "list[tuple[bytes, x509.Certificate]]":
    from asn1crypto import x509
    from pkcs11 import Attribute, ObjectClass

    found = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    return [(bytes(one[Attribute.ID]), x509.Certificate.load(one[Attribute.VALUE])) for one in found]


def _tokens(library: Path) -> "list[Token]":
    import pkcs11
    from pkcs11 import TokenFlag

    try:
        module = pkcs11.lib(str(library))
    except pkcs11.PKCS11Error as error:
        raise UserError(
            f"Không nạp được thư viện thiết bị “{library.name}”; hãy chọn đúng tệp thư viện (.dll, .so) "
            "của thiết bị, cùng loại 64 bit với chương trình."
        ) from error
    slots = module.get_slots(token_present=True)
    return [token for slot in slots if (token := slot.get_token()).flags & TokenFlag.TOKEN_INITIALIZED]


def pin_state(flags: int) -> PinState:
    """Read the PIN state from a token's flags (PKCS#11 v2.40, CKF_USER_PIN_…)."""
    from pkcs11 import TokenFlag

    for flag, state in (
        (TokenFlag.USER_PIN_LOCKED, PinState.LOCKED),
        (TokenFlag.USER_PIN_FINAL_TRY, PinState.LAST_TRY),
        (TokenFlag.USER_PIN_COUNT_LOW, PinState.LOW),
    ):
        if flags & flag:
            return state
    return PinState.FINE


def _check_pin_state(state: PinState, last_try: bool) -> None:
    if state is PinState.LOCKED:
        raise UserError("Mã PIN của thiết bị đã bị khóa; hãy liên hệ đơn vị cấp thiết bị để mở khóa.")
    if state is PinState.LAST_TRY and not last_try:
        raise UserError(
            "Thiết bị chỉ còn một lần nhập PIN trước khi bị khóa; hãy chắc chắn về mã PIN, "
            "hoặc liên hệ đơn vị cấp thiết bị."
        )


def _only(keys: tuple[TokenKey, ...]) -> TokenKey:
    if not keys:
        raise UserError(
            "Không thấy chứng thư còn hạn để ký trên thiết bị; hãy cắm thiết bị hoặc chọn thư viện khác."
        )
    if len(keys) > 1:
        names = ", ".join(f"“{key.certificate.common_name}”" for key in keys)
        raise UserError(f"Thiết bị có nhiều chứng thư ký được ({names}); hãy chọn một chứng thư.")
    return keys[0]


@contextmanager
def _token_errors() -> Iterator[None]:
    from pkcs11 import PKCS11Error

    try:
        yield
    except PKCS11Error as error:
        raise sentence_for_token_error(error) from error
