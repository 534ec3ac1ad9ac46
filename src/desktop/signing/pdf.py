"""Signed PDFs: the two signature fields made in advance, and the signatures of leader and office in them."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.signing.appearance import Appearance
from desktop.signing.certificates import check_usable
from desktop.signing.keys import Key
from desktop.signing.places import MM, SEAL_MM, Role, SignaturePlace, office_place
from desktop.signing.trust import Trust
from desktop.signing.verdicts import LightState
from desktop.signing.verify_pdf import verify_pdf

if TYPE_CHECKING:
    import pikepdf

_PRINT_AND_LOCKED = 4 | 128
"""Widget flags; PDF/A asks for Print."""


def prepare(pdf: bytes, places: Sequence[SignaturePlace] = ()) -> bytes:
    """Add the empty signature fields of leader and office, so that signing is only filling a field.

    The office's place is widened, or made beside the leader's, so that the seal can stand where NĐ 30 wants
    it for any hand signature. A role without a place gets an invisible field. A PDF/A-2b stays one, at
    version 1.7. Raises UserError when the file is no PDF or has fields: rewriting would destroy a signature.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            _refuse_unfit(document)
            where = _places(places)
            fields = [_add_field(document, role, where.get(role)) for role in Role]
            form = pikepdf.Dictionary(Fields=pikepdf.Array(fields), SigFlags=1)
            document.Root.AcroForm = document.make_indirect(form)
            out = io.BytesIO()
            document.save(out, min_version="1.7", deterministic_id=True)
            return out.getvalue()
    except pikepdf.PdfError as error:
        raise UserError(
            "Tệp PDF hỏng hoặc không phải PDF nên không thêm được ô ký; hãy xuất lại tệp."
        ) from error


def _places(places: Sequence[SignaturePlace]) -> dict[Role, SignaturePlace]:
    """Return the place of each role; beside the leader the office gets room to follow the image."""
    where = {place.role: place for place in places}
    leader, office = where.get(Role.LEADER), where.get(Role.OFFICE)
    if leader and (office is None or office.page == leader.page):
        where[Role.OFFICE] = office_place(leader, office.width / MM if office else SEAL_MM)
    return where


def _refuse_unfit(document: "pikepdf.Pdf") -> None:
    if len(document.pages) == 0:
        raise UserError("Tệp PDF hỏng: không còn trang nào đọc được; hãy xuất lại tệp.")
    if "/AcroForm" in document.Root:
        raise UserError("Tệp PDF này đã có ô ký hoặc biểu mẫu; hãy dùng tệp báo cáo chưa ký.")


def _add_field(document: "pikepdf.Pdf", role: Role, place: SignaturePlace | None) -> "pikepdf.Object":
    import pikepdf

    page = document.pages[place.page - 1 if place else 0]
    rect = [place.x, place.y, place.rect.right, place.rect.top] if place else [0, 0, 0, 0]
    width, height = (place.width, place.height) if place else (0, 0)
    blank = document.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    blank.BBox = pikepdf.Array([0, 0, round(width, 2), round(height, 2)])
    field = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=role.field,
            TU=f"Chữ ký số: {role.label}",
            F=_PRINT_AND_LOCKED,
            Rect=pikepdf.Array([round(edge, 2) for edge in rect]),
            P=page.obj,
            AP=pikepdf.Dictionary(N=blank),
            Lock=document.make_indirect(_lock(role)),
        )
    )
    annotations = page.obj.get("/Annots")
    if annotations is None:
        page.obj.Annots = pikepdf.Array([field])
    else:
        annotations.append(field)
    return field


def _lock(role: Role) -> "pikepdf.Dictionary":
    """After the leader only the office's field may be filled; after the office nothing."""
    import pikepdf

    lock = pikepdf.Dictionary(Type=pikepdf.Name.SigFieldLock)
    if role is Role.LEADER:
        lock.Action = pikepdf.Name.Exclude
        lock.Fields = pikepdf.Array([pikepdf.String(Role.OFFICE.field)])
    else:
        lock.Action = pikepdf.Name.All
    return lock


def sign_pdf(
    pdf: bytes,
    key: Key,
    role: Role,
    appearance: Appearance | None = None,
    reason: str = "",
    when: datetime | None = None,
) -> bytes:
    """Sign in the role's field (PAdES B-B) and return the longer file, verified before it is returned.

    A PDF without any field is prepared first, with invisible ones. `when` needs a zone; default is now.
    Raises UserError when the certificate may not sign, the field is filled, the office would sign before the
    leader, an earlier signature is broken, or the file is not a PDF.
    """
    when = when or datetime.now().astimezone()
    check_usable(key.certificate, when)
    pdf = _with_fields(pdf, role)
    from desktop.signing.pades import Act, write_signature

    with _broken_file():
        signed = write_signature(pdf, key, Act(role, when, reason, appearance))
    _check_written(signed, key, role)
    return signed


def _with_fields(pdf: bytes, role: Role) -> bytes:
    """Return the PDF with its fields, or say why the role cannot sign it now."""
    fields = _read_fields(pdf)
    if not fields:
        pdf, fields = prepare(pdf), dict.fromkeys((each.field for each in Role), False)
    if role.field not in fields:
        raise UserError(
            f"Tệp PDF không có ô ký “{role.label}” của chương trình; hãy ký tiếp bằng phần mềm đã ký tệp này."
        )
    if fields[role.field]:
        raise UserError(f"Ô ký “{role.label}” đã có chữ ký; không ký lần nữa vào cùng một ô.")
    if role is Role.OFFICE and not fields.get(Role.LEADER.field, False):
        raise UserError("Lãnh đạo chưa ký tệp này; theo quy định lãnh đạo ký trước, cơ quan ký sau.")
    return pdf


def _read_fields(pdf: bytes) -> dict[str, bool]:
    from desktop.signing.pades import filled_fields

    with _broken_file():
        return filled_fields(pdf)


@contextmanager
def _broken_file() -> Iterator[None]:
    """Turn whatever pyHanko stumbles over in a broken file into one sentence."""
    from pyhanko.pdf_utils.misc import PdfError

    try:
        yield
    except (PdfError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UserError("Tệp PDF hỏng hoặc không phải PDF nên không ký được; hãy xuất lại tệp.") from error


def _check_written(signed: bytes, key: Key, role: Role) -> None:
    report = verify_pdf(signed, Trust())
    for signature in report.signatures:
        if signature.integrity.state is not LightState.GOOD:
            raise UserError(
                f"Chữ ký “{signature.field}” trong tệp không còn nguyên vẹn nên không ký; hãy xuất lại tệp."
            )
    written = [signature for signature in report.signatures if signature.role is role]
    if not written or written[0].certificate != key.certificate:
        raise UserError("Chữ ký vừa ghi kiểm tra lại không đạt nên không được dùng; hãy ký lại.")
