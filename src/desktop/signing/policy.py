"""The rules pyHanko checks signatures by: algorithms, key usage, revocation; with local data only."""

import logging
from datetime import UTC, datetime

from asn1crypto import algos, crl, keys, x509
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule,
    LocalKnowledge,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    REQUIRE_REVINFO,
    AlgorithmUsageConstraint,
    CertRevTrustPolicy,
    DisallowWeakAlgorithmsPolicy,
)
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

from desktop.signing.certificates import SMALLEST_CURVE, SMALLEST_RSA
from desktop.signing.trust import Trust

for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)  # its warnings name signers and repeat the verdict

_WEAK_HASHES = frozenset({"md2", "md4", "md5", "sha1", "sha224"})
_ANY = KeyUsageConstraints()
_MAY_SIGN = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
_OFFLINE = RevocationInfoGatheringSpec(
    RevinfoOnlineFetchingRule.LOCAL_ONLY, certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH
)


class _Algorithms(DisallowWeakAlgorithmsPolicy):
    """Hashes, and sizes of RSA and elliptic-curve keys, that TT 15/2025/TT-BKHCN allows."""

    def __init__(self) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            weak_hash_algos=_WEAK_HASHES, rsa_key_size_threshold=SMALLEST_RSA
        )

    def signature_algorithm_allowed(
        self,
        algo: algos.SignedDigestAlgorithm,
        moment: datetime | None,
        public_key: keys.PublicKeyInfo | None,
    ) -> AlgorithmUsageConstraint:
        """Add elliptic curves to what the library checks."""
        short = (
            public_key is not None and public_key.algorithm == "ec" and public_key.bit_size < SMALLEST_CURVE
        )
        if short:
            return AlgorithmUsageConstraint(allowed=False)
        return super().signature_algorithm_allowed(algo, moment, public_key)


_ALGORITHMS = _Algorithms()


def timing_of(at: datetime | None) -> ValidationTimingInfo:
    """Say as of when to judge: a past moment, or now for None."""
    moment = at.astimezone(UTC) if at else datetime.now(UTC)
    return ValidationTimingInfo(moment, moment, point_in_time_validation=at is not None)


def spec_for(trust: Trust, leaf: x509.Certificate) -> SignatureValidationSpec:
    """Return the rule book for a signer's certificate; revocation must be known for every step above it.

    A later revocation list also speaks for an earlier moment, because it dates each revocation; but not one
    made after the certificate expired, from which it may have been dropped (RFC 5280, 3.3).
    """
    lists = [crl.CertificateList.load(der) for der in trust.crls]
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build([x509.Certificate.load(root) for root in trust.roots]),
        revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO, retroactive_revinfo=True),
        algorithm_usage_policy=_ALGORITHMS,
    )
    knowledge = LocalKnowledge(
        known_crls=[CRLContainer(one) for one in lists if _made(one) <= leaf.not_valid_after],
        known_certs=[x509.Certificate.load(der) for der in trust.intermediates],
    )
    return SignatureValidationSpec(
        cert_validation_policy=policy,
        revinfo_gathering_policy=_OFFLINE,
        local_knowledge=knowledge,
        key_usage_settings=_ANY if leaf.key_usage_value is None else _MAY_SIGN,
        signature_algorithm_policy=CMSAlgorithmUsagePolicy.lift_policy(_ALGORITHMS),
    )


def _made(one: crl.CertificateList) -> datetime:
    made: datetime = one["tbs_cert_list"]["this_update"].native
    return made
