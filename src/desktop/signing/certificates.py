"""What the program tells people about a certificate, and whether it may sign at all."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.text import clean

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

SMALLEST_RSA = 2048
SMALLEST_CURVE = 256
"""Smallest RSA and elliptic-curve keys in bits (TT 15/2025/TT-BKHCN)."""

_CURVES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}


@dataclass(frozen=True)
class Certificate:
    """A certificate as people need it; times carry their zone, `sha256` is of the DER bytes, in hex."""

    subject: str
    common_name: str
    organization: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    sha256: str
    key_algorithm: str
    may_sign: bool


def describe(der: bytes) -> Certificate:
    """Read a DER certificate; names are freed of control and invisible letters. Raises ValueError."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    certificate = x509.load_der_x509_certificate(der)
    return Certificate(
        subject=clean(certificate.subject.rfc4514_string()),
        common_name=_first(certificate.subject, NameOID.COMMON_NAME),
        organization=_first(certificate.subject, NameOID.ORGANIZATION_NAME),
        issuer=_first(certificate.issuer, NameOID.COMMON_NAME) or clean(certificate.issuer.rfc4514_string()),
        serial=f"{certificate.serial_number:X}",
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        sha256=certificate.fingerprint(hashes.SHA256()).hex(),
        key_algorithm=_algorithm(certificate.public_key()),
        may_sign=_may_sign(certificate),
    )


def check_usable(certificate: Certificate, at: datetime) -> None:
    """Raise UserError when the certificate may not sign at `at`: not for signing, too early, expired."""
    if not certificate.may_sign:
        raise UserError(
            f"Chứng thư của “{certificate.common_name}” không dùng để ký (khóa {certificate.key_algorithm}); "
            "hãy chọn chứng thư ký số, khóa RSA từ 2048 bit hoặc ECDSA từ 256 bit."
        )
    if at < certificate.not_before:
        raise UserError(
            f"Chứng thư của “{certificate.common_name}” chỉ có hiệu lực từ {_day(certificate.not_before)}; "
            "hãy kiểm tra ngày giờ của máy."
        )
    if at > certificate.not_after:
        raise UserError(
            f"Chứng thư của “{certificate.common_name}” đã hết hạn ngày {_day(certificate.not_after)}; "
            "hãy gia hạn hoặc chọn chứng thư khác."
        )


def _day(moment: datetime) -> str:
    return moment.astimezone().strftime("%d/%m/%Y")


def _first(name: "x509.Name", oid: "x509.ObjectIdentifier") -> str:
    values = name.get_attributes_for_oid(oid)
    return clean(str(values[0].value)) if values else ""


def _algorithm(key: "PublicKeyTypes") -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return f"ECDSA {_CURVES.get(key.curve.name, key.curve.name)}"
    return type(key).__name__.removesuffix("PublicKey")


def _may_sign(certificate: "x509.Certificate") -> bool:
    """Say whether key usage (absent means any, RFC 5280) and strength of the key allow signing papers."""
    from cryptography import x509

    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return _strong(certificate.public_key())
    return (usage.digital_signature or usage.content_commitment) and _strong(certificate.public_key())


def _strong(key: "PublicKeyTypes") -> bool:
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= SMALLEST_RSA
    return isinstance(key, ec.EllipticCurvePublicKey) and key.curve.key_size >= SMALLEST_CURVE
