"""Opening .p12 files, and which keys may sign."""

import subprocess
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from desktop.errors import FileProblem, UserError
from desktop.signing.certificates import check_usable, describe
from desktop.signing.keys import certificate_of, key_from_p12, load_p12, scheme_for
from desktop.signing.places import Role
from desktop.signing.throwaway import MARK, KeyKind, Wish
from signing.kit import LEADER, OFFICE, PASSWORD, Pki


@pytest.fixture
def file(tmp_path: Path, pki: Pki) -> Path:
    path = tmp_path / "khóa.p12"
    path.write_bytes(pki.holder(Role.OFFICE).p12(PASSWORD))
    return path


def test_a_p12_file_opens_with_its_password(file: Path, pki: Pki) -> None:
    with load_p12(file, PASSWORD) as key:
        certificate = certificate_of(key)
    assert (certificate.common_name, certificate.organization) == (OFFICE, OFFICE)
    assert certificate.key_algorithm == "ECDSA P-256"
    assert certificate.may_sign
    assert MARK in certificate.subject
    assert certificate == describe(pki.holder(Role.OFFICE).der)


@pytest.mark.parametrize("made_with", ["NFC", "NFD"])
@pytest.mark.parametrize("typed_as", ["NFC", "NFD"])
def test_the_way_vietnamese_is_typed_does_not_matter(
    made_with: str, typed_as: str, tmp_path: Path, pki: Pki
) -> None:
    path = tmp_path / "khoa.p12"
    path.write_bytes(pki.holder(Role.LEADER).p12(unicodedata.normalize(made_with, "mật khẩu")))
    load_p12(path, unicodedata.normalize(typed_as, "mật khẩu"))


def test_a_p12_file_without_a_password_opens_with_an_empty_one(pki: Pki) -> None:
    holder = pki.holder(Role.LEADER)
    data = pkcs12.serialize_key_and_certificates(
        b"x", holder.private_key, holder.certificate, None, NoEncryption()
    )
    assert key_from_p12(data, "").certificate.common_name == LEADER


def test_old_rc2_files_still_open(tmp_path: Path, pki: Pki) -> None:
    holder, pem = pki.holder(Role.LEADER), tmp_path / "khoa.pem"
    secret = holder.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem.write_bytes(secret + holder.pem)
    path = tmp_path / "cu.p12"
    old = ["-legacy", "-keypbe", "RC2-40-CBC", "-certpbe", "RC2-40-CBC", "-passout", "pass:1"]
    subprocess.run(["openssl", "pkcs12", "-export", "-in", pem, "-out", path, *old], check=True)
    assert load_p12(path, "1").certificate.common_name == LEADER


def test_a_wrong_password_says_so(file: Path) -> None:
    with pytest.raises(UserError, match=r"Mật khẩu của tệp “khóa\.p12” không đúng"):
        load_p12(file, "sai")


@pytest.mark.parametrize("data", [b"", b"hello", b"0\x82", b"\xff" * 200])
def test_a_file_that_is_no_p12_says_so(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    with pytest.raises(UserError, match="hỏng hoặc không phải tệp khóa"):
        load_p12(file, PASSWORD)


def test_a_cut_p12_file_is_called_broken_not_a_wrong_password(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(UserError, match="hỏng"):
        load_p12(file, PASSWORD)


def test_a_certificate_file_is_no_key(file: Path, pki: Pki) -> None:
    file.write_bytes(pki.holder(Role.LEADER).der)
    with pytest.raises(UserError, match="không phải tệp khóa"):
        load_p12(file, PASSWORD)


def test_a_p12_file_without_a_private_key_says_so(pki: Pki) -> None:
    certificate = pki.holder(Role.LEADER).certificate
    data = pkcs12.serialize_key_and_certificates(b"x", None, certificate, None, BestAvailableEncryption(b"1"))
    with pytest.raises(UserError, match="không chứa khóa bí mật"):
        key_from_p12(data, "1")


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"khong-co\.p12"):
        load_p12(tmp_path / "khong-co.p12", "")


@pytest.mark.parametrize(
    ("kind", "mechanism"),
    [(KeyKind.RSA_2048, "rsassa_pss"), (KeyKind.RSA_3072, "rsassa_pss"), (KeyKind.EC_P256, "sha256_ecdsa")],
)
def test_keys_sign_with_pss_or_ecdsa_over_sha_256(kind: KeyKind, mechanism: str, pki: Pki) -> None:
    key = pki.key(Role.LEADER, kind)
    assert key.signer.signature_mechanism["algorithm"].native == mechanism
    assert (key.digest, key.note) == ("sha256", None)


@pytest.mark.parametrize(("curve", "digest"), [(ec.SECP384R1(), "sha384"), (ec.SECP521R1(), "sha512")])
def test_longer_curves_take_longer_digests(curve: ec.EllipticCurve, digest: str, pki: Pki) -> None:
    scheme = scheme_for(self_signed(ec.generate_private_key(curve), pki))
    assert (scheme.digest, scheme.mechanism["algorithm"].native) == (digest, f"{digest}_ecdsa")


def test_other_kinds_of_keys_are_refused(pki: Pki) -> None:
    certificate = self_signed(ed25519.Ed25519PrivateKey.generate(), pki)
    assert not describe(certificate).may_sign
    with pytest.raises(UserError, match="không phải RSA hay ECDSA"):
        scheme_for(certificate)


def self_signed(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey, pki: Pki) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    name = pki.holder(Role.LEADER).certificate.subject
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    algorithm = hashes.SHA256() if isinstance(key, ec.EllipticCurvePrivateKey) else None
    return builder.sign(key, algorithm).public_bytes(Encoding.DER)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(KeyKind.RSA_1024), "không dùng để ký"),
        (Wish(may_sign=False), "không dùng để ký"),
        (Wish(may_sign=False, is_ca=True), "không dùng để ký"),
        (Wish(not_before=datetime.now(UTC) + timedelta(days=2)), "chỉ có hiệu lực từ"),
        (Wish(not_after=datetime.now(UTC) - timedelta(minutes=1)), "đã hết hạn ngày"),
    ],
    ids=["short key", "other purpose", "authority", "too early", "expired"],
)
def test_unusable_certificates_are_refused_with_the_reason(wish: Wish, words: str, pki: Pki) -> None:
    with pytest.raises(UserError, match=words):
        check_usable(describe(pki.root.issue(LEADER, wish=wish).der), datetime.now(UTC))
