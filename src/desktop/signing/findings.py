"""What checking one signature found, and the three lights and Vietnamese sentences that follow from it.

The codes are the sub-indications of EN 319 102-1; "not trusted" is never called "invalid".
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.signing.certificates import Certificate
from desktop.signing.places import Role
from desktop.signing.verdicts import ASK_AGAIN, Light, LightState, SignatureReport, Verdict


@dataclass(frozen=True)
class Finding:
    """What checking one signature at the moment `at` brought to light; `sub` is empty when it passed.

    `issuer` names the authority whose certificate or revocation list is missing.
    """

    sub: str
    at: datetime
    certificate: Certificate | None = None
    signed_at: datetime | None = None
    proven_at: datetime | None = None
    revoked_at: datetime | None = None
    issuer: str = ""
    changed: bool = False


BROKEN = frozenset({"HASH_FAILURE", "SIG_CRYPTO_FAILURE", "FORMAT_FAILURE"})
"""Sub-indications after which nothing else about a signature is worth asking."""

_FAILED = BROKEN | {"REVOKED"}
_NOT_REACHED = Light(LightState.UNSURE, "Không xét vì nội dung hoặc chữ ký đã hỏng.")
_SIGN_AGAIN = "Không nhận; đề nghị nơi gửi ký lại bằng chứng thư còn hiệu lực, khóa đủ mạnh."
_CLOCK_TOLERANCE = timedelta(minutes=5)

_INTEGRITY = {
    "": "Nội dung còn nguyên vẹn từ khi ký.",
    "HASH_FAILURE": "Nội dung đã bị thay đổi sau khi ký.",
    "SIG_CRYPTO_FAILURE": "Chữ ký không khớp với chứng thư kèm theo.",
    "FORMAT_FAILURE": "Chữ ký hỏng hoặc sai định dạng nên không kiểm tra được.",
}

_SIGNER = {
    "": ("Chứng thư được tin cậy và chưa bị thu hồi.", ""),
    "REVOKED": ("Chứng thư đã bị thu hồi ngày {revoked}, trước giờ ký.", _SIGN_AGAIN),
    "REVOKED_NO_POE": (
        "Chứng thư đã bị thu hồi ngày {revoked}; không có bằng chứng chữ ký được tạo trước đó.",
        "Không nhận; đề nghị ký lại, hoặc kiểm tra theo ngày ghi trong sổ tiếp nhận.",
    ),
    "REVOKED_CA_NO_POE": (
        "Chứng thư của cơ quan cấp “{issuer}” đã bị thu hồi ngày {revoked}.",
        _SIGN_AGAIN,
    ),
    "NO_CERTIFICATE_CHAIN_FOUND": (
        "Chứng thư do “{issuer}” cấp, cơ quan này chưa có trong danh sách tin cậy.",
        "Chưa nhận; nếu “{issuer}” là cơ quan cấp hợp pháp, hãy nạp chứng thư của họ rồi kiểm tra lại.",
    ),
    "TRY_LATER": (
        "Chưa biết chứng thư có bị thu hồi không: chưa có danh sách thu hồi còn hạn của “{issuer}”.",
        "Hãy nạp danh sách thu hồi mới (tệp .crl) của “{issuer}” rồi kiểm tra lại.",
    ),
    "OUT_OF_BOUNDS_NO_POE": (
        "Chứng thư hết hạn ngày {expiry}; không có bằng chứng chữ ký được tạo trước đó.",
        "Hãy kiểm tra theo ngày ghi trong sổ tiếp nhận; nếu chưa tiếp nhận, đề nghị ký lại.",
    ),
    "NOT_YET_VALID": (
        "Chứng thư chưa có hiệu lực vào lúc kiểm tra.",
        "Hãy kiểm tra ngày giờ của máy và ngày kiểm tra.",
    ),
    "CHAIN_CONSTRAINTS_FAILURE": ("Chứng thư này không được cấp để ký văn bản.", _SIGN_AGAIN),
    "CRYPTO_CONSTRAINTS_FAILURE": (
        "Chữ ký hoặc chứng thư dùng thuật toán hay khóa yếu (như SHA-1, RSA dưới 2048 bit).",
        _SIGN_AGAIN,
    ),
    "NO_SIGNING_CERTIFICATE_FOUND": ("Chữ ký không kèm đúng chứng thư của người ký.", ASK_AGAIN),
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": (
        "Chuỗi chứng thư kèm chữ ký không khớp với danh sách tin cậy.",
        "Không nhận; hãy nạp đủ chứng thư của cơ quan cấp, hoặc đề nghị nơi gửi ký lại.",
    ),
}
_SIGNER_OTHERWISE = ("Không xác định được độ tin cậy của người ký.", "Không nhận; đề nghị nơi gửi ký lại.")


def verdict_of(sub: str) -> Verdict:
    """Return the main indication of a sub-indication; an empty one has passed."""
    if not sub:
        return Verdict.TOTAL_PASSED
    return Verdict.TOTAL_FAILED if sub in _FAILED else Verdict.INDETERMINATE


def report_signature(field: str, role: Role | None, finding: Finding) -> SignatureReport:
    """Say what a finding means: three lights and a verdict."""
    certificate = finding.certificate
    return SignatureReport(
        field=field,
        role=role,
        signer_name=certificate.common_name if certificate else "",
        organization=certificate.organization if certificate else "",
        signed_at=finding.signed_at,
        proven_at=finding.proven_at,
        integrity=_integrity(finding),
        signer=_signer(finding),
        time=_time(finding),
        verdict=verdict_of(finding.sub),
        sub=finding.sub,
        certificate=certificate,
    )


def _integrity(finding: Finding) -> Light:
    if finding.changed:
        return Light(LightState.BAD, "Tệp đã bị thêm hoặc sửa nội dung sau khi ký.", ASK_AGAIN)
    if finding.sub in BROKEN:
        return Light(LightState.BAD, _INTEGRITY[finding.sub], ASK_AGAIN)
    if finding.sub == "NO_SIGNING_CERTIFICATE_FOUND":
        return Light(LightState.UNSURE, "Không kiểm tra được vì thiếu chứng thư của người ký.", ASK_AGAIN)
    return Light(LightState.GOOD, _INTEGRITY[""])


def _signer(finding: Finding) -> Light:
    if finding.sub in BROKEN:
        return _NOT_REACHED
    sentence, todo = _SIGNER.get(finding.sub, _SIGNER_OTHERWISE)
    state = {Verdict.TOTAL_PASSED: LightState.GOOD, Verdict.TOTAL_FAILED: LightState.BAD}
    expiry = finding.certificate.not_after if finding.certificate else None
    words = {"revoked": _day(finding.revoked_at), "expiry": _day(expiry), "issuer": finding.issuer}
    return Light(
        state.get(verdict_of(finding.sub), LightState.UNSURE), sentence.format(**words), todo.format(**words)
    )


def _time(finding: Finding) -> Light:
    if finding.sub in BROKEN:
        return _NOT_REACHED
    if finding.proven_at:
        return Light(LightState.GOOD, f"Dấu thời gian xác nhận đã ký trước {_moment(finding.proven_at)}.")
    if finding.signed_at is None:
        return Light(LightState.UNSURE, "Chữ ký không ghi giờ ký và không có dấu thời gian.")
    claim = f"Ký lúc {_moment(finding.signed_at)} theo đồng hồ máy người ký; không có dấu thời gian."
    if finding.signed_at > finding.at + _CLOCK_TOLERANCE:
        return Light(LightState.UNSURE, claim, "Giờ ký muộn hơn lúc kiểm tra; hãy kiểm tra đồng hồ hai máy.")
    certificate = finding.certificate
    if certificate and not certificate.not_before <= finding.signed_at <= certificate.not_after:
        return Light(LightState.UNSURE, claim, "Giờ ký nằm ngoài thời hạn chứng thư; hãy hỏi lại người ký.")
    return Light(LightState.UNSURE, claim)


def _day(moment: datetime | None) -> str:
    return moment.astimezone().strftime("%d/%m/%Y") if moment else "không rõ"


def _moment(moment: datetime) -> str:
    return moment.astimezone().strftime("%H:%M:%S ngày %d/%m/%Y")
