"""Pictures shown by a signature: the leader's hand signature and the office's seal, as transparent PNG."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.signing.places import SEAL_MM

if TYPE_CHECKING:
    from PIL.Image import Image

_FAINT = 16
"""Alpha up to this value (of 255) counts as transparent when edges are trimmed."""

_MOST_PIXELS = 1200
"""Longest side kept: over 600 dpi for a seal; larger scans only make the file heavy."""


@dataclass(frozen=True)
class Appearance:
    """A transparent PNG: hand signature for the leader, seal for the office, then `diameter_mm` wide."""

    image: bytes
    diameter_mm: float = SEAL_MM


def trimmed(appearance: Appearance) -> "Image":
    """Open the picture without its transparent edges.

    Raises UserError when it is not a picture, has no transparent ground (NĐ 30 asks for one) or is blank.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(io.BytesIO(appearance.image), formats=["PNG"]).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError("Ảnh chữ ký hoặc con dấu không đọc được; hãy dùng tệp PNG nền trong suốt.") from error
    seen = picture.getchannel("A").point(lambda value: 255 if value > _FAINT else 0)
    if seen.histogram()[0] == 0:
        raise UserError("Ảnh chữ ký hoặc con dấu không có nền trong suốt; hãy xóa nền và lưu lại dạng PNG.")
    box = seen.getbbox()
    if box is None:
        raise UserError("Ảnh chữ ký hoặc con dấu trống; hãy chọn ảnh khác.")
    picture = picture.crop(box)
    picture.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    return picture
