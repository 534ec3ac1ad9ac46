"""The chain above a certificate: does it hold, and if not, whose certificate or list is missing."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.validation.policy_decl import bootstrap_validation_data_handlers
from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
    ValidationError,
)

from desktop.signing.certificates import describe
from desktop.signing.findings import Finding
from desktop.signing.policy import spec_for, timing_of
from desktop.signing.trust import Trust
from desktop.text import clean


def check_chain(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], trust: Trust, at: datetime | None = None
) -> Finding:
    """Say what is known of a certificate by itself as of `at`: trusted, in time, not revoked."""
    finding = Finding("", timing_of(at).validation_time, describe(leaf.dump()))
    return explain_chain(finding, leaf, others, trust)


def explain_chain(
    finding: Finding, leaf: x509.Certificate, others: Sequence[x509.Certificate], trust: Trust
) -> Finding:
    """Add to a finding why the chain above `leaf` does not hold at its moment; unchanged when it holds.

    A certificate that only vouches for itself has no chain; the library calls it invalid.
    """
    match error := _chain_error(leaf, others, trust, finding.at):
        case None:
            return finding
        case RevokedError() if error.is_ee_cert:
            return replace(finding, sub="REVOKED_NO_POE", revoked_at=error.revocation_dt)
        case RevokedError():
            revoked = _name(_culprit(error, trust, finding.at).subject)
            return replace(finding, sub="REVOKED_CA_NO_POE", revoked_at=error.revocation_dt, issuer=revoked)
        case InsufficientRevinfoError():
            return replace(finding, sub="TRY_LATER", issuer=_name(_culprit(error, trust, finding.at).issuer))
        case NotYetValidError():
            return replace(finding, sub="NOT_YET_VALID")
        case ExpiredError() if error.is_ee_cert:
            return replace(finding, sub="OUT_OF_BOUNDS_NO_POE")
        case PathBuildingError() | InvalidCertificateError():
            issuer = _missing_issuer(leaf, others, trust)
            return replace(finding, sub="NO_CERTIFICATE_CHAIN_FOUND", issuer=issuer)
    return replace(finding, sub=finding.sub or "CERTIFICATE_CHAIN_GENERAL_FAILURE")


def _chain_error(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], trust: Trust, at: datetime
) -> Exception | None:
    """Return why the chain above a certificate does not hold at `at`, or None when it holds."""
    spec, timing = spec_for(trust, leaf), timing_of(at)
    handlers = bootstrap_validation_data_handlers(spec, timing)
    context = spec.cert_validation_policy.build_validation_context(timing, handlers)
    try:
        asyncio.run(CertificateValidator(leaf, others, context).async_validate_path())
    except (ValidationError, PathBuildingError) as error:
        return error
    return None


def _culprit(error: PathValidationError, trust: Trust, at: datetime) -> x509.Certificate:
    """Return the certificate of the path, from the root down, that does not hold by itself."""
    path = list(error.original_path.iter_certs(include_root=False))
    return next((one for one in path if _chain_error(one, path, trust, at) is not None), path[-1])


def _missing_issuer(leaf: x509.Certificate, others: Sequence[x509.Certificate], trust: Trust) -> str:
    pool = [*others, *map(x509.Certificate.load, trust.intermediates)]
    above = {candidate.subject.hashable: candidate for candidate in pool if not candidate.self_issued}
    for _ in range(len(above) + 1):
        if leaf.issuer.hashable not in above:
            break
        leaf = above[leaf.issuer.hashable]
    return _name(leaf.issuer)


def _name(name: x509.Name) -> str:
    return clean(str(name.native.get("common_name") or name.human_friendly))
