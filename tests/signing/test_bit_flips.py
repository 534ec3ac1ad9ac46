"""Single flipped bits: never an exception, never “valid” unless content and signers are untouched.

`SIGNING_FLIPS=2000 pytest tests/signing/test_bit_flips.py` tries more than the usual few hundred.
"""

import os
import random
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest

from desktop.errors import UserError
from desktop.signing.asic import add_signature, make_container, verify_container
from desktop.signing.container import Container, open_container, write_container
from desktop.signing.pdf import sign_pdf
from desktop.signing.places import Role
from desktop.signing.verdicts import Verdict, VerificationReport
from desktop.signing.verify_pdf import verify_pdf
from signing.kit import Pki

FLIPS = int(os.environ.get("SIGNING_FLIPS", "60"))
"""Flips for each of the targets below."""

CONTENTS = re.compile(rb"/Contents <([0-9a-fA-F]+)>")
FILES = {"du-lieu/people.jsonl": b'{"uid":"1","full_name":"Nguy\xe1\xbb\x85n"}\n' * 20}


@pytest.fixture(scope="module")
def package(pki: Pki) -> bytes:
    once = make_container(FILES, b'{"required_signers":["leader","office"]}', pki.key(Role.LEADER))
    return add_signature(once, pki.key(Role.OFFICE))


def flipped(data: bytes, seed: str) -> Iterator[bytes]:
    """Yield copies with one bit flipped, the same ones on every run."""
    chance = random.Random(seed)
    for _ in range(FLIPS):
        position, bit = chance.randrange(len(data)), chance.randrange(8)
        yield data[:position] + bytes([data[position] ^ 1 << bit]) + data[position + 1 :]


def signers(report: VerificationReport) -> list[str]:
    return [one.certificate.sha256 if one.certificate else "" for one in report.signatures]


def test_in_a_paper(signed: bytes, pki: Pki) -> None:
    good = verify_pdf(signed, pki.trust)
    free = {at for match in CONTENTS.finditer(signed) for at in range(match.start(1), match.end(1))}
    for damaged in flipped(signed, "paper"):
        report = verify_pdf(damaged, pki.trust, required=tuple(Role))
        if report.verdict is Verdict.TOTAL_PASSED:
            changed = {at for at, (old, new) in enumerate(zip(signed, damaged, strict=True)) if old != new}
            assert changed <= free  # digits of /Contents: upper case, blanks
            assert signers(report) == signers(good)


def test_before_signing(signed_once: bytes, pki: Pki) -> None:
    """A damaged paper is refused with a sentence, or what is signed is exactly what was there."""
    for damaged in flipped(signed_once, "before"):
        with suppress(UserError):
            assert sign_pdf(damaged, pki.key(Role.OFFICE), Role.OFFICE).startswith(damaged)


@pytest.mark.parametrize("number", [0, 1], ids=["leader", "office"])
def test_inside_the_signature_of_a_paper(number: int, signed: bytes, pki: Pki) -> None:
    good = verify_pdf(signed, pki.trust)
    match = list(CONTENTS.finditer(signed))[number]
    for damaged in flipped(bytes.fromhex(match[1].decode()), f"contents {number}"):
        pdf = signed[: match.start(1)] + damaged.hex().encode() + signed[match.end(1) :]
        report = verify_pdf(pdf, pki.trust, required=tuple(Role))
        assert report.verdict is not Verdict.TOTAL_PASSED or signers(report) == signers(good)


def test_in_a_package(package: bytes, pki: Pki) -> None:
    good, files = verify_container(package, pki.trust)
    for damaged in flipped(package, "package"):
        report, found = verify_container(damaged, pki.trust)
        if report.verdict is Verdict.TOTAL_PASSED:
            assert (dict(found), signers(report)) == (dict(files), signers(good))


def test_in_a_package_whose_checksums_are_made_to_fit(package: bytes, pki: Pki) -> None:
    good, files = verify_container(package, pki.trust)
    entries = dict(open_container(package).entries)
    names = [name for name in entries if name != "mimetype"]
    streams = {name: flipped(entries[name], name) for name in names}
    for turn in range(FLIPS):
        name = names[turn % len(names)]
        damaged = write_container(Container({**entries, name: next(streams[name])}))
        report, found = verify_container(damaged, pki.trust)
        if report.verdict is Verdict.TOTAL_PASSED:
            assert (dict(found), signers(report)) == (dict(files), signers(good))
