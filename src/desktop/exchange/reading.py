"""Receiving a package: verify first, parse only what was verified, refuse what is not what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.exchange.identity import require_commune, require_office_signer, require_same_report
from desktop.exchange.manifest import REPORT, Manifest, PackageProblem, from_files, sha256
from desktop.signing.check import read_file
from desktop.signing.places import Role
from desktop.signing.trust import Trust
from desktop.signing.verdicts import Verdict, VerificationReport


@dataclass(frozen=True)
class Received:
    """A verified package: its hash, its verdict, its manifest and exactly the bytes that were verified."""

    sha256: str
    verdict: VerificationReport
    manifest: Manifest
    files: Mapping[str, bytes]


def read_package_file(path: Path, trust: Trust, at: datetime | None = None) -> Received:
    """Read and verify a package file; see `read_package`."""
    return read_package(read_file(path), trust, at)


def read_package(data: bytes, trust: Trust, at: datetime | None = None) -> Received:
    """Verify a package and the report inside it.

    Raises PackageProblem with the verdict's own sentence unless both are valid, both are signed by the office
    that the manifest names, that office is a commune, and the files fit the manifest.
    """
    from desktop.signing.asic import verify_container
    from desktop.signing.verify_pdf import verify_pdf

    verdict, files = verify_container(data, trust, at)
    require_passed(verdict, "Gói dữ liệu")
    manifest = from_files(files)
    require_commune(manifest)
    require_office_signer(verdict.signatures, manifest, "Gói")
    if REPORT not in files:
        raise PackageProblem("Gói không có báo cáo đã ký nên không nhận; hãy xin nơi gửi làm lại gói.")
    report = verify_pdf(files[REPORT], trust, at, (Role.LEADER, Role.OFFICE))
    require_passed(report, "Báo cáo trong gói")
    seals = [one for one in report.signatures if one.role is Role.OFFICE]
    require_office_signer(seals, manifest, "Báo cáo trong gói")
    require_same_report(files[REPORT], manifest)
    return Received(sha256(data), verdict, manifest, files)


def require_passed(report: VerificationReport, what: str) -> None:
    """Refuse (PackageProblem) a file whose signatures are not valid, with the verdict's own sentence."""
    if report.verdict is not Verdict.TOTAL_PASSED:
        raise PackageProblem(f"{what}: {report.message} {report.todo}".strip())
