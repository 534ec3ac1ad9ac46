"""The pyHanko signer over one private key of a token; imported only when a token is used."""

from collections.abc import Mapping
from typing import Any

from asn1crypto import x509
from pkcs11 import Attribute, Mechanism, PKCS11Error, Session
from pyhanko.sign.pkcs11 import PKCS11Signer

from desktop.signing.keys import Scheme, scheme_for
from desktop.signing.token_errors import sentence_for_token_error

PrivateKeyQuery = Mapping[Attribute, Any]
"""Attributes that single out one private key."""


class TokenSigner(PKCS11Signer):
    """Signs with the private key found by `query`, whatever its label; errors come out as UserError."""

    def __init__(
        self,
        session: Session,
        certificate: x509.Certificate,
        chain: list[x509.Certificate],
        query: PrivateKeyQuery,
        mechanisms: frozenset[Mechanism],
    ) -> None:
        self.scheme = _scheme(certificate, mechanisms)
        self._query = query
        super().__init__(
            session,
            signing_cert=certificate,
            ca_chain=chain,
            embed_roots=False,
            signature_mechanism=self.scheme.mechanism,
            use_raw_mechanism=_needs_raw(self.scheme, mechanisms),
        )
        self._load_objects()  # type: ignore[no-untyped-call]

    def signing_key_fetch_params(self) -> dict[Attribute, Any]:
        """Find the key by what the caller matched, never by label: labels differ between makers."""
        return dict(self._query)

    @property
    def uses_pss(self) -> bool:
        """Whether signatures are RSASSA-PSS."""
        return bool(self.scheme.mechanism["algorithm"].native == "rsassa_pss")

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Sign on the token."""
        try:
            return bytes(await super().async_sign_raw(data, digest_algorithm, dry_run))
        except PKCS11Error as error:
            raise sentence_for_token_error(error) from error


def _scheme(certificate: x509.Certificate, mechanisms: frozenset[Mechanism]) -> Scheme:
    return scheme_for(certificate.dump(), pss=Mechanism.SHA256_RSA_PKCS_PSS in mechanisms)


def _needs_raw(scheme: Scheme, mechanisms: frozenset[Mechanism]) -> bool:
    """Say whether the token cannot hash by itself, so that the digest is made here and only signed there."""
    hashing = {
        "sha256_rsa": Mechanism.SHA256_RSA_PKCS,
        "rsassa_pss": Mechanism.SHA256_RSA_PKCS_PSS,
        "sha256_ecdsa": Mechanism.ECDSA_SHA256,
        "sha384_ecdsa": Mechanism.ECDSA_SHA384,
        "sha512_ecdsa": Mechanism.ECDSA_SHA512,
    }
    return hashing[scheme.mechanism["algorithm"].native] not in mechanisms
