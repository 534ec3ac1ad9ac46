"""QR codes: the squares of a text, drawn as vectors in a PDF and as a picture in a Word file.

ReportLab brings the encoder (ISO/IEC 18004); level M bears a crease or a smear of 15 %.
"""

from functools import lru_cache
from io import BytesIO

from PIL import Image

_QUIET = 4
"""Blank squares around a code, without which readers do not find it (ISO/IEC 18004, 6.3.8)."""
_PIXELS = 8


@lru_cache(maxsize=8)
def squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of squares of a code, dark ones true, without the blank border."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)


def dark_runs(text: str) -> list[tuple[int, int, int]]:
    """Return the dark squares as (row from the top, first column, how many): one bar for neighbours.

    Bars leave no hair lines between squares that touch.
    """
    found = []
    for row, line in enumerate(squares(text)):
        start = None
        for column, dark in enumerate((*line, False)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                found.append((row, start, column - start))
                start = None
    return found


def qr_picture(text: str) -> bytes:
    """Return the code as a PNG with its blank border."""
    size = len(squares(text)) + 2 * _QUIET
    image = Image.new("1", (size, size), 1)
    for row, column, length in dark_runs(text):
        image.paste(0, (column + _QUIET, row + _QUIET, column + _QUIET + length, row + _QUIET + 1))
    target = BytesIO()
    image.resize((size * _PIXELS, size * _PIXELS), Image.Resampling.NEAREST).save(target, "PNG")
    return target.getvalue()
