"""Checking one CMS signature with pyHanko (EN 319 102-1, basic signatures); imported only when needed."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, parser, x509
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.general import CMSExtractionError, extract_certificate_info, extract_signer_info
from pyhanko.sign.validation.ades import (
    AdESBasicValidationResult,
    AdESWithTimeValidationResult,
    ades_basic_validation,
    ades_with_time_validation,
)
from pyhanko.sign.validation.generic_cms import extract_self_reported_ts, extract_tst_data_iter
from pyhanko.sign.validation.policy_decl import SignatureValidationSpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo

from desktop.signing.certificates import describe
from desktop.signing.chain import explain_chain
from desktop.signing.findings import Finding
from desktop.signing.policy import spec_for, timing_of
from desktop.signing.trust import Trust

_OPEN_QUESTIONS = frozenset(
    {
        "CERTIFICATE_CHAIN_GENERAL_FAILURE",
        "CHAIN_CONSTRAINTS_FAILURE",
        "NO_CERTIFICATE_CHAIN_FOUND",
        "REVOKED_CA_NO_POE",
        "TRY_LATER",
    }
)
"""Codes behind which the chain hides more: which list is missing, or which authority is meant."""


@dataclass(frozen=True)
class Evidence:
    """What a signature is held against: the digest of the signed bytes and the time the signer claims."""

    digest: bytes
    claimed: datetime | None = None


def parse_cms(data: bytes, padded: bool = False) -> cms.SignedData:
    """Parse a CMS signature; with `padded`, zero bytes may follow (PDF's /Contents).

    Raises ValueError when it is not one, or hides other bytes behind it.
    """
    length = parser.peek(data)
    if any(data[length:]) or (not padded and len(data) != length):
        raise ValueError("bytes behind the CMS structure")
    info = cms.ContentInfo.load(data[:length], strict=True)
    if info["content_type"].native != "signed_data":
        raise ValueError("not signed data")
    extract_signer_info(info["content"])
    return info["content"]


def judge(signed_data: cms.SignedData, evidence: Evidence, trust: Trust, at: datetime | None) -> Finding:
    """Validate one signature as of `at` (default now); a time-stamp in it counts when it can be trusted.

    Raises ValueError and the like when the structure is too broken to be judged.
    """
    timing = timing_of(at)
    blank = Finding("", timing.validation_time, signed_at=_claimed(signed_data, evidence))
    try:
        certificates = extract_certificate_info(signed_data)
    except CMSExtractionError:
        return replace(blank, sub="NO_SIGNING_CERTIFICATE_FOUND")
    result = _validate(signed_data, spec_for(trust, certificates.signer_cert), timing, evidence.digest)
    finding = _read(result, replace(blank, certificate=describe(certificates.signer_cert.dump())))
    if finding.sub == "" and not _all_known(certificates.other_certs, result, trust):
        return replace(finding, sub="CERTIFICATE_CHAIN_GENERAL_FAILURE")
    if finding.sub in _OPEN_QUESTIONS:
        return explain_chain(finding, certificates.signer_cert, certificates.other_certs, trust)
    return finding


def _validate(
    signed_data: cms.SignedData, spec: SignatureValidationSpec, timing: ValidationTimingInfo, digest: bytes
) -> AdESBasicValidationResult[Any]:
    """Validate with the time-stamp inside the signature when it can be trusted, else without it."""
    if any(True for _ in extract_tst_data_iter(extract_signer_info(signed_data), signed=False)):
        timed = asyncio.run(
            ades_with_time_validation(signed_data, spec, timing_info=timing, raw_digest=digest)
        )
        if timed.ades_subindic is AdESPassed.OK:
            return timed
    return asyncio.run(ades_basic_validation(signed_data, spec, timing_info=timing, raw_digest=digest))


def _read(result: AdESBasicValidationResult[Any], finding: Finding) -> Finding:
    """Take over what the library found; a signer who dates himself after his revocation is simply revoked."""
    details = result.api_status.revocation_details if result.api_status else None
    proven = result.best_signature_time if isinstance(result, AdESWithTimeValidationResult) else None
    if result.ades_subindic is AdESPassed.OK:
        return replace(finding, proven_at=proven)
    found = replace(finding, sub=result.ades_subindic.standard_name)
    if details is None:
        return found
    revoked_at = details.revocation_date
    if found.sub == "REVOKED_NO_POE" and found.signed_at and found.signed_at >= revoked_at:
        found = replace(found, sub="REVOKED")
    return replace(found, revoked_at=revoked_at)


def _all_known(
    others: Iterable[x509.Certificate], result: AdESBasicValidationResult[Any], trust: Trust
) -> bool:
    """Say whether every certificate beside the signer's is trusted or proven by the path that was checked."""
    path = result.api_status.validation_path if result.api_status else ()
    known = {*trust.roots, *trust.intermediates, *(one.dump() for one in path)}
    return all(other.dump() in known for other in others)


def _claimed(signed_data: cms.SignedData, evidence: Evidence) -> datetime | None:
    claimed = extract_self_reported_ts(extract_signer_info(signed_data)) or evidence.claimed
    return claimed.astimezone(UTC) if claimed else None
