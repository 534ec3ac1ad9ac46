"""The verdict table for papers: one named fixture a row, each judged as EN 319 102-1 and the office want."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner
from pyhanko.sign.signers import sign_pdf as pyhanko_sign
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore

from desktop.signing.keys import Key, key_from_p12, scheme_for
from desktop.signing.pades import Act, write_signature
from desktop.signing.pdf import sign_pdf
from desktop.signing.places import Role
from desktop.signing.throwaway import Authority, Holder, KeyKind, Wish
from desktop.signing.trust import Trust
from desktop.signing.verdicts import LightState, Verdict
from desktop.signing.verify_pdf import verify_pdf
from signing.kit import LEADER, OFFICE, PASSWORD, Pki

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """A file, whom to trust, as of when it is judged, and who must have signed."""

    pdf: bytes
    trust: Trust
    at: datetime | None = None
    roles: tuple[Role, ...] = ()


def key_of(holder: Holder) -> Key:
    return key_from_p12(holder.p12(PASSWORD), PASSWORD)


def force_signature(pdf: bytes, key: Key, when: datetime = NOW) -> bytes:
    """Sign as the program itself refuses to."""
    return write_signature(pdf, key, Act(Role.LEADER, when))


def append(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], object]) -> bytes:
    """Append a revision after the signatures."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def untouched(signed: bytes, pki: Pki) -> Case:
    return Case(signed, pki.trust, roles=(Role.LEADER, Role.OFFICE))


@pytest.fixture
def signed_by_the_leader_alone(signed_once: bytes, pki: Pki) -> Case:
    return Case(signed_once, pki.trust, roles=(Role.LEADER,))


@pytest.fixture
def page_changed(signed: bytes, pki: Pki) -> Case:
    assert b"841.8898" in signed
    return Case(signed.replace(b"841.8898", b"841.8897"), pki.trust)


@pytest.fixture
def page_inserted(signed: bytes, pki: Pki) -> Case:
    def insert(writer: IncrementalPdfFileWriter) -> None:
        from pyhanko.pdf_utils.writer import PageObject

        blank = writer.add_object(generic.StreamObject(stream_data=b""))
        writer.insert_page(PageObject(contents=blank, media_box=(0, 0, 595, 842)))

    return Case(append(signed, insert), pki.trust)


@pytest.fixture
def note_added(signed: bytes, pki: Pki) -> Case:
    def annotate(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        rect = generic.ArrayObject(map(generic.NumberObject, (100, 600, 300, 640)))
        note = {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): rect,
            pdf_name("/Contents"): generic.pdf_string("Khong dong y"),
        }
        page["/Annots"].append(writer.add_object(generic.DictionaryObject(note)))
        writer.update_container(page["/Annots"])

    return Case(append(signed, annotate), pki.trust)


@pytest.fixture
def text_overlaid(signed: bytes, pki: Pki) -> Case:
    def overlay(writer: IncrementalPdfFileWriter) -> None:
        stream = generic.StreamObject(stream_data=b"BT /F1 20 Tf 100 650 Td (them) Tj ET")
        writer.add_stream_to_page(0, writer.add_object(stream))

    return Case(append(signed, overlay), pki.trust)


@pytest.fixture
def seal_replaced(signed: bytes, pki: Pki) -> Case:
    def replace_look(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][1]
        field["/AP"][pdf_name("/N")] = writer.add_object(generic.StreamObject(stream_data=b"0 0 9 9 re f"))
        writer.update_container(field)

    return Case(append(signed, replace_look), pki.trust)


@pytest.fixture
def empty_visible_field_added(signed: bytes, pki: Pki) -> Case:
    spec = SigFieldSpec("Gia", box=(100, 100, 300, 200), empty_field_appearance=True)
    return Case(append(signed, lambda writer: append_signature_field(writer, spec)), pki.trust)


@pytest.fixture
def title_changed(signed: bytes, pki: Pki) -> Case:
    def retitle(writer: IncrementalPdfFileWriter) -> None:
        writer.set_info(generic.DictionaryObject({pdf_name("/Title"): generic.pdf_string("Khac")}))

    return Case(append(signed, retitle), pki.trust)


@pytest.fixture
def a_byte_appended(signed: bytes, pki: Pki) -> Case:
    return Case(signed + b"\n", pki.trust)


@pytest.fixture
def long_term_data_appended(signed: bytes, pki: Pki) -> Case:
    """Harmless by itself, but nobody signed for it."""
    stream = io.BytesIO(signed)
    crls = [asn1_crl.CertificateList.load(der) for der in pki.trust.crls]
    DocumentSecurityStore.add_dss(stream, None, crls=crls)
    return Case(stream.getvalue(), pki.trust)


