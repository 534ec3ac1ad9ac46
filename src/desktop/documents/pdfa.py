"""Finish a PDF as PDF/A-2b (ISO 19005-2): colours, metadata, version, the same bytes every time."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

_PRODUCER = "Sổ Trí thức"
_ICC_VERSION = slice(8, 12)
_ICC_DATE = slice(24, 36)


@dataclass(frozen=True)
class Facts:
    """What the file says about itself."""

    title: str
    author: str
    keywords: str
    on: date | None


def finish(data: bytes, facts: Facts) -> bytes:
    """Return the PDF as PDF/A-2b: sRGB output intent, XMP equal to the document information, version 1.7."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            if "/Trans" in page.obj:
                del page.obj["/Trans"]
        pdf.Root.Lang = String("vi-VN")
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.OutputIntents = Array([_output_intent(pdf)])
        _describe(pdf, facts)
        target = BytesIO()
        pdf.save(
            target,
            force_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    return target.getvalue()


def _output_intent(pdf: Pdf) -> Dictionary:
    profile = pdf.make_stream(srgb_profile(), N=3, Alternate=Name.DeviceRGB)
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        DestOutputProfile=profile,
    )


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Return Pillow's sRGB profile with a fixed date, declared as version 4.2, the newest PDF 1.7 knows."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_ICC_VERSION] = bytes([4, 0x20, 0, 0])
    profile[_ICC_DATE] = b"".join(part.to_bytes(2, "big") for part in (2020, 3, 5, 0, 0, 0))
    return bytes(profile)


def _describe(pdf: Pdf, facts: Facts) -> None:
    """Write document information and XMP with the same content, as PDF/A demands."""
    info = {"/Title": facts.title, "/Author": facts.author, "/Keywords": facts.keywords}
    info |= {"/Creator": _PRODUCER, "/Producer": _PRODUCER}
    if facts.on:
        info["/CreationDate"] = info["/ModDate"] = f"D:{facts.on:%Y%m%d}000000+07'00'"
    pdf.trailer.Info = pdf.make_indirect(Dictionary({k: String(v) for k, v in info.items() if v}))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(pdf.docinfo)
        xmp["dc:language"] = ["vi-VN"]
        xmp["pdfaid:part"] = "2"
        xmp["pdfaid:conformance"] = "B"
