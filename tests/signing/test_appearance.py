"""What is seen: pictures trimmed, placed, and measured on the printed page."""

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from desktop.errors import UserError
from desktop.signing.appearance import Appearance, trimmed
from desktop.signing.drawn import draw_hand_signature, draw_seal
from desktop.signing.pdf import prepare, sign_pdf
from desktop.signing.places import MM, Role, SignaturePlace
from signing.kit import PLACE, Pki

DPI = 200
BLUE, RED = (20, 60, 160), (206, 17, 38)


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def block(size: tuple[int, int], box: tuple[int, int, int, int], color: tuple[int, int, int]) -> bytes:
    """A transparent picture with one coloured block."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle(box, fill=(*color, 255))
    return png(image)


def test_transparent_edges_are_cut_off() -> None:
    assert trimmed(Appearance(block((400, 300), (100, 50, 299, 149), BLUE))).size == (200, 100)


def test_large_scans_are_made_smaller() -> None:
    assert trimmed(Appearance(block((4000, 3000), (10, 10, 3809, 1909), BLUE))).size == (1200, 600)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"khong phai anh", "không đọc được"),
        (png(Image.new("RGB", (50, 50), "white")), "không có nền trong suốt"),
        (png(Image.new("RGBA", (50, 50), (0, 0, 0, 0))), "trống"),
        (png(Image.new("RGBA", (50, 50), BLUE))[:60], "không đọc được"),
    ],
    ids=["no picture", "white ground", "blank", "cut off"],
)
def test_pictures_that_cannot_be_used_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        trimmed(Appearance(data))


def rendered(pdf: bytes, folder: Path) -> Image.Image:
    path = folder / "trang.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", "-singlefile", path, folder / "trang"], check=True)
    with Image.open(folder / "trang.png") as image:
        return image.convert("RGB")


def extent(page: Image.Image, color: tuple[int, int, int]) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom in millimetres of what has the colour."""
    apart = ImageChops.difference(page, Image.new("RGB", page.size, color))
    near = [channel.point(lambda value: 255 if value < 40 else 0) for channel in apart.split()]
    box = ImageChops.darker(ImageChops.darker(near[0], near[1]), near[2]).getbbox()
    assert box is not None
    left, top, right, bottom = (edge * 25.4 / DPI for edge in box)
    return left, top, right, bottom


@pytest.mark.parametrize("shape", [(300, 100), (200, 180), (100, 300)], ids=["wide", "square", "high"])
def test_on_paper_the_seal_is_36_mm_and_covers_a_third_of_the_signature(
    shape: tuple[int, int], paper: bytes, pki: Pki, tmp_path: Path
) -> None:
    wide, high = shape
    hand = block((500, 500), (50, 50, 49 + wide, 49 + high), BLUE)
    ring = Image.new("RGBA", (700, 700), (0, 0, 0, 0))
    ImageDraw.Draw(ring).ellipse((50, 50, 649, 649), outline=(*RED, 255), width=20)
    documents_place = SignaturePlace(Role.OFFICE, 1, PLACE.x, PLACE.y, 36 * MM, 36 * MM)
    pdf = prepare(paper, [PLACE, documents_place])
    pdf = sign_pdf(pdf, pki.key(Role.LEADER), Role.LEADER, Appearance(hand))
    before = extent(rendered(pdf, tmp_path), BLUE)
    pdf = sign_pdf(pdf, pki.key(Role.OFFICE), Role.OFFICE, Appearance(png(ring)))
    seal = extent(rendered(pdf, tmp_path), RED)
    assert seal[2] - seal[0] == pytest.approx(36, abs=0.5)
    assert seal[3] - seal[1] == pytest.approx(36, abs=0.5)
    assert (seal[2] - before[0]) / (before[2] - before[0]) == pytest.approx(1 / 3, abs=0.05)
    assert (before[2] - before[0]) / (before[3] - before[1]) == pytest.approx(wide / high, rel=0.03)


def test_without_pictures_nothing_is_drawn(signed: bytes, prepared: bytes, tmp_path: Path) -> None:
    assert rendered(signed, tmp_path).tobytes() == rendered(prepared, tmp_path).tobytes()


@pytest.mark.parametrize(
    "office", ["UBND xã Mẫu", "Ủy ban nhân dân phường Mẫu thuộc thành phố Mẫu có tên rất dài"]
)
def test_drawn_seals_are_round_red_and_transparent(office: str) -> None:
    seal = Image.open(io.BytesIO(draw_seal(office)))
    assert seal.mode == "RGBA"
    assert seal.getpixel((seal.width // 2, 8)) == (*RED, 255)
    assert seal.getpixel((2, 2))[3] == 0  # type: ignore[index]
    assert trimmed(Appearance(draw_seal(office))).size[0] == pytest.approx(seal.width, abs=6)


def test_the_drawn_hand_signature_is_blue_and_transparent() -> None:
    picture = trimmed(Appearance(draw_hand_signature()))
    colors = {color[:3] for count, color in picture.getcolors(maxcolors=10**6) or () if color[3] == 255}  # type: ignore[index]
    assert colors == {BLUE}