@pytest.fixture
def note_added_between_the_signatures(signed_once: bytes, pki: Pki) -> Case:
    def annotate(writer: IncrementalPdfFileWriter) -> None:
        stream = generic.StreamObject(stream_data=b"BT /F1 20 Tf 100 650 Td (them) Tj ET")
        writer.add_stream_to_page(0, writer.add_object(stream))

    changed = append(signed_once, annotate)
    return Case(write_signature(changed, pki.key(Role.OFFICE), Act(Role.OFFICE, NOW)), pki.trust)


@pytest.fixture
def cut_off(signed: bytes, pki: Pki) -> Case:
    return Case(signed[:-200], pki.trust)


@pytest.fixture
def no_pdf_at_all(pki: Pki) -> Case:
    return Case(b"xin chao", pki.trust)


@pytest.fixture
def data_hidden_behind_the_signature(signed_once: bytes, pki: Pki) -> Case:
    end = signed_once.index(b">", signed_once.index(b"/Contents <"))
    return Case(signed_once[: end - 2] + b"41" + signed_once[end:], pki.trust)


@pytest.fixture
def revoked_before_signing(signed: bytes, pki: Pki) -> Case:
    crl = pki.root.crl([(pki.holder(Role.LEADER), NOW - DAY / 2)])
    return Case(signed, replace(pki.trust, crls=(crl, *pki.trust.crls[1:])))


@pytest.fixture
def revoked_after_signing(prepared: bytes, pki: Pki) -> Case:
    pdf = sign_pdf(prepared, pki.key(Role.LEADER), Role.LEADER, when=NOW - DAY / 2)
    return Case(pdf, Trust(pki.trust.roots, (), (pki.root.crl([(pki.holder(Role.LEADER), NOW - DAY / 4)]),)))


@pytest.fixture
def revoked_after_receipt(revoked_after_signing: Case) -> Case:
    """As of the receipt the certificate was good; even the later list says so."""
    return Case(revoked_after_signing.pdf, revoked_after_signing.trust, at=NOW - timedelta(hours=7))


@pytest.fixture
def an_older_list_beside_the_one_that_revokes(revoked_before_signing: Case, pki: Pki) -> Case:
    older = pki.root.crl(at=NOW - DAY)
    trust = revoked_before_signing.trust
    return Case(revoked_before_signing.pdf, replace(trust, crls=(older, *trust.crls)))


@pytest.fixture
def authority_revoked(signed: bytes, pki: Pki) -> Case:
    crl = pki.root.crl([(pki.sub.holder, NOW - DAY / 2)])
    return Case(signed, replace(pki.trust, crls=(crl, pki.trust.crls[1])))


@pytest.fixture
def unknown_root(signed: bytes) -> Case:
    stranger = Authority.make_root("CA lạ")
    return Case(signed, Trust((stranger.holder.der,), (), (stranger.crl(),)))


@pytest.fixture
def no_revocation_list(signed: bytes, pki: Pki) -> Case:
    return Case(signed, replace(pki.trust, crls=()))


@pytest.fixture
def list_of_the_intermediate_missing(signed: bytes, pki: Pki) -> Case:
    return Case(signed, replace(pki.trust, crls=pki.trust.crls[:1]))


@pytest.fixture
def list_of_the_root_missing(signed: bytes, pki: Pki) -> Case:
    return Case(signed, replace(pki.trust, crls=pki.trust.crls[1:]))


@pytest.fixture
def list_too_old(signed: bytes, pki: Pki) -> Case:
    return Case(signed, replace(pki.trust, crls=(pki.root.crl(at=NOW - 90 * DAY), pki.trust.crls[1])))


@pytest.fixture
def list_forged(signed: bytes, pki: Pki) -> Case:
    forger = Authority.make_root("CA gốc mẫu")
    return Case(signed, replace(pki.trust, crls=(forger.crl(), pki.trust.crls[1])))


def lasting(start: timedelta, end: timedelta, **more: bool) -> Wish:
    return Wish(not_before=NOW + start, not_after=NOW + end, **more)


@pytest.fixture
def expired(prepared: bytes, pki: Pki) -> Case:
    holder = pki.root.issue(LEADER, OFFICE, lasting(-30 * DAY, -1 * DAY))
    pdf = sign_pdf(prepared, key_of(holder), Role.LEADER, when=NOW - 10 * DAY)
    return Case(pdf, Trust(pki.trust.roots, (), (pki.root.crl(at=NOW - 11 * DAY),)))


