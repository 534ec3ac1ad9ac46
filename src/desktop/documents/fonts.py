"""The letters of papers: find Times New Roman or its equal on this machine, check it, give it to ReportLab.

NĐ 30/2020/NĐ-CP, Phụ lục I asks for Times New Roman, Unicode. It may not be passed on, so the machine's own
is used; Liberation Serif 2 has the same widths. Liberation 1 lacks 93 Vietnamese letters and would print
gaps; a font is taken only when all four faces hold every accented Vietnamese letter.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby, product
from pathlib import Path

from desktop.errors import UserError

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SMALL = {unicodedata.normalize("NFC", v + t) for v, t in product("aăâeêioôơuưy", _TONES)} - set("aeiouy")
VIETNAMESE_LETTERS = frozenset(_SMALL | {"đ"} | {letter.upper() for letter in _SMALL | {"đ"}})
"""The 134 accented letters of Vietnamese, small and capital."""

UNKNOWN = "\u25a1"
"""Stands for a letter that no font of this machine can draw."""

_FAMILIES = (
    ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    (
        "times_new_roman.ttf",
        "times_new_roman_bold.ttf",
        "times_new_roman_italic.ttf",
        "times_new_roman_bold_italic.ttf",
    ),
    (
        "times new roman.ttf",
        "times new roman bold.ttf",
        "times new roman italic.ttf",
        "times new roman bold italic.ttf",
    ),
    (
        "liberationserif-regular.ttf",
        "liberationserif-bold.ttf",
        "liberationserif-italic.ttf",
        "liberationserif-bolditalic.ttf",
    ),
    ("tinos-regular.ttf", "tinos-bold.ttf", "tinos-italic.ttf", "tinos-bolditalic.ttf"),
)
_SYMBOLS = ("dejavusans.ttf", "seguisym.ttf", "seguiemj.ttf", "arial unicode.ttf", "symbola.ttf")
_NO_FONT = (
    "Không tạo được văn bản vì máy không có phông Times New Roman (hoặc Liberation Serif 2) đủ chữ "
    "tiếng Việt; hãy cài phông Times New Roman, hoặc gói fonts-liberation2 trên Debian/Ubuntu, rồi làm lại."
)


class Face(StrEnum):
    """The faces of a paper, by the names under which ReportLab knows them."""

    REGULAR = "Paper"
    BOLD = "Paper-Bold"
    ITALIC = "Paper-Italic"
    BOLD_ITALIC = "Paper-BoldItalic"


@dataclass(frozen=True)
class Fonts:
    """The font files in use: one for each face of the paper, and those that lend single symbols."""

    faces: dict[Face, Path]
    symbols: tuple[Path, ...] = ()


def face(bold: bool = False, italic: bool = False) -> Face:
    """Return the face that is bold, italic, both or neither."""
    return {(0, 0): Face.REGULAR, (1, 0): Face.BOLD, (0, 1): Face.ITALIC}.get(
        (bold, italic), Face.BOLD_ITALIC
    )


def find_fonts(folders: Iterable[Path]) -> Fonts:
    """Return the first complete family below the folders; raise UserError (Vietnamese) when there is none."""
    files = _fonts_below(folders)
    for names in _FAMILIES:
        for regular in files.get(names[0], []):
            paths = [sibling for name in names if (sibling := _sibling(regular, name, files))]
            if len(paths) == len(names) and all(letters_in(path) >= VIETNAMESE_LETTERS for path in paths):
                symbols = tuple(path for name in _SYMBOLS for path in files.get(name, [])[:1])
                return Fonts(dict(zip(Face, paths, strict=True)), symbols)
    raise UserError(_NO_FONT)


def _fonts_below(folders: Iterable[Path]) -> dict[str, list[Path]]:
    """Return the TrueType files below the folders by their small-letter names, in a fixed order."""
    files: dict[str, list[Path]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.[tT][tT][fF]")) if folder.is_dir() else []:
            files.setdefault(path.name.lower(), []).append(path)
    return files


def _sibling(regular: Path, name: str, files: dict[str, list[Path]]) -> Path | None:
    return next((path for path in files.get(name, []) if path.parent == regular.parent), None)


def font_folders() -> Iterator[Path]:
    """Yield the folders in which Windows, Linux and macOS keep fonts, the system's before the user's."""
    windows, local = os.environ.get("WINDIR"), os.environ.get("LOCALAPPDATA")
    if windows:
        yield Path(windows) / "Fonts"
    if local:
        yield Path(local) / "Microsoft" / "Windows" / "Fonts"
    yield from map(Path, ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts"))
    yield Path("/System/Library/Fonts/Supplemental")
    yield from (Path.home() / ".local" / "share" / "fonts", Path.home() / ".fonts")


@lru_cache(maxsize=32)
def letters_in(path: Path) -> frozenset[str]:
    """Return the letters a font file can draw; none when it is damaged or of an unknown kind."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

    try:
        return frozenset(map(chr, TTFontFile(str(path)).charToGlyph))
    except (TTFError, OSError):
        return frozenset()


@lru_cache(maxsize=1)
def paper_fonts() -> Fonts:
    """Find and register the fonts once per run; raise UserError when the machine has no complete font."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    fonts = find_fonts(font_folders())
    for name, path in fonts.faces.items():
        registerFont(TTFont(name.value, str(path)))
    for path in fonts.symbols:
        registerFont(TTFont(path.stem, str(path)))
    return fonts


def width(text: str, size: float, font: Face = Face.REGULAR) -> float:
    """Return how wide the text stands on paper, in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return sum(float(stringWidth(part, name, size)) for name, part in runs(text, font))


def runs(text: str, font: Face = Face.REGULAR) -> list[tuple[str, str]]:
    """Split text into (font name, part): the paper's face, else a symbol font, else `□` in the paper's."""
    own = letters_in(paper_fonts().faces[font])
    if own.issuperset(text):
        return [(font.value, text)]
    drawn = [_drawable(letter, font, own) for letter in text]
    return [(name, "".join(part for _, part in group)) for name, group in groupby(drawn, key=_first)]


def _first(pair: tuple[str, str]) -> str:
    return pair[0]


def _drawable(letter: str, font: Face, own: frozenset[str]) -> tuple[str, str]:
    if letter in own or letter == "\n":
        return font.value, letter
    for path in paper_fonts().symbols:
        if letter in letters_in(path):
            return path.stem, letter
    plain = unicodedata.normalize("NFKC", letter)
    return font.value, plain if own.issuperset(plain) else _stand_in(own)


def _stand_in(own: frozenset[str]) -> str:
    return UNKNOWN if UNKNOWN in own else "?"


def unknown_letters(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the letters that had to become `□`, so that whoever makes the paper can be told."""
    own = letters_in(paper_fonts().faces[Face.REGULAR])
    odd = sorted(set().union(*texts) - own - {"\n"})
    return tuple(letter for letter in odd if _drawable(letter, Face.REGULAR, own)[1] == _stand_in(own))
