"""The verdict on a signed PDF: every signature, what was changed after it, and who is missing."""

import logging
from collections.abc import Sequence
from datetime import datetime

from desktop.signing.findings import report_signature
from desktop.signing.places import Role, role_of
from desktop.signing.trust import Trust
from desktop.signing.verdicts import VerificationReport, summarize, unreadable

_log = logging.getLogger(__name__)


def verify_pdf(
    data: bytes, trust: Trust, at: datetime | None = None, required: Sequence[Role] = ()
) -> VerificationReport:
    """Check all signatures of a PDF as of `at` (default now) and say whether the file can be accepted.

    `required` roles must have signed. Never raises for a broken file: that is a verdict too.
    """
    from desktop.signing.pdf_signatures import find_signatures

    try:
        findings = find_signatures(data, trust, at)
    except Exception as error:  # noqa: BLE001 - whatever breaks while reading a stranger's file is a verdict
        _log.info("unreadable signed PDF: %s", type(error).__name__)
        return unreadable("Tệp hỏng, không phải PDF, hoặc chữ ký sai định dạng nên không kiểm tra được.")
    signatures = [report_signature(field, role_of(field), finding) for field, finding in findings]
    signed = {signature.role for signature in signatures}
    return summarize(signatures, [role for role in required if role not in signed])