@pytest.fixture
def expired_after_receipt(expired: Case) -> Case:
    return Case(expired.pdf, expired.trust, at=NOW - 9 * DAY)


@pytest.fixture
def expired_but_time_stamped(prepared: bytes, pki: Pki) -> Case:
    holder = pki.root.issue(LEADER, OFFICE, lasting(-30 * DAY, -1 * DAY))
    clock = pki.root.issue("Dấu thời gian mẫu", wish=Wish(KeyKind.RSA_2048, time_stamps=True))
    stamper = DummyTimeStamper(*asn1(clock), fixed_dt=NOW - 10 * DAY)
    certificate, secret = asn1(holder)
    signer = SimpleSigner(certificate, secret, key_of(holder).signer.cert_registry)
    meta = PdfSignatureMetadata(field_name=Role.LEADER.field, md_algorithm="sha256")
    out = pyhanko_sign(IncrementalPdfFileWriter(io.BytesIO(prepared)), meta, signer, timestamper=stamper)
    return Case(out.getvalue(), Trust(pki.trust.roots, (), (pki.root.crl(at=NOW - 10 * DAY),)))


def asn1(holder: Holder) -> tuple[asn1_x509.Certificate, asn1_keys.PrivateKeyInfo]:
    secret = holder.private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return asn1_x509.Certificate.load(holder.der), asn1_keys.PrivateKeyInfo.load(secret)


@pytest.fixture
def not_yet_valid(prepared: bytes, pki: Pki) -> Case:
    holder = pki.root.issue(LEADER, OFFICE, lasting(5 * DAY, 30 * DAY))
    return Case(force_signature(prepared, key_of(holder)), pki.trust)


@pytest.fixture
def short_rsa_key(prepared: bytes, pki: Pki) -> Case:
    holder = pki.root.issue(LEADER, OFFICE, Wish(KeyKind.RSA_1024))
    return Case(force_signature(prepared, key_of(holder)), pki.trust)


@pytest.fixture
def sha1_signature(prepared: bytes, pki: Pki) -> Case:
    certificate, secret = asn1(pki.holder(Role.LEADER, KeyKind.RSA_2048))
    signer = SimpleSigner(certificate, secret, pki.key(Role.LEADER).signer.cert_registry)
    meta = PdfSignatureMetadata(field_name=Role.LEADER.field, md_algorithm="sha1")
    out = pyhanko_sign(IncrementalPdfFileWriter(io.BytesIO(prepared)), meta, signer)
    return Case(out.getvalue(), pki.trust)


@pytest.fixture
def certificate_not_for_signing(prepared: bytes, pki: Pki) -> Case:
    holder = pki.root.issue(LEADER, OFFICE, Wish(may_sign=False))
    return Case(force_signature(prepared, key_of(holder)), pki.trust)


@pytest.fixture
def certificate_that_names_no_usage(prepared: bytes, pki: Pki) -> Case:
    """As made in a hurry: signed by itself and saying nothing of its use; whoever trusts it may."""
    holder = pki.holder(Role.LEADER)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(holder.certificate.subject)
        .issuer_name(holder.certificate.subject)
        .public_key(holder.certificate.public_key())
        .serial_number(7)
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
        .sign(holder.private_key, hashes.SHA256())
    )
    alone = Holder(holder.private_key, certificate)
    return Case(sign_pdf(prepared, key_of(alone), Role.LEADER), Trust((alone.der,)))


@pytest.fixture
def certificate_that_vouches_for_itself(certificate_that_names_no_usage: Case, pki: Pki) -> Case:
    return Case(certificate_that_names_no_usage.pdf, pki.trust)


@pytest.fixture
def stranger_among_the_certificates(prepared: bytes, pki: Pki) -> Case:
    key = key_of(pki.holder(Role.LEADER))
    key.signer.cert_registry.register(asn1_x509.Certificate.load(pki.sub.holder.der))
    return Case(force_signature(prepared, key), pki.trust)


@pytest.fixture
def rsa_v15(prepared: bytes, pki: Pki) -> Case:
    holder = pki.holder(Role.LEADER, KeyKind.RSA_2048)
    certificate, secret = asn1(holder)
    scheme = scheme_for(holder.der, pss=False)
    signer = SimpleSigner(certificate, secret, pki.key(Role.LEADER).signer.cert_registry, scheme.mechanism)
    return Case(force_signature(prepared, replace(key_of(holder), signer=signer)), pki.trust)


@pytest.fixture
def not_signed(prepared: bytes, pki: Pki) -> Case:
    return Case(prepared, pki.trust)


