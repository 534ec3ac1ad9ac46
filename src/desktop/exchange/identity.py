"""Whether a package is its sender's own: the commune it names, who signed it, and the report inside."""

import io
from collections.abc import Iterable

from desktop.accounts.units import bare_name, full_name
from desktop.codelists import code_list
from desktop.exchange.manifest import Manifest, PackageProblem
from desktop.signing.verdicts import SignatureReport
from desktop.text import fold


def is_office(certificate_name: str, unit_name: str) -> bool:
    """Say whether a certificate's common name is the name of this office, short or in full."""
    return fold(certificate_name) in {fold(unit_name), fold(full_name(unit_name))}


def require_commune(manifest: Manifest) -> None:
    """Refuse (PackageProblem) a unit whose code, name and province are not those of one commune."""
    commune = code_list("commune").get(manifest.unit_code)
    if (
        commune is None
        or commune.parent != manifest.province
        or fold(bare_name(manifest.unit_name)) != fold(commune.label)
    ):
        raise PackageProblem(
            f"Gói ghi là của “{manifest.unit_name[:100]}” nhưng mã đơn vị “{manifest.unit_code[:20]}” không "
            "phải của đơn vị ấy nên không nhận; hãy hỏi nơi gửi."
        )


def require_office_signer(signatures: Iterable[SignatureReport], manifest: Manifest, what: str) -> None:
    """Refuse (PackageProblem) `what` unless a signature's certificate bears the unit's own name.

    The organization in a certificate proves nothing here: the leader's key has the same one.
    """
    names = [one.signer_name for one in signatures]
    if not any(is_office(name, manifest.unit_name) for name in names):
        raise PackageProblem(
            f"{what} ghi là của “{manifest.unit_name}” nhưng do “{names[0] if names else 'không rõ'}” ký nên "
            "không nhận; hãy hỏi nơi gửi."
        )


def require_same_report(pdf: bytes, manifest: Manifest) -> None:
    """Refuse (PackageProblem) a verified report whose keywords name another plan, period or unit."""
    if _keywords(pdf)[:3] != [manifest.plan, manifest.period, manifest.unit_code]:
        raise PackageProblem(
            "Báo cáo trong gói là của kế hoạch, kỳ hoặc đơn vị khác với bản kê nên không nhận; hãy xin "
            "nơi gửi làm lại gói."
        )


def _keywords(pdf: bytes) -> list[str]:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return str(document.docinfo.get("/Keywords", "")).split(", ")
    except pikepdf.PdfError as error:
        raise PackageProblem("Báo cáo trong gói không đọc được; hãy xin nơi gửi làm lại gói.") from error
