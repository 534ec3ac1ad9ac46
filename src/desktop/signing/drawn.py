"""Drawn stand-ins for the demonstration and tests: a red seal and a blue hand signature, marked “MẪU”."""

import io
import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_RED = (206, 17, 38, 255)
_BLUE = (20, 60, 160, 255)
_SIZE = 1200
"""Pixels across while drawing; halved at the end, which smooths the edges."""

_STEPS = 500
_LETTERS = 104
_MOST_OF_CIRCLE = 4.6
"""Size of the letters on the seal in pixels, and the longest arc they may take, in radians."""

_STROKES = (
    ((0.03, 0.75), (0.16, -0.25), (0.30, 0.02), (0.20, 0.95), (0.14, 1.02), (0.34, 0.34)),
    ((0.34, 0.34), (0.24, 1.02), (0.44, 0.62), (0.40, 0.20), (0.34, 0.98), (0.52, 0.44)),
    ((0.52, 0.44), (0.44, 1.00), (0.66, 0.58), (0.56, 0.18), (0.60, 0.98), (0.97, 0.05)),
    ((0.08, 0.84), (0.35, 0.74), (0.60, 0.80), (0.70, 0.84), (0.82, 0.74), (0.90, 0.62)),
)
"""Bézier strokes of a signature that is nobody's, as shares of width and height."""


def draw_seal(office: str) -> bytes:
    """Draw a round red seal with the office's name along its edge; a transparent PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (_SIZE, _SIZE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for inset, width in ((4, 26), (52, 8), (330, 8)):
        draw.ellipse((inset, inset, _SIZE - inset, _SIZE - inset), outline=_RED, width=width)
    _write_around(image, office.upper(), radius=420)
    draw.polygon(_star(_SIZE / 2, _SIZE - 180, 70), fill=_RED)
    draw.text((_SIZE / 2, _SIZE / 2), "MẪU", font=_font(150), fill=_RED, anchor="mm")
    return _png(image)


def draw_hand_signature() -> bytes:
    """Draw a blue hand-like signature with a small “MẪU”; a transparent PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (_SIZE, _SIZE // 2), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for stroke in _STROKES:
        points = [(x * image.width, y * image.height) for x, y in stroke]
        for step in range(_STEPS + 1):
            x, y = _bezier(points, step / _STEPS)
            thick = 4 + 6 * math.sin(math.pi * step / _STEPS)
            draw.ellipse((x - thick, y - thick, x + thick, y + thick), fill=_BLUE)
    draw.text((image.width * 0.97, image.height * 0.92), "MẪU", font=_font(60), fill=_BLUE, anchor="rm")
    return _png(image)


def _star(x: float, y: float, size: float) -> list[tuple[float, float]]:
    """Return the corners of an upright five-pointed star."""
    reach = (size, size * 0.4)
    corners = [(reach[corner % 2], math.pi * corner / 5) for corner in range(10)]
    return [(x + far * math.sin(turn), y - far * math.cos(turn)) for far, turn in corners]


def _bezier(points: list[tuple[float, float]], t: float) -> tuple[float, float]:
    """Return the point at `t` of the Bézier curve over `points` (de Casteljau)."""
    while len(points) > 1:
        points = [(a + (c - a) * t, b + (d - b) * t) for (a, b), (c, d) in pairwise(points)]
    return points[0]


def _write_around(image: "Image", text: str, radius: float) -> None:
    """Write along a circle around the middle, centred at its top."""
    wide = _font(_LETTERS).getlength(text) + 8 * len(text)
    font = _font(round(_LETTERS * min(1.0, _MOST_OF_CIRCLE * radius / wide)))
    widths = [font.getlength(letter) + 8 for letter in text]
    angle = -sum(widths) / radius / 2
    for letter, width in zip(text, widths, strict=True):
        turn = angle + width / radius / 2
        tile = _letter(letter, font, -math.degrees(turn))
        x = image.width / 2 + math.sin(turn) * radius
        y = image.height / 2 - math.cos(turn) * radius
        image.alpha_composite(tile, (round(x - tile.width / 2), round(y - tile.height / 2)))
        angle += width / radius


def _letter(letter: str, font: "FreeTypeFont", degrees: float) -> "Image":
    from PIL import Image, ImageDraw

    tile = Image.new("RGBA", (220, 220), (*_RED[:3], 0))
    ImageDraw.Draw(tile).text((110, 110), letter, font=font, fill=_RED, anchor="mm")
    return tile.rotate(degrees, Image.Resampling.BICUBIC)


def _font(size: int) -> "FreeTypeFont":
    from importlib import resources

    from PIL import ImageFont

    data = resources.files("fontpkg_be_vietnam_pro").joinpath("files", "BeVietnamPro-Bold.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)


def _png(image: "Image") -> bytes:
    out = io.BytesIO()
    image.reduce(2).save(out, "PNG", optimize=True)
    return out.getvalue()