@pytest.fixture
def required_signature_missing(signed_once: bytes, pki: Pki) -> Case:
    return Case(signed_once, pki.trust, roles=(Role.LEADER, Role.OFFICE))


@pytest.fixture
def required_signature_stripped(signed: bytes, signed_once: bytes, pki: Pki) -> Case:
    return Case(signed[: len(signed_once)], pki.trust, roles=(Role.LEADER, Role.OFFICE))


PASSED, FAILED, OPEN = Verdict.TOTAL_PASSED, Verdict.TOTAL_FAILED, Verdict.INDETERMINATE
TABLE = [
    ("untouched", PASSED, "", "Chữ ký hợp lệ"),
    ("signed_by_the_leader_alone", PASSED, "", "Chữ ký hợp lệ"),
    ("rsa_v15", PASSED, "", "Chữ ký hợp lệ"),
    ("certificate_that_names_no_usage", PASSED, "", "Chữ ký hợp lệ"),
    ("revoked_after_receipt", PASSED, "", "Chữ ký hợp lệ"),
    ("expired_after_receipt", PASSED, "", "Chữ ký hợp lệ"),
    ("expired_but_time_stamped", PASSED, "", "Chữ ký hợp lệ"),
    ("page_changed", FAILED, "HASH_FAILURE", "bị thay đổi sau khi ký"),
    ("page_inserted", FAILED, "HASH_FAILURE", "bị thêm hoặc sửa nội dung sau khi ký"),
    ("note_added", FAILED, "HASH_FAILURE", "bị thêm hoặc sửa nội dung sau khi ký"),
    ("text_overlaid", FAILED, "HASH_FAILURE", "bị thêm hoặc sửa nội dung sau khi ký"),
    ("seal_replaced", FAILED, "HASH_FAILURE", "bị thêm hoặc sửa nội dung sau khi ký"),
    ("empty_visible_field_added", FAILED, "HASH_FAILURE", "bị thêm hoặc sửa nội dung sau khi ký"),
    ("title_changed", FAILED, "HASH_FAILURE", "bị thêm hoặc sửa nội dung sau khi ký"),
    ("a_byte_appended", FAILED, "HASH_FAILURE", "bị thêm hoặc sửa nội dung sau khi ký"),
    ("long_term_data_appended", FAILED, "HASH_FAILURE", "bị thêm hoặc sửa nội dung sau khi ký"),
    ("note_added_between_the_signatures", FAILED, "HASH_FAILURE", "bị thêm hoặc sửa nội dung sau khi ký"),
    ("cut_off", FAILED, "FORMAT_FAILURE", "Tệp hỏng"),
    ("no_pdf_at_all", FAILED, "FORMAT_FAILURE", "không phải PDF"),
    ("data_hidden_behind_the_signature", FAILED, "FORMAT_FAILURE", "sai định dạng"),
    ("revoked_before_signing", FAILED, "REVOKED", "đã bị thu hồi ngày"),
    ("an_older_list_beside_the_one_that_revokes", FAILED, "REVOKED", "đã bị thu hồi ngày"),
    ("revoked_after_signing", OPEN, "REVOKED_NO_POE", "không có bằng chứng"),
    ("authority_revoked", OPEN, "REVOKED_CA_NO_POE", "cơ quan cấp “CA cấp hai mẫu” đã bị thu hồi"),
    ("unknown_root", OPEN, "NO_CERTIFICATE_CHAIN_FOUND", "“CA gốc mẫu” cấp"),
    (
        "certificate_that_vouches_for_itself",
        OPEN,
        "NO_CERTIFICATE_CHAIN_FOUND",
        "“Nguyễn Văn Mẫu (hư cấu)” cấp",
    ),
    ("short_rsa_key", OPEN, "CRYPTO_CONSTRAINTS_FAILURE", "khóa yếu"),
    ("sha1_signature", OPEN, "CRYPTO_CONSTRAINTS_FAILURE", "khóa yếu"),
    ("certificate_not_for_signing", OPEN, "CHAIN_CONSTRAINTS_FAILURE", "không được cấp để ký"),
    ("stranger_among_the_certificates", OPEN, "CERTIFICATE_CHAIN_GENERAL_FAILURE", "không khớp"),
    ("not_yet_valid", OPEN, "NOT_YET_VALID", "chưa có hiệu lực"),
    ("no_revocation_list", OPEN, "TRY_LATER", "danh sách thu hồi còn hạn của “CA gốc mẫu”"),
    ("list_of_the_intermediate_missing", OPEN, "TRY_LATER", "còn hạn của “CA cấp hai mẫu”"),
    ("list_of_the_root_missing", OPEN, "TRY_LATER", "còn hạn của “CA gốc mẫu”"),
    ("list_too_old", OPEN, "TRY_LATER", "danh sách thu hồi còn hạn"),
    ("list_forged", OPEN, "TRY_LATER", "danh sách thu hồi còn hạn"),
    ("expired", OPEN, "OUT_OF_BOUNDS_NO_POE", "hết hạn"),
    ("not_signed", OPEN, "SIG_CONSTRAINTS_FAILURE", "không có chữ ký số"),
    ("required_signature_missing", OPEN, "SIG_CONSTRAINTS_FAILURE", "Thiếu chữ ký bắt buộc của: cơ quan"),
    ("required_signature_stripped", OPEN, "SIG_CONSTRAINTS_FAILURE", "Thiếu chữ ký bắt buộc của: cơ quan"),
]


