"""Signing and verifying need no network, and cost nothing before they are used."""

import os
import subprocess
import sys

import pytest

SIGN_AND_VERIFY = """
import sys
def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"}:
        raise SystemExit(f"network: {event} {arguments}")
sys.addaudithook(refuse)
from desktop.signing.asic import make_container, verify_container
from desktop.signing.keys import key_from_p12
from desktop.signing.throwaway import make_throwaway_pki
from desktop.signing.trust import Trust
from desktop.signing.status import status_warning
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
pki = make_throwaway_pki(password="x")
root = x509.load_pem_x509_certificate(pki.root_pem).public_bytes(Encoding.DER)
key = key_from_p12(pki.leader_p12, "x")
trust = Trust((root,), (), (pki.crl_der,))
assert status_warning(key, trust) is None
report, _ = verify_container(make_container({"a.txt": b"a"}, b"{}", key), trust)
print(report.verdict)
report, _ = verify_container(make_container({"a.txt": b"a"}, b"{}", key), Trust())
print(report.verdict)
"""

LIGHT = ("asic", "drawn", "keys", "pdf", "places", "status", "tokens", "trust", "verdicts", "verify_pdf")


def run(code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )


def test_nothing_reaches_for_the_network_nor_writes_to_the_terminal() -> None:
    done = run(SIGN_AND_VERIFY)
    assert (done.stdout.split(), done.stderr) == (["TOTAL_PASSED", "INDETERMINATE"], "")


@pytest.mark.parametrize("module", LIGHT)
def test_pyhanko_is_imported_only_when_needed(module: str) -> None:
    heavy = "{'pyhanko', 'pyhanko_certvalidator', 'pkcs11', 'aiohttp', 'pikepdf', 'PIL'}"
    done = run(f"import sys, desktop.signing.{module}\nprint(sorted({heavy} & set(sys.modules)))")
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
