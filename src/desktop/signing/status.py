"""The warning before signing: what cannot be said about the signer's own certificate."""

from datetime import datetime

from desktop.signing.keys import Key
from desktop.signing.trust import Trust

_WARNINGS = {
    "TRY_LATER": "Chưa kiểm tra được chứng thư có bị thu hồi hay không, vì máy chưa có danh sách thu hồi "
    "còn hạn của “{issuer}”; hãy nạp danh sách mới nếu có.",
    "NO_CERTIFICATE_CHAIN_FOUND": "Chưa kiểm tra được trạng thái chứng thư, vì máy chưa có chứng thư của "
    "cơ quan cấp “{issuer}”; hãy nạp chứng thư đó nếu có.",
    "REVOKED_NO_POE": "Chứng thư đã bị thu hồi ngày {revoked}; chữ ký sẽ không được chấp nhận, đừng ký.",
    "REVOKED_CA_NO_POE": "Chứng thư của cơ quan cấp đã bị thu hồi; chữ ký sẽ không được chấp nhận, đừng ký.",
}
_OTHERWISE = "Chứng thư không qua được kiểm tra trạng thái nên chữ ký có thể không được chấp nhận."


def status_warning(key: Key, trust: Trust, at: datetime | None = None) -> str | None:
    """Return what to tell the signer before signing, or None when the certificate is known to be good.

    TT 15/2025/TT-BKHCN demands a warning when the status cannot be checked; without a network and without
    a loaded revocation list this is the usual case.
    """
    from desktop.signing.chain import check_chain

    leaf = key.signer.signing_cert
    others = [one for one in key.signer.cert_registry if one != leaf]
    finding = check_chain(leaf, others, trust, at)
    if not finding.sub:
        return None
    revoked = finding.revoked_at.astimezone().strftime("%d/%m/%Y") if finding.revoked_at else ""
    return _WARNINGS.get(finding.sub, _OTHERWISE).format(issuer=finding.issuer, revoked=revoked)
