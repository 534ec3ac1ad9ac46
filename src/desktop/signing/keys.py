"""Keys able to sign: what a .p12 file or a token becomes once its password or PIN has opened it."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from desktop.errors import FileProblem, UserError, sentence_for_os_error
from desktop.signing.certificates import Certificate, describe

if TYPE_CHECKING:
    from asn1crypto import x509
    from asn1crypto.algos import SignedDigestAlgorithm
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
    from pyhanko.sign.signers import Signer

_DIGEST_OF_CURVE = {"secp384r1": "sha384", "secp521r1": "sha512"}
_PSS_SALT = 32
"""Salt in bytes, as long as SHA-256: what tokens and other programs expect (RFC 8017, 9.1)."""


def _nothing_to_close() -> None:
    pass


@dataclass(frozen=True)
class Key:
    """An opened key; use it as a context manager, because a token stays occupied until `close`.

    `note` is a Vietnamese sentence to show beside the signature when the key's device forced a weaker choice.
    """

    signer: "Signer"
    certificate: Certificate
    digest: str
    note: str | None = None
    close: Callable[[], None] = _nothing_to_close

    def __enter__(self) -> "Key":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@dataclass(frozen=True)
class Scheme:
    """How a key signs: the mechanism written into the signature, and the digest that goes with it."""

    mechanism: "SignedDigestAlgorithm"
    digest: str


def certificate_of(key: Key) -> Certificate:
    """Return the certificate the key signs with."""
    return key.certificate


def load_p12(path: Path, password: str) -> Key:
    """Open a PKCS#12 file.

    Raises FileProblem when the file cannot be read, UserError when it is not PKCS#12, the password is wrong,
    or it holds no key. The password is tried in both Unicode forms, because typing programs differ.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileProblem(sentence_for_os_error(error, path.name)) from error
    return key_from_p12(data, password, path.name)


def key_from_p12(data: bytes, password: str, name: str = "tệp khóa") -> Key:
    """Open PKCS#12 bytes; errors as in `load_p12`, with `name` in the sentence."""
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives import serialization
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    content = _open_p12(data, password, name)
    if content.key is None or content.cert is None:
        raise UserError(
            f"Tệp “{name}” không chứa khóa bí mật kèm chứng thư; hãy xuất lại tệp .p12 có cả khóa."
        )
    der = serialization.Encoding.DER
    certificate = x509.Certificate.load(content.cert.certificate.public_bytes(der))
    secret = content.key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    others = [x509.Certificate.load(more.certificate.public_bytes(der)) for more in content.additional_certs]
    chain = SimpleCertificateStore.from_certs(  # type: ignore[no-untyped-call]
        chain_above(certificate, others)
    )
    scheme = scheme_for(certificate.dump())
    signer = SimpleSigner(
        certificate, keys.PrivateKeyInfo.load(secret), chain, scheme.mechanism, embed_roots=False
    )
    return Key(signer, describe(certificate.dump()), scheme.digest)


def chain_above(leaf: "x509.Certificate", pool: "Iterable[x509.Certificate]") -> "list[x509.Certificate]":
    """Return the intermediate certificates above `leaf` found in the pool; a signature carries these."""
    issuers = {one.subject.hashable: one for one in pool if one.ca and not one.self_issued}
    chain: list[x509.Certificate] = []
    while (above := issuers.pop(leaf.issuer.hashable, None)) is not None:
        chain.append(above)
        leaf = above
    return chain


def _open_p12(data: bytes, password: str, name: str) -> "PKCS12KeyAndCertificates":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    if not _looks_like_p12(data):
        raise UserError(f"Tệp “{name}” hỏng hoặc không phải tệp khóa .p12/.pfx; hãy chọn tệp khác.")
    for form in ("NFC", "NFD"):
        secret = unicodedata.normalize(form, password).encode()
        try:
            return pkcs12.load_pkcs12(data, secret or None)
        except UnsupportedAlgorithm as error:
            raise UserError(
                f"Tệp “{name}” được mã hóa theo cách không hỗ trợ; hãy xuất lại tệp .p12 với AES-256."
            ) from error
        except ValueError:
            continue
    raise UserError(f"Mật khẩu của tệp “{name}” không đúng; hãy nhập lại, chú ý bộ gõ và phím Caps Lock.")


def _looks_like_p12(data: bytes) -> bool:
    from asn1crypto.pkcs12 import Pfx

    try:
        outer = Pfx.load(data, strict=True)
        return bool(outer["version"].native == "v3" and outer["auth_safe"]["content_type"].native == "data")
    except (ValueError, TypeError):
        return False


def scheme_for(certificate: bytes, pss: bool = True) -> Scheme:
    """Choose how the key of a DER certificate signs: RSASSA-PSS (or v1.5 without `pss`), or ECDSA.

    Source: TT 15/2025/TT-BKHCN. Raises UserError for kinds of keys the regulation does not know.
    """
    from asn1crypto import algos, x509

    public_key = x509.Certificate.load(certificate).public_key
    if public_key.algorithm == "ec":
        digest = _DIGEST_OF_CURVE.get(public_key.curve[1], "sha256")
        return Scheme(algos.SignedDigestAlgorithm({"algorithm": f"{digest}_ecdsa"}), digest)
    if public_key.algorithm != "rsa":
        raise UserError("Khóa trong chứng thư không phải RSA hay ECDSA nên không dùng để ký được.")
    if not pss:
        return Scheme(algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}), "sha256")
    sha256 = {"algorithm": "sha256"}
    parameters = algos.RSASSAPSSParams(
        {
            "hash_algorithm": sha256,
            "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": sha256},
            "salt_length": _PSS_SALT,
        }
    )
    return Scheme(
        algos.SignedDigestAlgorithm({"algorithm": "rsassa_pss", "parameters": parameters}), "sha256"
    )
