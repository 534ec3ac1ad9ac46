"""Signed packages: ASiC-E containers with CAdES signatures (EN 319 162-1), made, signed again, and verified.

The first signature covers every file, `manifest.json` among them; each later one covers also the earlier
signatures. `manifest.json` says whose signatures are required, so that removing one is noticed.
"""

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from desktop.errors import UserError
from desktop.signing.asic_manifest import manifest_name, read_manifest, signature_name, write_manifest
from desktop.signing.certificates import check_usable
from desktop.signing.container import (
    META,
    MIMETYPE,
    BadContainer,
    Container,
    open_container,
    write_container,
)
from desktop.signing.findings import BROKEN, Finding, report_signature
from desktop.signing.keys import Key
from desktop.signing.places import Role
from desktop.signing.trust import Trust
from desktop.signing.verdicts import (
    LightState,
    Verdict,
    VerificationReport,
    summarize,
    unreadable,
)

_log = logging.getLogger(__name__)

MANIFEST = "manifest.json"
REQUIRED = "required_signers"
"""Key in `manifest.json`: the roles that must have signed, in the order of signing."""

_UNREADABLE = "Gói hỏng, bị sửa cấu trúc, hoặc không phải gói dữ liệu của chương trình."

__all__ = [
    "MANIFEST",
    "REQUIRED",
    "Container",
    "add_signature",
    "make_container",
    "open_container",
    "verify_container",
]


def make_container(
    files: Mapping[str, bytes], manifest: bytes, key: Key, when: datetime | None = None
) -> bytes:
    """Pack the files with `manifest.json` and sign everything; the result is verified before it is returned.

    `manifest` is JSON; its list `required_signers` (`["leader", "office"]`) says who must sign, in order.
    `when` needs a zone; default is now. Raises UserError when the certificate may not sign.
    """
    return _sign(Container({"mimetype": MIMETYPE.encode(), MANIFEST: manifest, **files}), key, when)


def add_signature(container: bytes, key: Key, when: datetime | None = None) -> bytes:
    """Sign a signed package once more, covering the files and the signatures before.

    Raises UserError when the package is damaged, unsigned, or the certificate may not sign.
    """
    opened = open_container(container)
    if signature_name(1) not in opened.entries:
        raise UserError("Gói chưa có chữ ký thứ nhất nên chưa ký thêm được; hãy lập lại gói.")
    return _sign(opened, key, when)


def verify_container(
    data: bytes, trust: Trust, at: datetime | None = None
) -> tuple[VerificationReport, Mapping[str, bytes]]:
    """Check all signatures of a package as of `at` (default now).

    Returns the verdict and the files exactly as verified: none of them when the package has failed. Never
    raises for a broken package: that is a verdict too. Files may be used when the verdict is TOTAL_PASSED.
    """
    try:
        container = open_container(data)
        findings = [_check(container, number, trust, at) for number in range(1, _count(container) + 1)]
        required = _required(container) if findings and findings[0].sub not in BROKEN else ()
    except Exception as error:  # noqa: BLE001 - whatever breaks while reading a stranger's file is a verdict
        _log.info("unreadable package: %s", getattr(error, "detail", type(error).__name__))
        return unreadable(_UNREADABLE), {}
    roles = [*required, *[None] * len(findings)]
    signatures = [
        report_signature(signature_name(number), roles[number - 1], finding)
        for number, finding in enumerate(findings, 1)
    ]
    report = summarize(signatures, required[len(signatures) :])
    return report, {} if report.verdict is Verdict.TOTAL_FAILED or not signatures else container.files


def _sign(container: Container, key: Key, when: datetime | None) -> bytes:
    from desktop.signing.cades import sign_detached

    when = when or datetime.now().astimezone()
    check_usable(key.certificate, when)
    number = _count(container) + 1
    manifest = write_manifest(number, _covered(container, number))
    added = {manifest_name(number): manifest, signature_name(number): sign_detached(manifest, key, when)}
    signed = write_container(Container({**container.entries, **added}))
    _check_written(signed, key, number)
    return signed


def _check_written(signed: bytes, key: Key, number: int) -> None:
    report, _ = verify_container(signed, Trust())
    intact = all(one.integrity.state is LightState.GOOD for one in report.signatures)
    if len(report.signatures) != number or not intact or report.signatures[-1].certificate != key.certificate:
        raise UserError("Gói vừa ký kiểm tra lại không đạt nên không được dùng; hãy lập lại gói từ đầu.")


def _count(container: Container) -> int:
    """Return how many signatures there are; raises BadContainer for anything else in META-INF."""
    found = {name for name in container.entries if name.casefold().startswith(META.casefold())}
    count = len(found) // 2
    if found != {make(number) for number in range(1, count + 1) for make in (manifest_name, signature_name)}:
        raise BadContainer("strange entries in META-INF")
    return count


def _covered(container: Container, number: int) -> dict[str, bytes]:
    """Return what the signature `number` has to cover: all files and all earlier signatures."""
    earlier = {
        name: container.entries[name]
        for before in range(1, number)
        for name in (manifest_name(before), signature_name(before))
    }
    return {**container.files, **earlier}


def _check(container: Container, number: int, trust: Trust, at: datetime | None) -> Finding:
    from desktop.signing.cades import judge_detached

    manifest = container.entries[manifest_name(number)]
    finding = judge_detached(container.entries[signature_name(number)], manifest, trust, at)
    if finding.sub in BROKEN:
        return finding
    listed = read_manifest(manifest)
    present = {name: hashlib.sha256(data).digest() for name, data in _covered(container, number).items()}
    if listed.signature != signature_name(number) or listed.digests.keys() != present.keys():
        return replace(finding, sub="HASH_FAILURE", changed=True)
    return finding if dict(listed.digests) == present else replace(finding, sub="HASH_FAILURE")


def _required(container: Container) -> tuple[Role, ...]:
    """Read whose signatures the manifest demands; raises ValueError and the like when it is malformed."""
    manifest = json.loads(container.entries[MANIFEST])
    return tuple(Role(name) for name in manifest.get(REQUIRED, ()))
