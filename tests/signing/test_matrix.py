"""Every kind of key, from file and token, on papers and packages, once and twice; others judge them."""

import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.signing.asic import add_signature, make_container, verify_container
from desktop.signing.keys import Key
from desktop.signing.pdf import sign_pdf
from desktop.signing.places import Role
from desktop.signing.throwaway import KeyKind
from desktop.signing.tokens import list_token_keys, load_token
from desktop.signing.verdicts import Verdict
from desktop.signing.verify_pdf import verify_pdf
from signing.kit import PIN, SIGNING_KINDS, Device, Pki

OpenKey = Callable[[Role], Key]

COUNTS = pytest.mark.parametrize("roles", [(Role.LEADER,), (Role.LEADER, Role.OFFICE)], ids=["one", "two"])


@pytest.fixture(params=SIGNING_KINDS)
def kind(request: pytest.FixtureRequest) -> KeyKind:
    return KeyKind(request.param)


@pytest.fixture(params=["p12", "token"])
def open_key(request: pytest.FixtureRequest, kind: KeyKind, pki: Pki, device: Device) -> OpenKey:
    def from_token(role: Role) -> Key:
        wanted = pki.key(role, kind).certificate
        chosen = next(key for key in list_token_keys(device.library) if key.certificate == wanted)
        return load_token(device.library, PIN, chosen)

    return from_token if request.param == "token" else lambda role: pki.key(role, kind)


@pytest.fixture
def authorities(pki: Pki, tmp_path: Path) -> Path:
    path = tmp_path / "authorities.pem"
    path.write_bytes(pki.pem)
    return path


@COUNTS
def test_signed_papers_are_valid_for_poppler_openssl_and_qpdf(
    roles: tuple[Role, ...], open_key: OpenKey, prepared: bytes, authorities: Path, pki: Pki
) -> None:
    pdf = prepared
    for role in roles:
        with open_key(role) as key:
            pdf = sign_pdf(pdf, key, role)
    assert verify_pdf(pdf, pki.trust, required=roles).verdict is Verdict.TOTAL_PASSED
    path = authorities.with_name("signed.pdf")
    path.write_bytes(pdf)
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", path)
    said = run("pdfsig", "-nocert", path)
    assert said.count("Signature is Valid") == len(roles)
    assert said.count("Signature Type: ETSI.CAdES.detached") == len(roles)
    assert said.count("  - Total document signed") == 1
    for cms, content in signatures_in(pdf):
        check_with_openssl(cms, content, authorities)


@COUNTS
def test_signed_packages_are_valid_for_openssl(
    roles: tuple[Role, ...], open_key: OpenKey, authorities: Path, pki: Pki
) -> None:
    files = {"bao-cao.pdf": b"%PDF-1.7\n", "du-lieu/people.jsonl": b'{"a":1}\n'}
    with open_key(Role.LEADER) as key:
        package = make_container(files, b'{"required_signers":["leader"]}', key)
    for role in roles[1:]:
        with open_key(role) as key:
            package = add_signature(package, key)
    report, verified = verify_container(package, pki.trust)
    assert (report.verdict, len(report.signatures)) == (Verdict.TOTAL_PASSED, len(roles))
    assert {name: verified[name] for name in files} == files
    path = authorities.with_name("package.asice")
    path.write_bytes(package)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for number in range(1, len(roles) + 1):
            signature = archive.read(f"META-INF/signature{number:03d}.p7s")
            manifest = archive.read(f"META-INF/ASiCManifest{number:03d}.xml")
            check_with_openssl(signature, manifest, authorities)


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def signatures_in(pdf: bytes) -> list[tuple[bytes, bytes]]:
    """Return CMS and covered bytes of each signature, found without pyHanko."""
    found = []
    for match in re.finditer(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]", pdf):
        start, length, after, rest = (int(number) for number in match.groups())
        cms = bytes.fromhex(pdf[start + length : after].strip(b"<>").decode())
        found.append((cms, pdf[start : start + length] + pdf[after : after + rest]))
    return found


def check_with_openssl(cms: bytes, content: bytes, authorities: Path) -> None:
    signature, data = authorities.with_name("cms.der"), authorities.with_name("content")
    signature.write_bytes(cms)
    data.write_bytes(content)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", signature, "-content", data]
    options = ["-crl_check_all", "-purpose", "any", "-cades", "-out", "/dev/null"]
    done = subprocess.run(
        [*command, "-CAfile", authorities, *options], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "CAdES Verification successful" in done.stderr
