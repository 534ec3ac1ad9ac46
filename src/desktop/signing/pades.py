"""Writing one PAdES B-B signature with pyHanko; imported only when something is signed."""

import asyncio
import io
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PIL.Image import Image
from pyhanko.pdf_utils import generic, layout
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from desktop.signing.appearance import Appearance, trimmed
from desktop.signing.keys import Key
from desktop.signing.places import Rect, Role, fit, seal_rect

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Act:
    """One act of signing: whose field, why (shown by PDF readers), when, and what is shown."""

    role: Role
    when: datetime
    reason: str = ""
    appearance: Appearance | None = None


class _PdfA2Writer(IncrementalPdfFileWriter):
    """Appends a revision that leaves metadata alone, so that a PDF/A-2b file stays one."""

    def _update_meta(self) -> None:
        pass


class _SignerAt(PdfSigner):
    """Signs at a given time and keeps PDF 1.7: PDF/A-2 knows no PDF 2.0, not even for ECDSA."""

    when: datetime

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:  # noqa: ARG002
        pdf_out.register_extension(ESIC_EXTENSION_1)

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.when
        return session


def filled_fields(pdf: bytes) -> dict[str, bool]:
    """Return the names of the signature fields and whether each is filled.

    Raises whatever pyHanko raises for a broken file.
    """
    reader = PdfFileReader(io.BytesIO(pdf))
    return {name: value is not None for name, value, _ in enumerate_sig_fields(reader)}


def write_signature(pdf: bytes, key: Key, act: Act) -> bytes:
    """Append the signature of `act.role` in its prepared field and return the longer file."""
    writer = _PdfA2Writer(io.BytesIO(pdf))
    meta = PdfSignatureMetadata(
        field_name=act.role.field,
        md_algorithm=key.digest,
        subfilter=SigSeedSubFilter.PADES,
        reason=act.reason or None,
    )
    signer = _SignerAt(meta, key.signer, stamp_style=_style(writer.prev, act))
    signer.when = act.when
    out = io.BytesIO()
    asyncio.run(signer.async_sign_pdf(writer, existing_fields_only=True, output=out))
    return out.getvalue()


def _style(reader: PdfFileReader, act: Act) -> StaticStampStyle:
    if act.appearance is None:
        return StaticStampStyle(border_width=0)
    picture = trimmed(act.appearance)
    place = _field_rect(reader, act.role)
    if place.width * place.height == 0:
        return StaticStampStyle(border_width=0)
    if act.role is Role.LEADER:
        shown = fit(*picture.size, place)
    else:
        signature = _shown_signature(reader)
        shown = fit(*picture.size, seal_rect(signature, act.appearance.diameter_mm))
    return _picture_style(picture, shown, place)


def _picture_style(picture: Image, shown: Rect, place: Rect) -> StaticStampStyle:
    """Draw the picture at `shown`, as seen from the lower left corner of the field at `place`."""
    offset: dict[str, Any] = {"left": shown.x - place.x, "bottom": shown.y - place.y}
    return StaticStampStyle(
        border_width=0,
        background=PdfImage(picture, box=layout.BoxConstraints(shown.width, shown.height)),
        background_opacity=1,
        background_layout=layout.SimpleBoxLayoutRule(
            x_align=layout.AxisAlignment.ALIGN_MIN,
            y_align=layout.AxisAlignment.ALIGN_MIN,
            margins=layout.Margins(**offset),
            inner_content_scaling=layout.InnerScaling.NO_SCALING,
        ),
    )


def _field(reader: PdfFileReader, role: Role) -> generic.DictionaryObject:
    _, _, reference = next(enumerate_sig_fields(reader, with_name=role.field))
    field: generic.DictionaryObject = reference.get_object()
    return field


def _field_rect(reader: PdfFileReader, role: Role) -> Rect:
    left, bottom, right, top = (float(edge) for edge in _field(reader, role)["/Rect"])
    return Rect(left, bottom, right - left, top - bottom)


def _shown_signature(reader: PdfFileReader) -> Rect:
    """Return where the leader's picture stands: fitted as `_style` did, else in the whole field."""
    place = _field_rect(reader, Role.LEADER)
    try:
        pictures = _field(reader, Role.LEADER)["/AP"]["/N"]["/Resources"]["/XObject"]
        sizes = [(picture["/Width"], picture["/Height"]) for picture in map(pictures.__getitem__, pictures)]
        return fit(*sizes[0], place)
    except (KeyError, IndexError, TypeError):
        return place
