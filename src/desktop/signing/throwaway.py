"""Throw-away keys and certificates for the demonstration and for tests; worth nothing in law, and say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

MARK = "MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
_YEAR = timedelta(days=365)

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class KeyKind(StrEnum):
    """The kinds of keys that can be made."""

    EC_P256 = "ec-p256"
    RSA_1024 = "rsa-1024"
    RSA_2048 = "rsa-2048"
    RSA_3072 = "rsa-3072"


@dataclass(frozen=True)
class Wish:
    """What differs between certificates: validity (None: a year around now), purpose, kind of key."""

    kind: KeyKind = KeyKind.EC_P256
    not_before: datetime | None = None
    not_after: datetime | None = None
    may_sign: bool = True
    is_ca: bool = False
    time_stamps: bool = False


DEFAULT_WISH = Wish()


@dataclass(frozen=True)
class Holder:
    """A private key with its certificate and the certificates above it, without the root."""

    private_key: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        """The certificate's DER bytes."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        """The certificate's PEM text."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def p12(self, password: str) -> bytes:
        """Return key and certificates as a PKCS#12 file."""
        encryption = serialization.BestAvailableEncryption(password.encode())
        return pkcs12.serialize_key_and_certificates(
            b"mau", self.private_key, self.certificate, list(self.chain) or None, encryption
        )


class Authority:
    """A certificate authority that exists only here: issues certificates and revocation lists."""

    def __init__(self, holder: Holder, is_root: bool = True) -> None:
        self.holder = holder
        self._is_root = is_root

    @classmethod
    def make_root(cls, name: str = "CA gốc mẫu", wish: Wish = DEFAULT_WISH) -> "Authority":
        """Make a root with a certificate signed by itself."""
        key = make_key(wish.kind)
        subject = _name(name, "")
        wish = Wish(wish.kind, wish.not_before, wish.not_after or datetime.now(UTC) + 20 * _YEAR, False, True)
        builder = _builder(subject, key.public_key(), wish).issuer_name(subject)
        return cls(Holder(key, builder.sign(key, hashes.SHA256())))

    def issue(self, name: str, organization: str = "", wish: Wish = DEFAULT_WISH) -> Holder:
        """Issue a certificate for a new key to a person or, with its name as `name`, to an office."""
        key = make_key(wish.kind)
        own = self.holder.certificate
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.holder.private_key.public_key())
        builder = (
            _builder(_name(name, organization), key.public_key(), wish)
            .issuer_name(own.subject)
            .add_extension(identifier, critical=False)
        )
        chain = () if self._is_root else (own, *self.holder.chain)
        return Holder(key, builder.sign(self.holder.private_key, hashes.SHA256()), chain)

    def issue_authority(self, name: str) -> "Authority":
        """Issue an intermediate authority."""
        return Authority(self.issue(name, wish=Wish(is_ca=True, may_sign=False)), is_root=False)

    def crl(
        self,
        revoked: Iterable[tuple[Holder, datetime]] = (),
        at: datetime | None = None,
        lasting: timedelta = timedelta(days=30),
    ) -> bytes:
        """Return a revocation list (DER), made at `at` and good for `lasting`; by default an empty one."""
        made = at or datetime.now(UTC) - timedelta(minutes=5)
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.holder.certificate.subject)
            .last_update(made)
            .next_update(made + lasting)
            .add_extension(x509.CRLNumber(int(made.timestamp())), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.holder.private_key.public_key()),
                critical=False,
            )
        )
        for holder, moment in revoked:
            entry = x509.RevokedCertificateBuilder(holder.certificate.serial_number, moment)
            builder = builder.add_revoked_certificate(entry.build())
        signed = builder.sign(self.holder.private_key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.DER)


@dataclass(frozen=True)
class ThrowawayPki:
    """Everything a demonstration needs to sign and to verify; the two .p12 files share one password."""

    root_pem: bytes
    crl_der: bytes
    leader_p12: bytes
    office_p12: bytes


def make_throwaway_pki(
    leader: str = "Nguyễn Văn Mẫu",
    office: str = "Ủy ban nhân dân phường Mẫu",
    password: str = "mẫu",  # noqa: S107 - opens keys that are worth nothing
    wish: Wish = DEFAULT_WISH,
) -> ThrowawayPki:
    """Make a root, a leader's and an office's key under it, and an empty revocation list."""
    root = Authority.make_root()
    return ThrowawayPki(
        root_pem=root.holder.pem,
        crl_der=root.crl(),
        leader_p12=root.issue(leader, office, wish).p12(password),
        office_p12=root.issue(office, office, wish).p12(password),
    )


def make_key(kind: KeyKind) -> PrivateKey:
    """Make a private key; RSA takes a good part of a second."""
    if kind is KeyKind.EC_P256:
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, int(kind.rpartition("-")[2]))


def _name(common_name: str, organization: str) -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, MARK),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ]
    if organization:
        parts.insert(1, x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization))
    return x509.Name(parts)


def _builder(
    subject: x509.Name, public_key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey, wish: Wish
) -> x509.CertificateBuilder:
    start = wish.not_before or datetime.now(UTC) - timedelta(days=1)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(wish.not_after or start + _YEAR)
        .add_extension(x509.BasicConstraints(ca=wish.is_ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(_usage(wish), critical=True)
    )
    if wish.time_stamps:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(purpose, critical=True)
    return builder


def _usage(wish: Wish) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=wish.may_sign,
        content_commitment=wish.may_sign,
        key_encipherment=not wish.may_sign and not wish.is_ca,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=wish.is_ca,
        crl_sign=wish.is_ca,
        encipher_only=False,
        decipher_only=False,
    )
