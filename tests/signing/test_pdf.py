"""Preparing fields and signing in them: order, refusals, and what a signature leaves untouched."""

import io
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from desktop.errors import UserError
from desktop.signing.pdf import prepare, sign_pdf
from desktop.signing.places import MM, Role, SignaturePlace, office_place
from desktop.signing.verdicts import Verdict
from desktop.signing.verify_pdf import verify_pdf
from signing.kit import PLACE, Pki


@contextmanager
def fields(pdf: bytes) -> Iterator[dict[str, pikepdf.Dictionary]]:
    """Give the form's fields by name, as another library sees them."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield {str(field.T): field for field in document.Root.AcroForm.Fields}


def rect(field: pikepdf.Dictionary) -> list[float]:
    return [float(edge) for edge in field.Rect]


@pytest.fixture
def archive_paper(paper: bytes) -> bytes:
    """The paper with what makes it PDF/A-2b: output intent and XMP."""
    from PIL import ImageCms

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as document:
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        intent = pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, S=pikepdf.Name.GTS_PDFA1)
        intent.DestOutputProfile = document.make_stream(profile, N=3)
        document.Root.OutputIntents = pikepdf.Array([intent])
        with document.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["pdfaid:part"], meta["pdfaid:conformance"] = "2", "B"
            meta["dc:title"] = "Báo cáo mẫu"
        document.save(out, force_version="1.7")
    return out.getvalue()


def test_fields_are_prepared_for_leader_and_office(prepared: bytes) -> None:
    with fields(prepared) as found:
        assert list(found) == ["LanhDao", "CoQuan"]
        wanted = [PLACE.x, PLACE.y, PLACE.rect.right, PLACE.rect.top]
        assert rect(found["LanhDao"]) == pytest.approx(wanted, abs=0.01)
        for field in found.values():
            assert (field.FT, field.Subtype, int(field.F)) == ("/Sig", "/Widget", 132)
            assert "/V" not in field
            assert field.Lock.Type == "/SigFieldLock"


def test_the_leaders_lock_leaves_only_the_offices_field_open(prepared: bytes) -> None:
    with fields(prepared) as found:
        leader, office = found["LanhDao"].Lock, found["CoQuan"].Lock
        assert (leader.Action, [str(name) for name in leader.Fields]) == ("/Exclude", ["CoQuan"])
        assert office.Action == "/All"


def test_the_offices_place_is_widened_for_the_seal_to_follow_the_signature(paper: bytes) -> None:
    given = SignaturePlace(Role.OFFICE, 1, PLACE.x, PLACE.y, 36 * MM, 36 * MM)
    wanted = office_place(PLACE).rect
    with fields(prepare(paper, [PLACE, given])) as found:
        assert rect(found["CoQuan"]) == pytest.approx(
            [wanted.x, wanted.y, wanted.right, wanted.top], abs=0.01
        )


def test_preparing_gives_the_same_bytes_every_time(paper: bytes) -> None:
    assert prepare(paper, [PLACE]) == prepare(paper, [PLACE])


def test_without_places_the_fields_are_invisible(paper: bytes) -> None:
    with fields(prepare(paper)) as found:
        assert [rect(field) for field in found.values()] == [[0] * 4] * 2


@pytest.mark.parametrize("name", ["prepared", "signed_once"])
def test_a_paper_with_fields_is_not_prepared_again(name: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(UserError, match="đã có ô ký"):
        prepare(request.getfixturevalue(name))


@pytest.mark.parametrize("data", [b"", b"khong phai PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_neither_prepared_nor_signed(data: bytes, pki: Pki) -> None:
    with pytest.raises(UserError, match="Tệp PDF hỏng"):
        prepare(data)
    with pytest.raises(UserError, match="Tệp PDF hỏng"):
        sign_pdf(data, pki.key(Role.LEADER), Role.LEADER)


def test_a_signature_only_adds_to_the_file(prepared: bytes, signed_once: bytes, signed: bytes) -> None:
    assert signed_once.startswith(prepared)
    assert signed.startswith(signed_once)


def test_the_office_does_not_sign_before_the_leader(prepared: bytes, pki: Pki) -> None:
    with pytest.raises(UserError, match="Lãnh đạo chưa ký"):
        sign_pdf(prepared, pki.key(Role.OFFICE), Role.OFFICE)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_signs_twice(role: Role, signed: bytes, pki: Pki) -> None:
    with pytest.raises(UserError, match="đã có chữ ký"):
        sign_pdf(signed, pki.key(role), role)


def test_the_office_does_not_sign_what_was_changed_after_the_leader(signed_once: bytes, pki: Pki) -> None:
    with pytest.raises(UserError, match="không còn nguyên vẹn"):
        sign_pdf(signed_once.replace(b"841.8898", b"841.8897"), pki.key(Role.OFFICE), Role.OFFICE)


def test_a_paper_without_fields_is_signed_in_invisible_ones(paper: bytes, pki: Pki) -> None:
    signed = sign_pdf(paper, pki.key(Role.LEADER), Role.LEADER)
    assert verify_pdf(signed, pki.trust, required=[Role.LEADER]).verdict is Verdict.TOTAL_PASSED


def test_a_paper_with_only_foreign_fields_is_left_to_its_program(paper: bytes, pki: Pki) -> None:
    foreign = prepare(paper).replace(b"(LanhDao)", b"(KhacKhac)")
    with pytest.raises(UserError, match="không có ô ký “Lãnh đạo”"):
        sign_pdf(foreign, pki.key(Role.LEADER), Role.LEADER)


def test_reason_and_time_are_written_into_the_signature(prepared: bytes, pki: Pki) -> None:
    key = pki.key(Role.LEADER)
    when = key.certificate.not_before + timedelta(hours=3)
    signed = sign_pdf(prepared, key, Role.LEADER, reason="Ký ban hành", when=when)
    with fields(signed) as found:
        assert str(found["LanhDao"].V.Reason) == "Ký ban hành"
    assert verify_pdf(signed, pki.trust).signatures[0].signed_at == when.replace(microsecond=0)


def test_signing_keeps_pdf_a_2b(archive_paper: bytes, pki: Pki, tmp_path: Path) -> None:
    """Version, catalog, metadata and output intent stay; with an EC key pyHanko would raise the version."""
    pdf = prepare(archive_paper, [PLACE])
    before = pikepdf.open(io.BytesIO(pdf))
    for role in Role:
        pdf = sign_pdf(pdf, pki.key(role), role)
    after = pikepdf.open(io.BytesIO(pdf))
    assert after.pdf_version == "1.7"
    assert "/Version" not in after.Root
    assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
    assert str(after.open_metadata().pdfa_status) == "2B"
    assert after.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert list(after.Root.Extensions) == ["/ESIC"]
    for field in after.Root.AcroForm.Fields:
        assert int(field.F) & 0b101 == 0b100
        assert list(field.AP) == ["/N"]


def test_qpdf_finds_nothing_wrong(signed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_pages_are_counted_from_one(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as document:
        document.pages.append(document.pages[0])
        out = io.BytesIO()
        document.save(out)
    with pikepdf.open(io.BytesIO(prepare(out.getvalue(), [replace(PLACE, page=2)]))) as prepared:
        assert ["/Annots" in page for page in prepared.pages] == [False, True]
