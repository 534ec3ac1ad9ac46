"""Finding and checking the signatures inside a PDF with pyHanko; imported only when one is verified.

Hash and certificate alone would call a page inserted after signing valid; so what follows each signature is
compared with what a later signature is allowed to change, and nothing may follow the last one.
"""

import io
from dataclasses import dataclass, replace
from datetime import datetime

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from desktop.signing.findings import BROKEN, Finding
from desktop.signing.judge import Evidence, judge, parse_cms
from desktop.signing.trust import Trust

_ACCEPTED = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})


def find_signatures(data: bytes, trust: Trust, at: datetime | None) -> list[tuple[str, Finding]]:
    """Return field name and finding of every signature, in the order of signing.

    Raises whatever the libraries raise for a broken file.
    """
    signatures = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
    filled = {signature.field_name for signature in signatures}
    return [
        (signature.field_name, _check(signature, filled, signature is signatures[-1], _Moment(trust, at)))
        for signature in signatures
    ]


@dataclass(frozen=True)
class _Moment:
    """Whom to trust, and as of when."""

    trust: Trust
    at: datetime | None


def _check(signature: EmbeddedPdfSignature, filled: set[str], is_last: bool, moment: _Moment) -> Finding:
    if signature.sig_object.get("/SubFilter") not in _ACCEPTED:
        raise ValueError("unknown kind of signature")
    signed_data = parse_cms(signature.pkcs7_content, padded=True)
    signature.compute_integrity_info(skip_diff=is_last)  # type: ignore[no-untyped-call]
    evidence = Evidence(signature.compute_digest(), signature.self_reported_timestamp)
    finding = judge(signed_data, evidence, moment.trust, moment.at)
    if finding.sub in BROKEN or _only_allowed_changes(signature, filled, is_last):
        return finding
    return replace(finding, sub="HASH_FAILURE", changed=True)


def _only_allowed_changes(signature: EmbeddedPdfSignature, filled: set[str], is_last: bool) -> bool:
    """Say whether what follows the signature is nothing but later signatures in their fields.

    Nobody signs for what follows the last one, so that has to cover the file to its very end.
    """
    if is_last:
        _, before, after, _ = signature.byte_range
        without_gap = after == before + 2 * len(signature.pkcs7_content) + len("<>")
        return bool(without_gap and signature.coverage is SignatureCoverageLevel.ENTIRE_FILE)
    changes = signature.diff_result
    if signature.coverage < SignatureCoverageLevel.ENTIRE_REVISION or not isinstance(changes, DiffResult):
        return False
    return bool(
        signature.summarise_integrity_info()["docmdp_ok"]
        and changes.modification_level <= ModificationLevel.FORM_FILLING
        and changes.changed_form_fields <= filled
    )
