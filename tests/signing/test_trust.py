"""Loading whom to trust, and the warning before signing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from desktop.errors import FileProblem, UserError
from desktop.signing.places import Role
from desktop.signing.status import status_warning
from desktop.signing.trust import Trust, load_trust
from signing.kit import Pki


@pytest.fixture
def files(tmp_path: Path, pki: Pki) -> Path:
    """A folder with the authorities' certificates and lists, in PEM and DER."""
    (tmp_path / "ca.pem").write_bytes(pki.root.holder.pem + pki.sub.holder.pem)
    (tmp_path / "goc.cer").write_bytes(pki.root.holder.der)
    crl = pki.root.crl()
    (tmp_path / "goc.crl").write_bytes(crl)
    (tmp_path / "goc-pem.crl").write_bytes(x509.load_der_x509_crl(crl).public_bytes(Encoding.PEM))
    return tmp_path


def test_roots_and_intermediates_are_told_apart(files: Path, pki: Pki) -> None:
    trust = load_trust([files / "ca.pem", files / "goc.cer"])
    assert trust == Trust((pki.root.holder.der,), (pki.sub.holder.der,), ())


def test_lists_are_read_from_pem_and_der_once(files: Path) -> None:
    trust = load_trust([], [files / "goc.crl", files / "goc-pem.crl"])
    assert trust.crls == ((files / "goc.crl").read_bytes(),)


BAD_PEM = b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n"


@pytest.mark.parametrize("data", [b"", b"xin chao", BAD_PEM])
def test_a_file_that_is_no_certificate_says_so(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "la.cer"
    file.write_bytes(data)
    with pytest.raises(UserError, match=r"“la\.cer” không phải chứng thư số"):
        load_trust([file])


@pytest.mark.parametrize("name", ["goc.cer", "ca.pem"])
def test_a_certificate_is_not_taken_for_a_list(name: str, files: Path) -> None:
    with pytest.raises(UserError, match="không phải danh sách thu hồi"):
        load_trust([], [files / name])


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"khong-co\.pem"):
        load_trust([tmp_path / "khong-co.pem"])


def test_no_warning_when_the_status_is_known_to_be_good(pki: Pki) -> None:
    assert status_warning(pki.key(Role.LEADER), pki.trust) is None
    assert status_warning(pki.key(Role.OFFICE), pki.trust) is None


def test_the_signer_is_warned_when_the_status_cannot_be_checked(pki: Pki) -> None:
    key = pki.key(Role.LEADER)
    assert "chưa có chứng thư của cơ quan cấp “CA gốc mẫu”" in (status_warning(key, Trust()) or "")
    no_list = replace(pki.trust, crls=())
    assert "chưa có danh sách thu hồi còn hạn của “CA gốc mẫu”" in (status_warning(key, no_list) or "")


def test_the_signer_is_told_of_a_revoked_certificate(pki: Pki) -> None:
    revoked = pki.root.crl([(pki.holder(Role.LEADER), datetime(2026, 1, 2, 5, tzinfo=UTC))])
    warning = status_warning(pki.key(Role.LEADER), replace(pki.trust, crls=(revoked,)))
    assert warning is not None
    assert "đã bị thu hồi ngày 02/01/2026" in warning


def test_the_signer_is_told_when_the_authority_itself_is_revoked(pki: Pki) -> None:
    revoked = pki.root.crl([(pki.sub.holder, datetime.now(UTC) - timedelta(days=1))])
    warning = status_warning(pki.key(Role.OFFICE), replace(pki.trust, crls=(revoked, pki.trust.crls[1])))
    assert warning is not None
    assert "cơ quan cấp đã bị thu hồi" in warning
