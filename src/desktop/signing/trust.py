"""Whom the office trusts: root and intermediate certificates, and revocation lists, loaded from files."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import FileProblem, UserError, sentence_for_os_error

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization


@dataclass(frozen=True)
class Trust:
    """Certificates and revocation lists as DER bytes; an empty `Trust` trusts nobody."""

    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


def load_trust(paths: Iterable[Path], crl_paths: Iterable[Path] = ()) -> Trust:
    """Load certificates and revocation lists from PEM or DER files; self-issued certificates become roots.

    Raises FileProblem for unreadable files, UserError for files that are not what they should be.
    """
    certificates = [found for path in paths for found in _certificates(path)]
    der = _der()
    return Trust(
        roots=tuple(dict.fromkeys(c.public_bytes(der) for c in certificates if c.issuer == c.subject)),
        intermediates=tuple(
            dict.fromkeys(c.public_bytes(der) for c in certificates if c.issuer != c.subject)
        ),
        crls=tuple(dict.fromkeys(_crl(path) for path in crl_paths)),
    )


def _der() -> "serialization.Encoding":
    from cryptography.hazmat.primitives import serialization

    return serialization.Encoding.DER


def _certificates(path: Path) -> "list[x509.Certificate]":
    from cryptography import x509

    data = _read(path)
    try:
        if b"-----BEGIN" in data:
            return x509.load_pem_x509_certificates(data)
        return [x509.load_der_x509_certificate(data)]
    except ValueError as error:
        raise UserError(
            f"Tệp “{path.name}” không phải chứng thư số (PEM hoặc DER); hãy chọn tệp .cer, .crt hoặc .pem."
        ) from error


def _crl(path: Path) -> bytes:
    from cryptography import x509

    data = _read(path)
    try:
        pem = b"-----BEGIN" in data
        crl = x509.load_pem_x509_crl(data) if pem else x509.load_der_x509_crl(data)
        return crl.public_bytes(_der())
    except ValueError as error:
        raise UserError(
            f"Tệp “{path.name}” không phải danh sách thu hồi chứng thư; hãy chọn tệp .crl của cơ quan cấp."
        ) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
