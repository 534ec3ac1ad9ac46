"""Packages: what is covered, whose signatures are required, and what becomes of tampering."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.errors import UserError
from desktop.signing.asic import add_signature, make_container, verify_container
from desktop.signing.asic_manifest import manifest_name, read_manifest, signature_name, write_manifest
from desktop.signing.cades import sign_detached
from desktop.signing.container import Container, open_container, write_container
from desktop.signing.keys import key_from_p12
from desktop.signing.places import Role
from desktop.signing.throwaway import Wish
from desktop.signing.trust import Trust
from desktop.signing.verdicts import Verdict
from signing.kit import LEADER, OFFICE, PASSWORD, Pki

FILES = {"bao-cao.pdf": b"%PDF-1.7\n", "du-lieu/people.jsonl": b'{"uid":"1"}\n' * 50}
BOTH = json.dumps({"unit": "26041", "required_signers": ["leader", "office"]}).encode()
Entries = dict[str, bytes]


@pytest.fixture(scope="module")
def once(pki: Pki) -> bytes:
    return make_container(FILES, BOTH, pki.key(Role.LEADER))


@pytest.fixture(scope="module")
def twice(pki: Pki, once: bytes) -> bytes:
    return add_signature(once, pki.key(Role.OFFICE))


def changed(package: bytes, change: Callable[[Entries], object]) -> bytes:
    """Repack with a change to the entries; the zip itself stays sound."""
    entries = dict(open_container(package).entries)
    change(entries)
    return write_container(Container(entries))


def test_a_package_with_all_required_signatures_gives_its_files(twice: bytes, pki: Pki) -> None:
    report, files = verify_container(twice, pki.trust)
    assert (report.verdict, report.sub) == (Verdict.TOTAL_PASSED, "")
    assert dict(files) == {"manifest.json": BOTH, **FILES}
    assert [one.role for one in report.signatures] == [Role.LEADER, Role.OFFICE]
    assert [one.signer_name for one in report.signatures] == [LEADER, OFFICE]


def test_a_package_lists_mimetype_first_then_manifest_and_files(once: bytes) -> None:
    assert list(open_container(once).entries) == [
        "mimetype", "manifest.json", *FILES, manifest_name(1), signature_name(1),
    ]  # fmt: skip


def test_the_second_signature_covers_the_first(twice: bytes) -> None:
    entries = open_container(twice).entries
    covered = read_manifest(entries[manifest_name(2)]).digests
    assert covered[signature_name(1)] == hashlib.sha256(entries[signature_name(1)]).digest()
    assert set(covered) == {"manifest.json", *FILES, manifest_name(1), signature_name(1)}


@pytest.mark.parametrize("name", ["bao-cao.pdf", "manifest.json"])
def test_a_changed_file_fails_and_nothing_is_handed_out(name: str, once: bytes, pki: Pki) -> None:
    package = changed(once, lambda entries: entries.update({name: entries[name] + b" "}))
    report, files = verify_container(package, pki.trust)
    assert (report.verdict, report.sub) == (Verdict.TOTAL_FAILED, "HASH_FAILURE")
    assert not files


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.update({"them.txt": b"x"}),
        lambda entries: entries.pop("bao-cao.pdf"),
        lambda entries: entries.update({"bao-cao-2.pdf": entries.pop("bao-cao.pdf")}),
        lambda entries: entries.update({manifest_name(1): entries[manifest_name(1)] + b"\n"}),
    ],
    ids=["added", "removed", "renamed", "manifest changed"],
)
def test_a_changed_content_fails(change: Callable[[Entries], object], once: bytes, pki: Pki) -> None:
    report, files = verify_container(changed(once, change), pki.trust)
    assert (report.verdict, report.sub, files) == (Verdict.TOTAL_FAILED, "HASH_FAILURE", {})


def test_a_stripped_second_signature_is_missed(twice: bytes, pki: Pki) -> None:
    def strip(entries: Entries) -> None:
        del entries[manifest_name(2)], entries[signature_name(2)]

    report, _ = verify_container(changed(twice, strip), pki.trust)
    assert (report.verdict, report.sub) == (Verdict.INDETERMINATE, "SIG_CONSTRAINTS_FAILURE")
    assert "cơ quan" in report.message


def test_without_any_signature_no_file_is_handed_out(once: bytes, pki: Pki) -> None:
    def strip(entries: Entries) -> None:
        del entries[manifest_name(1)], entries[signature_name(1)]

    report, files = verify_container(changed(once, strip), pki.trust)
    assert (report.verdict, files) == (Verdict.INDETERMINATE, {})


def test_a_first_signature_of_someone_else_breaks_the_second(twice: bytes, pki: Pki) -> None:
    other = make_container(FILES, BOTH, pki.key(Role.OFFICE))

    def swap(entries: Entries) -> None:
        entries[signature_name(1)] = open_container(other).entries[signature_name(1)]

    report, _ = verify_container(changed(twice, swap), pki.trust)
    assert (report.verdict, report.sub) == (Verdict.TOTAL_FAILED, "HASH_FAILURE")


def test_swapped_signatures_fail(twice: bytes, pki: Pki) -> None:
    def swap(entries: Entries) -> None:
        first, second = signature_name(1), signature_name(2)
        entries[first], entries[second] = entries[second], entries[first]

    assert verify_container(changed(twice, swap), pki.trust)[0].verdict is Verdict.TOTAL_FAILED


@pytest.mark.parametrize(
    "entry",
    ["META-INF/container.xml", "META-INF/signature003.p7s", "meta-inf/x", "META-INF/ASiCManifest002.xml"],
)
def test_nothing_else_may_lie_beside_the_signatures(entry: str, once: bytes, pki: Pki) -> None:
    package = changed(once, lambda entries: entries.update({entry: b"x"}))
    report, _ = verify_container(package, pki.trust)
    assert (report.verdict, report.sub) == (Verdict.TOTAL_FAILED, "FORMAT_FAILURE")


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{", b'{"required_signers": ["nobody"]}', b'{"required_signers": 5}', b"[" * 5000, b"\xff"],
)
def test_a_malformed_manifest_is_a_verdict(manifest: bytes, pki: Pki) -> None:
    package = forged(pki, {"manifest.json": manifest})
    report, files = verify_container(package, pki.trust)
    assert (report.verdict, report.sub, files) == (Verdict.TOTAL_FAILED, "FORMAT_FAILURE", {})


def forged(pki: Pki, files: Entries, listed: bytes | None = None, signature: bytes | None = None) -> bytes:
    """Pack by hand what the program would not make."""
    listed = write_manifest(1, files) if listed is None else listed
    signature = (
        sign_detached(listed, pki.key(Role.LEADER), datetime.now(UTC)) if signature is None else signature
    )
    meta = {manifest_name(1): listed, signature_name(1): signature}
    return write_container(Container({"mimetype": b"", **files, **meta}))


GOOD_LIST = write_manifest(1, {"manifest.json": b"{}"})


@pytest.mark.parametrize(
    "listed",
    [
        b"",
        b"<x/>",
        b"not xml",
        GOOD_LIST.decode().encode("utf-16"),
        GOOD_LIST.replace(b"<asic:ASiC", b'<!DOCTYPE a [<!ENTITY b "c">]><asic:ASiC', 1),
        GOOD_LIST.replace(b"xmlenc#sha256", b"xmldsig#sha1"),
        GOOD_LIST.replace(b"</ds:DigestValue>", b"!</ds:DigestValue>"),
        GOOD_LIST.replace(b' URI="manifest.json"', b""),
        GOOD_LIST.replace(b"</asic:ASiCManifest>", b"<asic:SigReference URI='x'/></asic:ASiCManifest>"),
        GOOD_LIST + b"<x/>",
    ],
)
def test_a_malformed_list_of_files_is_a_verdict(listed: bytes, pki: Pki) -> None:
    report, files = verify_container(forged(pki, {"manifest.json": b"{}"}, listed), pki.trust)
    assert (report.verdict, files) == (Verdict.TOTAL_FAILED, {})


@pytest.mark.parametrize("signature", [b"", b"x", b"0\x80", b"0" * 500, b"0\x03\x02\x01\x05"])
def test_a_malformed_signature_is_a_verdict(signature: bytes, pki: Pki) -> None:
    package = forged(pki, {"manifest.json": b"{}"}, signature=signature)
    report, _ = verify_container(package, pki.trust)
    assert (report.verdict, report.sub) == (Verdict.TOTAL_FAILED, "FORMAT_FAILURE")


def test_bytes_behind_the_signature_are_refused(once: bytes, pki: Pki) -> None:
    name = signature_name(1)
    package = changed(once, lambda entries: entries.update({name: entries[name] + b"\0"}))
    assert verify_container(package, pki.trust)[0].sub == "FORMAT_FAILURE"


def test_revocation_and_missing_lists_count_for_packages_too(once: bytes, pki: Pki) -> None:
    revoked = pki.root.crl([(pki.holder(Role.LEADER), datetime.now(UTC) - timedelta(hours=2))])
    assert verify_container(once, replace(pki.trust, crls=(revoked,)))[0].sub == "REVOKED"
    assert verify_container(once, Trust(pki.trust.roots))[0].sub == "TRY_LATER"
    assert verify_container(once, Trust())[0].sub == "NO_CERTIFICATE_CHAIN_FOUND"


def test_a_kept_package_stays_valid_as_of_its_receipt(pki: Pki) -> None:
    now, day = datetime.now(UTC), timedelta(days=1)
    holder = pki.root.issue(LEADER, OFFICE, Wish(not_before=now - 30 * day, not_after=now - day))
    key = key_from_p12(holder.p12(PASSWORD), PASSWORD)
    package = make_container(FILES, b"{}", key, when=now - 10 * day)
    trust = Trust(pki.trust.roots, (), (pki.root.crl(at=now - 9 * day),))
    assert verify_container(package, trust)[0].sub == "OUT_OF_BOUNDS_NO_POE"
    assert verify_container(package, trust, at=now - 8 * day)[0].verdict is Verdict.TOTAL_PASSED


def test_an_expired_certificate_does_not_sign(pki: Pki) -> None:
    now, day = datetime.now(UTC), timedelta(days=1)
    holder = pki.root.issue(LEADER, OFFICE, Wish(not_before=now - 30 * day, not_after=now - day))
    with pytest.raises(UserError, match="đã hết hạn"):
        make_container(FILES, BOTH, key_from_p12(holder.p12(PASSWORD), PASSWORD))


def test_a_damaged_package_is_not_signed_again(twice: bytes, pki: Pki) -> None:
    package = changed(twice, lambda entries: entries.update({"bao-cao.pdf": b"x"}))
    with pytest.raises(UserError, match="không đạt"):
        add_signature(package, pki.key(Role.OFFICE))
    with pytest.raises(UserError, match="Gói hỏng"):
        add_signature(twice[:-1], pki.key(Role.OFFICE))


def test_an_unsigned_package_is_not_given_a_second_signature(pki: Pki) -> None:
    package = write_container(Container({"manifest.json": b"{}"}))
    with pytest.raises(UserError, match="chưa có chữ ký thứ nhất"):
        add_signature(package, pki.key(Role.OFFICE))