@pytest.mark.parametrize(("row", "verdict", "sub", "words"), TABLE, ids=[row[0] for row in TABLE])
def test_the_verdict_is(
    row: str, verdict: Verdict, sub: str, words: str, request: pytest.FixtureRequest
) -> None:
    case: Case = request.getfixturevalue(row)
    report = verify_pdf(case.pdf, case.trust, case.at, case.roles)
    assert (report.verdict, report.sub) == (verdict, sub), report.message
    assert words in report.message
    assert bool(report.todo) is (verdict is not PASSED)


def test_a_good_signature_lights_content_and_signer_but_not_an_unproven_time(untouched: Case) -> None:
    for one in verify_pdf(untouched.pdf, untouched.trust).signatures:
        states = (one.integrity.state, one.signer.state, one.time.state)
        assert states == (LightState.GOOD, LightState.GOOD, LightState.UNSURE)
        assert "theo đồng hồ máy người ký" in one.time.sentence


def test_a_trusted_time_stamp_lights_the_time(expired_but_time_stamped: Case) -> None:
    case = expired_but_time_stamped
    (one,) = verify_pdf(case.pdf, case.trust).signatures
    assert one.time.state is LightState.GOOD
    assert one.proven_at is not None
    assert abs(one.proven_at - (NOW - 10 * DAY)) < timedelta(seconds=1)


def test_an_untrusted_time_stamp_does_not_spoil_a_good_signature(prepared: bytes, pki: Pki) -> None:
    stranger = Authority.make_root("CA lạ").issue("Đồng hồ lạ", wish=Wish(KeyKind.RSA_2048, time_stamps=True))
    certificate, secret = asn1(pki.holder(Role.LEADER))
    signer = SimpleSigner(certificate, secret, pki.key(Role.LEADER).signer.cert_registry)
    meta = PdfSignatureMetadata(field_name=Role.LEADER.field, md_algorithm="sha256")
    stamper = DummyTimeStamper(*asn1(stranger))
    out = pyhanko_sign(IncrementalPdfFileWriter(io.BytesIO(prepared)), meta, signer, timestamper=stamper)
    report = verify_pdf(out.getvalue(), pki.trust)
    assert (report.verdict, report.signatures[0].proven_at) == (PASSED, None)


def test_what_is_not_trusted_is_not_called_changed(unknown_root: Case) -> None:
    one = verify_pdf(unknown_root.pdf, unknown_root.trust).signatures[0]
    assert (one.integrity.state, one.signer.state) == (LightState.GOOD, LightState.UNSURE)


def test_after_a_change_neither_signer_nor_time_is_praised(page_changed: Case) -> None:
    one = verify_pdf(page_changed.pdf, page_changed.trust).signatures[0]
    assert one.integrity.state is LightState.BAD
    assert LightState.GOOD not in (one.signer.state, one.time.state)


@pytest.mark.parametrize(("shift", "words"), [(DAY, "muộn hơn lúc kiểm tra"), (-300 * DAY, "ngoài thời hạn")])
def test_a_strange_signing_time_is_pointed_out(
    shift: timedelta, words: str, prepared: bytes, pki: Pki
) -> None:
    pdf = force_signature(prepared, pki.key(Role.LEADER), NOW + shift)
    (one,) = verify_pdf(pdf, pki.trust).signatures
    assert words in one.time.todo


def test_the_report_names_role_signer_and_office(untouched: Case) -> None:
    leader, office = verify_pdf(untouched.pdf, untouched.trust).signatures
    assert (leader.field, leader.role, leader.signer_name) == ("LanhDao", Role.LEADER, LEADER)
    assert (office.field, office.role, office.organization) == ("CoQuan", Role.OFFICE, OFFICE)
    assert leader.signed_at is not None
    assert leader.signed_at.tzinfo is not None
